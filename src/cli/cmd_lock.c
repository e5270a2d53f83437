#include "cli/opt.h"

#define AT(member) offsetof(tool_lock, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "the site (the nearest one around PATH)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"lang", 0, OPT_TEXT, AT(lang), "LANG,...", "lock the translations into these languages only"},
    {"jobs", 'j', OPT_COUNT, AT(jobs), "N",
     "worker processes (as many as processors); 0: none, for a debugger"},
    {0},
};

static const example examples[] = {
    {"letoon lock",
     "Records that all translations of the site follow their originals as they are."},
    {"letoon lock _posts/2025-01-02-tea-fr.md",
     "The same of one translation, after it was brought up to date."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_lock o = {.jobs = -1};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    o.paths = (const char *const *)argv;
    o.n = (size_t)operands;
    return (int)tool_lock_run(&o, screen);
}

const command lock_command = {
    .name = "lock",
    .operands = "[PATH]...",
    .most = -1,
    .brief = "record which blocks of the originals translations follow",
    .intro =
        "Records in .letoon-lock that translations follow their originals block by block, so that "
        "check can tell later which blocks of an original have changed and are to be translated "
        "again. PATH is a site, a directory, a translation or an original, which stands for all "
        "its translations; without one it is the site in this directory.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
