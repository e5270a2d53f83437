/* Checking links: does what a page links to exist in the site, and has the page a link leads into
 * the element that its fragment names?
 *
 * A worker reads the links and ids of each page it made and reports what it cannot settle itself;
 * the parent collects these reports in the order of the pages and tells in the end, for what is
 * said depends on other pages too. One finding stands for one place in the sources, however many
 * pages show it. */
#ifndef LETOON_LINKS_LINKS_H
#define LETOON_LINKS_LINKS_H

#include "site/site.h"

typedef struct linkcheck linkcheck;

/* Before any fork. Lives in `a`. */
linkcheck *linkcheck_new(arena *a, const site *s);

/* A layout, an include: text that links may come from. */
void linkcheck_add_template(linkcheck *l, span text);

/* In a worker: onto `out` what the parent must know of a page, whose HTML is given. */
void linkcheck_report(linkcheck *l, arena *scratch, const document *doc, str html, buf *out);

/* In the parent, in the order of pages: what a worker reported of one. */
void linkcheck_take(linkcheck *l, const document *doc, str report);

/* In the parent, when all have been taken. */
void linkcheck_tell(linkcheck *l, diags *d);

#endif
