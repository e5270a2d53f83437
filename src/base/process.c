#define _POSIX_C_SOURCE 200809L
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

extern char **environ;

typedef struct process {
    pid_t pid; /* 0: ended */
    int fd;
} process;

/* Ends the process if it still runs; its exit status, or -1. */
static int finish(process *p, bool must_die) {
    int status = 0;
    if (p->pid == 0)
        return -1;
    close(p->fd);
    if (must_die)
        kill(p->pid, SIGKILL);
    pid_t got;
    do
        got = waitpid(p->pid, &status, 0);
    while (got < 0 && errno == EINTR);
    p->pid = 0;
    return got > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void abandon(void *p) {
    finish(p, true);
}

static bool start(process *p, const char *const *argv) {
    int ends[2];
    posix_spawn_file_actions_t files;
    if (pipe(ends) != 0)
        return false;
    if (posix_spawn_file_actions_init(&files) != 0) {
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    bool ok =
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0) == 0 &&
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0) == 0 &&
        posix_spawn_file_actions_adddup2(&files, ends[1], 1) == 0 &&
        posix_spawn_file_actions_addclose(&files, ends[0]) == 0 &&
        posix_spawnp(&p->pid, argv[0], &files, NULL, (char *const *)(uintptr_t)argv, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    p->fd = ends[0];
    if (!ok) {
        p->pid = 0;
        close(ends[0]);
    }
    return ok;
}

static bool read_all(int fd, size_t limit, buf *out) {
    for (;;) {
        buf_reserve(out, 1 << 16);
        ssize_t n = read(fd, out->p + out->n, out->cap - out->n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        out->n += (size_t)n;
        if (out->n > limit)
            return false;
    }
}

bool process_read(arena *a, const char *const *argv, size_t limit, str *out) {
    process *p = arena_make(a, process, 1);
    void **slot = arena_defer(a, abandon);
    buf text = buf_new(a, 1 << 16);
    if (!start(p, argv))
        return false;
    *slot = p;
    bool ok = read_all(p->fd, limit, &text);
    int code = finish(p, !ok);
    *slot = NULL;
    *out = buf_str(&text);
    return ok && code == 0;
}
