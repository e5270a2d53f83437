#include "markdown/codes.h"

#include "base/buf.h"

codebook *codes_new(arena *a) {
    codebook *c = arena_make(a, codebook, 1);
    c->answers = map_new(a);
    codes_begin(c, a);
    return c;
}

void codes_begin(codebook *c, arena *a) {
    c->a = a;
    c->missing = map_new(a);
}

/* Kind, language and text; no language is another one than an empty one. */
static str key_of(arena *a, const code_part *which) {
    buf key = buf_new(a, which->text.n + which->lang.n + 16);
    buf_printf(&key, "%d %c%.*s\n", (int)which->kind, which->lang.p ? '=' : '-',
               STR_FMT(which->lang));
    buf_add(&key, which->text);
    return buf_str(&key);
}

bool codes_find(codebook *c, const code_part *which, str *html) {
    str key = key_of(c->a, which);
    const str *answer = map_get(&c->answers, key);
    *html = answer ? *answer : (str){NULL, 0};
    if (answer)
        return true;
    if (!map_has(&c->missing, key)) {
        code_part *copy = arena_make(c->a, code_part, 1);
        *copy = *which;
        copy->text = str_copy(c->a, which->text);
        if (which->lang.p)
            copy->lang = str_copy(c->a, which->lang);
        map_set(&c->missing, key, copy);
    }
    return false;
}

void codes_answer(codebook *c, str key, str html) {
    str *answer = arena_make(c->answers.a, str, 1);
    *answer = html;
    map_set(&c->answers, key, answer);
}
