/* Definitions of reference links: "[label]: https://…". Markdown resolves them, and says of a link
 * only where it leads. */
#ifndef LETOON_PARITY_RULES_DEFINITION_H
#define LETOON_PARITY_RULES_DEFINITION_H

#include "parity/pair.h"

typedef struct definition {
    str label; /* with its brackets; n 0: there is none */
    str url;   /* as it was written */
    span at;   /* of the address */
} definition;

/* Whom a link at `at` has its address from; none where it is written there. `url` may have
 * CLEAN_FILLER for Liquid. */
definition definition_find(const version *v, str url, span at);

/* That of a label. */
definition definition_of(const version *v, str label);

/* Where a link's address is written. */
span definition_place(const version *v, str url, span at);

/* Where in the translation a definition would be that stands there in the original: beside those
 * that it stands among. */
span definition_gap(const pair *p, const definition *lost);

/* Is a place of `from` in a definition that `to` has not? */
bool definition_is_lost(const version *from, const version *to, uint32_t at);

/* Does a paragraph hold a definition of the original that is none here, "[label] : address", though
 * links need it? That is told where they do. */
bool definition_is_broken(const pair *p, const leaf *l);

#endif
