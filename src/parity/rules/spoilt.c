#include "parity/rules/spoilt.h"

/* From a brace to the last of those that end it, on its line; 0: nothing does. */
static size_t mark_length(str text) {
    str line = str_slice(text, 0, str_find_char(text, '\n'));
    size_t end = str_find(line, S("｝")), n = 3;
    if (end == STR_NONE) {
        end = str_find_char(line, '}');
        n = 1;
    }
    if (end == STR_NONE)
        return 0;
    str close = str_slice(line, end, end + n);
    for (size_t next = end; str_starts(str_from(line, next), close);
         next = str_skip_space(line, end))
        end = next + n;
    return end;
}

span spoilt_mark(const pair *p, span at) {
    static const str opening[] = {{"｛", 3}, {"{ {", 3}, {"{ %", 3}, {"{ :", 3}};
    const leaf *l = pair_leaf_at(&p->to->o, at.at);
    str text = l ? str_slice(p->to->src->text, l->at, l->at + l->n) : (str){0};
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        size_t from = str_find(text, opening[i]);
        size_t n = from == STR_NONE ? 0 : mark_length(str_from(text, from));
        if (n && !str_has(p->from->src->text, opening[i]))
            return span_of(p->to->src, l->at + (uint32_t)from, n);
    }
    return (span){0};
}
