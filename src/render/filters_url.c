#include "render/filters.h"

#include "render/plugin_i18n.h"
#include "site/link.h"

/* ---- relative_url, absolute_url, strip_index ---- */

/* Documents stand for their URLs. */
static value url_of(liquid_call *c, value in) {
    value url;
    return in.kind == V_DROP && value_get(c->a, in, S("url"), &url) && url.kind == V_STR ? url : in;
}

static bool refuse(liquid_run *run, span at, str why) {
    liquid_fail(run, RULE_LIQUID_ARGUMENT, at, "no URL: %.*s", STR_FMT(why));
    return false;
}

bool render_site_url(liquid_run *run, span at, str url, str *out) {
    str why;
    const config *c = render_job(run)->r->site->config;
    return link_site(liquid_run_arena(run), c, url, out, &why) || refuse(run, at, why);
}

typedef bool link_fn(arena *a, const config *c, str url, str *out, str *why);

/* A whole URL stays the value it is. */
static value link_by(liquid_call *c, value in, link_fn *link) {
    str out, why;
    if (in.kind == V_NIL)
        return in;
    in = url_of(c, in);
    str url = liquid_to_s(c->a, in);
    if (!link(c->a, link_config(render_job(c->run)->r, c->a, url), url, &out, &why)) {
        refuse(c->run, c->at, why);
        return value_nil();
    }
    return out.p == url.p ? in : value_str(out);
}

value render_relative_url(liquid_call *c, value in) {
    return link_by(c, in, link_relative);
}

value render_absolute_url(liquid_call *c, value in) {
    return link_by(c, in, link_absolute);
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
