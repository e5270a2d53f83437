/* The orders in which a site's lists stand. */
#ifndef LETOON_SITE_ORDER_H
#define LETOON_SITE_ORDER_H

#include "site/site.h"

/* Ascending by date, then path; or by the collection's `sort_by`, or by its `order`. `docs` must
 * stand in the order in which they were found. */
void order_collection(arena *a, const collection_config *c, document **docs, size_t *n);
/* Posts newest first, whatever their collection's order. */
void order_newest(document **posts, size_t n);
void order_pages(document **pages, size_t n);      /* by name, then path */
void order_statics(static_file **files, size_t n); /* by path */

/* The codes of languages that occur, by BCP 47 tag. */
const str *order_langs(arena *a, const languages *l, const set *sets, size_t nsets, size_t *n);

/* The language that most originals are in; where several versions may be a set's original, each
 * counts. English where no other has a tenth more, else of equally many the first by tag; "en" when
 * there is none, and where notes of an unknown language stand beside versions of which none is in
 * English. */
str order_main_lang(arena *a, const str *langs, size_t nlangs, const set *sets, size_t nsets);

/* What an index lists: posts newest first, then in a plain directory the undated by title. */
document *const *order_notes(arena *a, const site *s, size_t *n);

#endif
