#include "render/filters.h"

#include "render/uri.h"

/* ---- relative_url, absolute_url, strip_index ---- */

/* Documents stand for their URLs. */
static value url_of(liquid_call *c, value in) {
    value url;
    return in.kind == V_DROP && value_get(c->a, in, S("url"), &url) && url.kind == V_STR ? url : in;
}

static str config_text(liquid_run *run, str key) {
    return liquid_to_s(liquid_run_arena(run),
                       value_at(render_job(run)->r->site->config->data, key));
}

static bool parse(liquid_run *run, span at, str text, uri *out) {
    str why;
    if (uri_parse(liquid_run_arena(run), text, out, &why))
        return true;
    liquid_fail(run, RULE_LIQUID_ARGUMENT, at, "no URL: %.*s", STR_FMT(why));
    return false;
}

static bool normalize(liquid_run *run, span at, str text, str *out) {
    uri u;
    str why;
    buf b = buf_new(liquid_run_arena(run), text.n + text.n / 4);
    if (!parse(run, at, text, &u))
        return false;
    if (!uri_normalize(liquid_run_arena(run), &u, &b, &why)) {
        liquid_fail(run, RULE_LIQUID_ARGUMENT, at, "no URL: %.*s", STR_FMT(why));
        return false;
    }
    *out = buf_str(&b);
    return true;
}

static void add_part(buf *b, str part) {
    if (part.n && *part.p != '/')
        buf_char(b, '/');
    buf_add(b, part);
}

bool render_site_url(liquid_run *run, span at, str url, str *out) {
    str base = config_text(run, S("baseurl"));
    if (str_ends(base, S("/")))
        base.n--;
    buf b = buf_new(liquid_run_arena(run), base.n + url.n + 2);
    add_part(&b, base);
    add_part(&b, url);
    *out = buf_str(&b);
    return uri_is_plain_path(*out) || normalize(run, at, *out, out);
}

static bool is_absolute(liquid_call *c, str url, bool *out) {
    uri u;
    *out = false;
    if (str_find_char(url, ':') == STR_NONE && str_find_char(url, '/') != 0)
        return true;
    if (uri_is_plain_path(url))
        return true;
    if (!parse(c->run, c->at, url, &u))
        return false;
    *out = u.has_scheme;
    return true;
}

value render_relative_url(liquid_call *c, value in) {
    if (in.kind == V_NIL)
        return in;
    in = url_of(c, in);
    str url = liquid_to_s(c->a, in), out;
    bool absolute;
    if (!is_absolute(c, url, &absolute))
        return value_nil();
    if (absolute)
        return in;
    return render_site_url(c->run, c->at, url, &out) ? value_str(out) : value_nil();
}

value render_absolute_url(liquid_call *c, value in) {
    if (in.kind == V_NIL)
        return in;
    in = url_of(c, in);
    str url = liquid_to_s(c->a, in), out, host = config_text(c->run, S("url"));
    bool absolute;
    if (!is_absolute(c, url, &absolute))
        return value_nil();
    if (absolute)
        return in;
    if (!render_site_url(c->run, c->at, url, &out))
        return value_nil();
    if (host.n == 0)
        return value_str(out);
    return normalize(c->run, c->at, str_cat(c->a, host, out), &out) ? value_str(out) : value_nil();
}

/* The end of /index.html or /index.htm at i when its line ends there too, else 0. */
static size_t match_index(str s, size_t i) {
    if (!str_starts(str_from(s, i), S("/index.htm")))
        return 0;
    size_t end = i + S("/index.htm").n;
    if (end < s.n && s.p[end] == 'l')
        end++;
    return end == s.n || s.p[end] == '\n' ? end : 0;
}

value render_strip_index(liquid_call *c, value in) {
    if (in.kind == V_NIL || liquid_to_s(c->a, in).n == 0)
        return value_nil();
    if (in.kind != V_STR)
        return render_refuse(c, in, "a URL");
    str s = value_as_str(in);
    for (size_t i = 0; i < s.n; i++) {
        size_t end = match_index(s, i);
        if (end)
            return value_str(str_cat(c->a, str_slice(s, 0, i + 1), str_from(s, end)));
    }
    return in;
}

/* ---- url_from ---- */

static bool has_scheme(str url) {
    size_t i = 0;
    while (i < url.n &&
           (ascii_is_alnum(url.p[i]) || url.p[i] == '+' || url.p[i] == '-' || url.p[i] == '.'))
        i++;
    return i > 0 && i < url.n && url.p[i] == ':' && ascii_is_alpha(*url.p);
}

static size_t path_length(str url) {
    size_t i = 0;
    while (i < url.n && url.p[i] != '?' && url.p[i] != '#')
        i++;
    return i;
}

/* `to` as seen from the page `from`, both paths from the root of the site. */
static void write_relative(str from, str to, buf *out) {
    size_t same = 0; /* behind the last slash up to which both are equal */
    for (size_t i = 0; i < from.n && i < to.n && from.p[i] == to.p[i]; i++)
        if (from.p[i] == '/')
            same = i + 1;
    for (size_t i = same; i < from.n; i++)
        if (from.p[i] == '/')
            buf_lit(out, "../");
    str rest = str_from(to, same);
    size_t colon = str_find_char(rest, ':'), slash = str_find_char(rest, '/');
    if (same && colon != STR_NONE && colon < slash && (out->n == 0))
        buf_lit(out, "./"); /* else it would read as a scheme */
    buf_add(out, rest);
    if (!rest.n || rest.p[rest.n - 1] == '/')
        buf_lit(out, "index.html");
}

value render_url_from(liquid_call *c, value in) {
    in = url_of(c, in);
    str to = liquid_to_s(c->a, in), from = liquid_to_s(c->a, url_of(c, liquid_arg(c, 0)));
    if (!to.n || *to.p != '/' || str_starts(to, S("//")) || has_scheme(to) || !from.n ||
        *from.p != '/')
        return in;
    size_t n = path_length(to);
    buf b = buf_new(c->a, to.n + from.n);
    write_relative(str_slice(from, 0, path_length(from)), str_slice(to, 0, n), &b);
    buf_add(&b, str_from(to, n));
    return value_str(buf_str(&b));
}
