# Prints what Ruby's Psych, called as Jekyll calls it, makes of YAML texts: one a line, the text
# escaped, a tab, and the value as Ruby's inspect or "!" for an exception. With it the .tsv files
# beside it were made:  TZ=UTC ruby oracle.rb scalars >scalars.tsv
# Left out: days before 1582-10-15, for which Ruby changes to the Julian calendar and we do not,
# fractions of a second below a nanosecond, and NaN as a key.
require "yaml"
require "date"
require "time"

SCALARS = %w[
  0 1 -1 +1 12 +12 -12 007 010 -010 +010 0755 0989 08 09 00 0_ 0, 0_7 0,7 0_8 01_2 -0 +0 -0_1
  1_000 1,000 1__000 1,,000 1_ 1, 1_0,0 1,000,000 1_000_ 12_345,678 _1 ,1x 1_a 1a a1 1-1 1+1 --1 +-1
  0x1F 0x1f 0X1F 0x 0x_ 0x, 0xg 0x1_F 0x1,F -0x1F +0x1f 0xdeadbeef 0xFFFFFFFFFFFFFFFF
  0x7FFFFFFFFFFFFFFF 0x8000000000000000 -0x8000000000000000 0x123456789abcdef0123456789abcdef
  0b101 0b 0b_ 0b, 0b2 0b12 0B1 0b1_0 -0b11 +0b11 0b1,1
  0b1111111111111111111111111111111111111111111111111111111111111111111111
  0o17 0o755 0O7 01777777777777777777777 07777777777777777777777777
  9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809
  123456789012345678901234567890 -123456789012345678901234567890 1_234_567_890_123_456_789_012
  1.5 -1.5 +1.5 1.50 1.10 .5 -.5 +.5 5. -5. 0.0 -0.0 . .. ... -. +. .a 1.a 1.5.2 1..2 0.1 00.1 01.5
  1_000.5 1,000.5 1,000.25 1_0.5_0 _1.5 1_.5 1,.5 1.5_ 1.5, .5_ ._5 1e3 1E3 1.5e3 1.5E3 1.5e+3
  1.5E+3 1.5e-3 1.0e+3 .5e+1 -.5e-1 5.e+1 .e+3 -.e-3 .e3 1.e 1.5e 1.5e+ 1.5e+a 1.0e+400 1.0e-400
  1.7976931348623157e+308 4.9e-324 0.30000000000000004 123456789.123456789 3.141592653589793238462
  .inf .Inf .INF -.inf +.inf -.Inf +.INF .iNf .infx inf Inf .nan .NaN .NAN -.nan +.nan nan NaN .na
  true True TRUE tRue false False FALSE fAlse yes Yes YES yEs no No NO nO on On ON oN off Off OFF oFf
  y Y n N t f T F yess noo onn offf truee true1 nulll
  null Null NULL nULL ~ ~~ ~a nil none None void
  12:30 1:30 01:30 1:30:45 01:02:03 1:60 1:59 1:5 1:5:5 1:5:60 1:2:3:4 -1:30 +1:30 -1:30:45 0:0 00:00
  1_0:30 1__0:30 1_:30 100:30 12:30:45.5 1:30.5 -1:30.5 1:30. 1:30.5_0 1:30._5 1:30.5__0 1_0:30.5
  23:59:59 24:00 190:20:30 190:20:30.15 12:3a 12: 12:345 99999999999999999999:30 -99999999999999999999:30
  0x1:30 1.5:30 20:30:00 9:05
  2024-03-05 2024-3-5 2024-03-5 2024-3-05 2024-13-01 2024-00-01 2024-02-30 2024-02-29 2023-02-29
  2024-12-31 2024-11-31 2024-1-1 24-03-05 02024-03-05 2024-03-05- 2024/03/05 2024-03 2024-003-05
  2024-03-005 2024-03-32 2024-03-00 2024-0-1 2024-1-0 9999-12-31 1582-10-10 1582-10-15 1900-02-29 2000-02-29 -2024-03-05 +2024-03-05 2024-19-01 2024-03-39
  2024-03-05T10:20:30 2024-03-05T10:20:30Z 2024-03-05t10:20:30Z 2024-03-05T10:20:30z
  2024-03-05T10:20:30+05:30 2024-03-05T10:20:30-05:30 2024-03-05T10:20:30+0530 2024-03-05T10:20:30+05
  2024-03-05T10:20:30+5 2024-03-05T10:20:30-5 2024-03-05T10:20:30+5:30 2024-03-05T10:20:30+530
  2024-03-05T10:20:30-00:30 2024-03-05T10:20:30+00:00 2024-03-05T10:20:30-0000 2024-03-05T10:20:30+24
  2024-03-05T10:20:30+23:59 2024-03-05T10:20:30+23:60 2024-03-05T10:20:30+05: 2024-03-05T10:20:30+05:3
  2024-03-05T10:20:30+053 2024-03-05T10:20:30+05300 2024-03-05T10:20:30+05:300 2024-03-05T10:20:30CET
  2024-03-05T10:20:30.123456789Z 2024-03-05T10:20:30.Z
  2024-03-05T10:20:30.5 2024-03-05T10:20:30. 2024-03-05T1:20:30 2024-03-05T10:2:30 2024-03-05T10:20:3
  2024-03-05T10:20 2024-03-05T25:00:00 2024-03-05T24:00:00 2024-03-05T24:00:01 2024-03-05T24:00:00.5
  2024-03-05T10:60:00 2024-03-05T10:20:60 2024-03-05T10:20:61 2024-03-05T10:20:60.5
  2024-03-05T10:20:60.5+01:00 2024-02-30T10:20:30 2024-02-31T10:20:30Z 2024-02-32T10:20:30
  2024-13-05T10:20:30 2024-00-05T10:20:30 2024-03-00T10:20:30 2024-3-5T1:02:03 -2024-03-05T10:20:30Z
  0050-01-01T00:00:00Z 1969-12-31T23:59:59Z 9999-12-31T23:59:59Z 0000-01-01T00:00:00Z
  2024-12-31T23:59:60Z 20240305T102030 2024-03-05TT10:20:30 2024-02-31T10:20:30+02:00
  2024-03-05T24:00:00+01:00 1600-02-29T00:00:00Z 1500-03-01T00:00:00Z
  :foo :a :foo:bar ::a :1 :- :foo-bar :"a" :'a' foo: foo:bar a:b :) a: :
  <<x = == << >x a@b a`b x%y a&b a*b a!b a|b a>b a<b a? a- -a --a ?a ??a
  $ ( ) ^ ; / \\ _ a_b hello Hello http://x.y/z?a=b&c=d#e mailto:a@b.c C:\\x 1st 2nd 3.5.1 v1.2 1.2.3 10% 5$
  你好 你好，世界 ａｂｃ é ñ🙂 ０１ １ ①
  U+0041 1/2 3/4 07/04 1:1a 12h 1.2M 1e 1e+ e1 E1 0e0 0e+0 0.e+0 1_2.3_4e+5 +1e3 +.e -0x -0b 0xx
].freeze

SPACED = [
  "2024-03-05 10:20:30", "2024-03-05  10:20:30", "2024-03-05 10:20:30 +0530",
  "2024-03-05 10:20:30 +05:30", "2024-03-05 10:20:30  +05:30", "2024-03-05 10:20:30 Z",
  "2024-03-05 10:20:30 UTC", "2024-03-05 10:20:30 CET", "2024-03-05 10:20", "2024-03-05 1:20:30",
  "2024-03-05 10:20:30.5 -0800", "2024-03-05\t10:20:30", "2024-03-05 \t10:20:30",
  "2024-03-05\t10:20:30 +01:00", "2024-03-05 10:20:30\t+01:00", "2024-03-05 10:20:30 + 01:00",
  "2024-03-05 10:20:30 x", "2024-03-05 x", "1 000", "1 2", "a b", "no way", "null and void",
  "yes no", "true story", "hello world", "a  b", "12:30 pm", "0x1F g", "it's", "say \"x\" y", ": a",
  "- a", "? a", "a - b", "a ? b", "a 'b'", "- 1", "-1 -1", "5 .5",
  "2024-03-05 24:00:00", "2024-3-5 1:02:03 -5", "2024-03-05 10:20:30 -00:30", "2024-03-05 10:20:30 +24:00",
].freeze

QUOTED = [
  "\"12\"", "'12'", "\"no\"", "'no'", "\"\"", "''", "\"a\\nb\"", "\"\\u4f60\\x41\\U0001F642\\t\\e\\0\"",
  "'it''s'", "\"a\\\n  b\"", "\"a\n  b\"", "'a\n\n  b'", "\":foo\"", "':foo'", "\"2024-03-05\"", "\"~\"",
  "\"\\/\\_\\N\\L\\P\"", "\"\\q\"", "\"\\x4\"", "\"\\ud800\"", "\"1.5\"", "'#'", "\"%\"", "'@a'", "`a", "@a", "%a",
  "'a", "\"a", "!!str 12", "!!str no", "!!str", "!!int 12", "!!int \"12\"", "!!int abc", "!!int", "!!float 1",
  "!!float 1.5", "!!float 1e3", "!!float \"1.5\"", "!!float abc", "!!float .inf", "!!float 0x1F", "!!float 12:30",
  "!!float no", "!!float ~", "!!float 1_0.5", "!!float 1_0", "!!float 2024-03-05", "!!float 1__0", "!!float 1e",
  "!!float \" 1.5 \"", "!!float -1e-3", "!float 1e1",
  "!!bool no", "!!bool \"no\"", "!!bool x", "!!null x", "!!null ''", "!!timestamp 2024-03-05",
  "!!timestamp \"2024-03-05 10:20:30\"", "!!binary aGVsbG8=", "!!binary \"aGVs bG8\"", "!!binary 'a'",
  "!!binary aGVs=bG8=", "!binary aGk=", "!!merge <<", "!foo 12", "!foo bar", "!foo", "!str 12", "!str:Foo x",
  "!!set {a, b}", "!!set [a]", "!!omap [a: 1, b: 2]", "!!omap [a: 1, a: 2]", "!!omap []", "!!omap {a: 1}",
  "!omap [a: 1]", "!!omap [a]", "!!seq [1]", "!!map {a: 1}", "!!pairs [a: 1]", "!map:Foo {a: 1}", "!seq:Foo [1]",
  "!ruby/object:Object {}", "!ruby/symbol a", "!ruby/sym a", "!ruby/regexp /a/", "!ruby/range 1..2",
  "!ruby/object:Foo {a: 1}", "!ruby/struct:Foo {a: 1}", "!ruby/hash:Foo {a: 1}", "!ruby/array:Foo [1]",
  "!ruby/class Foo", "!ruby/exception {}", "! 12", "! no", "! \"12\"", "! a", "!<tag:yaml.org,2002:str> 12",
  "!<tag:yaml.org,2002:int> 12", "!e!x 1", "!!str {a: 1}", "!!str [a]", "!!float [1]", "!!int {a: 1}",
  "&a 1", "&a", "*a", "&a [*a]", "&a {b: *a}", "[&a 1, *a]", "[&a x, &a y, *a]", "{a: &x 1, b: *x}",
  "[&a [1], *a, *a]", "& a", "* a", "&a &b 1", "[&a [&a 1, *a], *a]",
].freeze

