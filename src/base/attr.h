/* Compiler attributes used across the house, spelled once. */
#ifndef LETOON_BASE_ATTR_H
#define LETOON_BASE_ATTR_H

#if defined(__GNUC__) || defined(__clang__)
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define NORETURN           __attribute__((noreturn))
#else
#define PRINTF(fmt, first)
#define NORETURN
#endif

#endif
