# frozen_string_literal: true

# The gem's talk with the program, against programs that do all they can to hang or break it, and in
# threads and forks. The environment names the program: LETOON_REAL. Prints TAP.

require "jekyll"
require "timeout"
require "tmpdir"
require_relative "../../src/jekyll/lib/jekyll-letoon"

Jekyll.logger.log_level = :error
REAL = ENV.fetch("LETOON_REAL")
DIR = Dir.mktmpdir("letoon-link")
MAIN = Process.pid
at_exit { FileUtils.rm_rf(DIR) if Process.pid == MAIN }

# A program in Ruby, which has frames to send and to receive.
HELPERS = <<~RUBY
  $stdout.binmode; $stdin.binmode
  def get; size = $stdin.read(4) or exit; $stdin.read(size.unpack1("N")); end
  def put(bytes); $stdout.write([bytes.bytesize].pack("N"), bytes); $stdout.flush; end
  def hello; get; put("M2:S7:versionS3:1.0S8:protocolI1;"); end
  def configure; get; put("M0:"); end
RUBY

def program(text)
  @programs = @programs.to_i + 1
  path = File.join(DIR, "program-#{@programs}")
  File.write(path, "#!#{RbConfig.ruby} --disable=gems\n#{HELPERS}#{text}\n")
  File.chmod(0o755, path)
  path
end

def site(bin, options = {})
  letoon = { "bin" => bin, "check" => false, "deadline" => 1 }.merge(options)
  config = Jekyll.configuration("source" => DIR, "destination" => File.join(DIR, "_site"), "quiet" => true,
                                "disable_disk_cache" => true, "letoon" => letoon)
  Struct.new(:config, :source).new(config, DIR)
end

def link_to(bin, options = {})
  link = Jekyll::Letoon::Link.new(site(bin, options))
  link.prepare("configure", Jekyll::Letoon::Packer.new.pack(link.configuration))
  link
end

def markdown(link, text)
  link.ask({ "do" => "markdown", "text" => text }, "a text")["html"]
end

# What was warned of while the block ran.
def said
  lines = []
  logger = Jekyll.logger
  keep = logger.method(:warn)
  logger.define_singleton_method(:warn) { |*words| lines << words.compact.join(" ") }
  yield
  lines
ensure
  logger.define_singleton_method(:warn, keep)
end

def check(name)
  wrong = Timeout.timeout(45) { yield }
  puts wrong ? "not ok - link: #{name}\n# #{wrong}" : "ok - link: #{name}"
rescue Exception => e # rubocop:disable Lint/RescueException
  puts "not ok - link: #{name}\n# #{e.class}: #{e.message}\n# #{e.backtrace.first(5).join("\n# ")}"
end

# nil when the link ends up off after these words.
def off_after(link, *patterns)
  lines = said do
    markdown(link, "tea")
  rescue Jekyll::Letoon::Link::Off
    nil
  end
  return "it is not off: #{lines}" unless link.off?
  return if lines.size == patterns.size && lines.zip(patterns).all? { |line, pattern| line.match?(pattern) }

  "it said #{lines.inspect}"
end

