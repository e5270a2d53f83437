/* Where the lines of a text begin. "\n", "\r\n" and a lone "\r" end them. */
#ifndef LETOON_BASE_LINES_H
#define LETOON_BASE_LINES_H

#include "base/str.h"

/* Offsets, rising; n is at least 1. A text that ends with a line end has an empty last line. */
typedef struct line_starts {
    uint32_t *p;
    size_t n, cap;
} line_starts;

line_starts line_starts_of(arena *a, str text);

#endif
