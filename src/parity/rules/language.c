/* The language of each block: the translation's own, not the original's and no third one. */
#include <string.h>

#include "base/bytes.h"
#include "parity/rules/bytes_gbk.h"
#include "parity/rules/front_keys.h"
#include "parity/rules/left.h"
#include "parity/rules/may_stay.h"
#include "parity/rules/sentences.h"
#include "parity/rules/third.h"
#include "parity/rules/title.h"
#include "parity/rules/variant.h"
#include "parity/sibling.h"

/* Figures are explained in docs/parity.md. */
enum {
    SHORT_WORDS = 8, /* an item or paragraph of fewer words is only warned of */
    FEW_WORDS = 6,   /* the same where the letters alone show that it is left */
};

static bool is_prose(const leaf *l) {
    return l->class == LEAF_TEXT || l->class == LEAF_HEADING || l->class == LEAF_ROW;
}

/* Of a leaf of the translation. Rules ask for some again; a leaf without words is soon read. */
static const profile *profile_at(const speaker *s, const leaf *l) {
    profile *known = &s->leaves[l - s->p->to->o.leaves];
    if (!known->letters)
        *known = profile_of(l->text, s->from, s->to);
    return known;
}

/* ---- the original's language ---- */

/* Is it the original's language though the text is not its? A phrase of it in a sentence of one's
 * own is no such thing. */
static bool is_in_source(const speaker *s, const profile *q) {
    if (!tongue_has_words(s->from))
        return s->shares_script
                   ? speaker_is_han_alone(q, s->to) && tongue_has_script(s->from, SCRIPT_HAN)
                   : profile_own(q, s->from) >= SIGNS &&
                         20 * profile_own(q, s->to) < profile_own(q, s->from);
    if (q->letters < PROSE_LETTERS || q->distinct[0] < 4 || 10 * q->hits[0] < 3 * q->words)
        return false;
    return s->shares_script ? q->hits[0] > 2 * q->hits[1] : 20 * profile_own(q, s->to) < q->letters;
}

/* "Use cases: external service" has three, behind the first word, "Django REST Framework" none. */
static size_t count_lower_words(str text) {
    size_t n = 0;
    for (size_t i = 1; i < text.n; i++)
        n += text.p[i - 1] == ' ' && text.p[i] >= 'a' && text.p[i] <= 'z';
    return n;
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
        const profile *q = profile_at(s, l);
        bool is_own = profile_own(q, s->to) > 0;
        foreign += is_own ? count_foreign(l->text) : 0;
        all += is_own ? q->letters : 0;
    }
    return 5 * foreign >= all;
}

/* A heading of a few words need not have a function word among them. */
static bool is_heading_left(const speaker *s, const leaf *to, const profile *q) {
    if (to->class != LEAF_HEADING || q->words < 2)
        return false;
    bool is_foreign = !s->shares_script && !profile_own(q, s->to);
    bool has_words = q->hits[0] > q->hits[1];
    bool may_be = is_foreign && q->words >= (count_lower_words(to->text) ? 3 : 4);
    if ((!has_words && !may_be) || is_abbreviated(to->text) || is_term(s, to))
        return false;
    return q->distinct[0] >= 2 || !is_foreign || !is_mixed(s);
}

/* ---- a list of it ---- */

/* The items of a list, where no single one is long enough to tell. */
typedef struct items {
    size_t end; /* behind the last, in the alignment */
    bool are_left;
} items;

static const leaf *item_at(const pair *p, size_t i) {
    const leaf *to = i < p->al.n && aligned_is_pair(&p->al.p[i]) ? pair_to(p, &p->al.p[i]) : NULL;
    return to && to->class == LEAF_TEXT && (to->flags & LEAF_IS_ITEM) ? to : NULL;
}

/* May it be a sentence's part? What has code or leads elsewhere may be a name. */
static bool is_plain_item(const pair *p, const leaf *l) {
    return l->text.n && !p->told_to[l - p->to->o.leaves] && !outline_count(l, ATOM_CODE) &&
           !outline_count(l, ATOM_LINK) && !outline_count(l, ATOM_URL);
}

