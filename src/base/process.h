/* Other programs, run for what they print. */
#ifndef LETOON_BASE_PROCESS_H
#define LETOON_BASE_PROCESS_H

#include "base/str.h"

typedef struct process_order {
    const char *const *argv; /* ends with NULL; no shell is asked */
    const char *dir;         /* where it runs; NULL: here */
    str input;               /* what it reads */
    size_t limit;            /* bytes it may print */
    unsigned seconds;        /* by the clock on the wall; 0: as long as it wants */
} process_order;

typedef enum {
    PROCESS_DONE,   /* it left by itself: see the code */
    PROCESS_ABSENT, /* there is no such program, or it may not be run */
    PROCESS_LONG,   /* ended, for it took too long */
    PROCESS_LARGE,  /* ended, for it printed too much */
    PROCESS_DIED,   /* by a signal, or the system would not let it run */
} process_end;

typedef struct process_result {
    str out;
    str err; /* the beginning of its standard error */
    int code;
} process_result;

/* Runs a program to its end. It ends with this process (where the system can do that) and with the
 * arena, whatever happens. */
process_end process_run(arena *a, const process_order *o, process_result *out);

/* Programs are found by the absolute directories of PATH. Is there one of that name? */
bool process_exists(arena *a, str name);

/* Runs a program without input and takes what it prints, up to `limit` bytes. False: it could not
 * be run, printed more, or did not leave with 0. */
bool process_read(arena *a, const char *const *argv, size_t limit, str *out);

#endif