BLOCKS = [
  "|\n  a\n  b\n", "|-\n  a\n", "|+\n  a\n\n", ">\n  a\n  b\n", ">-\n  a\n\n  b\n", ">+\n  a\n\n\n",
  "|2\n   a\n  b\n", "|\n   a\n  b\n", "|\n\n  a\n", "|\n  a\n   b\n  c\n", ">\n  a\n   b\n  c\n", "| # c\n  a\n",
  "|x\n  a\n", "> 5\n", "|\n", "|\n  \n", ">\n  a\n\n  # b\n  c\n", "|0\n  a\n", "|9\n  a\n", "|1\n a\n", "|-2\n  a\n",
  "|\n  12\n", ">-\n  no\n", "!!int |\n  12\n", "!!bool >-\n  no\n", "|\n\ta\n", "|\n  a\tb\n", "|\n  12:30\n",
  "[]", "{}", "[a, b]", "[a, b,]", "[a,,b]", "[,]", "{a: 1, b: 2}", "{a: 1,}", "{a, b}", "{a: }", "{: a}", "{a:1}",
  "{\"a\":1}", "[a: 1]", "[a: 1, b]", "[[1, 2], {a: [3]}]", "[1\n  , 2]", "[a b, 'c d', \"e\"]", "[a", "{a", "[a]]",
  "[a] b", "{a} b", "[a\n", "{a: [}", "[no, 12, 1.5, ~, 2024-03-05]", "[http://a.b, c]", "{a: http://b:8}",
  "[a:b, c:d]", "[-1, - 1]", "[? a : b]", "{? a : b}", "{a: {b: {c: 1}}}", "[#a]", "[a #b\n  , c]", "[\"a\"b]",
  "\n  a: 1\n  b: 2\n", "\n  - a\n  - b\n", "\n- a\n- b\n", "\n  - - a\n    - b\n  - c\n", "\n  -\n  - ~\n",
  "\n  - a: 1\n    b: 2\n  - c\n", "\n  a: 1\n   b: 2\n", "\n  a: 1\n b: 2\n", "\n  a\n  b\n", "\n  a\n\n  b\n",
  "a\n  b\n", "a\n b: c\n", "a # c\n", "a#b\n", "# c\n", "\t12", "12\t", "12 # x", "no # x", "a: b", "a : b",
  "no\n\n  no", "~\n\n  x", "on\n\n  n", "y\n\n  no", "t\n\n  f", "1\n\n  2", "no\n  no", "\u00a0no", "no\u00a0",
  "\n  ? a\n  : b\n", "\n  ? a\n", "\n  ? |\n    a\n  : - 1\n", "a\u0085b", "a\u2028b", "a\u2029  b", "\u0007", "\ufeffa",
  "\n  - a\n - b\n", "\n  a:\n  - 1\n  - 2\n  b: 3\n", "\n\ta: 1\n", "\n  a:\t1\n", "\n  -\ta\n", "- a", "? a",
].freeze

