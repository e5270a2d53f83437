/* Reads the source directory: which files are notes, pages, static files. */
#ifndef LETOON_SITE_WALK_H
#define LETOON_SITE_WALK_H

#include "site/site.h"

typedef struct document_vec {
    document **p;
    size_t n, cap;
} document_vec;

typedef struct static_vec {
    static_file **p;
    size_t n, cap;
} static_vec;

/* What was found, in the order it was found. collections has one entry for each of
 * config->collections; docs and files are filled in by the walk, not yet sorted. */
typedef struct walk {
    arena *a, *scratch;
    arena *names; /* the directories' entries, until the walk is done; then for what is not
                     kept */
    struct history *changed; /* when files were committed, once it has been asked; see history.h */
    map shared;              /* texts that many documents have */
    unsigned followed;       /* links to directories */
    map links;               /* what was listed and is a link, by its path on disk */
    const config *config;
    str skip; /* a directory that is not read; "" for none */
    diags *d;
    collection *collections;
    document_vec *docs; /* one for each collection */
    static_vec *files;  /* likewise */
    document_vec pages, failed;
    bool is_ordered; /* collections and pages stand in their final order */
    static_vec static_files;
    document_vec theme_pages; /* not among the others, so that they stay behind them */
    static_vec theme_files;
} walk;

/* False: the source itself cannot be listed (an error was added). */
bool walk_source(walk *w);

/* Does a file, by its path on disk, begin with front matter? Before Markdown a byte order mark does
 * not matter; other files are copied then, as Jekyll does, and that is reported. */
bool walk_is_page(walk *w, str path);

/* Adds a file that is copied: at `path` on the disk, `relative` to the source or the theme. */
void walk_add_static(walk *w, const collection *in, static_vec *out, str path, str relative);

/* The theme's assets, but those that the site has at the same path. */
void walk_theme(walk *w);

/* Takes those of the theme's away that would be written where something of the site's is. Wants
 * everybody's URL. */
void walk_theme_give_way(walk *w);

#endif
