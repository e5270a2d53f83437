/* YAML as Ruby's Psych reads it with Jekyll's permissions (Date, Time; no Symbol, no Ruby objects):
 * the only door to libyaml. YAML 1.1 scalars: yes/no/on/off, 0755 and 0x1F, sexagesimals, dates.
 *
 * Stricter than Psych: a list or map as a key and a value that contains itself are faults, and so
 * is every tag !ruby/…. */
#ifndef LETOON_YAML_YAML_H
#define LETOON_YAML_YAML_H

#include "diag/diag.h"
#include "value/date.h"
#include "value/value.h"

typedef struct yaml_options {
    rule_id syntax_rule;    /* what a fault is reported as: RULE_FRONTMATTER_YAML, … */
    rule_id duplicate_rule; /* and a duplicate key, at the second with a note at the first */
    const zone *zone;       /* of times written without one; NULL: UTC */
    bool takes_symbols;     /* ":x" is a text; else a fault, as to Jekyll in notes */
    bool whole;             /* text after the first document is a fault, not ignored */
} yaml_options;

/* Reads the first document in `text`, a part of source `text.src`. An empty document is nil.
 * Positions in members are byte offsets into the source. Aliases share; merge keys are resolved;
 * depth and nodes are limited. False: one error was added and *out is nil. */
bool yaml_read(arena *a, span text, const yaml_options *o, value *out, diags *d);

/* The value that an untagged plain scalar has. */
value yaml_scalar(arena *a, str plain);

const char *yaml_library_version(void);

#endif
