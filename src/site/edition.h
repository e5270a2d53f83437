/* A site in several languages as jekyll-polyglot and jekyll-multiple-languages-plugin have it: the
 * whole of it is made once for each language, from the same documents. Each time is an edition: the
 * default language's at the root of the destination, every other one's in a directory of its name.
 */
#ifndef LETOON_SITE_EDITION_H
#define LETOON_SITE_EDITION_H

#include "site/walk.h"

typedef enum {
    EDITIONS_NONE,     /* one edition, nothing of this is done */
    EDITIONS_POLYGLOT, /* jekyll-polyglot */
    EDITIONS_I18N,     /* jekyll-multiple-languages-plugin, with its directory _i18n */
} edition_kind;

typedef struct edition {
    edition_kind kind;
    uint32_t index;       /* 0: the default language's */
    str lang;             /* as `languages` has it */
    str prefix;           /* its directory below the destination; "" for the root */
    const config *config; /* the site's, with what this edition's templates see otherwise */
    const struct editions *all;
} edition;

typedef struct editions {
    edition_kind kind;
    const edition *p;
    size_t n; /* at least 1 */
    str default_lang;
    const str *languages; /* as configured, each once; the default one may be missing */
    size_t nlanguages;
    const str *excluded; /* of files that are in the default edition only: patterns for polyglot,
                            paths of files or directories for the other */
    size_t nexcluded;
    const config *root; /* EDITIONS_I18N: the site's own configuration */
} editions;

const editions *editions_of(arena *a, arena *scratch, const config *c, diags *d);

/* The languages that a configuration lists, each once. */
const str *edition_languages(arena *a, const config *c, size_t *n);

/* Are there posts for each language in _i18n/LANG/_posts, and none in _posts? */
bool edition_has_own_posts(const config *c);

/* For EDITIONS_POLYGLOT, where URLs are the same in all editions and have been made: finds
 * documents' languages and what their versions share (version_key). */
void edition_prepare(walk *w, const editions *all);

/* An edition's own copies of the documents and files that are in it, as a walk of their own. With
 * EDITIONS_NONE it is the walk itself. */
void edition_take(const walk *from, const editions *all, const edition *e, walk *to);

/* Documents of all editions that are versions of one another become sets, for page.translations. */
void edition_join(arena *a, const editions *all, walk *const *walks, const languages *l, set **sets,
                  size_t *n);

/* The last step: output paths get their prefixes. What the default edition would write over another
 * one's page is left to that one. */
void edition_place(arena *a, const editions *all, site *const *sites);

/* ---- For the files of this subject ---- */

void edition_set_i18n(arena *a, arena *scratch, const config *c, editions *all, diags *d);
void edition_take_i18n(const walk *from, const editions *all, const edition *e, walk *to);

/* Does one of `excluded` name this file or a directory above it? */
bool edition_excludes_path(const editions *all, str path);

document *edition_copy(arena *a, const edition *e, const document *doc, const collection *in);

/* A URL without the languages in it: "/fr/" and ".fr." become "/". */
str edition_plain_url(arena *a, const editions *all, str url);

#endif
