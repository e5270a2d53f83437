#include "cli/opt.h"

static const opt opts[] = {{0}};

static const example examples[] = {
    {"letoon pipe", "Waits for the requests of the program that started it."},
    {0},
};

static int run(const command *self, int argc, char **argv, const tool_screen *screen) {
    char none;
    int operands = opt_parse(self, argc, argv, &none, screen);
    return operands < 0 ? opt_status(operands) : (int)tool_pipe_run(screen);
}

const command pipe_command = {
    .name = "pipe",
    .operands = "",
    .most = 0,
    .brief = "answer another program's requests",
    .intro = "Reads requests from standard input and writes answers to standard output, in frames "
             "that begin with their length, until there are no more: Markdown, the check of a "
             "site, its pages. It is how the Jekyll plugin talks to letoon; the manual describes "
             "what goes over the pipe.",
    .opts = opts,
    .examples = examples,
    .run = run,
};
