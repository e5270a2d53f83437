/* What a path may say of a document's language: guesses, for sets.c to weigh. */
#ifndef LETOON_SITE_SETS_NAME_H
#define LETOON_SITE_SETS_NAME_H

#include "site/language.h"

typedef struct name_guess {
    str code;   /* the language's code; "" when the path says none */
    str key;    /* the path without extension and code */
    str before; /* for a directory: what stands before it; its siblings are other languages' */
    bool is_directory;
    bool has_stem; /* a directory such as "pages.fr": only beside "pages" is it a language's */
} name_guess;

/* May a part of a path be a language's code: "fr", "pt-br", and with a country what the table has
 * no entry for: "fr-FR", "de_AT"? In names of files the country stands in capitals: "what-is-it-in"
 * ends in no language. */
bool name_is_code(const languages *l, str s, bool is_file);

/* A path without extension as keys have it: a README is called so in whatever case. */
str name_key(arena *a, str whole);

/* By the end of the name, behind "-", "." or, of a README or in capitals, "_", where the language's
 * name may stand too ("README.french"), else by a directory; `whole` is the path without extension.
 * A directory of the language that the name ends in is no part of the key: "_posts/zh/rome-zh". */
name_guess name_guess_of(arena *a, const languages *l, str whole);

/* "french" of "errors.french" and "README-french"; empty where no language's name is there. */
str name_ending(const languages *l, str stem);

/* By a directory alone. */
name_guess name_guess_of_directory(arena *a, const languages *l, str whole);

/* Are these codes of one language, in whatever script or country? */
bool name_is_kin(arena *a, const languages *l, str x, str y);

/* Directories of translations, beside what they are translations of: "translations", "i18n". */
bool name_holds_translations(str name);

/* The key of the note that a translation is kept apart from: "docs/api" of "docs/i18n/fr/api",
 * "README" of "translations/README.fr" and "docs/README.fr"; "" when its directory has no such
 * name. *apart gets the directory that translations are kept in: "docs/i18n". */
str name_outside(arena *a, const name_guess *g, str *apart);

/* A key without the day that its name begins with: "_posts/slug" for "_posts/2025-01-02-slug". */
str name_without_day(arena *a, str key);

#endif
