# frozen_string_literal: true

module Jekyll
  module Letoon
    # What one site has of the program: at most one child in each process, started when it is first
    # needed and ended when the build is done. Only one thread talks to it at a time.
    #
    # Jekyll never hangs on the program and never fails for it: a child that dies is named and
    # started once more in a build; then, or when there is no program, Jekyll goes on alone, unless
    # `letoon: {required: true}` says otherwise.
    class Link
      # Jekyll goes on alone.
      class Off < StandardError; end

      SECONDS = 60

      attr_reader :site, :version

      def initialize(site)
        @site = site
        @lock = Mutex.new
        @owner = Process.pid
        @restarts = 1
      end

      def options
        options = site.config["letoon"]
        options.is_a?(Hash) ? options : {}
      end

      # Is there a program that understands us? Says so once if there is none.
      def try
        talk { |child| child }
        true
      rescue Off
        false
      end

      def off?
        @off ? true : false
      end

      # Sends a request and gives the answer to it. Questions about code that come before it are
      # answered. what: the thing it is about, for messages. With a block the answers are many: each
      # is handed to it until one has the key "done".
      #
      # Raises Refused when the program will not do it, Off when there is none.
      def ask(request, what, &each)
        frame = request.is_a?(String) ? request : Packer.new.pack(request)
        talk(what) do |child|
          child.send_frame(frame, seconds)
          each ? receive_all(child, &each) : receive(child)
        end
      end

      # The same for what is to be said anew to each child.
      def prepare(name, frame)
        @prepared ||= {}
        @prepared[name] = frame
      end

      # A build is done: the child ends, and the next build has a child and a restart of its own.
      def close
        own
        @lock.synchronize do
          @child&.close if @child&.mine?
          @child = nil
          @prepared = nil
          @restarts = 1
        end
      end

      def code
        @code ||= Code.new(site.config)
      end

      private

      def seconds
        wanted = options["deadline"]
        wanted.is_a?(Numeric) && wanted.positive? ? wanted : SECONDS
      end

      # After a fork: a lock may be held by a thread that was not copied.
      def own
        return if @owner == Process.pid

        @owner = Process.pid
        @lock = Mutex.new
        @child = nil
        @restarts = 1
      end

      def talk(what = nil)
        own
        @lock.synchronize do
          raise Off if @off

          begin
            yield child
          rescue Gone => e
            again(e, what)
            retry
          rescue Absent => e
            give_up(e.message)
          end
        end
      end

      # The child, who has been told all that there was to be told before.
      def child
        @child ||= begin
          @told = {}
          Child.new(Program.place(site), site.source)
        end
        @version = @child.version
        (@prepared || {}).each { |name, frame| tell(name, frame) }
        @child
      end

      def tell(name, frame)
        return if @told[name].equal?(frame)

        answer = @child.ask(frame, seconds)
        raise Absent, "it cannot use this site: #{answer["error"]}" if answer["error"]

        @told[name] = frame
      end

      # A child is gone. It is started again once.
      def again(gone, what)
        @child = nil
        during = what ? " (at #{what})" : ""
        give_up("the program failed again: #{gone.message}#{during}") if @restarts.zero?

        @restarts -= 1
        Jekyll.logger.warn "Letoon:", "the program failed: #{gone.message}#{during}; " \
                                      "it is started once more"
      end

      def give_up(why)
        @off = true
        Letoon.stop "Letoon is required, but #{why}" if options["required"]

        Jekyll.logger.warn "Letoon:", "#{why}; Jekyll goes on alone"
        raise Off
      end

      def receive(child)
        loop do
          answer = child.receive(seconds)
          raise Gone, "its answer is no map" unless answer.is_a?(Hash)
          raise Refused, answer["error"] if answer["error"]
          return answer unless answer.key?("code")

          html = answer["code"].map { |kind, lang, text| code.html(kind, lang, text) }
          child.send_frame(Packer.new.pack("html" => html), seconds)
        end
      end

      def receive_all(child)
        loop do
          answer = receive(child)
          return answer if answer.key?("done")

          yield answer
        end
      end
    end
  end
end
