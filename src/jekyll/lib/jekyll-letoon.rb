# frozen_string_literal: true

# jekyll-letoon: letoon inside of Jekyll. See docs/jekyll.md of letoon.

require "jekyll"
require "json"
require "open3"

require_relative "jekyll/letoon/version"
require_relative "jekyll/letoon/program"

# Translations are compared with their originals when all of the site has been read.
Jekyll::Hooks.register :site, :post_read do |site|
  command = [Jekyll::Letoon::Program.place(site), "check", "--format", "jsonl", site.source]
  begin
    found, = Open3.capture2(*command)
  rescue SystemCallError => e
    Jekyll.logger.warn "Letoon:", "cannot be run: #{e.message}"
    next
  end
  found.each_line do |line|
    finding = JSON.parse(line)
    level = { "error" => :error, "warning" => :warn }.fetch(finding["severity"], :info)
    Jekyll.logger.public_send level, "Letoon:",
                              "#{finding["path"]}:#{finding["line"]}:#{finding["column"]}: " \
                              "#{finding["message"]} [#{finding["rule"]}]"
  end
end
