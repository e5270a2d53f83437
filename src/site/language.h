/* The one table of languages: from a site's own code to its BCP 47 tag, name, direction. It comes
 * from layouts/languages.yml, built into the program, under the site's `letoon: languages:`. */
#ifndef LETOON_SITE_LANGUAGE_H
#define LETOON_SITE_LANGUAGE_H

#include "base/map.h"
#include "diag/diag.h"
#include "value/date.h"
#include "value/value.h"

typedef struct languages languages;

/* `overrides` is deep-merged over the built-in table; nil for none. The `n` codes `listed` are
 * those of the site's `languages:`, which are in the table from then on. */
const languages *languages_new(arena *a, value overrides, const str *listed, size_t n);

/* Is this one of the table's codes? Case and '_' against '-' do not matter. */
bool language_is_known(const languages *l, str code);

/* Is this hardly the code of a language: a country's ("jp"), a language's name, or a word that has
 * not the form of a code? *guess is then what may have been meant, empty when there is no idea.
 * Codes that the table lacks are fine where ISO 639 has them. */
bool language_is_doubtful(const languages *l, arena *a, str code, str *guess);

/* The code of the language with that name, in English or in itself; empty when there is none. */
str language_by_name(const languages *l, str name);

/* The BCP 47 tag of a code: "zh-Hans" for "zh"; the code itself, tidied, when it is unknown. */
str language_tag(const languages *l, arena *a, str code);

/* The code's entry as a map for templates: code, tag, name, english, dir, locale, date, months,
 * strings, … Missing parts come from "en". An empty code gives that of `fallback`. */
value language_info(const languages *l, arena *a, str code, str fallback);

/* A date in the language's own way, by its pattern and month names. */
void language_date(const languages *l, const date *d, str code, buf *out);

#endif
