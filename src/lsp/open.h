/* The documents that an editor has open, as it has them. */
#ifndef LETOON_LSP_OPEN_H
#define LETOON_LSP_OPEN_H

#include "base/vec.h"
#include "lsp/position.h"

typedef struct open_document {
    arena *own;         /* its names, and this */
    arena *now, *spare; /* the text, and what the next one is made in */
    str uri, path;      /* the path is empty when it is no file of this machine */
    str real;           /* the same without links */
    str text;
    int64_t version;
    uint64_t due; /* when it is to be checked, by the monotonic clock; 0: it need not be */
    arena *told;  /* what was found in it: */
    diags found;
    bool is_checked; /* `found` is about this very text */
} open_document;

typedef struct open_documents {
    arena *a;
    position_encoding encoding;
    vec(open_document *) list;
} open_documents;

open_document *open_find(const open_documents *all, str uri); /* NULL: it is not open */
/* By either of its paths. */
open_document *open_find_path(const open_documents *all, str path);

/* Takes a document in; one that is open already gets the new text. */
open_document *open_add(open_documents *all, str uri, str text, int64_t version);

void open_remove(open_documents *all, open_document *doc);

/* Applies `contentChanges`. False: they are none, and the text is as it was. */
bool open_change(const open_documents *all, open_document *doc, value changes, int64_t version);

#endif
