/* URLs: Jekyll's permalink templates and slugs. */
#ifndef LETOON_SITE_PERMALINK_H
#define LETOON_SITE_PERMALINK_H

#include "site/document.h"
#include "site/site.h"

/* Jekyll's slugify. Unknown modes leave the text (downcased unless `cased`). */
str permalink_slugify(arena *a, str s, str mode, bool cased);

/* Percent-encodes as Addressable::URI.encode for a path; '#' too. */
str permalink_escape(arena *a, str s);
str permalink_unescape(arena *a, str s);

/* Fills in doc->url, output_path, output_ext and id. Faults (an unknown placeholder, an empty
 * permalink, a way out of the destination) are errors at the front matter's key or the file. */
void permalink_document(arena *a, const config *c, document *doc, diags *d);
/* Of these the output path and that of a source map, when URL and extension are known. */
void permalink_place(arena *a, const config *c, document *doc);
void permalink_static(arena *a, static_file *f);

/* A style name's template: "date" -> "/:categories/:year/…"; a template is itself. */
str permalink_style(str style);

/* Does it become a page of HTML, by the name it is written to? */
bool permalink_is_html(const document *doc);

#endif
