/* Code blocks: the same but for comments. */
#include "parity/rules/code.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "parity/comment.h"
#include "parity/rules/exchanged.h"
#include "parity/rules/fence_info.h"
#include "parity/rules/reworded.h"
#include "parity/twin.h"

/* "+ // why" behind the sign of a line that is new: a comment all the same. */
static bool is_marked_comment(str line) {
    return line.n && memchr("+-*", line.p[0], 3) &&
           str_starts(str_ltrim(str_from(line, 1)), S("//"));
}

/* As code in the language of `info`: the text of a leaf, with tabs or blanks before its lines. */
static block read_lines(arena *a, const leaf *l, str text, str info) {
    block b = {.leaf = l};
    code_lines c = code_lines_of(text, info);
    code_line line;
    while (code_next(&c, &line.code, &line.whole)) {
        if (is_marked_comment(line.whole))
            continue;
        line.n = c.n;
        line.is_text = c.is_text;
        *vec_push(a, &b) = line;
    }
    return b;
}

/* Where line n of a block stands in the source, without what its container puts before it. */
static span line_span(const outline *o, const leaf *l, uint32_t n, str whole) {
    uint32_t first = source_place(o->src, l->at).line;
    uint32_t number = first + n - (l->flags & LEAF_IS_FENCED ? 0 : 1);
    str line = source_line(o->src, number);
    size_t at = str_find(line, str_trim(whole));
    uint32_t start = source_offset(o->src, number, 1);
    return span_of(o->src, start + (at == STR_NONE ? 0 : at),
                   at == STR_NONE ? 0 : str_trim(whole).n);
}

/* Where the code of a line stands, without a comment before or behind it. */
static span code_span(const outline *o, const leaf *l, const code_line *line) {
    span at = line_span(o, l, line->n, line->whole);
    str code = str_trim(line->code);
    size_t before = (size_t)(code.p - str_trim(line->whole).p);
    return at.n >= before + code.n ? span_of(at.src, at.at + before, code.n)
                                   : span_of(at.src, at.at, 0);
}

/* The words of a line from the first to the last that another line has not. */
static str find_words(str line, str other) {
    size_t from = 0, to = line.n, end = other.n;
    while (from < line.n && from < other.n && line.p[from] == other.p[from])
        from++;
    while (to > from && end > from && line.p[to - 1] == other.p[end - 1]) {
        to--;
        end--;
    }
    while (from > 0 && !ascii_is_space(line.p[from - 1]))
        from--;
    while (to < line.n && !ascii_is_space(line.p[to]))
        to++;
    return str_slice(line, from, to);
}

/* Where that of a line stands which differs from another one. */
static span words_span(const outline *o, const leaf *l, const code_line *line,
                       const code_line *other) {
    span at = code_span(o, l, line);
    str code = str_trim(line->code), words = find_words(code, str_trim(other->code));
    bool is_part = words.n && at.n && !str_eq(code, str_trim(other->code));
    return is_part ? span_of(at.src, at.at + (size_t)(words.p - code.p), words.n)
                   : line_span(o, l, line->n, line->whole);
}

/* ---- typographic quotes ---- */

/* The ASCII character that a typographic one stands for; 0: it is none. */
static char plain_quote(uint32_t cp) {
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x201A: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB: return '"';
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    default: return 0;
    }
}

/* A dash may have been one hyphen or, as before options, two. */
static str with_plain_quotes(arena *a, str s, bool has_two) {
    buf b = buf_new(a, 2 * s.n);
    while (s.n) {
        uint32_t cp;
        size_t n = utf8_decode(s, &cp);
        char c = plain_quote(cp);
        if (c)
            buf_char(&b, c);
        if (c == '-' && has_two)
            buf_char(&b, c);
        else if (!c)
            buf_add(&b, str_slice(s, 0, n));
        s = str_from(s, n);
    }
    return buf_str(&b);
}

bool code_is_smart(arena *a, str from, str to) {
    return !str_eq(from, to) && (str_eq(with_plain_quotes(a, to, false), from) ||
                                 str_eq(with_plain_quotes(a, to, true), from));
}

/* ---- the lines ---- */

/* Characters nobody sees are told elsewhere. */
static bool is_same_code(arena *a, str from, str to) {
    return str_eq(from, to) || twin_of(a, from, to) == TWIN_INVISIBLE;
}

