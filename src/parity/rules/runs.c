#include "parity/rules/runs.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "parity/script.h"

enum {
    LATIN_WORDS = 5,  /* a run in another script than the block's: fewer may be a name */
    LATIN_SURE = 8,   /* so many need not be the original's own words */
    SHARED_WORDS = 6, /* the same, where both languages have the block's script */
    SHARED_SURE = 8,  /* with fewer little words among them */
    LOWER_WORDS = 3,  /* of them in lower case: titles have capitals */
    HAN_SIGNS = 6,    /* with a word among them that no name has */
    CELL_SIGNS = 2,   /* the same in a cell of a table, all that it has */
    HAN_SURE = 12,    /* without one */
    WINDOW = 4,       /* words that are looked for in the original first */
};

typedef struct search {
    const speaker *s;
    str here, there; /* the two blocks as they were written */
    bool is_row;
} search;

/* ---- stretches ---- */

/* What may part a name, a quotation or code from the text around it begins with one of these. */
static const uint8_t leads[256] = {
    ['"'] = 1, ['`'] = 1, ['*'] = 1,  ['_'] = 1,  ['['] = 1,  [']'] = 1,  ['('] = 1,  [')'] = 1,
    ['<'] = 1, ['>'] = 1, ['|'] = 1,  ['{'] = 1,  ['}'] = 1,  ['='] = 1,  ['#'] = 1,  ['\\'] = 1,
    ['~'] = 1, ['^'] = 1, [0xC2] = 2, ['\''] = 2, [0xE2] = 2, [0xE3] = 2, [0xEF] = 2,
};

/* Bytes of what does that and is not of ASCII, or an apostrophe, which within a word is none. */
static size_t wide_breaker(str text, size_t i) {
    static const str wide[] = {{"\xC2\xAB", 2},     {"\xC2\xBB", 2},     {"\xE3\x80\x88", 3},
                               {"\xE3\x80\x89", 3}, {"\xE3\x80\x8A", 3}, {"\xE3\x80\x8B", 3},
                               {"\xE3\x80\x8C", 3}, {"\xE3\x80\x8D", 3}, {"\xE3\x80\x8E", 3},
                               {"\xE3\x80\x8F", 3}, {"\xE3\x80\x90", 3}, {"\xE3\x80\x91", 3},
                               {"\xEF\xBC\x88", 3}, {"\xEF\xBC\x89", 3}, {"\xE2\x80\x98", 3},
                               {"\xE2\x80\x9A", 3}, {"\xE2\x80\x9C", 3}, {"\xE2\x80\x9D", 3},
                               {"\xE2\x80\x9E", 3}, {"\xE2\x80\x99", 3}, {"'", 1}};
    size_t n = 0;
    for (size_t k = 0; k < sizeof wide / sizeof *wide && !n; k++)
        n = str_starts(str_from(text, i), wide[k]) ? wide[k].n : 0;
    bool is_within = n && i && i + n < text.n && byte_may_be_letter(text.p[i - 1]) &&
                     byte_may_be_letter(text.p[i + n]);
    bool is_apostrophe = text.p[i] == '\'' || str_starts(str_from(text, i), S("\xE2\x80\x99"));
    return is_within && is_apostrophe ? 0 : n;
}

/* Bytes of a quote, bracket or other mark at i; 0: there is none. */
static inline size_t breaker_at(str text, size_t i) {
    uint8_t lead = leads[(unsigned char)text.p[i]];
    bool is_sign = lead == 2 && (text.p[i] != '\xE3' || text.n - i < 2 || text.p[i + 1] == '\x80');
    return is_sign ? wide_breaker(text, i) : lead == 1;
}

/* Is it a letter of another script than the translation's? Whitespace and signs are of none. */
typedef enum { NO_LETTER, OWN, FOREIGN } letter;

static letter letter_at(const tongue *own, str s) {
    int which = script_of(s);
    if (which < 0)
        return NO_LETTER;
    return tongue_has_script(own, (script)which) ? OWN : FOREIGN;
}

/* ---- in another script ---- */

/* Of the words behind the first one, few begin with a capital. */
static bool is_no_title(str run) {
    uint32_t lower = 0, upper = 0;
    for (size_t i = 1; i < run.n; i++) {
        if (!ascii_is_space(run.p[i - 1]))
            continue;
        unsigned class = byte_class(run.p[i]);
        lower += (class & BYTE_LOWER) != 0;
        upper += (class & BYTE_UPPER) != 0;
    }
    return lower >= LOWER_WORDS && lower >= 2 * upper;
}

/* What a clause can hardly do without, and names do not have. */
#define HAN_WORDS S("的了是在我有不也很说説說会會没沒她它们們把被让讓给給但吗嗎呢吧着著")

