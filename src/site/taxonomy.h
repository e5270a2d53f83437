/* Categories and tags of documents, as Jekyll gathers them from paths and front matter. */
#ifndef LETOON_SITE_TAXONOMY_H
#define LETOON_SITE_TAXONOMY_H

#include "site/document.h"
#include "site/site.h"

/* The directories above "_posts" (or "_drafts", "_label") as a list. */
value taxonomy_of_path(arena *a, str relative_path, str name, document_kind kind,
                       const struct collection *in);

/* The union of the path's, the defaults' and the front matter's `categories`, then, as texts, the
 * names in `category`, else in all of them. `data` is front matter over defaults. */
value taxonomy_categories(arena *a, value of_path, value defaults, value front, value data);

/* The names in `tag`, else in `tags` (a text splits at white space). */
value taxonomy_tags(arena *a, value data);

/* The text of a category or tag: what Ruby's to_s makes of it. */
str taxonomy_name(arena *a, value v);

/* Groups posts (ascending) by the names in data[key]; in each group the newest first. */
void taxonomy_groups(arena *a, document *const *posts, size_t n, str key, const group **out,
                     size_t *nout);

#endif
