#include "parity/rules/third.h"

/* The label of "[text][label]" that nothing in this note defines (a site may do so elsewhere) is no
 * text: where it ends, if one begins behind the bracket at `at`; else `at`. */
static size_t skip_label(str text, size_t at) {
    size_t end = str_starts(str_from(text, at), S("]["))
                     ? str_find_char(str_from(text, at + 2), ']')
                     : STR_NONE;
    return end == STR_NONE ? at : at + 2 + end;
}

uint32_t speaker_running(str text, str stops) {
    enum { LETTERS = 4 };
    uint32_t n = 0, letters = 0;
    for (size_t i = 0; i <= text.n; i++) {
        i = skip_label(text, i);
        char c = i < text.n ? text.p[i] : ' ';
        bool begins = i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '(';
        if ((c >= 'a' && c <= 'z' && (letters || begins)) || (letters && c & 0x80)) {
            letters++;
            continue;
        }
        n += letters >= LETTERS && (ascii_is_space(c) || str_find_char(stops, c) != STR_NONE);
        letters = 0;
    }
    return n;
}

bool speaker_is_han_alone(const profile *q, const tongue *t) {
    script own = tongue_has_script(t, SCRIPT_KANA)     ? SCRIPT_KANA
                 : tongue_has_script(t, SCRIPT_HANGUL) ? SCRIPT_HANGUL
                                                       : SCRIPT_HAN;
    return own != SCRIPT_HAN && q->of[SCRIPT_HAN] >= SIGNS && 10 * q->of[own] < q->of[SCRIPT_HAN];
}

/* A sign of these says as much as two letters. */
static bool is_dense(int i) {
    return i == SCRIPT_HAN || i == SCRIPT_KANA || i == SCRIPT_HANGUL;
}

/* Letters of scripts that neither language is written in, but for names that the original has, too.
 */
static uint32_t count_other(const speaker *s, const leaf *from, const profile *q) {
    enum { NAMES = 4 }; /* what the original has of a script, and this text so many times */
    uint32_t other = 0;
    for (int i = 0; i < SCRIPTS; i++) {
        bool is_other = q->of[i] && i != SCRIPT_LATIN && !tongue_has_script(s->to, (script)i) &&
                        (!tongue_has_script(s->from, (script)i) || i == SCRIPT_OTHER);
        if (is_other && !is_dense(i))
            other += q->of[i];
        else if (is_other && q->of[i] > NAMES * profile_of(from->text, NULL, NULL).of[i])
            other += 2 * q->of[i];
    }
    return other;
}

/* By script: many letters are of ones that neither language is written in. */
static bool is_other_script(const speaker *s, const leaf *from, const profile *q) {
    if (speaker_is_han_alone(q, s->to) && !tongue_has_script(s->from, SCRIPT_HAN))
        return true;
    uint32_t latin = tongue_has_script(s->to, SCRIPT_LATIN) ? 0 : q->of[SCRIPT_LATIN];
    if (profile_own(q, s->to) + latin == q->letters)
        return false; /* as nearly all are */
    bool is_kana = q->of[SCRIPT_KANA] && tongue_has_script(s->to, SCRIPT_HAN);
    uint32_t other = count_other(s, from, q);
    return is_kana ? other >= 2 * KANA_SIGNS && 10 * other > 6 * q->letters
                   : other >= SIGNS && 10 * other > 3 * q->letters;
}

/* A short sentence: no word is this language's that is not the other's too, and some are the
 * other's alone; nor has it letters that the other language has not, as German with "out of the
 * box" in it does. */
static bool is_alone(const speaker *s, const guess *g, const profile *q) {
    if (!g->tag || !tongue_has_words(s->to))
        return false;
    letter_set others = letters_foreign(s->p->lore->letters, str_of(g->tag));
    if (letter_sets_meet(&others, &q->seen))
        return false;
    uint32_t least = q->letters < PROSE_LETTERS ? 4 : 3;
    uint32_t shared = g->distinct - g->alone;
    uint32_t own = q->distinct[1] > shared ? q->distinct[1] - shared : 0;
    return g->alone >= least && g->alone >= 4 * own && 5 * g->hits >= g->words;
}

