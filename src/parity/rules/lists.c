/* Lists that are none to Markdown: it numbers them with 0 to 9 and a full stop, begins others with
 * - + or *, and wants a blank behind that. */
#include "parity/rules/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "parity/number.h"

typedef enum { OTHER_NUMBER, OTHER_SIGN, NO_BLANK } fault;

typedef struct marker {
    uint32_t at, n; /* bytes of the source */
    uint32_t no;
    bool is_number; /* else a bullet */
    fault what;
    str now;        /* what should stand there */
    bool has_blank; /* behind it */
    char bullet;    /* of the list; 0: it has none yet */
    const leaf *l;
} marker;

typedef vec(marker) markers;

static bool is_item(const leaf *l, unsigned in) {
    return l->flags & LEAF_IS_ITEM && context_inner(l->context) == in;
}

static size_t count_items(const outline *o, unsigned in) {
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        n += is_item(&o->leaves[i], in);
    return n;
}

/* ---- one line ---- */

/* Blanks that are none to Markdown. */
static size_t wide_blank(str s) {
    return str_starts(s, S("\u00A0")) ? 2 : str_starts(s, S("\u3000")) ? 3 : 0;
}

/* Does an item's text begin here, right behind its marker? */
static bool begins_text(str s) {
    return s.n &&
           ((unsigned char)s.p[0] >= 0x80 || ascii_is_alpha(s.p[0]) || memchr("`[\"", s.p[0], 3));
}

static bool read_number(str line, marker *m) {
    enum { MOST = 3 };
    size_t n = number_foreign_marker(line, &m->no);
    m->what = n ? OTHER_NUMBER : NO_BLANK;
    if (!n) {
        uint32_t no = 0;
        for (; n < line.n && ascii_is_digit(line.p[n]); n++)
            no = 10 * no + (uint32_t)(line.p[n] - '0');
        bool ends = n && n <= MOST && n < line.n && (line.p[n] == '.' || line.p[n] == ')');
        if (!ends || !begins_text(str_from(line, n + 1)))
            return false;
        m->no = no;
        n += 1 + wide_blank(str_from(line, n + 1));
    }
    m->has_blank = m->what != NO_BLANK && ascii_is_space(n < line.n ? line.p[n] : ' ');
    m->n = (uint32_t)n;
    m->is_number = true;
    return true;
}

/* "• " and its like; a dash with a blank behind it, for it may be a minus. */
static size_t sign_length(str line) {
    static const char *const signs[] = {"•", "◦", "‣", "●", "▪", "・", "·", "–", "—", "−"};
    enum { MAY_BE_CLOSE = 6 };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        str sign = str_of(signs[i]), rest = str_from(line, sign.n);
        if (str_starts(line, sign))
            return (i < MAY_BE_CLOSE && begins_text(rest)) || str_starts(rest, S(" ")) ? sign.n : 0;
    }
    return 0;
}

static bool read_bullet(str line, marker *m) {
    size_t n = sign_length(line);
    if (n) {
        m->what = OTHER_SIGN;
        m->has_blank = str_starts(str_from(line, n), S(" "));
        m->n = (uint32_t)n;
        return true;
    }
    str rest = str_from(line, line.n ? 1 : 0);
    bool is_emphasis = line.n && line.p[0] == '*' && str_find_char(rest, '*') != STR_NONE;
    if (!line.n || !memchr("-*+", line.p[0], 3) || is_emphasis || !begins_text(rest))
        return false;
    m->what = NO_BLANK;
    m->n = (uint32_t)(1 + wide_blank(rest));
    return true;
}

/* ---- a text ---- */

/* Behind blanks and the marks of quotations. */
static str line_text(str all, size_t at, size_t *first) {
    *first = at;
    while (*first < all.n && memchr(" \t>", all.p[*first], 3))
        ++*first;
    return str_slice(all, *first, str_line_end(all, *first));
}

static void add_markers(const pair *p, const outline *o, bool has_numbers, markers *out) {
    str all = o->src->text;
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        for (size_t at = l->at; l->class == LEAF_TEXT && at < l->at + l->n;
             at = str_line_end(all, at)) {
            size_t first;
            str line = line_text(all, at, &first);
            line = str_slice(line, 0, l->at + l->n - first);
            marker m = {.l = l};
            if (has_numbers ? !read_number(line, &m) : !read_bullet(line, &m))
                continue;
            m.at = (uint32_t)first;
            *vec_push(p->a, out) = m;
        }
    }
}

static bool do_count(const markers *all) {
    for (size_t i = 1; i < all->n; i++)
        if (all->p[i].no == all->p[i - 1].no + 1)
            return true;
    return false;
}

