# What letoon cannot know: a tag, filters new and redefined, hooks, a converter, a generator with
# objects in data, a class of pages with methods of its own.
class Cup < Liquid::Tag
  def render(_context)
    "a cup"
  end
end
Liquid::Template.register_tag("cup", Cup)

module Louder
  def louder(text)
    "#{text}!"
  end

  def upcase(text)
    "<#{text}>"
  end
end
Liquid::Template.register_filter(Louder)

Jekyll::Hooks.register(:notes, :pre_render) { |doc, _| doc.content += "\nA hook was here.\n" }
Jekyll::Hooks.register(:documents, :post_render) { |doc| doc.output += "<!-- #{doc.url} -->" }

class Shout < Jekyll::Converter
  def matches(ext)
    ext == ".shout"
  end

  def output_ext(_ext)
    ".html"
  end

  def convert(text)
    text.upcase
  end
end

class Thing
  def to_liquid
    { "name" => "thing" }
  end
end

class OwnPage < Jekyll::Page
  def initialize(site, dir, name)
    @site, @base, @dir, @name = site, site.source, dir, name
    process(name)
    self.content = "own {{ page.own }}"
    self.data = { "title" => "Own" }
  end

  def to_liquid(*args)
    super.merge("own" => "of its own")
  end
end

class Objects < Jekyll::Generator
  def generate(site)
    site.posts.docs.first.data["thing"] = Thing.new
    site.posts.docs.first.data["other"] = site.posts.docs.last
    site.data["made"] = { "when" => Time.at(0).utc, "big" => 2**70, :symbol => :yes, 1 => 1.5 }
    site.pages << OwnPage.new(site, "", "own.html")
    page = Jekyll::PageWithoutAFile.new(site, __dir__, "made", "made.md")
    page.content = "Made of *nothing*: {{ site.data.made | jsonify }} {{ site.data.made.big }}"
    page.data["layout"] = "page"
    site.pages << page
  end
end
