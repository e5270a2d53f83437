/* Letters by script, and words, in one reading of a text. Every leaf of every translation goes
 * through this. */
#include "base/bytes.h"
#include "parity/script.h"
#include "parity/words.h"

static bool parts_words(int s) {
    return s != SCRIPT_HAN && s != SCRIPT_KANA && s != SCRIPT_THAI;
}

/* ---- words ---- */

typedef struct tally {
    uint32_t hits, distinct, alone;
    uint64_t seen;
} tally;

typedef struct scan {
    profile p;
    const babel *all;    /* NULL: words are only counted */
    uint32_t tongues[2]; /* of a guess the first one is the text's own */
    uint64_t seen[2];    /* of words that were hit, by a few bits of their hash */
    str text;
    tally *tallies; /* for a guess; NULL: for a profile */
} scan;

/* Lower case of the Latin and Cyrillic letters that function words begin with. */
static void lower_two(unsigned char *p) {
    if (p[0] == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E)
        p[1] += 0x20;
    else if (p[0] == 0xD0 && p[1] >= 0x90 && p[1] <= 0x9F)
        p[1] += 0x20;
    else if (p[0] == 0xD0 && p[1] >= 0xA0 && p[1] <= 0xAF) {
        p[0] = 0xD1;
        p[1] -= 0x20;
    }
}

/* Of a word with letters that lower_two knows. */
static uint32_t hash_lowered(const char *word, size_t n) {
    unsigned char bytes[BABEL_WORD];
    memcpy(bytes, word, n);
    for (size_t i = 0; i + 1 < n; i++)
        lower_two(bytes + i);
    return babel_hash((const char *)bytes, n);
}

static void count_all(scan *s, uint32_t langs, uint64_t bit) {
    bool is_own = langs & s->tongues[0];
    for (uint32_t i = 0; langs; langs >>= 1, i++) {
        if (!(langs & 1))
            continue;
        tally *t = &s->tallies[i];
        t->hits++;
        bool is_new = !(t->seen & bit);
        t->distinct += is_new;
        t->alone += is_new && !is_own;
        t->seen |= bit;
    }
}

static void count_hit(scan *s, uint32_t langs, uint32_t hash) {
    uint64_t bit = (uint64_t)1 << (hash >> 7 & 63);
    s->p.known++;
    if (s->tallies)
        count_all(s, langs, bit);
    for (int i = 0; i < 2; i++) {
        if (!(langs & s->tongues[i]))
            continue;
        s->p.hits[i]++;
        s->p.distinct[i] += !(s->seen[i] & bit);
        s->seen[i] |= bit;
    }
}

/* "AI" and "DALL" are no Italian; `alone` counts few words, so a guess leaves them out. */
static bool is_acronym(const char *word, size_t n) {
    return n > 1 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'A' && word[1] <= 'Z';
}

static void count_word(scan *s, const char *word, size_t n, bool may_be_upper) {
    s->p.words++;
    if (!s->all || !babel_may_have(s->all, word, n))
        return;
    uint32_t hash = may_be_upper ? hash_lowered(word, n) : babel_hash(word, n);
    uint32_t langs = babel_langs(s->all, hash);
    if (langs && !(s->tallies && is_acronym(word, n)))
        count_hit(s, langs, hash);
}

/* ---- tokens ---- */

/* snake_case, a/path, example.org, v2 */
static bool is_in_name(str text, size_t i) {
    switch (text.p[i]) {
    case '.': return i + 1 < text.n && ascii_is_alnum(text.p[i + 1]);
    case '_':
    case '/':
    case '\\':
    case '@':
    case '=': return true;
    default: return ascii_is_digit(text.p[i]);
    }
}

static void count_letters(scan *s, int which, size_t n) {
    s->p.of[which] += (uint32_t)n;
}

/* Letters beyond ASCII from i on, as many as are quickly seen to be of one script that parts words.
 * Gives how many bytes; 0: there is none. */
