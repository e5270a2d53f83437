# frozen_string_literal: true

module Jekyll
  module Converters
    class Markdown
      # `markdown: Letoon`: pages, excerpts and markdownify by letoon, in the dialect that
      # `letoon: {dialect: kramdown|commonmark}` names. Without the program, and for what it refuses,
      # Jekyll's own processor for that dialect stands in.
      class Letoon
        def initialize(config)
          @config = config
        end

        def convert(text)
          link = Jekyll::Letoon.of_config(@config)
          html = Jekyll::Letoon.guard(link) { asked(link, text) } unless link.nil? || link.off?
          html || own.convert(text)
        end

        private

        # nil: it is left to Jekyll.
        def asked(link, text)
          answer = link.ask({ "do" => "markdown", "text" => text }, "a text of Markdown")
          answer.fetch("html").to_str
        rescue Jekyll::Letoon::Refused, Jekyll::Letoon::Unpackable => e
          Jekyll.logger.warn "Letoon:", "#{e.message}; the text is left to #{own.class}"
          nil
        end

        def own
          @own ||= commonmark? ? commonmark : KramdownParser.new(@config)
        end

        def commonmark?
          options = @config["letoon"]
          options.is_a?(Hash) && options["dialect"].to_s.casecmp("commonmark").zero?
        end

        def commonmark
          Jekyll::External.require_with_graceful_fail("jekyll-commonmark")
          CommonMark.new(@config)
        end
      end
    end
  end
end
