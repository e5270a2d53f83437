#include "parity/rules/left.h"

bool left_is_unreadable(const speaker *s, const profile *q) {
    enum { LETTERS = 3 };
    uint32_t dense = q->of[SCRIPT_HAN] + q->of[SCRIPT_HANGUL];
    return !s->shares_script && !tongue_has_script(s->from, SCRIPT_LATIN) &&
           !profile_own(q, s->to) && profile_own(q, s->from) == q->letters &&
           q->letters + dense >= LETTERS;
}

/* Is a text in a script without words too long for a name? Japanese writes Han characters, too, but
 * hardly so many of them without kana. */
static bool is_no_name(const speaker *s, const profile *q) {
    enum { LETTERS = 10 };
    uint32_t han = q->of[SCRIPT_HAN];
    if (s->shares_script)
        return tongue_has_script(s->to, SCRIPT_KANA) && !tongue_has_script(s->from, SCRIPT_KANA) &&
               han >= LETTERS && !q->of[SCRIPT_KANA];
    return profile_own(q, s->from) + han >= LETTERS;
}

bool left_should_differ(const speaker *s, const profile *q, str text) {
    enum { WORDS = 6, PLAIN = 4, PLAIN_FOREIGN = 3 };
    if (s->shares_script && q->hits[1] > q->hits[0])
        return false; /* it is in this language in both */
    bool is_foreign = !s->shares_script && !profile_own(q, s->to) && q->hits[0];
    uint32_t plain = is_foreign ? PLAIN_FOREIGN : PLAIN;
    if ((tongue_has_words(s->from) && q->words >= 5 && q->distinct[0] >= 2) ||
        left_is_unreadable(s, q))
        return true;
    if (q->words >= WORDS && tongue_has_script(s->from, SCRIPT_LATIN) &&
        speaker_running(text, S(PLAIN_STOPS)) + q->distinct[0] >= plain)
        return true;
    return !tongue_has_words(s->from) && is_no_name(s, q);
}

/* May a cell stay though it is text: is it quoted? */
static bool may_cell_stay(str cell) {
    return cell.p[0] == '"' || (unsigned char)cell.p[0] == 0xE2 || (unsigned char)cell.p[0] == 0xC2;
}

str left_cell(const speaker *s, const leaf *from, const leaf *to) {
    enum { SHORT = 20 }; /* bytes of no more than some names */
    str rest = to->text, others = from->text, cell, other;
    if (to->class != LEAF_ROW || from->class != LEAF_ROW || s->shares_language ||
        s->p->told_to[to - s->p->to->o.leaves] || str_eq(rest, others) ||
        outline_count(to, ATOM_LINK))
        return (str){0};
    while (rest.n && others.n) {
        str_cut(rest, S("\t"), &cell, &rest);
        str_cut(others, S("\t"), &other, &others);
        cell = str_trim(cell);
        if (cell.n < SHORT || !str_eq(cell, str_trim(other)) || may_cell_stay(cell))
            continue;
        profile q = profile_of(cell, s->from, s->to);
        if (left_should_differ(s, &q, cell))
            return cell;
    }
    return (str){0};
}
