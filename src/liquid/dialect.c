#include "liquid/dialect.h"

const dialect *dialect_traits(liquid_dialect which) {
    static const dialect jekyll = {.lax = true, .comment_parsed = true, .empty_arguments = true};
    static const dialect suite = {
        .blank_known = true,
        .nested_brackets = true,
        .for_commas = true,
        .tablerow_cols = true,
        .raw_end_dash = true,
        .liquid_nests = true,
        .raw_end_trims = true,
        .after_5_4 = true,
        .render_bars_include = true,
    };
    return which == LIQUID_JEKYLL ? &jekyll : &suite;
}
