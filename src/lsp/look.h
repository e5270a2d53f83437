/* A look at the site around open documents, as the editor has them: what a task's process does. */
#ifndef LETOON_LSP_LOOK_H
#define LETOON_LSP_LOOK_H

#include "api/checking.h"
#include "lsp/open.h"

/* Which site. */
typedef struct scene {
    const open_documents *open;
    str root;   /* its directory, absolute */
    str config; /* configuration files with commas between, absolute; empty for its own */
} scene;

typedef struct look {
    work w;
    checking c;
    const scene *scene;
    map texts;
} look;

/* A version of a note and those beside it. */
typedef struct look_note {
    const set *set;
    const document *doc;
    const document *original; /* NULL: none is known */
} look_note;

/* Goes to the site's directory, for good, and reads the site, the articles of `paths` (absolute)
 * in it. False: it cannot be read; l->w.d says why. */
bool look_begin(look *l, arena *a, const scene *s, const str *paths, size_t n);

/* The open document as the site knows it; false: it is no note of the site. */
bool look_find(look *l, const open_document *doc, look_note *out);

/* Versions of a note: the n-th, in the order of their languages; NULL behind the last. */
const document *look_version(const look_note *note, size_t i);

/* The language of a version, as BCP 47 has it. */
str look_tag(const look *l, const document *doc);

/* Where a document of the site is; for open ones as the editor has it. */
str look_uri(const look *l, const document *doc);

/* ---- what is asked for ---- */

typedef struct question {
    const open_document *doc;
    position at;
    bool has_position;
    bool with_self; /* of versions: this one too */
    bool plain;     /* no Markdown */
} question;

/* Appends a result, which is JSON. */
typedef void answer(look *l, const question *q, buf *out);
answer answer_hover, answer_definition, answer_references, answer_versions, answer_completion;

/* Appends findings, packed, and before them the paths of open documents that were looked at. */
void look_check(look *l, buf *out);

#endif
