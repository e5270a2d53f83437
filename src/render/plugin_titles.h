/* Titles that are taken from headings. */
#ifndef LETOON_RENDER_PLUGIN_TITLES_H
#define LETOON_RENDER_PLUGIN_TITLES_H

#include "render/render.h"

/* Gives each document that has a `heading` the title it says. */
void titles_from_headings(const render *r, diags *d);

#endif
