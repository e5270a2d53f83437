#include "parity/language.h"

#include "base/bytes.h"
#include "parity/words.h"

enum { TONGUES = 32, SLOTS = 4096, WORD_BYTES = 16 /* the longest function word has 14 */ };

/* Function words by their hashes. */
struct babel {
    uint32_t hash[SLOTS];  /* 0: none */
    uint32_t langs[SLOTS]; /* bits: whose word it is */
};

struct tongue {
    const babel *all;
    uint32_t scripts; /* bits */
    uint32_t langs;   /* bits: its entries among all; 0: we have no words of it */
};

/* ---- tongues ---- */

static const struct {
    const char *tags; /* with spaces around */
    uint32_t scripts;
} scripts[] = {
    {" ru uk be bg sr mk kk ky mn tg ", 1U << SCRIPT_CYRILLIC},
    {" el ", 1U << SCRIPT_GREEK},
    {" ar fa ur ps sd ug ckb ", 1U << SCRIPT_ARABIC},
    {" he yi ", 1U << SCRIPT_HEBREW},
    {" hi mr ne sa ", 1U << SCRIPT_DEVANAGARI},
    {" bn as ", 1U << SCRIPT_BENGALI},
    {" ta ", 1U << SCRIPT_TAMIL},
    {" th ", 1U << SCRIPT_THAI},
    {" zh yue ", 1U << SCRIPT_HAN},
    {" ja ", 1U << SCRIPT_HAN | 1U << SCRIPT_KANA},
    {" ko ", 1U << SCRIPT_HANGUL | 1U << SCRIPT_HAN},
    {" te kn ml gu pa or si my km lo ka hy am ti bo dv ", 1U << SCRIPT_OTHER},
};

static str language_part(str tag) {
    size_t dash = str_find_char(tag, '-');
    return str_slice(tag, 0, dash == STR_NONE ? tag.n : dash);
}

static bool is_listed(const char *list, str word) {
    for (const char *p = list; *p; p++)
        if (*p == ' ' && word.n && ascii_lower(word.p[0]) == p[1] &&
            str_eq_fold((str){p + 1, str_find_char(str_of(p + 1), ' ')}, word))
            return true;
    return false;
}

static uint32_t scripts_of(str language) {
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (is_listed(scripts[i].tags, language))
            return scripts[i].scripts;
    return 1U << SCRIPT_LATIN;
}

static uint64_t load(const char *p, size_t n) {
    uint64_t half = 0;
    memcpy(&half, p, n);
    return half;
}

/* Of a word of at most WORD_BYTES, without case of ASCII, by its first and its last half, which may
 * overlap. It depends on the machine's order of bytes; only babel_new and look_up compare it. */
