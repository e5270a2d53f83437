/* The site: read once, frozen, then only `const site *` exists. */
#ifndef LETOON_SITE_SITE_H
#define LETOON_SITE_SITE_H

#include "base/map.h"
#include "site/document.h"
#include "site/language.h"

typedef struct collection {
    const collection_config *config;
    str label;
    str directory;         /* "_posts" */
    document *const *docs; /* Jekyll's order: ascending by date, then path; or as configured */
    size_t n;
    const static_file *const *files;
    size_t nfiles;
} collection;

/* Versions of one note in several languages. */
typedef struct set {
    str key;
    document *const *docs; /* sorted by BCP 47 tag, then path */
    size_t n;
    const document *original; /* NULL when unknown */
    document *const *strays;  /* versions by their paths, which front matter puts elsewhere: see
                                 document.path_lang. They are not in docs */
    size_t nstrays;
} set;

/* A tag or category and its posts, newest first. */
typedef struct group {
    value name; /* as the front matter has it: 1 and "1" are two */
    document *const *docs;
    size_t n;
} group;

typedef struct site {
    const config *config;
    const collection *collections; /* posts first, then in the order of the configuration */
    size_t ncollections;
    document *const *pages; /* by name */
    size_t npages;
    const static_file *const *static_files; /* by path */
    size_t nstatic;
    document *const *posts; /* newest first */
    size_t nposts;
    document *const *failed; /* with an error: not rendered, their old pages kept */
    size_t nfailed;
    value data; /* _data */
    const group *tags, *categories;
    size_t ntags, ncategories;
    uint32_t ndocuments; /* their serials are below this */
    set *sets;
    size_t nsets;
    const languages *languages;
    str lang;         /* the site's own: configured, else what most originals are in, else
                         "en" */
    const str *langs; /* codes that occur in documents, by tag */
    size_t nlangs;
    document *const *notes; /* what an index lists: dated ones newest first, then by title */
    size_t nnotes;
    map by_url;  /* document or static_file, of what is written */
    map by_path; /* relative path -> url (a str *), for `link` */
    const struct edition *edition;
    const struct site *const *editions; /* the site in every language, this one too; the first is
                                           the default language's */
    size_t neditions;
    const struct held *held; /* what Jekyll told of it; NULL: it was read from files */
} site;

/* Reads the whole source and freezes it. The result is the edition of the default language, when
 * there are several. Faults of single files are diags and mark their document
 * failed; NULL only when the source itself cannot be read (an error was added). Everything lives
 * in `a`. `scratch` is used file by file and reset. `skip` is a directory of the source that is not
 * read, the destination; empty for none. */
const site *site_load(arena *a, arena *scratch, const config *c, str skip, diags *d);

/* Every document that becomes a page, in Jekyll's order of rendering: posts ascending, the other
 * collections, then pages. */
typedef struct document_list {
    const document **p;
    size_t n, cap;
} document_list;
document_list site_documents(arena *a, const site *s);

const collection *site_collection(const site *s, str label); /* NULL when there is none */

/* Neighbours in the collection (dated documents); NULL at the ends and for pages. */
const document *site_next(const document *doc);
const document *site_previous(const document *doc);
/* The same among documents of the same language. */
const document *site_next_in_lang(const document *doc);
const document *site_previous_in_lang(const document *doc);

#endif
