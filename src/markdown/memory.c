#include "markdown/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Every piece has its size in front, for realloc and for the free lists. */
enum {
    HEAD = 16,
    STEP = 16,
    CLASSES = 24, /* freed pieces of up to so many steps are kept by size: nodes, delimiters */
    BINS = 48,    /* larger ones by powers of two: text that cmark copies again and again */
    FIRST = 1 << 18,
    LARGEST = 1 << 24,
};

typedef struct piece {
    size_t size; /* what may be written to, a multiple of STEP */
    struct piece *next;
} piece;

static_assert(sizeof(piece) <= HEAD, "a piece's head is too small");

typedef struct block {
    struct block *next;
    size_t size;
    _Alignas(STEP) char data[];
} block;

static struct {
    arena *on;
    block *newest;
    char *at, *end; /* what of the newest block was never handed out: all zero */
    size_t left;    /* of the limit, for further blocks */
    piece *free[CLASSES + 1], *bins[BINS];
    bool exhausted;
} m;

static void exhaust(void) {
    m.exhausted = true;
    arena_fail(m.on, "limit/memory");
}

static void open_block(block *b) {
    m.newest = b;
    m.at = b->data;
    m.end = b->data + b->size;
}

static void block_add(size_t least) {
    size_t size = m.newest ? m.newest->size * 2 : FIRST;
    if (size > LARGEST)
        size = LARGEST;
    if (size < least)
        size = least;
    if (size > m.left)
        size = m.left;
    block *b = size < least ? NULL : calloc(1, sizeof *b + size);
    if (!b)
        exhaust();
    *b = (block){.next = m.newest, .size = size};
    m.left -= size;
    open_block(b);
}

static size_t round_up(size_t n) {
    return (n + STEP - 1) & ~(size_t)(STEP - 1);
}

static piece *piece_of(void *p) {
    return (piece *)(void *)((char *)p - HEAD);
}

static size_t bin_of(size_t size) {
    size_t bin = 0;
    while (size >>= 1)
        bin++;
    return bin < BINS - 1 ? bin : BINS - 2;
}

/* A freed large piece of at least `size` bytes, or NULL. */
static piece *reuse_large(size_t size) {
    piece **from = &m.bins[bin_of(size)];
    if (!*from || (*from)->size < size)
        from++; /* all in the next bin are large enough */
    piece *p = *from;
    if (!p || p->size < size)
        return NULL;
    *from = p->next;
    return p;
}

/* What a piece for n bytes has room for. */
static size_t size_for(size_t n) {
    if (n > SIZE_MAX / 2)
        exhaust();
    return n ? round_up(n) : STEP;
}

/* A freed piece of at least `size` bytes, or NULL. */
static inline void *reuse(size_t size) {
    size_t class = size / STEP;
    piece *p;
    if (class > CLASSES)
        p = reuse_large(size);
    else if ((p = m.free[class]))
        m.free[class] = p->next;
    return p ? (char *)p + HEAD : NULL;
}

/* A piece that was never used: all zero. */
static inline void *take_new(size_t size) {
    if (size + HEAD > (size_t)(m.end - m.at))
        block_add(size + HEAD);
    piece *p = (piece *)(void *)m.at;
    m.at += size + HEAD;
    p->size = size;
    return (char *)p + HEAD;
}

/* Called for each node: nearly always there is a freed piece of the very size, or room. */
static void *bump_calloc(size_t n, size_t each) {
    size_t all;
    if (__builtin_mul_overflow(n, each, &all))
        exhaust();
    size_t size = size_for(all);
    void *p = reuse(size);
    return p ? memset(p, 0, all) : take_new(size);
}

static void bump_free(void *old) {
    if (!old)
        return;
    piece *p = piece_of(old);
    size_t class = p->size / STEP;
    piece **to = class <= CLASSES ? &m.free[class] : &m.bins[bin_of(p->size)];
    p->next = *to;
    *to = p;
}

static void *bump_realloc(void *old, size_t n) {
    size_t size = size_for(n);
    piece *p = old ? piece_of(old) : NULL;
    if (p && size <= p->size)
        return old;
    if (p && (char *)old + p->size == m.at && size - p->size <= (size_t)(m.end - m.at)) {
        m.at += size - p->size; /* the newest one only grows */
        p->size = size;
        return old;
    }
    void *now = reuse(size);
    if (!now)
        now = take_new(size);
    if (p) {
        memcpy(now, old, p->size);
        bump_free(old);
    }
    return now;
}

cmark_mem *memory_table(void) {
    static cmark_mem table = {bump_calloc, bump_realloc, bump_free};
    return &table;
}

cmark_mem *memory_open(arena *on, size_t limit) {
    m.on = on;
    m.left = m.newest ? limit - m.newest->size : limit;
    m.exhausted = false;
    return memory_table();
}

void memory_close(void) {
    block *b = m.newest;
    while (b && b->next) {
        block *old = b;
        b = b->next;
        free(old);
        m.at = m.end = b->data + b->size;
    }
    if (b) {
        memset(b->data, 0, (size_t)(m.at - b->data));
        open_block(b);
    }
    memset(m.free, 0, sizeof m.free);
    memset(m.bins, 0, sizeof m.bins);
    m.on = NULL;
}

bool memory_exhausted(void) {
    return m.exhausted;
}
