#include "cli/opt.h"

static const opt opts[] = {{0}};

static const example examples[] = {
    {"letoon rules", "Lists all rules with their severities."},
    {"letoon rules code/changed",
     "Explains one: what it compares and why, with a bad and a good example."},
    {"letoon rules link", "Explains those of an area."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_rules o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    o.names = (const char *const *)argv;
    o.n = (size_t)operands;
    return (int)tool_rules_run(&o, screen);
}

const command rules_command = {
    .name = "rules",
    .operands = "[RULE | AREA]...",
    .most = -1,
    .brief = "list the rules, or explain one",
    .intro = "Without RULE it lists what findings there are, with their severities. Of a rule, or "
             "of all those of an area, it shows what is compared, why, an example of the fault and "
             "one without, how to mend it and how to configure it.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