static size_t scan_letters(scan *s, size_t i) {
    const unsigned char *p = (const unsigned char *)s->text.p + i;
    size_t n = s->text.n - i, at = 0;
    if (p[0] == 0xE0)
        while (at + 2 < n && p[at] == 0xE0 && (p[at + 1] == 0xA4 || p[at + 1] == 0xA5))
            at += 3;
    if (at) {
        count_letters(s, SCRIPT_DEVANAGARI, at / 3);
        return at;
    }
    if (p[0] == 0xD0 || p[0] == 0xD1)
        for (; at + 1 < n && (p[at] == 0xD0 || p[at] == 0xD1); at += 2)
            letter_set_add(&s->p.seen, p[at], p[at + 1]);
    if (at) {
        count_letters(s, SCRIPT_CYRILLIC, at / 2);
        return at;
    }
    size_t len = script_char(p[0]);
    int which = len > 1 && len <= n ? script_at(p[0], p[1]) : -1;
    if (which < 0 || !parts_words(which))
        return 0;
    count_letters(s, which, 1);
    letter_set_add(&s->p.seen, p[0], p[1]);
    return len;
}

/* A word, or the name of something, from i on. Gives the place behind it; i: there is neither. */
static size_t scan_token(scan *s, size_t i) {
    const char *p = s->text.p;
    size_t from = i, n = s->text.n, latin = 0, len;
    bool is_name = false, may_be_upper = false;
    for (;; i += len) {
        size_t run = i;
        while (i < n && byte_class(p[i]) & BYTE_LETTER)
            i++;
        latin += i - run;
        if (i >= n)
            break;
        unsigned class = byte_class(p[i]);
        if (class & BYTE_WIDE) {
            len = scan_letters(s, i);
            may_be_upper |= len && ((unsigned char)p[i] == 0xC3 || (unsigned char)p[i] == 0xD0);
        } else {
            len = class != BYTE_SPACE && is_in_name(s->text, i);
            is_name |= len;
        }
        if (!len)
            break;
    }
    count_letters(s, SCRIPT_LATIN, latin);
    if (i > from && !is_name)
        count_word(s, p + from, i - from, may_be_upper);
    return i;
}

/* A sign, or letters that part no words, from i on. Gives the place behind. */
static size_t scan_other(scan *s, size_t i) {
    const unsigned char *p = (const unsigned char *)s->text.p;
    size_t from = i, n = s->text.n;
    while (i + 2 < n && p[i] >= 0xE4 && p[i] <= 0xE9)
        i += 3;
    if (i > from) {
        count_letters(s, SCRIPT_HAN, (i - from) / 3);
        return i;
    }
    while (i + 2 < n && p[i] == 0xE3 && p[i + 1] >= 0x81 && p[i + 1] <= 0x83)
        i += 3;
    if (i > from) {
        count_letters(s, SCRIPT_KANA, (i - from) / 3);
        return i;
    }
    size_t len = script_char(p[i]);
    int which = len > 1 && i + len <= n ? script_at(p[i], p[i + 1]) : -1;
    if (which >= 0)
        count_letters(s, which, 1);
    return i + len < n ? i + len : n;
}

/* Kana and ideographs begin no word. */
static bool is_wordless(unsigned char c) {
    return c >= 0xE3 && c <= 0xE9;
}

static void scan_text(scan *s) {
    for (size_t i = 0; i < s->text.n;) {
        unsigned class = byte_class(s->text.p[i]);
        size_t from = i;
        if (class & BYTE_SPACE) {
            i++;
            continue;
        }
        if (!is_wordless((unsigned char)s->text.p[i]))
            i = scan_token(s, i);
        if (i == from)
            i = class & BYTE_WIDE ? scan_other(s, i) : i + 1;
    }
}

profile profile_of(str text, const tongue *x, const tongue *y) {
    scan s = {.all = x   ? x->all
                     : y ? y->all
                         : NULL,
              .tongues = {x ? x->langs : 0, y ? y->langs : 0},
              .text = text};
    scan_text(&s);
    for (int i = 0; i < SCRIPTS; i++)
        s.p.letters += s.p.of[i];
    return s.p;
}

guess babel_guess(const babel *b, str text, const tongue *own) {
    tally tallies[BABEL_TONGUES] = {0};
    scan s = {.all = b, .tallies = tallies, .tongues = {own->langs}, .text = text};
    scan_text(&s);
    guess out = {.words = s.p.words};
    for (size_t i = 0; i < words_count && i < BABEL_TONGUES; i++) {
        if (tallies[i].hits > out.hits) {
            out.tag = words_table[i].tag;
            out.hits = tallies[i].hits;
            out.distinct = tallies[i].distinct;
            out.alone = tallies[i].alone;
        }
    }
    return out;
}

bool profile_speaks(const profile *p, int which) {
    return p->distinct[which] >= 2 && 4 * p->hits[which] >= p->words;
}
