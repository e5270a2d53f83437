#include "parity/rules/bytes.h"

#include <string.h>

#include "base/byte_set.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "parity/twin.h"

/* More of them say no more. */
enum { MANY_HITS = 1000 };

/* The bytes with which something that is looked for begins, control characters too: plain text goes
 * by quickly. */
#define IS_LEAD(c)                                                                                 \
    (((c) < 0x20 && (c) != '\t' && (c) != '\n' && (c) != '\r') || (c) == '?' || (c) == '&' ||      \
     (c) == '\\' || (c) == '<' || (c) == '[' || (c) == '_' || (c) == '{' || (c) == '@' ||          \
     (c) == '%' || (c) == 0x7F || (c) == 0xC2 || (c) == 0xC3 || ((c) >= 0xCC && (c) <= 0xD1) ||    \
     (c) == 0xD9 || ((c) >= 0xE1 && (c) <= 0xE3) || (c) == 0xE9 || (c) == 0xEE || (c) == 0xEF ||   \
     (c) == 0xF3 || (c) == 0xF4)

static const byte_set leads = BYTE_SET(IS_LEAD);

typedef struct finder {
    arena *a;
    str text;
    bool is_cyrillic;
    hits *out;
    hits controls; /* bidirectional ones, balanced or not */
} finder;

static unsigned char byte_at(const finder *f, size_t i) {
    return i < f->text.n ? (unsigned char)f->text.p[i] : 0;
}

static size_t add(finder *f, hit_kind kind, size_t at, size_t n) {
    hit h = {.kind = kind, .at = (uint32_t)at, .n = (uint32_t)n};
    utf8_decode(str_from(f->text, at), &h.cp);
    h.is_fixable = kind == HIT_INVISIBLE;
    *vec_push(f->a, kind == HIT_BIDI ? &f->controls : f->out) = h;
    return n;
}

/* ---- words that are decomposed ---- */

enum { WORD_BYTES = 48 };

