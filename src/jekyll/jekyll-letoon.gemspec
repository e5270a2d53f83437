# frozen_string_literal: true

require_relative "lib/jekyll/letoon/version"

Gem::Specification.new do |spec|
  spec.name = "jekyll-letoon"
  spec.version = Jekyll::Letoon::VERSION
  spec.authors = ["the letoon maintainers"]
  spec.summary = "letoon inside of Jekyll: translations compared, Markdown and pages made"
  spec.description = "Compares translations with their originals in Jekyll's own builds, and, when " \
                     "asked to, turns Markdown into HTML or renders whole pages. Wants the program " \
                     "letoon."
  spec.license = "MIT"
  spec.required_ruby_version = ">= 2.7"
  spec.files = Dir["lib/**/*.rb", :base => __dir__]
  spec.require_paths = ["lib"]
  spec.add_runtime_dependency "jekyll", ">= 3.9", "< 5"
end
