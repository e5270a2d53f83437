#include "cli/opt.h"

#define AT(member) offsetof(tool_doctor, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "where the site is (.)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"json", 0, OPT_FLAG, AT(json), NULL, "print JSON, for programs"},
    {0},
};

static const example examples[] = {
    {"letoon doctor", "Tells what of the site in this directory letoon does not know."},
    {"letoon doctor --json blog | jq -r '.tags[].name'", "Names the tags that it lacks."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_doctor o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    if (operands == 1 && o.source)
        return opt_wrong(self, "the source is given twice: '%s' and '%s'", o.source, argv[0]);
    if (operands == 1)
        o.source = argv[0];
    return (int)tool_doctor_run(&o, screen);
}

const command doctor_command = {
    .name = "doctor",
    .operands = "[SOURCE]",
    .most = 1,
    .brief = "tell what of a site is not known, before it is built",
    .intro =
        "Looks for tags, filters, plugins and configuration that letoon does not know, and for "
        "what 'jekyll doctor' warns of: how many pages each touches, where it stands first, "
        "what will happen and what to do. Nothing is written. The exit status is 1 when there "
        "is something to look at.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
