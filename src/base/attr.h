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

/* A sanitizer catches faults by signal handlers that must stay. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
