/* What a language model, or the program around it, put around the whole text. */
#ifndef LETOON_PARITY_RULES_WRAP_H
#define LETOON_PARITY_RULES_WRAP_H

#include "parity/pair.h"

/* Tells of tags, quotation marks and marks of a conversation around the text of `to`, which is
 * p->to, and reads again what is between them. False: it is a string of JSON, and there is nothing
 * else to say. */
bool rule_wrap(pair *p, version *to);

#endif
