/* Pairs of leaves that differ in what they are. What goes on over several leaves is one finding. */
#include "base/bytes.h"
#include "parity/cure.h"
#include "parity/order.h"
#include "parity/rules/left.h"
#include "parity/structure_rows.h"

/* ---- levels of headings ---- */

static int level_off(const pair *p, const aligned *x) {
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    return from->class == LEAF_HEADING && to->class == LEAF_HEADING ? to->level - from->level : 0;
}

static bool is_heading(const pair *p, const aligned *x) {
    return aligned_is_pair(x) && pair_to(p, x)->class == LEAF_HEADING;
}

/* How many headings from step i on are off by as much. */
static uint32_t count_off(const pair *p, size_t i) {
    int off = level_off(p, &p->al.p[i]);
    uint32_t n = 0;
    for (; i < p->al.n; i++) {
        if (!is_heading(p, &p->al.p[i]))
            continue;
        if (level_off(p, &p->al.p[i]) != off)
            break;
        n++;
    }
    return n;
}

/* How many headings there are of a level of which all have become another's, while all others are
 * right; 0: it is not so. */
static uint32_t count_level(const pair *p, const leaf *from, const leaf *to) {
    uint32_t n = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        if (!is_heading(p, &p->al.p[i]) || pair_from(p, &p->al.p[i])->class != LEAF_HEADING)
            continue;
        const leaf *x = pair_from(p, &p->al.p[i]), *y = pair_to(p, &p->al.p[i]);
        if (y->level != (x->level == from->level ? to->level : x->level))
            return 0;
        n += x->level == from->level;
    }
    return n;
}

static void help_level(const pair *p, diag *e, const leaf *to, uint32_t level, uint32_t n) {
    bool is_underlined = p->to->src->text.p[to->at] != '#';
    buf how = buf_new(p->a, 128);
    if (is_underlined && level <= 2)
        buf_printf(&how, "underline it with %s", level == 1 ? "=" : "-");
    else
        buf_printf(&how, "begin its line with %.*s%s", (int)level, "######",
                   is_underlined ? ", without the line under it" : "");
    if (n == 2)
        buf_lit(&how, "; the heading after it is off by as much");
    else if (n > 2)
        buf_printf(&how, "; the %u headings after it are off by as much", n - 1);
    diag_help(p->d, e, "%.*s", STR_FMT(buf_str(&how)));
}

static void check_levels(const pair *p) {
    uint32_t told = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!is_heading(p, x))
            continue;
        if (told) {
            told--;
            continue;
        }
        if (!level_off(p, x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        uint32_t n = count_off(p, i);
        told = n - 1;
        bool is_level = count_level(p, from, to) > n;
        diag *e = diag_add(p->d, RULE_PARITY_HEADING_LEVEL, outline_leaf(&p->to->o, to),
                           "this heading has level %u, in the original %u: %.*s", to->level,
                           from->level, STR_FMT(leaf_quote(p->a, to)));
        if (is_level)
            diag_help(p->d, e, "all headings of level %u are of level %u here, make them %u again",
                      from->level, to->level, from->level);
        else
            help_level(p, e, to, from->level, n);
        pair_original(p, e, from, "the original");
        if (is_level)
            return;
    }
}

/* ---- containers ---- */

static const char *container_name(uint64_t context, uint16_t flags) {
    switch (context_inner(context)) {
    case IN_QUOTE: return "in a block quote";
    case IN_BULLETS: return flags & LEAF_IS_ITEM ? "an item of a bullet list" : "inside of an item";
    case IN_NUMBERS:
        return flags & LEAF_IS_ITEM ? "an item of a numbered list" : "inside of an item";
    default: return "a paragraph of its own";
    }
}

static unsigned depth(uint64_t context) {
    unsigned n = 0;
    for (; context; context >>= 4)
        n++;
    return n;
}

static bool is_elsewhere(const leaf *from, const leaf *to) {
    return from->class != LEAF_ROW &&
           (from->context != to->context || (from->flags ^ to->flags) & LEAF_IS_ITEM);
}

/* What stands before the first line of a leaf: markers and white space. */
static str indent_of(const outline *o, const leaf *l) {
    uint32_t line = source_place(o->src, l->at).line;
    return str_slice(o->src->text, source_offset(o->src, line, 1), l->at);
}

/* What somebody took for the mark of a quotation. */
static str broken_quote(const leaf *to) {
    static const char *const marks[] = {"\uFF1E", "\u00BB", "\u203A"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(to->text, str_of(marks[i])))
            return str_slice(to->text, 0, str_of(marks[i]).n);
    return (str){0};
}

