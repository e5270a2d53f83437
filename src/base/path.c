#include "base/path.h"

#include "base/utf8.h"
#include "base/vec.h"

str path_base(str p) {
    size_t at = str_rfind_char(p, '/');
    return at == STR_NONE ? p : str_from(p, at + 1);
}

str path_dir(str p) {
    size_t at = str_rfind_char(p, '/');
    if (at == STR_NONE)
        return (str){p.p, 0};
    return str_slice(p, 0, at == 0 ? 1 : at);
}

str path_ext(str p) {
    str b = path_base(p);
    size_t at = str_rfind_char(b, '.');
    if (at == STR_NONE || at == 0)
        return (str){b.p, 0};
    return str_from(b, at);
}

str path_stem(str p) {
    str b = path_base(p);
    return str_slice(b, 0, b.n - path_ext(b).n);
}

bool path_is_absolute(str p) {
    return str_starts(p, S("/"));
}

str path_join(arena *a, str dir, str p) {
    if (dir.n == 0 || path_is_absolute(p))
        return p;
    if (p.n == 0)
        return dir;
    str d = str_ends(dir, S("/")) ? dir : str_cat(a, dir, S("/"));
    return str_cat(a, d, p);
}

typedef vec(str) parts;

static void add_part(arena *a, parts *out, str part, bool absolute) {
    if (part.n == 0 || str_eq(part, S(".")))
        return;
    bool up = str_eq(part, S(".."));
    if (up && out->n && !str_eq(out->p[out->n - 1], S("..")))
        out->n--;
    else if (!up || !absolute)
        *vec_push(a, out) = part;
}

static parts split(arena *a, str p) {
    parts out = {0};
    bool absolute = path_is_absolute(p);
    str part, rest = p;
    while (str_cut(rest, S("/"), &part, &rest))
        add_part(a, &out, part, absolute);
    add_part(a, &out, part, absolute);
    return out;
}

str path_normal(arena *a, str p) {
    parts all = split(a, p);
    buf b = buf_new(a, p.n + 1);
    if (path_is_absolute(p))
        buf_char(&b, '/');
    for (size_t i = 0; i < all.n; i++) {
        if (i)
            buf_char(&b, '/');
        buf_add(&b, all.p[i]);
    }
    return b.n ? buf_str(&b) : S(".");
}

/* How many ".." lead a normal path. */
static size_t count_up(const parts *p) {
    size_t n = 0;
    while (n < p->n && str_eq(p->p[n], S("..")))
        n++;
    return n;
}

bool path_is_within(arena *scratch, str root, str p) {
    parts r = split(scratch, root), q = split(scratch, p);
    if (path_is_absolute(root) != path_is_absolute(p))
        return false;
    size_t up = count_up(&r);
    if (up == r.n) /* ".." and the like hold all that goes up no further */
        return count_up(&q) <= up;
    if (q.n < r.n)
        return false;
    for (size_t i = 0; i < r.n; i++)
        if (!str_eq(r.p[i], q.p[i]))
            return false;
    return true;
}

str path_relative(arena *a, str from, str p) {
    parts f = split(a, from), t = split(a, p);
    size_t same = 0;
    while (same < f.n && same < t.n && str_eq(f.p[same], t.p[same]))
        same++;
    buf b = buf_new(a, p.n + 3 * f.n + 2);
    for (size_t i = same; i < f.n; i++)
        buf_add(&b, b.n ? S("/..") : S(".."));
    for (size_t i = same; i < t.n; i++) {
        if (b.n)
            buf_char(&b, '/');
        buf_add(&b, t.p[i]);
    }
    return b.n ? buf_str(&b) : S(".");
}

/* One character at pattern[*i..], perhaps escaped. */
static uint32_t bracket_char(str pattern, size_t *i) {
    uint32_t cp;
    *i += pattern.p[*i] == '\\' && *i + 1 < pattern.n;
    *i += utf8_decode(str_from(pattern, *i), &cp);
    return cp;
}

/* One bracket expression at pattern[1..]; *used is its length with both brackets. Without an end it
 * matches nothing, and neither does "[]". A range's ends count even when it runs backwards. */
