#include "liquid/dialect.h"

const dialect *dialect_traits(liquid_dialect which) {
    static const dialect jekyll = {.lax = true, .comment_parsed = true, .empty_arguments = true};
#define NEWEST                                                                                     \
    .blank_known = true, .nested_brackets = true, .for_commas = true, .tablerow_cols = true,       \
    .raw_end_dash = true, .liquid_nests = true, .raw_end_trims = true, .after_5_4 = true,          \
    .render_bars_include = true, .self_known = true, .contains_by_place = true
    static const dialect shopify = {NEWEST};
    static const dialect strict2 = {NEWEST, .strict_tags = true, .open_arguments = true,
                                    .no_bare_brackets = true};
#undef NEWEST
    static const dialect *const all[] = {
        [LIQUID_JEKYLL] = &jekyll, [LIQUID_SHOPIFY] = &shopify, [LIQUID_STRICT2] = &strict2};
    return all[which];
}
