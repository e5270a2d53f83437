#include "links/place.h"

#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"

typedef vec(str) spellings;

static void add(arena *a, spellings *all, str one) {
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->p[i], one))
            return;
    if (one.n)
        *vec_push(a, all) = one;
}

/* With what precedes the site's paths cut off, when it does. */
static void add_without(arena *a, spellings *all, str one, str prefix) {
    if (prefix.n && str_starts(one, prefix))
        add(a, all, str_from(one, prefix.n));
}

/* How the link may have been written, the likeliest first. */
static spellings spell(arena *a, const href_site *site, str written) {
    spellings all = {0};
    str rest, scheme;
    add(a, &all, written);
    add(a, &all, path_decode(a, written));
    for (size_t n = all.n, i = 0; i < n; i++) {
        str one = all.p[i];
        if (str_cut(one, S("//"), &scheme, &rest) && str_starts(rest, site->host) && site->host.n) {
            add(a, &all, str_from(rest, site->host.n));
            add_without(a, &all, str_from(rest, site->host.n), site->host_path);
        }
        add_without(a, &all, one, site->base_path);
    }
    for (size_t n = all.n, i = 0; i < n; i++)
        for (size_t k = 0; k < site->ndirs; k++)
            add_without(a, &all, all.p[i], site->dirs[k]);
    for (size_t n = all.n, i = 0; i < n; i++)
        if (str_starts(all.p[i], S("/")) && all.p[i].n > 3)
            add(a, &all, str_from(all.p[i], 1));
    size_t hash = str_find_char(written, '#');
    if (hash != STR_NONE && hash && written.n - hash > 1) {
        add(a, &all, str_from(written, hash));
        add(a, &all, path_decode(a, str_from(written, hash)));
    }
    return all;
}

/* ---- The link itself ---- */

/* Between an odd backtick of its line and the next: code, as a rule. */
static bool is_in_code(str s, size_t i) {
    bool odd = false;
    while (i > 0 && s.p[i - 1] != '\n')
        odd ^= s.p[--i] == '`';
    return odd;
}

/* How sure it is that a link begins behind the i-th character: 2 surely, 1 perhaps, 0 not. */
static int begins(str s, size_t i) {
    if (i == 0)
        return 1;
    char c = s.p[i - 1];
    if (strchr("(<\"'=}", c))
        return is_in_code(s, i) ? 1 : 2;
    if (c == ' ' && i > 2 && s.p[i - 2] == ':' && s.p[i - 3] == ']')
        return 2;
    return ascii_is_space(c) || c == ',' || s.p[i] == '#' ? 1 : 0;
}

static bool ends(str s, size_t i) {
    return i >= s.n || ascii_is_space(s.p[i]) || strchr(")>\"'{}|,", s.p[i]);
}

static bool find_one(str text, str one, place_found *out) {
    int best = 0;
    for (size_t i = 0; i < text.n && best < 2;) {
        size_t n = str_find(str_from(text, i), one);
        if (n == STR_NONE)
            break;
        i += n;
        int sure = ends(text, i + one.n) ? begins(text, i) : 0;
        if (sure > best) {
            best = sure;
            *out = (place_found){PLACE_WRITTEN, (uint32_t)i, (uint32_t)one.n};
        }
        i++;
    }
    return best > 0;
}

/* ---- A template for such links ---- */

/* The text right before "{{" at i that begins a link: behind a quote, "=", "(" or another "}}". */
static str before_output(str text, size_t i) {
    size_t from = i;
    while (from > 0 && !ascii_is_space(text.p[from - 1]) && !strchr("\"'=(<>}", text.p[from - 1]))
        from--;
    return from > 0 && strchr("\"'=(}", text.p[from - 1]) ? str_slice(text, from, i) : S("");
}

/* The longest beginning that one of the spellings has. */
static place_found find_made(str text, const spellings *all) {
    enum { LEAST = 3 };
    place_found best = {PLACE_NONE, 0, LEAST - 1};
    for (size_t i = 0; i < text.n; i += 2) {
        size_t n = str_find(str_from(text, i), S("{{"));
        if (n == STR_NONE)
            break;
        i += n;
        str head = before_output(text, i);
        if (head.n <= best.n)
            continue;
        for (size_t k = 0; k < all->n; k++)
            if (str_starts(all->p[k], head))
                best = (place_found){PLACE_MADE, (uint32_t)(i - head.n), (uint32_t)head.n};
    }
    return best;
}

place_found place_find(arena *a, const href_site *site, str text, str written) {
    place_found out = {PLACE_NONE, 0, 0};
    spellings all = spell(a, site, written);
    for (size_t i = 0; i < all.n; i++)
        if (find_one(text, all.p[i], &out))
            return out;
    return find_made(text, &all);
}
