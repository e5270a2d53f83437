#include "liquid/intern.h"

enum { BRIEF = 60 };

size_t char_length(str s) {
    uint32_t cp;
    return utf8_decode(s, &cp);
}

str brief(str s) {
    size_t n = 0;
    s = str_from(s, skip_space(s, 0));
    while (n < s.n && n < BRIEF && s.p[n] != '\n' && s.p[n] != '\r')
        n += char_length(str_from(s, n));
    return str_rtrim(str_slice(s, 0, n));
}

str message_of(buf *b) {
    for (size_t i = 0; i < b->n; i++)
        if ((unsigned char)b->p[i] < ' ')
            b->p[i] = ' ';
    return buf_str(b);
}
