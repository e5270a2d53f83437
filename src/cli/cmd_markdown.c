#include <string.h>

#include "cli/opt.h"

#define AT(member) offsetof(tool_markdown, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "the site whose configuration counts (.)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"plain", 0, OPT_FLAG, AT(plain), NULL,
     "cmark-gfm's own HTML, whatever the configuration says; only this takes the options below"},
    {"unsafe", 0, OPT_FLAG, AT(unsafe), NULL, "let raw HTML and dangerous URLs through"},
    {"smart", 0, OPT_FLAG, AT(smart), NULL, "curly quotes, dashes, ellipses"},
    {"hardbreaks", 0, OPT_FLAG, AT(hardbreaks), NULL, "line ends become line breaks"},
    {"nobreaks", 0, OPT_FLAG, AT(nobreaks), NULL, "line ends become spaces"},
    {"sourcepos", 0, OPT_FLAG, AT(sourcepos), NULL, "add data-sourcepos attributes"},
    {"validate-utf8", 0, OPT_FLAG, AT(validate_utf8), NULL, "replace ill-formed bytes by U+FFFD"},
    {"github-pre-lang", 0, OPT_FLAG, AT(github_pre_lang), NULL, "<pre lang> for code blocks"},
    {"full-info-string", 0, OPT_FLAG, AT(full_info_string), NULL,
     "the rest of a code block's info string as data-meta"},
    {"strikethrough-double-tilde", 0, OPT_FLAG, AT(strikethrough_double_tilde), NULL,
     "strike through with two tildes only"},
    {"table-prefer-style-attributes", 0, OPT_FLAG, AT(table_prefer_style_attributes), NULL,
     "align cells by style, not by align"},
    {"extension", 'e', OPT_LIST, AT(extensions), "EXTENSION",
     "switch on table, strikethrough, autolink, tagfilter, tasklist or footnotes; may be given "
     "several times"},
    {0},
};

static const example examples[] = {
    {"letoon markdown note.md", "Prints the note's HTML as this directory's site would have it."},
    {"letoon markdown --plain -e table -e footnotes < note.md",
     "Prints what the cmark-gfm program prints with the same options."},
    {0},
};

/* The name of an option that is given and counts only with --plain; NULL when there is none. */
static const char *plain_only(const tool_markdown *o) {
    for (const opt *p = opts; p->name; p++)
        if (p->kind == OPT_FLAG && p->at != AT(plain) &&
            *(const bool *)(const void *)((const char *)o + p->at))
            return p->name;
    return o->extensions.n ? "extension" : NULL;
}

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_markdown o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    const char *lonely = o.plain ? NULL : plain_only(&o);
    if (lonely)
        return opt_wrong(self, "'--%s' counts only with '--plain'; without, the site decides",
                         lonely);
    if (o.plain && (o.config || o.source))
        return opt_wrong(self, "'--plain' asks no configuration, but '--%s' names one",
                         o.config ? "config" : "source");
    if (operands == 1 && strcmp(argv[0], "-") != 0)
        o.file = argv[0];
    return (int)tool_markdown_run(&o, screen);
}

const command markdown_command = {
    .name = "markdown",
    .operands = "[FILE | -]",
    .most = 1,
    .brief = "turn one Markdown file into HTML",
    .intro = "Prints the HTML of a Markdown file or of standard input, as the site's configuration "
             "would render it. A front matter is left out.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
