#include "site/document.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/utf8.h"
#include "encoding/encoding.h"
#include "site/defaults.h"
#include "site/front.h"
#include "site/site.h"
#include "site/taxonomy.h"
#include "site/theme.h"
#include "site/title.h"

enum { MERGE_DEPTH = 32, HEAD_BYTES = 64 };

value document_get(const document *doc, str key) {
    value v = value_at(doc->data, key);
    return v.kind == V_NIL ? value_at(doc->own_defaults, key) : v;
}

/* A byte of a byte order mark, or of UTF-16's and UTF-32's padding. */
static bool is_mark(char c) {
    return c == '\0' || c == '\xEF' || c == '\xBB' || c == '\xBF' || c == '\xFE' || c == '\xFF';
}

/* Jekyll looks for "---", white space and a line end in the file's first line. */
front_place document_find_front(const config *c, arena *scratch, str path) {
    str head, why, dashes = S("---");
    size_t seen = 0, i = 0;
    const config_text *now = c ? config_text_for(c, scratch, path) : NULL;
    if (now)
        head = str_slice(now->bytes, 0, HEAD_BYTES);
    else if (!file_read_head(&sys_real, scratch, str_cstr(scratch, path), HEAD_BYTES, &head, &why))
        return FRONT_NONE;
    for (; i < head.n && seen < dashes.n; i++) {
        if (head.p[i] == '-')
            seen++;
        else if (!is_mark(head.p[i]) || (seen && head.p[i] != '\0'))
            return FRONT_NONE;
    }
    while (i < head.n && (head.p[i] == '\0' || head.p[i] == ' ' || head.p[i] == '\t'))
        i++;
    if (seen < dashes.n || i == head.n || (head.p[i] != '\n' && head.p[i] != '\r'))
        return FRONT_NONE;
    return str_starts(head, dashes) ? FRONT_FIRST : FRONT_BEHIND_MARK;
}

/* What Jekyll's regular expression finds: "<2-4 digits>-<1-2>-<1-2>-<slug><.ext>". */
static size_t digits(str s, size_t at, size_t least, size_t most) {
    size_t n = 0;
    while (n < most && at + n < s.n && ascii_is_digit(s.p[at + n]))
        n++;
    return n >= least ? n : 0;
}

bool document_cut_date(str name, str *day, str *slug) {
    size_t at = 0;
    static const size_t least[] = {2, 1, 1}, most[] = {4, 2, 2};
    for (int i = 0; i < 3; i++) {
        size_t n = digits(name, at, least[i], most[i]);
        if (n == 0 || at + n >= name.n || name.p[at + n] != '-')
            return false;
        at += n + 1;
    }
    str rest = str_from(name, at), ext = {"", 0};
    size_t dot = str_rfind_char(rest, '.');
    if (dot == STR_NONE || dot + 1 == rest.n)
        return false;
    ext = str_from(rest, dot);
    *day = str_slice(name, 0, at - 1);
    *slug = str_slice(rest, 0, rest.n - ext.n);
    return true;
}

/* Jekyll's titleize_slug: the words between hyphens, each capitalised. */
static str titleize(arena *a, str slug) {
    while (str_ends(slug, S("-")))
        slug.n--;
    buf b = buf_new(a, slug.n + 8);
    str word, rest = slug;
    for (bool more = true; more;) {
        more = str_cut(rest, S("-"), &word, &rest);
        if (word.p > slug.p)
            buf_char(&b, ' ');
        utf8_capitalize(&b, word);
    }
    return buf_str(&b);
}

typedef struct reading {
    arena *a;
    const config *config;
    document *doc;
    document_kind kind;
    const source *src;
    value front; /* as read from the file */
    str day;     /* of the file's name; empty when it has none */
    bool bad_day;
    str slug;
    diags *d;
} reading;

/* The place of a front matter value; the whole file when the value comes from elsewhere. */
static span place_of(const reading *r, str key) {
    const member *m = value_member(r->front, key);
    return m ? span_of(r->src, m->val_at, m->val_n) : span_whole(r->src);
}

static const date *parse_day(reading *r, value v) {
    const config *c = r->config;
    str text = value_to_str(r->a, v);
    date out;
    if (date_parse(text, &c->now, c->zone, &out)) {
        date_in_zone(&out, c->zone, &out);
        return date_copy(r->a, &out);
    }
    diag *g = diag_add(r->d, RULE_FRONTMATTER_DATE, place_of(r, S("date")), "\"%.*s\" is no date",
                       STR_FMT(text));
    diag_help(r->d, g, "write 2025-01-31 or 2025-01-31 10:20:00 +0100");
    r->doc->is_failed = r->bad_day = true;
    return date_copy(r->a, &c->now);
}

