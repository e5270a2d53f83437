#include "site/filter.h"

#include "base/path.h"

/* Jekyll compares full paths: fnmatch, plain prefix, or the directory with its slash. The source's
 * own path is a prefix of both sides and so left away. */
static bool matches(arena *scratch, str pattern, str entry, bool is_directory) {
    str p = str_starts(pattern, S("/")) ? str_from(pattern, 1) : pattern;
    if (p.n == 0)
        return false;
    if (path_glob(p, entry, GLOB_DOTMATCH) || str_starts(entry, p))
        return true;
    return is_directory && str_eq(p, str_cat(scratch, entry, S("/")));
}

static bool any(arena *scratch, const str *patterns, size_t n, str entry, bool is_directory) {
    for (size_t i = 0; i < n; i++)
        if (matches(scratch, patterns[i], entry, is_directory))
            return true;
    return false;
}

static bool is_excluded(const config *c, arena *scratch, str entry, bool is_directory) {
    for (size_t i = 0; i < c->excludes; i++)
        if (!str_is_among(c->exclude[i], c->include, c->includes) &&
            matches(scratch, c->exclude[i], entry, is_directory))
            return true;
    return false;
}

static bool is_special(str name) {
    return name.n && (name.p[0] == '.' || name.p[0] == '_' || name.p[0] == '#' || name.p[0] == '~');
}

bool filter_includes(const config *c, arena *scratch, str entry, bool is_directory) {
    return any(scratch, c->include, c->includes, entry, is_directory) ||
           any(scratch, c->include, c->includes, path_base(entry), is_directory);
}

bool filter_rejects(const config *c, arena *scratch, str dir, str entry, bool is_directory) {
    if (str_ends(entry, S(".")))
        return true;
    str base = path_base(entry);
    if (filter_includes(c, scratch, entry, is_directory))
        return false;
    if (is_excluded(c, scratch, path_join(scratch, dir, entry), is_directory))
        return true;
    return is_special(entry) || is_special(base) || str_ends(entry, S("~"));
}

bool filter_matches(arena *scratch, const str *patterns, size_t n, str path) {
    for (size_t i = 0; n && i < path.n; i++)
        if (path.p[i] == '/' && any(scratch, patterns, n, str_slice(path, 0, i), true))
            return true;
    return any(scratch, patterns, n, path, false);
}
