#include "base/arena.h"

#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks grow geometrically up to BLOCK_MAX, so that a small document costs one small malloc and a
 * large page few large ones. */
enum { BLOCK_MIN = 4096, BLOCK_MAX = 1 << 20 };

typedef struct block {
    struct block *next;
    size_t size, used;
    char data[];
} block;

typedef struct deferred {
    struct deferred *next;
    void (*end)(void *);
    void *handle;
} deferred;

typedef struct guard {
    struct guard *outer;
    struct guard *inner_on; /* the innermost guard then of the arena leaned on */
    jmp_buf jump;
} guard;

struct arena {
    block *blocks; /* newest first */
    deferred *defers;
    guard *guards;
    arena *on;
    const char *reason;
    size_t limit, used;
};

arena *arena_new(size_t limit) {
    arena *a = calloc(1, sizeof *a);
    if (a) {
        a->limit = limit;
        a->reason = "";
    }
    return a;
}

void arena_lean(arena *a, arena *on) {
    assert(a != on && !a->guards);
    a->on = on;
}

static void free_owned(void *a) {
    arena_free(a);
}

arena *arena_own(arena *on, size_t limit) {
    void **slot = arena_defer(on, free_owned);
    arena *a = arena_new(limit);
    if (!a)
        arena_fail(on, "limit/memory");
    *slot = a;
    a->on = on;
    return a;
}

void arena_fail(arena *a, const char *reason) {
    for (arena *g = a; g; g = g->on) {
        g->reason = reason;
        if (g->guards)
            longjmp(g->guards->jump, 1);
    }
    fprintf(stderr, "letoon: out of memory (%s)\n", reason);
    abort();
}

const char *arena_reason(const arena *a) {
    return a->reason;
}

size_t arena_used(const arena *a) {
    return a->used;
}

bool arena_try(arena *a, void (*job)(void *), void *arg) {
    guard g;
    g.outer = a->guards;
    a->guards = &g;
    g.inner_on = a->on ? a->on->guards : NULL;
    if (setjmp(g.jump) == 0) {
        job(arg);
        a->guards = g.outer;
        return true;
    }
    /* The jump may have passed guards of the arena leaned on: their frames are gone. */
    a->guards = g.outer;
    if (a->on)
        a->on->guards = g.inner_on;
    return false;
}

static void block_add(arena *a, size_t least) {
    size_t size = a->blocks ? a->blocks->size * 2 : BLOCK_MIN;
    if (size > BLOCK_MAX)
        size = BLOCK_MAX;
#ifdef ARENA_DEBUG
    size = 0; /* one malloc an object, so that a sanitizer sees each */
#endif
    if (size < least)
        size = least;
    block *b = size > SIZE_MAX - sizeof *b ? NULL : malloc(sizeof *b + size);
    if (!b)
        arena_fail(a, "limit/memory");
    b->next = a->blocks;
    b->size = size;
    b->used = 0;
    a->blocks = b;
}

static void check_limit(arena *a, size_t n) {
    if (a->limit && n > a->limit - a->used)
        arena_fail(a, "limit/memory");
}

static char *take(arena *a, size_t n, size_t align) {
    check_limit(a, n);
    block *b = a->blocks;
    if (b) {
        uintptr_t at = (uintptr_t)(b->data + b->used);
        size_t pad = (size_t)(-at & (align - 1));
        if (pad <= b->size - b->used && n <= b->size - b->used - pad) {
            b->used += pad + n;
            a->used += n;
            return b->data + b->used - n;
        }
    }
    if (n > SIZE_MAX - align)
        arena_fail(a, "limit/memory");
    block_add(a, n + align);
    b = a->blocks;
    size_t pad = (size_t)(-(uintptr_t)b->data & (align - 1));
    b->used = pad + n;
    a->used += n;
    return b->data + pad;
}

void *arena_alloc(arena *a, size_t n, size_t size, size_t align) {
    if (size && n > SIZE_MAX / size)
        arena_fail(a, "limit/memory");
    char *p = take(a, n * size, align);
    memset(p, 0, n * size);
    return p;
}

char *arena_bytes(arena *a, size_t n) {
    return take(a, n, 1);
}

bool arena_extend(arena *a, const void *p, size_t old, size_t now) {
    block *b = a->blocks;
    if (!b || (const char *)p + old != b->data + b->used || now < old ||
        now - old > b->size - b->used)
        return false;
    check_limit(a, now - old);
    a->used += now - old;
    b->used += now - old;
    return true;
}

void **arena_defer(arena *a, void (*end)(void *)) {
    deferred *d = arena_make(a, deferred, 1);
    d->end = end;
    d->next = a->defers;
    a->defers = d;
    return &d->handle;
}

static void end_handles(arena *a) {
    while (a->defers) {
        deferred *d = a->defers;
        a->defers = d->next;
        if (d->handle)
            d->end(d->handle);
    }
}

void arena_reset(arena *a) {
    end_handles(a);
    block *keep = NULL;
    while (a->blocks) {
        block *b = a->blocks;
        a->blocks = b->next;
        if (keep && keep->size >= b->size) {
            free(b);
            continue;
        }
        free(keep);
        keep = b;
    }
    if (keep) {
        keep->used = 0;
        keep->next = NULL;
    }
    a->blocks = keep;
    a->used = 0;
}

void arena_free(arena *a) {
    if (!a)
        return;
    end_handles(a);
    while (a->blocks) {
        block *b = a->blocks;
        a->blocks = b->next;
        free(b);
    }
    free(a);
}
