/* The option tables: from them come the parsing, the help, the man page's synopsis and what is
 * suggested for a mistyped word. Plain C strings throughout: argv is all there is. */
#ifndef LETOON_CLI_OPT_H
#define LETOON_CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "api/tool.h"

/* What an option's place in the options struct holds. */
typedef enum {
    OPT_FLAG,   /* bool */
    OPT_CHOICE, /* tool_choice; --no-NAME exists too */
    OPT_TEXT,   /* const char * */
    OPT_COUNT,  /* int64_t, 0 to OPT_COUNT_MAX */
    OPT_LIST,   /* tool_list; may be given several times */
    OPT_MAYBE,  /* const char *; "" for a bare --NAME, else --NAME=VALUE */
    OPT_WORD,   /* unsigned: which of the words in `arg`, between which stands '|' */
} opt_kind;

enum { OPT_COUNT_MAX = 1024 };

typedef struct opt {
    const char *name; /* long name; NULL ends a table */
    char letter;      /* 0: none */
    opt_kind kind;
    size_t at;       /* offset in the command's options struct */
    const char *arg; /* what the value is called; NULL for switches */
    const char *help;
} opt;

typedef struct example {
    const char *line; /* NULL ends a table */
    const char *what;
} example;

typedef struct command command;
struct command {
    const char *name;
    const char *operands; /* for the synopsis: "[FILE | -]" */
    int most;             /* operands it takes; -1: any number */
    const char *brief;    /* a line for the list of commands, lower case, no full stop */
    const char *intro;    /* sentences */
    const opt *opts;
    const example *examples;
    int (*run)(const command *self, int argc, char **argv, const tool_screen *screen);
};

/* Ends with NULL. */
extern const command *const commands[];

extern const command build_command, check_command, lock_command, status_command, rules_command,
    markdown_command, liquid_command, front_command, doctor_command, init_command, lsp_command,
    pipe_command;

/* What opt_parse says when there is nothing left to run. */
enum { OPT_DONE = -1, OPT_WRONG = -2 };

/* Reads argv (without program and command) into *into. Answers how many operands there are, moved
 * to the front of argv in their order, or OPT_DONE (help was asked for and given) or OPT_WRONG (a
 * message was printed). */
int opt_parse(const command *c, int argc, char **argv, void *into, const tool_screen *screen);

/* The exit status for such a negative answer. */
int opt_status(int answer);

/* Prints "letoon COMMAND: MESSAGE" and where to read on. Answers the status of a usage error. */
int opt_wrong(const command *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Are two long names the same? Jekyll writes '_' in some; '-' is as good. */
bool opt_same_name(const char *a, const char *b);

/* The nearest command's name, NULL when none is near. */
const char *opt_nearest_command(const char *word);

void help_all(const tool_screen *screen);
void help_command(const command *c, const tool_screen *screen);
void help_mdoc(void);

#endif
