/* Blocks that are much shorter or longer than the languages make them, and sentences that are gone.
 */
#include "parity/pair.h"

#include "base/utf8.h"
#include "parity/ratio.h"
#include "parity/rules/place.h"

/* What hardly any true translation leaves: see docs/parity.md. */
static const float shortest = 0.4F, longest = 2.5F;
enum { ENOUGH_CHARS = 80 };

/* How long a text would be in English: of Chinese and the like only what is written in it counts
 * for more, not the Latin names within. */
static float english_length(const leaf *l, str tag) {
    float ratio = ratio_of(S("en"), tag), sum = 0;
    if (ratio > 0.7F)
        return (float)l->chars / ratio;
    for (size_t i = 0, n; i < l->text.n; i += n) {
        uint32_t cp;
        n = utf8_decode(str_from(l->text, i), &cp);
        sum += utf8_is_cjk(cp) ? 1 / ratio : 1;
    }
    return sum;
}

/* Characters of code that the original has as text: "[`The manual`](…)" for "[The manual](…)". */
static float code_for_text(const leaf *from, const leaf *to) {
    float sum = 0;
    for (uint32_t i = 0; i < to->natoms; i++) {
        bool is_new = to->atoms[i].kind == ATOM_CODE;
        for (uint32_t k = 0; is_new && k < from->natoms; k++)
            is_new = from->atoms[k].kind != ATOM_CODE;
        sum += is_new ? (float)utf8_count_valid(to->atoms[i].text) : 0;
    }
    return sum;
}

static bool check_length(const pair *p, const leaf *from, const leaf *to) {
    float rough = (float)to->chars / (p->ratio * (float)from->chars);
    if ((rough >= shortest && rough <= longest) ||
        (float)from->chars * ratio_of(p->from->tag, S("en")) < ENOUGH_CHARS)
        return false;
    float extra = code_for_text(from, to) / ratio_of(S("en"), p->to->tag);
    float share = (english_length(to, p->to->tag) + extra) / english_length(from, p->from->tag);
    if ((share >= shortest && share <= longest) || place_is_explained(p, to))
        return false;
    bool is_short = share < shortest;
    diag *e = diag_add(p->d, is_short ? RULE_LENGTH_SHORT : RULE_LENGTH_LONG,
                       outline_leaf(&p->to->o, to), "%s of %.0f %% of the usual length: %.*s",
                       leaf_name(to), (double)share * 100, STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e,
              is_short ? "compare it with %.*s, something may be missing"
                       : "compare it with %.*s, something may be too much",
              STR_FMT(pair_lines(p, from, from)));
    pair_original(p, e, from, "the original");
    return true;
}

/* ---- sentences ---- */

static bool ends_sentence(uint32_t cp) {
    return cp == '.' || cp == '!' || cp == '?' || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F ||
           cp == 0x964 || cp == 0x61F || cp == 0x6D4;
}

/* A point behind one or two letters ends an abbreviation. */
static bool is_abbreviation(str text, size_t at) {
    size_t n = 0;
    while (n < at && n < 3 && ascii_is_alnum(text.p[at - n - 1]))
        n++;
    return n < 3 && (n == at || (unsigned char)text.p[at - n - 1] < 0x80) && n > 0;
}

/* The bytes with which a character that ends a sentence may begin. */
static const bool may_end[256] = {['.'] = true,  ['!'] = true,  ['?'] = true,  [0xD8] = true,
                                  [0xDB] = true, [0xE0] = true, [0xE3] = true, [0xEF] = true};

/* "etc. with your function": what goes on in lower case has not ended. */
static bool goes_on(str rest) {
    rest = str_ltrim(rest);
    return rest.n && ascii_is_alpha(rest.p[0]) && rest.p[0] == ascii_lower(rest.p[0]);
}

uint32_t text_sentences(str text) {
    uint32_t count = 0, cp;
    bool any = false;
    for (size_t i = 0, n; i < text.n; i += n) {
        while (any && i < text.n && !may_end[(unsigned char)text.p[i]])
            i++; /* within a character too */
        if (i == text.n)
            break;
        n = utf8_decode(str_from(text, i), &cp);
        if (!ends_sentence(cp)) {
            any = any || utf8_is_letter(cp);
            continue;
        }
        bool is_end = i + n >= text.n || cp > 0x2000 || ascii_is_space(text.p[i + n]);
        if (!is_end || !any ||
            (cp == '.' && (is_abbreviation(text, i) || goes_on(str_from(text, i + 1)))))
            continue;
        count++;
        any = false;
    }
    return count + any;
}

static bool is_comma(uint32_t cp) {
    return cp == ',' || cp == ';' || cp == 0xFF0C || cp == 0xFF1B || cp == 0xFF1A || cp == 0x3001;
}

