#include "cli/opt.h"

#define AT(member) offsetof(tool_build, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "where the notes are (.)"},
    {"destination", 'd', OPT_TEXT, AT(destination), "DIR", "where the pages go (_site)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"layouts", 0, OPT_TEXT, AT(layouts), "DIR", "where the layouts are (_layouts)"},
    {"baseurl", 'b', OPT_TEXT, AT(baseurl), "URL", "the path under which the site is served"},
    {"drafts", 'D', OPT_CHOICE, AT(drafts), NULL, "build the posts in _drafts too"},
    {"future", 0, OPT_CHOICE, AT(future), NULL, "build posts with a date in the future"},
    {"unpublished", 0, OPT_CHOICE, AT(unpublished), NULL, "build notes with 'published: false'"},
    {"strict_front_matter", 0, OPT_CHOICE, AT(strict_front_matter), NULL,
     "stop before anything is written when a front matter has an error"},
    {"warn-undefined", 0, OPT_FLAG, AT(warn_undefined), NULL,
     "warn of undefined variables and unknown filters in templates"},
    {"check-links", 0, OPT_CHOICE, AT(check_links), NULL,
     "make links that lead nowhere errors, not warnings"},
    {"jobs", 'j', OPT_COUNT, AT(jobs), "N",
     "worker processes (as many as processors); 0: none, for a debugger"},
    {"force", 0, OPT_FLAG, AT(force), NULL,
     "take a destination that is not empty and that no earlier build made: files in it that are "
     "no page of this site are removed"},
    {"quiet", 'q', OPT_FLAG, AT(quiet), NULL, "print errors only"},
    {"verbose", 'V', OPT_FLAG, AT(verbose), NULL, "print what is done"},
    {0},
};

static const example examples[] = {
    {"letoon build", "Builds the site in this directory into _site."},
    {"letoon build notes -d public",
     "Builds the Markdown files under notes; without a _config.yml the default layouts serve."},
    {"letoon build --config _config.yml,_local.yml --drafts --future",
     "Builds with a second configuration on top, drafts and coming posts included."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_build o = {.jobs = -1};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    if (operands == 1 && o.source)
        return opt_wrong(self, "the source is given twice: '%s' and '%s'", o.source, argv[0]);
    if (o.quiet && o.verbose)
        return opt_wrong(self, "'--quiet' and '--verbose' exclude each other");
    if (operands == 1)
        o.source = argv[0];
    return (int)tool_build_run(&o, screen);
}

const command build_command = {
    .name = "build",
    .operands = "[SOURCE]",
    .most = 1,
    .brief = "make a site of a directory of notes",
    .intro = "Makes the pages that Jekyll would make of a directory of notes. A page whose bytes "
             "did not change is not touched; a note with an error keeps its old page.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
