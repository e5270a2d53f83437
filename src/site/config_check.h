/* What can be wrong with a configuration file. */
#ifndef LETOON_SITE_CONFIG_CHECK_H
#define LETOON_SITE_CONFIG_CHECK_H

#include "diag/diag.h"
#include "value/value.h"

/* Checks one file's values: types of the keys that are used (errors; false), and keys that look
 * mistyped (warnings). */
bool config_check(const source *src, value v, diags *d);

#endif