/* Do the items together speak the original's language, with a word in lower case for each? */
static bool are_left(const speaker *s, size_t first, size_t end) {
    const pair *p = s->p;
    uint32_t n = (uint32_t)(end - first);
    buf all = buf_new(p->a, 32 * n);
    for (size_t i = first; i < end; i++) {
        buf_add(&all, item_at(p, i)->text);
        buf_char(&all, '\n');
    }
    profile q = profile_of(buf_str(&all), s->from, s->to);
    bool is_foreign = !s->shares_script && !profile_own(&q, s->to);
    bool has_words = q.distinct[0] >= 2 && 3 * q.hits[0] >= n && q.hits[0] > 2 * q.hits[1];
    if (!tongue_has_words(s->from) || q.words < 2 * n ||
        speaker_running(buf_str(&all), S(PLAIN_STOPS)) < n || !(has_words || is_foreign) ||
        (is_foreign && is_mixed(s)))
        return false;
    for (size_t i = first; i < end; i++)
        if (is_term(s, item_at(p, i)) || (!has_words && !count_lower_words(item_at(p, i)->text)))
            return false;
    return true;
}

/* An item or paragraph of a few words, with a little word or two of the original's language among
 * them, and none of its own. */
static bool is_phrase_left(const speaker *s, const leaf *to, const profile *q) {
    enum { FOREIGN = 3, SHARED = 4, LOWER = 2 };
    bool is_foreign = !s->shares_script && !profile_own(q, s->to);
    if (to->class != LEAF_TEXT || !tongue_has_words(s->from) || !is_plain_item(s->p, to) ||
        count_lower_words(to->text) < LOWER || is_abbreviated(to->text))
        return false;
    bool has_words = is_foreign ? q->words >= FOREIGN && q->hits[0]
                                : q->words >= SHARED && q->distinct[0] >= 2 && !q->hits[1];
    return has_words && !is_term(s, to) && !(is_foreign && is_mixed(s));
}

/* All of the list that begins at step i of the alignment, if it is the original's. */
static items read_list(const speaker *s, size_t i) {
    enum { LEAST = 3 };
    const pair *p = s->p;
    const leaf *first = item_at(p, i);
    items out = {i + 1, false};
    bool is_it = first != NULL;
    for (const leaf *l = first; l && l->context == first->context; l = item_at(p, out.end)) {
        out.end += l != first;
        is_it = is_it && is_plain_item(p, l) &&
                str_eq(l->text, pair_from(p, &p->al.p[out.end - 1])->text);
    }
    out.are_left = is_it && out.end - i >= LEAST && are_left(s, i, out.end);
    return out;
}

/* ---- blocks ---- */

typedef enum {
    SILENT, /* it has nothing to say: code, names, figures */
    PHRASE, /* the same of a few words that are the original's language: only to be warned of */
    SAME,   /* it is the original's text, which so few words may be */
    TOLD,   /* it is in the language it should be in, or something else was said */
    UNSURE, /* it is too short to tell */
    LEFT,   /* in the original's */
    THIRD,  /* in a third one */
} verdict;

/* `before`: what the text before it is. */
static verdict look(const speaker *s, const leaf *from, const leaf *to, verdict before, third *is) {
    if (!is_prose(to) || s->p->told_to[to - s->p->to->o.leaves])
        return to->class == LEAF_HTML && from->hash != to->hash && before == LEFT ? TOLD : SILENT;
    const profile *q = profile_at(s, to);
    bool is_equal = str_eq(from->text, to->text);
    if (q->of[SCRIPT_HAN] && !is_equal && tongue_has_script(s->to, SCRIPT_LATIN))
        bytes_gbk_check(s->p, from, to);
    if (is_equal && s->shares_language) {
        variants_look(s, from, to);
        return TOLD;
    }
    if ((q->letters < 4 && !left_is_unreadable(s, q)) || may_stay_formula(to->text))
        return SILENT;
    if (is_equal &&
        (may_stay_signature(to->text) || may_stay_address(to->text) || may_stay_comment(s->p, to) ||
         (q->words > 1 && (may_stay_filler(to->text) || may_stay_citation(to->text))) ||
         may_stay_import(to->text) || may_stay_diagram(s->p, to) || may_stay_contents(s->p, to) ||
         sibling_is_switch(s->p, s->p->to, to)))
        return SILENT; /* each language is called by its own name */
    if (is_equal ? left_should_differ(s, q, to->text) || is_heading_left(s, to, q)
                 : is_in_source(s, q))
        return LEFT;
    if (is_equal)
        return is_phrase_left(s, to, q) ? PHRASE : SAME;
    *is = third_find(s, from, to, q);
    if (is->is_it && sibling_is_switch(s->p, s->p->to, to))
        return SILENT;
    if (is->is_it && is->tag.n && may_stay_mostly(from, to)) {
        is->is_it = false;
        return may_stay_reference(s->p, to) ? SILENT : LEFT;
    }
    if (before == THIRD && !is->is_it && third_is_beside(s, from, q))
        *is = (third){.is_it = true, .is_script = true};
    if (is->is_it)
        return THIRD;
    sentences_check(s, from, to, q);
    variants_look(s, from, to);
    bool may_be = before == THIRD  ? third_may_be(s, q)
                  : before == LEFT ? !s->shares_script && 2 * profile_own(q, s->to) < q->letters
                                   : false;
    return may_be ? UNSURE : TOLD;
}

