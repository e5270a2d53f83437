/* What translations say they were made from: an original, not another translation. */
#include "parity/family.h"

#include "base/path.h"

/* Keys that name a version, or its language. */
static const struct {
    const char *key;
    bool is_language; /* a code there means a language even where the set has none in it */
} keys[] = {{"translated_from", true}, {"source_lang", true},     {"source_language", true},
            {"original_lang", true},   {"translation_of", false}, {"original", false},
            {"source", false}};

static bool is_named(const family *f, const kin *k, str name) {
    str plain = name;
    while (plain.n && (plain.p[0] == '/' || str_starts(plain, S("./"))))
        plain = str_from(plain, plain.p[0] == '/' ? 1 : 2);
    const document *doc = k->doc;
    return str_eq_fold(k->lang, name) ||
           str_eq_fold(k->tag, language_tag(f->site->languages, f->a, name)) ||
           str_eq(plain, doc->relative_path) || str_eq(plain, doc->name) ||
           str_eq(plain, path_stem(doc->name)) || str_eq(name, doc->url) ||
           (doc->id.n && str_eq(name, doc->id));
}

static const kin *find(const family *f, str name) {
    for (size_t i = 0; name.n && i < f->n; i++)
        if (is_named(f, &f->p[i], name))
            return &f->p[i];
    return NULL;
}

/* What a version says it follows; *key is where. */
static const kin *followed(const family *f, const kin *k, size_t *key) {
    for (*key = 0; *key < sizeof keys / sizeof *keys; ++*key) {
        const kin *other = find(f, value_as_str(document_get(k->doc, str_of(keys[*key].key))));
        if (other && other != k)
            return other;
    }
    return NULL;
}

static void check(family *f, kin *k) {
    size_t key, other_key;
    const kin *other = followed(f, k, &key);
    if (other) {
        value v = document_get(other->doc, S("translated"));
        bool is_translation = v.kind == V_BOOL ? v.u.b : followed(f, other, &other_key) != NULL;
        if (!is_translation || other == f->original)
            return;
        diag *e =
            diag_add(&k->found, RULE_SET_CHAIN, kin_value(f, k, str_of(keys[key].key)),
                     "this follows %.*s, which is a translation itself", STR_FMT(other->doc->path));
        diag_help(&k->found, e, "a translation of a translation has the faults of both: follow %s",
                  f->original ? str_cstr(f->a, f->original->doc->path) : "the original");
        return;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        str said = value_as_str(document_get(k->doc, str_of(keys[i].key)));
        if (!keys[i].is_language || !language_is_known(f->site->languages, said) ||
            find(f, said) == k)
            continue;
        diag *e =
            diag_add(&k->found, RULE_SET_ORPHAN, kin_value(f, k, str_of(keys[i].key)),
                     "a translation from \"%.*s\", in which there is no version", STR_FMT(said));
        diag_help(&k->found, e, "add that version under the same name, or correct the language");
        return;
    }
}

void rule_follows(family *f) {
    for (size_t i = 0; i < f->n; i++)
        check(f, &f->p[i]);
}
