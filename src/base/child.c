#ifdef __linux__
#define _DEFAULT_SOURCE /* prctl beside POSIX */
#endif
#define _XOPEN_SOURCE 700
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static bool is_fault(int s) {
    return s == SIGSEGV || s == SIGBUS || s == SIGFPE || s == SIGILL || s == SIGABRT;
}

/* Handlers of the parent mean nothing here; what it ignores stays ignored. */
static void reset_signals(void) {
    for (int s = 1; s < 32; s++) {
        struct sigaction act;
        if ((SANITIZED && is_fault(s)) || sigaction(s, NULL, &act) != 0)
            continue;
        bool ours = s == SIGPIPE || s == SIGPROF || s == SIGXCPU;
        if (act.sa_handler == SIG_DFL || (act.sa_handler == SIG_IGN && !ours))
            continue;
        memset(&act, 0, sizeof act);
        act.sa_handler = SIG_DFL;
        sigaction(s, &act, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A worker leaves without what its parent would do at its end; what it covered is kept. */
#ifdef COVERAGE
void __gcov_dump(void);
#endif

NORETURN void child_leave(int status) {
#ifdef COVERAGE
    __gcov_dump();
#endif
    _exit(status);
}

/* Where the system cannot tell, SIGPIPE ends us at the next reply. */
static void die_with_parent(pid_t parent) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        child_leave(1);
}

static size_t address_space(void) {
    char text[64];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return 0;
    text[n] = 0;
    return (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

void child_limit_memory(size_t more) {
    size_t now = address_space();
    struct rlimit r;
    if (!more || !now || more > SIZE_MAX - now || getrlimit(RLIMIT_AS, &r) != 0)
        return;
    if (r.rlim_cur == RLIM_INFINITY || r.rlim_cur > now + more)
        r.rlim_cur = now + more;
    setrlimit(RLIMIT_AS, &r);
}

int child_fork(child_body *be, void *ctx, pid_t *pid, int *fd) {
    int ends[2], error = 0;
    if (pipe(ends) != 0)
        return errno;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fflush(NULL); /* or the child may write once more what waits in our buffers */
    pid_t self = getpid();
    sigset_t all, old;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &old); /* no handler of ours may run in the child */
    pid_t made = fork();
    if (made == 0) {
        close(ends[0]);
        be(ctx, ends[1], self);
        child_leave(1); /* it does not come to this */
    }
    if (made > 0) {
        *pid = made;
        *fd = ends[0];
    } else {
        error = errno;
        close(ends[0]);
    }
    sigprocmask(SIG_SETMASK, &old, NULL);
    close(ends[1]);
    return error;
}

void child_settle(pid_t parent) {
    reset_signals();
    die_with_parent(parent);
}

void child_send(int fd, str bytes) {
    while (bytes.n) {
        ssize_t put = write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            child_leave(1);
        bytes = str_from(bytes, (size_t)put);
    }
}
