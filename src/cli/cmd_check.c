#include "cli/opt.h"

#define AT(member) offsetof(tool_check, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "the site (the nearest one around PATH)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"format", 0, OPT_WORD, AT(format), TOOL_FORMATS, "how findings are shown (text)"},
    {"output", 'o', OPT_TEXT, AT(output), "FILE", "where they go (standard output)"},
    {"fail-on", 0, OPT_TEXT, AT(fail_on), "LEVEL",
     "exit with 1 from this severity on: error, warning, note or never (error)"},
    {"select", 0, OPT_TEXT, AT(select), "RULE,...", "look for these rules or areas only"},
    {"ignore", 0, OPT_TEXT, AT(ignore), "RULE,...", "do not look for these rules or areas"},
    {"lang", 0, OPT_TEXT, AT(lang), "LANG,...",
     "look at the translations into these languages only"},
    {"drafts", 'D', OPT_CHOICE, AT(drafts), NULL,
     "look at the posts in _drafts too (when PATH is in one)"},
    {"unpublished", 0, OPT_CHOICE, AT(unpublished), NULL,
     "look at notes with 'published: false' too"},
    {"changed", 0, OPT_MAYBE, AT(changed), "REV",
     "look only at articles of which a file was changed since a git revision (the last commit), "
     "files that are staged or not tracked included"},
    {"staged", 0, OPT_FLAG, AT(staged), NULL,
     "look only at articles of which a file is staged in git, and of changed files at what is "
     "staged: what the next commit will have"},
    {"baseline", 0, OPT_TEXT, AT(baseline), "FILE",
     "leave out the findings that this file knows (.letoon-baseline of the site)"},
    {"write-baseline", 0, OPT_FLAG, AT(write_baseline), NULL,
     "write what is found into that file, as known from then on"},
    {"statistics", 0, OPT_FLAG, AT(statistics), NULL, "count findings by rule at the end"},
    {"fix", 0, OPT_FLAG, AT(fix), NULL, "mend what can be mended safely, then tell what is left"},
    {"diff", 0, OPT_FLAG, AT(diff), NULL, "show what --fix would change, and change nothing"},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL, "print errors only"},
    {"jobs", 'j', OPT_COUNT, AT(jobs), "N",
     "worker processes (as many as processors); 0: none, for a debugger"},
    {0},
};

static const example examples[] = {
    {"letoon check",
     "Compares all translations of the site in this directory with their originals."},
    {"letoon check --select parity,code --lang fr --fail-on warning",
     "Looks for lost blocks and changed code in French, and is strict about it."},
    {"letoon check --changed=origin/main --format github",
     "Checks in a pull request what it touches, and marks the lines."},
    {"letoon check _posts/2025-01-02-tea-fr.md", "Checks one note with all its versions."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_check o = {.jobs = -1};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    if (o.fix && o.diff)
        return opt_wrong(self, "'--fix' and '--diff' exclude each other");
    if (o.staged && (o.fix || o.diff || o.changed))
        return opt_wrong(self, "'--staged' excludes '--%s'",
                         o.fix    ? "fix"
                         : o.diff ? "diff"
                                  : "changed");
    if (o.write_baseline && o.output)
        return opt_wrong(self, "'--write-baseline' prints no findings, '--output' excludes it");
    o.paths = (const char *const *)argv;
    o.n = (size_t)operands;
    return (int)tool_check_run(&o, screen);
}

const command check_command = {
    .name = "check",
    .operands = "[PATH]...",
    .most = -1,
    .brief = "compare translations with their originals",
    .intro =
        "Lays each translation beside its original, block by block, and says what it lost, "
        "gained or changed, where, and how to mend it. PATH is a site, a directory of notes or "
        "single notes; without one it is the site in this directory.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
