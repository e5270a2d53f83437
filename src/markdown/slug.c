#include "base/utf8.h"
#include "markdown/markdown.h"

str markdown_heading_id(arena *a, str text) {
    buf low = buf_new(a, text.n);
    utf8_downcase(&low, text);
    buf id = buf_new(a, low.n);
    for (str s = buf_str(&low); s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(s, &cp);
        if (cp == ' ' || cp == '\t')
            buf_char(&id, '-');
        else if (cp == '-' || utf8_is_word(cp))
            buf_add(&id, str_slice(s, 0, n));
        s = str_from(s, n);
    }
    return buf_str(&id);
}
