/* Other documents' text: rendered when asked for and kept between pages, since half of all themes
 * list posts with their excerpts.
 *
 * As in Jekyll, a document that comes earlier in the order of rendering shows its HTML, a later one
 * its source: earlier than the one that asks, be that a page or a text which a page shows. An
 * excerpt may be asked for at any time, so only by excerpts can a text come to show itself, which
 * is an error of each page that shows it. Any number of workers gives the same bytes. */
#ifndef LETOON_RENDER_CONTENTS_H
#define LETOON_RENDER_CONTENTS_H

#include "render/job.h"

typedef struct contents contents;

contents *contents_new(render *r);

/* Before a page: forgets what has been kept when it has grown large. Failures leave through what
 * guards `scratch`. */
void contents_begin(render *r, arena *scratch);

/* Forgets everything: after a page that was left by a jump. */
void contents_forget(render *r);

value content_body(render *r, const document *doc);    /* doc.content */
value content_excerpt(render *r, const document *doc); /* doc.excerpt, rendered */
value content_output(render *r, const document *doc);  /* doc.output: the whole page, or nil */

#endif
