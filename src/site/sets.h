/* Translation sets: which documents are versions of one note. */
#ifndef LETOON_SITE_SETS_H
#define LETOON_SITE_SETS_H

#include "site/site.h"

/* The language and key that a document's path tells: "2025-01-02-slug-zh.md", "slug.zh.md",
 * "zh/slug.md". Front matter (`lang`; `translation_key`, `ref`, `page_id`) goes before. */
void sets_identify(arena *a, const config *c, const languages *l, const document *doc, str *lang,
                   str *key);

/* Groups documents; sets doc->set. */
void sets_build(arena *a, const languages *l, document *const *docs, const str *keys, size_t n,
                const set **out, size_t *nout);

#endif
