#include "site/defaults.h"

#include "base/path.h"

enum { MERGE_DEPTH = 32 };

/* Jekyll globs the file system and takes each hit as a prefix; a pattern is matched here against
 * the path and its parents instead. */
static bool glob_applies(str pattern, str path) {
    for (size_t i = 0; i <= path.n; i++)
        if ((i == path.n || path.p[i] == '/') &&
            path_glob(pattern, str_slice(path, 0, i), GLOB_PATHNAME))
            return true;
    return false;
}

static bool applies(arena *a, const config *c, const default_set *s, str path, str type) {
    if (s->type.n && !str_eq(s->type, type))
        return false;
    if (s->path.n == 0)
        return true;
    if (str_starts(path, S("/")))
        path = str_from(path, 1);
    if (!s->has_path_glob)
        return str_starts(path, s->path);
    bool in_collection = type.n && !str_eq(type, S("pages"));
    return glob_applies(s->path, in_collection ? path_join(a, c->collections_dir, path) : path);
}

/* Jekyll's has_precedence?: the longer path; of equal ones, the one with a type or the later. */
static bool precedes(const default_set *old, const default_set *now) {
    if (!old)
        return true;
    if (now->path_chars != old->path_chars)
        return now->path_chars > old->path_chars;
    return now->type.n || !old->type.n;
}

value defaults_for(arena *a, const config *c, str relative_path, str type) {
    value out = map_finish(&(map_builder){.a = a});
    const default_set *old = NULL;
    for (size_t i = 0; i < c->ndefaults; i++) {
        const default_set *s = &c->defaults[i];
        if (!applies(a, c, s, relative_path, type))
            continue;
        if (precedes(old, s)) {
            out = value_merge(a, out, s->values, MERGE_DEPTH);
            old = s;
        } else
            out = value_merge(a, s->values, out, MERGE_DEPTH);
    }
    return out;
}

static value find(arena *a, const config *c, str relative_path, str type, value key) {
    value out = value_nil();
    const default_set *old = NULL;
    for (size_t i = 0; i < c->ndefaults; i++) {
        const default_set *s = &c->defaults[i];
        const member *m = value_find(s->values, key);
        if (m && applies(a, c, s, relative_path, type) && precedes(old, s)) {
            out = m->val;
            old = s;
        }
    }
    return out;
}

value defaults_by_key(arena *a, const config *c, str relative_path, str type, value merged) {
    map_builder b = {.a = a};
    for (uint32_t i = 0; i < merged.u.map->n; i++) {
        value key = merged.u.map->members[i].key;
        map_add_member(&b, (member){.key = key, .val = find(a, c, relative_path, type, key)});
    }
    return map_finish(&b);
}
