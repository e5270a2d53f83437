/* Keys and values of front matter. */
#include "base/file.h"
#include "base/path.h"
#include "lsp/aside.h"
#include "lsp/front.h"
#include "parity/rules/front_keys.h"
#include "value/json.h"

enum { VALUES_MOST = 100, VALUE_BYTES = 80 };
enum { ITEM_PROPERTY = 10, ITEM_VALUE = 12 };

typedef struct completing {
    look *l;
    const question *q;
    front_cursor at;
    position from;  /* of what was begun */
    look_note note; /* set NULL: the site does not know it */
    map seen;
    buf *out;
} completing;

/* `text` takes the place of what was begun. */
static void add(completing *c, str label, str text, str detail, int kind) {
    if (!label.n || map_has(&c->seen, label) || c->seen.n >= VALUES_MOST)
        return;
    buf_printf(c->out, "%s{\"kind\":%d,\"label\":", c->seen.n ? "," : "", kind);
    json_write_str(label, c->out);
    if (detail.n) {
        buf_lit(c->out, ",\"detail\":");
        json_write_str(detail, c->out);
    }
    buf_printf(c->out, ",\"sortText\":\"%03u\",\"textEdit\":{\"range\":", c->seen.n);
    range_write(c->from, c->q->at, c->out);
    buf_lit(c->out, ",\"newText\":");
    json_write_str(c->at.is_glued ? str_cat(c->l->w.a, S(" "), text) : text, c->out);
    buf_lit(c->out, "}}");
    map_set(&c->seen, label, c);
}

/* ---- keys ---- */

static const struct {
    str key, what;
} known[] = {
    {{"title", 5}, {"the note's title", 16}},
    {{"lang", 4}, {"the language's code", 19}},
    {{"translated", 10}, {"true: a translation; false: the original", 40}},
    {{"generated", 9}, {"true: written by a model", 24}},
    {{"layout", 6}, {"a layout's name", 15}},
    {{"type", 4}, {"the kind of note", 16}},
    {{"date", 4}, {"2025-01-31 10:20:00 +0100", 25}},
    {{"tags", 4}, {"a list", 6}},
    {{"categories", 10}, {"a list", 6}},
    {{"image", 5}, {"a picture's path", 16}},
    {{"audio", 5}, {"a recording's path", 18}},
    {{"description", 11}, {"a sentence for lists and search", 31}},
    {{"permalink", 9}, {"the page's URL", 14}},
    {{"published", 9}, {"false: no page is made", 22}},
};

/* The lines of the original that have a key, as they stand there; empty: it has none. */
static str original_lines(completing *c, str key) {
    arena *a = c->l->w.a;
    const source *src;
    str body;
    diags none;
    diags_new(&none, a);
    if (!c->note.set || !c->note.original || c->note.original == c->note.doc ||
        !document_read(c->l->c.config, a, c->note.original, &src, &body, &none))
        return (str){"", 0};
    aside b = {.doc = c->note.original, .src = src, .from = 2};
    b.to = source_place(src, c->note.original->body_at).line;
    if (!aside_narrow(&b, key))
        return (str){"", 0};
    return str_rtrim(aside_text(a, &b, UINT32_MAX));
}

static void add_key(completing *c, str key, str what) {
    arena *a = c->l->w.a;
    str theirs = original_lines(c, key);
    bool is_same = front_policy(front_policies(c->l->c.config), key) == KEY_SAME;
    if (front_has_key(c->q->doc->text, key))
        return;
    str text = c->at.is_named ? key : theirs.n && is_same ? theirs : str_cat(a, key, S(": "));
    add(c, key, text, theirs.n ? theirs : what, ITEM_PROPERTY);
}

