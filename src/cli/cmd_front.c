#include "cli/opt.h"

#define AT(member) offsetof(tool_front, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "the site whose configuration counts (.)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {0},
};

static const example examples[] = {
    {"letoon front _posts", "Prints the front matter of every note under _posts."},
    {"letoon front _posts | jq -r 'select(.front_matter.lang == null) | .path'",
     "Names the notes that do not say their language."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_front o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    if (operands == 0)
        return opt_wrong(self, "which file or directory?");
    o.paths = (const char *const *)argv;
    o.n = (size_t)operands;
    return (int)tool_front_run(&o, screen);
}

const command front_command = {
    .name = "front",
    .operands = "FILE|DIR...",
    .most = -1,
    .brief = "print the front matter of notes as JSON",
    .intro = "Prints one JSON object a line for each note: 'path', 'front_matter' and 'body_line', "
             "the line on which the body begins. In directories all Markdown files are read.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
