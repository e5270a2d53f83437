/* Other programs, run for what they print. */
#ifndef LETOON_BASE_PROCESS_H
#define LETOON_BASE_PROCESS_H

#include "base/str.h"

/* Runs a program found by PATH, without input and with its standard error thrown away, and takes
 * what it prints, up to `limit` bytes. `argv` ends with NULL. False: it could not be run, printed
 * more, or did not leave with 0. */
bool process_read(arena *a, const char *const *argv, size_t limit, str *out);

#endif
