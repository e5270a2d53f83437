/* In the parent: what the workers' reports come to. Links of one place become one finding, however
 * many pages show it. */
#include "base/file.h"
#include "base/path.h"
#include "links/collect.h"
#include "links/inner.h"

/* A file that is no text of ours is read this far for its ids. */
enum { FILE_MOST = 4 * MIB };

typedef struct finding {
    rule_id id;
    str path;         /* the source's, "" when it was not found */
    const source *in; /* the template; NULL: the page's own source */
    place_found at;
    const document *page; /* the first that shows it */
    doubt first;
    const document *last;
    size_t pages; /* that show it */
    map written;
} finding;

typedef struct teller {
    linkcheck *l;
    arena *a;
    diags *d;
    map by_place;   /* path, offset and rule -> finding * */
    map by_written; /* link and rule -> finding *, the first */
    map templates;  /* link -> template_place *, NULL in none */
    map sources;    /* documents' paths -> source * */
    vec(page_doubt) homeless;
    const document *doc; /* whose doubts are looked at, and how many were looked for */
    size_t broken;
} teller;

typedef struct template_place {
    const source *in; /* NULL: in no template */
    place_found at;
} template_place;

/* ---- Fragments of other pages ---- */

static bool is_html_file(str name) {
    return str_eq_fold(path_ext(name), S(".html")) || str_eq_fold(path_ext(name), S(".htm"));
}

static page_ids ids_of_file(linkcheck *l, const target *to) {
    void **known = map_at(&l->file_ids, to->output);
    if (*known)
        return *(page_ids *)*known;
    page_ids *ids = *known = arena_make(l->a, page_ids, 1);
    arena *scratch = arena_own(l->a, 0);
    str bytes, why;
    if (is_html_file(to->output) &&
        file_read(&sys_real, scratch, str_cstr(scratch, to->file->path), FILE_MOST, &bytes, &why)) {
        collected c = collect_ids(l->a, bytes);
        *ids = (page_ids){c.ids.p, c.ids.n, true};
    }
    arena_reset(scratch);
    return *ids;
}

static bool is_settled(teller *t, const doubt *d) {
    const target *to = targets_find(&t->l->targets, d->path);
    if (d->kind != DOUBT_OTHER)
        return false;
    page_ids ids = to->doc ? t->l->ids[to->number] : ids_of_file(t->l, to);
    return !ids.is_known || linkcheck_has_id(ids, t->a, d->fragment);
}

/* ---- Places ---- */

static const source *source_of(teller *t, const document *doc) {
    void **known = map_at(&t->sources, doc->path);
    if (!*known && !doc->is_generated) {
        diags quiet;
        const source *src;
        str body;
        diags_new(&quiet, t->a);
        if (document_read(t->l->site->config, t->a, doc, &src, &body, &quiet))
            *known = (void *)(uintptr_t)src;
    }
    return *known;
}

static const template_place *find_template(teller *t, str written) {
    void **known = map_at(&t->templates, written);
    if (*known)
        return *known;
    template_place *p = *known = arena_make(t->a, template_place, 1);
    if (t->templates.n > TEMPLATE_MOST)
        return p;
    for (size_t i = 0; i < t->l->templates.n; i++) {
        span in = t->l->templates.p[i];
        place_found at = place_find(t->a, &t->l->where, in.src->text, written);
        if (at.kind > p->at.kind)
            *p = (template_place){in.src, at};
    }
    return p;
}

/* ---- Findings ---- */

static finding *new_finding(teller *t, const page_doubt *p, rule_id id, str path) {
    finding *f = arena_make(t->a, finding, 1);
    f->id = id;
    f->path = path;
    f->page = p->doc;
    f->first = p->d;
    f->written = map_new(t->a);
    return f;
}

static void count(finding *f, const page_doubt *p) {
    f->pages += f->last != p->doc;
    f->last = p->doc;
    map_set(&f->written, p->d.written, f);
}

static rule_id rule_of(const doubt *d) {
    return d->kind == DOUBT_TARGET ? RULE_SITE_BROKEN_LINK : RULE_SITE_BROKEN_FRAGMENT;
}

static str key_of(teller *t, rule_id id, str text, uint32_t at) {
    buf b = buf_new(t->a, text.n + 24);
    buf_printf(&b, "%u %u ", (unsigned)id, (unsigned)at);
    buf_add(&b, text);
    return buf_str(&b);
}

