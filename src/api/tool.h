/* What our own program needs of the library beyond letoon.h: one call a subcommand. Not installed.
 *
 * Every text is NUL-ended and stays the caller's. Results go to stdout, findings and messages to
 * stderr. The answer is the process's exit status: 0 fine, 1 findings, 2 the job could not be done.
 * Whoever forks must flush stdout before, and children leave by _exit. */
#ifndef LETOON_API_TOOL_H
#define LETOON_API_TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { TOOL_FINE, TOOL_FINDINGS, TOOL_FAILED } tool_status;

/* What the user can see. */
typedef struct tool_screen {
    bool colour_out, colour_err;       /* may colours be used there? */
    unsigned columns_out, columns_err; /* of the terminal there; 0: it is none */
    bool progress;                     /* stderr is a terminal that can redraw a line */
} tool_screen;

/* A switch that a configuration may set too. */
typedef enum { TOOL_UNSET, TOOL_NO, TOOL_YES } tool_choice;

enum { TOOL_LIST_MAX = 32 };

typedef struct tool_list {
    const char *items[TOOL_LIST_MAX];
    uint32_t n;
} tool_list;

/* NULL means: not given, the configuration or the default decides. */
typedef struct tool_build {
    const char *source, *destination;
    const char *config; /* file names with commas between */
    const char *baseurl;
    const char *layouts;
    int64_t jobs; /* -1: as many as there are processors; 0: in this process */
    tool_choice drafts, future, unpublished, strict_front_matter, check_links;
    bool warn_undefined, force, quiet, verbose;
} tool_build;

tool_status tool_build_run(const tool_build *o, const tool_screen *screen);

typedef struct tool_markdown {
    const char *file; /* NULL: standard input */
    const char *source, *config;
    bool plain; /* the rest counts only with it */
    bool unsafe, smart, hardbreaks, nobreaks, sourcepos, validate_utf8, github_pre_lang;
    bool full_info_string, strikethrough_double_tilde, table_prefer_style_attributes;
    tool_list extensions;
} tool_markdown;

tool_status tool_markdown_run(const tool_markdown *o, const tool_screen *screen);

/* In the order of the option's words. */
typedef enum { TOOL_SHOPIFY, TOOL_STRICT2, TOOL_JEKYLL } tool_dialect;

typedef struct tool_liquid {
    const char *file; /* NULL: standard input */
    const char *data, *includes;
    unsigned dialect; /* a tool_dialect */
    bool warn_undefined;
} tool_liquid;

tool_status tool_liquid_run(const tool_liquid *o, const tool_screen *screen);

typedef struct tool_front {
    const char *const *paths; /* files and directories, n of them, at least one */
    size_t n;
    const char *source, *config;
} tool_front;

tool_status tool_front_run(const tool_front *o, const tool_screen *screen);

/* How findings of a check are shown, with '|' between. */
#define TOOL_FORMATS "text|full|json|jsonl|sarif|github|gitlab|junit|html"

typedef struct tool_check {
    const char *const *paths; /* sites, directories, files: n of them, may be none */
    size_t n;
    const char *source, *config;
    unsigned format;    /* which of TOOL_FORMATS */
    const char *output; /* a file; NULL: standard output */
    const char *fail_on;
    const char *baseline; /* a file; NULL: the site's, when it exists; "": none */
    const char *changed;  /* a git revision, "" for the last commit; NULL: that does not matter */
    const char *select, *ignore, *lang; /* lists with commas */
    int64_t jobs;                       /* as in tool_build */
    tool_choice drafts, unpublished;
    bool statistics;
    bool write_baseline, quiet;
    bool staged;    /* what is staged of a git repository, as it is staged */
    bool fix, diff; /* apply the repairs; show what they would change */
} tool_check;

tool_status tool_check_run(const tool_check *o, const tool_screen *screen);

typedef struct tool_rules {
    const char *const *names; /* rules or areas, n of them, may be none */
    size_t n;
} tool_rules;

tool_status tool_rules_run(const tool_rules *o, const tool_screen *screen);

typedef struct tool_lock {
    const char *const *paths; /* as in tool_check */
    size_t n;
    const char *source, *config, *lang;
    int64_t jobs;
} tool_lock;

tool_status tool_lock_run(const tool_lock *o, const tool_screen *screen);

#define TOOL_STATUS_FORMATS "text|json|csv|markdown|html"

typedef struct tool_status_options {
    const char *const *paths; /* as in tool_check */
    size_t n;
    const char *source, *config, *lang;
    unsigned format; /* which of TOOL_STATUS_FORMATS */
    tool_choice drafts, unpublished;
    int64_t jobs;
} tool_status_options;

tool_status tool_status_run(const tool_status_options *o, const tool_screen *screen);

typedef struct tool_doctor {
    const char *source, *config;
    bool json;
} tool_doctor;

tool_status tool_doctor_run(const tool_doctor *o, const tool_screen *screen);

typedef struct tool_init {
    const char *source; /* the site; NULL: this directory */
    bool force;
} tool_init;

tool_status tool_init_git(const tool_init *o, const tool_screen *screen);
tool_status tool_init_jekyll(const tool_init *o, const tool_screen *screen);

typedef struct tool_lsp {
    const char *source, *config;
    bool stdio; /* some editors say so; there is no other way */
} tool_lsp;

/* Speaks with an editor until that has had enough; in src/lsp. */
tool_status tool_lsp_run(const tool_lsp *o, const tool_screen *screen);

tool_status tool_pipe_run(const tool_screen *screen);

/* The version of the i-th library we stand on, as "name version"; NULL past the last. Static text
 * or text in `room`. */
const char *tool_library(size_t i, char room[64]);

/* The nearest of n names for "did you mean"; NULL when none is near. */
const char *tool_nearest(const char *word, const char *const *names, size_t n);

#endif
