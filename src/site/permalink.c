#include "site/permalink.h"

#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "site/taxonomy.h"

str permalink_style(str style) {
    static const struct {
        const char *name, *template;
    } styles[] = {
        {"none", "/:categories/:title:output_ext"},
        {"date", "/:categories/:year/:month/:day/:title:output_ext"},
        {"ordinal", "/:categories/:year/:y_day/:title:output_ext"},
        {"pretty", "/:categories/:year/:month/:day/:title/"},
        {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"},
    };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_eq(style, str_of(styles[i].name)))
            return str_of(styles[i].template);
    return style;
}

/* What Addressable::URI.encode leaves as it is in paths and queries. */
static bool stays(char c) {
    return ascii_is_alnum(c) || (c && strchr("-._~:/?@!$&'()*+,;=", c));
}

str permalink_escape(arena *a, str s) {
    buf b = buf_new(a, s.n + 16);
    for (size_t i = 0; i < s.n; i++) {
        if (stays(s.p[i]))
            buf_char(&b, s.p[i]);
        else
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)s.p[i]);
    }
    return buf_str(&b);
}

static int hex(char c) {
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

str permalink_unescape(arena *a, str s) {
    if (str_find_char(s, '%') == STR_NONE)
        return s;
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n && s.p[i] == '%' ? hex(s.p[i + 1]) : -1;
        int low = high >= 0 ? hex(s.p[i + 2]) : -1;
        if (low >= 0) {
            buf_char(&b, (char)(high * 16 + low));
            i += 2;
        } else
            buf_char(&b, s.p[i]);
    }
    return buf_str(&b);
}

typedef enum { SLUG_RAW, SLUG_DEFAULT, SLUG_PRETTY, SLUG_ASCII, SLUG_LATIN, SLUG_NONE } slug_mode;

static slug_mode mode_of(str mode) {
    static const char *const names[] = {"raw", "default", "pretty", "ascii", "latin"};
    for (int i = 0; i < SLUG_NONE; i++)
        if (str_eq(mode, str_of(names[i])))
            return (slug_mode)i;
    return SLUG_NONE;
}

/* Characters that a slug keeps. */
static bool is_kept(uint32_t cp, slug_mode mode) {
    switch (mode) {
    case SLUG_RAW: return !(cp < 0x80 && ascii_is_space((char)cp));
    case SLUG_ASCII: return cp < 0x80 && ascii_is_alnum((char)cp);
    case SLUG_PRETTY:
        if (cp < 0x80 && cp && strchr("._~!$&'()+,;=@", (int)cp))
            return true;
        break;
    default: break;
    }
    return utf8_is_mark(cp) || utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* I18n.transliterate's approximations for Latin letters; anything else it does not know is "?",
 * which becomes a hyphen. */
static str latin(uint32_t cp) {
    static const struct {
        uint32_t cp;
        const char *text;
    } pairs[] = {{0xC6, "AE"},  {0xD0, "D"},   {0xD7, "x"},   {0xD8, "O"},   {0xDE, "Th"},
                 {0xDF, "ss"},  {0xE6, "ae"},  {0xF0, "d"},   {0xF8, "o"},   {0xFE, "th"},
                 {0x110, "D"},  {0x111, "d"},  {0x126, "H"},  {0x127, "h"},  {0x131, "i"},
                 {0x132, "IJ"}, {0x133, "ij"}, {0x138, "k"},  {0x13F, "L"},  {0x140, "l"},
                 {0x141, "L"},  {0x142, "l"},  {0x149, "'n"}, {0x14A, "NG"}, {0x14B, "ng"},
                 {0x152, "OE"}, {0x153, "oe"}, {0x166, "T"},  {0x167, "t"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].cp == cp)
            return str_of(pairs[i].text);
    return (str){NULL, 0};
}

static str transliterate(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        str known = latin(cp);
        char base = cp < 0x80 ? (char)cp : utf8_latin_base(cp);
        if (known.n)
            buf_add(&b, known);
        else
            buf_char(&b, base ? base : '?');
        i += n;
    }
    return buf_str(&b);
}

