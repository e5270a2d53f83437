#include "render/added.h"

#include "render/drops.h"
#include "render/lists.h"

static value translations(const render *r, arena *a, const document *doc) {
    list_builder b = {.a = a};
    for (size_t i = 0; doc->set && i < doc->set->n; i++)
        list_add(&b, drop_version(r, a, doc->set->docs[i]));
    return list_finish(&b);
}

static value original(const render *r, arena *a, const document *doc) {
    return drop_version(r, a, doc->set ? doc->set->original : NULL);
}

static value next_in_lang(const render *r, arena *a, const document *doc) {
    (void)a;
    return drop_document(r, site_next_in_lang(doc));
}

static value previous_in_lang(const render *r, arena *a, const document *doc) {
    (void)a;
    return drop_document(r, site_previous_in_lang(doc));
}

static value language(const render *r, arena *a, const document *doc) {
    (void)r, (void)a;
    return doc->lang.n ? value_str(doc->lang) : value_nil();
}

static const struct {
    const char *key;
    value (*get)(const render *r, arena *a, const document *doc);
    bool only_ours; /* there for the program's own layouts and in a directory of notes only */
} additions[] = {
    {"translations", translations, false}, {"original", original, false},
    {"next_in_lang", next_in_lang, false}, {"previous_in_lang", previous_in_lang, false},
    {"language", language, false},         {"lang", language, true},
};
enum { ADDITIONS = sizeof additions / sizeof *additions };

static unsigned taken_by(document *const *docs, size_t n) {
    unsigned taken = 0;
    for (size_t i = 0; i < n; i++)
        for (unsigned k = 0; k < ADDITIONS; k++) {
            str key = str_of(additions[k].key);
            bool has = value_member(docs[i]->data, key) || value_member(docs[i]->defaults, key);
            taken |= (unsigned)has << k;
        }
    return taken;
}

unsigned added_taken(const site *s) {
    unsigned taken = taken_by(s->pages, s->npages);
    for (size_t i = 0; i < s->ncollections; i++)
        taken |= taken_by(s->collections[i].docs, s->collections[i].n);
    return taken;
}

bool added_get(const render *r, arena *a, const document *doc, str key, value *out) {
    str prefix = S("letoon_");
    bool is_sure = str_starts(key, prefix);
    if (r->site->held) /* Jekyll's own pages have none of this */
        return false;
    bool ours = is_sure || r->is_builtin || r->site->config->is_bare;
    if (is_sure)
        key = str_from(key, prefix.n);
    *out = value_nil();
    for (unsigned k = 0; k < ADDITIONS; k++) {
        if (!str_eq(key, str_of(additions[k].key)))
            continue;
        if (!ours && (additions[k].only_ours || r->taken >> k & 1))
            return false;
        *out = additions[k].get(r, a, doc);
        return true;
    }
    return false;
}
