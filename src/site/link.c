#include "site/link.h"

#include "site/uri.h"

static bool normalize(arena *a, str text, str *out, str *why) {
    uri u;
    buf b = buf_new(a, text.n + text.n / 4);
    if (!uri_parse(a, text, &u, why) || !uri_normalize(a, &u, &b, why))
        return false;
    *out = buf_str(&b);
    return true;
}

static void add_part(buf *b, str part) {
    if (part.n && *part.p != '/')
        buf_char(b, '/');
    buf_add(b, part);
}

bool link_site(arena *a, const config *c, str path, str *out, str *why) {
    str base = value_to_str(a, value_at(c->data, S("baseurl")));
    if (str_ends(base, S("/")))
        base.n--;
    buf b = buf_new(a, base.n + path.n + 2);
    add_part(&b, base);
    add_part(&b, path);
    *out = buf_str(&b);
    return uri_is_plain_path(*out) || normalize(a, *out, out, why);
}

static bool has_scheme(arena *a, str url, bool *out, str *why) {
    uri u;
    *out = false;
    if (str_find_char(url, ':') == STR_NONE && str_find_char(url, '/') != 0)
        return true;
    if (uri_is_plain_path(url))
        return true;
    if (!uri_parse(a, url, &u, why))
        return false;
    *out = u.has_scheme;
    return true;
}

bool link_relative(arena *a, const config *c, str url, str *out, str *why) {
    bool whole;
    *out = url;
    return has_scheme(a, url, &whole, why) && (whole || link_site(a, c, url, out, why));
}

bool link_absolute(arena *a, const config *c, str url, str *out, str *why) {
    bool whole;
    str host = value_to_str(a, value_at(c->data, S("url")));
    *out = url;
    if (!has_scheme(a, url, &whole, why))
        return false;
    if (whole)
        return true;
    if (!link_site(a, c, url, out, why))
        return false;
    return host.n == 0 || normalize(a, str_cat(a, host, *out), out, why);
}
