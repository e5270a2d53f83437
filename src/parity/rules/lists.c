/* Lists that are none to Markdown, which numbers them with 0 to 9 and a full stop only. */
#include "parity/rules/lists.h"
#include "base/vec.h"
#include "parity/number.h"

typedef struct marker {
    uint32_t at, n; /* bytes of the source */
    uint32_t no;
    const leaf *l;
} marker;

typedef vec(marker) markers;

static size_t count_items(const outline *o) {
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        n += (o->leaves[i].flags & LEAF_IS_ITEM) &&
             context_inner(o->leaves[i].context) == IN_NUMBERS;
    return n;
}

/* Of each line of a paragraph. */
static void add_markers(const pair *p, const leaf *l, markers *out) {
    str all = p->to->src->text;
    for (size_t at = l->at; at < l->at + l->n; at = str_line_end(all, at)) {
        size_t first = at; /* behind the marks of quotations */
        while (first < all.n &&
               (all.p[first] == ' ' || all.p[first] == '\t' || all.p[first] == '>'))
            first++;
        uint32_t no;
        size_t n = number_foreign_marker(str_slice(all, first, l->at + l->n), &no);
        if (n)
            *vec_push(p->a, out) = (marker){(uint32_t)first, (uint32_t)n, no, l};
    }
}

static bool do_count(const markers *all) {
    for (size_t i = 1; i < all->n; i++)
        if (all->p[i].no == all->p[i - 1].no + 1)
            return true;
    return false;
}

static void tell(const pair *p, const markers *all) {
    str text = p->to->src->text;
    const marker *first = &all->p[0];
    str rest = str_slice(text, first->at, first->l->at + first->l->n);
    str line = str_slice(rest, 0, str_find_char(rest, '\n'));
    diag *e = diag_add(p->d, RULE_MARKUP_LIST, span_of(p->to->src, first->at, line.n),
                       "%zu items of lists are text, for Markdown numbers lists with 0 to 9 and a "
                       "full stop only: %.*s",
                       all->n, STR_FMT(text_quote(p->a, line)));
    diag_help(p->d, e,
              "write \"%u.\" for \"%.*s\", and the others likewise; a style sheet can show other "
              "digits (list-style-type)",
              first->no, STR_FMT(str_slice(text, first->at, first->at + first->n)));
    for (size_t i = 0; i < all->n; i++) {
        const marker *m = &all->p[i];
        buf now = buf_new(p->a, 16);
        bool is_close = !ascii_is_space(text.p[m->at + m->n]);
        buf_printf(&now, is_close ? "%u. " : "%u.", m->no);
        diag_fix(p->d, e, span_of(p->to->src, m->at, m->n), buf_str(&now));
    }
    for (size_t i = 0; i < p->from->o.n; i++)
        if (context_inner(p->from->o.leaves[i].context) == IN_NUMBERS) {
            pair_original(p, e, &p->from->o.leaves[i], "the original's first list");
            break;
        }
}

void rule_lists(const pair *p, version *to) {
    enum { LEAST = 2 };
    markers all = {0};
    size_t wanted = count_items(&p->from->o);
    if (wanted < LEAST || count_items(&to->o) >= wanted)
        return;
    for (size_t i = 0; i < to->o.n; i++)
        if (to->o.leaves[i].class == LEAF_TEXT)
            add_markers(p, &to->o.leaves[i], &all);
    if (!do_count(&all))
        return;
    tell(p, &all);
    to->has_foreign_lists = true;
    version_options o = {.site = p->site, .codes = p->codes, .ncodes = p->ncodes};
    version_narrow(p->a, &o, to, to->o.body_at, to->src->text.n, p->d);
}
