# frozen_string_literal: true

module Jekyll
  module Letoon
    # The program cannot be started, or is of a kind that this gem does not understand.
    class Absent < StandardError; end

    # A child that died, or did not answer in time.
    class Gone < StandardError; end

    # A child whose answer makes no sense.
    class Garbled < Gone; end

    # The program answered that it cannot do what it was asked.
    class Refused < StandardError; end

    # `letoon pipe` as a child of this process: frames out, frames in, each with a deadline.
    class Child
      PROTOCOL = 1
      HELLO_SECONDS = 10
      FRAME_MAX = 1 << 30

      attr_reader :version

      # Starts the program. Raises Absent.
      def initialize(program, dir)
        @owner = Process.pid
        open_pipes(program, dir)
      end

      # Shakes hands, before anything else. Raises Absent or Gone.
      def greet
        hello = { "do" => "hello", "protocol" => PROTOCOL, "client" => "jekyll-letoon #{VERSION}" }
        answer = ask(Packer.new.pack(hello), HELLO_SECONDS)
        @version = answer["version"]
        return if @version.is_a?(String) && answer["protocol"] == PROTOCOL

        unfit(answer["error"] || "it does not say what it is")
      rescue Garbled => e
        unfit(e.message)
      rescue Gone => e
        raise unless e.message.include?("with status")

        unfit("it knows no `letoon pipe`, so it is too old or another one")
      end

      # After a fork the copy has its parent's child, which it must not talk to.
      def mine?
        @owner == Process.pid
      end

      # Sends a frame and gives the answer to it.
      def ask(frame, seconds)
        send_frame(frame, seconds)
        receive(seconds)
      end

      def send_frame(frame, seconds)
        raise Refused, "this is too much for one frame" if frame.bytesize > FRAME_MAX

        write([frame.bytesize].pack("N"), seconds)
        write(frame.b, seconds)
      end

      def receive(seconds)
        size = read(4, seconds).unpack1("N")
        raise Unpacker::Malformed, "an answer that is too long" if size > FRAME_MAX

        answer = Unpacker.new(read(size, seconds)).unpack
        return answer if answer.is_a?(Hash)

        raise Unpacker::Malformed, "an answer that is no map"
      rescue Unpacker::Malformed => e
        leave
        raise Garbled, "it gave #{e.message}"
      end

      # Ends the child at once, for it may wait for something that will not come.
      def leave
        kill
        [@out, @in].each(&:close)
      end

      # Ends the child, which ends by itself when nobody asks any more.
      def close
        [@out, @in].each { |io| io.close unless io.closed? }
        @reaper&.join(1) || kill if mine?
      end

      private

      def open_pipes(program, dir)
        theirs_in, @out = IO.pipe(:binmode => true)
        @in, theirs_out = IO.pipe(:binmode => true)
        # The own argv[0] keeps a name with blanks in it from being taken for a shell's line.
        @pid = Process.spawn([program, program], "pipe", :in => theirs_in, :out => theirs_out,
                                                         :chdir => dir, :close_others => true)
        @reaper = Process.detach(@pid)
      rescue SystemCallError, ArgumentError => e # the latter for a name that has a null byte in it
        [@out, @in].each { |io| io&.close }
        why = e.is_a?(SystemCallError) ? e.class.new.message : e.message
        raise Absent, "the program #{program} cannot be run (#{why}); say where it is by " \
                      "letoon: {bin: ...}, LETOON_BIN or PATH"
      ensure
        [theirs_in, theirs_out].each { |io| io&.close }
      end

      def unfit(why)
        raise Absent, "the program does not fit this plugin (jekyll-letoon #{VERSION}): #{why}"
      end

      def read(size, seconds)
        deadline = now + seconds
        bytes = String.new(:encoding => Encoding::BINARY) # a length is only a promise of bytes
        while bytes.bytesize < size
          await([@in], nil, deadline, seconds)
          part = @in.read_nonblock([size - bytes.bytesize, 1 << 20].min, :exception => false)
          gone(nil) if part.nil?
          bytes << part unless part == :wait_readable
        end
        bytes
      rescue IOError, SystemCallError
        gone(nil)
      end

      def write(bytes, seconds)
        deadline = now + seconds
        until bytes.empty?
          await(nil, [@out], deadline, seconds)
          done = @out.write_nonblock(bytes, :exception => false)
          bytes = bytes.byteslice(done..-1) unless done == :wait_writable
        end
      rescue IOError, SystemCallError
        gone(nil)
      end

      def await(readers, writers, deadline, seconds)
        left = deadline - now
        return if left.positive? && IO.select(readers, writers, nil, left)

        gone("it did not answer in #{seconds} s")
      end

      def now
        Process.clock_gettime(Process::CLOCK_MONOTONIC)
      end

      # Names what became of the child. why: what it did wrong; nil: it went away.
      def gone(why)
        status = @reaper.join(1)&.value unless why
        leave
        raise Gone, why || describe(status)
      end

      def describe(status)
        return "it closed its end" unless status
        return "it was ended by signal #{status.termsig}" if status.signaled?

        "it ended with status #{status.exitstatus}"
      end

      def kill
        Process.kill("KILL", @pid) if @reaper.alive?
        @reaper.join(1)
      rescue SystemCallError
        nil
      end
    end
  end
end
