/* The memory cmark's trees live in: a bump allocator, emptied after each document.
 *
 * cmark_mem has no context pointer, so its state must be static; it is the one mutable static of
 * this folder, kept in memory.c. Whoever uses it holds the folder's lock (cmark's own parser has
 * writable globals and needs that lock anyway) or is a process of one thread. */
#ifndef LETOON_MARKDOWN_MEMORY_H
#define LETOON_MARKDOWN_MEMORY_H

#include <cmark-gfm.h>

#include "base/arena.h"

/* Starts a document: memory is handed out until `limit` bytes; beyond, or when the system has no
 * more, memory_exhausted becomes true and control leaves through arena_fail(on). */
cmark_mem *memory_open(arena *on, size_t limit);

/* What memory_open returned: for extensions, which are not told the parser's. */
cmark_mem *memory_table(void);

/* Ends it: everything handed out is gone. The first block is kept for the next document. */
void memory_close(void);

bool memory_exhausted(void);

#endif