static bool has_han_word(str text) {
    for (size_t i = 0; i + 3 <= text.n; i++)
        if ((unsigned char)text.p[i] >= 0xE4 && str_has(HAN_WORDS, str_slice(text, i, i + 3)))
            return true;
    return false;
}

static bool is_latin_left(const search *x, str run, const profile *q) {
    bool is_verbatim = q->words >= LATIN_WORDS && str_has(x->there, run);
    return tongue_has_words(x->s->from) && tongue_has_script(x->s->from, SCRIPT_LATIN) &&
           (is_verbatim || (q->words >= LATIN_SURE && q->distinct[0] > 2)) &&
           profile_speaks(q, 0) && is_no_title(run);
}

/* Text of a script that the original has, too, is talked about, if that is not its own. */
static bool is_talked_about(const search *x, const profile *q) {
    profile there = profile_of(x->there, NULL, NULL);
    for (int i = 0; i < SCRIPTS; i++)
        if (q->of[i] && there.of[i] && !tongue_has_script(x->s->from, (script)i))
            return true;
    return false;
}

/* A cell of a table that is the original's, in signs that the readers do not know. */
static bool is_cell_left(const search *x, str run, size_t from, size_t end) {
    str rest = str_ltrim(str_from(x->here, end)), before = str_rtrim(str_slice(x->here, 0, from));
    if (!x->is_row || !str_starts(rest, S("|")) || !str_ends(before, S("|")) ||
        x->s->shares_script || tongue_has_script(x->s->from, SCRIPT_LATIN))
        return false;
    profile q = profile_of(run, x->s->from, x->s->to);
    return q.letters == profile_own(&q, x->s->from) && q.letters >= CELL_SIGNS &&
           str_has(x->there, run);
}

static bool is_run_left(const search *x, str run) {
    profile q = profile_of(run, x->s->from, x->s->to);
    if (q.of[SCRIPT_LATIN] == q.letters)
        return is_latin_left(x, run, &q);
    uint32_t syllables = q.of[SCRIPT_KANA] + q.of[SCRIPT_HANGUL];
    uint32_t dense = q.of[SCRIPT_HAN] + syllables;
    bool is_it = dense ? dense >= HAN_SURE ||
                             (dense >= HAN_SIGNS && (has_han_word(run) || q.of[SCRIPT_KANA] > 1))
                       : q.letters >= SIGNS && q.words > 2;
    return is_it && !is_talked_about(x, &q);
}

/* Of titles that are linked a part is often left, and the kind of work said beside it. */
bool runs_are_linked(str text, size_t from, size_t end) {
    size_t open = str_rfind_char(str_slice(text, 0, from), '[');
    size_t close = str_find_char(str_from(text, end), ']');
    if (open == STR_NONE || close == STR_NONE ||
        str_find_char(str_slice(text, open + 1, end + close), ']') != STR_NONE ||
        str_find_char(str_slice(text, open + 1, end + close), '[') != STR_NONE)
        return false;
    str behind = str_from(text, end + close + 1);
    return str_starts(behind, S("(")) || str_starts(behind, S("["));
}

/* The first run of foreign letters, with signs between them, that is not all between two marks. */
static str find_foreign(const search *x) {
    size_t from = STR_NONE, end = 0;
    bool is_behind = false, begins_so = false; /* a mark */
    for (size_t i = 0, n; i <= x->here.n; i += n) {
        n = i < x->here.n ? script_char((unsigned char)x->here.p[i]) : 1;
        bool is_mark = i < x->here.n && breaker_at(x->here, i);
        letter is = is_mark || i == x->here.n ? OWN : letter_at(x->s->to, str_from(x->here, i));
        if (is == FOREIGN) {
            begins_so = from == STR_NONE ? is_behind : begins_so;
            from = from == STR_NONE ? i : from;
            end = i + n;
        } else if (is == OWN) {
            str run = str_slice(x->here, from == STR_NONE ? end : from, end);
            bool is_title =
                (begins_so && is_mark) || (from != STR_NONE && runs_are_linked(x->here, from, end));
            if (from != STR_NONE &&
                (is_title ? is_cell_left(x, run, from, end) : is_run_left(x, run)))
                return run;
            from = STR_NONE;
            is_behind = is_mark;
        }
    }
    return (str){0};
}

/* ---- in the same script ---- */

static bool is_shared_left(const search *x, str run) {
    profile q = profile_of(run, x->s->from, x->s->to);
    bool speaks = q.distinct[0] > 2 && 10 * q.hits[0] >= 3 * q.words && q.hits[0] > 2 * q.hits[1];
    bool is_long = q.words >= SHARED_SURE && profile_speaks(&q, 0) && !q.hits[1];
    return (is_long || (speaks && q.words >= SHARED_WORDS)) && is_no_title(run);
}

