#include "parity/letters.h"

#include <math.h>

#include "base/utf8.h"

/* How often, in thousand letters, a letter that not all languages of its script have occurs in a
 * text: small ones, where one of a thousand or so is written 0. Vietnamese letters with two marks
 * are counted as one, ạ. Languages without any are there for what they have not. и is as frequent
 * for all that have it: what a text is about changes that more than its language does. Persian is
 * also written with the ي and ك of Arabic keyboards. A language of two scripts has a row for each,
 * one behind the other. */
static const struct {
    const char *tag, *letters;
} rows[] = {
    {"en", ""},
    {"id", ""},
    {"ms", ""},
    {"sw", ""},
    {"nl", "ë1 é1 ï0 ó0 ö0 ü0 è0 á0"},
    {"fr", "é19 à5 è4 ê3 ç1 ù1 ô1 â1 î1 û1 œ0 ë0 ï0"},
    {"de", "ä6 ö4 ü8 ß3"},
    {"es", "á5 é4 í7 ó9 ú2 ñ3 ü0"},
    {"pt", "ã9 ç7 á6 é6 ê4 í5 ó4 õ3 ú2 à2 â1 ô1"},
    {"it", "à6 è5 ù2 ò2 é1 ì1"},
    {"ca", "à6 è4 é4 ó5 í4 ò2 ç1 ï1 ú1 ü0"},
    {"sv", "å13 ä18 ö13"},
    {"da", "æ9 ø9 å12"},
    {"nb", "å15 ø9 æ3"},
    {"pl", "ą9 ć5 ę12 ł19 ń2 ó9 ś7 ź1 ż8"},
    {"cs", "á21 č10 é12 ě15 í30 ó1 ř11 š8 ť1 ú2 ů6 ý10 ž10 ň1 ď1"},
    {"ro", "ă35 â6 î13 ș13 ț11"},
    {"hu", "á34 é36 í6 ó10 ö10 ő9 ú4 ü7 ű3"},
    {"tr", "ı48 ş17 ğ10 ü18 ö8 ç11 â1"},
    {"vi", "ạ140 đ22 ư22 ơ12 ă5 â8 ê8 ô10 á10 à17 ã4 é1 è0 í6 ì5 ĩ1 ó6 ò2 õ1 ù4 ú2 ũ1 ý2"},
    {"fi", "ä36 ö5"},
    {"ru", "ы19 э4 ъ1 ё1 и73"},
    {"uk", "і57 ї6 є6 ґ0 и73"},
    {"be", "і50 ы39 э16 ё6 ў16"},
    {"bg", "ъ17 и73"},
    {"sr", "ј32 љ4 њ7 ђ3 ћ7 џ0 и73"},
    {"sr", "č10 ć7 đ2 š10 ž6"},
    {"hr", "č10 ć7 đ2 š10 ž6"},
    {"bs", "č10 ć7 đ2 š10 ž6"},
    {"sl", "č14 š10 ž7"},
    {"sk", "á20 ä1 č11 ď1 é8 í10 ĺ0 ľ4 ň2 ó1 ô2 ŕ0 š9 ť6 ú8 ý9 ž9"},
    {"lt", "ą6 č4 ę2 ė15 į6 š11 ų13 ū4 ž8"},
    {"lv", "ā40 č2 ē18 ģ1 ī15 ķ1 ļ4 ņ5 š10 ū6 ž2"},
    {"et", "ä10 ö3 õ10 ü7 š0 ž0"},
    {"mk", "ј20 ѓ2 ќ2 ѕ0 љ1 њ3 џ0 и73"},
    {"ar", "ي65 ك19 ة37 أ16 إ10 ى7 ئ5 ؤ1 آ1"},
    {"fa", "ی90 ي20 ک25 ك8 پ12 گ12 چ3 ژ0 أ1 ئ2 آ3"},
    {"ur", "ی75 ک38 ہ40 ھ13 ے55 ں28 گ11 پ14 چ6 ٹ7 ڈ4 ڑ5 ئ6 آ5 ؤ1"},
};

enum { ROWS = sizeof rows / sizeof *rows, MOST = 128 /* different letters */ };

enum {
    CYRILLIC = 0x400,
    CYRILLIC_END = 0x530,
    EVERYONES = 0x438, /* и, which nearly all that write Cyrillic have */
};

/* What a language has not occurs in its texts all the same, in names. */
static const float seldom = 0.0007F;

struct spelling {
    uint32_t cp[MOST];
    size_t n;
    float share[ROWS][MOST];
    float rest[ROWS]; /* the logarithm of what all other letters make together */
    letter_set own[ROWS], proper[ROWS], all;
};

static uint32_t one_of(uint32_t cp) {
    return cp >= 0x1EA0 && cp <= 0x1EF9 ? 0x1EA1 : cp;
}

static size_t place_of(const spelling *l, uint32_t cp) {
    size_t i = 0;
    while (i < l->n && l->cp[i] != cp)
        i++;
    return i;
}

