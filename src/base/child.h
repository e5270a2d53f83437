/* What a forked process of ours does first and last. */
#ifndef LETOON_BASE_CHILD_H
#define LETOON_BASE_CHILD_H

#include <sys/types.h>

#include "base/str.h"

/* Signals mean again what they mean to any program, and the process ends with its parent. */
void child_settle(pid_t parent);

/* It may have that much more address space than it has now, where that is known; 0: any. */
void child_limit_memory(size_t more);

/* Writes all of it; a parent that does not read any more ends the process. */
void child_send(int fd, str bytes);

/* Leaves without what its parent would do at its end. */
NORETURN void child_leave(int status);

#endif
