# frozen_string_literal: true

module Jekyll
  module Letoon
    # Translations beside their originals, when Jekyll has read the site. With --watch only what
    # changed is compared again.
    class Check
      LEVELS = %w(note warning error).freeze
      LOG = { "error" => :error, "warning" => :warn, "note" => :info }.freeze

      def initialize(link)
        @link = link
        @findings = {}
      end

      def wanted?
        @link.options["check"] != false
      end

      # Says what is found. Raises when it is to stop the build.
      def run
        stamps = read_stamps if watch?
        changed = changed_since(stamps)
        return if changed&.empty?

        answer = @link.ask({ "do" => "check", "changed" => changed }, "the check")
        keep(answer, changed)
        @stamps = stamps
        tell(changed ? answer["findings"] : all)
        stop(answer["fail_on"])
      rescue Refused => e
        Letoon.stop "Letoon cannot check the site: #{e.message}"
      end

      private

      def watch?
        @link.site.config["watch"]
      end

      # Size and time of everything that a check reads, but for what other programs write.
      def read_stamps
        site = @link.site
        kept = [site.dest, site.in_source_dir(".git"), site.in_source_dir(site.config["cache_dir"].to_s)]
        # The source's own name is no pattern, whatever brackets and stars it has.
        files = Dir.glob("**/{*,.letoon-*}", :base => site.source)
        files.sort.each_with_object({}) do |file, stamps|
          path = File.join(site.source, file)
          next if kept.any? { |dir| path.start_with?("#{dir}/") }

          stat = File.stat(path)
          stamps[path] = [stat.size, stat.mtime] if stat.file?
        rescue SystemCallError
          next
        end
      end

      # The notes that changed since the last check; nil: all are to be checked, for this is the
      # first time, or something else than the text of notes changed.
      def changed_since(stamps)
        return nil unless @stamps && stamps && @stamps.keys == stamps.keys

        changed = stamps.reject { |path, stamp| @stamps[path] == stamp }.keys
        changed.map! { |path| path.delete_prefix("#{@link.site.source}/") }
        changed.all? { |path| note?(path) } ? changed : nil
      end

      def note?(path)
        !path.start_with?(".", "_data/") && File.extname(path).match?(%r!\A\.(md|markdown|mkd\w*|html)\z!)
      end

      def all
        @findings.values.flatten
      end

      # The findings by file; those of files that were looked at again are the new ones.
      def keep(answer, changed)
        @findings = {} unless changed
        answer["files"].each { |path| @findings.delete(path) }
        answer["findings"].group_by { |f| f["path"] }.each { |path, list| @findings[path] = list }
      end

      def tell(findings)
        findings.each { |finding| tell_one(finding) }
        return if findings.empty?

        counts = LEVELS.reverse.map { |level| [level, findings.count { |f| f["severity"] == level }] }
        text = counts.reject { |_, n| n.zero? }.map { |level, n| "#{n} #{level}#{"s" if n > 1}" }
        Jekyll.logger.info "Letoon:", text.join(", ")
      end

      def tell_one(finding)
        place = [finding["path"], finding["line"], finding["column"]]
        place = place.first(1) if finding["line"].zero?
        level = LOG.fetch(finding["severity"], :info)
        Jekyll.logger.public_send level, "Letoon:",
                                  "#{place.join(":")}: #{finding["message"]} [#{finding["rule"]}]"
        Jekyll.logger.public_send level, "", finding["help"] unless finding["help"].empty?
      end

      # While somebody watches there is no status to give, and what is half written is to be seen.
      def stop(fail_on)
        least = LEVELS.index(fail_on)
        return if least.nil? || watch?

        bad = all.count { |finding| LEVELS.index(finding["severity"]) >= least }
        return if bad.zero?

        Letoon.stop "Letoon found what stops the build (letoon: {check: {fail_on: #{fail_on}}}): " \
                    "#{bad} of its findings"
      end
    end
  end
end
