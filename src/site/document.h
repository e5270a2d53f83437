/* Documents: what becomes a page. Notes in collections (posts and others), pages, static files. */
#ifndef LETOON_SITE_DOCUMENT_H
#define LETOON_SITE_DOCUMENT_H

#include "base/map.h"
#include "site/config.h"

struct collection;
struct set;

/* One page of a list of posts that goes over several. */
typedef struct pager {
    uint32_t page, pages; /* from 1 */
    uint32_t per_page, total;
    struct document *const *posts; /* n of them: those of this page */
    size_t n;
    str previous_path, next_path; /* URLs; "" where there is none */
} pager;

typedef struct document {
    const struct collection *collection; /* NULL: a page */
    str path;           /* on disk, from the working directory: "blog/_posts/2025-01-02-x-zh.md" */
    str relative_path;  /* Jekyll's: from the source (or collections_dir): "_posts/2025-…" */
    str name;           /* base name */
    str ext;            /* ".md" */
    str output_ext;     /* ".html" */
    value data;         /* documents: front matter over defaults, with title, slug, date, …;
                           pages: front matter alone */
    value defaults;     /* pages: what templates see where data has nothing */
    value own_defaults; /* pages: what the program itself goes by there; see defaults_by_key */
    value front;        /* as written, with the places of its members, where the configuration has
                           keep_front; else nil */
    uint32_t body_at;   /* offset of the body in the decoded text */
    uint32_t front_end; /* that too, but a heading that became the title is not left out */
    uint64_t hash;      /* of the file's bytes when they are its text as it is; 0: they are not */
    str text;           /* all of it, decoded, in place of the hash, where the configuration has
                           keep_front and room for it; else p is NULL */
    const date *date;   /* documents: in the site's zone; NULL for pages */
    str url;            /* "/a/b.html" */
    str output_path;    /* under the destination: "a/b.html" */
    str id;             /* Jekyll's id; "" for pages */
    str lang;           /* the site's own code: front matter, else the file's name or directory */
    const struct set *set;           /* its translations; NULL when it has none */
    const struct document *alias_of; /* whose file this is, under another name; NULL: its own. Where
                                        the configuration has to_compare; see alias.h */
    str linked_as; /* the one other name of it, by a link to its directory; else "" */
    str path_lang; /* the language that its path surely says, where `lang` is another; else "" */
    const struct document *next_in_lang, *previous_in_lang; /* in its collection */
    uint32_t index;  /* in its collection's order, or among the pages */
    uint32_t serial; /* in Jekyll's order of rendering, over the whole site */
    str map_path;    /* where the source map of its style sheet goes; "" for nowhere */
    bool is_markdown;
    bool is_sass;            /* .scss or .sass: becomes .css */
    bool is_of_guessed_lang; /* nothing tells its language: it was given that of the site, which is
                                guessed too */
    bool is_draft;
    bool is_stray;       /* its path makes it a version of another set than its own; see set */
    bool is_undated;     /* its date is made up; its collection's order does not mind it */
    bool is_failed;      /* has an error: not rendered, its old page kept */
    bool is_listed;      /* failed, but other pages know it, as in Jekyll: all that is wrong is in
                            its front matter */
    bool is_written;     /* its collection is put out */
    bool is_of_theme;    /* its file is the theme's */
    bool is_trimmed;     /* its body is read without the white space at its end */
    bool is_generated;   /* no file of the site: made by the program (index, feed, …) */
    str generated;       /* its body then */
    str heading;         /* what its title is to be made of; p NULL: nothing */
    const date *changed; /* when its file was last changed, where a plugin asks; else NULL */
    const pager *pager;  /* what it lists; NULL: no paginated list */
    /* In a site of several editions; see edition.h. */
    uint32_t edition;
    str version_key;  /* what its versions in other languages share */
    value read_data;  /* data, before its edition added to it; nil: nothing was added */
    bool is_shadowed; /* not written: its place belongs to another edition */
    const struct held_document *held; /* of a site that Jekyll told of; else NULL */
} document;

typedef struct static_file {
    const struct collection *collection; /* NULL outside collections */
    str path, relative_path;             /* relative_path begins with "/" outside them */
    str name, basename, ext;
    str url, output_path;
    int64_t mtime;
    uint32_t mtime_ns;
    value defaults;
    bool is_written;
    bool is_failed; /* shares its URL with another source */
} static_file;

/* How a document was found. */
typedef enum {
    DOCUMENT_PAGE,
    DOCUMENT_OF_THEME, /* a page; its relative path is from the theme's root */
    DOCUMENT_POST,
    DOCUMENT_DRAFT,
    DOCUMENT_OTHER
} document_kind;

/* Reads one file's front matter into a document of `a`; `scratch` holds the text and all that is
 * made on the way, and may be reset afterwards. `shared` keeps texts that many documents have.
 * NULL: the file cannot be read (an error was added). Its URL is not yet made. Whether it is
 * published is data's to say: document_find_state. */
document *document_load(arena *a, arena *scratch, map *shared, const config *c,
                        const struct collection *in, str relative_path, document_kind kind,
                        diags *d);

/* What becomes of a document by its `published` and its date. Those of collections other than posts
 * are known to templates even when their day is to come. */
typedef enum { DOCUMENT_LEFT_OUT, DOCUMENT_UNWRITTEN, DOCUMENT_PUBLISHED } document_state;

/* Dates to come are reported. */
document_state document_find_state(const config *c, const document *doc, diags *d);

/* Cuts "2025-01-31-slug.md" into its day and slug, as Jekyll names posts; false when it is no such
 * name. */
bool document_cut_date(str name, str *day, str *slug);

/* How the file at a path begins; reads its head only. Behind a byte order mark Jekyll sees no front
 * matter. */
typedef enum { FRONT_NONE, FRONT_BEHIND_MARK, FRONT_FIRST } front_place;
front_place document_find_front(const config *c, arena *scratch, str path);

/* data[key], else the defaults' (pages); nil when neither has it. */
value document_get(const document *doc, str key);

/* Reads text of a document again: decoded, in `a`. False: the file is gone or unreadable; an error
 * was added. *text is the whole, *body its body. */
bool document_read(const config *c, arena *a, const document *doc, const source **src, str *body,
                   diags *d);

#endif
