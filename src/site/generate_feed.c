/* jekyll-feed: an Atom feed of the posts, and of collections, categories and tags where the
 * configuration asks for them; and one of each language, where there are several. */
#include "base/utf8.h"
#include "site/generate.h"
#include "site/language.h"
#include "site/order.h"
#include "site/taxonomy.h"

typedef struct feed {
    str path, collection;
    value category, tag, language, tag_of_language;
} feed;

static value option(const generator *g, const char *key) {
    return plugin_option(g->w->config, S("feed"), str_of(key));
}

/* The template without the white space behind > and }, which only lays it out. */
static str compact(arena *a, str text) {
    buf b = buf_new(a, text.n);
    bool skip = false;
    for (size_t i = 0; i < text.n; i++) {
        if (skip && ascii_is_space(text.p[i]))
            continue;
        skip = text.p[i] == '>' || text.p[i] == '}';
        buf_char(&b, text.p[i]);
    }
    return buf_str(&b);
}

static void add(generator *g, const feed *f) {
    arena *a = g->w->a;
    map_builder data = {.a = a};
    if (generate_has_file(g, f->path))
        return;
    map_add(&data, S("layout"), value_nil());
    map_add(&data, S("sitemap"), value_bool(false));
    map_add(&data, S("xsl"), value_bool(generate_has_file(g, S("feed.xslt.xml"))));
    map_add(&data, S("collection"), value_str(f->collection));
    map_add(&data, S("category"), f->category);
    map_add(&data, S("tags"), f->tag);
    map_add(&data, S("feed_tag"), f->tag_of_language);
    map_add(&data, S("feed_language"), f->language);
    generate_page(g, f->path, compact(a, generate_template(S("feed.xml"))), map_finish(&data));
}

static str joined(arena *a, str one, str two, str three) {
    return str_cat(a, one, str_cat(a, two, three));
}

static bool is_before(value list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (value_equal(list.u.list[i], list.u.list[n], 0))
            return true;
    return false;
}

/* The feeds of one collection: of each of its categories, then its own. */
static void add_collection(generator *g, str name, value meta) {
    arena *a = g->w->a;
    bool posts = str_eq(name, S("posts"));
    value categories = value_at(meta, S("categories")), path = value_at(meta, S("path"));
    if (posts && !value_truthy(categories))
        categories = option(g, "categories");
    if (posts && !value_truthy(path))
        path = option(g, "path");
    str prefix = posts ? S("/feed") : str_cat(a, S("/feed/"), name);
    for (size_t i = 0; categories.kind == V_LIST && i < categories.n; i++) {
        feed f = {.collection = name, .category = categories.u.list[i]};
        f.path = joined(a, prefix, S("/"), str_cat(a, value_to_str(a, f.category), S(".xml")));
        if (!is_before(categories, i))
            add(g, &f);
    }
    feed all = {.collection = name};
    all.path = path.kind == V_STR ? value_as_str(path) : str_cat(a, prefix, S(".xml"));
    add(g, &all);
}

static bool is_plain(str tag) {
    for (size_t i = 0; i < tag.n; i++)
        if (!ascii_is_alnum(tag.p[i]) && tag.p[i] != '_')
            return false;
    return true;
}

static bool is_in(value list, value v) {
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++)
        if (value_equal(list.u.list[i], v, 0))
            return true;
    return false;
}

static void add_tag(generator *g, value options, value tag) {
    arena *a = g->w->a;
    value dir = value_at(options, S("path"));
    str name = taxonomy_name(a, tag),
        under = dir.kind == V_STR ? value_as_str(dir) : S("/feed/by_tag/");
    feed f = {.collection = S("posts"), .tag = tag};
    f.path = joined(a, under, name, S(".xml"));
    if (is_plain(name) && !is_in(value_at(options, S("except")), tag))
        add(g, &f);
}

static void add_tags(generator *g) {
    value options = option(g, "tags"), only = value_at(options, S("only"));
    if (!value_truthy(options) || g->s->ntags == 0)
        return;
    for (size_t i = 0; only.kind == V_LIST && i < only.n; i++)
        add_tag(g, options, only.u.list[i]);
    for (size_t i = 0; only.kind != V_LIST && i < g->s->ntags; i++)
        add_tag(g, options, g->s->tags[i].name);
}

static bool has_posts_in(const site *s, str lang) {
    for (size_t i = 0; i < s->nposts; i++)
        if (str_eq(s->posts[i]->lang, lang))
            return true;
    return false;
}

/* feed/LANG.xml, where the posts are in several languages. */
static void add_languages(generator *g) {
    const site *s = g->s;
    arena *a = g->w->a;
    size_t n = 0;
    for (size_t i = 0; i < s->nlangs; i++)
        n += has_posts_in(s, s->langs[i]);
    for (size_t i = 0; n > 1 && i < s->nlangs; i++) {
        feed f = {.collection = S("posts"), .language = value_str(s->langs[i])};
        str tag = language_tag(s->languages, a, s->langs[i]);
        f.tag_of_language = value_str(tag);
        f.path = joined(a, S("/feed/"), tag, S(".xml"));
        if (has_posts_in(s, s->langs[i]))
            add(g, &f);
    }
}

void generate_feeds(generator *g) {
    value wanted = option(g, "collections");
    value none = map_finish(&(map_builder){.a = g->w->a});
    bool posts = false;
    if (value_truthy(option(g, "disable_in_development")) &&
        str_eq(g->w->config->environment, S("development")))
        return;
    for (uint32_t i = 0; wanted.kind == V_MAP && i < wanted.u.map->n; i++) {
        const member *m = &wanted.u.map->members[i];
        str name = value_to_str(g->w->a, m->key);
        add_collection(g, name, m->val.kind == V_MAP ? m->val : none);
        posts = posts || str_eq(name, S("posts"));
    }
    for (size_t i = 0; wanted.kind == V_LIST && i < wanted.n; i++) {
        str name = value_to_str(g->w->a, wanted.u.list[i]);
        add_collection(g, name, none);
        posts = posts || str_eq(name, S("posts"));
    }
    if (!posts)
        add_collection(g, S("posts"), none);
    add_tags(g);
    /* Editions have a feed each already. */
    if (plugin_may_add(g->w->config) && g->s->neditions == 1)
        add_languages(g);
}
