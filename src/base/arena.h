/* Arenas: all memory of the program.
 *
 * An arena hands out memory that lives until the arena is reset or freed; nothing is freed singly.
 * Allocation never fails to its caller: when the limit is met or the system has no memory, control
 * leaves through the innermost arena_try on that arena or on the arena it leans on. An arena that
 * nobody guards ends the process with a message.
 *
 * Ownership: a pointer may point into the same or a longer-lived arena, never into a shorter-lived
 * one. Not thread-safe: one arena belongs to one thread. */
#ifndef LETOON_BASE_ARENA_H
#define LETOON_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* Its own affair but for what arena_bytes does. */
typedef struct arena {
    char *at, *end;             /* what is left of the newest block, as far as the limit allows */
    struct arena_block *blocks; /* newest first */
    struct arena_deferred *defers;
    struct arena_guard *guards;
    struct arena *on;
    const char *reason;
    size_t limit, used; /* used: in all blocks but the newest */
} arena;

/* A new arena that may hold `limit` bytes in all (0: no limit). NULL when out of memory. */
arena *arena_new(size_t limit);

/* A new arena that ends with `on` and whose failures leave through it. Never NULL. */
arena *arena_own(arena *on, size_t limit);

/* Ends every deferred handle, last in first out, then frees the memory. NULL is fine. */
void arena_free(arena *a);

/* As arena_free, but the arena stays usable and keeps its largest block for the next round. */
void arena_reset(arena *a);

/* Failures of `a` leave through whatever guards `on`. `on` must outlive `a`; NULL undoes. Not while
 * `a` itself is guarded. */
void arena_lean(arena *a, arena *on);

/* `n` objects of `size` bytes, zeroed, aligned. Never NULL. n == 0 gives a valid, unusable pointer.
 */
void *arena_alloc(arena *a, size_t n, size_t size, size_t align);
#define arena_make(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T), _Alignof(T)))

char *arena_take(arena *a, size_t n, size_t align); /* from a new block */

/* `n` bytes, not zeroed, not aligned. Never NULL. */
static inline char *arena_bytes(arena *a, size_t n) {
    char *p = a->at;
    if (n > (size_t)(a->end - p))
        return arena_take(a, n, 1);
    a->at += n;
    return p;
}

/* Grows the newest object of `old` bytes at `p` in place to `now` bytes; false when it cannot. */
bool arena_extend(arena *a, const void *p, size_t old, size_t now);

/* A slot for a foreign handle. Reserve the slot first, open the handle second and store it in
 * *slot: so a jump between the two leaks nothing. `end` is called for slots that are not NULL. */
void **arena_defer(arena *a, void (*end)(void *));

/* Runs job(arg). False when it left through arena_fail or for want of memory; arena_reason then
 * says why. Guards nest; the arena is not reset. The program's only setjmp. */
bool arena_try(arena *a, void (*job)(void *), void *arg);

/* Leaves the innermost arena_try. `reason` is static text: "limit/memory", "limit/output", … */
NORETURN void arena_fail(arena *a, const char *reason);

/* Why the last arena_try on this arena returned false. Static text. */
const char *arena_reason(const arena *a);

/* Bytes handed out since the last reset. */
size_t arena_used(const arena *a);

#endif
