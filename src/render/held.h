/* Sites that Jekyll told of (site/held.h): a page that asks for something which only Jekyll knows
 * is left to Jekyll, as every page with an error is. */
#ifndef LETOON_RENDER_HELD_H
#define LETOON_RENDER_HELD_H

#include "render/job.h"

/* An object that only Jekyll knows. */
extern const drop_type foreign_type;

/* Gives what stands in the site's values by number or kind its meaning. Wants the drops. */
void held_bind(render *r);

/* Stops the page under way; why is for those who want to know which pages are left. */
void held_leave(const render *r, const char *fmt, ...) PRINTF(2, 3);

/* The layouts, and the includes of the directories that are told. */
void held_templates(render *r, diags *d);

/* The filters that only Jekyll knows, as a table in `a`: they leave the page to it. */
const liquid_filter *held_foreign_filters(arena *a, const site *s);

/* Takes out what Jekyll does not have, or has otherwise. */
void held_limit(liquid_env *e, const site *s);

#endif