str permalink_slugify(arena *a, str s, str mode_name, bool cased) {
    slug_mode mode = mode_of(mode_name);
    if (mode == SLUG_LATIN)
        s = transliterate(a, s);
    buf b = buf_new(a, s.n + 4);
    bool in_gap = false;
    for (size_t i = 0; mode != SLUG_NONE && i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        bool keep = is_kept(cp, mode);
        if (keep)
            buf_add(&b, str_slice(s, i, i + n));
        else if (!in_gap)
            buf_char(&b, '-');
        in_gap = !keep;
        i += n;
    }
    str out = mode == SLUG_NONE ? s : buf_str(&b);
    if (mode != SLUG_NONE && str_starts(out, S("-")))
        out = str_from(out, 1);
    if (mode != SLUG_NONE && str_ends(out, S("-")))
        out.n--;
    if (cased)
        return out;
    buf down = buf_new(a, out.n);
    utf8_downcase(&down, out);
    return buf_str(&down);
}

static str date_part(arena *a, const document *doc, str format) {
    buf b = buf_new(a, 16);
    if (doc->date)
        date_strftime(doc->date, format, &b);
    return buf_str(&b);
}

static str slug_source(arena *a, const document *doc) {
    value slug = document_get(doc, S("slug"));
    return slug.kind == V_NIL ? path_stem(doc->name) : value_to_str(a, slug);
}

/* Categories joined by slashes, each once: downcased, or as slugs. */
static str categories(arena *a, const document *doc, bool slugs) {
    value list = document_get(doc, S("categories"));
    buf b = buf_new(a, 32);
    size_t n = list.kind == V_LIST ? list.n : 0, seen = 0;
    str *all = arena_make(a, str, n + 1);
    for (size_t i = 0; i < n; i++) {
        str name = taxonomy_name(a, list.u.list[i]);
        str one = permalink_slugify(a, name, slugs ? S("default") : S("none"), false);
        if (str_is_among(one, all, seen))
            continue;
        if (seen)
            buf_char(&b, '/');
        all[seen++] = one;
        buf_add(&b, one);
    }
    return buf_str(&b);
}

static str strip_dots(str s) {
    while (str_ends(s, S(".")))
        s.n--;
    return s;
}

/* The path below the collection's directory, without extension. */
static str cleaned_path(arena *a, const document *doc) {
    str p = str_slice(doc->relative_path, 0, doc->relative_path.n - doc->ext.n);
    str dir = str_cat(a, S("_"), doc->collection->label);
    size_t at = str_find(p, dir);
    if (at != STR_NONE)
        p = str_cat(a, str_slice(p, 0, at), str_from(p, at + dir.n));
    return strip_dots(p);
}

