/* The language of each block: the translation's own, not the original's and no third one. */
#include <string.h>

#include "parity/language.h"
#include "parity/pair.h"
#include "parity/rules/front_keys.h"

/* Figures are explained in docs/parity.md. */
enum {
    PROSE_LETTERS = 60, /* a text of so many letters shows its language */
    FEW_LETTERS = 40,   /* one of so many does when its words are quite another's */
    SHORT_WORDS = 8,    /* an item or paragraph of fewer words is only warned of */
    FEW_WORDS = 6,      /* the same where the letters alone show that it is left */
    SENTENCE_WORDS = 6,
    SIGNS = 20,      /* letters of a script that are no quoted name */
    KANA_SIGNS = 12, /* the same of kana in Chinese, which has none */
    HAN_SIGNS = 4,   /* characters of the other way of writing, to tell it */
};

typedef struct speaker {
    const pair *p;
    const tongue *from, *to;
    bool shares_script;   /* the two languages are not told by their letters */
    letter_set foreign;   /* letters that the translation's language has not */
    letter_set proper;    /* in Cyrillic: those that it has and not all others have */
    const han_table *han; /* NULL: the translation is not into Chinese */
    bool is_traditional;
} speaker;

static bool is_prose(const leaf *l) {
    return l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_ROW;
}

/* A quarter of all words, and at least two different ones, are the tongue's function words. */
static bool speaks(const profile *q, int which) {
    return q->distinct[which] >= 2 && 4 * q->hits[which] >= q->words;
}

/* ---- the original's language ---- */

static bool is_own_script(const speaker *s, const profile *q) {
    return q->letters && 2 * profile_own(q, s->to) >= q->letters;
}

/* Words of running text: lists of names have none. */
static uint32_t count_plain(str text) {
    enum { LETTERS = 4 };
    uint32_t n = 0, letters = 0;
    for (size_t i = 0; i <= text.n; i++) {
        char c = i < text.n ? text.p[i] : ' ';
        bool begins = i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '(';
        if (c >= 'a' && c <= 'z' && (letters || begins)) {
            letters++;
            continue;
        }
        n += letters >= LETTERS && (ascii_is_space(c) || strchr(".,:;!?)", c));
        letters = 0;
    }
    return n;
}

/* Is a text that equals the original's one that should not? Names and titles may. */
static bool should_differ(const speaker *s, const profile *q, str text) {
    enum { WORDS = 6, PLAIN = 4, PLAIN_FOREIGN = 3 };
    bool is_foreign = !s->shares_script && !profile_own(q, s->to) && q->hits[0];
    uint32_t plain = is_foreign ? PLAIN_FOREIGN : PLAIN;
    if (tongue_has_words(s->from) && q->words >= 5 && q->distinct[0] >= 2)
        return true;
    if (q->words >= WORDS && tongue_has_script(s->from, SCRIPT_LATIN) &&
        count_plain(text) + q->distinct[0] >= plain)
        return true;
    return !tongue_has_words(s->from) && !s->shares_script && profile_own(q, s->from) >= 10;
}

/* Japanese and Korean write Han characters too, but no sentence in these alone. */
static bool is_han_alone(const speaker *s, const profile *q) {
    script own = tongue_has_script(s->to, SCRIPT_KANA)     ? SCRIPT_KANA
                 : tongue_has_script(s->to, SCRIPT_HANGUL) ? SCRIPT_HANGUL
                                                           : SCRIPT_HAN;
    return own != SCRIPT_HAN && q->of[SCRIPT_HAN] >= SIGNS && 10 * q->of[own] < q->of[SCRIPT_HAN];
}

/* Is it the original's language though the text is not its? A phrase of it in a sentence of one's
 * own is no such thing. */
static bool is_in_source(const speaker *s, const profile *q) {
    if (!tongue_has_words(s->from))
        return s->shares_script ? is_han_alone(s, q) && tongue_has_script(s->from, SCRIPT_HAN)
                                : profile_own(q, s->from) >= SIGNS &&
                                      20 * profile_own(q, s->to) < profile_own(q, s->from);
    if (q->letters < PROSE_LETTERS || q->distinct[0] < 4 || 10 * q->hits[0] < 3 * q->words)
        return false;
    return s->shares_script ? q->hits[0] > 2 * q->hits[1] : 20 * profile_own(q, s->to) < q->letters;
}

