#include "base/path.h"
#include "markdown/markdown.h"
#include "parity/pair.h"
#include "site/front.h"

static bool is_liquid(const document *doc) {
    value v = document_get(doc, S("render_with_liquid"));
    return v.kind != V_BOOL || v.u.b;
}

static str first_line(str *rest) {
    str line;
    str_cut(*rest, S("\n"), &line, rest);
    return str_rtrim(line);
}

/* How many bytes of a text are lines "key: …" up to a line of dashes, with that; 0: it is other
 * text. `wide`: the line at its beginning was typographic, that may be so too. */
static size_t front_length(str text, bool wide) {
    str rest = text;
    size_t keys = 0;
    while (rest.n) {
        str line = first_line(&rest);
        if (str_eq(line, S("---")) || (wide && line.n && front_is_dashes(line)))
            return keys ? text.n - rest.n : 0;
        size_t colon = str_find_char(line, ':');
        bool is_key = colon != STR_NONE && !str_has(str_slice(line, 0, colon), S(" "));
        bool goes_on = !line.n || ascii_is_space(line.p[0]) || line.p[0] == '-';
        if (!is_key && !goes_on)
            return 0;
        keys += is_key;
    }
    return 0;
}

/* Doubled front matter has dashes before it; behind a stray line of dashes the real one has none.
 */
static span find_second(const version *v, uint32_t at) {
    str body = str_from(v->src->text, at);
    size_t blank = body.n - str_ltrim(body).n;
    str text = str_from(body, blank), rest = text;
    bool has_keys = v->front.kind == V_MAP && v->front.u.map->n;
    str line = first_line(&rest);
    bool begins = str_eq(line, S("---")) || (!has_keys && front_is_dashes(line));
    size_t dashes = begins ? text.n - rest.n : 0;
    bool wide = begins && !str_eq(line, S("---"));
    size_t n = dashes || !has_keys ? front_length(str_from(text, dashes), wide) : 0;
    return span_of(v->src, at + blank, n ? dashes + n : 0);
}

/* Where the text begins behind front matter in TOML, as Hugo and Zola have it; 0: there is none.
 * What is in it is not compared. */
static size_t toml_end(str text) {
    str rest = text;
    if (!str_eq(first_line(&rest), S("+++")))
        return 0;
    while (rest.n)
        if (str_eq(first_line(&rest), S("+++")))
            return text.n - rest.n;
    return 0;
}

bool version_holds_front(const version *from, const leaf *l) {
    enum { ENOUGH = 2 };
    size_t n = 0;
    for (uint32_t i = 0; from->front.kind == V_MAP && i < from->front.u.map->n; i++) {
        str key = value_as_str(from->front.u.map->members[i].key);
        size_t at = key.n ? str_find(l->text, key) : STR_NONE;
        n += at != STR_NONE && str_starts(str_from(l->text, at + key.n), S(":"));
    }
    bool is_whole = n && n == from->front.u.map->n; /* of one key that is enough in code */
    return n >= ENOUGH || (is_whole && l->class == LEAF_CODE);
}

bool version_narrow(arena *a, const version_options *o, version *v, size_t at, size_t end,
                    diags *d) {
    const config *c = o->site->config;
    outline_options oo = {.is_liquid = is_liquid(v->doc),
                          .respelt = v->respelt,
                          .codes = o->codes,
                          .ncodes = o->ncodes};
    if (c->markdown == MARKDOWN_IS_KRAMDOWN || c->cjk_emphasis)
        oo.markdown |= MD_CJK_EMPHASIS;
    return outline_read(a, span_of(v->src, at, end - at), &oo, &v->o, d);
}

bool version_read(arena *a, const version_options *o, const document *doc, version *v, diags *d) {
    const config *c = o->site->config;
    str body;
    *v = (version){.doc = doc, .tag = o->tag};
    if (!document_read(c, a, doc, &v->src, &body, d))
        return false;
    v->front = doc->front;
    if (!doc->is_markdown)
        return true;
    /* A heading that the page shows as its title is text of the author's all the same. */
    v->second = find_second(v, doc->front_end);
    size_t at = v->second.n ? v->second.at + v->second.n : doc->front_end;
    if (!at && c->is_bare)
        at = toml_end(v->src->text);
    return version_narrow(a, o, v, at, v->src->text.n, d);
}

bool version_read_past(arena *a, const version_options *o, const document *now, str bytes,
                       version *v) {
    size_t room = bytes.n;
    config_text then = {.bytes = bytes};
    map texts = map_new(a);
    map_set(&texts, path_normal(a, now->path), &then);
    config c = *o->site->config;
    c.texts = &texts;
    c.text_room = &room;
    site s = *o->site;
    s.config = &c;
    version_options past = *o;
    past.site = &s;
    diags quiet;
    diags_new(&quiet, a);
    document_kind kind = now->collection ? DOCUMENT_OTHER : DOCUMENT_PAGE;
    const document *doc =
        document_load(a, a, NULL, &c, now->collection, now->relative_path, kind, &quiet);
    return doc && version_read(a, &past, doc, v, &quiet);
}
