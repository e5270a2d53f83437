#include "site/uri.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

/* ---- Character classes ---- */

#define SUB_DELIMS "!$&'()*+,;="
#define UNRESERVED "-._~" /* and letters and digits */

typedef struct char_class {
    const char *extra; /* beside letters and digits */
    bool is_query;     /* %2B stays as it is, other '%' are encoded */
} char_class;

static const char_class class_unreserved = {UNRESERVED, false};
static const char_class class_pchar = {UNRESERVED SUB_DELIMS ":@", false};
static const char_class class_host = {UNRESERVED SUB_DELIMS "[:]", false};
static const char_class class_fragment = {UNRESERVED SUB_DELIMS ":@/?", false};
static const char_class class_query = {UNRESERVED "!$'()*+,=:@/?", true};
static const char_class class_any = {UNRESERVED SUB_DELIMS ":/?#[]@", false};

static bool in_class(const char_class *k, char c) {
    return ascii_is_alnum(c) || (c && strchr(k->extra, c));
}

/* The byte that %XX at i stands for, or -1. */
static int decode_at(str s, size_t i) {
    if (i + 2 >= s.n || s.p[i] != '%')
        return -1;
    int hi = ascii_hex(s.p[i + 1]), lo = ascii_hex(s.p[i + 2]);
    return hi < 0 || lo < 0 ? -1 : hi * 16 + lo;
}

static str decode(arena *a, str s, bool keep_plus) {
    if (str_find_char(s, '%') == STR_NONE)
        return s;
    char *p = arena_bytes(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int c = decode_at(s, i);
        if (c < 0 || (keep_plus && c == '+')) {
            p[n++] = s.p[i];
        } else {
            p[n++] = (char)c;
            i += 2;
        }
    }
    return (str){p, n};
}

static void encode(const char_class *k, str s, buf *out) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (k->is_query && decode_at(s, i) == '+') {
            buf_lit(out, "%2B");
            i += 2;
        } else if (in_class(k, c)) {
            buf_char(out, c);
        } else {
            unsigned char u = (unsigned char)c;
            buf_char(out, '%');
            buf_char(out, digits[u >> 4]);
            buf_char(out, digits[u & 15]);
        }
    }
}

static void normalize(arena *a, const char_class *k, str s, buf *out) {
    size_t bad;
    str plain = decode(a, s, k->is_query);
    if (utf8_valid(plain, &bad))
        encode(k, utf8_nfkc(a, plain), out);
    else
        encode(&class_any, plain, out);
}

void uri_normalize_component(arena *a, str s, buf *out) {
    normalize(a, &class_any, s, out);
}

bool uri_is_plain_path(str s) {
    if (str_starts(s, S("//")))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '/' ? i + 1 < s.n && s.p[i + 1] == '.' : c == ':' || !in_class(&class_pchar, c))
            return false;
    }
    return s.n == 0 || s.p[0] == '/';
}

/* ---- Reading ---- */

static const struct {
    const char *scheme, *port;
} default_ports[] = {{"http", "80"},      {"https", "443"}, {"ftp", "21"},     {"tftp", "69"},
                     {"sftp", "22"},      {"ssh", "22"},    {"svn+ssh", "22"}, {"telnet", "23"},
                     {"nntp", "119"},     {"gopher", "70"}, {"wais", "210"},   {"ldap", "389"},
                     {"prospero", "1525"}};

/* The scheme's port; empty: it is no scheme of hosts. */
static str port_of(str scheme) {
    for (size_t i = 0; i < sizeof default_ports / sizeof *default_ports; i++)
        if (str_eq_fold(scheme, str_of(default_ports[i].scheme)))
            return str_of(default_ports[i].port);
    return (str){0};
}

static size_t find_any(str s, const char *chars) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr(chars, s.p[i]))
            return i;
    return s.n;
}

static bool fails(arena *a, str *why, const char *what, str text) {
    buf b = buf_new(a, 64);
    buf_printf(&b, "%s '%.*s'", what, STR_FMT(str_slice(text, 0, 200)));
    *why = buf_str(&b);
    return false;
}

static bool check_host(arena *a, str host, str *why) {
    for (size_t i = 0; i < host.n;) {
        uint32_t c;
        i += utf8_decode(str_from(host, i), &c);
        if (utf8_is_space(c) || (c < 0x80 && c && strchr("<>{}/\\?#@\"", (int)c)))
            return fails(a, why, "invalid character in host", host);
    }
    if (host.n < 2 || host.p[0] != '[' || host.p[host.n - 1] != ']')
        return true;
    for (size_t i = 1; i + 1 < host.n; i++)
        if (host.p[i] != ':' && (host.p[i] == '@' || !in_class(&class_pchar, host.p[i])))
            return fails(a, why, "invalid character in host", host);
    return true;
}

static bool read_port(arena *a, str text, uri *out, str *why) {
    str digits = decode(a, text, false);
    for (size_t i = 0; i < digits.n; i++)
        if (!ascii_is_digit(digits.p[i]))
            return fails(a, why, "invalid port number", text);
    while (digits.n && *digits.p == '0')
        digits = str_from(digits, 1);
    out->port = digits;
    return true;
}