/* What the original has comes first, then what is known. */
static void add_keys(completing *c) {
    value theirs = value_nil();
    if (c->note.set && c->note.original && c->note.original != c->note.doc)
        theirs = c->note.original->data;
    for (uint32_t i = 0; theirs.kind == V_MAP && i < theirs.u.map->n; i++) {
        str key = value_as_str(theirs.u.map->members[i].key);
        if (original_lines(c, key).n)
            add_key(c, key, S(""));
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        add_key(c, known[i].key, known[i].what);
}

/* ---- values ---- */

/* As YAML: in quotes where it would mean something else. */
static str as_yaml(arena *a, value v) {
    static const char others[] = " true false yes no on off null ~ y n ";
    str s = value_to_str(a, v);
    bool is_plain =
        s.n && (ascii_is_alpha(s.p[0]) || (unsigned char)s.p[0] >= 0x80 || s.p[0] == '/');
    for (size_t i = 0; i < s.n && is_plain; i++)
        is_plain = !strchr(":#\"'[]{},&*!|>%@`\n", s.p[i]);
    if (v.kind != V_STR || (is_plain && !str_is_in_words(s, others)))
        return s;
    buf out = buf_new(a, s.n + 2);
    json_write_str(s, &out);
    return buf_str(&out);
}

static void add_value(completing *c, value v, str detail) {
    if (v.kind == V_LIST) {
        for (uint32_t i = 0; i < v.n; i++)
            if (v.u.list[i].kind != V_LIST)
                add_value(c, v.u.list[i], detail);
        return;
    }
    str text = v.kind == V_MAP || v.kind == V_NIL || v.kind == V_DATE ? (str){"", 0}
                                                                      : as_yaml(c->l->w.a, v);
    if (text.n <= VALUE_BYTES)
        add(c, text, text, detail, ITEM_VALUE);
}

static void add_languages(completing *c) {
    const site *s = c->l->c.site;
    const config *conf = c->l->c.config;
    if (c->note.set && c->note.doc->path_lang.n)
        add_value(c, value_str(c->note.doc->path_lang), S("as the path says"));
    for (size_t i = 0; i < conf->nlangs; i++)
        add_value(c, value_str(conf->langs[i]), S("one of the site's languages"));
    for (size_t i = 0; i < s->nlangs; i++)
        add_value(c, value_str(s->langs[i]), S(""));
}

static void add_layouts(completing *c) {
    arena *a = c->l->w.a;
    const config *conf = c->l->c.config;
    dir_entry *entries;
    size_t n;
    str why, dir = conf->layouts_override.n ? conf->layouts_override
                                            : path_join(a, conf->source, conf->layouts_dir);
    if (!dir_list(a, str_cstr(a, dir), &entries, &n, &why))
        return;
    for (size_t i = 0; i < n; i++)
        if (entries[i].kind == FILE_REGULAR && entries[i].name.p[0] != '.')
            add_value(c, value_str(path_stem(entries[i].name)), S("a layout"));
}

/* What other notes have under this key. */
static void add_others(completing *c) {
    document_list all = site_documents(c->l->w.a, c->l->c.site);
    for (size_t i = 0; i < all.n; i++)
        add_value(c, value_at(all.p[i]->data, c->at.key), S(""));
}

static void add_values(completing *c) {
    str key = c->at.key;
    static const char booleans[] = " translated generated published math draft toc ";
    key_policy policy = front_policy(front_policies(c->l->c.config), key);
    if (policy == KEY_SAME && c->note.set && c->note.original && c->note.original != c->note.doc)
        add_value(c, value_at(c->note.original->data, key), S("as in the original"));
    if (str_eq(key, S("lang")))
        add_languages(c);
    else if (str_eq(key, S("layout")))
        add_layouts(c);
    if (str_is_in_words(key, booleans)) {
        add_value(c, value_bool(true), S(""));
        add_value(c, value_bool(false), S(""));
    } else if (policy != KEY_TRANSLATED) {
        add_others(c);
    }
}

void answer_completion(look *l, const question *q, buf *out) {
    str text = q->doc->text;
    completing c = {.l = l, .q = q, .out = out, .seen = map_new(l->w.a)};
    c.at = front_cursor_at(text, position_offset(text, l->scene->open->encoding, q->at));
    c.from =
        position_at(source_new(l->w.a, q->doc->path, text), l->scene->open->encoding, c.at.from);
    if (!look_find(l, q->doc, &c.note))
        c.note.set = NULL;
    buf_lit(out, "{\"isIncomplete\":false,\"items\":[");
    if (c.at.kind == FRONT_KEY)
        add_keys(&c);
    else if (c.at.kind == FRONT_VALUE)
        add_values(&c);
    buf_lit(out, "]}");
}
