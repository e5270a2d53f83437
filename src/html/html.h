/* HTML as browsers cut it into tags, without building a tree: enough to find elements and their
 * attributes. Nothing here can fail; what is no tag is text. */
#ifndef LETOON_HTML_HTML_H
#define LETOON_HTML_HTML_H

#include "base/buf.h"

typedef struct html_attribute {
    str name, val; /* as written, references not resolved; without a value: "" */
} html_attribute;

enum { HTML_ATTRIBUTES = 12 }; /* more are read again when they are asked for */

typedef struct html_tag {
    str name;         /* as written, not empty */
    str attributes;   /* what stands between the name and the end */
    size_t at, end;   /* from "<" to behind ">" */
    bool is_end;      /* </name> */
    bool is_closed;   /* <name/> */
    bool is_complete; /* false: the text ends inside of it */
    unsigned n;
    size_t more; /* where in `attributes` those behind the first n begin */
    html_attribute first[HTML_ATTRIBUTES];
} html_tag;

/* The next tag from *at on, which is then the place to go on from. Comments and declarations are
 * passed over, and behind the start tag of an element whose content is text (script, style,
 * textarea, …) that text. False: there is none. */
bool html_next(str s, size_t *at, html_tag *out);

/* The next attribute; *at is 0 at first. */
bool html_next_attribute(const html_tag *t, size_t *at, html_attribute *out);

/* The text with character references resolved; unknown ones stay. */
void html_resolve(str s, buf *out);

typedef enum { ENTITY_KNOWN, ENTITY_UNKNOWN, ENTITY_NO_CHARACTER } entity_kind;

/* The reference (&name; &#1; &#x1;) at i of s: its end, or i when none stands there. */
size_t html_entity(str s, size_t i, entity_kind *kind, uint32_t *cp);

#endif