static bool find_difference(arena *a, const block *from, const block *to, difference *out) {
    size_t i = 0, n = from->n, m = to->n;
    while (i < n && i < m && is_same_code(a, from->p[i].code, to->p[i].code))
        i++;
    if (i == n && i == m)
        return false;
    while (n > i && m > i && is_same_code(a, from->p[n - 1].code, to->p[m - 1].code)) {
        n--;
        m--;
    }
    *out = (difference){i, n, m};
    return true;
}

static rule_id rule_of(const pair *p, const block *from, const block *to, const difference *x) {
    bool smart = is_changed(x) && code_is_smart(p->a, from->p[x->first].code, to->p[x->first].code);
    bool is_twin = is_changed(x) &&
                   (twin_of(p->a, from->p[x->first].code, to->p[x->first].code) == TWIN_LETTERS ||
                    twin_is_mixed(to->p[x->first].code));
    return smart ? RULE_CODE_SMART_QUOTES : is_twin ? RULE_BYTES_CONFUSABLE : RULE_CODE_CHANGED;
}

/* Where the first of the original's lines that are missing would be: comments stand between it and
 * the lines around it. */
static span place_missing(const pair *p, const block *from, const block *to, const difference *x) {
    const outline *o = &p->to->o;
    uint32_t before = to->p[x->first - 1].n, behind = to->p[x->first].n;
    uint32_t n = before + from->p[x->first].n - from->p[x->first - 1].n;
    return line_span(o, to->leaf, n < behind ? n : behind, to->p[x->first].whole);
}

/* The first of the lines that differ, or, where lines are missing, the one before which they do. */
static span place_of(const pair *p, const block *from, const block *to, const difference *x) {
    const outline *o = &p->to->o;
    if (x->first && x->first < to->n && x->first == x->to_end)
        return place_missing(p, from, to, x);
    if (is_changed(x))
        return words_span(o, to->leaf, &to->p[x->first], &from->p[x->first]);
    if (x->first < to->n)
        return line_span(o, to->leaf, to->p[x->first].n, to->p[x->first].whole);
    if (to->n)
        return line_span(o, to->leaf, to->p[to->n - 1].n, to->p[to->n - 1].whole);
    return span_of(o->src, to->leaf->at, 0);
}

static span place_in_original(const pair *p, const block *from, const block *to,
                              const difference *x) {
    const outline *o = &p->from->o;
    if (is_changed(x))
        return words_span(o, from->leaf, &from->p[x->first], &to->p[x->first]);
    if (!from->n)
        return outline_leaf(o, from->leaf);
    size_t line = x->first < from->n ? x->first : from->n - 1;
    return line_span(o, from->leaf, from->p[line].n, from->p[line].whole);
}

/* A line whose code differs in the white space before it only. Its container's is left as it is. */
static void fix_indent(const pair *p, diag *e, str want, str got, span at) {
    str before = str_slice(got, 0, got.n - str_ltrim(got).n);
    if (str_ends(str_slice(at.src->text, 0, at.at), before))
        diag_fix(p->d, e, span_of(at.src, at.at - before.n, before.n),
                 str_slice(want, 0, want.n - str_ltrim(want).n));
}

static rewording reword(const pair *p, const block *from, const block *to, const code_line *line,
                        const code_line *got, uint32_t *words) {
    return line->is_text && got->is_text
               ? reworded_text(p, from->leaf, to->leaf, line->code, got->code, words)
               : reworded_line(p, from->leaf, to->leaf, line->code, got->code, words);
}

/* Was a line translated for readers, and is the code of it the same? */
static bool is_reworded(const pair *p, const block *from, const block *to, size_t i) {
    uint32_t words = 0;
    return reword(p, from, to, &from->p[i], &to->p[i], &words) == REWORDED_TEXTS && words > 1;
}

/* Lines that were changed one by one: each gets the original's code and keeps its comment. What was
 * translated for readers stays. */
