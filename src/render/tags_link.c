#include "render/filters.h"

#include "base/path.h"
#include "render/index.h"
#include "value/date.h"

/* ---- link ---- */

typedef struct link_tag {
    span at;
    mixed_text path;
} link_tag;

const void *render_link_parse(liquid_parser *p, const liquid_use *use) {
    link_tag *t = arena_make(liquid_parser_arena(p), link_tag, 1);
    t->at = use->at;
    t->path = mixed_parse(p, use->markup);
    return t;
}

static void report_missing(liquid_run *r, span at, str path) {
    const map *paths = &render_job(r)->r->site->by_path;
    size_t before = liquid_run_diags(r)->n;
    str *names = arena_make(liquid_run_arena(r), str, paths->n + 1);
    for (size_t i = 0; i < paths->n; i++)
        names[i] = paths->entries[i].key;
    str near = str_nearest(path, names, paths->n);
    for (size_t i = 0; !near.n && i < paths->n; i++)
        if (str_eq(path_base(names[i]), path_base(path)))
            near = names[i];
    liquid_miss(r, RULE_LIQUID_LINK, at, "there is no page, note or file \"%.*s\"", STR_FMT(path));
    if (near.n)
        render_help(r, before, "did you mean \"%.*s\"?", STR_FMT(near));
    else
        render_help(r, before,
                    "a link names a file by its path from the source: "
                    "_posts/2024-01-02-slug.md");
}

static void write_url(liquid_run *r, span at, str url, buf *out) {
    str site_url;
    if (render_site_url(r, at, url, &site_url))
        buf_add(out, site_url);
}

void render_link(liquid_run *r, const void *self, buf *out) {
    const link_tag *t = self;
    str path = mixed_render(r, &t->path);
    const map *paths = &render_job(r)->r->site->by_path;
    const str *url = map_get(paths, path);
    if (!url && str_starts(path, S("/")))
        url = map_get(paths, str_from(path, 1));
    if (url)
        write_url(r, t->at, *url, out);
    else
        report_missing(r, t->at, path);
}

/* ---- post_url ---- */

typedef struct post_tag {
    span at;
    str whole, path, name, date, slug; /* "dir/", "2024-01-02-slug" and its parts */
} post_tag;

static size_t skip_digits(str s, size_t i) {
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return i;
}

/* \d+-\d+-\d+- */
static bool cut_date(str name, str *day, str *slug) {
    size_t i = 0;
    for (int part = 0; part < 3; part++) {
        size_t end = skip_digits(name, i);
        if (end == i || end >= name.n || name.p[end] != '-')
            return false;
        i = end + 1;
    }
    *day = str_slice(name, 0, i - 1);
    *slug = str_from(name, i);
    return true;
}

const void *render_post_url_parse(liquid_parser *p, const liquid_use *use) {
    post_tag *t = arena_make(liquid_parser_arena(p), post_tag, 1);
    t->at = use->at;
    t->whole = liquid_span_text(use->markup);
    str s = str_from(t->whole, str_starts(t->whole, S("/")));
    t->name = path_base(s);
    t->path = str_slice(s, 0, s.n - t->name.n);
    if (cut_date(t->name, &t->date, &t->slug))
        return t;
    liquid_parse_error(p, RULE_LIQUID_LINK, use->markup.n ? use->markup : use->at,
                       "\"%.*s\" is no name of a post; write 2024-01-02-slug", STR_FMT(t->whole));
    return NULL;
}

static bool same_day(const date *x, const date *y) {
    civil p = date_civil(x), q = date_civil(y);
    return p.year == q.year && p.month == q.month && p.day == q.day;
}

/* Jekyll's older rule: the slug and day that the post itself says, in whatever directory. */
static const document *find_by_slug(liquid_run *r, const post_tag *t) {
    const site *s = render_job(r)->r->site;
    const collection *posts = site_collection(s, S("posts"));
    const zone *z = s->config->zone ? s->config->zone : zone_utc();
    date day;
    if (!posts || !date_parse(t->date, liquid_run_now(r), z, &day))
        return NULL;
    for (size_t i = 0; i < posts->n; i++) {
        const document *doc = posts->docs[i];
        value slug = document_get(doc, S("slug"));
        if (doc->date && slug.kind == V_STR && str_eq(value_as_str(slug), t->slug) &&
            same_day(&day, doc->date))
            return doc;
    }
    return NULL;
}

static void report_no_post(liquid_run *r, const post_tag *t) {
    const collection *posts = site_collection(render_job(r)->r->site, S("posts"));
    size_t n = posts ? posts->n : 0, before = liquid_run_diags(r)->n;
    str *names = arena_make(liquid_run_arena(r), str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = path_stem(posts->docs[i]->relative_path);
    str near = str_nearest(t->name, names, n);
    liquid_miss(r, RULE_LIQUID_LINK, t->at, "there is no post \"%.*s\"", STR_FMT(t->whole));
    if (near.n)
        render_help(r, before, "did you mean \"%.*s\"?", STR_FMT(near));
}

void render_post_url(liquid_run *r, const void *self, buf *out) {
    const post_tag *t = self;
    const document *doc = index_post(render_job(r), t->path, t->name);
    if (!doc)
        doc = find_by_slug(r, t);
    if (doc)
        write_url(r, t->at, doc->url, out);
    else
        report_no_post(r, t);
}
