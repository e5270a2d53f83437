#include <string.h>

#include "cli/opt.h"

#define AT(member) offsetof(tool_init, member)

static const opt opts[] = {
    {"source", 's', OPT_TEXT, AT(source), "DIR", "the site (.)"},
    {"force", 0, OPT_FLAG, AT(force), NULL, "replace a file of that name that is not ours"},
    {0},
};

static const example examples[] = {
    {"letoon init jekyll", "Adds _plugins/letoon.rb, by which `jekyll build` uses letoon."},
    {"letoon init git", "Adds to the hook pre-commit that staged translations are checked."},
    {0},
};

/* What there is to set up. */
static const struct {
    const char *name;
    tool_status (*run)(const tool_init *o, const tool_screen *screen);
} kinds[] = {
    {"git", tool_init_git},
    {"jekyll", tool_init_jekyll},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int unknown(const command *self, const char *word) {
    const char *names[KINDS];
    for (size_t i = 0; i < KINDS; i++)
        names[i] = kinds[i].name;
    const char *near = tool_nearest(word, names, KINDS);
    if (near)
        return opt_wrong(self, "nothing is called '%s'; did you mean '%s'?", word, near);
    return opt_wrong(self, "nothing is called '%s'", word);
}

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    tool_init o = {0};
    int operands = opt_parse(self, argc, argv, &o, screen);
    if (operands < 0)
        return opt_status(operands);
    if (operands == 0)
        return opt_wrong(self, "what is to be set up?");
    for (size_t i = 0; i < KINDS; i++)
        if (strcmp(argv[0], kinds[i].name) == 0)
            return (int)kinds[i].run(&o, screen);
    return unknown(self, argv[0]);
}

const command init_command = {
    .name = "init",
    .operands = "git|jekyll",
    .most = 1,
    .brief = "set letoon up in a site",
    .intro = "Adds to a site what makes another program use letoon: for jekyll a plugin, the same "
             "as the gem jekyll-letoon in one file; for git a hook that checks, before a commit, "
             "the articles it touches. It says what it did; what is there already is left as it "
             "is.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
