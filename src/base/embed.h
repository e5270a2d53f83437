/* Files built into the program: those of layouts/, as a table that the build makes. */
#ifndef LETOON_BASE_EMBED_H
#define LETOON_BASE_EMBED_H

#include "base/str.h"

typedef struct embedded {
    str path; /* relative to layouts/: "_layouts/post.html" */
    str bytes;
} embedded;

extern const embedded embedded_layouts[]; /* sorted by path, bytewise */
extern const size_t embedded_layouts_count;

#endif
