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
      # A deadline that is later than this is none, and too much for the system's clocks.
      SECONDS_MAX = 86_400

      # No answer needs as many questions about code as this; without a bound a program could ask for
      # ever, each time before the deadline.
      QUESTIONS_MAX = 1000

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
          @questions = 0
          each ? receive_all(child, &each) : receive(child)
        end
      end

      # What the program goes by: the site's configuration, and whose HTML its own is to be like.
      def configuration
        config = site.config
        if config["letoon"].nil? || config["letoon"].is_a?(Hash)
          config = config.merge("letoon" => { "kramdown" => Kramdown::VERSION }.merge(options))
        end
        { "do" => "configure", "config" => config, "code" => true }
      end

      # The same for what is to be said anew to each child.
      def prepare(name, frame)
        @prepared ||= {}
        @prepared[name] = frame
      end

      # A build is done: the child ends, and the next build has a child and a restart of its own.
      def close
        @lock.synchronize do
          own
          @child&.close
          @child = nil
          @prepared = nil
          @restarts = 1
        end
      end

      # The plugin itself cannot go on: something in it failed, or it does not fit this Jekyll.
      def abandon(error)
        @lock.synchronize do
          own
          give_up("the plugin failed (#{error.class}: #{error.message.lines.first.to_s.chomp})")
        end
      rescue Off
        nil
      end

      # The process ends, in whatever state the build is: no thread is to start another child.
      def leave
        @off = true
        @child.leave if @child&.mine?
      end

      def code
        @code ||= Code.new(site.config)
      end

      private

      def seconds
        wanted = options["deadline"]
        wanted.is_a?(Numeric) && wanted.positive? ? [wanted, SECONDS_MAX].min : SECONDS
      end

      # After a fork the copy starts a child of its own. A lock that another thread held while the
      # process was copied is free in the copy: Ruby sees to that.
      def own
        return if @owner == Process.pid

        @owner = Process.pid
        @child = nil
        @restarts = 1
      end

      def talk(what = nil)
        @lock.synchronize do
          own
          raise Off if @off

          begin
            yield child
          rescue Refused # an answer like any other, after which the child waits for a request
            raise
          rescue Gone => e
            again(e, what)
            retry
          rescue Absent => e
            give_up(e.message)
          rescue Exception # even an interrupt: whatever comes next would be taken for something else
            drop
            raise
          end
        end
      end

      def drop
        @child&.leave
        @child = nil
      end

      # The child, who has been told all that there was to be told before.
      def child
        start unless @child
        (@prepared || {}).each { |name, frame| tell(name, frame) }
        @child
      end

      # It is known before it is talked to, so that it does not outlive a process that ends now.
      def start
        @told = {}
        @child = Child.new(Program.place(site), site.source)
        @child.greet
        @version = @child.version
      end

      def tell(name, frame)
        return if @told[name].equal?(frame)

        answer = @child.ask(frame, seconds)
        raise Absent, "it cannot use this site: #{answer["error"]}" if answer["error"]

        @told[name] = frame
      end

      # A child is gone. It is started again once.
      def again(gone, what)
        drop
        raise Off if @off

        during = what ? " (at #{what})" : ""
        give_up("the program failed again: #{gone.message}#{during}") if @restarts.zero?

        @restarts -= 1
        Jekyll.logger.warn "Letoon:", "the program failed: #{gone.message}#{during}; " \
                                      "it is started once more"
      end

      def give_up(why)
        drop
        @off = true
        Letoon.stop "Letoon is required, but #{why}" if options["required"]

        Jekyll.logger.warn "Letoon:", "#{why}; Jekyll goes on alone"
        raise Off
      end

      def receive(child)
        loop do
          answer = child.receive(seconds)
          raise Refused, answer["error"].to_s if answer["error"]
          return answer unless answer.key?("code")
          raise Garbled, "it asks without end" if (@questions += 1) > QUESTIONS_MAX

          child.send_frame(colour(answer["code"]), seconds)
        end
      end

      # Code that Jekyll's highlighter fails at: the text is then Jekyll's, which says what is wrong.
      def colour(parts)
        html = parts.map { |kind, lang, text| code.html(kind, lang, text) }
        Packer.new.pack("html" => html)
      rescue StandardError => e
        drop
        raise Refused, "code cannot be highlighted (#{e.message})"
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
