#define _POSIX_C_SOURCE 200809L
#include "base/interrupt.h"

#include <signal.h>

struct interrupt {
    sigset_t held, before;
    bool on;
};

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof *signals };

static void release(void *i) {
    interrupt_release(i);
}

interrupt *interrupt_hold(arena *a) {
    void **slot = arena_defer(a, release);
    interrupt *i = arena_make(a, interrupt, 1);
    struct sigaction act;
    sigemptyset(&i->held);
    for (int k = 0; k < SIGNALS; k++) /* one that is held counts as come even if it is ignored */
        if (sigaction(signals[k], NULL, &act) == 0 && act.sa_handler != SIG_IGN)
            sigaddset(&i->held, signals[k]);
    i->on = sigprocmask(SIG_BLOCK, &i->held, &i->before) == 0;
    *slot = i;
    return i;
}

bool interrupt_came(const interrupt *i) {
    sigset_t come;
    if (!i->on || sigpending(&come) != 0)
        return false;
    for (int k = 0; k < SIGNALS; k++)
        if (sigismember(&i->held, signals[k]) == 1 && sigismember(&come, signals[k]) == 1)
            return true;
    return false;
}

void interrupt_release(interrupt *i) {
    if (i->on)
        sigprocmask(SIG_SETMASK, &i->before, NULL);
    i->on = false;
}
