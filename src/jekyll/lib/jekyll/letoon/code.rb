# frozen_string_literal: true

module Jekyll
  module Letoon
    # Code, highlighted by what Jekyll itself has for it, so that it comes out byte for byte as
    # without letoon. The same code is highlighted once: translations have it in common.
    class Code
      def initialize(config)
        @config = config
        @done = {}
      end

      # What becomes of it; nil: it is left as it is.
      def html(kind, lang, text)
        key = [kind, lang, text]
        return @done[key] if @done.key?(key)

        @done[key] = make(kind, lang, text)
      end

      private

      def make(kind, lang, text)
        case kind
        when "block", "span" then kramdown.highlight_code(text, lang, kind.to_sym, {})
        when "fence" then fence(lang, text)
        else tag(lang, text, kind == "table")
        end
      end

      # kramdown's own writer, with Jekyll's options.
      def kramdown
        @kramdown ||= begin
          Jekyll::Converters::Markdown::KramdownParser.new(@config)
          document = Kramdown::Document.new("", @config["kramdown"])
          Kramdown::Converter::Html.send(:new, document.root, document.options)
        end
      end

      # As jekyll-commonmark does it.
      def fence(lang, text)
        require "rouge"
        formatter = ::Rouge::Formatters::HTMLLegacy.new(
          :line_numbers => false, :wrap => false, :css_class => "highlight",
          :gutter_class => "gutter", :code_class => "code"
        )
        lexer = ::Rouge::Lexer.find_fancy(lang, text) || ::Rouge::Lexers::PlainText
        formatter.format(lexer.lex(text))
      end

      def tag(lang, text, numbers)
        block = Jekyll::Tags::HighlightBlock.allocate
        block.instance_variable_set(:@lang, lang)
        options = numbers ? { :linenos => "inline" } : {}
        block.instance_variable_set(:@highlight_options, options)
        block.send(:render_rouge, text).chomp
      end
    end
  end
end
