# Writes slugs.tsv, escapes.tsv and cuts.tsv: what Jekyll makes of texts. Run it where jekyll is
# installed: ruby oracle.rb
require "jekyll"
Dir.chdir(__dir__)
Encoding.default_external = "UTF-8"

def escaped(s) = s.gsub("\\", "\\\\\\\\").gsub("\n", "\\n").gsub("\t", "\\t")

TEXTS = [
  "", "-", "--", "a", "A", "Hello World", " lead and tail ", "--lead--", "a  b", "a\tb\nc",
  "The _config.yml file", "v1.2.3", "C++ & co", "50% off!", "what's up?", "a/b\\c", "x@y.z,1;2=3",
  "100 € (~90 £)", "«guillemets» — dash", "tilde~x", "under_score", "Ünïcödé Straße", "ÀÉÎÕÜ çñ",
  "Æsir œuvre Øre þorn ðe", "İstanbul ISPARTA ıssız", "Łódź Đorđe Ħal", "ŉ ĳ Ĳ ĸ Ŀ ŀ Ŋ ŧ",
  "你好，世界", "日本語 テスト", "한국어 글", "Привет, мир", "ΑΣ ΟΔΟΣ", "العربية نص", "हिन्दी पाठ",
  "e\u0301 combining", "\u200Bzero\u200Dwidth", "١٢٣ ४५६", "½ ² Ⅳ ⑨", "emoji 😀 👍🏽", "a\u00A0nbsp",
  "A\u3000wide", "#hash $ [br] {br} <lt> |", "ﬁ ligature", "ẞ ǅ ŉ", "-a-", "a-", "...", "a..b", "'quoted'"
].freeze

File.open("slugs.tsv", "w") do |f|
  f.puts "# text\tmode\tcased\twhat Jekyll's slugify makes of it"
  TEXTS.each do |t|
    %w(none raw default pretty ascii latin).each do |mode|
      [false, true].each do |cased|
        f.puts [escaped(t), mode, cased ? 1 : 0,
                escaped(Jekyll::Utils.slugify(t, :mode => mode, :cased => cased))].join("\t")
      end
    end
  end
end

File.open("escapes.tsv", "w") do |f|
  f.puts "# path\twhat Jekyll escapes it to"
  TEXTS.reject { |t| t.include?("\n") }.each do |t|
    out = begin
      Jekyll::URL.escape_path(t)
    rescue StandardError
      next
    end
    f.puts [escaped(t), escaped(out)].join("\t")
  end
end

NAMES = %w(
  2025-01-31-slug.md 25-1-3-slug.md 2025-1-31-slug.tar.gz 2025-01-31-.md 2025-01-31.md 2025-01-31-slug
  2025-01-31-slug. 202-01-31-x.md 20251-01-31-x.md 2025-001-31-x.md 2025-01-311-x.md 2025-01-31x.md
  x2025-01-31-y.md 2025_01_31-x.md 2025-01-31--x-.md 2025-01-31-你好.md 2025-01-31-a.b.c.html
  2025-99-99-x.md 2-1-1-x.md 2025-01-31-2024-02-01-x.md 2025-01-31-x.. .md - 2025-01-31-.x
).freeze

File.open("cuts.tsv", "w") do |f|
  f.puts "# file name\tday\tslug, if it is a post's"
  NAMES.each do |n|
    m = Jekyll::Document::DATE_FILENAME_MATCHER.match(n)
    f.puts(m ? [n, m[1], m[2]].join("\t") : n)
  end
end
