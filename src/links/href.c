#include "links/href.h"

#include <string.h>

#include "base/buf.h"
#include "base/path.h"
#include "base/vec.h"

/* ---- Parts of URLs ---- */

static size_t find_any(str s, const char *chars) {
    size_t i = 0;
    while (i < s.n && !(s.p[i] && strchr(chars, s.p[i])))
        i++;
    return i;
}

static size_t path_end(str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] != '?' && s.p[i] != '#')
        i++;
    return i;
}

/* How long the scheme with its colon is; 0: there is none. */
static size_t scheme_of(str s) {
    if (!s.n || !ascii_is_alpha(*s.p))
        return 0;
    size_t i = 1;
    while (i < s.n && (ascii_is_alnum(s.p[i]) || s.p[i] == '+' || s.p[i] == '-' || s.p[i] == '.'))
        i++;
    return i < s.n && s.p[i] == ':' ? i + 1 : 0;
}

static bool is_web(str scheme) {
    return str_eq_fold(scheme, S("http:")) || str_eq_fold(scheme, S("https:"));
}

/* Cuts "//user@host:80/path" behind the host; no user, no port that goes without saying. */
static str cut_host(str s, str *rest) {
    s = str_from(s, 2);
    size_t end = find_any(s, "/?#");
    str host = str_slice(s, 0, end);
    *rest = str_from(s, end);
    size_t at = str_rfind_char(host, '@');
    if (at != STR_NONE)
        host = str_from(host, at + 1);
    if (str_ends(host, S(":80")))
        host.n -= 3;
    else if (str_ends(host, S(":443")))
        host.n -= 4;
    return host;
}

/* Characters that matter to more than one path of a link's reading. */
typedef struct marks {
    bool odd;      /* a line end, a tab, a backslash */
    bool template; /* "{", "$" or "<" */
} marks;

static marks find_marks(str s) {
    marks m = {false, false};
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        m.odd |= c == '\t' || c == '\n' || c == '\r' || c == '\\';
        m.template |= c == '{' || c == '$' || c == '<';
    }
    return m;
}

/* As browsers do before all else: no line ends within, "/" for "\". */
static str clean(arena *a, str s) {
    size_t end = path_end(s), n = 0;
    char *p = arena_bytes(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (!s.p[i] || !strchr("\t\n\r", s.p[i]))
            p[n++] = s.p[i] == '\\' && i < end ? '/' : s.p[i];
    return (str){p, n};
}

/* ---- Paths ---- */

static bool has_dots(str path) {
    return str_has(path, S("/.")) || str_starts(path, S(".")) || str_has(path, S("//"));
}

/* dir + path without dot segments; what leads above the root stays at it. */
static str without_dots(arena *a, str dir, str path) {
    vec(str) kept = {0};
    const str both[] = {dir, path};
    bool is_dir = true;
    for (size_t k = 0; k < 2; k++) {
        str rest = both[k], part;
        for (bool more = rest.n > 0; more;) {
            more = str_cut(rest, S("/"), &part, &rest);
            bool up = str_eq(part, S(".."));
            is_dir = !part.n || up || str_eq(part, S("."));
            if (!is_dir)
                *vec_push(a, &kept) = part;
            else if (up && kept.n)
                kept.n--;
        }
    }
    buf b = buf_new(a, dir.n + path.n + 1);
    for (size_t i = 0; i < kept.n; i++) {
        buf_add(&b, kept.p[i]);
        if (i + 1 < kept.n || is_dir)
            buf_char(&b, '/');
    }
    return buf_str(&b);
}

static str join(arena *a, str dir, str path) {
    if (has_dots(path))
        return without_dots(a, dir, path);
    return dir.n ? str_cat(a, dir, path) : path;
}

static str dir_of(str path) {
    size_t slash = str_rfind_char(path, '/');
    return slash == STR_NONE ? (str){"", 0} : str_slice(path, 0, slash + 1);
}

/* ---- The site ---- */

static str without_slash(str s) {
    while (str_ends(s, S("/")))
        s.n--;
    return s;
}

href_site href_site_of(arena *a, str url, str baseurl) {
    href_site out = {.host = {"", 0}, .host_path = {"", 0}, .base_path = {"", 0}};
    str base = without_slash(baseurl);
    if (base.n && *base.p != '/')
        base = str_cat(a, S("/"), base);
    out.base_path = path_decode(a, base);
    size_t scheme = scheme_of(url);
    if (!is_web(str_slice(url, 0, scheme)) || !str_starts(str_from(url, scheme), S("//")))
        return out;
    str path;
    out.host = cut_host(str_from(url, scheme), &path);
    path = path_decode(a, without_slash(str_slice(path, 0, path_end(path))));
    out.host_path = path.n ? str_cat(a, path, out.base_path) : out.base_path;
    return out;
}

/* A path that begins with "/", without what comes before the site. */
static bool cut_base(str base, str *path) {
    if (!path->n)
        *path = S("/");
    if (!str_starts(*path, base) || (path->n > base.n && path->p[base.n] != '/'))
        return false;
    *path = str_from(*path, base.n + 1);
    return true;
}

/* `written` is for a program that runs in the browser, or was meant for a template engine. */
static bool is_template(str s) {
    return str_has(s, S("{{")) || str_has(s, S("{%")) || str_has(s, S("${")) || str_has(s, S("<%"));
}

/* A path from the site's root, or with its host: is it of the site, and which? */
static bool read_rooted(arena *a, str base, str path, href *out) {
    if (!cut_base(base, &path))
        return false;
    out->path = join(a, S(""), path);
    return true;
}

static bool read_path(arena *a, const href_site *site, str base, str s, href *out) {
    s = path_decode(a, s);
    if (str_starts(s, S("//"))) {
        out->is_whole = true;
        str host = cut_host(s, &s);
        return site->host.n && str_eq_fold(host, site->host) &&
               read_rooted(a, site->host_path, s, out);
    }
    if (str_starts(s, S("/")))
        return read_rooted(a, site->base_path, s, out);
    out->path = join(a, dir_of(base), s);
    return true;
}

href href_read(arena *a, const href_site *site, str base, str written) {
    href out = {.kind = HREF_ELSEWHERE, .fragment = {"", 0}, .path = {"", 0}};
    str s = str_trim(written);
    marks m = find_marks(s);
    if (m.template && is_template(s))
        return out;
    if (m.odd)
        s = clean(a, s);
    size_t scheme = scheme_of(s);
    if (scheme && (!is_web(str_slice(s, 0, scheme)) || !str_starts(str_from(s, scheme), S("//"))))
        return out;
    s = str_from(s, scheme);
    size_t hash = str_find_char(s, '#');
    if (hash != STR_NONE)
        out.fragment = str_from(s, hash + 1);
    s = str_slice(s, 0, path_end(s));
    if (!s.n)
        out.kind = HREF_HERE;
    else if (read_path(a, site, base, s, &out))
        out.kind = HREF_PATH;
    return out;
}
