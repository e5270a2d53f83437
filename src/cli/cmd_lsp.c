#include "cli/opt.h"

#define AT(member) offsetof(tool_lsp, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR",
     "the site (the nearest one around a note, else the folder that is open)"},
    {"config", 0, OPT_TEXT, AT(config), "A.yml,B.yml",
     "configuration files, the later ones win (_config.yml of the source)"},
    {"stdio", 0, OPT_FLAG, AT(stdio), NULL, "speak over standard input and output, as always"},
    {0},
};

static const example examples[] = {
    {"letoon lsp", "What an editor starts; people see it do nothing."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_lsp o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    return operands < 0 ? opt_status(operands) : (int)tool_lsp_run(&o, screen);
}

const command lsp_command = {
    .name = "lsp",
    .operands = "",
    .most = 0,
    .brief = "check notes in an editor, as a language server",
    .intro =
        "Speaks the language server protocol over standard input and output: findings of check "
        "while a note is written, what the original has at a place, the note's other "
        "languages, repairs, and keys and values of front matter.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
