#include "cli/opt.h"

#define AT(member) offsetof(tool_status_options, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "the site (the nearest one around PATH)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"format", 0, OPT_WORD, AT(format), TOOL_STATUS_FORMATS, "how the matrix is shown (text)"},
    {"lang", 0, OPT_TEXT, AT(lang), "LANG,...", "show these languages only"},
    {"drafts", 'D', OPT_CHOICE, AT(drafts), NULL,
     "count the posts in _drafts too (when PATH is in one)"},
    {"unpublished", 0, OPT_CHOICE, AT(unpublished), NULL,
     "count notes with 'published: false' too"},
    {"jobs", 'j', OPT_COUNT, AT(jobs), "N",
     "worker processes (as many as processors); 0: none, for a debugger"},
    {0},
};

static const example examples[] = {
    {"letoon status", "Shows which articles are there in which languages, and how they are."},
    {"letoon status --lang fr,de --format csv > status.csv",
     "The same of two languages, as a table."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_status_options o = {.jobs = -1};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    o.paths = (const char *const *)argv;
    o.n = (size_t)operands;
    return (int)tool_status_run(&o, screen);
}

const command status_command = {
    .name = "status",
    .operands = "[PATH]...",
    .most = -1,
    .brief = "show which articles are translated, and how they are",
    .intro = "Shows a matrix of articles by languages: which versions are there, missing or stale, "
             "how many findings check has in each, and how much of the site is there in each "
             "language. PATH is a site, a directory or notes; without one it is the site in this "
             "directory.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
