#include "site/sets.h"

#include <stdlib.h>

#include "base/path.h"
#include "base/vec.h"

/* Cuts "<separator><language code>" off the end of a stem. */
static bool cut_suffix(const languages *l, str stem, char separator, str *rest, str *lang) {
    for (size_t i = stem.n; i > 1; i--) {
        if (stem.p[i - 1] != separator)
            continue;
        str code = str_from(stem, i);
        if (code.n && language_is_known(l, code)) {
            *rest = str_slice(stem, 0, i - 1);
            *lang = code;
            return true;
        }
        /* "pt-br" and "zh-hant" hold a hyphen themselves: look one further to the left */
        if (code.n > 10)
            return false;
    }
    return false;
}

/* The longest code wins: "…-pt-br" is "pt-br", not "br". */
static bool longest_suffix(const languages *l, str stem, str *rest, str *lang) {
    str r, code;
    if (!cut_suffix(l, stem, '-', rest, lang))
        return cut_suffix(l, stem, '.', rest, lang);
    size_t at = str_rfind_char(*rest, '-');
    if (at != STR_NONE && at > 0) {
        r = str_slice(*rest, 0, at);
        code = str_from(stem, at + 1);
        if (language_is_known(l, code)) {
            *rest = r;
            *lang = code;
        }
    }
    return true;
}

/* A directory on the way that is a language's code: "_posts/zh/x.md", "docs/zh/a/b.md". The rest
 * of the path is the key. */
static bool cut_directory(arena *a, const languages *l, str p, str *rest, str *lang) {
    for (size_t from = 0; from < p.n;) {
        size_t slash = str_find_char(str_from(p, from), '/');
        if (slash == STR_NONE)
            return false;
        str part = str_slice(p, from, from + slash);
        if (language_is_known(l, part)) {
            *lang = part;
            *rest = str_cat(a, str_slice(p, 0, from), str_from(p, from + slash + 1));
            return true;
        }
        from += slash + 1;
    }
    return false;
}

static str explicit_key(arena *a, const document *doc) {
    static const char *const keys[] = {"translation_key", "ref", "page_id"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        value v = document_get(doc, str_of(keys[i]));
        if (v.kind != V_NIL && v.kind != V_LIST && v.kind != V_MAP) {
            str text = value_to_str(a, v);
            if (text.n) /* NUL: no path has it, so an explicit key meets explicit keys only */
                return str_cat(a, str_cat(a, str_of(keys[i]), (str){"\0", 1}), text);
        }
    }
    return (str){"", 0};
}

void sets_identify(arena *a, const config *c, const languages *l, const document *doc, str *lang,
                   str *key) {
    str dir = path_dir(doc->relative_path), stem = path_stem(doc->name), rest, code = {"", 0};
    value own = document_get(doc, S("lang"));
    if (longest_suffix(l, stem, &rest, &code))
        *key = path_join(a, dir, rest);
    else {
        str whole = path_join(a, dir, stem);
        *key = cut_directory(a, l, whole, &rest, &code) ? rest : whole;
    }
    *lang = own.kind == V_STR && own.n ? value_as_str(own) : code;
    if (lang->n == 0)
        *lang = c->lang;
    str said = explicit_key(a, doc);
    if (said.n)
        *key = said;
}

typedef struct sortable {
    document *doc;
    str tag;
} sortable;

static int by_tag(const void *x, const void *y) {
    const sortable *a = x, *b = y;
    int c = str_cmp(a->tag, b->tag);
    return c ? c : str_cmp(a->doc->relative_path, b->doc->relative_path);
}

static bool says(const document *doc, str key, bool what) {
    value v = document_get(doc, key);
    return v.kind == V_BOOL && v.u.b == what;
}

/* The original: the one version that says `translated: false` where others say true; else the only
 * one that does not say `translated: true`. */
static const document *find_original(const set *s) {
    const document *found = NULL;
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (says(s->docs[i], S("translated"), false)) {
            found = n ? found : s->docs[i];
            n++;
        }
    }
    for (size_t i = 0; n == 0 && i < s->n; i++)
        if (!says(s->docs[i], S("translated"), true))
            return s->docs[i];
    return found;
}

typedef vec(document *) members;

static void finish(arena *a, const languages *l, const map_entry *e, set *out) {
    const members *m = e->val;
    sortable *all = arena_make(a, sortable, m->n);
    for (size_t i = 0; i < m->n; i++)
        all[i] = (sortable){m->p[i], language_tag(l, a, m->p[i]->lang)};
    qsort(all, m->n, sizeof *all, by_tag);
    document **docs = arena_make(a, document *, m->n);
    for (size_t i = 0; i < m->n; i++) {
        docs[i] = all[i].doc;
        docs[i]->set = out;
    }
    *out = (set){e->key, docs, m->n, NULL};
    out->original = find_original(out);
}

void sets_build(arena *a, const languages *l, document *const *docs, const str *keys, size_t n,
                const set **out, size_t *nout) {
    map groups = map_new(a);
    for (size_t i = 0; i < n; i++) {
        void **at = map_at(&groups, keys[i]);
        if (!*at)
            *at = arena_make(a, members, 1);
        *vec_push(a, (members *)*at) = docs[i];
    }
    set *all = arena_make(a, set, groups.n);
    for (uint32_t i = 0; i < groups.n; i++)
        finish(a, l, &groups.entries[i], &all[i]);
    *out = all;
    *nout = groups.n;
}
