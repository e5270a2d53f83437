# frozen_string_literal: true

# A fork out of a fork ends the process: jekyll-polyglot forks once for each language, and a plugin
# that makes it do so in these again would fill the machine.
module ForkOnce
  def _fork
    abort "a fork out of a fork" if @forked
    super.tap { |pid| @forked = true if pid.zero? }
  end
end

Process.singleton_class.prepend(ForkOnce)
