#include "parity/spoken.h"

#include "base/bytes.h"
#include "base/hash.h"

size_t spoken_words(str text, uint64_t out[SPOKEN_WORDS]) {
    enum { LEAST = 4, SIGN = 3 };
    size_t n = 0;
    for (size_t i = 0; i < text.n && n < SPOKEN_WORDS;) {
        size_t from = i;
        if ((unsigned char)text.p[i] >= 0xE3 && i + 2 * SIGN <= text.n) {
            out[n++] = hash64(str_slice(text, i, i + 2 * SIGN), 0);
            i += SIGN;
            continue;
        }
        while (i < text.n && byte_may_be_letter(text.p[i]) && (unsigned char)text.p[i] < 0xE3)
            i++;
        if (i - from >= LEAST)
            out[n++] = hash64(str_slice(text, from, i), 0);
        i += i == from;
    }
    return n;
}

size_t spoken_common(const uint64_t *words, size_t n, const uint64_t *others, size_t m) {
    size_t both = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (words[i] == others[k]) {
                both++;
                break;
            }
    return both;
}
