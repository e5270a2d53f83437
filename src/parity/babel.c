#include "parity/babel.h"

#include "parity/words.h"

enum { SLOTS = 4096 /* a power of two, more than twice the number of words */, SHAPES = 1024 };

typedef struct slot {
    uint32_t hash; /* 0: none */
    uint32_t langs;
} slot;

struct babel {
    /* A bit for each word, by the upper half of its hash: nearly all other words have none, and
     * this stays in the processor's cache where the slots would not. */
    uint64_t filter[SLOTS / 8];
    slot slots[SLOTS];
    uint32_t lengths[SHAPES]; /* bits: how long words of this shape are */
};

static uint64_t load(const char *p, size_t n) {
    uint64_t half = 0;
    memcpy(&half, p, n);
    return half;
}

/* By the first and the last half, which may overlap. */
uint32_t babel_hash(const char *p, size_t n) {
    uint64_t first, last = 0;
    if (n >= 8) {
        first = load(p, 8);
        last = load(p + n - 8, 8);
    } else if (n >= 4) {
        first = load(p, 4);
        last = load(p + n - 4, 4);
    } else {
        first = (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[n / 2] << 8 |
                (uint64_t)(unsigned char)p[n - 1] << 16;
    }
    first |= (first & 0x4040404040404040U) >> 1;
    last |= (last & 0x4040404040404040U) >> 1;
    uint64_t h = (first ^ (last + n) * 0xC2B2AE3D27D4EB4FU) * 0x9E3779B185EBCA87U;
    h = (h ^ h >> 29) * 0x9E3779B185EBCA87U;
    return (uint32_t)(h >> 32) | 1;
}

/* Where the filter has a word's bit: which 64 of them, and which of these. */
static uint32_t filter_at(uint32_t hash) {
    return hash >> 23;
}

static uint64_t filter_bit(uint32_t hash) {
    return (uint64_t)1 << (hash >> 17 & 63);
}

/* The slot of a word, its own or an empty one. */
static uint32_t find_slot(const babel *b, uint32_t hash) {
    uint32_t i = (hash ^ hash >> 15) % SLOTS;
    while (b->slots[i].hash && b->slots[i].hash != hash)
        i = (i + 1) % SLOTS;
    return i;
}

/* What of its first and last byte a word has in upper and lower case. */
static uint32_t shape_of(unsigned char first, unsigned char last) {
    return (first & 31U) << 5 | (last & 31U);
}

/* Words are in lower case, texts are not: some Cyrillic letters begin with another byte there. */
static void enter_length(babel *b, str word) {
    unsigned char first = (unsigned char)word.p[0], last = (unsigned char)word.p[word.n - 1];
    b->lengths[shape_of(first, last)] |= 1U << word.n;
    if (first == 0xD1)
        b->lengths[shape_of(0xD0, last)] |= 1U << word.n;
}

static void enter_words(babel *b, str words, uint32_t lang) {
    str one;
    while (words.n) {
        str_cut(words, S(" "), &one, &words);
        uint32_t hash = babel_hash(one.p, one.n);
        slot *s = &b->slots[find_slot(b, hash)];
        s->hash = hash;
        s->langs |= lang;
        b->filter[filter_at(hash)] |= filter_bit(hash);
        enter_length(b, one);
    }
}

const babel *babel_new(arena *a) {
    babel *b = arena_make(a, babel, 1);
    for (uint32_t i = 0; i < words_count && i < BABEL_TONGUES; i++)
        enter_words(b, str_of(words_table[i].words), 1U << i);
    return b;
}

uint32_t babel_bit(str language) {
    char first = language.n ? ascii_lower(language.p[0]) : 0;
    for (uint32_t i = 0; i < words_count && i < BABEL_TONGUES; i++)
        if (words_table[i].tag[0] == first && str_eq_fold(str_of(words_table[i].tag), language))
            return 1U << i;
    return 0;
}

bool babel_may_have(const babel *b, const char *word, size_t n) {
    return n <= BABEL_WORD &&
           b->lengths[shape_of((unsigned char)word[0], (unsigned char)word[n - 1])] >> n & 1;
}

uint32_t babel_langs(const babel *b, uint32_t hash) {
    if (!(b->filter[filter_at(hash)] & filter_bit(hash)))
        return 0;
    return b->slots[find_slot(b, hash)].langs;
}
