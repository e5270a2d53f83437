/* Clocks. */
#ifndef LETOON_BASE_CLOCK_H
#define LETOON_BASE_CLOCK_H

#include <stdint.h>

uint64_t clock_monotonic_ns(void);
void clock_now(int64_t *seconds, uint32_t *nanoseconds); /* since 1970-01-01 UTC */

#endif