static bool read_authority(arena *a, str s, uri *out, str *why) {
    size_t at = str_rfind_char(str_slice(s, 0, find_any(s, "[]")), '@');
    if (at != STR_NONE) {
        out->has_user = true;
        out->has_password =
            str_cut(str_trim(str_slice(s, 0, at)), S(":"), &out->user, &out->password);
        s = str_from(s, at + 1);
    }
    size_t colon = s.n;
    while (colon && !strchr(":@[]", s.p[colon - 1]))
        colon--;
    out->host = s;
    if (colon && s.p[colon - 1] == ':') {
        out->host = str_slice(s, 0, colon - 1);
        if (!read_port(a, str_from(s, colon), out, why))
            return false;
    }
    return check_host(a, out->host, why);
}

static bool check_scheme(arena *a, str s, str *why) {
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_alpha(s.p[i]) &&
            (i == 0 || !(ascii_is_digit(s.p[i]) || strchr(".+-", s.p[i]))))
            return fails(a, why, "invalid scheme", s);
    return true;
}

bool uri_parse(arena *a, str text, uri *out, str *why) {
    *out = (uri){0};
    str s = text;
    size_t i = find_any(s, ":/?#");
    if (i > 0 && i < s.n && s.p[i] == ':') {
        out->has_scheme = true;
        out->scheme = str_slice(s, 0, i);
        s = str_from(s, i + 1);
        if (!check_scheme(a, out->scheme, why))
            return false;
    }
    if (str_starts(s, S("//"))) {
        s = str_from(s, 2);
        i = find_any(s, "/?#");
        out->has_authority = true;
        if (!read_authority(a, str_slice(s, 0, i), out, why))
            return false;
        s = str_from(s, i);
    }
    i = find_any(s, "?#");
    out->path = str_slice(s, 0, i);
    s = str_from(s, i);
    if (s.n && *s.p == '?') {
        i = find_any(s, "#");
        out->has_query = true;
        out->query = str_slice(s, 1, i);
        s = str_from(s, i);
    }
    if (s.n) {
        out->has_fragment = true; /* ends with its line, as the library's expression does */
        out->fragment = str_slice(s, 1, find_any(s, "\n"));
    }
    if (!out->has_scheme && str_starts(text, S(":")))
        return fails(a, why, "no scheme before the colon of", text);
    if (out->has_scheme && port_of(out->scheme).n && !out->host.n && !out->path.n)
        return fails(a, why, "no host and no path in", text);
    return true;
}

/* ---- Punycode (RFC 3492) ---- */

enum { BASE = 36, TMIN = 1, TMAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_N = 128 };

static uint32_t adapt(uint32_t delta, uint32_t points, bool first) {
    delta = first ? delta / DAMP : delta / 2;
    delta += delta / points;
    uint32_t k = 0;
    for (; delta > (BASE - TMIN) * TMAX / 2; k += BASE)
        delta /= BASE - TMIN;
    return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

static void write_delta(uint32_t q, uint32_t bias, buf *out) {
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = k <= bias ? TMIN : k >= bias + TMAX ? TMAX : k - bias;
        if (q < t)
            break;
        buf_char(out, digits[t + (q - t) % (BASE - t)]);
        q = (q - t) / (BASE - t);
    }
    buf_char(out, digits[q]);
}

static void punycode(arena *a, str s, buf *out) {
    vec(uint32_t) cps = {0};
    size_t basic = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t *c = vec_push(a, &cps);
        i += utf8_decode(str_from(s, i), c);
        if (*c < FIRST_N) {
            buf_char(out, (char)*c);
            basic++;
        }
    }
    if (basic)
        buf_char(out, '-');
    uint32_t n = FIRST_N, delta = 0, bias = FIRST_BIAS;
    for (size_t done = basic; done < cps.n; n++, delta++) {
        uint32_t next = UINT32_MAX;
        for (size_t i = 0; i < cps.n; i++)
            if (cps.p[i] >= n && cps.p[i] < next)
                next = cps.p[i];
        delta += (next - n) * (uint32_t)(done + 1);
        n = next;
        for (size_t i = 0; i < cps.n; i++) {
            delta += cps.p[i] < n;
            if (cps.p[i] != n)
                continue;
            write_delta(delta, bias, out);
            bias = adapt(delta, (uint32_t)done + 1, done == basic);
            delta = 0;
            done++;
        }
    }
}

/* A longer label is no host name; it also keeps the arithmetic above within its bits. */
enum { LABEL_MAX = 1000 };