DOCUMENTS = [
  "", "\n", "---", "---\n", "--- \n", "---\n...\n", "--- a", "--- 12\n", "---\n---\n", "...", "# only\n", " ", "\t", "~", "---\n~\n",
  "---\na: 1\n---\nb: 2\n", "a: 1\n...\nb: 2\n", "a: 1\n---\n@\n", "a: 1\n...\n@\n", "a: 1\n--- @\n", "a: 1\n---\n%\n",
  "%YAML 1.1\n---\na: 1\n", "%YAML 1.2\n---\na: 1\n", "%YAML 2.0\n---\na: 1\n", "%YAML 1.1\na: 1\n", "%FOO x\n---\na: 1\n",
  "%TAG ! tag:x,2000:\n---\na: !b 1\n", "%TAG !e! tag:x,2000:\n---\na: !e!b 1\n", "%YAML 1.1\n%YAML 1.1\n---\na\n",
  "a: 1\na: 2\n", "a: 1\nb: 2\na: 3\n", "1: a\n1.0: b\n'1': c\n", "no: 1\nfalse: 2\n'no': 3\n", "~: 1\n: 2\n", "1: a\n0x1: b\n",
  "2024-03-05: a\n2024-03-05: b\n", "on: push\n", "1.5: a\n1.50: b\n", "12:30: a\n", "!!str 1: a\n1: b\n",
  "\"a\": 1\n'a': 2\n", "a b: 1\n", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", "a: |\r\n  x\r\n  y\r\nb: 2\r\n", "\ufeffa: 1\n",
  "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n", "a: &x {k: 1}\nb:\n  l: 3\n  <<: *x\n", "a: &x {k: 1}\nb:\n  k: 3\n  <<: *x\n",
  "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc:\n  <<: [*x, *y]\n", "a: &x {k: 1}\nc:\n  <<: [*x, {k: 5, z: 6}]\n  q: 1\n", "c:\n  <<: {k: 1}\n  k: 2\n",
  "a: &x [1]\nc:\n  <<: *x\n", "c:\n  <<: 1\n", "c:\n  <<:\n", "c:\n  <<: [1, {a: 2}]\n", "c:\n  <<: []\n", "c:\n  <<: {}\n", "c:\n  \"<<\": {k: 1}\n",
  "c:\n  !!str <<: {k: 1}\n", "c:\n  <<: {a: 1}\n  <<: {b: 2}\n", "a: &x 1\nc:\n  <<: *x\n", "a: &x ~\nc:\n  <<: *x\n", "<<: {a: 1}\nb: 2\n",
  "a: &x [{k: 1}, {l: 2}]\nc:\n  <<: *x\n", "a: &x\nb: *x\n", "a: &x b\nc: *x\n", "&k a: 1\nb: *k\n", "a: &x 1\n*x : 2\n", "a: *nope\n",
  "a: &x {b: {c: *x}}\n", "- &x\n  a: 1\n- <<: *x\n  b: 2\n- *x\n", "a: &x {k: 1}\nb: &x {k: 2}\nc: *x\n", "a: &é 1\nb: *é\n", "a: &x-1_y 1\nb: *x-1_y\n",
  "a: &x {<<: {z: 1}, y: 2}\nb: {<<: *x}\n", "a: !!omap [k: 1]\n", "a: &o !!omap [k: 1]\nb: {<<: *o}\n",
  "a:\n- 1\n- 2\nb: 3\n", "a:\n  - 1\n  -  2\n", "- a\n- b\n", "- a\nb: 1\n", "a: 1\n- b\n", "a\nb: 1\n", "a: 1\nb\n", "a: 1\n b: 2\n", " a: 1\nb: 2\n",
  "a:1\nb: 2\n", "a:1\n", "a: b: c\n", "a: 'b' c\n", "a: [b] c\n", "a: *b c\n", "a: **b**\n", "a: @b\n", "a: `b`\n", "a: %b\n", "a: {{ b }}\n", "a: {% b %}\n",
  "a:\tb\n", "a: \tb\n", "a: b\t\n", "\ta: b\n", "a:\n\tb: c\n", "a:\n\t- b\n", "a: b # c\n", "a: b# c\n", "a: \"b\" # c\n", "a: \"b\"# c\n", "a : b\n", "a  :  b\n",
  "? a\n: b\n", "? a\n", "? a\n? b\n", "a: ? b\n", "a: - b\n", "a: > b\n", "a: | b\n", "a: ! b\n", "a: & b\n", "a: , b\n", "a: ] b\n", "a: } b\n", "a: #b\n",
  "a: \"\n\n  b\"\n", "a: \"b\nc\"\n", "a: \"b\n---\nc\"\n", "a: \"b\n", "a: 'b\n", "a: |\n b\n\n\n c\n", "a: >\n b\n\n\n c\nd: e\n", "title: 你好：世界\n", "标题：你好\n", "标题: 你好\n",
  "a: \u0001\n", "a: \u007f\n", "a: \u0080\n", "a: \u0085\n", "a: \ud7ff\n", "a: \ufffe\n", "a: \u{1f642}\n", "a\u0000: 1\n", "key with spaces: 1\n", "#{"k" * 1022}: 1\n", "#{"k" * 1025}: 1\n", "\"#{"k" * 1025}\": 1\n",
  "a: [1, 2]\nb: {c: d}\n", "a: [\n  1,\n  2\n]\n", "a: [\n1,\n2\n]\n", "a: {\n  b: 1\n}\n", "a: {\nb: 1\n}\n", "a: \"x\" \nb: 1\n", "- - - 1\n", "- a: b\n  c: d\n-\n  - e\n", "---\n- 1\n", "--- [1]\n", "--- {a: 1}\n", "--- |\n  a\n", "--- >\na\n", "--- a: b\n", "---a: b\n", "---\ta: b\n", "a: 1 --- b\n", "a: ...\n", "a: ---\n", "a:\n---\n", "a: |\n---\n",
].freeze