/* Front matter's date, else the name's, else the site's time (Document#date, #modify_date). */
static const date *date_of(reading *r, value data) {
    const member *m = value_member(data, S("date"));
    const date *own = m ? parse_day(r, m->val) : NULL;
    if (r->day.n && (!own || own->sec == r->config->now.sec))
        return parse_day(r, value_str(r->day));
    if (own)
        return own;
    file_info info;
    bool is_draft = r->doc->is_draft || value_truthy(value_at(data, S("draft")));
    /* Jekyll gives posts their date when it looks whether they are to come. */
    r->doc->is_undated = r->kind == DOCUMENT_OTHER || r->config->future;
    if (!is_draft || !file_stat(str_cstr(r->a, r->doc->path), &info))
        return date_copy(r->a, &r->config->now);
    date changed = {.sec = info.mtime, .nsec = info.mtime_ns};
    date_in_zone(&changed, r->config->zone, &changed);
    return date_copy(r->a, &changed);
}

static void add_default(map_builder *b, value data, const char *key, value v) {
    if (!value_truthy(value_at(data, str_of(key))))
        map_add(b, str_of(key), v);
}

/* The data of a document in a collection, made as Jekyll's Document#read makes it. */
static value collection_data(reading *r, value defaults) {
    arena *a = r->a;
    document *doc = r->doc;
    map_builder first = {.a = a}, last = {.a = a};
    map_add(&first, S("draft"), value_bool(doc->is_draft));
    value data = value_merge(a, map_finish(&first), defaults, MERGE_DEPTH);
    data = value_merge(a, data, r->front, MERGE_DEPTH);
    doc->date = date_of(r, data);
    map_add(&last, S("date"), value_date(doc->date));
    add_default(&last, data, "draft", value_bool(doc->is_draft));
    add_default(&last, data, "title", value_str(titleize(a, r->slug)));
    add_default(&last, data, "slug", value_str(r->slug));
    add_default(&last, data, "ext", value_str(doc->ext));
    value path = taxonomy_of_path(a, doc->relative_path, doc->name, r->kind, doc->collection);
    map_add(&last, S("categories"), taxonomy_categories(a, path, defaults, r->front, data));
    map_add(&last, S("tags"), taxonomy_tags(a, data));
    return value_merge(a, data, map_finish(&last), MERGE_DEPTH);
}

/* In a plain directory a note has a layout and a title even when it says neither. */
static value with_bare_defaults(reading *r, value front) {
    map_builder b = {.a = r->a};
    if (!value_member(front, S("title"))) {
        size_t cut = 0;
        str title = {"", 0};
        if (r->doc->is_markdown)
            title = title_of_heading(r->a, r->src, r->doc->body_at, &cut, r->d);
        map_add(&b, S("title"), value_str(title.n ? title : titleize(r->a, r->slug)));
        if (title.n)
            r->doc->body_at += (uint32_t)cut;
    }
    if (!value_member(front, S("layout")))
        map_add(&b, S("layout"), r->day.n ? value_lit("post") : value_lit("page"));
    return value_merge(r->a, map_finish(&b), front, MERGE_DEPTH);
}

static bool is_post(const document *doc) {
    return doc->collection && str_eq(doc->collection->label, S("posts"));
}

static str without_dots(str s) {
    while (str_ends(s, S(".")))
        s.n--;
    return s;
}

static document *document_new(arena *a, const config *c, const collection *in, str relative_path,
                              document_kind kind) {
    document *doc = arena_make(a, document, 1);
    doc->collection = in;
    doc->relative_path = str_copy(a, relative_path);
    doc->is_of_theme = kind == DOCUMENT_OF_THEME;
    str root = doc->is_of_theme ? c->theme->root : c->source;
    if (in && c->collections_dir.n)
        root = path_join(a, c->source, c->collections_dir);
    doc->path = str_eq(root, S(".")) ? doc->relative_path : path_join(a, root, doc->relative_path);
    doc->name = path_base(doc->relative_path);
    doc->ext = path_ext(doc->name);
    doc->is_markdown = config_is_markdown(c, doc->ext);
    doc->is_sass = str_eq_fold(doc->ext, S(".scss")) || str_eq_fold(doc->ext, S(".sass"));
    doc->is_written = !in || in->config->output;
    return doc;
}

static bool read_bytes(const config *c, arena *a, const document *doc, str *bytes, str *encoding,
                       diags *d) {
    const config_text *now = config_text_for(c, a, doc->path);
    str why = FILE_TOO_LARGE;
    *encoding = now && now->is_utf8 ? S("UTF-8") : config_encoding(c, doc->relative_path);
    if (now && now->bytes.n <= LIMIT_NOTE) {
        *bytes = now->bytes;
        return true;
    }
    if (!now && file_read(&sys_real, a, str_cstr(a, doc->path), LIMIT_NOTE, bytes, &why))
        return true;
    diag_add_unread(d, doc->path, why, LIMIT_NOTE);
    return false;
}

/* A check reads nearly every body, which a build may not: most sites' are kept from now on. */
static void keep_text(const config *c, document *doc, str text) {
    doc->text = text;
    *c->text_room -= text.n < *c->text_room ? text.n : *c->text_room;
}

