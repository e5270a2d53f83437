#include "cli/opt.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Where parsing stands. */
typedef struct parser {
    const command *c;
    char **argv;
    int argc, i; /* argv[i] is read next */
    char *into;
    bool wrong;
} parser;

int opt_status(int answer) {
    return answer == OPT_DONE ? TOOL_FINE : TOOL_FAILED;
}

int opt_wrong(const command *c, const char *fmt, ...) {
    const char *space = c ? " " : "", *name = c ? c->name : "";
    va_list ap;
    va_start(ap, fmt);
    fprintf(stderr, "letoon%s%s: ", space, name);
    vfprintf(stderr, fmt, ap);
    fprintf(stderr, "\nTry 'letoon%s%s --help'\n", space, name);
    va_end(ap);
    return TOOL_FAILED;
}

static char folded(char c) {
    return c == '_' ? '-' : c;
}

/* How many characters both begin with. */
static size_t common(const char *a, const char *b) {
    size_t n = 0;
    while (a[n] && folded(a[n]) == folded(b[n]))
        n++;
    return n;
}

bool opt_same_name(const char *a, const char *b) {
    size_t n = common(a, b);
    return a[n] == '\0' && b[n] == '\0';
}

static bool is_prefix(const char *prefix, size_t n, const char *name) {
    return common(prefix, name) >= n;
}

/* What a long name on the command line means. */
typedef struct found {
    const opt *o;
    const opt *other; /* a second one that it may mean */
    bool negated;
} found;

/* An exact name wins; else a beginning that only one option has. "help" is every command's. */
static found find_long(const command *c, const char *name, size_t n) {
    found f = {0};
    if (n == 0)
        return f;
    bool no = n > 3 && strncmp(name, "no-", 3) == 0;
    for (const opt *o = c->opts; o->name; o++) {
        for (int negated = 0; negated <= (no && o->kind == OPT_CHOICE); negated++) {
            const char *word = negated ? name + 3 : name;
            size_t length = n - 3 * (size_t)negated;
            if (!is_prefix(word, length, o->name))
                continue;
            if (o->name[length] == '\0')
                return (found){o, NULL, negated};
            if (f.o)
                f.other = o;
            else
                f = (found){o, NULL, negated};
        }
    }
    return f;
}

/* Long names with their dashes, for suggestions: room for a table's names and --help. */
enum { NAMES_MAX = 64, NAME_ROOM = 48 };

static void unknown_long(const command *c, const char *arg) {
    char room[NAMES_MAX][NAME_ROOM];
    const char *names[NAMES_MAX];
    size_t n = 0;
    for (const opt *o = c->opts; o->name && n < NAMES_MAX - 2; o++) {
        snprintf(room[n], NAME_ROOM, "--%s", o->name);
        n++;
        if (o->kind == OPT_CHOICE)
            snprintf(room[n++], NAME_ROOM, "--no-%s", o->name);
    }
    snprintf(room[n++], NAME_ROOM, "--help");
    for (size_t i = 0; i < n; i++)
        names[i] = room[i];
    int length = (int)strcspn(arg, "=");
    char word[NAME_ROOM];
    snprintf(word, sizeof word, "%.*s", length, arg);
    const char *near = tool_nearest(word, names, n);
    if (near)
        opt_wrong(c, "unknown option '%.*s'; did you mean '%s'?", length, arg, near);
    else
        opt_wrong(c, "unknown option '%.*s'", length, arg);
}

static bool read_count(const char *text, int64_t *out) {
    int64_t v = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        v = v * 10 + (*text - '0');
        if (v > OPT_COUNT_MAX)
            return false;
    }
    *out = v;
    return true;
}

/* The place of a word among those of "a|b|c". */
static bool read_word(const char *text, const char *words, unsigned *out) {
    for (*out = 0; *words; ++*out) {
        size_t n = strcspn(words, "|");
        if (strlen(text) == n && memcmp(text, words, n) == 0)
            return true;
        words += n + (words[n] == '|');
    }
    *out = 0;
    return false;
}

/* Stores a value; `shown` is the option as the user wrote it. */
static bool store(parser *p, const opt *o, const char *shown, const char *value) {
    void *at = p->into + o->at;
    tool_list *list = at;
    switch (o->kind) {
    case OPT_TEXT:
    case OPT_MAYBE: *(const char **)at = value ? value : ""; return true;
    case OPT_COUNT:
        if (read_count(value, at))
            return true;
        opt_wrong(p->c, "'%s' is not a number from 0 to %d, as '%s' wants", value, OPT_COUNT_MAX,
                  shown);
        return false;
    case OPT_LIST:
        if (list->n < TOOL_LIST_MAX) {
            list->items[list->n++] = value;
            return true;
        }
        opt_wrong(p->c, "'%s' is given more than %d times", shown, TOOL_LIST_MAX);
        return false;
    case OPT_WORD:
        if (read_word(value, o->arg, at))
            return true;
        opt_wrong(p->c, "'%s' is none of %s, as '%s' wants", value, o->arg, shown);
        return false;
    case OPT_FLAG: *(bool *)at = true; return true;
    case OPT_CHOICE: *(tool_choice *)at = TOOL_YES; return true;
    }
    return false;
}

