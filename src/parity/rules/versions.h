/* Versions that are told by the name before them: "Python 3.10". */
#ifndef LETOON_PARITY_RULES_VERSIONS_H
#define LETOON_PARITY_RULES_VERSIONS_H

#include "parity/number.h"

/* "v3.7", "Python 3.7": is it a version, by its form or by a name before it? */
bool version_is(str text, const number *x);

/* Is it the end of a release's, as in "1.0.0-beta.2"? */
bool version_is_release(str text, const number *x);

/* Are both the end of a release's, or do both follow the same name, with a point in them? "Pythona"
 * is the same one in Polish. */
bool version_is_same_kind(str text, const number *x, str other, const number *y);

/* "Python 3,10": is it the version of the original with a comma for its point? */
bool version_has_comma(str text, const number *x, str other, const number *y);

#endif
