/* Layouts and includes: read and parsed once, before any worker is forked. */
#ifndef LETOON_RENDER_TEMPLATES_H
#define LETOON_RENDER_TEMPLATES_H

#include "render/job.h"

/* Fills in r->layouts, r->includes and r->is_builtin. Faults inside a template are kept with it;
 * only what keeps a directory from being read is reported now. */
void templates_load(render *r, diags *d);

/* For held.c. */
struct held_layout;
void template_add_layout(render *r, const struct held_layout *told);
void template_read_includes(render *r, str dir, diags *d); /* where none of that name is yet */

#endif