static void help_elsewhere(const pair *p, diag *e, const leaf *from, const leaf *to, uint32_t n) {
    str indent = indent_of(&p->from->o, from);
    str broken = context_inner(from->context) == IN_QUOTE ? broken_quote(to) : (str){0};
    buf how = buf_new(p->a, 128);
    if (broken.n)
        buf_printf(&how, "write > in place of %.*s", STR_FMT(broken));
    else if (indent.n)
        buf_printf(&how, "begin its line with %.*s, as the original's",
                   STR_FMT(code_quote(p->a, indent)));
    else
        buf_lit(&how, "begin its line without marker and indentation, as the original's");
    if (n == 2)
        buf_lit(&how, "; the block after it likewise");
    else if (n > 2)
        buf_printf(&how, "; the %u blocks after it likewise", n - 1);
    diag_help(p->d, e, "%.*s", STR_FMT(buf_str(&how)));
}

static void tell_elsewhere(const pair *p, const leaf *from, const leaf *to, uint32_t n) {
    const char *here = container_name(to->context, to->flags);
    const char *there = container_name(from->context, from->flags);
    diag *e;
    if (here != there)
        e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                     "this is %s, in the original %s: %.*s", here, there,
                     STR_FMT(leaf_quote(p->a, to)));
    else
        e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                     "this is nested %u deep, in the original %u: %.*s", depth(to->context),
                     depth(from->context), STR_FMT(leaf_quote(p->a, to)));
    help_elsewhere(p, e, from, to, n);
    pair_original(p, e, from, "the original");
}

/* Is it all that is left of a list, whose other items, told as missing, are words of it? */
static bool is_list_melted(const pair *p, size_t i) {
    const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
    if (!(from->flags & LEAF_IS_ITEM) || to->flags & LEAF_IS_ITEM)
        return false;
    for (size_t k = i ? i - 1 : i; k <= i + 1 && k < p->al.n; k++) {
        const leaf *other = k == i ? NULL : pair_from(p, &p->al.p[k]);
        if (other && !pair_to(p, &p->al.p[k]) && other->flags & LEAF_IS_ITEM &&
            other->context == from->context)
            return true;
    }
    return false;
}

static void check_containers(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        size_t first = i;
        while (i < p->al.n && aligned_is_pair(&p->al.p[i]) && !p->told_to[p->al.p[i].to] &&
               is_elsewhere(pair_from(p, &p->al.p[i]), pair_to(p, &p->al.p[i])))
            i++;
        if (i > first && !(i == first + 1 && is_list_melted(p, first)))
            tell_elsewhere(p, pair_from(p, &p->al.p[first]), pair_to(p, &p->al.p[first]),
                           (uint32_t)(i - first));
    }
}

/* ---- tasks ---- */

static const char *task_name(const leaf *l) {
    return l->flags & LEAF_IS_DONE ? "done" : l->flags & LEAF_IS_TASK ? "open" : "no task";
}

/* "[х]", "[]", "［ ］": what stands for the brackets of a task; empty: nothing does. */
static str broken_brackets(str text) {
    enum { LONGEST = 8 };
    str close = str_starts(text, S("[")) ? S("]") : S("\uFF3D");
    size_t end = str_find(text, close);
    bool is_it = str_starts(text, S("[")) || str_starts(text, S("\uFF3B"));
    return is_it && end != STR_NONE && end <= LONGEST && !str_starts(str_from(text, end), S("]("))
               ? str_slice(text, 0, end + close.n)
               : (str){0};
}

static void help_task(const pair *p, diag *e, const leaf *from, const leaf *to) {
    const char *wanted = from->flags & LEAF_IS_DONE ? "[x]" : "[ ]";
    str broken = to->flags & LEAF_IS_TASK ? (str){0} : broken_brackets(to->text);
    if (!(from->flags & LEAF_IS_TASK))
        diag_help(p->d, e, "take the brackets before it away");
    else if (broken.n)
        diag_help(p->d, e, "write %s and a space in place of %.*s", wanted,
                  STR_FMT(text_quote(p->a, broken)));
    else
        diag_help(p->d, e, "write %s before it, as the original", wanted);
}

static void check_tasks(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (!((from->flags ^ to->flags) & (LEAF_IS_TASK | LEAF_IS_DONE)) ||
            (from->flags ^ to->flags) & LEAF_IS_ITEM || p->told_to[x->to])
            continue;
        diag *e = diag_add(p->d, RULE_PARITY_TASK, outline_leaf(&p->to->o, to),
                           "this task is %s, in the original %s: %.*s", task_name(to),
                           task_name(from), STR_FMT(leaf_quote(p->a, to)));
        help_task(p, e, from, to);
        pair_original(p, e, from, "the original");
    }
}