/* "Use cases: external service", and not "Django REST Framework". */
static bool has_lower_word(str text) {
    bool is_start = false;
    for (size_t i = 0; i < text.n; i++) {
        if (is_start && text.p[i] >= 'a' && text.p[i] <= 'z')
            return true;
        is_start = text.p[i] == ' ';
    }
    return false;
}

static size_t count_capitals(str text) {
    size_t n = 0;
    while (n < text.n && text.p[n] >= 'A' && text.p[n] <= 'Z')
        n++;
    return n;
}

/* "Server-Sent Events (SSE)", "CORS (Cross-Origin Resource Sharing)": what has an abbreviation is a
 * name. */
static bool is_abbreviated(str text) {
    size_t open = str_find_char(text, '(');
    if (open == STR_NONE)
        return false;
    str within = str_from(text, open + 1);
    size_t before = count_capitals(text), n = count_capitals(within);
    return (before > 1 && before + 1 == open) || (n > 1 && n < within.n && within.p[n] == ')');
}

/* Does the translation use these words in what it translated? */
static bool is_term(const speaker *s, const leaf *heading) {
    const pair *p = s->p;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *to = x->to == ALIGN_NONE ? NULL : pair_to(p, x);
        if (to && to->class == LEAF_TEXT && str_has(to->text, heading->text) &&
            !(aligned_is_pair(x) && str_eq(to->text, pair_from(p, x)->text)))
            return true;
    }
    return false;
}

/* Letters of Latin words in lower case. */
static uint32_t count_foreign(str text) {
    uint32_t sum = 0;
    for (size_t i = 0, n = 0; i <= text.n; i++) {
        if (i < text.n && ascii_is_alpha(text.p[i])) {
            n++;
            continue;
        }
        if (n > 2 && text.p[i - n] >= 'a')
            sum += (uint32_t)n;
        n = 0;
    }
    return sum;
}

/* Does the translation put words of the original's language into its sentences, as Hindi does with
 * English ones? Then headings are made of them too. */
static bool is_mixed(const speaker *s) {
    uint32_t foreign = 0, all = 1;
    for (size_t i = 0; i < s->p->to->o.n; i++) {
        const leaf *l = &s->p->to->o.leaves[i];
        if (l->class != LEAF_TEXT)
            continue;
        profile q = profile_of(l->text, s->from, s->to);
        bool is_own = profile_own(&q, s->to) > 0;
        foreign += is_own ? count_foreign(l->text) : 0;
        all += is_own ? q.letters : 0;
    }
    return 5 * foreign >= all;
}

/* A heading of a few words need not have a function word among them. */
static bool is_heading_left(const speaker *s, const leaf *to, const profile *q) {
    if (to->class != LEAF_HEADING || q->words < 2)
        return false;
    bool is_foreign = !s->shares_script && !profile_own(q, s->to);
    bool has_words = q->hits[0] > q->hits[1];
    bool may_be = is_foreign && q->words >= (has_lower_word(to->text) ? 3 : 4);
    if ((!has_words && !may_be) || is_abbreviated(to->text) || is_term(s, to))
        return false;
    return q->distinct[0] >= 2 || !is_foreign || !is_mixed(s);
}

/* ---- a sentence of it ---- */

static bool is_end(str text, size_t i) {
    char c = text.p[i];
    return (c == '.' || c == '!' || c == '?' || c == '\n') &&
           (i + 1 == text.n || ascii_is_space(text.p[i + 1]));
}

static bool is_verbatim(const speaker *s, str sentence, const leaf *from) {
    sentence = str_trim(sentence);
    if (sentence.n < 2 * SENTENCE_WORDS - 1 || !str_has(from->text, sentence))
        return false;
    profile q = profile_of(sentence, s->from, s->to);
    return q.words >= SENTENCE_WORDS && speaks(&q, 0) && q.hits[0] > q.hits[1];
}

/* Quoted titles may stay as they are. */
static bool is_quoted(str sentence) {
    sentence = str_trim(sentence);
    return sentence.n && (sentence.p[0] == '"' || (unsigned char)sentence.p[0] == 0xE2 ||
                          (unsigned char)sentence.p[0] == 0xC2);
}

