# frozen_string_literal: true

module Jekyll
  module Letoon
    # Where the program letoon is.
    module Program
      # The path of the program: `letoon: {bin: ...}` of the site, LETOON_BIN, or by PATH.
      def self.place(site)
        options = site.config["letoon"]
        bin = options["bin"] if options.is_a?(Hash)
        return File.expand_path(bin, site.source) if bin.is_a?(String) && bin.include?("/")

        bin ||= ENV["LETOON_BIN"]
        bin.nil? || bin.empty? ? "letoon" : bin
      end
    end
  end
end
