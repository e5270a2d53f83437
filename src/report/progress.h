/* A bar on the terminal for work that lasts longer than half a second. */
#ifndef LETOON_REPORT_PROGRESS_H
#define LETOON_REPORT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct progress {
    FILE *to;
    const char *what;
    size_t total;
    uint64_t (*now)(void); /* nanoseconds */
    uint64_t start, drawn; /* drawn: when last, 0 never */
    int columns;
} progress;

/* `columns` 0 (no terminal, --quiet): nothing is ever printed. `what` is a verb: "building". A
 * total of 0 means it is not known. `to` and `what` must outlive the progress. */
void progress_start(progress *p, FILE *to, unsigned columns, const char *what, size_t total);

/* `done` of the total are done. Cheap: draws at most ten times a second. */
void progress_tick(progress *p, size_t done);

/* Wipes the bar away, so that the next line stands on a clean one. May be called before a message
 * too: the next tick draws the bar anew. */
void progress_end(progress *p);

#endif
