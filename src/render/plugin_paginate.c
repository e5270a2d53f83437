/* `paginator`: the part of the posts that a page of a paginated list shows. */
#include "render/drops.h"
#include "render/page.h"
#include "site/held.h"

static value number_or_nil(uint32_t n, bool there) {
    return there ? value_int(n) : value_nil();
}

static value path_or_nil(str path) {
    return path.n ? value_str(path) : value_nil();
}

value page_paginator(const render *r, arena *a, const document *doc) {
    const pager *p = doc->pager;
    map_builder b = {.a = a};
    list_builder posts = {.a = a};
    if (doc->held)
        return doc->held->pager;
    if (!p)
        return value_nil();
    for (size_t i = 0; i < p->n; i++)
        list_add(&posts, drop_document(r, p->posts[i]));
    map_add(&b, S("page"), value_int(p->page));
    map_add(&b, S("per_page"), value_int(p->per_page));
    map_add(&b, S("posts"), list_finish(&posts));
    map_add(&b, S("total_posts"), value_int(p->total));
    map_add(&b, S("total_pages"), value_int(p->pages));
    map_add(&b, S("previous_page"), number_or_nil(p->page - 1, p->page > 1));
    map_add(&b, S("previous_page_path"), path_or_nil(p->previous_path));
    map_add(&b, S("next_page"), number_or_nil(p->page + 1, p->page < p->pages));
    map_add(&b, S("next_page_path"), path_or_nil(p->next_path));
    return map_finish(&b);
}
