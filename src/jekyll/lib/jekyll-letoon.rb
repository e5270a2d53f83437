# frozen_string_literal: true

# jekyll-letoon: letoon inside of Jekyll. docs/jekyll.md of letoon tells how to use it.

# The gem and a site's _plugins/letoon.rb may both be there; what is done twice is told twice.
return if defined?(Jekyll::Letoon::Link)

require "date"
require "jekyll"

require_relative "jekyll/letoon/version"
require_relative "jekyll/letoon/stop"
require_relative "jekyll/letoon/pack"
require_relative "jekyll/letoon/program"
require_relative "jekyll/letoon/child"
require_relative "jekyll/letoon/code"
require_relative "jekyll/letoon/link"
require_relative "jekyll/letoon/markdown"
require_relative "jekyll/letoon/check"
require_relative "jekyll/letoon/known"
require_relative "jekyll/letoon/telling"
require_relative "jekyll/letoon/pages"
require_relative "jekyll/letoon/hooks"
