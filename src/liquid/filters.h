/* What the filters share. */
#ifndef LETOON_LIQUID_FILTERS_H
#define LETOON_LIQUID_FILTERS_H

#include "liquid/intern.h"

/* Argument i as text ("" when absent); the input as text. */
str arg_text(const liquid_call *c, size_t i);
str in_text(const liquid_call *c, value in);

/* Argument i as Ruby's Integer() takes it; a fault when it cannot be. */
bool arg_integer(liquid_call *c, size_t i, int64_t *out);

value filter_text(const liquid_call *c, const buf *b);
value filter_str(const liquid_call *c, str s);

/* Ruby's item[prop]. PROP_TYPE: it raises TypeError; PROP_NONE: the item has no []. */
typedef enum { PROP_OK, PROP_TYPE, PROP_NONE } prop_result;
prop_result item_property(liquid_call *c, value item, value prop, value *out);
value property_fault(liquid_call *c, value prop); /* reports PROP_TYPE; nil */

#endif
