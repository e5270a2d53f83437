/* Titles that are the same in both languages. */
#include "parity/rules/title.h"

#include "base/utf8.h"

/* Is a word in the paragraphs of a text, as it stands or in whatever case? */
static bool says_word(const outline *o, str word, bool any_case) {
    for (uint32_t i = 0; i < o->n; i++) {
        str text = o->leaves[i].class == LEAF_TEXT ? o->leaves[i].text : (str){0};
        for (size_t at = 0; at + word.n <= text.n; at++) {
            str there = str_slice(text, at, at + word.n);
            bool is_it = any_case ? str_eq_fold(there, word) : str_eq(there, word);
            if (is_it && (!at || !ascii_is_word(text.p[at - 1])) &&
                (at + word.n == text.n || !ascii_is_word(text.p[at + word.n])))
                return true;
        }
    }
    return false;
}

bool title_is_translatable(const pair *p, str title) {
    enum { LETTERS = 5, WORDS = 3, ENOUGH = 1 };
    size_t words = 0, found = 0;
    for (size_t at = 0, end; at < title.n; at = end + 1) {
        for (end = at; end < title.n && ascii_is_alpha(title.p[end]); end++)
            ;
        str word = utf8_fold(p->a, str_slice(title, at, end)); /* of ASCII alone */
        words += end > at;
        found += word.n >= LETTERS && says_word(&p->from->o, word, false) &&
                 !says_word(&p->to->o, word, true);
    }
    return words >= WORDS && found >= ENOUGH;
}
