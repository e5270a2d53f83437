/* Style sheets in Sass, compiled by `sassc` or `sass` where one of them is installed, as
 * jekyll-sass-converter 2.2 has them compiled. */
#ifndef LETOON_RENDER_SASS_H
#define LETOON_RENDER_SASS_H

#include "render/render.h"

typedef enum { SASS_NONE, SASS_LIB, SASS_DART } sass_compiler;

/* A directory that `@import` looks into. */
typedef struct sass_dir {
    str arg;  /* as the compiler gets it: from the source, or absolute */
    str real; /* with its links resolved */
    str name; /* how source maps name it where it lies outside of the source; else "" */
} sass_dir;

typedef struct sass {
    sass_compiler compiler;
    str source, real_source;
    str style; /* "compact" */
    str precision;
    bool line_comments, add_charset;
    const sass_dir *dirs;
    size_t ndirs;
} sass;

/* How a site has its style sheets compiled. Looks for a compiler. */
const sass *sass_new(arena *a, const config *c);

typedef struct sass_sheet {
    str text;
    bool is_indented; /* Sass proper, without braces */
    str name;         /* "main.scss" */
    str map_name;     /* "main.css.map"; "" when no map is wanted */
} sass_sheet;

typedef struct sass_fault {
    str message;
    str path; /* of the file at fault, from the working directory; "" for the sheet itself */
    uint32_t line, col; /* from 1; 0 when there is no telling */
} sass_fault;

/* Compiles. False: *fault says why. All is made in `a`. */
bool sass_compile(const sass *s, arena *a, const sass_sheet *sheet, str *css, str *source_map,
                  sass_fault *fault);

/* What could not be compiled where there is no compiler: one finding for all of the site. */
void sass_report_absent(const site *s, diags *d);

/* ---- Between the files sass*.c ---- */

/* The name of a file as the compiler tells it, without where this machine has it: from the source,
 * or by its theme's. */
str sass_name(const sass *s, arena *a, const sass_sheet *sheet, str told);

/* Its place from the working directory. */
str sass_path(const sass *s, arena *a, str told);

/* Takes a map that is embedded at the end of a style sheet out of it, and writes it anew. False:
 * there is none that can be read. */
bool sass_take_map(const sass *s, arena *a, const sass_sheet *sheet, str *css, str *out);

/* What the compiler complains of. */
void sass_read_fault(const sass *s, arena *a, str err, sass_fault *out);

#endif
