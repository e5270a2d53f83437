/* libletoon: multilingual Jekyll sites, read, built and checked.
 *
 * Made so that any language's foreign function interface can call it: no struct by value, no
 * varargs, no callbacks, fixed-width integers, a length beside every pointer. */
#ifndef LETOON_LETOON_H
#define LETOON_LETOON_H

#include <stdint.h>

#define LETOON_VERSION "0.1.0"

/* Grows by one with every change that breaks a caller; it is the shared library's number too. */
#define LETOON_ABI 1

#if defined(__GNUC__) || defined(__clang__)
#define LETOON_API __attribute__((visibility("default")))
#else
#define LETOON_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What the library at hand is, as against LETOON_ABI and LETOON_VERSION, which are what the
 * caller was compiled with. Static text. */
LETOON_API uint32_t letoon_abi(void);
LETOON_API const char *letoon_version(void);

#ifdef __cplusplus
}
#endif

#endif
