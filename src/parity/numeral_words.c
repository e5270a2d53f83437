/* Numbers in words: "dreihundertfünfundvierzig", "quatre-vingt-dix", "две тысячи двадцать". */
#include "parity/numeral_words.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "parity/numeral_table.h"

typedef struct word {
    char op; /* of the table's: '+', 'x', 's', 'm', 'a', 'v', 'h', '&' */
    bool is_stem, has_half;
    uint64_t value;
} word;

typedef struct reader {
    arena *a;
    unsigned flags;
    map words, stems;
    size_t longest; /* bytes of a word */
    numbers *out;
    /* what was read up to here of one number */
    uint64_t total, section, last;
    bool has_half;
    unsigned count;
} reader;

/* ---- the table ---- */

static word read_worth(str worth) {
    word w = {.op = '+'};
    if (worth.n && strchr("xsmavh&", worth.p[0])) {
        w.op = worth.p[0];
        worth = str_from(worth, 1);
    }
    w.has_half = w.op == 'h';
    if (str_ends(worth, S("h"))) {
        w.has_half = true;
        worth.n--;
    }
    for (size_t i = 0; i < worth.n; i++)
        w.value = w.value * 10 + (uint64_t)(worth.p[i] - '0');
    return w;
}

static void add_form(reader *r, str form, const word *w) {
    word *x = arena_make(r->a, word, 1);
    *x = *w;
    x->is_stem = str_ends(form, S("*"));
    form.n -= x->is_stem;
    r->longest = form.n > r->longest ? form.n : r->longest;
    *map_at(x->is_stem ? &r->stems : &r->words, form) = x;
    if (x->is_stem && !map_get(&r->words, form))
        *map_at(&r->words, form) = x;
}

static void read_table(reader *r, const numeral_table *t) {
    str rest = str_of(t->words), entry, worth, forms, form;
    while (rest.n) {
        str_cut(rest, S(" "), &entry, &rest);
        str_cut(entry, S("="), &worth, &forms);
        word w = read_worth(worth);
        while (forms.n) {
            str_cut(forms, S("/"), &form, &forms);
            add_form(r, form, &w);
        }
    }
    r->flags = t->flags;
}

/* ---- one number ---- */

static void emit(reader *r, uint64_t value, bool has_half) {
    if (r->out->n >= NUMBERS_MAX)
        return;
    bool fits = has_half && value < UINT64_MAX / 10 - 1;
    *vec_push(r->a, r->out) = (number){
        .nreadings = 1, .readings = {fits ? amount_of(value * 10 + 5, -1) : amount_of(value, 0)}};
}

/* One word alone has been told. */
static void finish(reader *r) {
    if (r->count > 1 || r->has_half)
        emit(r, r->total + r->section, r->has_half);
    r->total = r->section = r->last = 0;
    r->has_half = false;
    r->count = 0;
}

static uint64_t times(uint64_t x, uint64_t by) {
    x = x ? x : 1;
    return x > UINT64_MAX / 16 / by ? x : x * by;
}

static void apply(reader *r, const word *w) {
    uint64_t value = w->value;
    switch (w->op) {
    case '&': return;
    case 'h': break;
    case 'x': r->section = times(r->section, value); break;
    case 's':
        r->total += times(r->section, value);
        r->section = 0;
        break;
    case 'm': r->section += times(r->last, value) - r->last; break;
    case 'a': r->section += value; break;
    case 'v':
        value = r->last == 4 ? 76 : value;
        r->section += value;
        break;
    default: r->section += value; break;
    }
    r->last = value;
    r->has_half = r->has_half || w->has_half;
    r->count++;
}

/* ---- words ---- */

/* How many bytes of the last `max` characters there are. */
static size_t ending(str s, size_t max) {
    size_t n = 0;
    for (size_t chars = 0; n < s.n && chars < max; chars++)
        do
            n++;
        while (n < s.n && ((unsigned char)s.p[s.n - n] & 0xC0) == 0x80);
    return n;
}

static const word *find_word(const reader *r, str s) {
    enum { ENDING = 4 };
    const word *w = map_get(&r->words, s);
    for (size_t chars = 1; !w && chars <= ENDING; chars++) {
        size_t n = ending(s, chars);
        w = n < s.n ? map_get(&r->stems, str_slice(s, 0, s.n - n)) : NULL;
    }
    return w;
}