static void fix_lines(const pair *p, diag *e, const block *from, const block *to,
                      const difference *x) {
    if (x->from_end != x->to_end)
        return;
    for (size_t i = x->first; i < x->to_end; i++) {
        const code_line *want = &from->p[i], *got = &to->p[i];
        span at = code_span(&p->to->o, to->leaf, got);
        if (str_eq(want->code, got->code) || !at.n || is_reworded(p, from, to, i))
            continue;
        if (str_eq(str_trim(want->code), str_trim(got->code)))
            fix_indent(p, e, want->code, got->code, at);
        else
            diag_fix(p->d, e, at, str_trim(want->code));
    }
}

/* ---- texts that people read ---- */

static bool is_of_name(char c) {
    return ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Is a blank between two characters more than layout: "tests. smoke", "$ {name}", "-- force"? */
static bool is_parted(char before, str rest) {
    str behind = str_ltrim(str_from(rest, 1)); /* texts are put together with "." too */
    return before == '$' || (is_of_name(rest.p[0]) && (is_of_name(before) || before == '.')) ||
           (rest.p[0] == '.' && is_of_name(before) && behind.n && is_of_name(behind.p[0]));
}

bool code_is_spaced(str x, str y) {
    if (indent_of(x) != indent_of(y))
        return false;
    for (x = str_ltrim(x), y = str_ltrim(y); x.n && y.n && x.p[0] == y.p[0];) {
        str next = str_ltrim(str_from(x, 1)), other = str_ltrim(str_from(y, 1));
        bool is_blank = next.n + 1 < x.n, is_other_blank = other.n + 1 < y.n;
        if (is_blank != is_other_blank && next.n && is_parted(x.p[0], next))
            return false;
        x = next;
        y = other;
    }
    return !x.n && !y.n;
}

/* A line of what signs draw, further in or out: "   / __ \\ /   |". */
static bool is_drawn(str x, str y) {
    enum { LEAST = 8 };
    for (size_t i = 0; i < x.n; i++)
        if (!strchr(" _/\\|()<>-=`'.,", x.p[i]))
            return false;
    return str_trim(x).n >= LEAST && str_eq(str_trim(x), str_trim(y));
}

/* Are there more lines on one side? Then lines at both ends of which only texts were translated
 * are not what is told of. */
static void narrow(const pair *p, const block *from, const block *to, difference *x) {
    uint32_t words = 0;
    while (is_changed(x) &&
           reword(p, from, to, &from->p[x->first], &to->p[x->first], &words) != REWORDED_CODE)
        x->first++;
    while (is_changed(x) && reword(p, from, to, &from->p[x->from_end - 1], &to->p[x->to_end - 1],
                                   &words) != REWORDED_CODE) {
        x->from_end--;
        x->to_end--;
    }
}

/* Lines that differ one by one. Gives what is the matter with them; where code was changed,
 * *x begins with its first line. */
static rewording find_changed(const pair *p, const block *from, const block *to, difference *x) {
    rewording worst = REWORDED_SAME;
    uint32_t words = 0;
    if (x->from_end != x->to_end) {
        narrow(p, from, to, x);
        return REWORDED_CODE;
    }
    for (size_t i = x->first; i < x->to_end && worst != REWORDED_CODE; i++) {
        str want = from->p[i].code, got = to->p[i].code;
        bool is_spaced_only =
            !str_eq(want, got) && (code_is_spaced(want, got) || is_drawn(want, got));
        rewording is =
            is_spaced_only ? REWORDED_TEXTS : reword(p, from, to, &from->p[i], &to->p[i], &words);
        words += is_spaced_only ? 2 : 0;
        worst = is > worst ? is : worst;
        x->first = is == REWORDED_CODE ? i : x->first;
    }
    return worst == REWORDED_TEXTS && words < 2 ? REWORDED_CODE : worst;
}

/* Does a block stand further in or out as a whole, each line as far? */
static bool is_shifted(const block *from, const block *to) {
    if (from->n != to->n || !from->n)
        return false;
    for (size_t i = 0; i < from->n; i++) {
        str x = from->p[i].code, y = to->p[i].code;
        size_t in = indent_of(x) + indent_of(to->p[0].code);
        if (!str_eq(str_ltrim(x), str_ltrim(y)) || in != indent_of(y) + indent_of(from->p[0].code))
            return false;
    }
    return true;
}

/* Does it depend on where its first line begins? Of several lines that all stood further in than
 * the margin hardly any language does. */
static bool is_by_indent(const leaf *l, const block *to) {
    return to->n < 2 || indent_of(to->p[0].code) || code_kind_of(l->info) != CODE_NAMED ||
           str_is_in_words(code_language(l->info),
                           " py python py3 python3 make makefile haskell hs nim pug sass slim haml "
                           "coffee coffeescript fsharp yaml yml ");
}

/* White space before both is left out, unless it is what differs. */
static diag *add_changed(const pair *p, rule_id id, span at, str want, str got) {
    if (!str_eq(str_trim(want), str_trim(got))) {
        want = str_trim(want);
        got = str_trim(got);
    }
    return diag_add(p->d, id, at, "the code is %.*s, in the original %.*s",
                    STR_FMT(code_quote_beside(p->a, got, want)),
                    STR_FMT(code_quote_beside(p->a, want, got)));
}

static bool are_spaced(const block *from, const block *to, const difference *x) {
    if (x->from_end != x->to_end)
        return false;
    for (size_t i = x->first; i < x->from_end; i++)
        if (!code_is_spaced(from->p[i].code, to->p[i].code))
            return false;
    return true;
}

/* May a block be text for readers, as far as its fence tells? */
static bool may_be_prose(const leaf *l) {
    return code_kind_of(l->info) != CODE_NAMED ||
           str_is_in_words(code_language(l->info), " md markdown ");
}

static uint32_t line_no(const outline *o, const block *b, size_t i) {
    return source_place(o->src, line_span(o, b->leaf, b->p[i].n, b->p[i].whole).at).line;
}

static str lines_no(const pair *p, const outline *o, const block *b, size_t first, size_t end) {
    return lines_name(p->a, line_no(o, b, first), line_no(o, b, end - 1));
}

/* Did a line that is missing become a comment? */
static bool is_commented(const block *from, const block *to, const difference *x) {
    str code = str_trim(from->p[x->first].code);
    return x->first + 1 == x->from_end && x->first == x->to_end && code.n > 2 &&
           str_has(to->leaf->text, code);
}

/* What to do where one side has more lines. */
static str cure_of_lines(const pair *p, const block *from, const block *to, const difference *x) {
    const outline *there = &p->from->o, *here = &p->to->o;
    buf out = buf_new(p->a, 128);
    if (is_commented(from, to, x))
        return S("it is in a comment here: take the sign of the comment before it away");
    if (x->first == x->from_end) {
        buf_printf(&out, "remove %.*s, or write it as a comment if it is one",
                   STR_FMT(lines_no(p, here, to, x->first, x->to_end)));
        return buf_str(&out);
    }
    buf_printf(&out, "copy %.*s of %.*s ", STR_FMT(lines_no(p, there, from, x->first, x->from_end)),
               STR_FMT(p->from->src->path));
    if (x->first < x->to_end)
        buf_printf(&out, "in place of %.*s", STR_FMT(lines_no(p, here, to, x->first, x->to_end)));
    else if (x->first < to->n)
        buf_lit(&out, "here");
    else
        buf_lit(&out, "to the end of this block");
    return buf_str(&out);
}

/* Lines that follow one another in the original and are nowhere here are put in as they are. */
static void fix_missing(const pair *p, diag *e, const block *from, const block *to,
                        const difference *x) {
    const outline *there = &p->from->o, *here = &p->to->o;
    if (x->first != x->to_end || from->leaf->context || to->leaf->context || !x->first ||
        x->first == to->n || is_commented(from, to, x) ||
        from->p[x->from_end - 1].n - from->p[x->first].n != x->from_end - 1 - x->first)
        return;
    str all = p->from->src->text;
    size_t begin = str_line_begin(all, code_span(there, from->leaf, &from->p[x->first]).at);
    size_t end = str_line_end(all, code_span(there, from->leaf, &from->p[x->from_end - 1]).at);
    span at = place_missing(p, from, to, x);
    size_t line = str_line_begin(here->src->text, at.at);
    diag_fix(p->d, e, span_of(here->src, line, 0), str_slice(all, begin, end));
}

/* Is it the sum of a file, or a commit? */
static bool is_sum(str s) {
    enum { SHORTEST = 16 };
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = ascii_lower(s.p[i]);
        digits += ascii_is_digit(c);
        letters += c >= 'a' && c <= 'f';
    }
    return s.n >= SHORTEST && digits && letters && digits + letters == s.n;
}