static void check_sentences(const speaker *s, const leaf *from, const leaf *to) {
    const pair *p = s->p;
    size_t start = 0;
    for (size_t i = 0; i < to->text.n; i++) {
        if (!is_end(to->text, i) && i + 1 < to->text.n)
            continue;
        str sentence = str_slice(to->text, start, i + 1);
        start = i + 1;
        if (is_quoted(sentence) || !is_verbatim(s, sentence, from))
            continue;
        atom x = {.at = to->at, .text = str_trim(sentence)};
        diag *e =
            diag_add(p->d, RULE_LANG_SENTENCE, outline_atom(&p->to->o, to, &x),
                     "a sentence is not translated: %.*s", STR_FMT(text_quote(p->a, sentence)));
        diag_help(p->d, e, "translate it");
        pair_original(p, e, from, "the original");
        return;
    }
}

/* ---- a third language ---- */

static str name_of(const pair *p, str tag) {
    value info = language_info(p->site->languages, p->a, tag, S("en"));
    str name = value_as_str(value_at(info, S("english")));
    return name.n ? name : tag;
}

/* By script: many letters are of ones that neither language is written in. */
static bool is_other_script(const speaker *s, const profile *q) {
    uint32_t other = 0;
    if (is_han_alone(s, q) && !tongue_has_script(s->from, SCRIPT_HAN))
        return true;
    if (q->of[SCRIPT_LATIN] == q->letters || profile_own(q, s->to) == q->letters)
        return false; /* most are of one */
    for (int i = 0; i < SCRIPTS; i++)
        if (i != SCRIPT_LATIN && !tongue_has_script(s->to, (script)i) &&
            (!tongue_has_script(s->from, (script)i) || i == SCRIPT_OTHER))
            other += q->of[i];
    bool is_kana = other == q->of[SCRIPT_KANA] && tongue_has_script(s->to, SCRIPT_HAN);
    return other >= (is_kana ? KANA_SIGNS : SIGNS) && 10 * other > 3 * q->letters;
}

/* A short sentence: no word is this language's that is not the other's too, and some are the
 * other's alone. */
static bool is_alone(const speaker *s, const guess *g, const profile *q) {
    if (!g->tag || !tongue_has_words(s->to))
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
 * from Russian. */
static bool is_odd(const speaker *s, const profile *q) {
    return letter_sets_meet(&s->foreign, &q->seen) ||
           (q->of[SCRIPT_CYRILLIC] >= PROSE_LETTERS && !letter_sets_meet(&s->proper, &q->seen));
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
    const char *tag = letters_guess(s->p->lore->letters, own, text, q->letters, &more);
    if (!tag || letter_sets_meet(&s->foreign, &original.seen))
        return none;
    profile w = profile_of(text, tongue_of(s->p->a, s->p->lore->words, str_of(tag)), s->to);
    if (w.hits[0] < w.hits[1])
        return none;
    return more + word * ((float)w.distinct[0] - (float)w.distinct[1]) >= sure ? str_of(tag) : none;
}

static bool is_tongue(str tag, str language) {
    return str_eq_fold(tongue_language(tag), language);
}

static bool check_third(const speaker *s, const leaf *from, const leaf *to, const profile *q) {
    const pair *p = s->p;
    str tag = {0};
    bool other = is_other_script(s, q);
    if (!other && (tongue_has_words(s->to) || !is_own_script(s, q)))
        tag = third_of(s, to->text, q);
    if (!other && !tag.n)
        tag = spelled_in(s, from, to->text, q);
    if (!other && (!tag.n || is_tongue(p->from->tag, tag) || is_tongue(p->to->tag, tag)))
        return false;
    diag *e = tag.n ? diag_add(p->d, RULE_LANG_OTHER, outline_leaf(&p->to->o, to),
                               "%s seems to be in %.*s: %.*s", leaf_name(to),
                               STR_FMT(name_of(p, tag)), STR_FMT(leaf_quote(p->a, to)))
                    : diag_add(p->d, RULE_LANG_OTHER, outline_leaf(&p->to->o, to),
                               "%s is in another script: %.*s", leaf_name(to),
                               STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "translate it into %.*s", STR_FMT(name_of(p, p->to->doc->lang)));
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
    return true;
}

/* ---- the two ways of writing Chinese ---- */

static void check_han(const speaker *s, const leaf *from, const leaf *to) {
    const pair *p = s->p;
    han_counts n = han_count(s->han, to->text);
    uint32_t other = s->is_traditional ? n.simplified : n.traditional;
    uint32_t own = s->is_traditional ? n.traditional : n.simplified;
    if (other < HAN_SIGNS || other < 3 * own)
        return;
    diag *e =
        diag_add(p->d, RULE_LANG_VARIANT, outline_leaf(&p->to->o, to),
                 "%s is in %s characters: %.*s", leaf_name(to),
                 s->is_traditional ? "simplified" : "traditional", STR_FMT(leaf_quote(p->a, to)));
    diag_help(p->d, e, "this version is %.*s: write %s ones", STR_FMT(p->to->tag),
              s->is_traditional ? "traditional" : "simplified");
    pair_original(p, e, from, "the original");
}

/* ---- blocks ---- */

typedef enum {
    SILENT, /* it has nothing to say: code, names, figures */
    TOLD,   /* it is in the language it should be in, or something else was said */
    LEFT,   /* in the original's */
} verdict;

static verdict look(const speaker *s, const leaf *from, const leaf *to) {
    if (!is_prose(to) || s->p->told_to[to - s->p->to->o.leaves])
        return SILENT;
    profile q = profile_of(to->text, s->from, s->to);
    bool is_equal = str_eq(from->text, to->text);
    if (q.letters < 4)
        return SILENT;
    if (is_equal ? should_differ(s, &q, to->text) || is_heading_left(s, to, &q)
                 : is_in_source(s, &q))
        return LEFT;
    if (is_equal)
        return SILENT;
    if (!check_third(s, from, to, &q) && q.distinct[0] >= 2 && q.words >= SENTENCE_WORDS)
        check_sentences(s, from, to);
    if (s->han)
        check_han(s, from, to);
    return TOLD;
}

/* Blocks [first, last] of the alignment, n of which are to be translated. */
typedef struct stretch {
    size_t first, last;
    uint32_t n;
} stretch;

/* Words that a person would count: names and addresses too. */
static uint32_t count_words(str text) {
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool is_word = ascii_is_alpha(text.p[i]) || (text.p[i] & 0x80);
        bool was_word = i && (ascii_is_alpha(text.p[i - 1]) || (text.p[i - 1] & 0x80));
        n += is_word && !was_word;
    }
    return n;
}

