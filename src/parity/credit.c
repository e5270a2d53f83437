#include "parity/credit.h"

#include "parity/rules/phrase.h"

/* Parts of the addresses that such notices link to. */
static const char *const makers[] = {"co-op-translator", "gpt-translate", "lingo.dev",
                                     "deepl.com",        "crowdin.com",   "weblate.org"};

static bool names_maker(const leaf *l) {
    for (uint32_t i = 0; i < l->natoms; i++)
        for (size_t k = 0; k < sizeof makers / sizeof *makers; k++)
            if (l->atoms[i].kind <= ATOM_URL && str_has(l->atoms[i].text, str_of(makers[k])))
                return true;
    return false;
}

bool credit_is_person(arena *a, const leaf *l) {
    enum { LONG = 120 };
    phrase_text said;
    bool leads = false;
    if (l->class != LEAF_TEXT || l->chars > LONG)
        return false;
    for (uint32_t i = 0; i < l->natoms; i++)
        leads = leads || (l->atoms[i].kind <= ATOM_URL && str_has(l->atoms[i].text, S("://")));
    size_t open = leads ? 0 : str_find_char(l->text, '(');
    if (open == STR_NONE || (!leads && !(l->flags & LEAF_IS_ITEM)))
        return false;
    phrase_search(&said, phrase_fold(a, str_from(l->text, open)));
    return phrase_holds(&said, phrase_translation);
}

uint32_t credit_length(const leaf *leaves, uint32_t n) {
    enum { MOST = 5 }; /* a heading, a few paragraphs, comments around them */
    uint32_t end = 0;
    for (uint32_t i = 0; i < n && i < MOST; i++)
        if (names_maker(&leaves[i]))
            end = i + 1;
    while (end && end < n && leaves[end].flags & LEAF_IS_COMMENT)
        end++;
    return end;
}
