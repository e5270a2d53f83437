#ifdef __linux__
#define _DEFAULT_SOURCE /* prctl beside POSIX */
#endif
#define _POSIX_C_SOURCE 200809L
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/path.h"

enum { IN, OUT, ERR, FAULT, PIPES };
enum { ERR_MAX = 1 << 16, NS_PER_MS = 1000000 };

typedef struct process {
    pid_t pid;         /* 0: ended */
    int fds[PIPES];    /* our ends; -1: closed */
    int theirs[PIPES]; /* the program's */
    uint64_t until;    /* by the monotonic clock; 0: for ever */
    bool is_quiet;     /* SIGPIPE is ignored, and was not before */
    struct sigaction pipe_action;
} process;

static void shut(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void shut_all(int fds[PIPES]) {
    for (int i = 0; i < PIPES; i++)
        shut(&fds[i]);
}

/* A program that reads no further must not end us. */
static void quieten(process *p) {
    struct sigaction ignore;
    memset(&ignore, 0, sizeof ignore);
    ignore.sa_handler = SIG_IGN;
    p->is_quiet = sigaction(SIGPIPE, &ignore, &p->pipe_action) == 0;
}

/* Ends the process if it still runs, and tidies up. */
static void abandon(void *self) {
    process *p = self;
    shut_all(p->fds);
    shut_all(p->theirs);
    if (p->is_quiet)
        sigaction(SIGPIPE, &p->pipe_action, NULL);
    p->is_quiet = false;
    if (p->pid == 0)
        return;
    kill(p->pid, SIGKILL);
    while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    p->pid = 0;
}

static bool open_pipes(process *p) {
    for (int i = 0; i < PIPES; i++) {
        int ends[2];
        if (pipe(ends) != 0)
            return false;
        p->fds[i] = i == IN ? ends[1] : ends[0];
        p->theirs[i] = i == IN ? ends[0] : ends[1];
        for (int k = 0; k < 2; k++)
            if (fcntl(ends[k], F_SETFD, FD_CLOEXEC) != 0)
                return false;
        if (i != FAULT && fcntl(p->fds[i], F_SETFL, O_NONBLOCK) != 0)
            return false;
    }
    return true;
}

/* In the new process: it becomes the program, or tells why not. */
static _Noreturn void become(const process *p, const process_order *o, const char *full) {
    static const int ours[] = {SIGPIPE, SIGINT, SIGTERM, SIGHUP};
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        signal(ours[i], SIG_DFL);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    char why = 'd';
    if ((!o->dir || chdir(o->dir) == 0) && dup2(p->theirs[IN], 0) == 0 &&
        dup2(p->theirs[OUT], 1) == 1 && dup2(p->theirs[ERR], 2) == 2) {
        execv(full, (char *const *)(uintptr_t)o->argv);
        if (errno == ENOENT || errno == EACCES)
            why = 'a';
    }
    ssize_t put = write(p->theirs[FAULT], &why, 1);
    _exit(put == 1 ? 127 : 126);
}

/* Descriptors 0 to 2 may be closed here; a pipe that got one of their numbers would be lost. */
static bool are_above_standard(const process *p) {
    for (int i = 0; i < PIPES; i++)
        if (p->theirs[i] <= 2)
            return false;
    return true;
}

/* Directories of PATH that are relative would let the site bring its own programs. NULL: none. */
static const char *find_program(arena *a, str name) {
    const char *path = getenv("PATH");
    str one, rest = str_of(path ? path : "/bin:/usr/bin");
    file_info info;
    for (bool more = true; more;) {
        more = str_cut(rest, S(":"), &one, &rest);
        const char *full = str_cstr(a, path_join(a, one, name));
        if (path_is_absolute(one) && file_stat(full, &info) && info.kind == FILE_REGULAR &&
            access(full, X_OK) == 0)
            return full;
    }
    return NULL;
}

bool process_exists(arena *a, str name) {
    return find_program(a, name) != NULL;
}

static process_end start(process *p, const process_order *o, const char *full) {
    if (!open_pipes(p) || !are_above_standard(p))
        return PROCESS_DIED;
    quieten(p);
    pid_t pid = fork();
    if (pid == 0)
        become(p, o, full);
    if (pid < 0)
        return PROCESS_DIED;
    p->pid = pid;
    shut_all(p->theirs);
    char why;
    ssize_t n;
    do
        n = read(p->fds[FAULT], &why, 1);
    while (n < 0 && errno == EINTR);
    return n <= 0 ? PROCESS_DONE : why == 'a' ? PROCESS_ABSENT : PROCESS_DIED;
}

/* What there is to read now. False: `limit` is passed. */
static bool take(int *fd, buf *into, size_t limit) {
    buf_reserve(into, 1 << 16);
    ssize_t n = read(*fd, into->p + into->n, into->cap - into->n);
    if (n > 0)
        into->n += (size_t)n;
    else if (n == 0 || (errno != EINTR && errno != EAGAIN))
        shut(fd);
    return into->n <= limit;
}

/* The beginning of it; the rest is read and forgotten. */
static void take_errors(int *fd, char *into, size_t *used) {
    char rest[4096];
    size_t room = ERR_MAX - *used;
    ssize_t n = read(*fd, room ? into + *used : rest, room ? room : sizeof rest);
    if (n > 0 && room)
        *used += (size_t)n;
    else if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        shut(fd);
}

static void give(int *fd, str *rest) {
    if (*fd < 0)
        return;
    ssize_t n = rest->n ? write(*fd, rest->p, rest->n) : 0;
    if (n > 0)
        *rest = str_from(*rest, (size_t)n);
    if (rest->n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        shut(fd);
}

/* Milliseconds until it is too late, at most a second; -1: no end. */
static int left(const process *p) {
    if (!p->until)
        return -1;
    uint64_t now = clock_monotonic_ns();
    if (now >= p->until)
        return 0;
    uint64_t ms = (p->until - now) / NS_PER_MS + 1;
    return ms > 1000 ? 1000 : (int)ms;
}

static process_end exchange(process *p, const process_order *o, buf *out, char *err, size_t *nerr) {
    str rest = o->input;
    give(&p->fds[IN], &rest);
    while (p->fds[OUT] >= 0 || p->fds[ERR] >= 0) {
        struct pollfd f[] = {{.fd = p->fds[IN], .events = POLLOUT},
                             {.fd = p->fds[OUT], .events = POLLIN},
                             {.fd = p->fds[ERR], .events = POLLIN}};
        int wait = left(p);
        if (wait == 0)
            return PROCESS_LONG;
        if (poll(f, 3, wait) < 0 && errno != EINTR)
            return PROCESS_DIED;
        if (p->fds[IN] >= 0 && f[IN].revents)
            give(&p->fds[IN], &rest);
        if (p->fds[OUT] >= 0 && f[OUT].revents && !take(&p->fds[OUT], out, o->limit))
            return PROCESS_LARGE;
        if (p->fds[ERR] >= 0 && f[ERR].revents)
            take_errors(&p->fds[ERR], err, nerr);
    }
    return PROCESS_DONE;
}

/* It has closed its output and is about to leave. */
static process_end reap(process *p, int *code) {
    int status = 0;
    for (;;) {
        pid_t got = waitpid(p->pid, &status, p->until ? WNOHANG : 0);
        if (got > 0)
            break;
        if (got < 0 && errno != EINTR)
            return PROCESS_DIED;
        if (got == 0 && left(p) == 0)
            return PROCESS_LONG;
        if (got == 0)
            nanosleep(&(struct timespec){.tv_nsec = NS_PER_MS}, NULL);
    }
    p->pid = 0;
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return WIFEXITED(status) ? PROCESS_DONE : PROCESS_DIED;
}

process_end process_run(arena *a, const process_order *o, process_result *out) {
    process *p = arena_make(a, process, 1);
    void **slot = arena_defer(a, abandon);
    char *err = arena_bytes(a, ERR_MAX);
    size_t nerr = 0;
    buf text = buf_new(a, 1 << 16);
    for (int i = 0; i < PIPES; i++)
        p->fds[i] = p->theirs[i] = -1;
    *slot = p;
    if (o->seconds)
        p->until = clock_monotonic_ns() + (uint64_t)o->seconds * 1000 * NS_PER_MS;
    const char *full = find_program(a, str_of(o->argv[0]));
    process_end end = full ? start(p, o, full) : PROCESS_ABSENT;
    if (end == PROCESS_DONE)
        end = exchange(p, o, &text, err, &nerr);
    out->code = -1;
    if (end == PROCESS_DONE)
        end = reap(p, &out->code);
    abandon(p);
    *slot = NULL;
    out->out = buf_str(&text);
    out->err = (str){err, nerr};
    return end;
}

bool process_read(arena *a, const char *const *argv, size_t limit, str *out) {
    process_order o = {.argv = argv, .limit = limit};
    process_result got;
    process_end end = process_run(a, &o, &got);
    *out = got.out;
    return end == PROCESS_DONE && got.code == 0;
}
