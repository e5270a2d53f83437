#include "parity/rules/markup.h"

size_t markup_skip_code(str text, size_t at) {
    size_t n = str_leading(str_from(text, at), '`');
    for (size_t end = at + n; end < text.n;) {
        size_t run = str_leading(str_from(text, end), '`');
        if (run == n)
            return end + n;
        end += run ? run : 1;
    }
    return at + n;
}
