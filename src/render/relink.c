/* jekyll-polyglot does this to all output by regular expressions. Here only attributes of tags are
 * looked at, and scripts, comments and files that are no HTML as text; which URLs are changed, and
 * how, is the same, but for those that it breaks. */
#include "render/relink.h"

#include <string.h>

#include "base/path.h"
#include "site/edition.h"

typedef struct relinker {
    const edition *e;
    str url, baseurl;
    str s;        /* the page */
    size_t done;  /* up to here it is on `out` */
    bool is_kept; /* the tag under way says that it leads to the default language */
    buf *out;
} relinker;

bool relink_wanted(const render *r) {
    return r->site->edition->kind == EDITIONS_POLYGLOT;
}

/* ---- which URLs ---- */

/* Is this the beginning of a path that is not in all editions? */
static bool is_excluded(arena *a, const str *patterns, size_t n, str rest) {
    for (size_t i = 0; i < n; i++) {
        if (str_starts(rest, patterns[i]))
            return true;
        if ((str_find_char(patterns[i], '*') != STR_NONE ||
             str_find_char(patterns[i], '?') != STR_NONE) &&
            path_glob(str_cat(a, patterns[i], S("*")), rest, GLOB_DOTMATCH))
            return true;
    }
    return false;
}

static bool is_language(const editions *all, str rest) {
    for (size_t i = 0; i < all->nlanguages; i++)
        if (str_starts(rest, all->languages[i]) && rest.n > all->languages[i].n &&
            rest.p[all->languages[i].n] == '/')
            return true;
    return false;
}

/* "fr", "fr#x": the place of another edition, which the plugin would look for below this one. */
static bool is_edition(const editions *all, str rest) {
    for (size_t i = 1; i < all->n; i++) {
        str prefix = all->p[i].prefix;
        if (str_starts(rest, prefix) && (rest.n == prefix.n || rest.p[prefix.n] == '#'))
            return true;
    }
    return false;
}

static bool is_barred(const relinker *k, str rest) {
    const config *c = k->e->config;
    const editions *all = k->e->all;
    return is_excluded(k->out->a, c->exclude, c->excludes, rest) ||
           is_excluded(k->out->a, all->excluded, all->nexcluded, rest) || is_language(all, rest);
}

static bool is_part(char c) {
    return c != ',' && c != '\'' && c != '"' && c != '/' && c != '?' && c != '.' &&
           !ascii_is_space(c);
}

static bool is_tail(char c) {
    return c != ']' && c != '[' && c != ')' && c != '(' && c != '"' && c != '\'' &&
           !ascii_is_space(c);
}

/* The path behind baseurl's slash: its first name, whose parts between dots are none that is
 * barred; then anything but brackets, quotes and white space. */
static bool is_local(const relinker *k, str rest) {
    size_t i = 0;
    if (is_edition(k->e->all, rest))
        return false;
    while (i < rest.n && is_part(rest.p[i])) {
        if (is_barred(k, str_from(rest, i)))
            return false;
        while (i < rest.n && is_part(rest.p[i]))
            i++;
        if (i < rest.n && rest.p[i] == '.')
            i++;
    }
    if (i < rest.n && rest.p[i] != '/')
        return false;
    while (i < rest.n && is_tail(rest.p[i]))
        i++;
    return i == rest.n;
}

/* What stands before the path in a URL of this site: "", "/base", "https://host/base". */
static bool match_site(const relinker *k, str url, size_t *n) {
    size_t i = k->url.n && str_starts(url, k->url) ? k->url.n : 0;
    if (!str_starts(str_from(url, i), k->baseurl))
        return false;
    *n = i + k->baseurl.n;
    return *n < url.n && url.p[*n] == '/' && !str_starts(url, S("//"));
}

/* ---- where ---- */

/* `href="` or `ferh="` at i, its value up to the next quote. Returns where to go on. */
static size_t attribute(relinker *k, size_t i) {
    bool is_static = k->s.p[i] == 'f';
    size_t from = i + S("href=\"").n, site_n = 0;
    size_t n = str_find_char(str_from(k->s, from), '"');
    if (n == STR_NONE)
        return k->s.n;
    str url = str_slice(k->s, from, from + n);
    bool moves = !is_static && !k->is_kept && k->e->prefix.n && match_site(k, url, &site_n) &&
                 is_local(k, str_from(url, site_n + 1));
    if (is_static || moves) {
        buf_add(k->out, str_slice(k->s, k->done, i));
        buf_lit(k->out, "href=\"");
        buf_add(k->out, str_slice(url, 0, site_n));
        if (moves) {
            buf_char(k->out, '/');
            buf_add(k->out, k->e->prefix);
        }
        k->done = from + site_n;
    }
    return from + n + 1;
}