/* Does a line begin an item of the same list, `step` before or behind one? */
static bool is_beside(str line, marker *m, int step) {
    marker other = {0};
    if (!m->is_number) {
        bool is_bullet = line.n > 1 && memchr("-*+", line.p[0], 3) && line.p[1] == ' ';
        if (is_bullet)
            m->bullet = line.p[0];
        return is_bullet || read_bullet(line, &other);
    }
    uint32_t no = 0;
    size_t n = 0;
    for (; n < line.n && n < 4 && ascii_is_digit(line.p[n]); n++)
        no = 10 * no + (uint32_t)(line.p[n] - '0');
    bool is_number = n && n < line.n && (line.p[n] == '.' || line.p[n] == ')');
    if (!is_number && read_number(line, &other))
        no = other.no;
    return (n || other.is_number) && no + (step < 0) == m->no + (step > 0);
}

/* Does a line begin an item that one further in may be the first of? */
static bool may_hold(str line, const marker *m) {
    marker other = {0};
    bool is_bullet = line.n > 1 && memchr("-*+", line.p[0], 3) && line.p[1] == ' ';
    bool is_item = is_bullet || ascii_is_digit(line.p[0]) || read_number(line, &other) ||
                   read_bullet(line, &other);
    return line.n && is_item && (!m->is_number || m->no == 1);
}

/* Is the line before or behind it, which may go on over some, an item too? */
static bool has_neighbour(const pair *p, marker *m) {
    enum { LINES = 6 };
    str all = p->to->src->text;
    size_t begin = str_line_begin(all, m->at), column = m->at - begin, first;
    size_t at = begin;
    for (int i = 0; i < LINES && at > p->to->o.body_at; i++) {
        at = str_line_begin(all, at - 1);
        str line = line_text(all, at, &first);
        if (first - at == column ? is_beside(line, m, -1)
                                 : i == 0 && first - at < column && may_hold(line, m))
            return true;
    }
    at = begin;
    for (int i = 0; i < LINES; i++) {
        at = str_line_end(all, at);
        if (at >= all.n)
            break;
        str line = line_text(all, at, &first);
        if (first - at == column && is_beside(line, m, 1))
            return true;
    }
    return false;
}

/* What should stand there. Without a list beside it, a bullet is the original's. */
static void respell(const pair *p, marker *m) {
    buf now = buf_new(p->a, 8);
    str original = p->from->src->text;
    for (size_t i = 0; !m->is_number && !m->bullet && i < p->from->o.n; i++)
        if (is_item(&p->from->o.leaves[i], IN_BULLETS)) {
            str before = str_rtrim(str_slice(original, 0, p->from->o.leaves[i].at));
            m->bullet = before.n ? before.p[before.n - 1] : '-';
        }
    if (m->is_number)
        buf_printf(&now, "%u.", m->no);
    else
        buf_char(&now, m->bullet && memchr("-*+", m->bullet, 3) ? m->bullet : '-');
    if (!m->has_blank)
        buf_char(&now, ' ');
    m->now = buf_str(&now);
}

/* ---- telling ---- */

static void add_fix(const pair *p, diag *e, const marker *m) {
    diag_fix(p->d, e, span_of(p->to->src, m->at, m->n), m->now);
}

static str quote_line(const pair *p, const marker *m) {
    str line = str_slice(p->to->src->text, m->at, m->l->at + m->l->n);
    return text_quote(p->a, str_slice(line, 0, str_find_char(line, '\n')));
}

static span line_of(const pair *p, const marker *m) {
    str line = str_slice(p->to->src->text, m->at, m->l->at + m->l->n);
    size_t end = str_find_char(line, '\n');
    return span_of(p->to->src, m->at, end == STR_NONE ? line.n : end);
}

static void tell_numbers(const pair *p, const markers *all) {
    const marker *first = &all->p[0];
    diag *e = diag_add(p->d, RULE_MARKUP_LIST, line_of(p, first),
                       "%zu items of lists are text, for Markdown numbers lists with 0 to 9 and a "
                       "full stop only: %.*s",
                       all->n, STR_FMT(quote_line(p, first)));
    diag_help(p->d, e,
              "write \"%u.\" for \"%.*s\", and the others likewise; a style sheet can show other "
              "digits (list-style-type)",
              first->no, STR_FMT(str_slice(p->to->src->text, first->at, first->at + first->n)));
    for (size_t i = 0; i < all->n; i++)
        add_fix(p, e, &all->p[i]);
    for (size_t i = 0; i < p->from->o.n; i++)
        if (context_inner(p->from->o.leaves[i].context) == IN_NUMBERS) {
            pair_original(p, e, &p->from->o.leaves[i], "the original's first list");
            break;
        }
}

/* The item of the original in the place of one: as many are before it. `nth`: of those told of. */
static const leaf *counterpart(const pair *p, const marker *m, size_t nth) {
    unsigned in = m->is_number ? IN_NUMBERS : IN_BULLETS;
    size_t before = nth;
    for (const leaf *l = p->to->o.leaves; l <= m->l; l++)
        before += is_item(l, in);
    for (size_t i = 0; i < p->from->o.n; i++)
        if (is_item(&p->from->o.leaves[i], in) && before-- == 0)
            return &p->from->o.leaves[i];
    return NULL;
}

