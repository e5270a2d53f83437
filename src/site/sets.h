/* Translation sets: which documents are versions of one note, and in which language each is. */
#ifndef LETOON_SITE_SETS_H
#define LETOON_SITE_SETS_H

#include "site/site.h"

/* Finds each document's language and set: fills in doc->lang and doc->set.
 *
 * Language: front matter's `lang`, else what the path says, else the site's. Set: an explicit key
 * (`translation_key`, `ref`, `page_id`), else the path without its language. A path says its
 * language by "-LANG" or ".LANG" at the end of the name ("2025-01-02-slug-zh.md", "slug.zh.md") or
 * by a directory ("zh/slug.md", which may be kept apart: "translations/zh/slug.md").
 *
 * Many codes are words as well ("how-to-do-it.md", "it/network.md"). So a code counts only where
 * something bears it out: front matter says the same language, `languages:` lists it, or there is
 * another version of that note (for a directory: another language's directory beside it; at the end
 * of a name: another note for which one of these is so).
 *
 * Front matter that says another language than such a path takes its note out of the set. The build
 * does as it says; the set knows the note as a stray, for `letoon check`.
 *
 * Versions may be dated differently: notes of one slug whose languages all differ are one set, and
 * otherwise the day in the name tells them apart. */
void sets_find(arena *a, const config *c, const languages *l, document *const *docs, size_t n,
               set **out, size_t *nout);

/* Where several versions may be a set's original, takes the one in the site's own language. */
void sets_prefer(set *all, size_t n, str lang);

/* The same where languages are known (doc->lang) and each document has its key: those of one key
 * are a set. Fills in doc->set. */
void sets_group(arena *a, const languages *l, document *const *docs, const str *keys, size_t n,
                set **out, size_t *nout);

/* The set's key that a note says itself in its front matter, or else in the `defaults` for it; ""
 * when it says none. */
str sets_key(arena *a, value front, value defaults);

#endif
