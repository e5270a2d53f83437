/* Signals that ask the process to end (SIGINT, SIGTERM, SIGHUP), held back while there is something
 * to tidy up. Nothing is lost: what came meanwhile arrives on release. */
#ifndef LETOON_BASE_INTERRUPT_H
#define LETOON_BASE_INTERRUPT_H

#include "base/arena.h"

typedef struct interrupt interrupt;

/* Holds them back, but those that are ignored, until interrupt_release or the end of `a`. */
interrupt *interrupt_hold(arena *a);

/* Has one come? */
bool interrupt_came(const interrupt *i);

/* Lets them through: by default the first ends the process, as if it came now. */
void interrupt_release(interrupt *i);

#endif
