/* Tags of Liquid and attribute lists as they are written: what they are called, and their parts. */
#ifndef LETOON_PARITY_RULES_TAG_H
#define LETOON_PARITY_RULES_TAG_H

#include "base/str.h"

/* Bytes of the token that a text begins with: a text in quotes, a sign, or what stands between. */
size_t tag_token(str s);

/* Do two tags differ in what stands in quotes alone? */
bool tag_is_same_but_texts(str x, str y);

/* The first word of a tag; "{{" for all outputs, "{:" for all attribute lists. */
str tag_kind(str text);

/* What follows the first word of a tag; empty: it is none. */
str tag_behind(str tag);

/* "tea" of "{% link _notes/en/tea.md %}"; empty: it is no such tag. */
str tag_linked(str tag);

/* "assign timestamp" of all tags that assign it, "include box.md" of those that include that; of
 * an output or an attribute list all of it. */
str tag_head(str text);

/* "en" of `{% include words.html lang="en" %}` and "lang"; empty: it has no such argument. */
str tag_argument(str tag, str name);

/* "tab" of "endtab" and "/tab"; empty: it ends nothing. */
str tag_ended(str kind);

#endif
