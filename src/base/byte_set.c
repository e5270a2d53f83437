#include "base/byte_set.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_VECTORS 1
#include <tmmintrin.h>
#else
#define HAS_VECTORS 0
#endif

static void fill_singly(byte_scan *s, size_t from) {
    for (size_t i = from; i < s->text.n; i++) {
        if (byte_set_has(s->set, s->text.p[i])) {
            s->at = i;
            s->left = 1;
            return;
        }
    }
}

#if HAS_VECTORS

enum { WIDTH = 16 };

/* A bit for each of sixteen bytes that is in the set. What a shuffle is asked for a byte above 7F
 * is 0, so that of the two halves of the set one answers. */
__attribute__((target("ssse3"))) static unsigned look(const byte_set *set, const char *p) {
    const __m128i bits = _mm_set1_epi64x((long long)0x8040201008040201u);
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i ascii = _mm_loadu_si128((const __m128i *)(const void *)set->ascii);
    __m128i wide = _mm_loadu_si128((const __m128i *)(const void *)set->wide);
    __m128i high = _mm_and_si128(_mm_srli_epi16(bytes, 4), _mm_set1_epi8(15));
    __m128i rows = _mm_or_si128(_mm_shuffle_epi8(ascii, bytes),
                                _mm_shuffle_epi8(wide, _mm_xor_si128(bytes, _mm_set1_epi8(-128))));
    __m128i bit = _mm_shuffle_epi8(bits, high);
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_and_si128(rows, bit), bit));
}

/* Of up to BYTE_SCAN bytes of a text from `at` on. The last ones are looked at together with those
 * before them, for nothing is read behind the end. */
__attribute__((target("ssse3"))) static uint64_t look_from(const byte_set *set, str text,
                                                           size_t at) {
    uint64_t left = 0;
    for (unsigned k = 0; k < BYTE_SCAN; k += WIDTH, at += WIDTH) {
        if (text.n - at >= WIDTH)
            left |= (uint64_t)look(set, text.p + at) << k;
        else
            return left | (uint64_t)(look(set, text.p + text.n - WIDTH) >> (WIDTH - (text.n - at)))
                              << k;
    }
    return left;
}

__attribute__((target("ssse3"))) static void fill_by_vectors(byte_scan *s, size_t from) {
    for (s->at = from; s->at < s->text.n; s->at += BYTE_SCAN)
        if ((s->left = look_from(s->set, s->text, s->at)))
            return;
}

#endif

void byte_scan_fill(byte_scan *s, size_t from) {
#if HAS_VECTORS
    if (s->text.n >= WIDTH && from < s->text.n && __builtin_cpu_supports("ssse3")) {
        fill_by_vectors(s, from);
        return;
    }
#endif
    fill_singly(s, from);
}