/* Blocks of the alignment, n of which are to be translated. */
typedef struct stretch {
    size_t first, last; /* of these */
    size_t begin;       /* where the finding stands */
    uint32_t n;
    uint32_t listed; /* of them: only together do they tell */
    uint32_t rows;   /* of them: one cell alone is to be translated */
    str part;        /* of the first: a row's cell, a text in HTML */
    third is;
} stretch;

/* Words that a person would count: names and addresses too. */
static uint32_t count_words(str text) {
    uint32_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool is_word = byte_may_be_letter(text.p[i]);
        bool was_word = i && byte_may_be_letter(text.p[i - 1]);
        n += is_word && !was_word;
    }
    return n;
}

static bool is_short(const speaker *s, const leaf *l) {
    const profile *q = profile_at(s, l);
    /* Han, kana and Hangul say as much with fewer. */
    uint32_t letters =
        q->letters + (q->of[SCRIPT_HAN] + q->of[SCRIPT_KANA] + q->of[SCRIPT_HANGUL]) * 2;
    uint32_t few = s->shares_script || profile_own(q, s->to) ? SHORT_WORDS : FEW_WORDS;
    return l->class == LEAF_HEADING ||
           (l->class == LEAF_ROW && letters < PROSE_LETTERS && left_is_unreadable(s, q)) ||
           (l->class == LEAF_TEXT && q->words < few && count_words(l->text) < SHORT_WORDS &&
            letters < PROSE_LETTERS);
}

static bool are_references(const pair *p, const stretch *t) {
    for (size_t i = t->first; i <= t->last; i++)
        if (aligned_is_pair(&p->al.p[i]) && !may_stay_reference(p, pair_to(p, &p->al.p[i])))
            return false;
    return true;
}

/* What explains whatever else is found in them. */
static void settle(const pair *p, const stretch *t) {
    for (size_t i = t->begin; i <= t->last; i++)
        if (aligned_is_pair(&p->al.p[i]))
            pair_tell(p, pair_from(p, &p->al.p[i]), pair_to(p, &p->al.p[i]));
}

/* "a paragraph is", "3 blocks are" */
static str subject(const pair *p, const stretch *t, const char *one, const char *many) {
    buf what = buf_new(p->a, 48);
    if (t->n == 1 && t->rows)
        buf_printf(&what, "a cell of this row %s", one);
    else if (t->n == t->rows)
        buf_printf(&what, "cells of %u rows %s", t->n, many);
    else if (t->n == 1)
        buf_printf(&what, "%s %s", leaf_name(pair_to(p, &p->al.p[t->first])), one);
    else
        buf_printf(&what, "%u blocks %s", t->n, many);
    return buf_str(&what);
}

static void tell_untranslated(const speaker *s, const stretch *t) {
    const pair *p = s->p;
    const leaf *from = pair_from(p, &p->al.p[t->first]), *to = pair_to(p, &p->al.p[t->first]);
    const leaf *last = pair_from(p, &p->al.p[t->last]);
    span at = outline_leaf(&p->to->o, pair_to(p, &p->al.p[t->begin]));
    str part = left_words(p->a, t->part);
    if (t->part.n && t->begin == t->first && to->class == LEAF_HTML)
        at = span_of(at.src, (size_t)(t->part.p - at.src->text.p), t->part.n);
    diag *e = diag_add(p->d, RULE_LANG_UNTRANSLATED, at, "%.*s not translated: %.*s",
                       STR_FMT(subject(p, t, "is", "are")),
                       STR_FMT(part.n ? text_quote(p->a, part) : leaf_quote(p->a, to)));
    bool is_few = !t->part.n ? is_short(s, to)
                             : count_words(part) < SHORT_WORDS && part.n < 2 * PROSE_LETTERS;
    bool may_stay = may_stay_quotation(p, to) && (may_stay_quotations(p) || may_stay_beside(p, to));
    if ((t->n == 1 && (is_few || may_stay)) || t->listed == t->n || are_references(p, t))
        diag_weaken(p->d, e, SEV_WARNING);
    const aligned *begin = &p->al.p[t->begin];
    str where = pair_lines(p, aligned_is_pair(begin) ? pair_from(p, begin) : from, last);
    /* A line of its own would end a table. */
    diag_help(p->d, e, "translate %.*s%s", STR_FMT(where),
              to->class == LEAF_ROW ? ""
                                    : "; a name or quotation may stay below a line "
                                      "<!-- letoon-ignore lang/untranslated -->");
    pair_original(p, e, from, "the original");
}