/* Those of one list, n of them, of which `nth` others were told. */
static void tell_run(const pair *p, const marker *m, size_t n, size_t nth) {
    buf what = buf_new(p->a, 32);
    str is = str_slice(p->to->src->text, m->at, m->at + m->n);
    bool has_wide = m->what == NO_BLANK && m->n > 1 && (unsigned char)is.p[is.n - 1] >= 0x80;
    if (n > 1)
        buf_printf(&what, "%zu items of a list are", n);
    else
        buf_lit(&what, "an item of a list is");
    diag *e = diag_add(p->d, RULE_MARKUP_LIST, line_of(p, m), "%.*s text, for %s: %.*s",
                       STR_FMT(buf_str(&what)),
                       m->what == OTHER_NUMBER ? "Markdown numbers lists with 0 to 9 and a full "
                                                 "stop only"
                       : m->what == OTHER_SIGN ? "no list of Markdown begins with this sign"
                       : has_wide              ? "the blank behind its marker is no plain space"
                                               : "there is no space behind its marker",
                       STR_FMT(quote_line(p, m)));
    str now = str_rtrim(m->now), others = n > 1 ? S(", and the others likewise") : S("");
    if (m->what == NO_BLANK)
        diag_help(p->d, e, "write \"%.*s\" with a plain space behind it%.*s", STR_FMT(now),
                  STR_FMT(others));
    else
        diag_help(p->d, e, "write \"%.*s\" and a space for \"%.*s\"%.*s", STR_FMT(now), STR_FMT(is),
                  STR_FMT(others));
    for (size_t i = 0; i < n; i++)
        add_fix(p, e, &m[i]);
    const leaf *from = counterpart(p, m, nth);
    if (from)
        pair_original(p, e, from, "the original");
}

static bool is_one_list(const marker *x, const marker *y) {
    for (const leaf *l = x->l + 1; l < y->l; l++)
        if (!(l->flags & LEAF_IS_ITEM))
            return false;
    return x->what == y->what && x->is_number == y->is_number;
}

static void tell_runs(const pair *p, const markers *all) {
    for (size_t i = 0, n; i < all->n; i += n) {
        for (n = 1; i + n < all->n && is_one_list(&all->p[i + n - 1], &all->p[i + n]); n++)
            ;
        tell_run(p, &all->p[i], n, i);
    }
}

/* ---- */

/* Adds those of numbers or of bullets, if the translation lacks as many items. */
static void find(const pair *p, bool has_numbers, markers *out) {
    enum { LEAST = 2 };
    unsigned in = has_numbers ? IN_NUMBERS : IN_BULLETS;
    size_t wanted = count_items(&p->from->o, in), has = count_items(&p->to->o, in);
    markers all = {0}, theirs = {0}, foreign = {0}, beside = {0};
    if (wanted < LEAST || has >= wanted)
        return;
    add_markers(p, &p->to->o, has_numbers, &all);
    size_t counted = 0;
    for (size_t i = 0; i < all.n; i++) {
        marker *m = &all.p[i];
        bool is_foreign = m->what == OTHER_NUMBER, is_beside = has_neighbour(p, m);
        respell(p, m);
        if (is_foreign)
            *vec_push(p->a, &foreign) = *m;
        if (is_beside)
            *vec_push(p->a, &beside) = *m;
        counted += is_foreign && is_beside;
    }
    if (counted >= LEAST || do_count(&foreign)) {
        tell_numbers(p, &foreign);
        beside = foreign;
    } else {
        if (beside.n)
            add_markers(p, &p->from->o, has_numbers, &theirs);
        if (!beside.n || theirs.n || beside.n > wanted - has)
            return;
        tell_runs(p, &beside);
    }
    for (size_t i = 0; i < beside.n; i++)
        *vec_push(p->a, out) = beside.p[i];
}

static int by_place(const void *x, const void *y) {
    const respelling *m = x, *o = y;
    return m->at < o->at ? -1 : m->at > o->at;
}

void rule_lists(const pair *p, version *to) {
    markers all = {0};
    find(p, true, &all);
    find(p, false, &all);
    if (!all.n)
        return;
    respelling *r = arena_make(p->a, respelling, all.n);
    for (size_t i = 0; i < all.n; i++)
        r[i] = (respelling){all.p[i].at, all.p[i].n, all.p[i].now};
    qsort(r, all.n, sizeof *r, by_place);
    to->respelt = (respellings){r, all.n};
    version_options o = {.site = p->site, .codes = p->codes, .ncodes = p->ncodes};
    version_narrow(p->a, &o, to, to->o.body_at, to->src->text.n, p->d);
}
