/* Code as rouge wraps it, its options as kramdown hands them on. */
#ifndef LETOON_MARKDOWN_ROUGE_H
#define LETOON_MARKDOWN_ROUGE_H

#include "base/buf.h"

typedef struct markdown_rouge {
    bool disabled, no_guess;   /* no_guess: code of no language is left alone */
    bool has_numbers, is_bare; /* is_bare: without <div> and <pre> */
    int64_t start;
    str default_lang, css_class;
    str table_class, gutter_class, code_class;
} markdown_rouge;

/* Sets an option by rouge's or kramdown's name; false when it is unknown. The text is kept. */
bool markdown_rouge_set(markdown_rouge *o, str name, str val);

/* The code, in a table beside the numbers of its lines if they are wanted. */
void markdown_rouge_code(const markdown_rouge *o, str code, buf *out);

#endif