/* The longest word that `s` begins with. */
static const word *find_first(const reader *r, str s, size_t *n) {
    for (*n = s.n < r->longest ? s.n : r->longest; *n > 0; --*n) {
        bool is_border = *n == s.n || ((unsigned char)s.p[*n] & 0xC0) != 0x80;
        const word *w = is_border ? map_get(&r->words, str_slice(s, 0, *n)) : NULL;
        if (w)
            return w;
    }
    return NULL;
}

/* A word that is several: what follows the last of them is an ending, if it may have one. */
static bool add_glued(reader *r, str s) {
    enum { PARTS = 12 };
    const word *parts[PARTS];
    size_t n = 0, len = 0, ending_max = 12;
    while (s.n && n < PARTS && (parts[n] = find_first(r, s, &len))) {
        s = str_from(s, len);
        n++;
    }
    bool may_end = n && (!s.n || (parts[n - 1]->is_stem && s.n <= ending_max) ||
                         (unsigned char)s.p[0] >= 0xEA); /* Hangul: what is counted */
    if (!may_end || n < 2)
        return false;
    reader alone = *r;
    alone.total = alone.section = alone.last = alone.count = 0;
    alone.has_half = false;
    for (size_t i = 0; i < n; i++) {
        apply(r, parts[i]);
        apply(&alone, parts[i]);
    }
    finish(&alone);
    return true;
}

static const word *find_prefixed(const reader *r, str s) {
    const word *w = find_word(r, s);
    bool may_be = !w && (r->flags & NUMERAL_PREFIXED) && s.n > 4;
    return may_be ? find_word(r, str_from(s, 2)) : w;
}

static void add_word(reader *r, str s) {
    if ((r->flags & NUMERAL_GLUED) && add_glued(r, s))
        return;
    const word *w = find_prefixed(r, s);
    if (!w) {
        finish(r);
        return;
    }
    /* Hundreds and more begin a number, or follow thousands. */
    if (w->op == '+' && r->section && w->value >= 100)
        finish(r);
    apply(r, w);
    if (w->op != '&' && (w->value || !w->has_half))
        emit(r, w->value, w->op != 'h' && w->has_half);
}

/* ---- a text ---- */

static bool is_letter(uint32_t cp) {
    return cp == '\'' || cp == 0x2019 || utf8_is_letter(cp) || utf8_is_mark(cp);
}

/* Spaces and hyphens, which join words to one number. */
static bool joins(uint32_t cp) {
    return cp == ' ' || cp == '-' || cp == '\n' || cp == 0xA0 || cp == 0x202F || cp == 0x5BE ||
           cp == 0x2011 || cp == 0xAD;
}

/* Lower case, and of Hindi no signs of nukta: they may be a letter's part or a sign of its own. */
static str prepare(arena *a, str text, bool is_hindi) {
    buf lower = buf_new(a, text.n + 16);
    utf8_downcase(&lower, text);
    str low = buf_str(&lower);
    if (!is_hindi)
        return low;
    buf out = buf_new(a, low.n);
    for (size_t i = 0, n; i < low.n; i += n) {
        uint32_t cp;
        n = utf8_decode(str_from(low, i), &cp);
        cp = cp == 0x95B ? 0x91C : cp == 0x95C ? 0x921 : cp == 0x95D ? 0x922 : cp;
        if (cp != 0x93C)
            buf_codepoint(&out, cp);
    }
    return buf_str(&out);
}

bool numeral_has_words(str tag) {
    str language, rest;
    str_cut(tag, S("-"), &language, &rest);
    for (size_t i = 0; i < numeral_tables_n; i++)
        if (str_eq_fold(language, str_of(numeral_tables[i].tag)))
            return true;
    return false;
}

void numeral_read_words(arena *a, str text, str tag, numbers *out) {
    reader r = {.a = a, .words = map_new(a), .stems = map_new(a), .out = out};
    str language, rest;
    str_cut(tag, S("-"), &language, &rest);
    for (size_t i = 0; i < numeral_tables_n; i++)
        if (str_eq_fold(language, str_of(numeral_tables[i].tag)))
            read_table(&r, &numeral_tables[i]);
    if (!r.longest)
        return;
    str low = prepare(a, text, str_eq_fold(language, S("hi")));
    for (size_t at = 0; at < low.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(low, at), &cp), end = at;
        if (!is_letter(cp)) {
            if (!joins(cp))
                finish(&r);
            at += n;
            continue;
        }
        for (; end < low.n && is_letter(cp); n = utf8_decode(str_from(low, end), &cp))
            end += n;
        add_word(&r, str_slice(low, at, end));
        at = end;
    }
    finish(&r);
}
