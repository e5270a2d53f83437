/* Examples that each language gives in itself. */
#ifndef LETOON_PARITY_RULES_OWN_EXAMPLE_H
#define LETOON_PARITY_RULES_OWN_EXAMPLE_H

#include "parity/pair.h"

/* Is code the original's but for the name of a language, which is this one's: "docs/fr" for
 * "docs/de", `lang="fr-FR"` for `lang="en-US"`? */
bool own_example(const pair *p, str want, str got);

/* But for names of languages of the set: "name_de" and "name_en", with which versions lead to one
 * another. */
bool own_example_beside(const pair *p, str want, str got);

#endif
