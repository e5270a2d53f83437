/* Rules by name, as people write them: "code/changed" is a rule, "code" all of that area. */
#ifndef LETOON_DIAG_SELECT_H
#define LETOON_DIAG_SELECT_H

#include "diag/diag.h"

bool rule_matches(rule_id id, str pattern);

/* Does a pattern name any rule at all? */
bool rule_is_known(str pattern);

/* The nearest name of a rule or area; empty when none is near. Static text. */
str rule_nearest(str pattern);

/* Is it one of those that compare notes, and not of those that must always be heard of? */
bool rule_is_parity(rule_id id);

/* Its severity in a check, if nothing else is configured: a key that occurs twice does not keep a
 * page from being built, but one of its two values is lost. */
severity rule_severity(rule_id id);

/* "error", "warning", "note" or "off". Static text. */
const char *severity_name(severity sev);

/* The same backwards; false: it is none of them. */
bool severity_read(str name, severity *out);

#endif
