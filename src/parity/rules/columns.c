/* How the columns of tables are aligned, by the line under their heads. */
#include "base/bytes.h"
#include "parity/split.h"

typedef enum { COLUMN_PLAIN, COLUMN_MIDDLE, COLUMN_RIGHT } column;

enum { COLUMNS = 32 }; /* of a table are looked at */

typedef struct columns {
    column p[COLUMNS];
    size_t n;
    span at; /* the line */
} columns;

static column read_column(str cell) {
    cell = str_trim(cell);
    bool is_right = str_ends(cell, S(":"));
    return !is_right ? COLUMN_PLAIN : str_starts(cell, S(":")) ? COLUMN_MIDDLE : COLUMN_RIGHT;
}

/* Of the table that a leaf is the head of. n 0: the line below has something else than dashes. */
static columns read_columns(const outline *o, const leaf *l) {
    str all = o->src->text, cell;
    size_t at = str_line_end(all, l->at + (l->n ? l->n - 1 : 0)), end = str_line_end(all, at);
    columns out = {.at = span_of(o->src, (uint32_t)at, (uint32_t)(end - at))};
    str line = str_trim(str_slice(all, at, end));
    while (str_starts(line, S(">")) || str_starts(line, S(" ")))
        line = str_from(line, 1); /* in a block quote */
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '\\' || byte_may_be_letter(line.p[i]))
            return out;
    line = str_from(line, str_starts(line, S("|")));
    while (line.n && out.n < COLUMNS) {
        str_cut(line, S("|"), &cell, &line);
        out.p[out.n++] = read_column(cell);
    }
    return out;
}

static const char *column_name(column is) {
    static const char *const names[] = {"to the left", "in the middle", "to the right"};
    return names[is];
}

static void check_table(const pair *p, const leaf *from, const leaf *to) {
    columns there = read_columns(&p->from->o, from), here = read_columns(&p->to->o, to);
    bool is_turned = split_is_rtl(p->to->tag) || split_is_rtl(p->from->tag);
    for (size_t i = 0; i < there.n && there.n == here.n; i++) {
        column want = there.p[i], got = here.p[i];
        if (want == got || want == COLUMN_PLAIN || (is_turned && want == COLUMN_RIGHT))
            continue;
        diag *e = diag_add(p->d, RULE_TABLE_SHAPE, here.at,
                           "column %zu of this table is aligned %s, in the original %s", i + 1,
                           column_name(got), column_name(want));
        diag_weaken(p->d, e, SEV_WARNING);
        diag_help(p->d, e, "write %s for it in this line", want == COLUMN_RIGHT ? "---:" : ":---:");
        diag_also(p->d, e, there.at, "the original");
        return;
    }
}

void rule_columns(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *to = aligned_is_pair(x) ? pair_to(p, x) : NULL;
        if (to && to->flags & LEAF_IS_HEAD && pair_from(p, x)->flags & LEAF_IS_HEAD)
            check_table(p, pair_from(p, x), to);
    }
}