static void settle_place(teller *t, const page_doubt *p) {
    rule_id id = rule_of(&p->d);
    const source *in = NULL;
    place_found at = p->d.at;
    t->broken = t->doc == p->doc ? t->broken + 1 : 1;
    t->doc = p->doc;
    if (t->broken > LIMIT_BROKEN_LINKS)
        return;
    if (p->d.kind == DOUBT_OTHER) {
        const source *src = source_of(t, p->doc);
        if (src)
            at = place_find(t->a, &t->l->where, src->text, p->d.written);
    }
    if (at.kind != PLACE_WRITTEN) {
        const template_place *in_template = find_template(t, p->d.written);
        if (in_template->at.kind > at.kind) {
            in = in_template->in;
            at = in_template->at;
        }
    }
    if (at.kind == PLACE_NONE) {
        *vec_push(t->a, &t->homeless) = *p;
        return;
    }
    str path = in ? in->path : p->doc->path;
    void **known = map_at(&t->by_place, key_of(t, id, path, at.at));
    if (!*known) {
        finding *made = *known = new_finding(t, p, id, path);
        made->in = in;
        made->at = at;
    }
    finding *f = *known;
    count(f, p);
    map_set(&t->by_written, key_of(t, id, p->d.written, 0), f);
}

/* What stands in no source that was looked at: an excerpt of another page, a file of data. */
static void place_homeless(teller *t, const page_doubt *p) {
    rule_id id = rule_of(&p->d);
    void **known = map_at(&t->by_written, key_of(t, id, p->d.written, 0));
    if (!*known) {
        *known = new_finding(t, p, id, p->doc->path);
        map_set(&t->by_place, key_of(t, id, p->d.written, UINT32_MAX), *known);
    }
    count(*known, p);
}

/* ---- Words ---- */

static diag *tell_what(teller *t, const finding *f, span at) {
    const doubt *d = &f->first;
    if (f->id == RULE_SITE_BROKEN_LINK)
        return diag_add(t->d, f->id, at, "\"%.*s\" leads to no page or file of the site",
                        STR_FMT(d->written));
    if (d->kind == DOUBT_FRAGMENT)
        return diag_add(t->d, f->id, at,
                        "\"%.*s\" leads to no element: the page has no id \"%.*s\"",
                        STR_FMT(d->written), STR_FMT(d->fragment));
    const target *to = targets_find(&t->l->targets, d->path);
    return diag_add(t->d, f->id, at, "\"%.*s\" leads to no element: /%.*s has no id \"%.*s\"",
                    STR_FMT(d->written), STR_FMT(to->output), STR_FMT(d->fragment));
}

/* Where it shows, unless the place alone says so. */
static void tell_where(teller *t, const finding *f, diag *g) {
    size_t others = f->pages - 1, more = f->written.n - 1;
    if (!f->in && !others && !more)
        return;
    buf b = buf_new(t->a, 64);
    buf_lit(&b, "in this page");
    if (others)
        buf_printf(&b, ", and in %zu other page%s", others, others == 1 ? "" : "s");
    if (more)
        buf_printf(&b, "; %zu more link%s made there lead%s nowhere", more, more == 1 ? "" : "s",
                   more == 1 ? "s" : "");
    const source *page = source_new(t->a, f->page->path, S(""));
    diag_also(t->d, g, span_whole(page), "%.*s", STR_FMT(buf_str(&b)));
}

/* "example.org/x", which was to lead to another site. */
static bool looks_like_host(const doubt *d) {
    str first = str_slice(d->written, 0, str_find_char(d->written, '/'));
    str ext = path_ext(first);
    return first.n < d->written.n && ext.n > 2 && *d->written.p != '.' && !is_html_file(first);
}

static void tell_cure(teller *t, const finding *f, diag *g) {
    const doubt *d = &f->first;
    if (f->id != RULE_SITE_BROKEN_LINK)
        return;
    str url = targets_suggest(&t->l->targets, d->path);
    if (url.n)
        diag_help(t->d, g, "is \"%.*s%.*s\" meant?", STR_FMT(t->l->where.base_path), STR_FMT(url));
    else if (looks_like_host(d))
        diag_help(t->d, g, "write \"https://%.*s\" for another site", STR_FMT(d->written));
}

static void tell_one(teller *t, const finding *f) {
    const source *src = f->in;
    if (!src && f->at.kind != PLACE_NONE)
        src = source_of(t, f->page);
    span at = src ? span_of(src, f->at.at, f->at.n) : span_whole(source_new(t->a, f->path, S("")));
    diag *g = tell_what(t, f, at);
    tell_where(t, f, g);
    tell_cure(t, f, g);
}

void linkcheck_tell(linkcheck *l, diags *d) {
    arena *a = arena_own(l->a, 0);
    teller t = {.l = l, .a = a, .d = d, .by_place = map_new(a), .by_written = map_new(a)};
    t.templates = map_new(a);
    t.sources = map_new(a);
    for (size_t i = 0; i < l->doubts.n; i++)
        if (!is_settled(&t, &l->doubts.p[i].d))
            settle_place(&t, &l->doubts.p[i]);
    for (size_t i = 0; i < t.homeless.n; i++)
        place_homeless(&t, &t.homeless.p[i]);
    for (uint32_t i = 0; i < t.by_place.n; i++)
        tell_one(&t, t.by_place.entries[i].val);
}
