/* Rows of tables, for rule_structure. */
#ifndef LETOON_PARITY_STRUCTURE_ROWS_H
#define LETOON_PARITY_STRUCTURE_ROWS_H

#include "parity/pair.h"

/* A row as it was written, without the bars around it. */
str row_text(const outline *o, const leaf *l);

/* The next cell of such a row, white space apart. */
str row_next_cell(str *rest);

enum { ROW_CELLS = 24 }; /* of a row are looked at */

/* As they were written: a cell may be nothing but code. Gives how many there are. */
uint32_t row_cells(const outline *o, const leaf *l, str out[ROW_CELLS]);

void rows_check_width(const pair *p);
void rows_check_order(const pair *p);  /* cells that changed places */
void rows_check_starts(const pair *p); /* tables under a line of text */

#endif