static void add_bytes(letter_set *s, uint32_t cp) {
    char out[4];
    size_t n = utf8_encode(cp, out);
    if (n == 2)
        letter_set_add(s, (unsigned char)out[0], (unsigned char)out[1]);
}

static void enter(spelling *l, size_t row, str text) {
    float sum = 0;
    while (text.n) {
        str one;
        uint32_t cp;
        int64_t often = 0;
        str_cut(text, S(" "), &one, &text);
        size_t len = utf8_decode(one, &cp), at = place_of(l, cp);
        str_to_int(str_from(one, len), &often);
        l->cp[at] = cp;
        l->n += at == l->n;
        l->share[row][at] = often ? 0.001F * (float)often : seldom;
        sum += l->share[row][at];
        add_bytes(&l->own[row], cp);
        if (cp != EVERYONES)
            add_bytes(&l->proper[row], cp);
        add_bytes(&l->all, cp);
    }
    l->rest[row] = logf(1 - sum);
}

const spelling *letters_new(arena *a) {
    spelling *l = arena_make(a, spelling, 1);
    for (size_t i = 0; i < ROWS; i++)
        enter(l, i, str_of(rows[i].letters));
    return l;
}

/* The rows of a language are beside each other: the first, and how many. */
static size_t rows_of(str language, size_t *n) {
    size_t i = 0;
    *n = 0;
    while (i < ROWS && !str_eq_fold(str_of(rows[i].tag), language))
        i++;
    while (i + *n < ROWS && str_eq(str_of(rows[i + *n].tag), str_of(rows[i].tag)))
        ++*n;
    return i;
}

letter_set letters_foreign(const spelling *l, str language) {
    letter_set out = {{0}};
    size_t n, first = rows_of(language, &n);
    for (size_t i = 0; i < LETTER_SETS && n; i++) {
        out.of[i] = l->all.of[i];
        for (size_t row = first; row < first + n; row++)
            out.of[i] &= ~l->own[row].of[i];
    }
    return out;
}

letter_set letters_proper(const spelling *l, str language) {
    letter_set out = {{0}};
    size_t n, first = rows_of(language, &n);
    for (size_t i = 0; i < LETTER_SETS && n; i++)
        for (size_t row = first; row < first + n; row++)
            out.of[i] |= l->proper[row].of[i];
    return n ? out : l->all;
}

/* How likely the letters of a text are in a language, as a logarithm. */
static float weigh(const spelling *l, size_t row, const uint32_t counts[MOST], uint32_t others) {
    float sum = l->rest[row] * (float)others;
    for (size_t i = 0; i < l->n; i++)
        if (counts[i])
            sum += (float)counts[i] * logf(fmaxf(l->share[row][i], seldom));
    return sum;
}

static bool is_cyrillic(const spelling *l, size_t row) {
    for (size_t i = 0; i < l->n; i++)
        if (l->cp[i] >= CYRILLIC && l->cp[i] < CYRILLIC_END && l->share[row][i] > 0)
            return true;
    return false;
}

/* Does the text have a letter of this language that its own has not, or, of Cyrillic, none at all
 * of one that its own has often and this language has not? */
static bool is_candidate(const spelling *l, size_t row, size_t own, const uint32_t counts[MOST]) {
    static const float often = 0.01F;
    bool may_lack = is_cyrillic(l, row) && is_cyrillic(l, own);
    for (size_t i = 0; i < l->n; i++) {
        bool is_its = l->share[row][i] > 0;
        if (counts[i] ? is_its && l->share[own][i] <= 0
                      : may_lack && !is_its && l->share[own][i] > often)
            return true;
    }
    return false;
}

/* The row of the script that the text is in; ROWS: there is none. */
static size_t likeliest_row(const spelling *l, str language, const uint32_t counts[MOST],
                            uint32_t others) {
    size_t n, first = rows_of(language, &n), best = first;
    for (size_t row = first + 1; row < first + n; row++)
        if (weigh(l, row, counts, others) > weigh(l, best, counts, others))
            best = row;
    return best;
}

const char *letters_guess(const spelling *l, str language, str text, uint32_t n, float *more) {
    uint32_t counts[MOST] = {0}, special = 0;
    for (size_t i = 0; i < text.n;) {
        uint32_t cp;
        i += utf8_decode(str_from(text, i), &cp);
        size_t at = cp < 0x80 ? l->n : place_of(l, one_of(cp));
        special += at < l->n;
        if (at < l->n)
            counts[at]++;
    }
    uint32_t others = n > special ? n - special : 0;
    size_t own = likeliest_row(l, language, counts, others), best = own;
    if (own == ROWS)
        return NULL;
    float first = weigh(l, own, counts, others), most = first;
    for (size_t i = 0; i < ROWS; i++) {
        float is = is_candidate(l, i, own, counts) ? weigh(l, i, counts, others) : first;
        best = is > most ? i : best;
        most = is > most ? is : most;
    }
    *more = most - first;
    return best == own ? NULL : rows[best].tag;
}
