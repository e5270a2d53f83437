# frozen_string_literal: true

module Jekyll
  module Letoon
    # Stops the build as Jekyll's own errors do. Jekyll prints where an error comes from, and from
    # what; for what is wrong with a site or a program both are noise, so that they are left out.
    def self.stop(message)
      raise Jekyll::Errors::FatalException, message, [], :cause => nil
    end
  end
end
