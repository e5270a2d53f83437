/* `letoon: {check: …}` of a configuration: which findings of `letoon check` count, and how much. */
#ifndef LETOON_SITE_CONFIG_RULES_H
#define LETOON_SITE_CONFIG_RULES_H

#include "diag/diag.h"
#include "value/value.h"

/* Checks the block `check` (a map) as it stands in its file. False: an error was added. */
bool config_rules_check(const source *src, value check, diags *d);

/* Sets the severities that `letoon` (nil is fine) asks for: `select` switches all other rules of
 * comparing off, `ignore` those it names, `severity` sets one. */
void config_rules_set(value letoon, uint8_t severities[RULE_COUNT]);

/* From which severity on a check fails; SEV_OFF: never. SEV_ERROR when nothing is said. */
severity config_fail_on(value letoon);

/* For the same choices made elsewhere. */
void rules_select(uint8_t severities[RULE_COUNT], const str *patterns, size_t n);
void rules_ignore(uint8_t severities[RULE_COUNT], const str *patterns, size_t n);

#endif