static bool date_placeholder(arena *a, const document *doc, str name, str *out) {
    static const struct {
        const char *name, *format;
    } parts[] = {{"year", "%Y"},       {"month", "%m"},      {"day", "%d"},
                 {"hour", "%H"},       {"minute", "%M"},     {"second", "%S"},
                 {"i_day", "%-d"},     {"i_month", "%-m"},   {"short_month", "%b"},
                 {"long_month", "%B"}, {"short_year", "%y"}, {"w_year", "%G"},
                 {"week", "%V"},       {"w_day", "%u"},      {"short_day", "%a"},
                 {"long_day", "%A"},   {"y_day", "%j"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (str_eq(name, str_of(parts[i].name))) {
            *out = date_part(a, doc, str_of(parts[i].format));
            return true;
        }
    }
    return false;
}

/* Jekyll's UrlDrop. False: there is no such placeholder. */
static bool placeholder(arena *a, const document *doc, str name, str *out) {
    if (str_eq(name, S("title")))
        *out = permalink_slugify(a, slug_source(a, doc), S("pretty"), true);
    else if (str_eq(name, S("slug")))
        *out = permalink_slugify(a, slug_source(a, doc), S("default"), false);
    else if (str_eq(name, S("name")))
        *out = permalink_slugify(a, path_stem(doc->name), S("default"), false);
    else if (str_eq(name, S("path")))
        *out = cleaned_path(a, doc);
    else if (str_eq(name, S("collection")))
        *out = doc->collection->label;
    else if (str_eq(name, S("output_ext")))
        *out = doc->output_ext;
    else if (str_eq(name, S("categories")))
        *out = categories(a, doc, false);
    else if (str_eq(name, S("slugified_categories")))
        *out = categories(a, doc, true);
    else
        return date_placeholder(a, doc, name, out);
    return true;
}

/* ":name" in a document's template. A name that ends in "_" may be one without it. */
static bool fill_document(arena *a, const document *doc, str template, buf *out, str *unknown) {
    for (size_t i = 0; i < template.n;) {
        size_t end = i + 1;
        while (template.p[i] == ':' && end < template.n &&
               ((template.p[end] >= 'a' && template.p[end] <= 'z') || template.p[end] == '_'))
            end++;
        str name = str_slice(template, i + 1, end), text;
        if (template.p[i] != ':' || name.n == 0) {
            buf_char(out, template.p[i++]);
            continue;
        }
        bool found = placeholder(a, doc, name, &text);
        if (!found && str_ends(name, S("_"))) {
            name.n--;
            end--;
            found = placeholder(a, doc, name, &text);
        }
        if (!found) {
            *unknown = name;
            return false;
        }
        buf_add(out, permalink_escape(a, text));
        i = end;
    }
    return true;
}

static void replace_all(arena *a, str *s, str what, str with) {
    buf b = buf_new(a, s->n + with.n);
    str head, rest = *s;
    while (str_cut(rest, what, &head, &rest)) {
        buf_add(&b, head);
        buf_add(&b, with);
    }
    buf_add(&b, head);
    *s = buf_str(&b);
}

/* ":path", ":basename", ":output_ext" in a page's template. */
static str fill_page(arena *a, const document *doc, str template) {
    str dir = path_dir(doc->relative_path);
    replace_all(a, &template, S(":path"), permalink_escape(a, dir));
    str base = strip_dots(path_stem(doc->name));
    replace_all(a, &template, S(":basename"), permalink_escape(a, base));
    replace_all(a, &template, S(":output_ext"), doc->output_ext);
    return template;
}

/* Jekyll's URL#sanitize_url. */
static str sanitize(arena *a, str url) {
    str s = str_cat(a, S("/"), url);
    replace_all(a, &s, S(".."), S("/"));
    replace_all(a, &s, S("./"), S(""));
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '/' || i == 0 || s.p[i - 1] != '/')
            buf_char(&b, s.p[i]);
    return buf_str(&b);
}

bool permalink_is_html(const document *doc) {
    str ext = doc->output_ext;
    return str_eq(ext, S(".html")) || str_eq(ext, S(".xhtml")) || str_eq(ext, S(".htm"));
}

static str page_template(const config *c, const document *doc) {
    bool is_index = str_eq(strip_dots(path_stem(doc->name)), S("index"));
    str style = c->permalink;
    if (c->is_bare || !permalink_is_html(doc))
        return is_index && c->is_bare ? S("/:path/") : S("/:path/:basename:output_ext");
    if (is_index)
        return S("/:path/");
    if (str_eq(style, S("pretty")) || str_ends(style, S("/")))
        return S("/:path/:basename/");
    if (str_eq(style, S("date")) || str_eq(style, S("ordinal")) || str_eq(style, S("none")) ||
        str_ends(style, S(":output_ext")))
        return S("/:path/:basename:output_ext");
    return S("/:path/:basename");
}

static void report_empty(document *doc, diags *d) {
    diag *g = diag_add_path(d, RULE_SITE_PERMALINK, doc->path, "the permalink is empty");
    diag_help(d, g, "leave the key out, or write a path such as /about/");
    doc->is_failed = true;
    doc->is_listed = false;
}

static void report_unknown(document *doc, str name, diags *d) {
    diag *g = diag_add_path(d, RULE_SITE_PERMALINK, doc->path,
                            "the permalink has \":%.*s\", which is no placeholder", STR_FMT(name));
    diag_help(d, g, "see https://jekyllrb.com/docs/permalinks/ for the placeholders");
    doc->is_failed = true;
    doc->is_listed = false;
}

