#include <string.h>

#include "cli/opt.h"

#define AT(member) offsetof(tool_liquid, member)

static const opt opts[] = {
    {"data", 0, OPT_TEXT, AT(data), "FILE.json", "a JSON object whose members are the variables"},
    {"dialect", 0, OPT_WORD, AT(dialect), "shopify|strict2|jekyll",
     "which Liquid: the newest in its mode 'strict' (the default) or 'strict2', or Jekyll's"},
    {"includes", 0, OPT_TEXT, AT(includes), "DIR", "where 'include' and 'render' look (none)"},
    {"warn-undefined", 0, OPT_FLAG, AT(warn_undefined), NULL,
     "warn of undefined variables and unknown filters"},
    {0},
};

static const example examples[] = {
    {"letoon liquid --data page.json card.html", "Prints the template with the page's values."},
    {"letoon liquid --dialect jekyll card.html", "Reads the template as 'letoon build' does."},
    {"echo '{{ \"now\" | date: \"%Y\" }}' | letoon liquid", "Prints the year."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_liquid o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    if (operands == 1 && strcmp(argv[0], "-") != 0)
        o.file = argv[0];
    return (int)tool_liquid_run(&o, screen);
}

const command liquid_command = {
    .name = "liquid",
    .operands = "[TEMPLATE | -]",
    .most = 1,
    .brief = "render one Liquid template",
    .intro = "Prints what a Liquid template, or standard input, renders to.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
