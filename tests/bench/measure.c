/* measure [-m] [-t SECONDS] [-v KIB] COMMAND [ARGUMENT…]
 *
 * Runs a command and prints one line on descriptor 3:
 *
 *   STATUS WALL CPU USER RSS PRIVATE
 *
 * STATUS is the exit status, or 128 + the signal; 124 when the time was up (then its whole process
 * group is killed). WALL, CPU (user + system, with every descendant it waited for) and USER alone
 * are seconds. RSS is the peak of the largest process of the tree, in KiB. PRIVATE, with -m only,
 * else 0, is the largest sum seen of the descendants' private pages, in KiB, sampled every 5 ms:
 * pages that workers share with their parent count once, in RSS. Sampling costs time, so take times
 * without -m. -v is the address space that each process may have. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RESULT_FD = 3, TREE_DEPTH = 8, TIMED_OUT = 124 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static long private_pages(long pid) {
    char path[64], line[256];
    long sum = 0, kib;
    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", pid);
    FILE *in = fopen(path, "r");
    while (in != NULL && fgets(line, sizeof line, in) != NULL) {
        if (sscanf(line, "Private_Clean: %ld", &kib) == 1 ||
            sscanf(line, "Private_Dirty: %ld", &kib) == 1) {
            sum += kib;
        }
    }
    if (in != NULL) {
        fclose(in);
    }
    return sum;
}

/* The private pages of all below `pid`, without its own. */
static long tree_private(long pid, unsigned depth) {
    char path[96];
    long sum = 0, child;
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
    FILE *in = depth < TREE_DEPTH ? fopen(path, "r") : NULL;
    while (in != NULL && fscanf(in, "%ld", &child) == 1) {
        sum += private_pages(child) + tree_private(child, depth + 1);
    }
    if (in != NULL) {
        fclose(in);
    }
    return sum;
}

typedef struct options {
    bool memory;
    double limit; /* seconds; 0: none */
    rlim_t space; /* bytes; 0: none */
} options;

static pid_t start(char **command, const options *o) {
    pid_t pid = fork();
    if (pid != 0) {
        return pid;
    }
    setpgid(0, 0);
    close(RESULT_FD);
    if (o->space > 0) {
        struct rlimit r = {o->space, o->space};
        setrlimit(RLIMIT_AS, &r);
    }
    execvp(command[0], command);
    fprintf(stderr, "measure: %s: %s\n", command[0], strerror(errno));
    _exit(127);
}

/* Waits for `pid` with a look every 5 ms when there is something to look after. */
static int wait_for(pid_t pid, const options *o, double begun, struct rusage *use, long *private) {
    int status;
    bool timed_out = false;
    bool polls = o->memory || o->limit > 0;
    while (wait4(pid, &status, polls ? WNOHANG : 0, use) == 0) {
        if (o->memory) {
            long sum = tree_private(pid, 0);
            *private = sum > *private ? sum : *private;
        }
        if (o->limit > 0 && now() - begun > o->limit && !timed_out) {
            timed_out = true;
            kill(-pid, SIGKILL);
        }
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
    if (timed_out) {
        return TIMED_OUT;
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int argc, char **argv) {
    options o = {0};
    struct rusage use = {0};
    long private = 0;
    for (int c; (c = getopt(argc, argv, "+mt:v:")) != -1;) {
        switch (c) {
        case 'm': o.memory = true; break;
        case 't': o.limit = strtod(optarg, NULL); break;
        case 'v': o.space = (rlim_t)strtoul(optarg, NULL, 10) * 1024; break;
        default: optind = argc;
        }
    }
    if (optind >= argc) {
        fputs("usage: measure [-m] [-t SECONDS] [-v KIB] COMMAND [ARGUMENT...] 3>RESULT\n", stderr);
        return 2;
    }
    double begun = now();
    pid_t pid = start(argv + optind, &o);
    if (pid < 0) {
        perror("measure");
        return 2;
    }
    int status = wait_for(pid, &o, begun, &use, &private);
    double wall = now() - begun;
    double user = seconds(use.ru_utime), kernel = seconds(use.ru_stime);
    dprintf(RESULT_FD, "%d %.4f %.4f %.4f %ld %ld\n", status, wall, user + kernel, user,
            use.ru_maxrss, private);
    return status;
}
