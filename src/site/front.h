/* Front matter: where it begins and ends (Jekyll's rule, to the byte), what it says, and whether
 * its values can mean what this program takes them for. */
#ifndef LETOON_SITE_FRONT_H
#define LETOON_SITE_FRONT_H

#include "diag/diag.h"
#include "value/date.h"
#include "value/value.h"

typedef struct front_parts {
    bool has;         /* the first line is "---": a page. False: a static file, or plain Markdown */
    bool closed;      /* a line "---" or "..." ends the block; false: all of the text is body */
    span yaml;        /* from the opening dashes up to the closing line; empty when not closed */
    uint32_t body_at; /* byte offset of the body; after the blank lines that follow the closer */
    uint32_t body_line; /* and its line, from 1 */
} front_parts;

/* Whose keys a front matter has: those of a plain directory's notes are all the program's own; in a
 * site with layouts `type`, `audio` and `image` may be lists and maps as well. */
typedef enum { FRONT_UNCHECKED, FRONT_OF_NOTE, FRONT_OF_SITE } front_schema;

typedef struct front_options {
    front_schema schema; /* notes and pages: check the types of title, lang, layout, … */
    bool had_bom;        /* the file began with a byte order mark: noted when it has front matter */
    const zone *zone;    /* of times written without one; NULL: UTC */
} front_options;

/* Does Jekyll see front matter here: is the first line three dashes and white space? A file whose
 * lines end in CR alone is seen too, which Jekyll would copy verbatim. */
bool front_begins(str text);

/* Cuts a text into front matter and body. Reports nothing. */
front_parts front_split(const source *src);

/* Splits and reads. *data is always a map: an empty one when there is no front matter or when it
 * cannot be read. False: at least one error was added and the page must not be published; the body
 * is cut all the same. A block without end, and one that is no map, are errors. Values do not share
 * the source's text. */
bool front_read(arena *a, const source *src, const front_options *o, front_parts *parts,
                value *data, diags *d);

/* The types of the keys that layouts and the site model rely on, each fault at its value. `data`
 * must have been read from `src`. False: an error was added. front_read does this when asked to. */
bool front_check(const source *src, value data, front_schema schema, diags *d);

/* Is it a text for each language, by its code: {en: Tea, zh-CN: 茶}? */
bool front_is_by_language(value v);

/* Whether a finding is an error that strict_front_matter is about: a file whose front matter, or
 * whose text at all, could not be read. */
bool front_is_fault(const diag *g);

/* Where the value of a key stands in a file's front matter, for messages; the file as a whole when
 * there is no such key. */
span front_key_place(arena *a, const source *src, const zone *z, str key);

/* Is this line a "---" that went wrong: indented, longer, typographic or full-width dashes? */
bool front_is_dashes(str line);

#endif
