/* In a worker: the links of one page. */
#include "base/path.h"
#include "links/collect.h"
#include "links/inner.h"
#include "site/permalink.h"

typedef struct reporter {
    linkcheck *l;
    arena *a;
    const document *doc;
    page_ids own;
    str base;          /* what relative links start from */
    bool has_base;     /* as <base href> says */
    bool is_away;      /* which leads to another site */
    const source *src; /* NULL: not read yet */
    bool is_read;
    map seen; /* what is reported already, by what is written */
    vec(doubt) doubts;
    size_t broken;
} reporter;

static bool is_ignored(const reporter *r, str path) {
    const config *c = r->l->site->config;
    for (size_t i = 0; i < c->ignored_links; i++) {
        str pattern = c->ignore_links[i];
        if (path_glob(str_starts(pattern, S("/")) ? str_from(pattern, 1) : pattern, path, 0))
            return true;
    }
    return false;
}

/* A whole URL of the same host need not be of this site: "https://name.github.io/other/". */
static bool may_be_elsewhere(const reporter *r, const href *h) {
    str top = str_slice(h->path, 0, str_find_char(h->path, '/'));
    return h->is_whole && str_find_char(top, '.') == STR_NONE &&
           !targets_has_top(&r->l->targets, top);
}

static place_found find_place(reporter *r, str written) {
    diags quiet;
    str body;
    if (!r->is_read && !r->doc->is_generated) {
        diags_new(&quiet, r->a);
        if (!document_read(r->l->site->config, r->a, r->doc, &r->src, &body, &quiet))
            r->src = NULL;
    }
    r->is_read = true;
    return r->src ? place_find(r->a, &r->l->where, r->src->text, written)
                  : (place_found){PLACE_NONE, 0, 0};
}

static void add(reporter *r, doubt_kind kind, str written, const href *h) {
    void **seen = map_at(&r->seen, written);
    if (*seen || (kind != DOUBT_OTHER && ++r->broken > LIMIT_BROKEN_LINKS))
        return;
    *seen = r;
    doubt d = {.kind = kind, .written = written, .path = h->path, .fragment = h->fragment};
    if (kind != DOUBT_OTHER)
        d.at = find_place(r, written);
    *vec_push(r->a, &r->doubts) = d;
}

static void check_path(reporter *r, const collected_link *link, const known_link *k) {
    const href *h = &k->leads;
    bool has_fragment = link->has_fragment && linkcheck_is_id(h->fragment);
    if (!k->to) {
        if (!targets_keep(&r->l->targets, h->path) && !is_ignored(r, h->path) &&
            !may_be_elsewhere(r, h))
            add(r, DOUBT_TARGET, link->written, h);
    } else if (has_fragment && k->to->doc == r->doc) {
        if (!linkcheck_has_id(r->own, r->a, h->fragment))
            add(r, DOUBT_FRAGMENT, link->written, h);
    } else if (has_fragment && !k->to->is_failed && !is_ignored(r, h->path)) {
        add(r, DOUBT_OTHER, link->written, h);
    }
}

/* A link whose meaning hangs on the page. */
static known_link read_relative(reporter *r, str written) {
    known_link k = {.leads = href_read(r->a, &r->l->where, r->base, written)};
    if (k.leads.kind == HREF_HERE && r->has_base) {
        k.leads.kind = HREF_PATH;
        k.leads.path = r->base;
    }
    if (r->is_away && k.leads.kind == HREF_PATH && !k.leads.is_whole)
        k.leads.kind = HREF_ELSEWHERE;
    if (k.leads.kind == HREF_PATH)
        k.to = targets_find(&r->l->targets, k.leads.path);
    return k;
}

/* One that means the same on every page is read once in each process: menus are on all of them. */
static const known_link *read_rooted(reporter *r, str written) {
    enum { MOST = 20000 };
    linkcheck *l = r->l;
    known_link *k = map_get(&l->known, written);
    if (k)
        return k;
    bool stays = l->known.n < MOST;
    arena *a = stays ? l->a : r->a;
    k = arena_make(a, known_link, 1);
    str own = stays ? str_copy(a, written) : written;
    k->leads = href_read(a, &l->where, (str){"", 0}, own);
    if (k->leads.kind == HREF_PATH)
        k->to = targets_find(&l->targets, k->leads.path);
    if (stays)
        map_set(&l->known, own, k);
    return k;
}

static bool is_rooted(const reporter *r, str written) {
    return !r->is_away && (str_starts(written, S("/")) || str_starts(written, S("http://")) ||
                           str_starts(written, S("https://")));
}

static void check(reporter *r, const collected_link *link) {
    str written = link->written;
    known_link own;
    const known_link *k = &own;
    if (is_rooted(r, written))
        k = read_rooted(r, written);
    else
        own = read_relative(r, written);
    const href *h = &k->leads;
    if (h->kind == HREF_PATH)
        check_path(r, link, k);
    else if (h->kind == HREF_HERE && link->has_fragment && linkcheck_is_id(h->fragment) &&
             !linkcheck_has_id(r->own, r->a, h->fragment))
        add(r, DOUBT_FRAGMENT, written, h);
}

static void set_base(reporter *r, str written) {
    href h = href_read(r->a, &r->l->where, r->base, written);
    r->has_base = true;
    r->is_away = h.kind == HREF_ELSEWHERE;
    if (h.kind == HREF_PATH)
        r->base = h.path;
}

void linkcheck_report(linkcheck *l, arena *scratch, const document *doc, str html, buf *out) {
    if (!permalink_is_html(doc))
        return;
    collected c = collect_links(scratch, html);
    reporter r = {.l = l, .a = scratch, .doc = doc, .base = doc->output_path};
    r.own = (page_ids){c.ids.p, c.ids.n, true};
    r.seen = map_new(scratch);
    if (c.base.p)
        set_base(&r, c.base);
    for (size_t i = 0; i < c.links.n; i++)
        check(&r, &c.links.p[i]);
    wire_put_u32(out, (uint32_t)c.ids.n);
    for (size_t i = 0; i < c.ids.n; i++)
        wire_put_u64(out, c.ids.p[i]);
    wire_put_u32(out, (uint32_t)r.doubts.n);
    for (size_t i = 0; i < r.doubts.n; i++)
        doubt_put(&r.doubts.p[i], out);
}
