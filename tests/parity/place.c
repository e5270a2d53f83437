/* Places in a note: its leaves, their lines, and the text in them that is nothing but text. */
#include <string.h>

#include "base/utf8.h"
#include "mutate.h"

/* ---- leaves ---- */

const leaf *any_leaf(trial *t, leaf_test *is_wanted) {
    const leaf *got = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < t->o->n; i++)
        if (is_wanted(t, &t->o->leaves[i]) && any(t, ++seen) == 0)
            got = &t->o->leaves[i];
    return got;
}

const leaf *next_leaf(const trial *t, const leaf *l) {
    size_t i = (size_t)(l - t->o->leaves) + 1;
    return i < t->o->n ? l + 1 : NULL;
}

const leaf *previous_leaf(const trial *t, const leaf *l) {
    return l > t->o->leaves ? l - 1 : NULL;
}

const leaf *counterpart(const trial *t, const leaf *l) {
    uint32_t i = t->b->counterparts[l - t->o->leaves];
    return i == ALIGN_NONE ? NULL : &t->b->from->o.leaves[i];
}

unsigned leaf_depth(const leaf *l) {
    unsigned n = 0;
    for (uint64_t c = l->context; c; c >>= 4)
        n++;
    return n;
}

unsigned outer_context(const leaf *l) {
    uint64_t c = l->context;
    while (c >> 4)
        c >>= 4;
    return (unsigned)c;
}

const leaf *run_end(const trial *t, const leaf *l) {
    for (const leaf *next; (next = next_leaf(t, l)) && outer_context(next) == outer_context(l);)
        l = next;
    return l;
}

const leaf *run_begin(const trial *t, const leaf *l) {
    for (const leaf *p; (p = previous_leaf(t, l)) && outer_context(p) == outer_context(l);)
        l = p;
    return l;
}

const leaf *section_end(const trial *t, const leaf *heading) {
    const leaf *l = heading;
    for (const leaf *next; (next = next_leaf(t, l)); l = next)
        if (next->class == LEAF_HEADING && next->level <= heading->level)
            break;
    return l;
}

/* ---- lines ---- */

size_t line_begin(str text, size_t at) {
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

size_t line_after(str text, size_t at) {
    while (at < text.n && text.p[at] != '\n')
        at++;
    return at < text.n ? at + 1 : at;
}

range lines_between(const trial *t, const leaf *first, const leaf *last) {
    size_t at = line_begin(t->text, first->at), end = last->at + last->n;
    while (end > last->at && ascii_is_space(t->text.p[end - 1]))
        end--;
    end = line_after(t->text, end);
    return (range){at, end - at};
}

range inner_list(const trial *t, const leaf *first) {
    const leaf *last = first;
    while (next_leaf(t, last) && leaf_depth(next_leaf(t, last)) >= 2)
        last++;
    return lines_between(t, first, last);
}

range whole_lines(const trial *t, const leaf *l) {
    return lines_between(t, l, l);
}

range with_blanks(str text, range r) {
    size_t end = r.at + r.n;
    for (;;) {
        size_t next = line_after(text, end);
        if (next == end || str_trim(str_slice(text, end, next)).n)
            return (range){r.at, end - r.at};
        end = next;
    }
}

str range_text(const trial *t, range r) {
    return str_slice(t->text, r.at, r.at + r.n);
}

bool has_definitions(str text) {
    str line;
    while (text.n) {
        str_cut(text, S("\n"), &line, &text);
        line = str_trim(line);
        if (str_starts(line, S("[")) && str_has(line, S("]:")))
            return true;
    }
    return false;
}

/* ---- which leaves ---- */

bool is_paragraph(const trial *t, const leaf *l) {
    str line = str_slice(t->text, line_begin(t->text, l->at), l->at);
    return l->class == LEAF_TEXT && !l->context && !(l->flags & LEAF_IS_NOTE) && !line.n &&
           l->chars >= 20;
}

bool is_plain_paragraph(const trial *t, const leaf *l) {
    if (!is_paragraph(t, l))
        return false;
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind != ATOM_STRONG && l->atoms[i].kind != ATOM_EMPH)
            return false;
    return true;
}