static bool is_short(const speaker *s, const leaf *l) {
    profile q = profile_of(l->text, s->from, s->to);
    /* Han, kana and Hangul say as much with fewer. */
    uint32_t letters = q.letters + (q.of[SCRIPT_HAN] + q.of[SCRIPT_KANA] + q.of[SCRIPT_HANGUL]) * 2;
    uint32_t few = s->shares_script || profile_own(&q, s->to) ? SHORT_WORDS : FEW_WORDS;
    return l->class == LEAF_HEADING ||
           (l->class == LEAF_TEXT && q.words < few && count_words(l->text) < SHORT_WORDS &&
            letters < PROSE_LETTERS);
}

static bool is_quotation(const leaf *l) {
    for (uint64_t context = l->context; context; context >>= 4)
        if ((context & 15) == IN_QUOTE)
            return l->class == LEAF_TEXT;
    return false;
}

/* Are all quotations, of several, in the language that they were made in? Then this site has them
 * so. */
static bool keeps_quotations(const pair *p) {
    size_t kept = 0;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x) || !is_quotation(pair_to(p, x)))
            continue;
        if (!str_eq(pair_from(p, x)->text, pair_to(p, x)->text))
            return false;
        kept++;
    }
    return kept > 1;
}

/* Is it nothing but links to other sites, and names? Titles of what is not translated stay. */
static bool is_reference(const pair *p, const leaf *l) {
    str text = str_slice(p->to->src->text, l->at, l->at + l->n);
    bool any = false;
    for (size_t i = 0; i < text.n; i++) {
        size_t url = text.p[i] == '[' ? str_find(str_from(text, i), S("](http")) : STR_NONE;
        size_t end = url == STR_NONE ? STR_NONE : str_find_char(str_from(text, i + url), ')');
        if (end != STR_NONE) {
            i += url + end;
            any = true;
        } else if (ascii_is_alpha(text.p[i]) && text.p[i] >= 'a' &&
                   (!i || !ascii_is_alpha(text.p[i - 1]))) {
            return false;
        }
    }
    return any;
}