static bool is_word_byte(char c) {
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static bool goes_on(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The word around [at, end), of scripts without spaces a part of it. */
static str word_around(str text, size_t at, size_t end) {
    size_t from = at, to = end;
    while (from > 0 && at - from < WORD_BYTES && is_word_byte(text.p[from - 1]))
        from--;
    while (from < at && goes_on(text.p[from]))
        from++;
    while (to < text.n && to - end < WORD_BYTES && is_word_byte(text.p[to]))
        to++;
    while (to > end && to < text.n && goes_on(text.p[to]))
        to--;
    return str_slice(text, from, to);
}

/* A mark at `at`, n bytes: could it be one with the letter before it? */
static size_t find_decomposed(finder *f, size_t at, size_t n) {
    size_t from = utf8_back(f->text, at);
    str letter = str_slice(f->text, from, at + n);
    if (str_eq(utf8_nfc(f->a, letter), letter))
        return n;
    str word = word_around(f->text, from, at + n);
    size_t start = (size_t)(word.p - f->text.p);
    hit h = {HIT_DECOMPOSED, (uint32_t)start, (uint32_t)word.n, 0, utf8_nfc(f->a, word), true};
    if (f->out->n && f->out->p[f->out->n - 1].at + f->out->p[f->out->n - 1].n > start)
        return n;
    *vec_push(f->a, f->out) = h;
    return start + word.n - at;
}

/* ---- placeholders ---- */

static size_t digits_end(const finder *f, size_t i) {
    while (ascii_is_digit((char)byte_at(f, i)))
        i++;
    return i;
}

static size_t upper_end(const finder *f, size_t i) {
    while (byte_at(f, i) >= 'A' && byte_at(f, i) <= 'Z')
        i++;
    return i;
}

/* Behind "PLACEHOLDER_12", "PH1", "CODE-3": a word of tools, maybe a parting character, and a
 * number; 0: there is none. */
static size_t name_end(const finder *f, size_t i, bool wants_number) {
    static const str words[] = {{"PLACEHOLDER", 11}, {"PH", 2},  {"CODE", 4}, {"LINK", 4},
                                {"URL", 3},          {"TAG", 3}, {"VAR", 3},  {"TOKEN", 5},
                                {"INLINE", 6},       {"IMG", 3}, {"KEEP", 4}, {"BLOCK", 5}};
    size_t end = upper_end(f, i);
    str word = str_slice(f->text, i, end);
    size_t k = 0, count = sizeof words / sizeof *words;
    while (k < count && !str_eq(words[k], word))
        k++;
    if (k == count)
        return 0;
    if (byte_at(f, end) == '_' && upper_end(f, end + 1) > end + 1) /* "CODE_BLOCK_1" */
        return name_end(f, end + 1, wants_number);
    size_t number = end + (byte_at(f, end) && strchr("_-: ", byte_at(f, end)));
    if (digits_end(f, number) > number)
        return digits_end(f, number);
    return wants_number || k > 1 ? 0 : end;
}

static size_t skip_spaces(const finder *f, size_t i) {
    while (byte_at(f, i) == ' ')
        i++;
    return i;
}

static size_t close_with(const finder *f, size_t at, size_t end, str with) {
    end = end ? skip_spaces(f, end) : 0;
    return end && str_starts(str_from(f->text, end), with) ? end + with.n - at : 0;
}

/* "<|im_end|>", "[/INST]", "<end_of_turn>": what parts the turns of a model's talk. */
static size_t turn_mark(const finder *f, size_t at) {
    static const str marks[] = {
        {"[INST]", 6}, {"[/INST]", 7}, {"<end_of_turn>", 13}, {"<start_of_turn>", 15}};
    size_t end = at + 2;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(str_from(f->text, at), marks[i]))
            return marks[i].n;
    if (byte_at(f, at) != '<' || byte_at(f, at + 1) != '|')
        return 0;
    while (ascii_is_alnum((char)byte_at(f, end)) || byte_at(f, end) == '_')
        end++;
    return end > at + 2 && str_starts(str_from(f->text, end), S("|>")) ? end + 2 - at : 0;
}

/* Bytes of the placeholder at `at`; 0: there is none. */
static size_t placeholder(const finder *f, size_t at) {
    char c = f->text.p[at], next = (char)byte_at(f, at + 1);
    bool twice = c == next;
    switch (c) {
    case '_':
    case '@':
    case '%': {
        size_t name = twice ? name_end(f, at + 2, true) : 0, number = digits_end(f, at + 2);
        bool is_number = twice && c == '@' && number > at + 2; /* "@@0@@" */
        return close_with(f, at, is_number ? number : name, str_slice(f->text, at, at + 2));
    }
    case '[':
        return twice ? close_with(f, at, name_end(f, at + 2, false), S("]]"))
                     : close_with(f, at, name_end(f, at + 1, true), S("]"));
    case '{':
        return twice ? close_with(f, at, name_end(f, skip_spaces(f, at + 2), false), S("}}"))
                     : close_with(f, at, name_end(f, at + 1, true), S("}"));
    case '<': {
        size_t end = next == 'P' ? name_end(f, at + 1, true) : 0;
        size_t n = close_with(f, at, end, S("/>"));
        return n ? n : close_with(f, at, end, S(">"));
    }
    default: break;
    }
    /* ⟦2⟧, ⟪2⟫ */
    size_t end = upper_end(f, at + 3);
    end += byte_at(f, end) == '_' || byte_at(f, end) == ':';
    char close[] = "\xE2\x9F\xA7";
    close[2] = (char)(f->text.p[at + 2] + 1);
    return digits_end(f, end) > end ? close_with(f, at, digits_end(f, end), str_of(close)) : 0;
}

static size_t find_placeholder(finder *f, size_t at) {
    size_t n = placeholder(f, at);
    if (n)
        return add(f, HIT_PLACEHOLDER, at, n);
    n = turn_mark(f, at);
    if (!n)
        return 1;
    *vec_push(f->a, f->out) = (hit){
        .kind = HIT_TURN, .at = (uint32_t)at, .n = (uint32_t)n, .fix = {"", 0}, .is_fixable = true};
    return n;
}

/* ---- one place ---- */

static size_t find_doubled(finder *f, size_t at) {
    size_t end, from = at;
    str fix;
    if (byte_at(f, at + 2) < 0x80 || !bytes_undouble(f->a, f->text, at, &end, &fix))
        return 2;
    while (from > 0 && ascii_is_alnum(f->text.p[from - 1]))
        from--;
    hit h = {.kind = HIT_DOUBLED, .at = (uint32_t)from, .n = (uint32_t)(end - from)};
    h.fix = str_cat(f->a, str_slice(f->text, from, at), fix);
    h.is_fixable = true;
    *vec_push(f->a, f->out) = h;
    return end - at;
}

/* A letter of Greek or Cyrillic beside one of ASCII: in a word that is ASCII but for twins. */
static size_t find_mixed(finder *f, size_t at) {
    bool is_beside =
        (at && ascii_is_alpha(f->text.p[at - 1])) || ascii_is_alpha((char)byte_at(f, at + 2));
    str word = is_beside ? word_around(f->text, at, at + 2) : (str){0};
    if (!word.n || !twin_is_mixed(word))
        return 2;
    size_t start = (size_t)(word.p - f->text.p);
    hit h = {.kind = HIT_MIXED, .at = (uint32_t)start, .n = (uint32_t)word.n};
    h.fix = twin_mended(f->a, word);
    *vec_push(f->a, f->out) = h;
    return start + word.n > at + 2 ? start + word.n - at : 2;
}

static size_t add_decoded(finder *f, size_t at, size_t n, const buf *fix, uint32_t page) {
    hit h = {.kind = HIT_DOUBLED, .at = (uint32_t)at, .n = (uint32_t)n, .cp = page};
    h.fix = buf_str(fix);
    h.is_fixable = true;
    *vec_push(f->a, f->out) = h;
    return n;
}

static size_t find_cyrillic(finder *f, size_t at) {
    unsigned char second = byte_at(f, at + 1);
    bool may_be = byte_at(f, at) == 0xD0 && (second == 0xA0 || second == 0xA1);
    buf fix = may_be ? buf_new(f->a, 32) : (buf){0};
    size_t n = may_be ? bytes_undouble_cyrillic(f->text, at, &fix) : 0;
    if (!n && !f->is_cyrillic) {
        fix = buf_new(f->a, 8);
        n = bytes_undouble_1251(f->text, at, &fix);
    }
    return n ? add_decoded(f, at, n, &fix, 1251) : find_mixed(f, at);
}

static size_t find_mac(finder *f, size_t at) {
    buf fix = buf_new(f->a, 8);
    size_t n = bytes_undouble_mac(f->text, at, &fix);
    return n ? add_decoded(f, at, n, &fix, 10000) : 3;
}

static size_t find_general(finder *f, size_t at) {
    unsigned char second = byte_at(f, at + 1), third = byte_at(f, at + 2);
    if (second == 0x9F && (third == 0xA6 || third == 0xAA))
        return find_placeholder(f, at);
    if (second == 0x88 && third == 0x9A)
        return find_mac(f, at);
    if (second == 0x80 && third >= 0xAA && third <= 0xAE)
        return add(f, HIT_BIDI, at, 3);
    if (second == 0x80 && (third == 0x8B || third == 0xA8 || third == 0xA9))
        return add(f, HIT_INVISIBLE, at, 3);
    if (second == 0x81 && third >= 0xA6 && third <= 0xA9)
        return add(f, HIT_BIDI, at, 3);
    if (second == 0x81 && third >= 0xA0 && third <= 0xAF)
        return add(f, HIT_INVISIBLE, at, 3);
    return 3;
}

/* The tags that make a flag of 🏴 are seen. */
static bool is_flag(const finder *f, size_t at) {
    while (at >= 4 && str_eq(str_slice(f->text, at - 4, at - 2), S("\xF3\xA0")))
        at -= 4;
    return at >= 4 && str_eq(str_slice(f->text, at - 4, at), S("\xF0\x9F\x8F\xB4"));
}

/* Of planes and blocks that have no characters of their own. */
static size_t find_private(finder *f, size_t at, size_t n) {
    uint32_t cp;
    utf8_decode(str_from(f->text, at), &cp);
    bool is_private = (cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0xF0000 && cp <= 0x10FFFD);
    return is_private ? add(f, HIT_INVISIBLE, at, n) : n;
}

/* U+FE00 to U+FE0D and U+E0100 to U+E01EF choose a form of the sign before: Chinese has such forms,
 * letters of ASCII and other selectors have none. */
static size_t find_selector(finder *f, size_t at, size_t n) {
    unsigned char before = at ? (unsigned char)f->text.p[at - 1] : ' ';
    bool again =
        at >= n && f->text.p[at - n] == f->text.p[at] && f->text.p[at - n + 1] == f->text.p[at + 1];
    return before < 0x80 || again ? add(f, HIT_INVISIBLE, at, n) : n;
}

/* "\u00e9" */
static size_t find_escape(finder *f, size_t at) {
    if (byte_at(f, at + 1) != 'u')
        return 2;
    for (size_t i = at + 2; i < at + 6; i++)
        if (ascii_hex((char)byte_at(f, i)) < 0)
            return 2;
    return add(f, HIT_ESCAPE, at, 6);
}

/* "&amp;eacute;", "&amp;#39;" */
static size_t find_entity(finder *f, size_t at) {
    str rest = str_from(f->text, at);
    size_t n = 5;
    if (!str_starts(rest, S("&amp;")))
        return 1;
    while (n < rest.n && n < 20 && (ascii_is_alnum(rest.p[n]) || rest.p[n] == '#'))
        n++;
    bool is_one = n > 6 && n < rest.n && rest.p[n] == ';';
    return is_one ? add(f, HIT_ESCAPE, at, n + 1) : 5;
}

/* "(?????? ???)": no sentence asks so, and no address does. */
static size_t find_questions(finder *f, size_t at) {
    enum { LEAST = 3 };
    size_t n = str_leading(str_from(f->text, at), '?');
    char before = at ? f->text.p[at - 1] : ' ';
    bool begins = ascii_is_space(before) || strchr("(\"'*_", before);
    return n >= LEAST && begins ? add(f, HIT_QUESTIONS, at, n) : n;
}

/* 锟斤拷 is what two characters U+FFFD are in GBK. */
static size_t find_lost(finder *f, size_t at) {
    static const str lost = {"\xE9\x94\x9F\xE6\x96\xA4\xE6\x8B\xB7", 9};
    if (byte_at(f, at + 1) != 0x94 || !str_starts(str_from(f->text, at), lost))
        return 3;
    size_t n = lost.n;
    while (str_starts(str_from(f->text, at + n), lost))
        n += lost.n;
    return add(f, HIT_REPLACED, at, n);
}

/* Bytes to go on. */
static size_t look(finder *f, size_t at) {
    unsigned char c = byte_at(f, at), second = byte_at(f, at + 1), third = byte_at(f, at + 2);
    if (c < 0x20 || c == 0x7F)
        return add(f, HIT_INVISIBLE, at, 1);
    switch (c) {
    case '?': return find_questions(f, at);
    case '&': return find_entity(f, at);
    case '\\': return find_escape(f, at);
    case 0xCE:
    case 0xCF: return find_mixed(f, at);
    case 0xD0:
    case 0xD1: return find_cyrillic(f, at);
    case 0xE9: return find_lost(f, at);
    case 0xEE: return find_private(f, at, 3);
    case 0xF4: return find_private(f, at, 4);
    case 0xC2:
        return second == 0xAD || (second < 0xA0 && second != 0x85) ? add(f, HIT_INVISIBLE, at, 2)
                                                                   : 2;
    case 0xC3: return second >= 0x82 && second <= 0xB4 ? find_doubled(f, at) : 2;
    case 0xCC: return find_decomposed(f, at, 2);
    case 0xCD: return second < 0xB0 && second != 0x8F ? find_decomposed(f, at, 2) : 2;
    case 0xD9: return second >= 0x93 && second <= 0x95 ? find_decomposed(f, at, 2) : 2;
    case 0xE1:
        if (second >= 0x85 && second <= 0x87)
            return find_decomposed(f, at, 3);
        return second == 0xA0 && third == 0x8E ? add(f, HIT_INVISIBLE, at, 3) : 3;
    case 0xE2: return find_general(f, at);
    case 0xE3:
        if (second == 0x82 && (third == 0x99 || third == 0x9A))
            return find_decomposed(f, at, 3);
        return second == 0x85 && third == 0xA4 ? add(f, HIT_INVISIBLE, at, 3) : 3;
    case 0xEF:
        if (second == 0xBF && third == 0xBD)
            return add(f, HIT_REPLACED, at, 3);
        if (second == 0xBF && third >= 0xB9 && third <= 0xBB)
            return add(f, HIT_INVISIBLE, at, 3);
        if (second < 0xA4)
            return find_private(f, at, 3);
        if (second == 0xB8 && third >= 0x80 && third <= 0x8D)
            return find_selector(f, at, 3);
        return at && second == 0xBB && third == 0xBF ? add(f, HIT_INVISIBLE, at, 3) : 3;
    case 0xF3:
        if (second == 0xA0 && (third == 0x80 || third == 0x81) && !is_flag(f, at))
            return add(f, HIT_INVISIBLE, at, 4);
        if (second == 0xA0 && third >= 0x84 && third <= 0x87)
            return find_selector(f, at, 4);
        return second >= 0xB0 ? find_private(f, at, 4) : 4;
    default: return find_placeholder(f, at);
    }
}

/* ---- bidirectional controls ---- */

static bool is_isolate(uint32_t cp) {
    return cp >= 0x2066 && cp <= 0x2068;
}

static bool has_blank_line(str s) {
    size_t at;
    while ((at = str_find_char(s, '\n')) != STR_NONE) {
        s = str_from(s, at + 1);
        str line = str_slice(s, 0, str_find_char(s, '\n'));
        if (line.n < s.n && !str_trim(line).n)
            return true;
    }
    return false;
}

/* The first of the controls [i, end), which are one paragraph's, that has no counterpart. */
static const hit *unbalanced(const finder *f, size_t i, size_t end) {
    enum { DEPTH = 64 };
    const hit *open[DEPTH], *stray = NULL;
    size_t depth = 0;
    for (; i < end; i++) {
        const hit *h = &f->controls.p[i];
        bool ends = h->cp == 0x202C || h->cp == 0x2069;
        if (!ends && depth < DEPTH)
            open[depth++] = h;
        else if (ends && depth && is_isolate(open[depth - 1]->cp) == (h->cp == 0x2069))
            depth--;
        else if (ends && !stray)
            stray = h;
    }
    return depth ? open[0] : stray;
}

static void match_controls(finder *f) {
    for (size_t i = 0, end; i < f->controls.n; i = end) {
        const hit *h = f->controls.p;
        for (end = i + 1; end < f->controls.n; end++)
            if (has_blank_line(str_slice(f->text, h[end - 1].at, h[end].at)))
                break;
        const hit *odd = unbalanced(f, i, end);
        if (odd)
            *vec_push(f->a, f->out) = *odd;
    }
}

/* The next byte that is worth a look. Of Japanese every other character is led by E3, but only two
 * of the bytes behind that are. `i` is behind the end where the text is cut within a character. */
static size_t next_lead(byte_scan *s, size_t i) {
    const unsigned char *p = (const unsigned char *)s->text.p;
    size_t n = s->text.n;
    for (; i < n && (i = byte_next(s, i)) < n; i += 3) {
        bool is_plain = n - i >= 3 && p[i] == 0xE3 && p[i + 1] != 0x82 && p[i + 1] != 0x85;
        if (!is_plain)
            return i;
    }
    return n;
}

void bytes_find(arena *a, str text, bool is_cyrillic, hits *out) {
    finder f = {.a = a, .text = text, .is_cyrillic = is_cyrillic, .out = out};
    byte_scan s = {.set = &leads, .text = text};
    for (size_t i = 0; (i = next_lead(&s, i)) < text.n && out->n < MANY_HITS;)
        i += look(&f, i);
    match_controls(&f);
}
