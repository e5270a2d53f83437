/* jekyll-paginate: an index.html that lists posts goes on at page2/ and so forth. */
#include "base/path.h"
#include "base/vec.h"
#include "site/generate.h"
#include "site/permalink.h"

/* The index that lists posts: the deepest one in or above the directory of `paginate_path`. */
static document *find_template(generator *g, str pattern) {
    arena *a = g->w->a;
    str under = path_dir(path_normal(a, str_cat(a, S("./"), pattern)));
    document *best = NULL;
    for (size_t i = 0; i < g->s->npages; i++) {
        document *doc = g->w->pages.p[i];
        str dir = path_dir(doc->relative_path);
        bool is_above =
            dir.n == 0 || str_eq(dir, under) || str_starts(under, str_cat(a, dir, S("/")));
        if (str_eq(doc->name, S("index.html")) && is_above &&
            (!best || doc->relative_path.n > best->relative_path.n))
            best = doc;
    }
    return best;
}

/* `paginate_path` with the number in the place of ":num". */
static str path_of(generator *g, const document *first, str pattern, uint32_t number) {
    arena *a = g->w->a;
    if (number <= 1)
        return first->url;
    size_t at = str_find(pattern, S(":num"));
    buf b = buf_new(a, pattern.n + 16);
    if (!str_starts(pattern, S("/")))
        buf_char(&b, '/');
    buf_add(&b, str_slice(pattern, 0, at));
    if (at != STR_NONE) {
        buf_int(&b, number);
        buf_add(&b, str_from(pattern, at + S(":num").n));
    }
    return buf_str(&b);
}

/* The template once more, read afresh, as the page of that number. Only its URL is another. */
static document *page_of(generator *g, const document *first, str dir) {
    arena *a = g->w->a;
    document *doc = arena_make(a, document, 1);
    *doc = *first;
    if (doc->read_data.kind == V_MAP)
        doc->data = doc->read_data;
    doc->relative_path = path_join(a, str_from(dir, 1), first->name);
    permalink_document(a, g->w->config, doc, g->w->d);
    doc->relative_path = first->relative_path;
    return doc;
}

static void paginate(generator *g, document *first, str pattern, document_vec *posts,
                     uint32_t per_page) {
    arena *a = g->w->a;
    uint32_t pages = (uint32_t)((posts->n + per_page - 1) / per_page);
    for (uint32_t i = 1; i <= pages; i++) {
        pager *p = arena_make(a, pager, 1);
        size_t at = (size_t)(i - 1) * per_page;
        *p = (pager){.page = i,
                     .pages = pages,
                     .per_page = per_page,
                     .total = (uint32_t)posts->n,
                     .posts = posts->p + at,
                     .n = posts->n - at < per_page ? posts->n - at : per_page};
        if (i > 1)
            p->previous_path = path_of(g, first, pattern, i - 1);
        if (i < pages)
            p->next_path = path_of(g, first, pattern, i + 1);
        document *doc = i == 1 ? first : page_of(g, first, path_of(g, first, pattern, i));
        doc->pager = p;
        if (i > 1 && !generate_add(g, doc) && !doc->is_failed) {
            diag *d = diag_add_path(g->w->d, RULE_SITE_URL_CLASH, first->path,
                                    "page %u of its list wants \"%.*s\", which is taken",
                                    (unsigned)i, STR_FMT(doc->output_path));
            diag_help(g->w->d, d, "a page that lists posts wants no permalink of its own");
        }
    }
}

void generate_pagination(generator *g) {
    const config *c = g->w->config;
    value wanted = value_at(c->data, S("paginate"));
    value path = value_at(c->data, S("paginate_path"));
    str pattern = path.kind == V_STR ? value_as_str(path) : S("/page:num");
    int64_t per_page = wanted.kind == V_INT ? wanted.u.i : 0;
    document_vec posts = {0};
    if (wanted.kind == V_STR && !str_to_int(value_as_str(wanted), &per_page))
        per_page = 0;
    document *first = per_page > 0 ? find_template(g, pattern) : NULL;
    if (!first || per_page > UINT32_MAX)
        return;
    for (size_t i = 0; i < g->s->nposts; i++)
        if (!value_truthy(document_get(g->s->posts[i], S("hidden"))))
            *vec_push(g->w->a, &posts) = g->s->posts[i];
    paginate(g, first, pattern, &posts, (uint32_t)per_page);
}
