/* What an author has asked not to be told: in front matter for a whole note, by a comment for a
 * place. */
#ifndef LETOON_PARITY_SUPPRESS_H
#define LETOON_PARITY_SUPPRESS_H

#include "parity/pair.h"

/* Appends to `d` what was found in a version, but for what it suppresses, and, if it `tells`, a
 * note for each suppression that had nothing to suppress.
 *
 *     letoon: {ignore: [code/changed, link]}        in front matter: all of the note
 *     <!-- letoon-ignore code/changed -->           the block behind it, and what is missing there
 *     <!-- letoon-ignore -->                        the same, whatever the rule */
void suppress(arena *a, const version *v, const diags *found, bool tells, diags *d);

#endif
