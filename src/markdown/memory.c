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
    size_t size, used;
    _Alignas(STEP) char data[];
} block;

static struct {
    arena *on;
    block *newest;
    size_t used, limit;
    piece *free[CLASSES + 1], *bins[BINS];
    bool exhausted;
} m;

static void exhaust(void) {
    m.exhausted = true;
    arena_fail(m.on, "limit/memory");
}

static void block_add(size_t least) {
    size_t size = m.newest ? m.newest->size * 2 : FIRST;
    if (size > LARGEST)
        size = LARGEST;
    if (size < least)
        size = least;
    block *b = malloc(sizeof *b + size);
    if (!b)
        exhaust();
    *b = (block){.next = m.newest, .size = size};
    m.newest = b;
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

/* A piece that was never used. */
static piece *take_new(size_t size) {
    size_t all = size + HEAD;
    if (all > m.limit - m.used)
        exhaust();
    if (!m.newest || all > m.newest->size - m.newest->used)
        block_add(all);
    piece *p = (piece *)(void *)(m.newest->data + m.newest->used);
    m.newest->used += all;
    m.used += all;
    p->size = size;
    return p;
}

/* Called for each node: nearly always there is a freed piece of the very size, or room. */
static inline void *take(size_t n) {
    if (n > m.limit)
        exhaust();
    size_t size = n ? round_up(n) : STEP, class = size / STEP;
    piece *p = class <= CLASSES ? m.free[class] : reuse_large(size);
    if (!p)
        p = take_new(size);
    else if (class <= CLASSES)
        m.free[class] = p->next;
    return (char *)p + HEAD;
}

static void *bump_calloc(size_t n, size_t size) {
    if (size && n > SIZE_MAX / 2 / size)
        exhaust();
    void *p = take(n * size);
    return memset(p, 0, n * size);
}

static bool is_newest(const piece *p) {
    const char *end = m.newest->data + m.newest->used;
    return (const char *)p + HEAD + p->size == end;
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
    if (!old)
        return take(n);
    piece *p = piece_of(old);
    if (n <= p->size)
        return old;
    size_t more = round_up(n) - p->size;
    if (is_newest(p) && more <= m.newest->size - m.newest->used && more < m.limit - m.used) {
        m.newest->used += more;
        m.used += more;
        p->size += more;
        return old;
    }
    void *now = take(n);
    memcpy(now, old, p->size);
    bump_free(old);
    return now;
}

cmark_mem *memory_table(void) {
    static cmark_mem table = {bump_calloc, bump_realloc, bump_free};
    return &table;
}

cmark_mem *memory_open(arena *on, size_t limit) {
    m.on = on;
    m.limit = limit;
    m.exhausted = false;
    return memory_table();
}

void memory_close(void) {
    while (m.newest && m.newest->next) {
        block *b = m.newest;
        m.newest = b->next;
        free(b);
    }
    if (m.newest)
        m.newest->used = 0;
    memset(m.free, 0, sizeof m.free);
    memset(m.bins, 0, sizeof m.bins);
    m.used = 0;
    m.on = NULL;
}

bool memory_exhausted(void) {
    return m.exhausted;
}
