/* A site's glossary: what terms are called in each language, what is not translated, which words
 * are not to be used. */
#ifndef LETOON_PARITY_GLOSSARY_H
#define LETOON_PARITY_GLOSSARY_H

#include "site/config.h"

typedef struct term {
    value names;  /* a map: language to a text or a list of them */
    bool is_case; /* do capitals matter? */
} term;

typedef struct glossary {
    str path;
    const term *terms;
    size_t nterms;
    const str *kept; /* in all languages as they are, capitals too */
    size_t nkept;
    value forbidden; /* a map: language to a list of words, or a map of words to better ones */
} glossary;

/* Reads _data/glossary.yml, or the file that `letoon: {check: {glossary: PATH}}` names. What is
 * wrong in it is told at its place and left out. NULL: there is none; a file of that name which
 * looks like something else is none either. Lives in `a`. */
const glossary *glossary_read(arena *a, const config *c, diags *d);

/* The texts of a map by language for a language: of the very tag, else of what it begins with
 * ("zh" for "zh-Hant"). nil: none. */
value glossary_of(value map, str tag);

#endif
