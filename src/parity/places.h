/* The files of a site by what a link in a note calls them: a source file or a URL. */
#ifndef LETOON_PARITY_PLACES_H
#define LETOON_PARITY_PLACES_H

#include "site/site.h"

typedef struct places {
    const site *site;
    map by_url, by_path; /* documents alone: by URL, by the path of their source */
    map copied;          /* static_file by path: Markdown that has no front matter to Jekyll */
    map copied_in;       /* what in their paths may be a language's code; by that */
} places;

places *places_new(arena *a, const site *s);

typedef enum {
    PLACE_ELSEWHERE, /* another site, or what only a page or a theme can tell */
    PLACE_MISSING,
    PLACE_FILE, /* no document */
    PLACE_DOCUMENT,
} place_kind;

/* Where a link in a document leads. Of PLACE_DOCUMENT *to is the document, which may be its own.
 * What is called missing the site has not read; it may be a file all the same. */
place_kind places_known(arena *a, const places *p, const document *from, str url,
                        const document **to);

/* Is it on the disk neither? */
bool places_is_missing(arena *a, const places *p, const document *from, str url);

/* "/tea.png" of "/blog/tea.png?2#x" in a site below "/blog". */
str places_local(arena *a, const site *s, str url);

/* Is there such a file in a directory of the source? */
bool places_on_disk(arena *a, const site *s, str dir, str name);

/* Is it where other programs than Jekyll keep what they copy, as Hugo in static/? */
bool places_beside(arena *a, const site *s, str name);

/* May the site have it without its source having it? A theme's files and those that are kept. */
bool places_beyond(arena *a, const site *s, str name);

#endif
