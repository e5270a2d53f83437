#include "links/links.h"

#include "base/path.h"
#include "links/collect.h"
#include "links/inner.h"
#include "site/edition.h"
#include "site/permalink.h"

/* The directories of the editions but the default one's. */
static void set_dirs(linkcheck *l) {
    vec(str) dirs = {0};
    for (size_t i = 0; i < l->site->neditions; i++) {
        str prefix = l->site->editions[i]->edition->prefix;
        if (prefix.n)
            *vec_push(l->a, &dirs) = str_cat(l->a, S("/"), prefix);
    }
    l->where.dirs = dirs.p;
    l->where.ndirs = dirs.n;
}

linkcheck *linkcheck_new(arena *a, const site *s) {
    const config *root = s->edition->all->root, *c = root ? root : s->config;
    linkcheck *l = arena_make(a, linkcheck, 1);
    l->a = a;
    l->site = s;
    l->where = href_site_of(a, c->url, value_to_str(a, value_at(c->data, S("baseurl"))));
    set_dirs(l);
    l->targets = targets_new(a, s);
    l->ids = arena_make(a, page_ids, l->targets.n + 1);
    l->file_ids = map_new(a);
    l->known = map_new(a);
    return l;
}

void linkcheck_add_template(linkcheck *l, span text) {
    *vec_push(l->a, &l->templates) = text;
}

bool linkcheck_is_id(str fragment) {
    str directive = S(":~:");
    return fragment.n && !str_eq_fold(fragment, S("top")) && *fragment.p != '/' &&
           *fragment.p != '!' && !str_starts(fragment, directive);
}

/* Browsers look for the fragment as it is, then for what its %XX stand for. */
bool linkcheck_has_id(page_ids ids, arena *a, str fragment) {
    str head, tail;
    str_cut(fragment, S(":~:"), &head, &tail);
    return collect_has_id(ids.p, ids.n, head) || collect_has_id(ids.p, ids.n, path_decode(a, head));
}

void linkcheck_take(linkcheck *l, const document *doc, str report) {
    wire in = {report, true};
    const target *to = targets_find(&l->targets, doc->output_path);
    if (!to || !permalink_is_html(doc) || !report.n)
        return;
    uint32_t n = wire_u32(&in);
    uint64_t *ids = arena_make(l->a, uint64_t, n);
    for (uint32_t i = 0; i < n; i++)
        ids[i] = wire_u64(&in);
    l->ids[to->number] = (page_ids){ids, n, true};
    for (n = wire_u32(&in); n && in.ok; n--) {
        doubt d = doubt_take(&in);
        d.written = str_copy(l->a, d.written);
        d.path = str_copy(l->a, d.path);
        d.fragment = str_copy(l->a, d.fragment);
        *vec_push(l->a, &l->doubts) = (page_doubt){doc, d};
    }
}