unfit = [%r!does not fit.*; Jekyll goes on alone\z!]
again = ->(why) { [%r!the program failed: #{why}.*started once more\z!, %r!failed again: #{why}.*goes on alone\z!] }

check("an echo is no program") { off_after(link_to(program("loop { put(get) }")), *unfit) }
check("a length beyond all bounds is refused") do
  off_after(link_to(program('get; print "\xff\xff\xff\xff"; $stdout.flush; sleep')), *unfit)
end
check("text in place of frames is refused") { off_after(link_to(program('print "Usage: letoon\n" * 9')), *unfit) }
check("a name with a null byte is no program") { off_after(link_to("a\0b"), %r!cannot be run.*goes on alone\z!) }
check("a list longer than its bytes is refused") do
  off_after(link_to(program('hello; configure; get; put("L99999999999:N"); sleep')), *again.call("it gave an answer that ends"))
end
check("an answer nested too deeply is refused") do
  off_after(link_to(program('hello; configure; get; put("L1:" * 100_000 + "N"); sleep')), *again.call("it gave an answer that is nested"))
end
check("an answer that is no UTF-8 is refused") do
  off_after(link_to(program('hello; configure; get; put("M1:S4:htmlS1:\xff"); sleep')), *again.call("it gave an answer that is no UTF-8"))
end
check("an answer that is no map is refused") do
  off_after(link_to(program('hello; configure; get; put("I1;"); sleep')), *again.call("it gave an answer that is no map"))
end
check("questions without end have one") do
  off_after(link_to(program('hello; configure; loop { get; put("M1:S4:codeL0:") }')), *again.call("it asks without end"))
end
check("a program that never reads meets the deadline") do
  link = link_to(program("hello; configure; sleep"))
  wrong = nil
  lines = said do
    markdown(link, "x" * 4_000_000)
  rescue Jekyll::Letoon::Link::Off
    nil
  end
  wrong = "it said #{lines}" unless lines.size == 2 && link.off?
  wrong
end
check("an answer that comes byte by byte meets the deadline") do
  drip = 'hello; configure; get; 64.times { |i| print i.zero? ? "\0" : "\0"; $stdout.flush; sleep 0.4 }'
  off_after(link_to(program(drip)), *again.call("it did not answer in 1 s"))
end
check("a deadline may be any number") do
  [Float::INFINITY, Float::NAN, -1, 0, 1e300, "soon", nil].map do |seconds|
    link = link_to(REAL, "deadline" => seconds)
    html = markdown(link, "tea")
    link.close
    html
  end.uniq == ["<p>tea</p>\n"] ? nil : "not all of them answered"
end
check("a program killed between texts is started once, and then no more") do
  link = link_to(REAL)
  lines = said do
    3.times do
      markdown(link, "tea")
      Process.kill("KILL", link.instance_variable_get(:@child).instance_variable_get(:@pid))
    end
  rescue Jekyll::Letoon::Link::Off
    nil
  end
  next if link.off? && lines.size == 2 && lines[0].include?("signal 9") && lines[1].include?("failed again")

  lines.inspect
end
check("many threads have each their own answers") do
  link = link_to(REAL, "deadline" => 20)
  wrong = 8.times.map do |t|
    Thread.new { 40.times.reject { |i| markdown(link, "tea *#{t}-#{i}*") == "<p>tea <em>#{t}-#{i}</em></p>\n" } }
  end.flat_map(&:value)
  link.close
  wrong.empty? ? nil : "#{wrong.size} wrong answers"
end
check("a copy of the process has a child of its own, whoever held the lock") do
  link = link_to(REAL, "deadline" => 20)
  markdown(link, "tea")
  ours = link.instance_variable_get(:@child).instance_variable_get(:@pid)
  held = Queue.new
  thread = Thread.new { link.instance_variable_get(:@lock).synchronize { held << true; sleep } }
  held.pop
  reader, writer = IO.pipe
  copy = fork do
    reader.close
    html = markdown(link, "copy")
    writer << html << (link.instance_variable_get(:@child).instance_variable_get(:@pid) == ours ? "the same" : "another")
    writer.close
  end
  writer.close
  told = reader.read
  Process.wait(copy)
  thread.kill.join
  still = markdown(link, "tea")
  link.close
  next if told == "<p>copy</p>\nanother" && still == "<p>tea</p>\n"

  "#{told.inspect}, then #{still.inspect}"
end
check("what Jekyll cannot highlight is left to it, and the next text is right") do
  link = link_to(REAL)
  link.code.define_singleton_method(:html) { |*| raise ArgumentError, "no such lexer" }
  refused = begin
    markdown(link, "~~~ ruby\nx\n~~~")
  rescue Jekyll::Letoon::Refused => e
    e.message
  end
  html = markdown(link, "tea")
  link.close
  refused.include?("no such lexer") && html == "<p>tea</p>\n" ? nil : "#{refused.inspect}, #{html.inspect}"
end
check("after an interrupt in the middle the next text is right") do
  link = link_to(REAL)
  link.code.define_singleton_method(:html) { |*| sleep }
  begin
    Timeout.timeout(0.5, Interrupt) { markdown(link, "~~~ ruby\nx\n~~~") }
  rescue Interrupt
    nil
  end
  html = markdown(link, "tea")
  link.close
  html == "<p>tea</p>\n" ? nil : html.inspect
end
check("what goes wrong in the plugin is told once, and Jekyll goes on") do
  link = link_to(REAL)
  lines = said { 2.times { Jekyll::Letoon.guard(link) { link.off? || nil.nothing } } }
  lines.size == 1 && lines[0].include?("the plugin failed (NoMethodError") ? nil : lines.inspect
end
check("no child is left when the process ends in the middle of a build") do
  bin = program('hello; trap("TERM") {}; loop { sleep }')
  reader, writer = IO.pipe
  copy = fork do
    reader.close
    link = link_to(bin, "deadline" => 30)
    Jekyll::Letoon.instance_variable_get(:@parts)[:any] = Jekyll::Letoon::Parts.new(link)
    Thread.new { markdown(link, "tea") }.report_on_exception = false
    sleep 0.05 until link.instance_variable_get(:@child)
    writer.puts link.instance_variable_get(:@child).instance_variable_get(:@pid)
    writer.close
  end
  writer.close
  pid = reader.read.to_i
  Process.wait(copy)
  next "it had no child" if pid.zero?

  20.times { Process.kill(0, pid) && sleep(0.1) }
  "#{pid} is still there"
rescue Errno::ESRCH
  nil
end