/* One leaf alone, beside others of its list. */
bool is_item(const trial *t, const leaf *l) {
    const leaf *next = next_leaf(t, l), *previous = previous_leaf(t, l);
    bool has_more = next && next->context == l->context && !(next->flags & LEAF_IS_ITEM);
    bool has_inner = next && leaf_depth(next) > leaf_depth(l);
    bool has_neighbour =
        (next && next->context == l->context) || (previous && previous->context == l->context);
    str before = str_trim(str_slice(t->text, line_begin(t->text, l->at), l->at));
    return (l->flags & LEAF_IS_ITEM) && !has_more && !has_inner && has_neighbour &&
           outer_context(l) != IN_QUOTE && before.n && before.n < 8;
}

bool is_heading(const trial *t, const leaf *l) {
    return l->class == LEAF_HEADING && !l->context && l->at < t->text.n && t->text.p[l->at] == '#';
}

bool is_code(const trial *t, const leaf *l) {
    return l->class == LEAF_CODE && (l->flags & LEAF_IS_FENCED) && l->text.n &&
           (t->text.p[l->at] == '`' || t->text.p[l->at] == '~');
}

/* ---- prose ---- */

static void hide(uint8_t *mask, size_t from, size_t to, size_t n) {
    for (size_t i = from; i < to && i < n; i++)
        mask[i] = 0;
}

/* The length of what begins at i and is no prose; 0: it is prose. */
static size_t skip_mark(str s, size_t i) {
    static const struct {
        const char *open, *close;
    } marks[] = {{"](", ")"},  {"][", "]"},  {"[^", "]"}, {"<", ">"},  {"{{", "}}"},
                 {"{%", "%}"}, {"{*", "*}"}, {"{:", "}"}, {"{#", "}"}, {"{ #", "}"}};
    str rest = str_from(s, i);
    if (s.p[i] == '`') {
        size_t n = 0;
        while (n < rest.n && rest.p[n] == '`')
            n++;
        size_t end = str_find(str_from(rest, n), str_slice(rest, 0, n));
        return end == STR_NONE ? n : 2 * n + end;
    }
    if (s.p[i] == '\\' || s.p[i] == '|' || s.p[i] == '&')
        return s.p[i] == '\\' ? 2 : 1;
    if (str_starts(rest, S("http://")) || str_starts(rest, S("https://"))) {
        size_t n = 0;
        while (n < rest.n && !ascii_is_space(rest.p[n]) && (unsigned char)rest.p[n] < 0x80)
            n++;
        return n;
    }
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        if (!str_starts(rest, str_of(marks[k].open)))
            continue;
        size_t end = str_find(rest, str_of(marks[k].close));
        if (end != STR_NONE)
            return end + strlen(marks[k].close);
    }
    return 0;
}

const uint8_t *prose_of(const trial *t, const leaf *l) {
    str s = str_slice(t->text, l->at, l->at + l->n);
    uint8_t *mask = (uint8_t *)arena_bytes(t->a, s.n + 1);
    bool is_text = l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_ROW;
    memset(mask, is_text, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        size_t n = skip_mark(s, i);
        hide(mask, i, i + n, s.n);
        i += n ? n - 1 : 0;
    }
    return mask;
}

static bool is_all_prose(const uint8_t *mask, size_t at, size_t n) {
    for (size_t i = at; i < at + n; i++)
        if (!mask[i])
            return false;
    return true;
}

