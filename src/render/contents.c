#include "render/contents.h"

#include "render/page.h"
#include "site/permalink.h"

/* Kept texts beyond this are forgotten before the next page. */
enum { KEPT_MAX = 64 * 1024 * 1024 };

typedef enum { PART_BODY, PART_EXCERPT, PART_SOURCE, PART_OUTPUT, PARTS } part;

struct contents {
    arena *a;                /* this process's own, reset when it has grown */
    const str **kept[PARTS]; /* by serial; NULL: not made yet */
    bool *busy;              /* by serial: being rendered, further out */
};

static void free_arena(void *a) {
    arena_free(a);
}

static void clear(render *r, contents *c) {
    for (int i = 0; i < PARTS; i++)
        c->kept[i] = arena_make(c->a, const str *, r->site->ndocuments + 1);
    c->busy = arena_make(c->a, bool, r->site->ndocuments + 1);
}

contents *contents_new(render *r) {
    contents *c = arena_make(r->a, contents, 1);
    c->a = arena_own(r->a, 0);
    return c;
}

void contents_forget(render *r) {
    arena_reset(r->contents->a);
    r->contents->busy = NULL;
}

void contents_begin(render *r, arena *scratch) {
    if (arena_used(r->contents->a) > KEPT_MAX)
        contents_forget(r);
    arena_lean(r->contents->a, scratch);
}

/* Makes one part in a scratch of its own and keeps it. Its faults are reported by the document's
 * own page, not by the one that shows it. */
static str make(render *r, const document *doc, part which) {
    arena *scratch = arena_new(LIMIT_ARENA);
    void **slot = arena_defer(r->contents->a, free_arena);
    str text = {"", 0};
    diags faults;
    if (!scratch)
        arena_fail(r->contents->a, "limit/memory");
    *slot = scratch;
    arena_lean(scratch, r->contents->a);
    diags_new(&faults, scratch);
    buf page = buf_new(scratch, 0);
    bool ok = false;
    switch (which) {
    case PART_BODY: ok = page_content(r, doc, scratch, &text, &faults); break;
    case PART_EXCERPT: ok = page_excerpt(r, doc, scratch, &text, &faults); break;
    case PART_SOURCE: ok = page_source(r, doc, scratch, &text, &faults); break;
    case PART_OUTPUT:
        ok = render_page(r, doc, scratch, &page, &faults);
        text = buf_str(&page);
        break;
    case PARTS: break;
    }
    text = str_copy(r->contents->a, ok ? text : S(""));
    *slot = NULL;
    arena_free(scratch);
    return text;
}

static value part_of(render *r, const document *doc, part which) {
    contents *c = r->contents;
    if (!c->busy)
        clear(r, c);
    const str *kept = c->kept[which][doc->serial];
    if (!kept) {
        /* A document that shows itself by way of others: what it has so far is nothing. */
        if (c->busy[doc->serial] || (r->job && r->job->depth + 1 >= LIMIT_INCLUDES))
            return value_lit("");
        c->busy[doc->serial] = true;
        str *made = arena_make(c->a, str, 1);
        *made = make(r, doc, which);
        c->busy[doc->serial] = false;
        c->kept[which][doc->serial] = kept = made;
    }
    return value_str(*kept);
}

/* Is this document done when the one under way is rendered? */
static bool is_earlier(const render *r, const document *doc) {
    return r->job && doc->serial < r->job->doc->serial;
}

value content_body(render *r, const document *doc) {
    str own;
    if (page_under_way(r, doc, &own))
        return value_str(own);
    return part_of(r, doc, is_earlier(r, doc) ? PART_BODY : PART_SOURCE);
}

value content_excerpt(render *r, const document *doc) {
    const job *j = r->job;
    value own = document_get(doc, S("excerpt"));
    if (j && j->is_excerpt && j->doc == doc)
        return value_nil();
    if (value_truthy(own))
        return value_str(value_to_str(r->job ? r->job->scratch : r->contents->a, own));
    if (page_excerpt_separator(r, doc).n == 0)
        return !doc->collection     ? value_nil()
               : own.kind == V_BOOL ? value_lit("false")
                                    : value_lit("");
    bool has_one = doc->collection || (r->site->config->page_excerpts && permalink_is_html(doc));
    return has_one ? part_of(r, doc, PART_EXCERPT) : value_nil();
}

value content_output(render *r, const document *doc) {
    str own;
    if (page_under_way(r, doc, &own) || !is_earlier(r, doc))
        return value_nil();
    return part_of(r, doc, PART_OUTPUT);
}