/* Sentences and the parts of them between commas: Chinese joins by a comma what English says in two
 * sentences. */
static uint32_t count_clauses(str text) {
    uint32_t count = text_sentences(text), cp;
    for (size_t i = 0, n; i < text.n; i += n) {
        n = utf8_decode(str_from(text, i), &cp);
        count += is_comma(cp);
    }
    return count;
}

/* How long this translation is against its original, by all of its text. */
static float own_ratio(const pair *p) {
    float from = 1, to = p->ratio;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || pair_from(p, x)->class != LEAF_TEXT)
            continue;
        from += (float)pair_from(p, x)->chars;
        to += (float)pair_to(p, x)->chars;
    }
    return to / from;
}

/* Is it so short that a sentence may be gone, and none of it in another one? */
static bool is_short_of(const pair *p, const leaf *from, const leaf *to, float share, uint32_t want,
                        uint32_t got) {
    bool by_commas = p->ratio < 0.7F;
    if (got >= want)
        return false;
    float lost = (float)(want - got) / (float)want;
    if (share > 1 - (by_commas ? 0.75F : 0.5F) * lost)
        return false;
    return !by_commas || count_clauses(to->text) < want ||
           english_length(to, p->to->tag) <= (1 - lost) * english_length(from, p->from->tag);
}

static void check_sentences(const pair *p, const leaf *from, const leaf *to, float ratio) {
    float share = (float)to->chars / (ratio * (float)from->chars + 1);
    if (from->chars < ENOUGH_CHARS / 2 || share > 0.85F || place_is_explained(p, to))
        return;
    uint32_t want = text_sentences(from->text), got = want < 2 ? want : text_sentences(to->text);
    if (!is_short_of(p, from, to, share, want, got))
        return;
    diag *e = diag_add(p->d, RULE_PARITY_SENTENCE, outline_leaf(&p->to->o, to),
                       "%s of %u sentence%s, in the original of %u: %.*s", leaf_name(to), got,
                       got == 1 ? "" : "s", want, STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "compare it with %.*s, a sentence may be missing",
              STR_FMT(pair_lines(p, from, from)));
    pair_original(p, e, from, "the original");
}

/* ---- headings that took text in ---- */

static uint32_t first_of(str text) {
    uint32_t cp = 0;
    if (text.n)
        utf8_decode(text, &cp);
    return cp;
}

static bool begins_upper(const leaf *l) {
    return utf8_is_upper(first_of(l->text));
}

static bool begins_lower(const leaf *l) {
    uint32_t cp = first_of(l->text);
    return utf8_is_letter(cp) && !utf8_is_upper(cp);
}

/* Does the text behind a heading that is too long by `more` begin in it? */
static bool is_rest(const pair *p, const leaf *heading, const aligned *next, float more) {
    enum { MUCH = 4 }; /* a quarter is gone */
    const leaf *from = pair_from(p, next), *to = pair_to(p, next);
    if (!from || !to || from->class != LEAF_TEXT || to->class != LEAF_TEXT)
        return false;
    if (begins_upper(heading) && begins_upper(from) && begins_lower(to))
        return true;
    float want = english_length(from, p->from->tag), gone = want - english_length(to, p->to->tag);
    return gone > want / MUCH && more > gone / 2 && more < 2 * gone;
}

/* "## Name The text's first line", by a line break that was lost. */
static void check_heading(const pair *p, size_t i) {
    enum { LONGER = 2, FEW_CHARS = 20 };
    const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
    const aligned *next = i + 1 < p->al.n ? &p->al.p[i + 1] : NULL;
    if (!next || p->told_to[p->al.p[i].to] ||
        (float)to->chars < p->ratio * (float)from->chars + FEW_CHARS / 2)
        return;
    float want = english_length(from, p->from->tag), got = english_length(to, p->to->tag);
    if (got < LONGER * want + FEW_CHARS || !is_rest(p, to, next, got - want))
        return;
    diag *e =
        diag_add(p->d, RULE_PARITY_HEADING_LEVEL, outline_leaf(&p->to->o, to),
                 "the text after this heading begins in it: %.*s", STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "put a blank line behind the heading's own words, which are %.*s there",
              STR_FMT(leaf_quote(p->a, from)));
    pair_original(p, e, from, "the original");
    pair_tell(p, pair_from(p, next), pair_to(p, next));
}

void rule_length(const pair *p) {
    float ratio = own_ratio(p);
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (from->class == LEAF_HEADING && to->class == LEAF_HEADING && from->hash != to->hash)
            check_heading(p, i);
        if (from->class == LEAF_TEXT && to->class == LEAF_TEXT && from->hash != to->hash &&
            from->chars && !check_length(p, from, to))
            check_sentences(p, from, to, ratio);
    }
}
