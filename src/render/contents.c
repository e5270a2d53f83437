#include "render/contents.h"

#include "base/vec.h"
#include "render/held.h"
#include "render/page.h"
#include "site/held.h"
#include "site/permalink.h"

/* Kept texts beyond this are forgotten before the next page. */
enum { KEPT_MAX = 64 * 1024 * 1024 };

/* Texts within texts: what is deeper is made before, on its own. The C stack is finite. */
enum { DEPTH_MAX = 8 };

typedef enum { PART_BODY, PART_EXCERPT, PART_SOURCE, PART_OUTPUT, PARTS } part;

typedef struct ask {
    const document *doc;
    part which;
} ask;

typedef vec(ask) asks;

struct contents {
    arena *a;                /* this process's own, reset when it has grown */
    const str **kept[PARTS]; /* by serial; NULL: not made yet */
    ask deeper;              /* what has to be made first, while all that needs it is given up */
};

static void free_arena(void *a) {
    arena_free(a);
}

static void clear(render *r, contents *c) {
    for (int i = 0; i < PARTS; i++)
        c->kept[i] = arena_make(c->a, const str *, r->site->ndocuments + 1);
}

contents *contents_new(render *r) {
    contents *c = arena_make(r->a, contents, 1);
    c->a = arena_own(r->a, 0);
    return c;
}

void contents_forget(render *r) {
    contents *c = r->contents;
    arena_reset(c->a);
    c->kept[0] = NULL;
    c->deeper.doc = NULL;
}

void contents_begin(render *r, arena *scratch) {
    size_t kept = 0;
    for (size_t i = 0; i < r->neditions; i++)
        kept += arena_used(r->editions[i]->contents->a);
    for (size_t i = 0; kept > KEPT_MAX && i < r->neditions; i++)
        contents_forget(r->editions[i]);
    arena_lean(r->contents->a, scratch);
}

static bool render_part(render *r, ask what, arena *scratch, str *text) {
    diags faults;
    buf page = buf_new(scratch, 0);
    bool ok = false;
    diags_new(&faults, scratch);
    switch (what.which) {
    case PART_BODY: ok = page_content(r, what.doc, scratch, text, &faults); break;
    case PART_EXCERPT: ok = page_excerpt(r, what.doc, scratch, text, &faults); break;
    case PART_SOURCE: ok = page_source(r, what.doc, scratch, text, &faults); break;
    case PART_OUTPUT:
        ok = render_page(r, what.doc, scratch, &page, &faults);
        *text = buf_str(&page);
        break;
    case PARTS: break;
    }
    return ok && !diags_have_errors(&faults);
}

/* Makes one part in a scratch of its own and keeps it, unless something deeper has to be made
 * before. Its faults are reported by the document's own page, not by the one that shows it. */
static void make(render *r, ask what) {
    contents *c = r->contents;
    void **slot = arena_defer(c->a, free_arena);
    arena *scratch = arena_new(LIMIT_ARENA);
    str text = {"", 0};
    if (!scratch)
        arena_fail(c->a, "limit/memory");
    *slot = scratch;
    arena_lean(scratch, c->a);
    bool ok = render_part(r, what, scratch, &text);
    /* What Jekyll renders itself is not known here, and not nothing. */
    if (!c->deeper.doc && (ok || !r->site->held)) {
        str *made = arena_make(c->a, str, 1);
        *made = str_copy(c->a, ok ? text : S(""));
        c->kept[what.which][what.doc->serial] = made;
    }
    *slot = NULL;
    arena_free(scratch);
}

static bool is_among(const asks *all, ask what) {
    for (size_t i = 0; i < all->n; i++)
        if (all->p[i].doc == what.doc && all->p[i].which == what.which)
            return true;
    return false;
}

/* Makes a part for a page, and before it what is too deep below it; unless that shows itself in the
 * end. */
static void make_in_order(render *r, ask what) {
    contents *c = r->contents;
    asks waiting = {0};
    *vec_push(c->a, &waiting) = what;
    while (waiting.n) {
        make(r, waiting.p[waiting.n - 1]);
        ask deeper = c->deeper;
        c->deeper.doc = NULL;
        if (!deeper.doc)
            waiting.n--;
        else if (is_among(&waiting, deeper))
            return;
        else
            *vec_push(c->a, &waiting) = deeper;
    }
}

/* A kept part depends on the document alone, not on who asked or what was kept before: so that
 * every worker makes the same. */
static value part_of(render *r, const document *doc, part which) {
    contents *c = r->contents;
    const job *j = r->job;
    ask what = {doc, which};
    if (!c->kept[0])
        clear(r, c);
    if (r->site->held && which != PART_SOURCE && (doc->held->is_left || which == PART_OUTPUT)) {
        held_leave(r, "it shows the text of \"%.*s\", which is Jekyll's to render",
                   STR_FMT(doc->path));
        return value_lit("");
    }
    const str *const *kept = &c->kept[which][doc->serial];
    if (!*kept && (!j || j->depth == 0))
        make_in_order(r, what);
    else if (!*kept && !c->deeper.doc && j->depth < DEPTH_MAX)
        make(r, what);
    else if (!*kept && !c->deeper.doc)
        c->deeper = what;
    if (*kept)
        return value_str(**kept);
    if (j)
        liquid_fail(j->run, RULE_LIMIT_DEPTH, liquid_run_here(j->run),
                    "the text of \"%.*s\" shows itself by way of other texts", STR_FMT(doc->path));
    return value_lit("");
}

/* Is this document done when the one under way is rendered? */
static bool is_earlier(const render *r, const document *doc) {
    return r->job && doc->serial < r->job->doc->serial;
}

value content_body(render *r, const document *doc) {
    if (r->job && r->job->doc == doc && r->job->content.p)
        return value_str(r->job->content);
    return part_of(r, doc, is_earlier(r, doc) ? PART_BODY : PART_SOURCE);
}

value content_excerpt(render *r, const document *doc) {
    const job *j = r->job;
    value own = document_get(doc, S("excerpt"));
    if (j && j->is_excerpt && j->doc == doc)
        return value_nil();
    if (value_truthy(own))
        return value_str(value_to_str(r->job ? r->job->scratch : r->contents->a, own));
    bool is_none = doc->held ? !doc->held->excerpt.p : page_excerpt_separator(r, doc).n == 0;
    if (is_none)
        return !doc->collection     ? value_nil()
               : own.kind == V_BOOL ? value_lit("false")
                                    : value_lit("");
    bool has_one =
        doc->held || doc->collection || (r->site->config->page_excerpts && permalink_is_html(doc));
    return has_one ? part_of(r, doc, PART_EXCERPT) : value_nil();
}

value content_output(render *r, const document *doc) {
    return is_earlier(r, doc) ? part_of(r, doc, PART_OUTPUT) : value_nil();
}