static bool bracket(str pattern, uint32_t cp, size_t *used) {
    size_t i = 1;
    bool negate = i < pattern.n && (pattern.p[i] == '!' || pattern.p[i] == '^'), hit = false;
    i += negate;
    while (i < pattern.n && pattern.p[i] != ']') {
        uint32_t from = bracket_char(pattern, &i), to = from;
        if (i + 1 < pattern.n && pattern.p[i] == '-' && pattern.p[i + 1] != ']') {
            i++;
            to = bracket_char(pattern, &i);
        }
        hit = hit || cp == from || cp == to || (cp > from && cp < to);
    }
    *used = i + 1;
    return i < pattern.n && hit != negate;
}

/* Does the pattern's first element match the text's first character? Lengths of both. */
static bool one(str pattern, str s, unsigned flags, size_t *np, size_t *ns) {
    uint32_t cp, want;
    *ns = utf8_decode(s, &cp);
    bool stop = (flags & GLOB_PATHNAME) && cp == '/';
    if (pattern.p[0] == '?') {
        *np = 1;
        return !stop;
    }
    if (pattern.p[0] == '[')
        return bracket(pattern, cp, np) && !stop;
    bool escaped = pattern.p[0] == '\\' && pattern.n > 1;
    *np = escaped + utf8_decode(str_from(pattern, escaped), &want);
    return want == cp;
}

/* A star may not begin at a dot that begins the text (or, with GLOB_PATHNAME, a part). */
static bool dot_guarded(str s, size_t at, unsigned flags) {
    if ((flags & GLOB_DOTMATCH) || at >= s.n || s.p[at] != '.')
        return false;
    return at == 0 || ((flags & GLOB_PATHNAME) && s.p[at - 1] == '/');
}

/* A '\\' with nothing after it stands for nothing. */
static bool ends_in_escape(str pattern) {
    size_t n = 0;
    while (n < pattern.n && pattern.p[pattern.n - 1 - n] == '\\')
        n++;
    return n % 2 == 1;
}

/* Matches without recursion: on a mismatch the last star takes one character more; a "double star
 * slash" is remembered besides, since only it may cross a slash. */
bool path_glob(str pattern, str s, unsigned flags) {
    if (ends_in_escape(pattern))
        pattern.n--;
    size_t p = 0, i = 0, star_p = STR_NONE, star_i = 0, deep_p = STR_NONE, deep_i = 0;
    for (;;) {
        bool at_part = (flags & GLOB_PATHNAME) && (i == 0 || s.p[i - 1] == '/') &&
                       (p == 0 || pattern.p[p - 1] == '/');
        if (at_part && str_starts(str_from(pattern, p), S("**/"))) {
            p += 3;
            deep_p = p;
            deep_i = i;
            star_p = STR_NONE;
            continue;
        }
        if (p < pattern.n && pattern.p[p] == '*' && !dot_guarded(s, i, flags)) {
            star_p = ++p;
            star_i = i;
            continue;
        }
        size_t np, ns;
        if (p == pattern.n && i == s.n)
            return true;
        if (p < pattern.n && i < s.n && pattern.p[p] != '*' &&
            !(dot_guarded(s, i, flags) && pattern.p[p] != '.' && pattern.p[p] != '\\') &&
            one(str_from(pattern, p), str_from(s, i), flags, &np, &ns)) {
            p += np;
            i += ns;
            continue;
        }
        if (star_p != STR_NONE && star_i < s.n &&
            !((flags & GLOB_PATHNAME) && s.p[star_i] == '/')) {
            p = star_p;
            i = ++star_i;
            continue;
        }
        size_t slash = deep_p == STR_NONE ? STR_NONE : str_find_char(str_from(s, deep_i), '/');
        if (slash == STR_NONE || dot_guarded(s, deep_i, flags))
            return false;
        deep_i += slash + 1;
        p = deep_p;
        i = deep_i;
        star_p = STR_NONE;
    }
}

str path_decode(arena *a, str s) {
    if (str_find_char(s, '%') == STR_NONE)
        return s;
    char *p = arena_bytes(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int hi = s.p[i] == '%' && i + 2 < s.n ? ascii_hex(s.p[i + 1]) : -1;
        int lo = hi >= 0 ? ascii_hex(s.p[i + 2]) : -1;
        p[n++] = lo >= 0 ? (char)(hi * 16 + lo) : s.p[i];
        i += lo >= 0 ? 2 : 0;
    }
    return (str){p, n};
}
