/* A check of articles, whoever asks for it: the command line or an editor. */
#ifndef LETOON_API_CHECKING_H
#define LETOON_API_CHECKING_H

#include "api/articles.h"

typedef struct checking {
    const config *config;
    const site *site;
    uint8_t severities[RULE_COUNT]; /* that are wanted */
    articles of;
    map front;   /* path -> diags *: what reading a note found and comparing may switch off */
    words langs; /* none: all */
    const struct lock *lock;
    const struct glossary *glossary; /* NULL: there is none */
    const struct lore *lore;
    const struct coverage *coverage;
    const struct places *places;
    const struct habits *habits;
    const struct history *past; /* NULL: it does not count */
} checking;

/* The severities and languages as c->config has them. */
void checking_configure(const work *w, checking *c);

/* Reads the site of c->config and finds the articles of c->of in it. What is wrong with the site's
 * files is added to the work's findings. False: the site cannot be read. */
bool checking_read(work *w, checking *c);

/* What git knows of these articles; it lasts as long as the work. */
const struct history *checking_history(const work *w, const checking *c);

/* Checks these articles, in w->jobs worker processes; what is found is added to the work's
 * findings, which are sorted. */
void checking_run(work *w, checking *c);

#endif
