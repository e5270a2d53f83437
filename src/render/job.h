/* What the folder's own files know of a render and of the page under way. Filters and tags get a
 * job by liquid_run_user. */
#ifndef LETOON_RENDER_JOB_H
#define LETOON_RENDER_JOB_H

#include "render/render.h"

/* A layout or include, parsed once. */
typedef struct template {
    str name;   /* "post", "head.html" */
    str path;   /* as a person would name it */
    value data; /* a layout's front matter; an empty map otherwise */
    const liquid_tpl *tpl;
    bool ok; /* false: `faults` says why; the template must not be used */
    diags faults;
}
template;

/* One process's page under way, and what it keeps between pages. */
typedef struct job {
    render *r;
    const document *doc; /* whose body, excerpt or layout is rendered */
    bool is_excerpt;
    value page; /* the variable `page` */
    value paginator;
    arena *scratch;
    diags *d;
    liquid_run *run;   /* NULL outside of Liquid */
    const source *src; /* of the page's file; NULL before it is read */
    str content;       /* page.content: the source, then the HTML */
    struct job *outer; /* the page that asked for this one's content; NULL for the outmost */
    unsigned depth;    /* how many those are */
} job;

struct render {
    arena *a;
    const site *site;
    value site_drop, jekyll; /* the variables `site` and `jekyll` */
    value theme;             /* the variable `theme`; nil without one */
    liquid_env *env;
    markdown_options markdown;
    bool is_builtin;           /* the program's own layouts are in use */
    map layouts, includes;     /* name -> template * */
    map link_targets;          /* path of a file -> URL (const str *); see plugin_links.h */
    unsigned taken;            /* names of added.h that the site uses itself */
    const struct drop *drops;  /* one for each document: see drops.h */
    const struct lists *lists; /* site.posts and the like as values, made once */
    struct index *indexes;     /* `where` by property, made on first use in each process */
    struct contents *contents; /* other documents' rendered bodies, kept between pages */
    const struct sass *sass;   /* how style sheets are compiled; see sass.h */
    str source_map;            /* of the page rendered last; "" when it has none */
    str content;               /* its body, without layouts */
    map used;       /* of a site that Jekyll told of: its layouts and includes, by path */
    job *job;       /* the page under way; NULL between pages */
    map namespaces; /* of {% tl %}: namespace -> const document *; see plugin_i18n.c */
    struct render *const *editions; /* of the site in every language, this one too */
    size_t neditions;
};

/* Templates. NULL: there is none. What is found counts as used. */
const template *template_layout(render *r, str name);
const template *template_include(render *r, str name);
/* A file beside the page's own, parsed when met (for include_relative). NULL: there is none. */
const template *template_relative(job *j, str path);
/* A file of jekyll-multiple-languages-plugin: in the edition's language, else in the default one.
 */
const template *template_text(job *j, str file);
/* Adds the template's faults to the job's diags and is false, when it has some. */
bool template_usable(job *j, const template *t);

/* Compiles a page's Sass, after Liquid; `body` is what it came from. Leaves its map. False: an
 * error was added. */
bool page_sass(job *j, span body, str text, str *css);

/* The text as the site's Markdown renders it, for markdownify. */
void job_markdown(job *j, str text, buf *out);

#endif
