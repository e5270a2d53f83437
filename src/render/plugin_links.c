#include "render/plugin_links.h"

#include "base/path.h"
#include "site/link.h"
#include "site/permalink.h"
#include "site/plugin.h"
#include "site/uri.h"

/* A text of nothing but brackets makes matching go over it again and again; Ruby would take its
 * time, here the rest then stays as it is. */
enum { STEPS = 20 * 1000 * 1000 };

typedef struct matcher {
    str s;
    size_t steps;
} matcher;

/* A link's parts, slices of the text. */
typedef struct link_parts {
    bool is_inline;
    str text, path, fragment, title;
    size_t end;
} link_parts;

static bool is_spent(matcher *m) {
    return ++m->steps > STEPS;
}

static bool is_at(const matcher *m, size_t i, char c) {
    return i < m->s.n && m->s.p[i] == c;
}

static size_t skip_space(const matcher *m, size_t i) {
    while (i < m->s.n && ascii_is_space(m->s.p[i]))
        i++;
    return i;
}

/* White space and a title that opens with '"' and closes with `quote`, unless that is escaped; its
 * end, or i. */
static size_t match_title(matcher *m, size_t i, char quote) {
    size_t k = skip_space(m, i);
    if (k == i || !is_at(m, k, '"'))
        return i;
    while (++k < m->s.n && !is_spent(m))
        if (m->s.p[k] == quote && m->s.p[k - 1] != '\\')
            return k + 1;
    return i;
}

/* What closes a link: ")" at once, or the end of the line behind white space. Its end; i when it
 * does not stand there (an end of line may be of no width, hence the flag). */
static bool match_close(const matcher *m, size_t i, bool is_inline, size_t *end) {
    if (is_inline) {
        *end = i + 1;
        return is_at(m, i, ')');
    }
    while (i < m->s.n && m->s.p[i] != '\n' && ascii_is_space(m->s.p[i]))
        i++;
    *end = i;
    return i == m->s.n || m->s.p[i] == '\n';
}

/* A title or none, then the end. */
static bool match_tail(matcher *m, size_t i, link_parts *out) {
    static const char quotes[] = {'"', '\''};
    for (size_t q = 0; q < sizeof quotes; q++) {
        size_t end = match_title(m, i, quotes[q]);
        if (end > i && match_close(m, end, out->is_inline, &out->end)) {
            out->title = str_slice(m->s, i, end);
            return true;
        }
    }
    out->title = (str){"", 0};
    return match_close(m, i, out->is_inline, &out->end);
}

static bool match_fragment(matcher *m, size_t i, link_parts *out) {
    for (size_t k = i + 2; is_at(m, i, '#') && k <= m->s.n && !is_spent(m); k++) {
        if (m->s.p[k - 1] == '\n')
            break;
        out->fragment = str_slice(m->s, i, k);
        if (match_tail(m, k, out))
            return true;
    }
    out->fragment = (str){"", 0};
    return match_tail(m, i, out);
}

/* The shortest path from i on behind which a link may end. */
static bool match_target(matcher *m, size_t i, link_parts *out) {
    char stop = out->is_inline ? ')' : '\n';
    for (size_t k = i; k < m->s.n && m->s.p[k] != stop && !is_spent(m); k++) {
        out->path = str_slice(m->s, i, k + 1);
        if (match_fragment(m, k + 1, out))
            return true;
    }
    return false;
}

/* [text](path#fragment "title"), or "[text]: path" on a line of its own, at the bracket i. */
static bool match_link(matcher *m, size_t i, bool is_inline, link_parts *out) {
    str between = is_inline ? S("](") : S("]: ");
    out->is_inline = is_inline;
    for (size_t k = i + 1; k < m->s.n && m->s.p[k] != '\n' && !is_spent(m); k++) {
        if (!str_starts(str_from(m->s, k), between))
            continue;
        out->text = str_slice(m->s, i + 1, k);
        if (match_target(m, k + between.n, out))
            return true;
    }
    return false;
}

/* ---- Where a path leads ---- */

static str unescape(arena *a, str path) {
    buf b = buf_new(a, path.n + 1);
    for (size_t i = 0; i < path.n; i++)
        buf_char(&b, path.p[i] == '+' ? ' ' : path.p[i]);
    return permalink_unescape(a, buf_str(&b));
}

