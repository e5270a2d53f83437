#include "parity/rules/times.h"

#include <string.h>

#include "base/bytes.h"

enum { LEAST = 2, MOST = 12 }; /* such numbers are spelled out */

static bool is_times(str text, const number *x) {
    str s = str_from(text, x->at + x->n);
    bool is_x = str_starts(s, S("x")) && (s.n == 1 || !ascii_is_word(s.p[1]));
    return str_starts(s, S("×")) || str_starts(s, S(" ×")) || is_x || str_starts(s, S(" times ")) ||
           str_starts(s, S("-fold"));
}

static const struct {
    char language[3];
    const char *word;
} words[] = {{"zh", "倍"},    {"ja", "倍"},    {"ko", "배"},    {"fr", "fois"}, {"de", "mal"},
             {"es", "veces"}, {"pt", "vezes"}, {"it", "volte"}, {"ru", "раз"},  {"nl", "keer"},
             {"pl", "raz"},   {"uk", "раз"},   {"cs", "krát"},  {"vi", "lần"},  {"id", "kali"},
             {"ar", "مرات"},  {"hi", "गुना"},   {"he", "פעמים"}, {"tr", "kat"},  {"en", "times"},
             {"sv", "gånger"}};

static bool says_times(str text) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_has(text, str_of(words[i].word)))
            return true;
    return false;
}

/* "5×" became "六倍": another number is spelled out, and this one is nowhere. */
void times_check(const counted *c, const number *x) {
    enum { MOST_OTHER = 20 };
    uint64_t want = quantities_whole(x);
    if (want > MOST || !is_times(c->from->text, x) || !says_times(c->to->text) ||
        quantities_has(c, want))
        return;
    numbers here = numbers_spelled(c->p->a, c->to->text, c->p->to->tag);
    numbers there = numbers_spelled(c->p->a, c->from->text, c->p->from->tag);
    for (size_t i = 0; i < here.n; i++) {
        uint64_t got = quantities_whole(&here.p[i]);
        if (got < LEAST || got > MOST_OTHER || quantities_in(&there, got) ||
            quantities_in(c->lost, got))
            continue;
        buf b = buf_new(c->p->a, 24);
        buf_printf(&b, "%u", (unsigned)got);
        quantities_tell(c, x, NULL, "number of times",
                        str_slice(c->from->text, x->at, x->at + x->n), buf_str(&b));
        return;
    }
}

/* ---- in words ---- */

/* Of the words for it in a language, the next one in a text from `at` on, with no letter of ASCII
 * behind it; STR_NONE: there is none. A "t" is in every text: "mes" is looked for. */
static size_t next_word(str text, str tag, size_t i, size_t at) {
    if (tag.n < 2 || memcmp(tag.p, words[i].language, 2) != 0)
        return STR_NONE;
    str word = str_of(words[i].word);
    size_t head = str_starts(word, S("times")) ? 2 : 0;
    for (size_t n; (n = str_find(str_from(text, at), str_from(word, head))) != STR_NONE;) {
        size_t end = at + n + word.n - head;
        bool is_word = end >= word.n && str_starts(str_from(text, end - word.n), word) &&
                       (end == text.n || !ascii_is_alnum(text.p[end]));
        if (is_word)
            return end - word.n;
        at = end;
    }
    return STR_NONE;
}

bool times_are_spelled(str text, str tag) {
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (next_word(text, tag, i, 0) != STR_NONE)
            return true;
    return false;
}

/* Where the Chinese numerals begin that a text ends in. */
static size_t han_begin(str text) {
    static const str numerals = {"一二三四五六七八九十两兩", 36};
    size_t from = text.n;
    while (from >= 3 && str_has(numerals, str_slice(text, from - 3, from)))
        from -= 3;
    return from;
}

/* What stands right before a word: a word, or what is glued to it, a few signs at most. */
static str chunk_before(str text, size_t at) {
    enum { CHUNK = 24 };
    size_t han = han_begin(str_slice(text, 0, at));
    if (han < at)
        return str_slice(text, han, at);
    size_t end = at;
    while (end && strchr(" -", text.p[end - 1]))
        end--;
    size_t from = end;
    while (from && end - from < CHUNK && !strchr(" \n(,", text.p[from - 1]))
        from--;
    while (from < end && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from++;
    return str_slice(text, from, end);
}

/* How many times a text says with a word at `at`, and where; 0: no number is before it. */
static uint64_t spelled_before(const pair *p, str text, str tag, str word, size_t at, str *shown) {
    str chunk = chunk_before(text, at);
    numbers all = numbers_spelled(p->a, chunk, tag);
    uint64_t is = all.n == 1 ? quantities_whole(&all.p[0]) : 0;
    if (is < LEAST || is > MOST)
        return 0;
    *shown = str_slice(text, (size_t)(chunk.p - text.p), at + word.n);
    return is;
}

/* The number of times that a text says in words, if it says it once; 0: it does not. */
static uint64_t only_spelled(const pair *p, str text, str tag, str *shown) {
    uint64_t found = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t at = 0; (at = next_word(text, tag, i, at)) != STR_NONE;) {
            str word = str_of(words[i].word);
            uint64_t is = spelled_before(p, text, tag, word, at, shown);
            if (is && found)
                return 0;
            found = is ? is : found;
            at += word.n;
        }
    return found;
}

void times_check_spelled(const pair *p, const leaf *from, const leaf *to) {
    str want_at, got_at;
    uint64_t want = only_spelled(p, from->text, p->from->tag, &want_at);
    uint64_t got = want ? only_spelled(p, to->text, p->to->tag, &got_at) : 0;
    if (!got || got == want)
        return;
    numbers there = numbers_spelled(p->a, from->text, p->from->tag);
    numbers digits = numbers_read(p->a, to->text);
    counted c = {.p = p, .from = from, .to = to, .lost = &there, .got = &digits};
    if (quantities_has(&c, want) || quantities_in(&there, got))
        return;
    number x = {.at = (uint32_t)(want_at.p - from->text.p), .n = (uint32_t)want_at.n};
    number y = {.at = (uint32_t)(got_at.p - to->text.p), .n = (uint32_t)got_at.n};
    quantities_tell(&c, &x, &y, "number of times", want_at, got_at);
}
