Gem::Specification.new do |spec|
  spec.name = "tiny"
  spec.version = "1.2"
  spec.authors = ["A", "B"]
  spec.summary = "A small theme"
  spec.add_runtime_dependency "jekyll", ">= 3.5"

  spec.add_dependency("jekyll-seo-tag", "~> 2.0")
  spec.add_development_dependency "jekyll-feed"
end
