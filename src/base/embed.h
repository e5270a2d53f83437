/* Files built into the program, as tables that the build makes: those of layouts/, docs/rules/,
 * src/report/page/ and src/jekyll/lib/. */
#ifndef LETOON_BASE_EMBED_H
#define LETOON_BASE_EMBED_H

#include "base/str.h"

typedef struct embedded {
    str path; /* relative to its root: "_layouts/post.html" */
    str bytes;
} embedded;

extern const embedded embedded_layouts[]; /* sorted by path, bytewise */
extern const size_t embedded_layouts_count;

/* The same of docs/rules/: "code-changed.md". */
extern const embedded embedded_rules[];
extern const size_t embedded_rules_count;

/* The style sheet and the script of reports in HTML. */
extern const embedded embedded_page[];
extern const size_t embedded_page_count;

/* The gem's source, src/jekyll/lib/: "jekyll/letoon/version.rb". */
extern const embedded embedded_jekyll[];
extern const size_t embedded_jekyll_count;

#endif
