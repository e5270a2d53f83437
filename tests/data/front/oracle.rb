# Prints where Jekyll's two patterns cut texts: the text escaped, a tab, and "static" (the first
# line is no front matter), "open" (no end: all is body), or the byte offset of the body, a space
# and the YAML with its opening dashes. With it split.tsv was made:  ruby oracle.rb >split.tsv
FIRST_LINE = /\A---\s*\r?\n/.freeze
BLOCK = /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m.freeze

OPEN = ["---\n", "--- \n", "---\t \n", "---\r\n", "---\n\n", "---\n \n", "---\r\n\r\n", "--- # c\n", "----\n", " ---\n", "\n---\n", "--\n", "---", "---x\n",
        "---\v\f\n", "\uFEFF---\n", "...\n"].freeze
MIDDLE = ["", "a: 1\n", "a: 1\r\n", "a: |\n  ---\n", "a: x---\n", "a: 1", "\n\n", "a: 1\n\n", "# ---\n", "a: 你\n"].freeze
CLOSE = ["---\n", "---", "--- \n", "---\r\n", "...\n", "...", "----\n", "--- x\n", " ---\n", "...x\n", "---\n\n", "---\n\n\n  ", "---\n \n", "---  \n\t\n\n", "---\r\n\r\n",
         "-- -\n", "---\v\n", "....\n", "---#\n", ""].freeze
BODY = ["", "body\n", "  body", "---\n", "\nbody"].freeze

def cut(text)
  return "static" unless (text.b[/\A[^\n]*\n/n] || text.b).match?(/\A---\s*\r?\n/n)
  return "open" unless text =~ BLOCK
  "#{text.bytesize - $'.bytesize} #{escape($1)}"
end

def escape(text)
  text.gsub(/[\\\n\r\t\v\f]/) { |c| { "\\" => "\\\\", "\n" => "\\n", "\r" => "\\r", "\t" => "\\t", "\v" => "\\v", "\f" => "\\f" }[c] }
end

texts = OPEN.product(MIDDLE.first(4), CLOSE, BODY.first(3)) + OPEN.first(2).product(MIDDLE, CLOSE, BODY)
texts.map(&:join).uniq.each { |t| puts "#{escape(t)}\t#{cut(t)}" }
