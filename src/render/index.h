/* Items of arrays by property, as Jekyll's where, find, group_by and sort see them, and the answers
 * for lists that live as long as the build (VALUE_FROZEN), which are computed once per process. */
#ifndef LETOON_RENDER_INDEX_H
#define LETOON_RENDER_INDEX_H

#include "render/job.h"

/* item["a.b"]: false with static text in *why where Ruby would raise. Texts that look like numbers
 * become numbers. Allocates in `a`. */
bool index_property(arena *a, value item, str property, value *out, const char **why);

/* `where`: the property is the target, or has it among its elements, as text. */
bool index_matches(arena *a, value property, value target);

/* The order of two properties for `sort`: nils by `nil_order` (-1 first, 1 last), things that
 * cannot be compared by their text. */
int index_order(arena *a, value x, value y, int nil_order);

/* list with the items of `list` at the places that `order` (V_INTs) names. */
value index_pick(arena *a, value list, const value *order, size_t n);

/* Answers from the index. False: the list is not to be indexed by this property (not frozen, too
 * short, or the property is not a function of the frozen site alone); compute it then. Answers are
 * frozen lists themselves. */
bool index_where(job *j, value list, str property, value target, value *out);
bool index_group(job *j, value list, str property, value *out);
bool index_sort(job *j, value list, str property, int nil_order, value *out);

/* The post that {% post_url %} means by path ("" or "dir/") and "2024-01-02-slug"; NULL: none. */
const document *index_post(job *j, str path, str name);

/* {"name", "items", "size"} */
value index_make_group(arena *a, value name, value items);

#endif