/* The language whose function words the text has, when it is neither of the two. Related languages
 * share many of them, so it must have clearly more. */
static str third_of(const speaker *s, str text, const profile *q) {
    str none = {0};
    if (q->letters < FEW_LETTERS || 10 * q->hits[1] > 4 * q->words)
        return none;
    if (4 * q->known < q->words || 5 * q->known < 7 * q->hits[1])
        return none; /* no language has more of them than all together */
    guess g = babel_guess(s->p->lore->words, text, s->to);
    bool is_sure = g.tag && q->letters >= PROSE_LETTERS && g.distinct >= 4 &&
                   4 * g.hits >= g.words && 5 * g.hits >= 7 * q->hits[1] &&
                   g.distinct >= q->distinct[1] + 3;
    return is_sure || is_alone(s, &g, q) ? str_of(g.tag) : none;
}

/* Is it worth to count the letters? Foreign ones are in it, or none of those that tell Ukrainian
 * from Russian (a language whose words we know: else they may be wanting by chance). */
static bool is_odd(const speaker *s, const profile *q) {
    return letter_sets_meet(&s->foreign, &q->seen) ||
           (q->of[SCRIPT_CYRILLIC] >= PROSE_LETTERS && tongue_has_words(s->to) &&
            !letter_sets_meet(&s->proper, &q->seen));
}

/* The language whose letters the text has. Names have them too, so there must be more of them than
 * of one's own, no fewer little words, and none in the original, where names are the same. */
static str spelled_in(const speaker *s, const leaf *from, str text, const profile *q) {
    static const float sure = 4, word = 1;
    str none = {0};
    float more;
    if (q->letters < FEW_LETTERS || !is_odd(s, q))
        return none;
    profile original = profile_of(from->text, NULL, NULL);
    str own = tongue_language(s->p->to->tag);
    /* Latin names beside other letters show nothing. */
    uint32_t other = q->of[SCRIPT_CYRILLIC] + q->of[SCRIPT_ARABIC];
    const char *tag =
        letters_guess(s->p->lore->letters, own, text, other ? other : q->letters, &more);
    if (!tag || letter_sets_meet(&s->foreign, &original.seen))
        return none;
    profile w = profile_of(text, tongue_of(s->p->a, s->p->lore->words, str_of(tag)), s->to);
    if (w.hits[0] < w.hits[1])
        return none;
    if (tongue_has_words(s->to)) /* else what related languages share would count for the other */
        more += word * ((float)w.distinct[0] - (float)w.distinct[1]);
    return more >= sure ? str_of(tag) : none;
}

/* ---- no letter of one's own ---- */

/* Vietnamese has a mark on every third letter: no sentence of it goes without. */
static bool has_no_marks(const speaker *s, str text) {
    if (!str_eq(tongue_language(s->p->to->tag), S("vi")))
        return false;
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] >= 0xC3 && (unsigned char)text.p[i] != 0xE2)
            return false;
    return true;
}

/* Are most words of it the original's? */
static bool is_kept(str original, str text) {
    size_t words = 0, kept = 0;
    for (str one; text.n;) {
        str_cut(text, S(" "), &one, &text);
        words += one.n > 0;
        kept += one.n && str_has(original, one);
    }
    return 2 * kept > words;
}

/* A sentence in the original's script with hardly a little word of the original's: of a third
 * language, or this one as it sounds. Gives its language, if it shows any. */