/* ---- what lost its text ---- */

/* `cell`: of a row; 0: of a heading or a list's item. */
static void tell_emptied(const pair *p, const aligned *x, uint32_t cell) {
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    rule_id id = cell ? RULE_TABLE_SHAPE : RULE_PARITY_MISSING_BLOCK;
    buf what = buf_new(p->a, 32);
    if (cell)
        buf_printf(&what, "cell %u of this row", cell);
    else
        buf_printf(&what, "this %s",
                   to->class == LEAF_HEADING ? "heading"
                   : to->class == LEAF_HTML  ? "block of HTML"
                                             : "list item");
    str cells[ROW_CELLS], quote = leaf_quote(p->a, from);
    if (cell && row_cells(&p->from->o, from, cells) >= cell)
        quote = code_quote(p->a, cells[cell - 1]);
    diag *e = diag_add(p->d, id, outline_leaf(&p->to->o, to),
                       "%.*s is empty, in the original it is not: %.*s", STR_FMT(buf_str(&what)),
                       STR_FMT(quote));
    diag_help(p->d, e, "translate that and put it in");
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
}

/* Is there nothing, not even code, between two bars of the row as it was written? */
static bool has_blank_cell(str row) {
    bool is_blank = false;
    for (size_t i = 0; i < row.n; i++) {
        if (row.p[i] == '|' && is_blank)
            return true;
        is_blank = row.p[i] == '|' || (is_blank && row.p[i] == ' ');
    }
    return false;
}

/* The first cell that has something in the original alone; 0: none, counted from 1. */
static uint32_t emptied_cell(const pair *p, const leaf *from, const leaf *to) {
    str here = row_text(&p->to->o, to), there = row_text(&p->from->o, from);
    uint32_t n = leaf_cells(&p->to->o, to);
    if (!has_blank_cell(str_slice(p->to->src->text, to->at, to->at + to->n)) ||
        n != leaf_cells(&p->from->o, from))
        return 0;
    for (uint32_t i = 0; i < n; i++) {
        str mine = row_next_cell(&here), theirs = row_next_cell(&there);
        if (!mine.n && theirs.n)
            return i + 1;
    }
    return 0;
}

/* A blank line behind the marker of an empty item ends it: what was within stands by itself then.
 */
static void tell_let_out(const pair *p, size_t item) {
    for (size_t i = item + 1; i < p->al.n && aligned_is_pair(&p->al.p[i]); i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (from->flags & LEAF_IS_ITEM || !is_elsewhere(from, to))
            return;
        pair_tell(p, from, to);
    }
}

static bool has_words(const pair *p, const outline *o, const leaf *l) {
    str words = left_words(p->a, str_slice(o->src->text, l->at, l->at + l->n));
    return leaves_have_words(&(leaf){.class = LEAF_TEXT, .text = words}, 1);
}

/* A block of HTML without words where the original's has some, which do not stand beside it. */
static bool is_emptied_html(const pair *p, size_t i) {
    const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
    bool is_beside = (i && !aligned_is_pair(&p->al.p[i - 1])) ||
                     (i + 1 < p->al.n && !aligned_is_pair(&p->al.p[i + 1]));
    return from->class == LEAF_HTML && to->class == LEAF_HTML && !is_beside &&
           str_has(to->text, S("</")) && /* else a blank line parts it from its text */
           !has_words(p, &p->to->o, to) && has_words(p, &p->from->o, from);
}

static void check_emptied(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *from = aligned_is_pair(x) ? pair_from(p, x) : NULL, *to = pair_to(p, x);
        /* Text may have become code, or an image. */
        if (!from || p->told_to[x->to] || to->natoms > from->natoms || from->hash == to->hash)
            continue;
        bool is_item = to->class == LEAF_TEXT && to->flags & LEAF_IS_ITEM;
        if ((to->class == LEAF_HEADING || is_item) && leaf_is_empty(to) && !leaf_is_empty(from)) {
            tell_emptied(p, x, 0);
            tell_let_out(p, i);
        }
        if (is_emptied_html(p, i))
            tell_emptied(p, x, 0);
        uint32_t cell = to->class == LEAF_ROW ? emptied_cell(p, from, to) : 0;
        if (cell)
            tell_emptied(p, x, cell);
    }
}

/* ---- where lists begin ---- */