static str host_to_ascii(arena *a, str host) {
    size_t bad;
    if (utf8_is_ascii(host) || !utf8_valid(host, &bad))
        return host;
    buf low = buf_new(a, host.n), out = buf_new(a, host.n * 2);
    utf8_downcase(&low, host);
    str rest = buf_str(&low), label;
    while (str_ends(rest, S(".")))
        rest.n--;
    for (bool more = true; more;) {
        more = str_cut(rest, S("."), &label, &rest);
        if (utf8_is_ascii(label) || label.n > LABEL_MAX) {
            buf_add(&out, label);
        } else {
            buf_lit(&out, "xn--");
            punycode(a, utf8_nfkc(a, label), &out);
        }
        if (more)
            buf_char(&out, '.');
    }
    return buf_str(&out);
}

/* ---- Normalising ---- */

static bool is_blank(str s) {
    return str_trim(s).n == 0;
}

static void normalize_authority(arena *a, const uri *u, buf *out) {
    bool http =
        u->has_scheme && (str_eq_fold(u->scheme, S("http")) || str_eq_fold(u->scheme, S("https")));
    if (u->has_user && !(http && is_blank(u->user) && is_blank(u->password))) {
        normalize(a, &class_unreserved, str_trim(u->user), out);
        if (u->has_password) {
            buf_char(out, ':');
            normalize(a, &class_unreserved, str_trim(u->password), out);
        }
        buf_char(out, '@');
    }
    buf low = buf_new(a, u->host.n);
    utf8_downcase(&low, str_trim(u->host));
    str host = host_to_ascii(a, decode(a, buf_str(&low), false));
    if (host.n > 1 && host.p[host.n - 1] == '.' && host.p[host.n - 2] != '.')
        host.n--;
    normalize(a, &class_host, host, out);
    if (u->port.n && !(u->has_scheme && str_eq(u->port, port_of(u->scheme)))) {
        buf_char(out, ':');
        buf_add(out, u->port);
    }
}

typedef vec(str) segments;

/* Without "." and "..", of which no "../" is kept at the front. The library rewrites by regular
 * expressions until nothing changes; this gives the same in one walk, but for paths that begin
 * with "/../../" and have that sequence again. */
static void remove_dots(arena *a, str path, buf *out) {
    segments kept = {0};
    while (path.n && *path.p == '.') { /* ".htaccess" too loses its dot */
        path = str_from(path, str_starts(path, S("..")) ? 2 : 1);
        path = str_from(path, str_starts(path, S("/")));
    }
    bool rooted = path.n && *path.p == '/', ends_in_slash = false;
    str rest = str_from(path, rooted), seg;
    for (bool more = path.n > 0; more;) {
        more = str_cut(rest, S("/"), &seg, &rest);
        bool one = str_eq(seg, S(".")), two = str_eq(seg, S(".."));
        bool stays = two && !rooted && kept.n == 1; /* nothing is before the first name */
        if (two && kept.n && !stays)
            kept.n--;
        if (stays || (!one && !two))
            *vec_push(a, &kept) = seg;
        ends_in_slash = (one || two) && !stays && !more;
    }
    if (rooted)
        buf_char(out, '/');
    for (size_t i = 0; i < kept.n; i++) {
        if (i)
            buf_char(out, '/');
        buf_add(out, kept.p[i]);
    }
    if (ends_in_slash && kept.n)
        buf_char(out, '/');
}

static void normalize_path(arena *a, const uri *u, buf *out) {
    buf encoded = buf_new(a, u->path.n + 16);
    str rest = str_trim(u->path), seg;
    for (bool more = true; more;) {
        more = str_cut(rest, S("/"), &seg, &rest);
        normalize(a, &class_pchar, seg, &encoded);
        if (more)
            buf_char(&encoded, '/');
    }
    size_t before = out->n;
    remove_dots(a, buf_str(&encoded), out);
    static const char *const roots[] = {"http", "https", "ftp", "tftp"};
    for (size_t i = 0; out->n == before && i < sizeof roots / sizeof *roots; i++)
        if (u->has_scheme && str_eq_fold(u->scheme, str_of(roots[i])))
            buf_char(out, '/');
}

static void normalize_query(arena *a, str query, buf *out) {
    size_t before = out->n;
    buf_char(out, '?');
    str rest = query, pair;
    for (bool more = true; more;) {
        more = str_cut(rest, S("&"), &pair, &rest);
        normalize(a, &class_query, pair, out);
        if (more)
            buf_char(out, '&');
    }
    if (out->n == before + 1)
        out->n = before;
}

bool uri_normalize(arena *a, const uri *u, buf *out, str *why) {
    for (size_t i = 0; i < u->scheme.n; i++)
        buf_char(out, ascii_lower(u->scheme.p[i]));
    if (u->has_scheme)
        buf_char(out, ':');
    if (u->has_authority) {
        buf_lit(out, "//");
        normalize_authority(a, u, out);
    }
    size_t path = out->n;
    normalize_path(a, u, out);
    if (!u->has_authority && str_starts(str_from(buf_str(out), path), S("//")))
        return fails(a, why, "two slashes and no host at the beginning of",
                     str_from(buf_str(out), path));
    if (u->has_query)
        normalize_query(a, u->query, out);
    if (u->has_fragment && u->fragment.n) {
        buf_char(out, '#');
        normalize(a, &class_fragment, u->fragment, out);
    }
    return true;
}