static bool is_without_own(const speaker *s, const leaf *from, str text, const profile *q,
                           str *tag) {
    enum { RUNNING = 5, SHORT = 25 };
    *tag = (str){"", 0};
    bool is_bare = s->shares_script && q->letters >= PROSE_LETTERS && has_no_marks(s, text);
    if ((s->shares_script && !is_bare) || !tongue_has_words(s->from) ||
        (!is_bare && 20 * profile_own(q, s->to) >= q->letters) || q->letters < SHORT ||
        20 * q->hits[0] >= 3 * q->words)
        return false;
    profile original = profile_of(from->text, s->from, NULL);
    if (20 * original.hits[0] < 3 * original.words && is_kept(from->text, text))
        return false; /* the original is not in its language either: a riddle */
    guess g = babel_guess(s->p->lore->words, text, s->from);
    if (g.tag && g.alone >= 2 && 5 * g.hits >= g.words && g.hits > 2 * q->hits[0])
        *tag = str_of(g.tag);
    return tag->n || (q->letters >= PROSE_LETTERS && speaker_running(text, S(".,")) >= RUNNING);
}

static bool is_tongue(str tag, str language) {
    return str_eq_fold(tongue_language(tag), language);
}

/* Are fewer than half of the letters the translation's own? */
static bool is_mostly_other(const speaker *s, const profile *q) {
    uint32_t own = profile_own(q, s->to), all = q->letters;
    for (int i = 0; i < SCRIPTS; i++) {
        bool counts_twice = is_dense(i) && tongue_has_script(s->to, (script)i);
        own += counts_twice ? q->of[i] : 0;
        all += counts_twice ? q->of[i] : 0;
    }
    return 2 * own < all;
}

third third_find(const speaker *s, const leaf *from, const leaf *to, const profile *q) {
    const pair *p = s->p;
    third out = {.is_script = is_other_script(s, from, q)};
    out.is_it = out.is_script;
    if (!out.is_it && (tongue_has_words(s->to) || is_mostly_other(s, q)))
        out.tag = third_of(s, to->text, q);
    if (!out.is_it && !out.tag.n)
        out.tag = spelled_in(s, from, to->text, q);
    if (!out.is_it)
        out.is_it =
            out.tag.n && !is_tongue(p->from->tag, out.tag) && !is_tongue(p->to->tag, out.tag);
    if (!out.is_it)
        out.is_it = is_without_own(s, from, to->text, q, &out.tag);
    return out;
}

bool third_is_beside(const speaker *s, const leaf *from, const profile *q) {
    enum { FEW = 3 };
    bool has_kana =
        tongue_has_script(s->to, SCRIPT_KANA) && !tongue_has_script(s->from, SCRIPT_HAN);
    uint32_t other = 0, own = profile_own(q, s->to);
    if (tongue_has_script(s->to, SCRIPT_LATIN))
        own -= q->of[SCRIPT_LATIN];
    if (has_kana && q->of[SCRIPT_HAN] >= FEW && 10 * q->of[SCRIPT_KANA] < q->of[SCRIPT_HAN])
        return true;
    for (int i = 0; i < SCRIPTS; i++)
        if (i != SCRIPT_LATIN && !tongue_has_script(s->to, (script)i))
            other += q->of[i];
    if (other < FEW || 4 * own >= other || q->hits[1])
        return false;
    profile original = profile_of(from->text, NULL, NULL);
    for (int i = 0; i < SCRIPTS; i++)
        if (i != SCRIPT_LATIN && q->of[i] && original.of[i])
            return false; /* a word of it that is talked about */
    return true;
}

bool third_may_be(const speaker *s, const profile *q) {
    enum { OWN_WORDS = 3 }; /* different ones show that a text is what it should be */
    uint32_t own = profile_own(q, s->to);
    if (2 * own < q->letters)
        return true;
    return tongue_has_words(s->to) ? q->letters < PROSE_LETTERS || q->distinct[1] < OWN_WORDS ||
                                         5 * q->hits[1] < q->words
                                   : q->letters < SIGNS;
}

str third_name(const pair *p, str tag) {
    value info = language_info(p->site->languages, p->a, tag, S("en"));
    str name = value_as_str(value_at(info, S("english")));
    return name.n ? name : tag;
}
