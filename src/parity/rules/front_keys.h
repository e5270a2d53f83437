/* What a translation's front matter may change: a policy for each key. */
#ifndef LETOON_PARITY_RULES_FRONT_KEYS_H
#define LETOON_PARITY_RULES_FRONT_KEYS_H

#include "site/config.h"

typedef enum {
    KEY_SAME,       /* the original's value */
    KEY_TRANSLATED, /* text for readers */
    KEY_OWN,        /* each language has its own; it must be there */
    KEY_FREE,       /* may be left out or added */
} key_policy;

/* The site's own policies: `keys` for the next function. */
value front_policies(const config *c);

/* The policy of a key: as `keys` (a map from names to "same", "translated", "per-language", "free",
 * or nil) has it, else by default. */
key_policy front_policy(value keys, str key);

/* The key that a name is a translation of ("titre": title); empty when none is known. */
str front_untranslated(str name);

#endif