/* Jekyll lets a permalink's own extension decide the page's. */
static void set_output_ext(const config *c, document *doc, str permalink) {
    str ext = permalink.n && !str_ends(permalink, S("/")) ? path_ext(permalink) : (str){"", 0};
    if (ext.n)
        doc->output_ext = ext;
    else
        doc->output_ext = config_is_markdown(c, doc->ext) ? S(".html")
                          : doc->is_sass                  ? S(".css")
                                                          : doc->ext;
}

static void set_output_path(arena *a, document *doc) {
    str p = str_from(permalink_unescape(a, doc->url), 1);
    if (str_ends(doc->url, S("/")))
        doc->output_path = str_cat(
            a, p, doc->collection ? S("index.html") : str_cat(a, S("index"), doc->output_ext));
    else
        doc->output_path = str_ends(p, doc->output_ext) ? p : str_cat(a, p, doc->output_ext);
}

/* A page's style sheet has a source map beside it, unless `sass: {sourcemap: …}` forbids it. */
static void set_map_path(arena *a, const config *c, document *doc) {
    str when = value_as_str(value_at(value_at(c->data, S("sass")), S("sourcemap")));
    while (str_starts(when, S(":")))
        when = str_from(when, 1);
    if (doc->collection || !doc->is_sass || str_eq(when, S("never")) ||
        (str_eq(when, S("development")) && !str_eq(c->environment, S("development"))))
        return;
    str name = str_cat(a, strip_dots(path_stem(doc->name)), S(".css.map"));
    doc->map_path = path_join(a, path_dir(doc->output_path), name);
}

void permalink_place(arena *a, const config *c, document *doc) {
    set_output_path(a, doc);
    set_map_path(a, c, doc);
}

static str file_dirname(str p) {
    str dir = path_dir(str_ends(p, S("/")) && p.n > 1 ? str_slice(p, 0, p.n - 1) : p);
    return dir.n ? dir : S(".");
}

/* Ruby's File.join: an empty name leaves the slash. */
static str file_join(arena *a, str dir, str name) {
    while (str_ends(dir, S("/")))
        dir.n--;
    while (str_starts(name, S("/")))
        name = str_from(name, 1);
    return str_cat(a, str_cat(a, dir, S("/")), name);
}

void permalink_document(arena *a, const config *c, document *doc, diags *d) {
    value own = document_get(doc, S("permalink")), better = value_nil();
    if (own.kind != V_NIL && c->permalink_key.n)
        better = document_get(doc, c->permalink_key);
    if (value_truthy(better))
        own = better;
    str permalink = own.kind == V_NIL ? (str){"", 0} : value_to_str(a, own), unknown;
    if (own.kind != V_NIL && permalink.n == 0)
        report_empty(doc, d);
    set_output_ext(c, doc, permalink);
    buf b = buf_new(a, 64);
    if (!doc->collection || c->is_bare)
        buf_add(&b, fill_page(a, doc, permalink.n ? permalink : page_template(c, doc)));
    else if (!fill_document(a, doc, permalink.n ? permalink : doc->collection->config->permalink,
                            &b, &unknown))
        report_unknown(doc, unknown, d);
    doc->url = sanitize(a, buf_str(&b));
    permalink_place(a, c, doc);
    if (doc->collection)
        doc->id = file_join(a, file_dirname(doc->url), slug_source(a, doc));
}

void permalink_static(arena *a, static_file *f) {
    str p = strip_dots(str_slice(f->relative_path, 0, f->relative_path.n - f->ext.n));
    if (f->collection) {
        str dir = str_cat(a, S("_"), f->collection->label), t = f->collection->config->permalink;
        size_t at = str_find(p, dir);
        if (at != STR_NONE)
            p = str_cat(a, str_slice(p, 0, at), str_from(p, at + dir.n));
        replace_all(a, &t, S(":collection"), permalink_escape(a, f->collection->label));
        replace_all(a, &t, S(":path"), permalink_escape(a, p));
        replace_all(a, &t, S(":output_ext"), S(""));
        replace_all(a, &t, S(":name"), permalink_escape(a, f->basename));
        replace_all(a, &t, S(":title"), S(""));
        p = sanitize(a, t);
    }
    if (str_ends(p, S("/")))
        p.n--;
    f->url = str_cat(a, p, f->ext);
    f->output_path = str_from(permalink_unescape(a, sanitize(a, f->url)), 1);
}
