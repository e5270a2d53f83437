#define _DEFAULT_SOURCE /* struct winsize */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "cli/opt.h"
#include "letoon/letoon.h"

const command *const commands[] = {
    &build_command,
    &check_command,
    &status_command,
    &lock_command,
    &rules_command,
    &markdown_command,
    &liquid_command,
    &front_command,
    &doctor_command,
    &init_command,
    &lsp_command,
    &pipe_command,
    NULL,
};

/* Were a standard descriptor closed, the next file opened would take its number and our output
 * would go into it. The stand-ins are opened the wrong way round, so that using them fails. */
static void open_standard_descriptors(void) {
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", modes[fd]) != fd)
            exit(TOOL_FAILED);
}

static bool is_set(const char *name) {
    const char *v = getenv(name);
    return v && *v;
}

/* 0: there is no terminal. */
static unsigned columns_of(int fd) {
    enum { USUAL = 80 };
    struct winsize size;
    if (!isatty(fd))
        return 0;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : USUAL;
}

static tool_screen look_at_screen(void) {
    const char *term = getenv("TERM"), *force = getenv("CLICOLOR_FORCE");
    bool forced = force && *force && strcmp(force, "0") != 0;
    bool dumb = !term || !*term || strcmp(term, "dumb") == 0;
    bool never = is_set("NO_COLOR");
    unsigned out = columns_of(STDOUT_FILENO), err = columns_of(STDERR_FILENO);
    return (tool_screen){
        .colour_out = !never && (forced || (!dumb && out)),
        .colour_err = !never && (forced || (!dumb && err)),
        .columns_out = out,
        .columns_err = err,
        .progress = !dumb && err,
    };
}

static const command *find_command(const char *name) {
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static int unknown_command(const char *name) {
    const char *near = opt_nearest_command(name);
    if (near)
        return opt_wrong(NULL, "no command '%s'; did you mean '%s'?", name, near);
    return opt_wrong(NULL, "no command '%s'", name);
}

static int show_version(void) {
    printf("letoon %s (ABI %u)\n", letoon_version(), (unsigned)letoon_abi());
    char room[64];
    const char *line;
    for (size_t i = 0; (line = tool_library(i, room)); i++)
        printf("  %s\n", line);
    return TOOL_FINE;
}

static int show_help(int argc, char **argv, const tool_screen *screen) {
    if (argc == 0) {
        help_all(screen);
        return TOOL_FINE;
    }
    if (strcmp(argv[0], "--mdoc") == 0) {
        help_mdoc();
        return TOOL_FINE;
    }
    const command *c = find_command(argv[0]);
    if (!c)
        return unknown_command(argv[0]);
    help_command(c, screen);
    return TOOL_FINE;
}

static int unknown_option(const char *arg) {
    static const char *const names[] = {"--help", "--version"};
    const char *near = tool_nearest(arg, names, 2);
    if (near)
        return opt_wrong(NULL, "unknown option '%s'; did you mean '%s'?", arg, near);
    return opt_wrong(NULL, "unknown option '%s' before a command", arg);
}

static int run(int argc, char **argv, const tool_screen *screen) {
    if (argc < 1)
        return opt_wrong(NULL, "which command? 'letoon build' makes a site");
    const char *word = argv[0];
    if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0 || strcmp(word, "help") == 0)
        return show_help(argc - 1, argv + 1, screen);
    if (strcmp(word, "-v") == 0 || strcmp(word, "--version") == 0)
        return show_version();
    if (word[0] == '-')
        return unknown_option(word);
    const command *c = find_command(word);
    return c ? c->run(c, argc - 1, argv + 1, screen) : unknown_command(word);
}

/* Did the reader of our pipe go away? errno is no witness: the failing write lies behind us. */
static bool reader_is_gone(void) {
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) > 0 && (out.revents & POLLERR);
}

/* What was printed must have arrived; but a reader who had enough is no fault: end quietly and as
 * any program in a pipe does. */
static int close_stdout(int status) {
    bool bad = fflush(stdout) != 0;
    int why = errno;
    bad = ferror(stdout) || bad;
    if (bad && reader_is_gone()) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    if (!bad && close(STDOUT_FILENO) == 0) /* a full disk may be told only now */
        return status;
    fprintf(stderr, "letoon: cannot write to standard output: %s\n", strerror(bad ? why : errno));
    return TOOL_FAILED;
}

int main(int argc, char **argv) {
    open_standard_descriptors();
    /* A build must not end halfway because nobody reads its summary any more. */
    signal(SIGPIPE, SIG_IGN);
    tool_screen screen = look_at_screen();
    int status = run(argc - 1, argv + 1, &screen);
    return close_stdout(status);
}
