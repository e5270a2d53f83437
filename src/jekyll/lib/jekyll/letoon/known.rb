# frozen_string_literal: true

module Jekyll
  module Letoon
    # Which tags and filters are the ones that letoon knows. Those of other plugins may bear the same
    # names and do something else, so that what counts is where a tag or filter was defined.
    module Known
      # Owners whose tags and filters letoon has, all that it does not except.
      TAGS = {
        "Liquid" => nil,
        "Jekyll::Tags" => nil,
        "Jekyll::SeoTag" => %w(seo),
        "JekyllFeed::MetaTag" => %w(feed_meta),
      }.freeze

      FILTERS = ["Liquid::StandardFilters", "Jekyll::Filters"].freeze

      # The version of jekyll-seo-tag that letoon writes like.
      SEO_TAG = "2.8."

      # Counters go on from page to page in Jekyll; what chance picks is not to be told in advance.
      NOT_TAGS = %w(increment decrement).freeze
      NOT_FILTERS = %w(sample sassify scssify).freeze

      class << self
        def tags
          found = {}
          Liquid::Template.tags.each { |name, tag| found[name.to_s] = tag }
          found.select { |name, tag| tag?(name, tag) }.keys
        end

        # Two lists of names: those that letoon has as they are here, and the others.
        def filters
          strainer = strainer_class
          names = strainer.public_instance_methods - Object.public_instance_methods
          names.map!(&:to_s)
          names.partition { |name| filter?(name, strainer.public_instance_method(name).owner) }
        end

        private

        def tag?(name, tag)
          return false if NOT_TAGS.include?(name)
          return false if name == "seo" && !Jekyll::SeoTag::VERSION.start_with?(SEO_TAG)

          TAGS.any? do |owner, names|
            at = tag.to_s
            (at == owner || at.start_with?("#{owner}::")) && (names.nil? || names.include?(name))
          end
        end

        def filter?(name, owner)
          return false if NOT_FILTERS.include?(name)

          FILTERS.any? { |known| owner.to_s == known || owner.to_s.start_with?("#{known}::") }
        end

        # All filters that templates may call, as one class. Where Liquid keeps it is another place in
        # each of 4, 5 and 5.6, but a context has always had one.
        def strainer_class
          Liquid::Context.new.strainer.class
        end
      end
    end
  end
end
