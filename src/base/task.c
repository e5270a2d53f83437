#define _POSIX_C_SOURCE 200809L
#include "base/task.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/clock.h"
#include "base/pool.h"

enum { READ_SIZE = 64 * 1024, NS_PER_MS = 1000000 };

typedef struct running {
    const task_options *o;
    task_job *job;
    void *ctx;
    buf out;
} running;

static void guarded(void *arg) {
    running *r = arg;
    r->out = buf_new(arena_own(r->o->on, 0), READ_SIZE);
    r->out.limit = r->o->most;
    r->job(r->ctx, arena_own(r->o->on, 0), &r->out);
}

/* What a job prints must not come between what its parent says. */
static void close_standard(void) {
    int null = open("/dev/null", O_RDWR);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0)
        child_leave(1);
    if (null > STDERR_FILENO)
        close(null);
}

static void be_task(void *ctx, int fd, pid_t parent) {
    running *r = ctx;
    const task_options *o = r->o;
    child_settle(parent);
    close_standard();
    child_limit_memory(o->memory);
    /* It must not jump into the parent's frames, which are in this process too. */
    if (!arena_try(o->on, guarded, r))
        child_leave(strcmp(arena_reason(o->on), "limit/output") == 0 ? 1 : POOL_EXIT_MEMORY);
    child_send(fd, buf_str(&r->out));
    child_leave(0);
}

bool task_start(task *t, const task_options *o, task_job *job, void *ctx, str *why) {
    running r = {.o = o, .job = job, .ctx = ctx};
    *t = (task){.fd = -1};
    int error = child_fork(be_task, &r, &t->pid, &t->fd);
    arena *a = error ? NULL : arena_new(0);
    if (!a) {
        *why = str_of(strerror(error ? error : ENOMEM));
        task_end(t);
        return false;
    }
    fcntl(t->fd, F_SETFL, O_NONBLOCK);
    arena_lean(a, o->on);
    t->a = a;
    t->reply = (buf){.a = a};
    t->until = clock_monotonic_ns() + (uint64_t)o->ms * NS_PER_MS;
    return true;
}

static int wait_for(task *t) {
    int status = 0;
    while (waitpid(t->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    t->pid = 0;
    return status;
}

/* Its pipe has come to an end: it is about to be gone, or to be killed. */
static task_state judge(task *t) {
    int status = wait_for(t);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return TASK_DONE;
    if ((WIFEXITED(status) && WEXITSTATUS(status) == POOL_EXIT_MEMORY) ||
        (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
        return TASK_MEMORY;
    return TASK_FAILED;
}

task_state task_take(task *t) {
    for (;;) {
        buf_reserve(&t->reply, READ_SIZE);
        ssize_t got = read(t->fd, t->reply.p + t->reply.n, READ_SIZE);
        if (got > 0)
            t->reply.n += (size_t)got;
        else if (got == 0)
            return judge(t);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            break;
        else if (errno != EINTR)
            return TASK_FAILED;
    }
    return clock_monotonic_ns() >= t->until ? TASK_LONG : TASK_RUNS;
}

void task_end(task *t) {
    if (t->pid) {
        kill(t->pid, SIGKILL);
        wait_for(t);
    }
    if (t->fd >= 0)
        close(t->fd);
    arena_free(t->a);
    *t = (task){.fd = -1};
}
