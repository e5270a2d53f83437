/* The files of a build by the URLs that lead to them, as web servers find them: a directory's
 * index, a page without its extension. */
#ifndef LETOON_LINKS_TARGET_H
#define LETOON_LINKS_TARGET_H

#include "site/site.h"

typedef struct target {
    str output;              /* under the destination */
    const document *doc;     /* NULL: a static file */
    const static_file *file; /* NULL: a page */
    uint32_t number;         /* below targets.n */
    bool is_failed;          /* its page is an older one: there is no telling what is in it */
} target;

typedef struct targets {
    arena *a;
    const site *site;
    uint32_t n;
    map by_path;
    map tops;  /* the first names of their paths */
    map names; /* the last names, folded; made when first needed */
    unsigned searches;
} targets;

targets targets_new(arena *a, const site *s);

/* `path` is decoded and without the slash at its beginning. NULL: it leads nowhere. */
const target *targets_find(const targets *t, str path);

/* Does anything of the site lie below "/top", or is it that? */
bool targets_has_top(const targets *t, str top);

/* May the destination have such a file without this build making it, by keep_files? */
bool targets_keep(const targets *t, str path);

/* What may have been meant by a path that leads nowhere, as a URL of the site; empty: no idea.
 * After many questions only the quick answers are given. */
str targets_suggest(targets *t, str path);

#endif
