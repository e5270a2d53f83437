/* Which articles a subcommand is to look at: PATH…, --source. */
#ifndef LETOON_API_ARTICLES_H
#define LETOON_API_ARTICLES_H

#include "api/work.h"
#include "base/map.h"
#include "base/vec.h"
#include "site/site.h"

typedef vec(str) words;

/* "a,b" of an option; NULL has none. */
words words_of(arena *a, const char *list);

/* Are all of them codes of languages? A slip must not look like a site without faults: false, and
 * the work has failed. `from` is where they were named. */
bool articles_are_in_languages(work *w, const site *s, const words *langs, const char *from);

typedef struct articles {
    bool is_part;           /* not all of the site is looked at, but */
    words wanted;           /* paths that were named */
    words outside;          /* files that were named and are not in the site */
    const map *changed;     /* paths that were changed; NULL: that does not matter */
    const map *left;        /* keys of the sets that their notes were in before; NULL: not known */
    vec(const set *) sets;  /* in which one of both is */
    const languages *known; /* the built-in ones, if the way to the site needed them */
} articles;

/* Reads PATH…, and says in `co` what is read: the source `dir`, else the site around all of them,
 * or around the working directory, which then is what is looked at; posts of days to come, and
 * drafts, unless that was decided, when one is named. False: a path does not exist, or they are not
 * of one site, and the work has failed. */
bool articles_read(work *w, articles *s, const char *dir, const char *const *paths, size_t n,
                   config_options *co);

/* Is there a configuration in a directory, which makes it a site? */
bool articles_has_config(arena *a, str dir);

bool articles_is_under(str path, str dir);

/* The paths of all notes, as keys; those with several names have all of them. */
map articles_paths(arena *a, const site *from);

/* Is a file named, or below what is? */
bool articles_name(const articles *s, str path);

/* False: a file was named that is none of Markdown, though it may look like one, and the work has
 * failed. */
bool articles_are_read(work *w, const articles *s, const config *c);

/* Adds notes of such files among what is looked at, and of paths in which there is nothing to look
 * at, unless that is only what was changed. */
void articles_note_unread(work *w, const articles *s, const site *from);

void articles_find(work *w, articles *s, const site *from);

#endif
