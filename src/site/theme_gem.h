/* Gems, as Ruby knows them. */
#ifndef LETOON_SITE_THEME_GEM_H
#define LETOON_SITE_THEME_GEM_H

#include "site/theme.h"

typedef enum {
    GEM_FOUND,
    GEM_UNKNOWN, /* Ruby has no such gem */
    GEM_NO_RUBY,
    GEM_FAILED, /* Ruby did not answer */
} gem_answer;

/* Asks Ruby for an installed gem: fills in the root, version, authors, description and needs of a
 * theme whose name is set. The site's Gemfile.lock chooses the version; no code of the site's is
 * run, neither its Gemfile nor a gem's description below it. */
gem_answer theme_ask_ruby(arena *a, str source_dir, theme *t);

/* What a gem depends on, read out of the text of its description ("x.gemspec") where its directory
 * has one. */
void theme_read_gemspec(arena *a, theme *t);

#endif
