/* Small regular expressions for short texts, by backtracking: what the lenient date grammar is
 * written in. Letters match without case.
 *
 * Literals, \d \D \s \S \b, [abc] [^a-z] with \d and \s in them, \w for a letter (also one beyond
 * ASCII), (captures), (?:groups), |, and greedy ? * + {m,n} on what stands before. A negated set
 * takes a whole UTF-8 sequence. No group that can be empty may be repeated. */
#ifndef LETOON_VALUE_PATTERN_H
#define LETOON_VALUE_PATTERN_H

#include "base/str.h"

enum { PATTERN_GROUPS = 8 };

typedef struct pattern_match {
    size_t from, to;           /* of the whole */
    str group[PATTERN_GROUPS]; /* from 0; p is NULL where a group took no part */
} pattern_match;

/* Finds the leftmost match of a constant pattern. */
bool pattern_find(const char *pattern, str s, pattern_match *m);

#endif