static bool is_link(str s, size_t i) {
    str here = str_from(s, i);
    return str_starts(here, S("href=\"")) || str_starts(here, S("ferh=\""));
}

/* All links of a text in which no tags are told from the rest; only static ones outside of tags. */
static void text(relinker *k, size_t i, size_t end, bool all) {
    while (i < end) {
        const char *at = memchr(k->s.p + i, '=', end - i);
        if (!at)
            return;
        size_t equals = (size_t)(at - k->s.p);
        bool is_there = equals >= i + 4 && is_link(k->s, equals - 4);
        i = is_there && (all || k->s.p[equals - 4] == 'f') ? attribute(k, equals - 4) : equals + 1;
    }
}

/* Where the tag that begins at i ends: behind its ">". */
static size_t tag_end(str s, size_t i) {
    char quote = 0;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return s.n;
}

static bool leads_to_default(const relinker *k, str tag) {
    size_t at = str_find(tag, S("hreflang=\""));
    if (at == STR_NONE)
        return false;
    str code = str_from(tag, at + S("hreflang=\"").n);
    return str_starts(code, k->e->all->default_lang) && code.n > k->e->all->default_lang.n &&
           code.p[k->e->all->default_lang.n] == '"';
}

/* Links among a tag's attributes, not in their values. */
static void tag(relinker *k, size_t i, size_t end) {
    char quote = 0;
    k->is_kept = leads_to_default(k, str_slice(k->s, i, end));
    while (i < end) {
        char c = k->s.p[i];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if ((c == 'h' || c == 'f') && is_link(k->s, i)) {
            i = attribute(k, i);
            continue;
        } else if (c == '"' || c == '\'')
            quote = c;
        i++;
    }
    k->is_kept = false;
}

static size_t find_from(str s, size_t i, str what) {
    size_t at = str_find(str_from(s, i), what);
    return at == STR_NONE ? s.n : i + at;
}

/* Names of elements whose content is no HTML. */
static str raw_name(str tag) {
    static const char *const names[] = {"script", "style"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str name = str_of(names[i]);
        if (tag.n > name.n + 1 && str_eq_fold(str_slice(tag, 1, name.n + 1), name) &&
            !ascii_is_alnum(tag.p[name.n + 1]))
            return name;
    }
    return (str){"", 0};
}

static size_t markup(relinker *k, size_t i) {
    str here = str_from(k->s, i);
    if (str_starts(here, S("<!--"))) {
        size_t end = find_from(k->s, i, S("-->"));
        text(k, i, end, true);
        return end;
    }
    if (here.n < 2 || !ascii_is_alpha(here.p[1]))
        return i + 1;
    size_t end = tag_end(k->s, i);
    str raw = raw_name(str_slice(k->s, i, end));
    tag(k, i, end);
    if (raw.n == 0)
        return end;
    size_t close = find_from(k->s, end, str_cat(k->out->a, S("</"), raw));
    text(k, end, close, true);
    return close;
}

static bool is_markup(str ext) {
    static const char *const exts[] = {".html", ".htm", ".xhtml", ".xml", ".svg", ".atom", ".rss"};
    for (size_t i = 0; i < sizeof exts / sizeof *exts; i++)
        if (str_eq(ext, str_of(exts[i])))
            return true;
    return false;
}

static void pages_markup(relinker *k) {
    for (size_t i = 0; i < k->s.n;) {
        size_t open = find_from(k->s, i, S("<"));
        text(k, i, open, false);
        i = open < k->s.n ? markup(k, open) : k->s.n;
    }
}

void relink_page(const render *r, const document *doc, str html, buf *out) {
    const config *c = r->site->config;
    relinker k = {.e = r->site->edition,
                  .url = value_as_str(value_at(c->data, S("url"))),
                  .baseurl = c->baseurl,
                  .s = html,
                  .out = out};
    if (k.e->prefix.n == 0 && str_find(html, S("ferh=\"")) == STR_NONE) {
        buf_add(out, html);
        return;
    }
    if (is_markup(path_ext(doc->output_path)))
        pages_markup(&k);
    else
        text(&k, 0, html.n, true);
    buf_add(out, str_from(html, k.done));
}
