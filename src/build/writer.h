/* The destination: what is written, what is removed, and nothing outside it.
 *
 * writer_open looks whether the destination may be written to; writer_expect is told every file
 * the build makes; writer_begin makes the directory, marks it as ours and locks it. Then workers
 * may be forked and write pages. In the end the parent cleans and closes.
 *
 * Output paths are relative to the destination: "2024/05/note/index.html". What stands in the way
 * of an expected file and is none itself is removed, as is a symbolic link in the place of a
 * directory, for nothing is written through links; only the destination itself may be one. */
#ifndef LETOON_BUILD_WRITER_H
#define LETOON_BUILD_WRITER_H

#include "base/file.h"
#include "diag/diag.h"
#include "site/config.h"

typedef struct writer writer;

/* An empty directory in the destination says that a build of ours made it. */
#define WRITER_MARK SITE_MARK

typedef struct writer_options {
    str source, destination; /* as given, relative to the working directory */
    const str *keep;         /* keep_files: prefixes of output paths, as in Jekyll */
    size_t keep_n;
    bool force; /* --force: clean even a directory that is not known to be ours */
} writer_options;

/* Changes nothing. NULL with a diag (exit status 2) when the destination contains the source or
 * the home directory, is no directory, or holds files of others: then, unless forced, it must be
 * named _site (and be no link), or bear the mark. `o` and what it points to must live as long as
 * `a`, where the writer and its descriptors live. */
writer *writer_open(arena *a, const sys *io, const writer_options *o, diags *d);

/* A file that this build makes or keeps: also the old page of a note with an error. `path` must
 * live as long as the writer. Where one expected file would have to be the directory of another,
 * the directory wins and writing the file is a fault. */
void writer_expect(writer *w, str path);

/* Makes, marks and locks the destination. False with a diag when that fails, or another build is
 * writing there. */
bool writer_begin(writer *w, diags *d);

/* Writes a page by a temporary name and rename; a page that already holds these bytes is not
 * touched. False with a diag. Workers may do this at the same time for different pages. */
bool writer_page(writer *w, arena *scratch, str path, str bytes, bool *changed, diags *d);

/* Copies a static file (what `from` leads to), with its time of change; the copy is not touched
 * when size and time are the same. */
bool writer_copy(writer *w, arena *scratch, str path, const char *from, bool *changed, diags *d);

/* Removes what is not expected and not kept, as Jekyll does: files, then the directories that no
 * expected file needs; and what killed runs left. Links are removed, not followed. False, with a
 * diag each, when something cannot be removed. */
bool writer_clean(writer *w, arena *scratch, size_t *removed, diags *d);

/* Removes what killed workers left and nothing else; as far as it can be. */
void writer_sweep(writer *w, arena *scratch);

/* Unlocks. The arena's end does it too. */
void writer_close(writer *w);

/* Where in the source the destination lies ("_site"), so that the site does not read its own
 * output; empty when it lies elsewhere. Links are resolved, and nothing need exist yet. */
str writer_place_in_source(arena *a, str site, str destination);

#endif
