/* Forking a process of ours, and what it does first and last. */
#ifndef LETOON_BASE_CHILD_H
#define LETOON_BASE_CHILD_H

#include <sys/types.h>

#include "base/str.h"

/* What a child is: it writes to `fd`, does not return, and settles first of all. */
typedef void child_body(void *ctx, int fd, pid_t parent);

/* Forks a child that has a pipe to its parent. *pid and *fd, the end to read from, are set before
 * any handler of ours may run again. Gives 0, or what errno says of what failed. */
int child_fork(child_body *be, void *ctx, pid_t *pid, int *fd);

/* Signals mean again what they mean to any program, and the process ends with its parent. */
void child_settle(pid_t parent);

/* It may have that much more address space than it has now, where that is known; 0: any. */
void child_limit_memory(size_t more);

/* Writes all of it; a parent that does not read any more ends the process. */
void child_send(int fd, str bytes);

/* Leaves without what its parent would do at its end. */
NORETURN void child_leave(int status);

#endif