static void tell_third(const speaker *s, const stretch *t) {
    const pair *p = s->p;
    const leaf *from = pair_from(p, &p->al.p[t->first]), *to = pair_to(p, &p->al.p[t->first]);
    span at = outline_leaf(&p->to->o, pair_to(p, &p->al.p[t->begin]));
    diag *e;
    if (t->is.tag.n)
        e = diag_add(p->d, RULE_LANG_OTHER, at, "%.*s to be in %.*s: %.*s",
                     STR_FMT(subject(p, t, "seems", "seem")), STR_FMT(third_name(p, t->is.tag)),
                     STR_FMT(leaf_quote(p->a, to)));
    else
        e = diag_add(p->d, RULE_LANG_OTHER, at, "%.*s in another %s: %.*s",
                     STR_FMT(subject(p, t, "is", "are")),
                     t->is.is_script || !s->shares_script ? "script" : "language",
                     STR_FMT(leaf_quote(p->a, to)));
    const document *doc = p->to->doc; /* its path knows better than its front matter */
    str lang = doc->path_lang.n ? doc->path_lang : doc->lang;
    const leaf *last = pair_from(p, &p->al.p[t->last]);
    diag_help(p->d, e, "translate %.*s into %.*s", STR_FMT(pair_lines(p, from, last)),
              STR_FMT(third_name(p, lang)));
    pair_original(p, e, from, "the original");
}

/* What is in the wrong language in one stretch is one fault, however many blocks it is. Titles
 * before it that are the same in both are of it too when nothing else is before. */
static void tell_stretch(const speaker *s, stretch *t, bool is_first, bool is_third) {
    enum { MANY = 3, FEW_BEFORE = 5 };
    t->begin = t->first;
    if (is_first && t->n >= MANY && t->first < FEW_BEFORE && aligned_is_pair(&s->p->al.p[0]))
        t->begin = 0;
    if (is_third)
        tell_third(s, t);
    else
        tell_untranslated(s, t);
    settle(s->p, t);
    *t = (stretch){0};
}

/* Blocks in one stretch that are the original's, each of too few words to tell. */
typedef struct same {
    size_t first, last;
    uint32_t n;
    buf text; /* of all of them */
} same;

static void add_same(const speaker *s, same *m, size_t i) {
    const leaf *l = pair_to(s->p, &s->p->al.p[i]);
    if (may_stay_reference(s->p, l) || may_stay_quotation(s->p, l))
        return;
    if (!m->n++)
        *m = (same){.first = i, .n = 1, .text = buf_new(s->p->a, 256)};
    m->last = i;
    buf_add(&m->text, l->text);
    buf_char(&m->text, '\n');
}

/* Do they show their language together? Then they are of the stretch, or one by themselves. */
static void join_same(const speaker *s, stretch *t, const same *m) {
    enum { BLOCKS = 2, WORDS = 12, DIFFERENT = 4 };
    if (m->n < BLOCKS)
        return;
    profile q = profile_of(buf_str(&m->text), s->from, s->to);
    if (q.words < WORDS || q.distinct[0] < DIFFERENT || !profile_speaks(&q, 0) ||
        q.hits[0] <= 2 * q.hits[1])
        return;
    if (!t->n || m->first < t->first)
        t->first = m->first;
    if (!t->n || m->last > t->last)
        t->last = m->last;
    t->n += m->n - t->listed; /* these are of both */
    t->listed = 0;
}