/* What is left in one stretch is one fault, however many blocks it is. */
static void tell_untranslated(const speaker *s, const stretch *t) {
    const pair *p = s->p;
    const leaf *from = pair_from(p, &p->al.p[t->first]), *to = pair_to(p, &p->al.p[t->first]);
    const leaf *last = pair_from(p, &p->al.p[t->last]);
    buf what = buf_new(p->a, 32);
    if (t->n == 1)
        buf_printf(&what, "%s is", leaf_name(to));
    else
        buf_printf(&what, "%u blocks are", t->n);
    diag *e = diag_add(p->d, RULE_LANG_UNTRANSLATED, outline_leaf(&p->to->o, to),
                       "%.*s not translated: %.*s", STR_FMT(buf_str(&what)),
                       STR_FMT(leaf_quote(p->a, to)));
    bool may_stay = is_reference(p, to) || (is_quotation(to) && keeps_quotations(p));
    if (t->n == 1 && (is_short(s, to) || may_stay))
        diag_weaken(p->d, e, SEV_WARNING);
    str where = pair_lines(p, from, last);
    diag_help(p->d, e,
              "translate %.*s; a name or quotation may stay below a line "
              "<!-- letoon-ignore lang/untranslated -->",
              STR_FMT(where));
    pair_original(p, e, from, "the original");
    for (size_t i = t->first; i <= t->last; i++)
        if (aligned_is_pair(&p->al.p[i]))
            pair_tell(p, pair_from(p, &p->al.p[i]), pair_to(p, &p->al.p[i]));
}

static void check_blocks(const speaker *s) {
    const pair *p = s->p;
    stretch t = {0};
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        verdict v = aligned_is_pair(x) ? look(s, pair_from(p, x), pair_to(p, x)) : TOLD;
        if (v == LEFT) {
            t.first = t.n++ ? t.first : i;
            t.last = i;
        } else if (v == TOLD && t.n) {
            tell_untranslated(s, &t);
            t.n = 0;
        }
    }
    if (t.n)
        tell_untranslated(s, &t);
}

static void check_key(const speaker *s, const member *from, const member *to) {
    const pair *p = s->p;
    str text = value_as_str(to->val);
    profile q = profile_of(text, s->from, s->to);
    bool is_left = tongue_has_words(s->from) ? q.words >= 3 && q.hits[0] && q.hits[0] > q.hits[1]
                                             : should_differ(s, &q, text);
    if (!is_left)
        return;
    diag *e = diag_add(p->d, RULE_FRONTMATTER_TITLE, span_of(p->to->src, to->val_at, to->val_n),
                       "the %.*s is not translated: %.*s", STR_FMT(value_as_str(to->key)),
                       STR_FMT(text_quote(p->a, text)));
    diag_help(p->d, e, "translate it");
    diag_also(p->d, e, span_of(p->from->src, from->val_at, from->val_n), "the original");
}

/* The title, and what else of the front matter is for readers. */
static void check_keys(const speaker *s) {
    value policies = front_policies(s->p->site->config), front = s->p->from->front;
    for (uint32_t i = 0; front.kind == V_MAP && i < front.u.map->n; i++) {
        const member *from = &front.u.map->members[i];
        str key = value_as_str(from->key);
        const member *to = from->val.kind == V_STR ? value_member(s->p->to->front, key) : NULL;
        if (to && value_equal(from->val, to->val, 0) &&
            front_policy(policies, key) == KEY_TRANSLATED)
            check_key(s, from, to);
    }
}

void rule_language(const pair *p) {
    if (str_eq_fold(p->from->tag, p->to->tag))
        return;
    speaker s = {.p = p,
                 .from = tongue_of(p->a, p->lore->words, p->from->tag),
                 .to = tongue_of(p->a, p->lore->words, p->to->tag)};
    s.foreign = letters_foreign(p->lore->letters, tongue_language(p->to->tag));
    s.proper = letters_proper(p->lore->letters, tongue_language(p->to->tag));
    s.shares_script = tongues_share_script(s.from, s.to);
    if (str_starts(p->to->tag, S("zh"))) {
        s.han = p->lore->han;
        s.is_traditional = str_has(p->to->tag, S("Hant")) || str_has(p->to->tag, S("TW")) ||
                           str_has(p->to->tag, S("HK"));
    }
    check_keys(&s);
    check_blocks(&s);
}
