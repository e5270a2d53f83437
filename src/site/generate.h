/* Pages that plugins add to a site: feeds, sitemap, redirects, the further pages of a list. */
#ifndef LETOON_SITE_GENERATE_H
#define LETOON_SITE_GENERATE_H

#include "site/plugin.h"
#include "site/walk.h"

/* Everything else of the site has been read; `s` has its lists. The new pages go to the end of
 * w->pages and of s->pages. One whose place is taken is left out, which only redirects report. */
void generate_pages(walk *w, site *s);

/* ---- For the generators, by file ---- */

typedef struct generator {
    walk *w;
    site *s;
    map taken;             /* output paths: the page there, or this for another file */
    map folded;            /* the same, for file systems that do not tell all of them apart */
    const document *about; /* the note that the page under way is made for; NULL: none */
} generator;

/* A page at a path below the source ("feed.xml"), its body a template of the program's own (found
 * under layouts/_plugins/) or a text. `data` has its front matter. NULL: its place is taken. */
document *generate_page(generator *g, str path, str body, value data);
/* The same, not added yet; NULL: it leads out of the destination, which has been reported. */
document *generate_make(generator *g, str path, str body, value data);
str generate_template(str name);

/* Is there a file at a path of the source? */
bool generate_has_file(const generator *g, str path);
/* Is a page or static file written there already, or where a file system may not tell apart? */
bool generate_is_taken(const generator *g, str output_path);

/* Adds a page whose output path has been made, unless its place is taken (false). */
bool generate_add(generator *g, document *doc);
/* The page that is written there; NULL: none, though another file may be. */
document *generate_page_at(const generator *g, str output_path);
/* Adds it whatever is there or near. */
void generate_put(generator *g, document *doc);

void generate_changed(generator *g);
void generate_unfronted(generator *g);
void generate_readmes(generator *g);
void generate_titles(generator *g);
void generate_layouts(generator *g);
void generate_redirects(generator *g);
void generate_pagination(generator *g);
void generate_sitemap(generator *g);
void generate_feeds(generator *g);

#endif
