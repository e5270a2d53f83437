/* What a note need not have to be tried on: the rows of puts.tsv say what is put into the original,
 * and what into the translation at the same place. */
#include <stdlib.h>

#include "base/buf.h"
#include "mutate.h"

/* ---- the table ---- */

/* \n, \t, \\ and \u{FEFF} */
static str unescape(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char next = i + 1 < s.n ? s.p[i + 1] : 0;
        if (s.p[i] != '\\' || !next) {
            buf_char(&b, s.p[i]);
            continue;
        }
        i++;
        size_t close = next == 'u' ? str_find_char(str_from(s, i), '}') : STR_NONE;
        if (close != STR_NONE) {
            buf_codepoint(&b, (uint32_t)strtoul(s.p + i + 2, NULL, 16));
            i += close;
        } else {
            buf_char(&b, next == 'n' ? '\n' : next == 't' ? '\t' : next);
        }
    }
    return buf_str(&b);
}

puts_table puts_read(arena *a, const char *path) {
    str text = file_text(a, path), line;
    puts_table out = {0};
    while (text.n) {
        str_cut(text, S("\n"), &line, &text);
        if (!line.n || line.p[0] == '#')
            continue;
        put *x = vec_push(a, &out);
        str_cut(line, S("\t"), &x->name, &line);
        str_cut(line, S("\t"), &x->place, &line);
        str_cut(line, S("\t"), &x->tags, &line);
        str_cut(line, S("\t"), &x->from, &x->to);
        x->from = unescape(a, x->from);
        x->to = unescape(a, x->to);
    }
    return out;
}

static bool lists(str tags, str tag) {
    str one;
    while (tags.n) {
        str_cut(tags, S(","), &one, &tags);
        if (str_eq_fold(one, tag))
            return true;
    }
    return false;
}

static bool has_exact(const trial *t) {
    for (size_t i = 0; i < t->all->puts.n; i++)
        if (str_eq(t->all->puts.p[i].name, t->name) && lists(t->all->puts.p[i].tags, t->b->to->tag))
            return true;
    return false;
}

/* A row for the language: for all of its tag, if there is one, else for the language alone. What is
 * put into the original is English then. */
static const put *any_put(trial *t) {
    const put *got = NULL;
    str language, rest, tag = t->b->to->tag;
    size_t seen = 0;
    str_cut(tag, S("-"), &language, &rest);
    if (has_exact(t))
        language = tag;
    bool is_english = str_starts(t->b->from->tag, S("en"));
    for (size_t i = 0; i < t->all->puts.n; i++) {
        const put *x = &t->all->puts.p[i];
        bool fits = (is_english && lists(x->tags, language)) || str_eq(x->tags, S("*"));
        if (str_eq(x->name, t->name) && fits && any(t, ++seen) == 0)
            got = x;
    }
    return got;
}

/* ---- places ---- */

static bool is_wanted(const trial *t, const leaf *l) {
    const leaf *from = counterpart(t, l);
    str behind = str_from(t->text, l->at + l->n);
    return is_plain_paragraph(t, l) && from && from->class == LEAF_TEXT && !from->context &&
           from->chars >= 20 && !str_has(str_slice(behind, 0, behind.n < 3 ? behind.n : 3), S("{"));
}

static size_t end_of(str text, const leaf *l) {
    return l->at + str_rtrim(str_slice(text, l->at, l->at + l->n)).n;
}

/* Where the line of dashes stands that ends the front matter; 0: there is none. */
static size_t dashes_of(const note *n) {
    str text = n->src->text;
    size_t at = n->body_at;
    if (!str_starts(text, S("---\n")))
        return 0;
    do
        at = line_begin(text, at - 1);
    while (at && !str_starts(str_from(text, at), S("---")));
    return at;
}

/* How far the first line goes on that is not the same. */
static size_t first_difference(str x, str y) {
    size_t i = 0;
    while (i < x.n && i < y.n && x.p[i] == y.p[i])
        i++;
    return i;
}

static bool put_both(trial *t, const put *x, size_t from, size_t to) {
    edit_original(t, from, 0, x->from);
    add_edit(t, to, 0, x->to);
    t->into = first_difference(x->from, x->to);
    add_fault(t, to);
    return true;
}

bool put_make(trial *t) {
    const put *x = any_put(t);
    if (!x)
        return false;
    if (str_eq(x->place, S("front"))) {
        size_t from = dashes_of(t->b->from), to = dashes_of(t->b->to);
        return from && to && put_both(t, x, from, to);
    }
    const leaf *l = any_leaf(t, is_wanted);
    if (!l)
        return false;
    return put_both(t, x, end_of(t->b->from->src->text, counterpart(t, l)), end_of(t->text, l));
}
