/* Blocks of HTML and code that a translation has more and that say nothing more. */
#ifndef LETOON_PARITY_SPLIT_H
#define LETOON_PARITY_SPLIT_H

#include "parity/pair.h"

/* A blank line within ends a block of HTML. Are the n leaves of the translation from `first` on,
 * which have no counterpart, and the pair beside them what is one block in the original? Then that
 * is told. */
bool split_html(const pair *p, uint32_t first, uint32_t n, const aligned *beside);

/* The same of code that was cut by fences: n is 1. */
bool split_code(const pair *p, uint32_t first, uint32_t n, const aligned *beside);

/* One number for the names of all tags, in whatever order. */
uint64_t split_tags(str html);

/* Is a language written from right to left? */
bool split_is_rtl(str lang);

/* Does it do nothing but set the direction of a right-to-left language, or end that? */
bool split_is_direction(const pair *p, const leaf *l);

#endif
