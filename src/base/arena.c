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

typedef struct arena_block {
    struct arena_block *next;
    size_t size;
    char data[];
} block;

typedef struct arena_deferred {
    struct arena_deferred *next;
    void (*end)(void *);
    void *handle;
} deferred;

typedef struct arena_guard {
    struct arena_guard *outer;
    struct arena_guard *inner_on; /* the innermost guard then of the arena leaned on */
    jmp_buf jump;
} guard;

arena *arena_new(size_t limit) {
    arena *a = calloc(1, sizeof *a);
    if (a) {
        a->at = a->end = (char *)a; /* nothing is free, but it is a place */
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
    return a->used + (a->blocks ? (size_t)(a->at - a->blocks->data) : 0);
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

/* Hands out of a block what the limit allows. */
static void open_block(arena *a, block *b) {
    size_t left = a->limit && a->limit - a->used < b->size ? a->limit - a->used : b->size;
    a->at = b->data;
    a->end = b->data + left;
    a->blocks = b;
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
    a->used = arena_used(a);
    b->next = a->blocks;
    b->size = size;
    open_block(a, b);
}

static size_t padding(const arena *a, size_t align) {
    return (size_t)(-(uintptr_t)a->at & (align - 1));
}

char *arena_take(arena *a, size_t n, size_t align) {
    if (n > SIZE_MAX - align || (a->limit && n > a->limit - arena_used(a)))
        arena_fail(a, "limit/memory");
    block_add(a, n + align);
    size_t pad = padding(a, align);
    if (pad + n > (size_t)(a->end - a->at))
        arena_fail(a, "limit/memory");
    char *p = a->at + pad;
    a->at = p + n;
    return p;
}

void *arena_alloc(arena *a, size_t n, size_t size, size_t align) {
    size_t all = n * size, pad = padding(a, align), room = (size_t)(a->end - a->at);
    if (size && n > SIZE_MAX / size)
        arena_fail(a, "limit/memory");
    char *p = a->at + pad;
    if (pad <= room && all <= room - pad)
        a->at = p + all;
    else
        p = arena_take(a, all, align);
    return memset(p, 0, all);
}

bool arena_extend(arena *a, const void *p, size_t old, size_t now) {
    if ((const char *)p + old != a->at || now < old || now - old > (size_t)(a->end - a->at))
        return false;
    a->at += now - old;
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
    a->used = 0;
    if (!keep)
        return;
    keep->next = NULL;
    open_block(a, keep);
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