static uint32_t hash_word(const char *p, size_t n) {
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

/* The slot of a word, its own or an empty one. */
static uint32_t find_slot(const babel *b, uint32_t hash) {
    uint32_t i = (hash ^ hash >> 15) % SLOTS;
    while (b->hash[i] && b->hash[i] != hash)
        i = (i + 1) % SLOTS;
    return i;
}

static void enter_words(babel *b, str words, uint32_t lang) {
    str one;
    while (words.n) {
        str_cut(words, S(" "), &one, &words);
        uint32_t h = hash_word(one.p, one.n), slot = find_slot(b, h);
        b->hash[slot] = h;
        b->langs[slot] |= lang;
    }
}

const babel *babel_new(arena *a) {
    babel *b = arena_make(a, babel, 1);
    for (size_t i = 0; i < words_count && i < TONGUES; i++)
        enter_words(b, str_of(words_table[i].words), 1U << i);
    return b;
}

const tongue *tongue_of(arena *a, const babel *all, str tag) {
    tongue *t = arena_make(a, tongue, 1);
    str language = language_part(tag);
    t->all = all;
    t->scripts = scripts_of(language);
    for (size_t i = 0; i < words_count && i < TONGUES; i++)
        if (str_eq_fold(str_of(words_table[i].tag), language))
            t->langs |= 1U << i;
    return t;
}

bool tongue_has_words(const tongue *t) {
    return t->langs != 0;
}

bool tongue_has_script(const tongue *t, script s) {
    return t->scripts >> s & 1;
}

bool tongues_share_script(const tongue *x, const tongue *y) {
    return (x->scripts & y->scripts) != 0;
}

/* ---- profiles ---- */

/* What a character is, by its first two bytes: enough for scripts, and a table lookup is spared. */
static int script_at(unsigned char c, unsigned char next) {
    if (c >= 0xE4 && c <= 0xE9)
        return SCRIPT_HAN;
    if (c < 0xC3 || c == 0xE2 || (c == 0xE3 && next == 0x80) || (c == 0xEF && next >= 0xBC))
        return -1; /* signs, full-width forms */
    if (c <= 0xCB)
        return SCRIPT_LATIN;
    if (c <= 0xCC)
        return -1; /* combining */
    if (c <= 0xCF)
        return SCRIPT_GREEK;
    if (c <= 0xD4)
        return SCRIPT_CYRILLIC;
    if (c <= 0xD7)
        return c == 0xD7 ? SCRIPT_HEBREW : SCRIPT_OTHER;
    if (c <= 0xDD)
        return SCRIPT_ARABIC;
    if (c == 0xE0)
        return next < 0xA4                    ? SCRIPT_OTHER
               : next <= 0xA5                 ? SCRIPT_DEVANAGARI
               : next <= 0xA7                 ? SCRIPT_BENGALI
               : next == 0xAE || next == 0xAF ? SCRIPT_TAMIL
               : next == 0xB8 || next == 0xB9 ? SCRIPT_THAI
                                              : SCRIPT_OTHER;
    if (c == 0xE1)
        return next >= 0xB8 && next <= 0xBB ? SCRIPT_LATIN : SCRIPT_OTHER;
    if (c == 0xE3)
        return next <= 0x83 ? SCRIPT_KANA : SCRIPT_HAN;
    if (c <= 0xED)
        return SCRIPT_HANGUL;
    return -1;
}

static size_t length_of(unsigned char c) {
    return c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

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

/* The hash of a word that is not all ASCII. */
static uint32_t hash_wide(str word) {
    unsigned char bytes[WORD_BYTES];
    memcpy(bytes, word.p, word.n);
    for (size_t i = 0; i + 1 < word.n; i++)
        if (bytes[i] >= 0x80)
            lower_two(bytes + i);
    return hash_word((const char *)bytes, word.n);
}

/* ---- words ---- */

typedef struct tally {
    uint32_t hits, distinct, alone;
    uint64_t seen;
} tally;

static bool parts_words(int s) {
    return s != SCRIPT_HAN && s != SCRIPT_KANA && s != SCRIPT_THAI;
}

typedef struct scan {
    profile p;
    const babel *all;    /* NULL: words are only counted */
    uint32_t tongues[2]; /* of a guess the first one is the text's own */
    uint64_t seen[2];    /* of words that were hit, by a few bits of their hash */
    str text;
    size_t from;    /* where the word under way begins */
    bool in_word;   /* there is one */
    bool is_ascii;  /* so far */
    bool is_name;   /* it belongs to a path, an address or an identifier */
    tally *tallies; /* for a guess; NULL: for a profile */
} scan;

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

static void look_up(scan *s, str word) {
    if (word.n > WORD_BYTES)
        return; /* no function word is so long */
    uint32_t hash = s->is_ascii ? hash_word(word.p, word.n) : hash_wide(word);
    uint32_t langs = s->all->langs[find_slot(s->all, hash)];
    if (!langs)
        return;
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

static void end_word(scan *s, size_t end) {
    if (s->in_word && !s->is_name) {
        s->p.words++;
        if (s->all)
            look_up(s, str_slice(s->text, s->from, end));
    }
    s->in_word = s->is_name = false;
}

static void begin_word(scan *s, size_t at) {
    if (s->in_word)
        return;
    s->in_word = s->is_ascii = true;
    s->from = at;
}

/* Letters of ASCII from i on. Gives the place behind them. */
static size_t scan_ascii(scan *s, size_t i) {
    size_t from = i;
    begin_word(s, i);
    while (i < s->text.n && byte_class(s->text.p[i]) & BYTE_LETTER)
        i++;
    s->p.letters += (uint32_t)(i - from);
    s->p.of[SCRIPT_LATIN] += (uint32_t)(i - from);
    return i;
}

static void count_run(scan *s, script which, size_t n) {
    s->p.letters += (uint32_t)n;
    s->p.of[which] += (uint32_t)n;
}

/* The scripts that come in long runs, by their first bytes. Gives the place behind the run; i:
 * there is none. */
static size_t scan_run(scan *s, size_t i) {
    const unsigned char *p = (const unsigned char *)s->text.p;
    size_t from = i, n = s->text.n;
    if (p[i] == 0xD0 || p[i] == 0xD1) {
        while (i + 1 < n && (p[i] == 0xD0 || p[i] == 0xD1))
            i += 2;
        count_run(s, SCRIPT_CYRILLIC, (i - from) / 2);
        begin_word(s, from);
        s->is_ascii = false;
        return i;
    }
    bool is_kana = p[i] == 0xE3;
    if (is_kana)
        while (i + 2 < n && p[i] == 0xE3 && p[i + 1] >= 0x81 && p[i + 1] <= 0x83)
            i += 3;
    else
        while (i + 2 < n && p[i] >= 0xE4 && p[i] <= 0xE9)
            i += 3;
    if (i == from)
        return i;
    count_run(s, is_kana ? SCRIPT_KANA : SCRIPT_HAN, (i - from) / 3);
    if (s->in_word || s->is_name)
        end_word(s, from);
    return i;
}

/* A character beyond ASCII of `len` bytes. */
static void scan_other(scan *s, size_t i, size_t len) {
    const unsigned char *p = (const unsigned char *)s->text.p + i;
    int which = script_at(p[0], p[len > 1]);
    if (which >= 0) {
        s->p.letters++;
        s->p.of[which]++;
    }
    if (which >= 0 && parts_words(which)) {
        begin_word(s, i);
        s->is_ascii = false;
    } else if (s->in_word || s->is_name) {
        end_word(s, i);
    }
}

static void scan_text(scan *s, str text) {
    s->text = text;
    for (size_t i = 0; i < text.n;) {
        uint8_t class = byte_class(text.p[i]);
        if (class & BYTE_LETTER) {
            i = scan_ascii(s, i);
        } else if (class & BYTE_WIDE) {
            size_t from = i;
            i = scan_run(s, i);
            size_t len = i > from ? 0 : length_of((unsigned char)text.p[i]);
            if (i + len > text.n)
                break;
            if (len)
                scan_other(s, i, len);
            i += len;
        } else {
            if (class != BYTE_SPACE && is_in_name(text, i))
                s->is_name = true;
            else if (s->in_word || s->is_name)
                end_word(s, i);
            i++;
        }
    }
    end_word(s, text.n);
}

profile profile_of(str text, const tongue *x, const tongue *y) {
    scan s = {.all = x   ? x->all
                     : y ? y->all
                         : NULL,
              .tongues = {x ? x->langs : 0, y ? y->langs : 0}};
    scan_text(&s, text);
    return s.p;
}

guess babel_guess(const babel *b, str text, const tongue *own) {
    tally tallies[TONGUES] = {0};
    scan s = {.all = b, .tallies = tallies, .tongues = {own->langs}};
    scan_text(&s, text);
    guess out = {.words = s.p.words};
    for (size_t i = 0; i < words_count && i < TONGUES; i++) {
        if (tallies[i].hits > out.hits) {
            out.tag = words_table[i].tag;
            out.hits = tallies[i].hits;
            out.distinct = tallies[i].distinct;
            out.alone = tallies[i].alone;
        }
    }
    return out;
}

uint32_t profile_own(const profile *p, const tongue *t) {
    uint32_t n = 0, left = t->scripts;
    for (int s = 0; left; s++, left >>= 1)
        n += left & 1 ? p->of[s] : 0;
    return n;
}

const lore *lore_new(arena *a) {
    lore *l = arena_make(a, lore, 1);
    *l = (lore){babel_new(a), han_table_new(a)};
    return l;
}