static bool url_of(const render *r, arena *a, const document *doc, str path, str *url) {
    uri u;
    str why, dir = path_dir(doc->relative_path);
    if (str_starts(path, S("#")) || (uri_parse(a, path, &u, &why) && u.has_scheme))
        return false;
    if (str_starts(path, S("/"))) {
        dir = (str){"", 0};
        path = str_from(path, 1);
    }
    path = path_normal(a, path_join(a, dir, path));
    const str *target = map_get(&r->link_targets, unescape(a, path));
    return target && link_relative(a, r->site->config, *target, url, &why);
}

static void write_link(const link_parts *l, str url, buf *out) {
    buf_add(out, l->is_inline ? S("[") : S("\n["));
    buf_add(out, l->text);
    buf_add(out, l->is_inline ? S("](") : S("]: "));
    buf_add(out, url);
    buf_add(out, l->fragment);
    buf_add(out, l->title);
    if (l->is_inline)
        buf_char(out, ')');
}

static bool is_excluded(const render *r, const document *doc) {
    value list = plugin_option(r->site->config, S("relative_links"), S("exclude"));
    for (size_t i = 0; list.kind == V_LIST && i < list.n; i++) {
        str pattern = value_as_str(list.u.list[i]);
        if (pattern.n &&
            (path_glob(pattern, doc->relative_path, 0) || str_starts(doc->relative_path, pattern)))
            return true;
    }
    return false;
}

static bool is_concerned(const render *r, const document *doc) {
    value all = plugin_option(r->site->config, S("relative_links"), S("collections"));
    return r->link_targets.n && doc->is_markdown &&
           (!doc->collection || (all.kind == V_BOOL && all.u.b && doc->is_written)) &&
           !is_excluded(r, doc);
}

/* The link that begins at i. A reference takes the white space with it that its line begins with.
 */
static bool find_link(matcher *m, size_t i, link_parts *out) {
    bool begins_line = i == 0 || m->s.p[i - 1] == '\n';
    if (is_at(m, i, '[') && match_link(m, i, true, out))
        return true;
    size_t open = begins_line ? skip_space(m, i) : m->s.n;
    return is_at(m, open, '[') && match_link(m, open, false, out);
}

str links_replace(const render *r, arena *a, const document *doc, str body) {
    if (!is_concerned(r, doc) || str_find_char(body, '[') == STR_NONE)
        return body;
    matcher m = {.s = body};
    buf out = buf_new(a, body.n + 256);
    size_t done = 0;
    for (size_t i = 0; i < body.n && m.steps <= STEPS;) {
        link_parts l = {0};
        str url;
        if (!find_link(&m, i, &l)) {
            i++;
            continue;
        }
        if (url_of(r, a, doc, l.path, &url)) {
            buf_add(&out, str_slice(body, done, i));
            write_link(&l, url, &out);
            done = l.end;
        }
        i = l.end > i ? l.end : i + 1;
    }
    if (done == 0)
        return body;
    buf_add(&out, str_from(body, done));
    return buf_str(&out);
}

/* ---- The files that may be meant ---- */

static void add(render *r, str path, const str *url) {
    if (str_starts(path, S("/")))
        path = str_from(path, 1);
    if (!map_has(&r->link_targets, path))
        map_set(&r->link_targets, path, (void *)(uintptr_t)url);
}

void links_new(render *r) {
    const site *s = r->site;
    value enabled = plugin_option(s->config, S("relative_links"), S("enabled"));
    r->link_targets = map_new(r->a);
    if (!plugin_is_on(s->config, PLUGIN_RELATIVE_LINKS) || (enabled.kind == V_BOOL && !enabled.u.b))
        return;
    for (size_t i = 0; i < s->npages; i++)
        add(r, s->pages[i]->relative_path, &s->pages[i]->url);
    for (size_t i = 0; i < s->nstatic; i++)
        add(r, s->static_files[i]->relative_path, &s->static_files[i]->url);
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (s->collections[i].docs[j]->is_written)
                add(r, s->collections[i].docs[j]->relative_path, &s->collections[i].docs[j]->url);
}
