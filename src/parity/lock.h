/* .letoon-lock: which blocks of its original each translation follows.
 *
 * Text, one translation a line, sorted by path:
 *
 *     notes/tea-fr.md<TAB>0123456789ab 00112233aabb …
 *
 * Lines that begin with '#' and those that a merge leaves behind are passed over, and lines of one
 * path add up, so that any merge of two locks is one. */
#ifndef LETOON_PARITY_LOCK_H
#define LETOON_PARITY_LOCK_H

#include "base/map.h"
#include "parity/blocks.h"

#define LOCK_NAME ".letoon-lock"

typedef struct lock {
    map lines; /* path from the site's source -> struct lock_line * */
} lock;

typedef struct lock_line {
    str text; /* what stands behind the tab */
    struct lock_line *next;
} lock_line;

/* The lock of a site; NULL when it has none, or when it cannot be read (an error was added). */
lock *lock_read(arena *a, const config *c, diags *d);

/* How a site's lock calls a document. */
str lock_name(arena *a, const config *c, const document *doc);

/* The hashes that a translation follows, rising as lock_sort leaves them; false: it is not in the
 * lock. */
bool lock_find(arena *a, const lock *l, str name, const uint64_t **hashes, size_t *n);
void lock_sort(uint64_t *hashes, size_t n);
bool lock_has(const uint64_t *hashes, size_t n, uint64_t hash);

/* What stands behind the tab for a translation that follows all of `b`. */
str lock_text(arena *a, const blocks *b);

/* Writes the lines ("name<TAB>text", `n` of them, any order) as the site's lock. */
bool lock_write(arena *a, const config *c, str *lines, size_t n, bool *changed, str *why);

#endif