/* The number of an item, as it was written; 0: it has none. */
static uint32_t item_number(const outline *o, const leaf *l) {
    const char *text = o->src->text.p;
    uint32_t at = l->at, n = 0;
    while (at && text[at - 1] != '\n' && text[at - 1] != '\r')
        at--; /* without the source's table of lines, which few notes need */
    for (; at < l->at; at++) {
        char c = text[at];
        if (ascii_is_digit(c) && n < 100000)
            n = 10 * n + (uint32_t)(c - '0');
        else if (!ascii_is_space(c) && c != '.' && c != ')' && c != '>')
            return 0;
    }
    return n;
}

/* Does a numbered list begin with this item? */
static bool begins_list(const outline *o, const leaf *l) {
    const leaf *before = l > o->leaves ? l - 1 : NULL;
    unsigned inner = depth(l->context);
    return (l->flags & LEAF_IS_ITEM) && context_inner(l->context) == IN_NUMBERS &&
           (!before || depth(before->context) < inner ||
            (depth(before->context) == inner && before->context != l->context));
}

/* Is an item of the list that begins with step i missing? That is told, and is why it begins so. */
static bool misses_item(const pair *p, size_t i) {
    uint64_t context = pair_from(p, &p->al.p[i])->context;
    for (; i < p->al.n; i++) {
        const leaf *l = pair_from(p, &p->al.p[i]);
        if (l && depth(l->context) < depth(context))
            return false;
        if (l && !pair_to(p, &p->al.p[i]) && l->context == context && l->flags & LEAF_IS_ITEM)
            return true;
    }
    return false;
}

static void check_starts(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !begins_list(&p->from->o, pair_from(p, x)) ||
            !begins_list(&p->to->o, pair_to(p, x)))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        uint32_t want = item_number(&p->from->o, from), got = item_number(&p->to->o, to);
        if (want == got || !want || !got || misses_item(p, i))
            continue;
        diag *e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                           "this list begins with %u, in the original with %u: %.*s", got, want,
                           STR_FMT(leaf_quote(p->a, to)));
        diag_help(p->d, e, "write %u for %u", want, got);
        pair_original(p, e, from, "the original");
    }
}

/* ---- definitions ---- */

/* Lines that begin with ": ", which kramdown makes definitions of the term above of. */
static uint32_t count_definitions(const leaf *l) {
    uint32_t n = 0;
    str rest = l->class == LEAF_TEXT && l->bytes & BYTE_TOKEN ? l->text : (str){0};
    for (size_t at; (at = str_find(rest, S("\n: "))) != STR_NONE; rest = str_from(rest, at + 2))
        n++;
    return n;
}

static void check_definitions(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        uint32_t want = from && to ? count_definitions(from) : 0;
        if (!want || to->class != LEAF_TEXT || count_definitions(to) >= want)
            continue;
        diag *e = diag_add(p->d, RULE_PARITY_CONTAINER, outline_leaf(&p->to->o, to),
                           "a definition of the original is none here: %.*s",
                           STR_FMT(leaf_quote(p->a, to)));
        diag_help(p->d, e, "begin its line with \": \", under the term");
        pair_original(p, e, from, "the original");
    }
}

/* What of all this a pair may have. */
enum { LEVELS = 1, CONTAINERS = 2, TASKS = 4, ROWS = 8, NUMBERED = 16 };

static unsigned what_differs(const leaf *from, const leaf *to) {
    uint16_t other = from->flags ^ to->flags;
    return (from->level != to->level ? LEVELS : 0U) |
           (from->context != to->context || other & LEAF_IS_ITEM ? CONTAINERS : 0U) |
           (other & (LEAF_IS_TASK | LEAF_IS_DONE) ? TASKS : 0U) |
           (to->class == LEAF_ROW ? ROWS : 0U) |
           (context_inner(to->context) == IN_NUMBERS ? NUMBERED : 0U);
}

/* Most translations are laid out as their originals: one look at each pair finds nothing to do. */
void rule_structure(const pair *p) {
    unsigned any = 0;
    for (size_t i = 0; i < p->al.n; i++)
        if (aligned_is_pair(&p->al.p[i]))
            any |= what_differs(pair_from(p, &p->al.p[i]), pair_to(p, &p->al.p[i]));
    if (any & LEVELS)
        check_levels(p);
    check_emptied(p); /* before what it explains */
    if (any & CONTAINERS)
        check_containers(p);
    if (any & ROWS)
        rows_check_width(p);
    if (any & ROWS && p->site->config->markdown == MARKDOWN_IS_KRAMDOWN)
        rows_check_starts(p);
    if (any & ROWS)
        rows_check_order(p);
    if (any & NUMBERED)
        check_starts(p);
    check_definitions(p);
    order_check(p);
    if (any & TASKS)
        check_tasks(p); /* items that changed places have been told of */
}
