/* Links of a note to itself in other languages: how readers change the language. Each version has
 * them as it likes. */
#ifndef LETOON_PARITY_SIBLING_H
#define LETOON_PARITY_SIBLING_H

#include "parity/pair.h"

/* Does a link in a version lead to the note in another language, or in its own? */
bool sibling_is(const pair *p, const version *v, str url);

/* Is a leaf nothing but such links: "Read this in [English](README.md)"? */
bool sibling_is_switch(const pair *p, const version *v, const leaf *l);

#endif