bool any_match(trial *t, matcher *m, range *out, const leaf **of) {
    size_t seen = 0;
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        const uint8_t *mask = prose_of(t, l);
        for (size_t i = 0; i < l->n; i++) {
            size_t n = mask[i] ? m(t->text, l->at + i) : 0;
            if (!n || i + n > l->n || !is_all_prose(mask, i, n))
                continue;
            if (any(t, ++seen) == 0) {
                *out = (range){l->at + i, n};
                if (of)
                    *of = l;
            }
            i += n - 1;
        }
    }
    return seen > 0;
}

static bool is_letter_at(str text, size_t at, size_t *n) {
    uint32_t cp;
    *n = utf8_decode(str_from(text, at), &cp);
    return utf8_is_letter(cp) || utf8_is_mark(cp);
}

size_t match_word(str text, size_t at) {
    size_t n = 0, letters = 0, len;
    bool is_inside = at > 0 && ((text.p[at - 1] & 0x80) || ascii_is_alnum(text.p[at - 1]));
    while (!is_inside && at + n < text.n && is_letter_at(text, at + n, &len)) {
        n += len;
        letters++;
    }
    return letters >= 3 ? n : 0;
}

/* ---- sentences ---- */

static size_t stop_at(str text, size_t at) {
    static const char *const stops[] = {". ", "! ", "? ", "。", "！", "？", "؟ ", "। "};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_starts(str_from(text, at), str_of(stops[i])))
            return strlen(stops[i]);
    return 0;
}

void sentence_ends(const trial *t, const leaf *l, offsets *out) {
    const uint8_t *mask = prose_of(t, l);
    int depth = 0, stars = 0;
    for (size_t i = 0; i < l->n; i++) {
        char c = t->text.p[l->at + i];
        if (!mask[i])
            continue;
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        stars ^= c == '*' || c == '_';
        size_t n = depth <= 0 && !stars && i > 2 ? stop_at(t->text, l->at + i) : 0;
        bool is_number = i > 0 && ascii_is_digit(t->text.p[l->at + i - 1]);
        if (n && !is_number && i + n < l->n &&
            str_trim(str_slice(t->text, l->at + i + n, l->at + l->n)).n)
            *vec_push(t->a, out) = l->at + i + n;
    }
}

/* ---- atoms ---- */

bool atom_range(const outline *o, const leaf *l, const atom *x, range *out) {
    span at = outline_atom(o, l, x);
    *out = (range){at.at, at.n};
    return x->text.n && at.n == x->text.n &&
           str_eq(str_slice(o->src->text, at.at, at.at + at.n), x->text);
}

const atom *any_atom(trial *t, atom_test *is_wanted, const leaf **of) {
    const atom *got = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < t->o->n; i++) {
        const leaf *l = &t->o->leaves[i];
        for (uint32_t k = 0; k < l->natoms; k++)
            if (is_wanted(t, l, &l->atoms[k]) && any(t, ++seen) == 0) {
                got = &l->atoms[k];
                *of = l;
            }
    }
    return got;
}

/* ---- languages ---- */

str script_of(str tag) {
    static const in_language rows[] = {
        {"", "latin"},      {"ar", "arabic"},     {"fa", "arabic"},     {"ur", "arabic"},
        {"he", "hebrew"},   {"hi", "devanagari"}, {"mr", "devanagari"}, {"ja", "kana"},
        {"ko", "hangul"},   {"zh", "han"},        {"ru", "cyrillic"},   {"uk", "cyrillic"},
        {"bg", "cyrillic"}, {"el", "greek"},      {"th", "thai"},       {"bn", "bengali"},
        {"ta", "tamil"}};
    return said_in(tag, rows, sizeof rows / sizeof *rows);
}

str said_in(str tag, const in_language *rows, size_t n) {
    str language, rest;
    for (size_t i = 0; i < n; i++)
        if (str_eq_fold(tag, str_of(rows[i].tag)))
            return str_of(rows[i].text);
    str_cut(tag, S("-"), &language, &rest);
    for (size_t i = 0; i < n; i++)
        if (str_eq_fold(language, str_of(rows[i].tag)))
            return str_of(rows[i].text);
    return str_of(rows[0].text);
}
