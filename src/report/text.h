/* Findings for people: as a compiler prints them, with the source line and a mark under the place.
 */
#ifndef LETOON_REPORT_TEXT_H
#define LETOON_REPORT_TEXT_H

#include "diag/diag.h"

/* Whose source lines are shown. */
typedef enum {
    EXCERPTS_OWN,  /* the finding's */
    EXCERPTS_NONE, /* none */
    EXCERPTS_ALL,  /* those of its notes too */
} report_excerpts;

typedef struct report_style {
    bool colour;
    uint32_t width;   /* columns a source line may take; 0: what fits into `columns` */
    uint32_t columns; /* of the terminal; 0: there is none, and a source line may take 100 */
    report_excerpts excerpts;
} report_style;

/* Appends all of `d` in its order (diags_sort first). Nothing printed can steer a terminal: control
 * characters and those that change the direction of text are shown by number. */
void report_text(const diags *d, report_style style, buf *out);

/* Would a character move the cursor, or turn text round so that it reads otherwise than it is? */
bool report_is_hidden(uint32_t cp);

/* Text that may come from anybody, fit for a terminal: what would steer it is shown by number. */
str report_plain(arena *a, str text);

#endif
