# frozen_string_literal: true

module Jekyll
  module Letoon
    # `letoon: {render: pages}`: whole documents by letoon, before Jekyll comes to them, which then
    # takes them for its own. Whatever letoon cannot render as Jekyll would is left to Jekyll.
    class Pages
      Made = Struct.new(:output, :content)

      # The first Jekyll whose pages have their defaults and renderers as letoon takes them.
      LEAST = "4.2"

      MARKDOWN = %w(CommonMark CommonMarkGhPages Letoon).freeze

      def initialize(link)
        @link = link
        @made = {}.compare_by_identity
        @verify = Verify.new
      end

      def wanted?
        @link.options["render"].to_s == "pages"
      end

      # Renders what Jekyll is about to render.
      def run(payload)
        @made.clear
        why = obstacle(payload)
        return aside(why) if why

        tell_site
        request = { "do" => "render", "pages" => wanted_numbers }
        @link.ask(request, "the pages") { |answer| take(answer) }
        say
      rescue Refused, Unpackable => e
        @made.clear
        aside(e.message)
      rescue StandardError
        @made.clear
        raise
      end

      # The output of a document; the block is Jekyll's way to it.
      def output(document)
        made = @made.delete(document)
        return yield unless made
        return yield.tap { |page| @verify.compare(document, page, made.output) } if verify?

        document.content = made.content
        made.output
      end

      # All is rendered and written.
      def finish
        @verify.say
      end

      private

      def aside(why)
        Jekyll.logger.warn "Letoon:", "all pages are left to Jekyll: #{why}"
      end

      # What in this site keeps letoon from rendering any page as Jekyll would.
      def obstacle(payload)
        config = @link.site.config
        return "this is Jekyll #{Jekyll::VERSION}, pages want #{LEAST}" if too_old?
        return "markdown: #{config["markdown"]}" unless markdown?(config["markdown"].to_s)
        return "jekyll-commonmark is not as 1.4 was" if other_commonmark?(config["markdown"].to_s)
        return "lsi is on" if config["lsi"]
        return "liquid: {error_mode: strict}" if config.dig("liquid", "error_mode").to_s == "strict"
        return "a plugin adds variables to all pages" if added?(payload)
        return "a plugin renders in its own way" unless own_renderer?

        "a plugin puts collections before the posts" if @link.site.collections.keys.first != "posts"
      end

      def too_old?
        Gem::Version.new(Jekyll::VERSION) < Gem::Version.new(LEAST)
      end

      # Do documents come by their output as Jekyll has it?
      def own_renderer?
        run = Jekyll::Renderer.instance_method(:run)
        run.owner == Jekyll::Renderer && run.source_location.first.end_with?("/jekyll/renderer.rb")
      end

      # A processor that letoon is like, and that Jekyll has.
      def markdown?(name)
        name.casecmp("kramdown").zero? ||
          (MARKDOWN.include?(name) && Jekyll::Converters::Markdown.const_defined?(name, false))
      end

      # jekyll-commonmark writes HTML itself since 1.4; before, and where a system has made it use
      # another library, it comes out otherwise.
      def other_commonmark?(name)
        name == "CommonMark" &&
          !Jekyll::Converters::Markdown::CommonMark.const_defined?(:HtmlRenderer, false)
      end

      def verify?
        @link.options["verify"] ? true : false
      end

      # Variables that are in no configuration; jekyll-polyglot repeats some that are.
      def added?(payload)
        return true unless extra(payload).empty?

        extra(payload["site"]).any? { |name, value| @link.site.config[name] != value }
      end

      def extra(drop)
        %i(@mutations @fallback_data).map { |name| drop.instance_variable_get(name) || {} }.reduce(:merge)
      end

      def tell_site
        packer = Packer.new
        frame = packer.pack(@link.configuration)
        raise Unpackable, "a plugin puts objects into the configuration" if packer.strange?

        @link.prepare("configure", frame)
        @telling = Telling.new(@link.site)
        @link.prepare("site", Packer.new.pack("do" => "site", "bytes" => @telling.bytes))
      end

      def wanted_numbers
        regenerator = @link.site.regenerator
        numbers = @telling.documents.each_index.select do |i|
          document = @telling.documents[i]
          @telling.left(document).nil? && regenerator.regenerate?(document)
        end
        @telling.documents.each do |document|
          why = @telling.left(document)
          left(document, why) if why
        end
        numbers
      end

      def left(document, why)
        Jekyll.logger.debug "Letoon:", "left to Jekyll: #{document.relative_path}: #{why}"
      end

      def take(answer)
        document = @telling.documents.fetch(answer["page"])
        return left(document, answer["left"]) if answer["left"]

        @made[document] = Made.new(answer["output"], answer["content"])
        document.renderer.extend(Rendering).letoon = self
        depend(document, answer["used"]) if @link.site.incremental?
      end

      # With --incremental a page is made again when a layout or include of its has changed.
      def depend(document, used)
        site = @link.site
        return unless document.write?

        path = site.in_source_dir(document.path)
        used.each { |file| site.regenerator.add_dependency(path, file) }
      end

      def say
        Jekyll.logger.debug "Letoon:", "#{@made.size} of #{@telling.documents.size} pages made"
      end
    end

    # `letoon: {verify: true}`: Jekyll renders everything, and what letoon makes otherwise is told.
    class Verify
      def initialize
        @same = 0
        @other = 0
      end

      def compare(document, wanted, made)
        return @same += 1 if wanted == made

        @other += 1
        line, theirs, ours = first_difference(wanted.lines, made.lines)
        Jekyll.logger.warn "Letoon:", "#{document.relative_path} differs from line #{line} of its page on"
        Jekyll.logger.warn "Jekyll:", theirs.to_s.inspect
        Jekyll.logger.warn "Letoon:", ours.to_s.inspect
      end

      def say
        Jekyll.logger.info "Letoon:", "#{@same} pages are as Jekyll's, #{@other} are not" if @same + @other > 0
        @same = @other = 0
      end

      private

      def first_difference(theirs, ours)
        at = theirs.zip(ours).index { |one, other| one != other } || theirs.size
        [at + 1, theirs[at], ours[at]]
      end
    end

    # A renderer of Jekyll's that asks for what was made first. It is put on the renderers of single
    # documents, for the reason that Building gives.
    module Rendering
      attr_writer :letoon

      def run
        @letoon.output(document) { super() }
      end
    end
  end
end
