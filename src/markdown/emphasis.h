/* Strong and emphasis beside CJK text.
 *
 * CommonMark's flanking rule wants white space or punctuation around a run of '*' whose inner side
 * is punctuation; Chinese, Japanese and Korean have no white space there, so `**词（x）**的` stays
 * literal. Here a run beside a CJK character also opens or closes where kramdown's rule lets it.
 *
 * How: before the parse, a control character that the text does not hold goes in front of each run
 * that needs help. An inline extension, which cmark calls only within inline text, meets the mark,
 * takes it and the run, and pushes the delimiter with both rules' flags. Marks that cmark never
 * reads as inline text (code, URLs, raw HTML) stay in the nodes' text, from which writer.h leaves
 * them out. So what is code is cmark's decision, not a guess about the source. */
#ifndef LETOON_MARKDOWN_EMPHASIS_H
#define LETOON_MARKDOWN_EMPHASIS_H

#include <cmark-gfm-extension_api.h>

#include "base/lines.h"
#include "markdown/markdown.h"

enum { EMPHASIS_MARKS = 3 };

/* The characters that serve as marks: not white space or punctuation to cmark's scanners. The first
 * that a text does not hold is taken; a text that holds all goes without help. */
extern const char emphasis_marks[EMPHASIS_MARKS];

typedef struct emphasis {
    str text;        /* with marks; the given text when nothing needs help */
    char mark;       /* meaningful when n > 0 */
    uint32_t *marks; /* their offsets in text, rising */
    size_t n;
    line_starts lines; /* of text; only made when asked for */
    int line;          /* the one asked for last, and the marks before it */
    size_t line_marks;
} emphasis;

/* Marks the runs of text. Text that is no UTF-8 is left alone; `is_valid`: it is known to be. */
emphasis emphasis_mark(arena *a, str text, uint32_t flags, bool is_valid);

/* cmark's byte column on a line of the marked text, as a column of the text given. Both from 1. */
int emphasis_column(arena *a, emphasis *e, int line, int col);

/* A line of the marked text, from 1, with its line end; empty when there is none. */
str emphasis_line(arena *a, emphasis *e, int line);

/* A new inline extension that reads one of emphasis_marks. Its memory is the process's; make one
 * each. */
cmark_syntax_extension *emphasis_extension(const char *mark);

#endif
