#define _POSIX_C_SOURCE 200809L
#include "base/clock.h"

#include <time.h>

uint64_t clock_monotonic_ns(void) {
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void clock_now(int64_t *seconds, uint32_t *nanoseconds) {
    struct timespec t = {0};
    clock_gettime(CLOCK_REALTIME, &t);
    *seconds = (int64_t)t.tv_sec;
    *nanoseconds = (uint32_t)t.tv_nsec;
}