/* Blocks before one in another script that are in it, too, but too short to show it alone. */
static void extend_back(const speaker *s, stretch *t) {
    const pair *p = s->p;
    for (size_t i = t->first; i-- > 0 && aligned_is_pair(&p->al.p[i]);) {
        const leaf *to = pair_to(p, &p->al.p[i]);
        bool is_text = is_prose(to) && !p->told_to[p->al.p[i].to];
        const profile *q = is_text ? profile_at(s, to) : NULL;
        if (!q || q->letters < 4)
            continue;
        if (!third_is_beside(s, pair_from(p, &p->al.p[i]), q))
            return;
        t->first = i;
        t->n++;
    }
}

/* Has an item before one in a language some little words of it, and hardly any of its own? */
static bool speaks_alike(const speaker *s, const leaf *to, const tongue *t) {
    profile q = profile_of(to->text, t, s->to);
    return q.hits[0] && q.hits[0] > 2 * q.hits[1];
}

/* Items of the same list before one in a third language that are in it, too. */
static void extend_list(const speaker *s, stretch *t) {
    const pair *p = s->p;
    const leaf *first = pair_to(p, &p->al.p[t->first]);
    const tongue *is = tongue_of(p->a, p->lore->words, t->is.tag);
    for (size_t i = t->first; i-- > 0 && first->flags & LEAF_IS_ITEM; t->first = i, t->n++) {
        const leaf *to = aligned_is_pair(&p->al.p[i]) ? pair_to(p, &p->al.p[i]) : NULL;
        if (!to || !(to->flags & LEAF_IS_ITEM) || p->told_to[p->al.p[i].to] ||
            !speaks_alike(s, to, is))
            return;
    }
}

static void end_stretch(const speaker *s, stretch *t, same *m, bool is_first, bool is_third) {
    if (is_third)
        t->is.tag.n ? extend_list(s, t) : extend_back(s, t);
    else
        join_same(s, t, m);
    if (t->n)
        tell_stretch(s, t, is_first, is_third);
    *m = (same){0};
}

static void check_blocks(const speaker *s) {
    const pair *p = s->p;
    stretch t = {0};
    items list = {0};
    same m = {0};
    bool is_first = true;
    verdict in = TOLD;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        third is = {0};
        if (i >= list.end)
            list = read_list(s, i);
        str part = aligned_is_pair(x) ? left_part(s, pair_from(p, x), pair_to(p, x)) : (str){0};
        verdict v = part.n               ? LEFT
                    : aligned_is_pair(x) ? look(s, pair_from(p, x), pair_to(p, x), in, &is)
                                         : TOLD;
        bool is_listed = (v == SAME && list.are_left) || v == PHRASE;
        if (v == SAME || v == PHRASE)
            add_same(s, &m, i);
        if (is_listed)
            v = LEFT;
        if (v == TOLD && (t.n || m.n)) {
            end_stretch(s, &t, &m, is_first, in == THIRD);
            in = TOLD;
        }
        is_first = is_first && v != TOLD;
        if (v != LEFT && v != THIRD)
            continue;
        if (!t.n++) {
            t.first = i;
            t.is = is;
            t.part = part;
            in = v;
        }
        t.rows += part.n && pair_to(p, x)->class == LEAF_ROW;
        t.listed += is_listed;
        t.last = i;
    }
    end_stretch(s, &t, &m, is_first, in == THIRD);
}

static void check_key(const speaker *s, const member *from, const member *to) {
    const pair *p = s->p;
    str text = value_as_str(to->val);
    profile q = profile_of(text, s->from, s->to);
    bool is_left = tongue_has_words(s->from) ? q.words >= 3 && q.hits[0] && q.hits[0] > q.hits[1]
                                             : left_should_differ(s, &q, text);
    if (!is_left && !(q.words >= 3 && !q.hits[1] && title_is_translatable(p, text)))
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
                 .to = tongue_of(p->a, p->lore->words, p->to->tag),
                 .leaves = arena_make(p->a, profile, p->to->o.n)};
    s.foreign = letters_foreign(p->lore->letters, tongue_language(p->to->tag));
    s.proper = letters_proper(p->lore->letters, tongue_language(p->to->tag));
    s.shares_script = tongues_share_script(s.from, s.to);
    s.shares_language = pair_shares_language(p);
    if (str_starts(p->to->tag, S("zh"))) {
        s.han = p->lore->han;
        s.is_traditional = str_has(p->to->tag, S("Hant")) || str_has(p->to->tag, S("TW")) ||
                           str_has(p->to->tag, S("HK"));
    }
    variants found = {0};
    s.variants = &found;
    if (!s.shares_language)
        check_keys(&s);
    check_blocks(&s);
    if (found.n)
        variants_tell(&s);
}
