/* What a matrix shows: articles, one a row, by languages, one a column. */
#ifndef LETOON_REPORT_COLUMNS_H
#define LETOON_REPORT_COLUMNS_H

#include "site/site.h"

typedef struct columns {
    arena *a;
    const site *site;
    const set *const *sets; /* those that are articles, by the paths of their names */
    size_t nsets;
    const str *langs;
    size_t nlangs;
    bool is_guess_wrong; /* of the language of notes that do not say theirs */
} columns;

/* Columns are the languages of `languages:`, then the site's own and others that occur; of these
 * those in `wanted`, if there are any. An article is a set with a version in Markdown. */
columns columns_find(arena *a, const site *s, const set *const *sets, size_t n, const str *wanted,
                     size_t nwanted);

/* Which document of a set each column shows, nlangs of them; NULL: it has no version in that
 * language, or one that stands in for it and has no text. */
void columns_row(const columns *c, const set *one, const document **row);

/* The column that a document's language has; SIZE_MAX: none. */
size_t columns_of(const columns *c, const document *doc);

/* What an article is called by: its original's path from the source. */
str columns_name(const columns *c, const set *one);

#endif
