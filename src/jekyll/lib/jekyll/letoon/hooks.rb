# frozen_string_literal: true

module Jekyll
  # letoon inside of Jekyll.
  module Letoon
    # What the plugin has of a site.
    Parts = Struct.new(:link, :check, :pages)

    # A whole build, with all that other plugins have made of it. It is put on one site, when all
    # plugins are loaded, and never on the class: a plugin that is loaded later may rename the method
    # of the class to call it from its own, as jekyll-polyglot does in each process that it forks, and
    # the two would call each other without end.
    module Building
      def process
        Letoon.before(self)
        super
      end
    end

    @parts = {}.compare_by_identity

    class << self
      # A site was made: is there anything for letoon to do, and a letoon to do it?
      def attach(site)
        link = Link.new(site)
        parts = Parts.new(link, Check.new(link), Pages.new(link))
        markdown = site.config["markdown"].to_s == "Letoon"
        return unless markdown || parts.check.wanted? || parts.pages.wanted?

        @parts[site] = parts
        guard(link) { take_up(site, link, markdown) }
      end

      # jekyll-polyglot makes the site once for each language, in copies of this process: the check,
      # which is one for all of them, comes before these.
      def before(site)
        self.begin(site)
        with(site) { |parts| run_check(parts) }
        with(site) { |parts| parts.link.close }
      end

      # A build begins: what the program goes by is told to each child.
      def begin(site)
        with(site) do |parts|
          parts.link.prepare("configure", Packer.new.pack(parts.link.configuration))
        end
      end

      def check(site)
        with(site) { |parts| run_check(parts) unless polyglot?(site) }
      end

      def render(site, payload)
        with(site) { |parts| parts.pages.run(payload) if parts.pages.wanted? }
      end

      def end(site)
        parts = @parts[site]
        guard(parts.link) { parts.pages.finish } if parts
        with(site) { |one| one.link.close }
      end

      # The process ends, perhaps in the middle of a build: no child is left behind.
      def leave
        @parts.each_value { |parts| parts.link.leave }
      end

      # The link of the site that has this configuration.
      def of_config(config)
        parts = @parts.each_value.find { |one| one.link.site.config.equal?(config) }
        parts&.link
      end

      # Jekyll never fails for letoon, not even where the plugin is at fault, as it may be with a
      # Jekyll or Liquid to come. What stops the build on purpose goes through.
      def guard(link)
        yield
      rescue Link::Off
        nil
      rescue Jekyll::Errors::FatalException
        raise
      rescue StandardError => e
        Jekyll.logger.debug "Letoon:", "#{e.message} at #{e.backtrace&.first}"
        link.abandon(e)
      end

      private

      # What the plugin has of a site, while there is a program.
      def with(site)
        parts = @parts[site]
        guard(parts.link) { yield parts } unless parts.nil? || parts.link.off?
      end

      def take_up(site, link, markdown)
        return unless link.try

        site.extend(Building) if polyglot?(site)

        # Jekyll keeps converted Markdown on disk until the configuration changes.
        site.config["letoon"] = link.options.merge("program" => link.version) if markdown
      end

      def polyglot?(site)
        site.respond_to?(:process_language)
      end

      def run_check(parts)
        parts.check.run if parts.check.wanted?
      end
    end
  end

  Hooks.register(:site, :after_init) { |site| Letoon.attach(site) }
  Hooks.register(:site, :after_reset) { |site| Letoon.begin(site) }
  # Before other plugins take documents away, as polyglot does.
  Hooks.register(:site, :post_read, :priority => 100) { |site| Letoon.check(site) }
  # After other plugins, which may still add to the payload.
  Hooks.register(:site, :pre_render, :priority => -100) { |site, payload| Letoon.render(site, payload) }
  Hooks.register(:site, :post_write) { |site| Letoon.end(site) }

  at_exit { Letoon.leave }
end
