/* When files of a site were last committed to its git repository. */
#ifndef LETOON_SITE_HISTORY_H
#define LETOON_SITE_HISTORY_H

#include "base/map.h"
#include "site/document.h"

/* The newest commit of a file. */
typedef struct commit {
    int64_t when;   /* seconds */
    uint32_t order; /* 0 is the newest commit of all */
    str id;         /* hexadecimal */
} commit;

typedef struct history {
    map newest; /* path from the site's source -> const commit * */
    const commit *const *commits;
    size_t n;   /* that touch the source; the newest first */
    map edited; /* path from the site's source: it differs from what is committed */
    map then;   /* path of a translation -> const str *; see history_then */
} history;

/* The directory at or above an absolute one that holds `.git`, be it a directory or a file; empty:
 * there is none. */
str history_top(arena *a, str dir);

/* Runs git log once, and git diff. Outside of a repository, or without git, there are no commits.
 */
history history_read(arena *a, const config *c);

/* The newest commit of a path; NULL: it was never committed. */
const commit *history_of(const history *h, str path);

/* The commit of its original that a translation follows: that which it says (l10n.sourceCommit), or
 * its own newest. NULL: none is known, or it is being edited. */
const commit *history_followed(arena *a, const history *h, const config *c, const document *doc);

/* Was the original committed after the translation, or after the commit of it that the translation
 * says it follows (l10n.sourceCommit)? A translation that is being edited is not behind. */
bool history_is_behind(arena *a, const history *h, const config *c, const document *original,
                       const document *doc);

/* Asks git once what the originals that have changed since said when they were translated. */
void history_recall(arena *a, history *h, const config *c, const struct set *const *sets, size_t n);

/* The bytes of a translation's original at the commit that it follows, where these were recalled;
 * NULL: the original has not changed since, or git does not know. */
const str *history_then(const history *h, const document *doc);

/* The commit that a translation says it follows and that is none of these; empty: there is none. */
str history_unknown(arena *a, const history *h, const document *doc);

/* Translations may name any commit, such as a merge, which touches no file of the source. If one of
 * these does, git is asked once more. */
void history_learn(arena *a, history *h, const config *c, const document *const *docs, size_t n);

/* The commit whose id begins so (7 digits at least); NULL: none that is known. */
const commit *history_find(const history *h, str id);

#endif
