#include "markdown/markdown.h"

#include <pthread.h>

#include "markdown/guard.h"
#include "markdown/kd.h"
#include "markdown/memory.h"
#include "markdown/render.h"
#include "markdown/tree_read.h"

/* cmark-gfm's parser writes to globals while extensions are attached, and cmark_mem has no context
 * pointer: one document at a time. A process of one thread switches the lock off, because a fork
 * may have copied it in a locked state. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_alone;

void markdown_use_bump(void) {
    is_alone = true;
}

typedef struct job {
    arena *scratch;
    str text;
    line_starts lines; /* for a visitor */
    markdown_style style;
    uint32_t flags;
    const markdown_kramdown *kramdown;
    codebook *codes;
    buf *out;
    const md_visitor *visitor; /* what is wanted in place of HTML; NULL: HTML */
    bool done;
} job;

static void render(const job *j, emphasis *e, cmark_node *root, cmark_parser *p, cmark_mem *mem) {
    if (j->visitor) {
        tree_read(j->scratch, j->text, j->lines, e, root, j->visitor);
        return;
    }
    writer w = {.out = j->out,
                .lib = library_get(),
                .flags = j->flags,
                .marked = e,
                .scratch = j->scratch,
                .codes = j->codes,
                .from = j->out->n};
    switch (j->style) {
    case MARKDOWN_COMMONMARK: render_commonmark(&w, root); break;
    case MARKDOWN_NOTES: render_notes(&w, root); break;
    case MARKDOWN_KRAMDOWN: break;
    case MARKDOWN_PLAIN:
        buf_add(j->out,
                str_of(cmark_render_html_with_mem(root, library_options(j->flags),
                                                  cmark_parser_get_syntax_extensions(p), mem)));
        break;
    }
}

static void convert_kramdown(job *j) {
    kd_doc *doc = kd_read(j->scratch, j->text, j->kramdown);
    doc->codes = j->codes;
    kd_parse_spans(doc, memory_open(j->scratch, LIMIT_ARENA));
    kd_give_ids(doc);
    kd_write(doc, library_get(), j->out);
    j->done = true;
}

static void convert(void *arg) {
    job *j = arg;
    if (j->style == MARKDOWN_KRAMDOWN) {
        convert_kramdown(j);
        return;
    }
    emphasis e = {.text = j->text};
    if (j->flags & MD_CJK_EMPHASIS)
        e = emphasis_mark(j->scratch, j->text, j->flags, j->visitor != NULL);
    cmark_mem *mem = memory_open(j->scratch, LIMIT_ARENA);
    cmark_parser *p = cmark_parser_new_with_mem(library_options(j->flags), mem);
    library_attach(p, j->flags, &e);
    cmark_parser_feed(p, e.text.p, e.text.n);
    cmark_node *root = cmark_parser_finish(p);
    render(j, &e, root, p, mem);
    j->done = true;
}

/* out may live in another arena, whose failure must not jump past the lock. */
static void convert_for_out(void *arg) {
    job *j = arg;
    if (!j->out || j->out->a == j->scratch)
        convert(j);
    else
        arena_try(j->out->a, convert, j);
}

/* Runs a job under the lock. False: cmark wanted more memory than a note may have, which has been
 * reported. Other failures leave through the arena they came from. */
static bool run(job *j, span at, diags *d) {
    library_get();
    if (!is_alone)
        pthread_mutex_lock(&lock);
    bool mine = arena_try(j->scratch, convert_for_out, j);
    memory_close();
    bool exhausted = memory_exhausted();
    if (!j->done)
        library_mend();
    if (!is_alone)
        pthread_mutex_unlock(&lock);
    if (j->done)
        return true;
    if (!exhausted) {
        arena *failed = mine && j->out ? j->out->a : j->scratch;
        arena_fail(failed, arena_reason(failed));
    }
    diag_add(d, RULE_MARKDOWN_LIMIT, span_of(at.src, at.at, 0),
             "this Markdown needs more than %zu MiB of memory, write it in several notes",
             LIMIT_ARENA / MIB);
    return false;
}

bool markdown_html(arena *scratch, span at, str text, const markdown_options *o, buf *out,
                   diags *d) {
    line_starts lines = line_starts_of(scratch, text);
    if (!guard_check(at, text, &lines, o->flags, d))
        return false;
    uint32_t flags = o->flags;
    if (o->style == MARKDOWN_PLAIN)
        flags &= ~(uint32_t)MD_CJK_EMPHASIS;
    job j = {.scratch = scratch,
             .text = text,
             .style = o->style,
             .flags = flags,
             .kramdown = o->has_kramdown ? &o->kramdown : &markdown_kramdown_defaults,
             .codes = o->codes,
             .out = out};
    size_t before = out->n;
    bool done = run(&j, at, d);
    if (!done)
        out->n = before;
    return done;
}

bool markdown_visit(arena *a, span at, str text, const line_starts *lines, uint32_t flags,
                    const md_visitor *v, diags *d) {
    if (!guard_check(at, text, lines, flags, d))
        return false;
    job j = {.scratch = a,
             .text = text,
             .lines = *lines,
             .style = MARKDOWN_COMMONMARK,
             .flags = flags,
             .visitor = v};
    return run(&j, at, d);
}
