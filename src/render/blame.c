#include "render/blame.h"

#include "site/front.h"

span blame_place(job *j, const template *by) {
    if (by)
        return front_key_place(j->scratch, liquid_tpl_source(by->tpl), NULL, S("layout"));
    if (!j->src || j->doc->is_generated)
        return span_whole(j->src ? j->src : source_new(j->scratch, j->doc->path, S("")));
    return front_key_place(j->scratch, j->src, j->r->site->config->zone, S("layout"));
}

static bool is_of_page(const job *j, const diag *g) {
    bool is = str_eq(g->path, j->doc->path) || g->page.n;
    for (const diag_note *note = g->notes; note && !is; note = note->next)
        is = str_eq(note->path, j->doc->path);
    return is;
}

void blame_page(job *j, size_t before, const layouts_used *used) {
    for (size_t i = before; i < j->d->n; i++) {
        diag *g = &j->d->p[i];
        if (is_of_page(j, g))
            continue;
        for (size_t k = used->n; k > 0; k--) {
            span at = blame_place(j, k > 1 ? used->p[k - 2] : NULL);
            diag_lead(j->d, g, at, "layout \"%.*s\" is %s", STR_FMT(used->p[k - 1]->name),
                      at.at == UINT32_MAX ? "this page's by default" : "named here");
        }
        diag_set_page(j->d, g, j->doc->path);
    }
}
