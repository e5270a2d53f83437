#include "markdown/library.h"

#include "markdown/kd.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

typedef struct named {
    str name;
    uint32_t flag;
    int cmark;
} named;

static const named options[] = {
    {TEXT("UNSAFE"), MD_UNSAFE, CMARK_OPT_UNSAFE},
    {TEXT("SMART"), MD_SMART, CMARK_OPT_SMART},
    {TEXT("HARDBREAKS"), MD_HARDBREAKS, CMARK_OPT_HARDBREAKS},
    {TEXT("NOBREAKS"), MD_NOBREAKS, CMARK_OPT_NOBREAKS},
    {TEXT("SOURCEPOS"), MD_SOURCEPOS, CMARK_OPT_SOURCEPOS},
    {TEXT("VALIDATE_UTF8"), MD_VALIDATE_UTF8, CMARK_OPT_VALIDATE_UTF8},
    {TEXT("GITHUB_PRE_LANG"), MD_GITHUB_PRE_LANG, CMARK_OPT_GITHUB_PRE_LANG},
    {TEXT("FULL_INFO_STRING"), MD_FULL_INFO_STRING, CMARK_OPT_FULL_INFO_STRING},
    {TEXT("STRIKETHROUGH_DOUBLE_TILDE"), MD_STRIKETHROUGH_DOUBLE_TILDE,
     CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE},
    {TEXT("TABLE_PREFER_STYLE_ATTRIBUTES"), MD_TABLE_PREFER_STYLE,
     CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES},
    {TEXT("FOOTNOTES"), MD_FOOTNOTES, CMARK_OPT_FOOTNOTES},
    {TEXT("LIBERAL_HTML_TAG"), MD_LIBERAL_HTML_TAG, CMARK_OPT_LIBERAL_HTML_TAG},
};

static const named extensions[LIBRARY_EXTENSIONS] = {
    {TEXT("table"), MD_TABLE, 0},       {TEXT("strikethrough"), MD_STRIKETHROUGH, 0},
    {TEXT("autolink"), MD_AUTOLINK, 0}, {TEXT("tagfilter"), MD_TAGFILTER, 0},
    {TEXT("tasklist"), MD_TASKLIST, 0},
};

enum { OPTIONS = sizeof options / sizeof *options };

static library lib;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void learn_type(cmark_node *node) {
    static const struct {
        const char *name;
        cmark_node_type *type;
    } wanted[] = {
        {"table", &lib.table},
        {"table_row", &lib.row},
        {"table_cell", &lib.cell},
        {"strikethrough", &lib.strikethrough},
    };
    const char *name = cmark_node_get_type_string(node);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (strcmp(name, wanted[i].name) == 0)
            *wanted[i].type = cmark_node_get_type(node);
}

/* The library hands out the numbers of its extensions' node types at run time and exports them by
 * no header, so they are read off a document that has them all. */
static void learn_types(void) {
    static const char sample[] = "|a|\n|-|\n|~~b~~|\n";
    cmark_parser *p = cmark_parser_new(CMARK_OPT_DEFAULT);
    library_attach(p, ~0u, &(emphasis){0});
    for (size_t i = 0; i < EMPHASIS_MARKS; i++)
        cmark_parser_attach_syntax_extension(p, lib.cjk[i]);
    cmark_parser_attach_syntax_extension(p, lib.kramdown);
    cmark_parser_feed(p, sample, sizeof sample - 1);
    cmark_node *root = cmark_parser_finish(p);
    cmark_iter *it = cmark_iter_new(root);
    while (cmark_iter_next(it) != CMARK_EVENT_DONE)
        learn_type(cmark_iter_get_node(it));
    cmark_iter_free(it);
    cmark_node_free(root);
    cmark_parser_free(p);
}

void library_mend(void) {
    learn_types(); /* adds the characters of all extensions with emphasis, and removes them */
}

static void set_up(void) {
    cmark_gfm_core_extensions_ensure_registered();
    for (size_t i = 0; i < LIBRARY_EXTENSIONS; i++)
        lib.extensions[i] = cmark_find_syntax_extension(extensions[i].name.p);
    for (size_t i = 0; i < EMPHASIS_MARKS; i++)
        lib.cjk[i] = emphasis_extension(&emphasis_marks[i]);
    lib.kramdown = kd_spans_extension();
    learn_types();
}

const library *library_get(void) {
    int bad = pthread_once(&once, set_up);
    assert(!bad);
    (void)bad;
    return &lib;
}

int library_options(uint32_t flags) {
    int out = CMARK_OPT_DEFAULT;
    for (size_t i = 0; i < OPTIONS; i++)
        if (flags & options[i].flag)
            out |= options[i].cmark;
    return out;
}

void library_attach(cmark_parser *p, uint32_t flags, const emphasis *e) {
    for (size_t i = 0; i < LIBRARY_EXTENSIONS; i++)
        if (flags & extensions[i].flag && lib.extensions[i])
            cmark_parser_attach_syntax_extension(p, lib.extensions[i]);
    for (size_t i = 0; i < EMPHASIS_MARKS; i++)
        if (e->n && e->mark == emphasis_marks[i])
            cmark_parser_attach_syntax_extension(p, lib.cjk[i]);
}

uint32_t markdown_extension(str name) {
    if (str_eq(name, S("footnotes")))
        return MD_FOOTNOTES;
    for (size_t i = 0; i < LIBRARY_EXTENSIONS; i++)
        if (str_eq(name, extensions[i].name))
            return extensions[i].flag;
    return 0;
}

uint32_t markdown_option(str name) {
    for (size_t i = 0; i < OPTIONS; i++)
        if (str_eq(name, options[i].name))
            return options[i].flag;
    return 0;
}

const char *markdown_library_version(void) {
    return cmark_version_string();
}
