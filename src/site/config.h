/* The site's configuration: Jekyll's _config.yml with its defaults, and letoon's own block. */
#ifndef LETOON_SITE_CONFIG_H
#define LETOON_SITE_CONFIG_H

#include "diag/diag.h"
#include "value/date.h"
#include "value/value.h"

struct theme;
struct map;

/* The empty directory by which a build's destination is known. */
#define SITE_MARK ".letoon-site"

/* A switch that the command line may leave to the configuration. */
typedef enum { CONFIG_UNSAID, CONFIG_NO, CONFIG_YES } config_choice;

/* Text that stands for a file's: what an editor has not saved yet, what git is about to commit. */
typedef struct config_text {
    str bytes;
    bool is_utf8; /* whatever encoding is declared for the file */
    bool is_gone; /* there is to be no such file */
} config_text;

/* What the command line says; it wins over the files. Texts may be empty: not said. */
typedef struct config_options {
    str source;      /* directory, "" for "." */
    str destination; /* "" for the configured one, else "_site" */
    const str *only; /* as in config */
    size_t nonly;
    str configs; /* comma-separated files; "" for the source's own */
    str baseurl;
    bool has_baseurl;
    str layouts;        /* a directory of layouts in place of the site's */
    bool without_theme; /* its theme is not looked for, which may be missing */
    config_choice drafts, future, unpublished, strict_front_matter;
    bool warn_undefined;
    config_choice check_links;     /* no: not at all; yes: what leads nowhere is an error */
    bool keep_front;               /* documents keep their front matter as it was written, and their
                                      texts, as far as LIMIT_KEPT_TEXTS goes */
    bool to_compare;               /* as in config */
    const struct map *texts;       /* as in config */
    const struct languages *known; /* as in config */
} config_options;

typedef struct collection_config {
    str label;
    value metadata; /* a map, maybe empty */
    bool output;
    str permalink; /* template */
} collection_config;

/* One entry of `defaults:`. */
typedef struct default_set {
    str path;          /* scope.path; unless a glob, without the collections' directory; "": all */
    size_t path_chars; /* how long scope.path is, for precedence */
    str type;          /* scope.type; "" when there is none */
    bool has_path_glob;
    value values;
} default_set;

typedef enum { MARKDOWN_IS_KRAMDOWN, MARKDOWN_IS_COMMONMARK } markdown_kind;

typedef struct config {
    value data;   /* all of it, as templates see it through `site` */
    bool is_bare; /* a plain directory of notes: nothing of Jekyll's in it */
    str source;   /* as given, normalised: relative to the working directory or absolute */
    const str
        *only; /* directories in the source, as paths like it: no others are read; none: all */
    size_t nonly;
    str destination; /* likewise */
    str collections_dir, layouts_dir, includes_dir, data_dir;
    str layouts_override;      /* --layouts, "" when not given */
    str permalink;             /* style name or template */
    str url, baseurl;          /* without a slash at the end of baseurl */
    const struct theme *theme; /* NULL: none; see theme.h */
    str encoding;              /* declared encoding of all files, "" for UTF-8 by default */
    str excerpt_separator;
    bool page_excerpts;
    bool future, unpublished, drafts, strict_front_matter;
    uint32_t plugins; /* those built in that are switched on; see plugin.h */
    bool strict_variables, strict_filters, warn_undefined;
    bool keep_front;      /* see document.front */
    bool to_compare;      /* nothing is written: texts that pages take in for their language are
                             read as if they were pages themselves, and a file that links lead to
                             is one, whatever its names; see alias.h */
    size_t *text_room;    /* bytes of texts that documents may yet keep; see document.text */
    uint32_t limit_posts; /* 0: all */
    const str *include, *exclude, *keep_files, *markdown_ext;
    size_t includes, excludes, keeps, markdown_exts;
    const collection_config *collections; /* posts first */
    size_t ncollections;
    const default_set *defaults;
    size_t ndefaults;
    const zone *zone;
    date now; /* site.time */
    markdown_kind markdown;
    value commonmark; /* its options and extensions, nil when absent */
    bool cjk_emphasis;
    str kramdown;            /* the version whose HTML is wanted; may be empty */
    value encodings;         /* letoon.encodings: pattern -> name; nil when absent */
    severity links;          /* of links that lead nowhere; SEV_OFF: they are not looked at */
    const str *ignore_links; /* patterns of paths that exist though no build makes them */
    size_t ignored_links;
    value languages; /* letoon.languages: overrides of the language table; nil when absent */
    const struct languages *known; /* the table without them, if it was read before; else NULL */
    str lang;                      /* the site's own language code, "" when it says none */
    const str *langs;              /* `languages`: the codes of those that the site has */
    size_t nlangs;
    str permalink_key;       /* a front matter key that goes before `permalink`; "" for none */
    const struct map *texts; /* normal path of a document -> config_text *, in place of what its
                                file holds; the file must be there. NULL: none */
    str environment;         /* JEKYLL_ENV, "development" by default */
} config;

/* Reads the configuration. NULL when it cannot be used: errors were added. Lives in `a`.
 * Reads the environment: JEKYLL_ENV, SOURCE_DATE_EPOCH; and the clock once. */
const config *config_load(arena *a, const config_options *o, diags *d);

/* The same of a configuration as Jekyll holds it, which runs in the source: that is ".". */
const config *config_of(arena *a, value data, diags *d);

/* The encoding declared for a path relative to the source: letoon.encodings' first match, else
 * `encoding`; "" when none is. */
str config_encoding(const config *c, str relative);

/* What is to be read in place of a document's file; NULL: the file. */
const config_text *config_text_for(const config *c, arena *scratch, str path);

/* Is this an extension (".md") that Markdown is read from? */
bool config_is_markdown(const config *c, str ext);

#endif
