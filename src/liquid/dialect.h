/* Everything in which the dialects differ. Code asks for a trait, never for a dialect, so this
 * table is the whole list. */
#ifndef LETOON_LIQUID_DIALECT_H
#define LETOON_LIQUID_DIALECT_H

#include "liquid/liquid.h"

typedef struct dialect {
    /* What the strict grammar refuses is read by the old regular expressions, with a note
     * (Jekyll's error_mode: warn); else it is an error. */
    bool lax;
    /* `x == blank` knows blank values; in Jekyll it is never true, for want of ActiveSupport. */
    bool blank_known;
    /* a[b[c]] nests; in Liquid up to 5.4 the first ']' ends the index, so it reads a[b.c]. */
    bool nested_brackets;
    /* `empty` and `blank` as arguments of the callers' own filters are themselves, not empty texts:
     * Jekyll's `where` finds by them what has no value. */
    bool empty_arguments;
    /* Commas may separate the arguments of `for`, and one end them unless strict_tags. */
    bool for_commas;
    /* Without `cols`, tablerow has one column an item, so col_last is true at the end. */
    bool tablerow_cols;
    /* Comments hold Liquid that must be right, as up to 5.4, though what it does not know passes.
     */
    bool comment_parsed;
    /* {%- endraw %} ends a raw; up to 5.4 only {% endraw %} does. */
    bool raw_end_dash;
    /* `liquid` may stand in a {% liquid %}. */
    bool liquid_nests;
    /* {% endraw -%} trims what follows; up to 5.4 {% raw -%} does, for its own '-' is still in
     * force there. */
    bool raw_end_trims;
    /* Filters and a tag that came after 5.4: sum, find, find_index, has, reject; doc. In Jekyll
     * such a filter passes its input on and the tag is unknown. */
    bool after_5_4;
    /* `contains` is the operator by where it stands; up to 5.4 by the white space behind it. */
    bool contains_by_place;
    /* The markup of every tag must fit the strict grammar to its end. Else it is searched for what
     * the tag wants, as Liquid's regular expressions do, in case, when, cycle, tablerow, include,
     * render, assign, capture, increment and decrement. */
    bool strict_tags;
    /* The arguments of a filter may end with a comma, or there may be none behind the colon. */
    bool open_arguments;
    /* ['a b'] may not stand for a variable's name; self['a b'] does. */
    bool no_bare_brackets;
    /* `self`, unless something has this name, finds variables by computed names. */
    bool self_known;
    /* The standard `include` may not be used inside a `render`. */
    bool render_bars_include;
} dialect;

const dialect *dialect_traits(liquid_dialect which);

#endif
