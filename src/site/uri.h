/* URIs, read and normalised as the Addressable library does it: Jekyll's URL filters go through
 * it, so its habits (NFKC, dot segments, ports, punycode) are visible in every page. */
#ifndef LETOON_SITE_URI_H
#define LETOON_SITE_URI_H

#include "base/buf.h"

typedef struct uri {
    bool has_scheme, has_authority, has_user, has_password, has_query, has_fragment;
    str scheme, user, password, host;
    str port; /* decimal without leading zeros, "" when there is none */
    str path, query, fragment;
} uri;

/* Slices of `text` (only the port may be in `a`). False: *why says what is wrong (arena-held). */
bool uri_parse(arena *a, str text, uri *out, str *why);

/* Onto `out`. False: what comes out is no URI, and *why says so. */
bool uri_normalize(arena *a, const uri *u, buf *out, str *why);

/* Addressable's normalize_component with its default class: decoded, brought to NFKC, and all but
 * reserved and unreserved characters encoded. */
void uri_normalize_component(arena *a, str s, buf *out);

/* Nothing to normalise: a path of plain characters, with an authority neither before nor in it. */
bool uri_is_plain_path(str s);

#endif
