/* libyaml's complaints in words for people, by a look at the source where it complains. */
#ifndef LETOON_YAML_FAULT_H
#define LETOON_YAML_FAULT_H

#include "diag/diag.h"

typedef struct yaml_fault {
    const source *src;
    size_t from, to;   /* the text that was read */
    size_t at;         /* where libyaml stopped */
    size_t context_at; /* where what it was reading begins; SIZE_MAX: nowhere */
    str problem;       /* libyaml's words */
    str context;       /* may be empty */
} yaml_fault;

/* Adds one error of the rule. */
void yaml_report(const yaml_fault *f, rule_id id, arena *scratch, diags *d);

#endif
