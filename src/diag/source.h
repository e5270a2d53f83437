/* A source: decoded text with a name, and the places in it. Positions are byte offsets into the
 * decoded text; lines and columns are computed only when something is reported. */
#ifndef LETOON_DIAG_SOURCE_H
#define LETOON_DIAG_SOURCE_H

#include "base/str.h"

typedef struct source {
    str path;                 /* as a person would name it: relative to the working directory */
    str text;                 /* UTF-8 */
    struct line_table *lines; /* filled on first use */
} source;

typedef struct span {
    const source *src;
    uint32_t at, n; /* bytes */
} span;

/* 1-based; col counts code points, col16 UTF-16 code units (SARIF, LSP). line 0: the file as a
 * whole. Line ends are LF, CRLF and CR. */
typedef struct place {
    uint32_t line, col, col16;
} place;

source *source_new(arena *a, str path, str text); /* text and path must live as long as the arena */
place source_place(const source *s, uint32_t at); /* offsets past the end mean the end */
str source_line(const source *s,
                uint32_t line); /* without its line end; empty when there is none */

/* Offset of a place given in line and column (code points), both from 1; clamps. */
uint32_t source_offset(const source *s, uint32_t line, uint32_t col);

span span_of(const source *s, size_t at, size_t n);
span span_whole(const source *s); /* the file as a whole: reported without line */
bool span_has_place(span s);      /* is it a place, and not the file as a whole? */

#endif