/* The decoded text of a document's file. What the document keeps is of `to`. */
static const source *text_of(const config *c, arena *to, arena *a, document *doc, bool *had_bom,
                             bool *ok, diags *d) {
    str bytes, encoding;
    bool is_kept = doc->is_markdown && *c->text_room;
    arena *in = is_kept ? to : a;
    if (!read_bytes(c, in, doc, &bytes, &encoding, d))
        return NULL;
    decoded text = decode(in, doc->path, bytes, encoding, d);
    *had_bom = text.had_bom;
    *ok = text.ok;
    if (text.ok && is_kept)
        keep_text(c, doc, text.text);
    else if (text.ok && text.text.p == bytes.p && text.text.n == bytes.n)
        doc->hash = hash64(bytes, 0);
    return source_new(a, doc->path, text.text);
}

document *document_load(arena *a, arena *scratch, map *shared, const config *c,
                        const collection *in, str relative_path, document_kind kind, diags *d) {
    document *doc = document_new(a, c, in, relative_path, kind);
    bool had_bom = false, ok = true;
    front_parts parts;
    reading r = {.a = scratch, .config = c, .doc = doc, .kind = kind, .d = d};
    r.src = text_of(c, a, scratch, doc, &had_bom, &ok, d);
    if (!r.src)
        return NULL;
    front_schema schema = !doc->is_markdown ? FRONT_UNCHECKED
                          : c->is_bare      ? FRONT_OF_NOTE
                                            : FRONT_OF_SITE;
    front_options o = {.schema = schema, .had_bom = had_bom, .zone = c->zone};
    doc->is_failed = !front_read(scratch, r.src, &o, &parts, &r.front, d) || !ok;
    doc->body_at = doc->front_end = parts.body_at;
    if (c->keep_front)
        doc->front = value_copy(a, scratch, shared, r.front);
    doc->is_draft = kind == DOCUMENT_DRAFT;
    if (!document_cut_date(doc->name, &r.day, &r.slug) || kind == DOCUMENT_DRAFT) {
        r.slug = kind == DOCUMENT_DRAFT && r.day.n ? r.slug : path_stem(doc->name);
    }
    r.slug = without_dots(r.slug);
    if (c->is_bare)
        r.front = with_bare_defaults(&r, r.front);
    str type = in ? in->label : S("pages");
    value defaults = defaults_for(scratch, c, relative_path, type);
    value data = in ? collection_data(&r, defaults) : r.front;
    doc->is_listed = doc->is_failed && ok && !r.bad_day;
    doc->data = value_copy(a, scratch, shared, data);
    if (!in) {
        value by_key = defaults_by_key(scratch, c, relative_path, type, defaults);
        doc->defaults = value_copy(a, scratch, shared, defaults);
        doc->own_defaults = value_copy(a, scratch, shared, by_key);
    }
    if (doc->date)
        doc->date = date_copy(a, doc->date);
    return doc;
}

document_state document_find_state(const config *c, const document *doc, diags *d) {
    const member *published = value_member(doc->data, S("published"));
    bool is_other = doc->collection && !is_post(doc);
    if (published && !value_truthy(published->val) && !c->unpublished)
        return is_other && published->val.kind == V_NIL ? DOCUMENT_UNWRITTEN : DOCUMENT_LEFT_OUT;
    if (!doc->collection || c->future || c->is_bare || doc->date->sec <= c->now.sec)
        return DOCUMENT_PUBLISHED;
    buf day = buf_new(d->a, 32);
    date_text(doc->date, &day);
    diag *g = diag_add_path(d, RULE_SITE_FUTURE, doc->path, "left out: its date, %.*s, is to come",
                            STR_FMT(buf_str(&day)));
    diag_help(d, g, "use --future or \"future: true\" to publish it");
    return is_other ? DOCUMENT_UNWRITTEN : DOCUMENT_LEFT_OUT;
}

static bool read_body(const config *c, arena *a, const document *doc, const source **src, str *body,
                      diags *d) {
    str kept = doc->is_generated ? doc->generated : doc->text;
    if (doc->is_generated || kept.p) {
        *src = source_new(a, doc->path, kept);
        *body = doc->is_generated ? kept : str_from(kept, doc->body_at);
        return true;
    }
    str bytes, encoding;
    if (!read_bytes(c, a, doc, &bytes, &encoding, d))
        return false;
    /* Bytes that were found to be well-formed text before need no second look. */
    if (doc->hash && hash64(bytes, 0) == doc->hash) {
        *src = source_new(a, doc->path, bytes);
        *body = str_from(bytes, doc->body_at);
        return true;
    }
    decoded text = decode(a, doc->path, bytes, encoding, d);
    *src = source_new(a, doc->path, text.text);
    *body = str_from(text.text, doc->body_at);
    return text.ok;
}

bool document_read(const config *c, arena *a, const document *doc, const source **src, str *body,
                   diags *d) {
    bool ok = read_body(c, a, doc, src, body, d);
    if (ok && doc->is_trimmed)
        *body = str_rtrim(*body);
    return ok;
}
