/* Help and the man page's part, from the option tables. */
#include <stdio.h>
#include <string.h>

#include "cli/opt.h"

enum { COLUMNS = 80, HELP_AT = 30, EXAMPLE_AT = 6 };

static const opt help_opt = {"help", 'h', OPT_FLAG, 0, NULL, "show this help"};

/* Sentences from column `at` to COLUMNS; the first line begins where the cursor is, `col`. */
static void wrap(const char *text, int col, int at) {
    while (*text) {
        size_t word = strcspn(text, " ");
        if (col > at && col + 1 + (int)word > COLUMNS) {
            putchar('\n');
            col = 0;
        } else if (col > at) {
            putchar(' ');
            col++;
        }
        for (; col < at; col++)
            putchar(' ');
        fwrite(text, 1, word, stdout);
        col += (int)word;
        text += word;
        text += strspn(text, " ");
    }
    putchar('\n');
}

static void heading(const char *text, const tool_screen *screen) {
    printf(screen->colour_out ? "\n\033[1m%s\033[0m\n" : "\n%s\n", text);
}

static void print_opt(const opt *o) {
    char left[128];
    const char *no = o->kind == OPT_CHOICE ? "[no-]" : "";
    int n = o->letter ? snprintf(left, sizeof left, "  -%c, --%s%s", o->letter, no, o->name)
                      : snprintf(left, sizeof left, "      --%s%s", no, o->name);
    if (o->arg && n > 0 && (size_t)n < sizeof left)
        n += snprintf(left + n, sizeof left - (size_t)n, o->kind == OPT_MAYBE ? "[=%s]" : " %s",
                      o->arg);
    fputs(left, stdout);
    if (n >= HELP_AT - 1) {
        putchar('\n');
        n = 0;
    }
    wrap(o->help, n, HELP_AT);
}

void help_command(const command *c, const tool_screen *screen) {
    printf("letoon %s [OPTION]... %s\n\n", c->name, c->operands);
    wrap(c->intro, 0, 0);
    heading("Options", screen);
    for (const opt *o = c->opts; o->name; o++)
        print_opt(o);
    print_opt(&help_opt);
    heading("Examples", screen);
    for (const example *e = c->examples; e->line; e++) {
        printf("  %s\n", e->line);
        wrap(e->what, 0, EXAMPLE_AT);
    }
}

void help_all(const tool_screen *screen) {
    fputs("letoon COMMAND [OPTION]...\n\n", stdout);
    wrap("Builds multilingual Jekyll sites: notes in Markdown with YAML front matter and Liquid "
         "layouts become the pages that Jekyll would make.",
         0, 0);
    heading("Commands", screen);
    for (size_t i = 0; commands[i]; i++)
        printf("  %-10s %s\n", commands[i]->name, commands[i]->brief);
    printf("  %-10s %s\n", "help", "explain a command: letoon help COMMAND");
    heading("Options", screen);
    fputs("  -h, --help     show this help\n"
          "  -v, --version  show the versions of letoon and its libraries\n",
          stdout);
    heading("Exit status", screen);
    fputs("  0 fine, 1 findings, 2 the job could not be done\n", stdout);
    heading("Environment", screen);
    fputs("  NO_COLOR        no colours\n"
          "  CLICOLOR_FORCE  colours even where output is no terminal\n"
          "  JEKYLL_ENV      the sites' jekyll.environment (development)\n",
          stdout);
}

/* Text that mdoc takes literally; each sentence on a line of its own, as it wants. */
static void mdoc_text(const char *text) {
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '-')
            fputs("\\-", stdout);
        else if (text[0] == '.' && text[1] == ' ')
            fputs(".\n", stdout), text++;
        else
            putchar(*text);
    }
}

static void mdoc_opt(const opt *o) {
    fputs(".It ", stdout);
    if (o->letter)
        printf("Fl %c , ", o->letter);
    fputs("Fl \\-", stdout);
    if (o->kind == OPT_CHOICE)
        fputs("[no\\-]", stdout);
    mdoc_text(o->name);
    if (o->arg)
        printf(o->kind == OPT_MAYBE ? " Oo = Ar %s Oc" : " Ar %s", o->arg);
    putchar('\n');
    mdoc_text(o->help);
    fputs(".\n", stdout);
}

void help_mdoc(void) {
    for (size_t i = 0; commands[i]; i++) {
        const command *c = commands[i];
        printf(".Ss letoon %s Oo Ar option ... Oc ", c->name);
        mdoc_text(c->operands);
        putchar('\n');
        mdoc_text(c->intro);
        if (c->opts->name)
            fputs("\n.Bl -tag -width Ds", stdout);
        putchar('\n');
        for (const opt *o = c->opts; o->name; o++)
            mdoc_opt(o);
        fputs(c->opts->name ? ".El\n.Pp\n" : ".Pp\n", stdout);
        fputs("Examples:\n.Bl -tag -width Ds\n", stdout);
        for (const example *e = c->examples; e->line; e++) {
            fputs(".It Li ", stdout);
            mdoc_text(e->line);
            putchar('\n');
            mdoc_text(e->what);
            putchar('\n');
        }
        fputs(".El\n", stdout);
    }
}
