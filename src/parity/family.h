/* A translation set while it is checked: its versions and what was found in each. */
#ifndef LETOON_PARITY_FAMILY_H
#define LETOON_PARITY_FAMILY_H

#include "parity/pair.h"
#include "parity/parity.h"

/* One version. */
typedef struct kin {
    const document *doc;
    str lang; /* the site's code; of a stray the one in its path */
    str tag;  /* its BCP 47 tag */
    bool is_stray;
    bool is_wanted; /* among the languages that are asked for */
    bool is_tried, is_read;
    version v;             /* when read */
    diags found;           /* in it, or in the original because of it */
    pair *pair;            /* with the original; NULL: not compared */
    const uint32_t *stale; /* of each of the original's leaves, where in this version it is told
                              that it has changed; UINT32_MAX: nowhere. NULL: nothing has */
} kin;

typedef struct family {
    arena *a;
    const site *site;
    const set *set;
    const parity_options *o;
    kin *p;
    size_t n;
    kin *original; /* NULL: nothing can be compared */
    bool is_guess; /* that it is the original */
    const str *codes;
    size_t ncodes;
    diags *d; /* what cannot be read */
} family;

/* `d` has the severities that are wanted. */
void family_new(family *f, arena *a, const site *s, const set *one, const parity_options *o,
                diags *d);

/* Reads a version once. False: it cannot be read, which has been told. */
bool kin_read(family *f, kin *k);

/* Where the value of a key of its front matter stands; the file as a whole when there is none. */
span kin_value(family *f, kin *k, str key);

/* ---- rules ---- */

void rule_set(family *f);     /* which versions there are */
void rule_follows(family *f); /* what they say they were translated from */
void rule_files(family *f);   /* files that front matter names */

void rule_stale(family *f); /* what changed since it was translated */

/* A change of a block of the original is one finding in each translation, which explains whatever
 * else differs there: takes that out and adds it to the former, repairs too. */
void rule_explained(family *f);

/* Is a finding by such a rule each translation's own, which no change of the original explains? */
bool finding_is_own(rule_id of);

/* Is this version to be compared with the original? */
bool kin_is_translation(const family *f, const kin *k);

/* The same finding in most of the translations is one finding in the original: takes the former
 * out and adds the latter. */
void across(family *f);

#endif