static bool takes_value(const opt *o) {
    return o->arg != NULL && o->kind != OPT_MAYBE;
}

/* The value of an option: what stands with it, or the next word. */
static bool store_value(parser *p, const opt *o, const char *shown, const char *with) {
    if (!with && p->i < p->argc)
        with = p->argv[p->i++];
    if (with)
        return store(p, o, shown, with);
    opt_wrong(p->c, "'%s' wants a value: %s", shown, o->arg);
    return false;
}

static int read_long(parser *p, const char *arg, const tool_screen *screen) {
    const char *name = arg + 2, *equals = strchr(name, '=');
    size_t n = equals ? (size_t)(equals - name) : strlen(name);
    found f = find_long(p->c, name, n);
    if (!f.o && n && is_prefix(name, n, "help")) {
        help_command(p->c, screen);
        return OPT_DONE;
    }
    if (!f.o) {
        unknown_long(p->c, arg);
        return OPT_WRONG;
    }
    if (f.other) {
        opt_wrong(p->c, "'%.*s' may mean '--%s' or '--%s'", (int)(n + 2), arg, f.o->name,
                  f.other->name);
        return OPT_WRONG;
    }
    char shown[NAME_ROOM];
    snprintf(shown, sizeof shown, "--%s%s", f.negated ? "no-" : "", f.o->name);
    if (takes_value(f.o))
        return store_value(p, f.o, shown, equals ? equals + 1 : NULL) ? 0 : OPT_WRONG;
    if (equals && f.o->kind == OPT_MAYBE) {
        store(p, f.o, shown, equals + 1);
        return 0;
    }
    if (equals) {
        opt_wrong(p->c, "'%s' takes no value, but '%s' is given", shown, equals + 1);
        return OPT_WRONG;
    }
    store(p, f.o, shown, NULL);
    if (f.negated)
        *(tool_choice *)(void *)(p->into + f.o->at) = TOOL_NO;
    return 0;
}

static const opt *find_letter(const command *c, char letter) {
    for (const opt *o = c->opts; o->name; o++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* Letters in one word: switches, and last perhaps an option with its value. */
static int read_letters(parser *p, const char *arg, const tool_screen *screen) {
    for (const char *letter = arg + 1; *letter; letter++) {
        const opt *o = find_letter(p->c, *letter);
        char shown[] = {'-', *letter, '\0'};
        if (!o && *letter == 'h') {
            help_command(p->c, screen);
            return OPT_DONE;
        }
        if (!o) {
            if (arg[2])
                opt_wrong(p->c, "unknown option '%s' in '%s'", shown, arg);
            else
                opt_wrong(p->c, "unknown option '%s'", shown);
            return OPT_WRONG;
        }
        if (takes_value(o))
            return store_value(p, o, shown, letter[1] ? letter + 1 : NULL) ? 0 : OPT_WRONG;
        store(p, o, shown, NULL);
    }
    return 0;
}

int opt_parse(const command *c, int argc, char **argv, void *into, const tool_screen *screen) {
    parser p = {.c = c, .argv = argv, .argc = argc, .into = into};
    int operands = 0;
    bool only_operands = false;
    while (p.i < argc) {
        char *arg = argv[p.i++];
        int answer = 0;
        if (only_operands || arg[0] != '-' || arg[1] == '\0')
            argv[operands++] = arg; /* never overtakes p.i */
        else if (strcmp(arg, "--") == 0)
            only_operands = true;
        else if (arg[1] == '-')
            answer = read_long(&p, arg, screen);
        else
            answer = read_letters(&p, arg, screen);
        if (answer < 0)
            return answer;
    }
    if (c->most >= 0 && operands > c->most) {
        opt_wrong(c, "'%s' is too much: 'letoon %s %s'", argv[c->most], c->name, c->operands);
        return OPT_WRONG;
    }
    return operands;
}

const char *opt_nearest_command(const char *word) {
    const char *names[NAMES_MAX];
    size_t n = 0;
    for (; n < NAMES_MAX - 1 && commands[n]; n++)
        names[n] = commands[n]->name;
    names[n++] = "help";
    return tool_nearest(word, names, n);
}