static size_t word_end(str text, size_t i) {
    while (i < text.n && !ascii_is_space(text.p[i]) && !breaker_at(text, i))
        i++;
    return i;
}

static size_t next_word(str text, size_t i) {
    i = word_end(text, i);
    while (i < text.n && ascii_is_space(text.p[i]))
        i++;
    return i;
}

/* Behind some words that begin at i, as many as WINDOW; 0: something parts them. */
static size_t window_end(str text, size_t i) {
    size_t end = i;
    for (int k = 0; k < WINDOW; k++) {
        i = k ? next_word(text, i) : i;
        if (i >= text.n || breaker_at(text, i))
            return 0;
        end = word_end(text, i);
    }
    return end;
}

/* Words from i on that the original has so, as many as there are. */
static str verbatim_at(const search *x, size_t i) {
    str here = x->here, there = x->there;
    size_t end = window_end(here, i), at;
    if (!end || (at = str_find(there, str_slice(here, i, end))) == STR_NONE)
        return (str){0};
    for (size_t next = end; next < here.n && ascii_is_space(here.p[next]);) {
        size_t stop = word_end(here, next + 1);
        if (!str_starts(str_from(there, at), str_slice(here, i, stop)))
            break;
        next = end = stop;
    }
    return str_slice(here, i, end);
}

/* Bytes of a space that begins at i; 0: there is none. French has one of two within its quotes. */
static size_t space_at(str text, size_t i) {
    str rest = str_from(text, i);
    bool is_wide = str_starts(rest, S("\xC2\xA0")) || str_starts(rest, S("\xE2\x80\xAF"));
    return is_wide ? script_char((unsigned char)rest.p[0]) : rest.n && ascii_is_space(rest.p[0]);
}

/* Is a mark before it and one behind, as for a quotation? */
static bool is_enclosed(str text, size_t from, size_t end) {
    while (from > 0 && space_at(text, utf8_back(text, from)))
        from = utf8_back(text, from);
    for (size_t n; (n = space_at(text, end));)
        end += n;
    return from > 0 && end < text.n && breaker_at(text, utf8_back(text, from)) &&
           breaker_at(text, end);
}

/* The first run of words that the original has, and that are its language's. */
static str find_shared(const search *x) {
    for (size_t i = 0, next; i < x->here.n; i = next) {
        next = next_word(x->here, i);
        next += next < x->here.n && breaker_at(x->here, next) ? breaker_at(x->here, next) : 0;
        next = next > i ? next : i + 1;
        str run = verbatim_at(x, i);
        bool is_title =
            run.n && (is_enclosed(x->here, i, i + run.n) || runs_are_linked(x->here, i, i + run.n));
        if (run.n && !is_title && is_shared_left(x, run))
            return run;
        next = is_title ? i + run.n : next;
    }
    return (str){0};
}

/* Has the block letters of another script, more than a name's? Of Latin ones, words of the
 * original's language? */
static bool may_have_foreign(const speaker *s, const profile *q, bool is_row) {
    uint32_t least = is_row ? CELL_SIGNS : HAN_SIGNS;
    bool has_latin = tongue_has_script(s->to, SCRIPT_LATIN);
    if (!has_latin && q->distinct[0] > 1 && q->words >= LATIN_WORDS)
        return true;
    uint32_t rest = q->letters - q->of[SCRIPT_LATIN];
    return rest >= least &&
           rest + (has_latin ? q->of[SCRIPT_LATIN] : 0) >= profile_own(q, s->to) + least;
}

/* Has the block little words of the original's language, and some that are not its own? */
static bool may_have_shared(const speaker *s, const profile *q) {
    enum { NOT_OWN = 2 };
    return s->shares_script && q->distinct[0] > 1 && q->words >= SHARED_WORDS &&
           q->known >= q->hits[1] + NOT_OWN;
}

str runs_find(const speaker *s, const leaf *from, const leaf *to, const profile *q) {
    bool is_foreign = may_have_foreign(s, q, to->class == LEAF_ROW),
         is_shared = may_have_shared(s, q);
    if (!is_foreign && !is_shared)
        return (str){0};
    search x = {.s = s,
                .is_row = to->class == LEAF_ROW,
                .here = str_slice(s->p->to->src->text, to->at, to->at + to->n),
                .there = str_slice(s->p->from->src->text, from->at, from->at + from->n)};
    str run = is_foreign ? find_foreign(&x) : (str){0};
    return is_shared && !run.n ? find_shared(&x) : run;
}
