/* Parity: does each translation of a note say what its original says? */
#ifndef LETOON_PARITY_PARITY_H
#define LETOON_PARITY_PARITY_H

#include "site/site.h"

typedef struct parity_options {
    const struct lore *lore; /* see language.h; parity_check needs it */
    const str
        *langs; /* codes or tags: only these languages' translations are looked at; n 0: all */
    size_t n;
    const map *front; /* path -> diags *: what reading the notes found, as it was found; or NULL */
    const struct glossary *glossary; /* see glossary.h; NULL: there is none */
    const struct places *places;     /* see places.h; NULL: where links lead is not looked at */
    const struct lock *lock;         /* see lock.h; NULL: there is none */
    const struct coverage *coverage; /* see below; NULL: each article is told of by itself */
    const struct habits *habits;     /* see habits.h; NULL: they do not count */
    const struct history *past; /* see site/history.h: counts where there is no lock; or NULL */
} parity_options;

/* Checks one translation set: each version against the original, and all of them together. `a` is
 * scratch for the whole of it; findings are added to `d` with the severities that are set there. */
void parity_check(arena *a, const site *s, const set *one, const parity_options *o, diags *d);

/* What `letoon lock` writes of a set: a line (lock.h) for each version but the original that
 * `names` says to be meant. A version that cannot be read has none; an error was added. */
typedef bool parity_names(void *ctx, const document *doc);
void parity_lock(arena *a, const site *s, const set *one, const parity_options *o,
                 parity_names *names, void *ctx, buf *out, diags *d);

/* Which of the site's languages most articles are not in: these are told of once. NULL: none is, or
 * there are few articles. Lives in `a`. */
struct coverage *coverage_new(arena *a, const site *s);
bool coverage_is_article(const set *s); /* Markdown, and not the page for what is not found */
bool coverage_is_sparse(const struct coverage *c, str tag);

/* Tells of the languages that most articles are not in, unless the options ask for others. */
void parity_check_coverage(arena *a, const site *s, const parity_options *o, diags *d);

/* Checks the codes of languages that the documents of these sets are in: each once. */
void parity_check_languages(arena *a, const site *s, const set *const *sets, size_t n, diags *d);

#endif
