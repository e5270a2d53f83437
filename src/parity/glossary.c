#include "parity/glossary.h"

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "encoding/encoding.h"
#include "yaml/yaml.h"

typedef struct reader {
    arena *a;
    const config *c;
    const source *src;
    diags *d;
    vec(term) terms;
    vec(str) kept;
    glossary *out;
} reader;

static bool read_file(reader *r, str relative, value *out) {
    str path = str_eq(r->c->source, S(".")) ? relative : path_join(r->a, r->c->source, relative);
    str bytes, why;
    if (!file_read(&sys_real, r->a, str_cstr(r->a, path), LIMIT_FILE, &bytes, &why)) {
        diag_add_unread(r->d, path, why, LIMIT_FILE);
        return false;
    }
    decoded text = decode(r->a, path, bytes, config_encoding(r->c, relative), r->d);
    const yaml_options yaml = {.syntax_rule = RULE_DATA_INVALID,
                               .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY};
    r->src = source_new(r->a, path, text.text);
    r->out->path = path;
    return text.ok && yaml_read(r->a, span_of(r->src, 0, r->src->text.n), &yaml, out, r->d);
}

/* ---- what may stand in it ---- */

static void tell_wrong(const reader *r, const member *m, const char *wanted) {
    span at = m->val_n ? span_of(r->src, m->val_at, m->val_n) : span_of(r->src, m->key_at, 0);
    str key = value_as_str(m->key);
    diag *e = diag_add(r->d, RULE_GLOSSARY_FILE, at, "\"%.*s\" wants %s", STR_FMT(key), wanted);
    diag_help(r->d, e, "it is left out until then; see the manual, \"A glossary\"");
}

static bool is_text(value v) {
    return v.kind == V_STR && str_trim(value_as_str(v)).n;
}

static bool is_texts(value v) {
    if (v.kind != V_LIST)
        return is_text(v);
    for (uint32_t i = 0; i < v.n; i++)
        if (!is_text(v.u.list[i]))
            return false;
    return v.n > 0;
}

/* An entry without what is wrong in it. */
static void read_term(reader *r, value entry) {
    term t = {0};
    map_builder names = {.a = r->a};
    size_t langs = 0;
    for (uint32_t i = 0; i < entry.u.map->n; i++) {
        const member *m = &entry.u.map->members[i];
        str key = value_as_str(m->key);
        if (str_eq(key, S("note")))
            continue;
        if (str_eq(key, S("case"))) {
            if (m->val.kind != V_BOOL)
                tell_wrong(r, m, "true or false");
            t.is_case = m->val.kind == V_BOOL && m->val.u.b;
        } else if (m->key.kind == V_BOOL) {
            /* YAML reads the code of Norwegian as a boolean. */
            diag *e = diag_add(r->d, RULE_GLOSSARY_FILE, span_of(r->src, m->key_at, 2),
                               "the language is the boolean %s", m->key.u.b ? "true" : "false");
            diag_help(r->d, e, "put it in quotes: \"no\"");
        } else if (!is_texts(m->val)) {
            tell_wrong(r, m, "a text, or a list of them");
        } else {
            map_add_member(&names, *m);
            langs++;
        }
    }
    t.names = map_finish(&names);
    if (langs)
        *vec_push(r->a, &r->terms) = t;
}

static void read_terms(reader *r, const member *m) {
    for (uint32_t i = 0; m->val.kind == V_LIST && i < m->val.n; i++) {
        if (m->val.u.list[i].kind == V_MAP)
            read_term(r, m->val.u.list[i]);
        else
            tell_wrong(r, m, "a list of mappings such as {en: kettle, fr: bouilloire}");
    }
    if (m->val.kind != V_LIST)
        tell_wrong(r, m, "a list of mappings such as {en: kettle, fr: bouilloire}");
}

static void read_kept(reader *r, const member *m) {
    if (m->val.kind != V_LIST || !is_texts(m->val)) {
        tell_wrong(r, m, "a list of texts");
        return;
    }
    for (uint32_t i = 0; i < m->val.n; i++)
        *vec_push(r->a, &r->kept) = str_trim(value_as_str(m->val.u.list[i]));
}

static void read_forbidden(reader *r, const member *m) {
    map_builder good = {.a = r->a};
    if (m->val.kind != V_MAP) {
        tell_wrong(r, m, "a mapping of languages to words");
        return;
    }
    for (uint32_t i = 0; i < m->val.u.map->n; i++) {
        const member *lang = &m->val.u.map->members[i];
        if (lang->val.kind == V_MAP || is_texts(lang->val))
            map_add_member(&good, *lang);
        else
            tell_wrong(r, lang, "a list of words, or a mapping of words to better ones");
    }
    r->out->forbidden = map_finish(&good);
}

static void read_all(reader *r, value all) {
    for (uint32_t i = 0; i < all.u.map->n; i++) {
        const member *m = &all.u.map->members[i];
        str key = value_as_str(m->key);
        if (str_eq(key, S("terms")))
            read_terms(r, m);
        else if (str_eq(key, S("keep")))
            read_kept(r, m);
        else if (str_eq(key, S("forbidden")))
            read_forbidden(r, m);
        else
            diag_add(r->d, RULE_GLOSSARY_FILE, span_of(r->src, m->key_at, key.n),
                     "\"%.*s\" has no effect; wanted terms, keep or forbidden", STR_FMT(key));
    }
}

/* The site's own list of words, perhaps, for its pages. */
static bool is_other(value all) {
    return all.kind != V_MAP || (!value_member(all, S("terms")) && !value_member(all, S("keep")) &&
                                 !value_member(all, S("forbidden")));
}

const glossary *glossary_read(arena *a, const config *c, diags *d) {
    value check = value_at(value_at(c->data, S("letoon")), S("check")), all;
    str named = value_as_str(value_at(check, S("glossary")));
    str relative = named.n ? named : path_join(a, c->data_dir, S("glossary.yml"));
    str path = str_eq(c->source, S(".")) ? relative : path_join(a, c->source, relative);
    glossary *g = arena_make(a, glossary, 1);
    reader r = {.a = a, .c = c, .d = d, .out = g};
    file_info info;
    if (!named.n && !file_stat(str_cstr(a, path), &info))
        return NULL;
    if (!read_file(&r, relative, &all))
        return NULL;
    if (is_other(all)) {
        if (named.n)
            diag_add(d, RULE_GLOSSARY_FILE, span_of(r.src, 0, 0),
                     "no glossary; wanted a mapping with terms, keep or forbidden");
        return NULL;
    }
    read_all(&r, all);
    g->terms = r.terms.p;
    g->nterms = r.terms.n;
    g->kept = r.kept.p;
    g->nkept = r.kept.n;
    return g;
}

value glossary_of(value map, str tag) {
    value found = {0};
    for (uint32_t i = 0; map.kind == V_MAP && i < map.u.map->n; i++) {
        const member *m = &map.u.map->members[i];
        str key = value_as_str(m->key);
        if (str_eq_fold(key, tag))
            return m->val;
        if (key.n && key.n < tag.n && tag.p[key.n] == '-' &&
            str_eq_fold(key, str_slice(tag, 0, key.n)))
            found = m->val;
    }
    return found;
}