/* Is any of the lines that differ a sum that is another one? No text for readers has any, and *x
 * then begins with it. */
static bool find_other_sum(const block *from, const block *to, difference *x) {
    for (size_t i = x->first; x->from_end == x->to_end && i < x->to_end; i++) {
        str want = str_trim(from->p[i].code), got = str_trim(to->p[i].code);
        if (is_sum(find_words(want, got)) && utf8_is_ascii(find_words(got, want))) {
            x->first = i;
            return true;
        }
    }
    return false;
}

static void tell_difference(const pair *p, const block *from, const block *to, difference *x) {
    bool is_prose = may_be_prose(from->leaf) && !find_other_sum(from, to, x);
    rewording is = find_changed(p, from, to, x);
    if (is == REWORDED_SAME)
        return;
    rule_id id = rule_of(p, from, to, x);
    size_t lost = x->from_end - x->first, got = x->to_end - x->first;
    span at = place_of(p, from, to, x);
    diag *e;
    if (is_changed(x))
        e = add_changed(p, id, at, from->p[x->first].code, to->p[x->first].code);
    else if (lost)
        e = diag_add(p->d, id, at, "%zu line%s of the original's code %s missing here: %.*s", lost,
                     lost == 1 ? "" : "s", lost == 1 ? "is" : "are",
                     STR_FMT(code_quote(p->a, str_trim(from->p[x->first].code))));
    else
        e = diag_add(p->d, id, at, "%zu line%s of code more than the original has: %.*s", got,
                     got == 1 ? "" : "s",
                     STR_FMT(code_quote(p->a, str_trim(to->p[x->first].code))));
    bool is_free = (from->leaf->context && to->leaf->context) || !is_by_indent(from->leaf, to);
    bool is_for_readers =
        id == RULE_CODE_CHANGED && (is == REWORDED_TEXTS || code_is_words(from, to, x));
    bool is_text =
        is_for_readers ||
        (id == RULE_CODE_CHANGED && ((is_free && is_shifted(from, to)) || are_spaced(from, to, x) ||
                                     code_is_laid_out(p->a, from, to, x)));
    if (e && (is_prose || is_text) && id != RULE_BYTES_CONFUSABLE)
        diag_weaken(p->d, e, SEV_WARNING);
    bool is_one = x->first < x->from_end && x->first < x->to_end;
    str blank =
        is_one ? twin_blank_help(p->a, from->p[x->first].code, to->p[x->first].code) : (str){0};
    str help = id == RULE_BYTES_CONFUSABLE ? twin_help(p->a, to->p[x->first].code)
               : blank.n                   ? blank
               : id == RULE_CODE_CHANGED && is_prose
                   ? S("take it from the original; text for readers begins with ```text there and "
                       "here")
               : is_for_readers ? S("take it from the original, if it is no text for readers")
               : x->from_end != x->to_end ? cure_of_lines(p, from, to, x)
                                          : S("take the code from the original; comments may be "
                                              "translated");
    diag_help(p->d, e, "%.*s", STR_FMT(help));
    diag_also(p->d, e, place_in_original(p, from, to, x), "the original");
    if (!is_prose || id != RULE_CODE_CHANGED || are_spaced(from, to, x))
        fix_lines(p, e, from, to, x); /* else it may be text that was translated */
    if (!is_prose && !is_text && lost)
        fix_missing(p, e, from, to, x);
}

static void check_block(const pair *p, const leaf *from, const leaf *to) {
    if (from->hash == to->hash || code_kind_of(from->info) == CODE_OUTPUT)
        return;
    str text = code_indented_as(p->a, from->text, to->text, from->info);
    block x = read_lines(p->a, from, text, from->info);
    block y = read_lines(p->a, to, to->text, from->info);
    difference d;
    bool is_moved = from->context != to->context && is_shifted(&x, &y); /* told as such */
    if (!is_moved && find_difference(p->a, &x, &y, &d))
        tell_difference(p, &x, &y, &d);
}

void rule_code(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || pair_to(p, x)->class != LEAF_CODE)
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (fence_info_is_below(p, from, to) || code_is_exchanged(p, i))
            continue;
        fence_check_info(p, from, to);
        size_t told = p->d->n;
        check_block(p, from, to);
        if (p->d->n > told)
            code_end_settle(p, i);
    }
}