# What letoon refuses although Psych reads it: a list or map as a key (nearly always Liquid without
# quotes) and a value that contains itself.
def refused?(value)
  return true if value.inspect.match?(/\[\.\.\.\]|\{\.\.\.\}/)
  case value
  when Hash then value.any? { |k, v| k.is_a?(Hash) || k.is_a?(Array) || refused?(v) }
  when Array then value.any? { |v| refused?(v) }
  end
end

def answer(text)
  value = YAML.safe_load(text, permitted_classes: [Date, Time], aliases: true)
  refused?(value) ? "!" : value.inspect
rescue StandardError, SyntaxError
  "!"
end

def escape(text)
  text.gsub(/[\\\n\r\t\0]/) { |c| { "\\" => "\\\\", "\n" => "\\n", "\r" => "\\r", "\t" => "\\t", "\0" => "\\0" }[c] }
end

texts =
  if ARGV[0] == "documents"
    DOCUMENTS + (QUOTED + BLOCKS).flat_map { |s| ["x: #{s}\n", "- #{s}\n", "#{s}", "[#{s}]", "{x: #{s}, y: z}\n", "---\n#{s}: v\n"] }
  else
    (SCALARS + SPACED).flat_map { |s| ["x: #{s}\n", "- #{s}", "#{s}: v\n", "[#{s}, b]\n", "{x: #{s}}\n", "--- #{s}\n", "x: '#{s}'\n", "x: !!int \"#{s}\"\n"] }
  end
texts.uniq.each { |t| puts "#{escape(t)}\t#{escape(answer(t))}" }
