/* Between links.c, report.c and tell.c. */
#ifndef LETOON_LINKS_INNER_H
#define LETOON_LINKS_INNER_H

#include "base/vec.h"
#include "links/doubt.h"
#include "links/links.h"
#include "links/target.h"

enum { TEMPLATE_MOST = 10000 }; /* links are looked for in the templates */

/* The ids of one page, as hashes. */
typedef struct page_ids {
    const uint64_t *p;
    size_t n;
    bool is_known;
} page_ids;

/* A doubt and the page that has it. */
typedef struct page_doubt {
    const document *doc;
    doubt d;
} page_doubt;

/* Where a link leads. */
typedef struct known_link {
    href leads;
    const target *to; /* NULL: nowhere */
} known_link;

struct linkcheck {
    arena *a;
    const site *site;
    href_site where;
    targets targets;
    vec(span) templates;
    page_ids *ids; /* by the targets' numbers */
    map file_ids;  /* of static files that links lead into: output path -> page_ids * */
    vec(page_doubt) doubts;
    map known; /* links that mean the same on every page -> known_link *; each worker's own */
};

/* Is it an element's id that a link into a page means, and not a word to the browser or a script?
 */
bool linkcheck_is_id(str fragment);

bool linkcheck_has_id(page_ids ids, arena *a, str fragment);

#endif
