/* Themes: a directory, of a gem or told by the site, whose layouts, includes, data, style sheets
 * and assets stand behind the site's own. */
#ifndef LETOON_SITE_THEME_H
#define LETOON_SITE_THEME_H

#include "diag/diag.h"
#include "value/value.h"

typedef struct theme {
    str name;                          /* "minima" */
    str root;                          /* from the working directory, or absolute */
    str version, authors, description; /* empty where nothing tells them */
    bool is_remote;                    /* of `remote_theme`: its configuration does not count */
    bool has_needs;                    /* it is known what it depends on: */
    const str *needs;                  /* names of gems */
    size_t nneeds;
} theme;

/* Where the configuration speaks of themes; src NULL: nowhere. */
typedef struct theme_places {
    span theme, remote, dir;
} theme_places;

/* Remembers the places in one more file of configuration. */
void theme_note(theme_places *at, const source *src, value data);

/* The theme of a configuration, NULL when it has none. False: it has one that cannot be found; an
 * error was added. Ruby is asked where gems are, unless `letoon: {theme_dir: …}` says it. */
bool theme_find(arena *a, str source_dir, value data, const theme_places *at, const theme **out,
                diags *d);

/* A directory of the theme ("_layouts"); empty when it has none. One that leads out of the theme by
 * a link counts as none, which is reported where `d` is not NULL. */
str theme_folder(arena *a, const theme *t, str name, diags *d);

#endif
