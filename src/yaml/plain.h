/* Maps of one line a key, as nearly all front matter is: "key: value" with the value a plain or
 * quoted text without escapes. They need no parser. */
#ifndef LETOON_YAML_PLAIN_H
#define LETOON_YAML_PLAIN_H

#include "yaml/yaml.h"

/* False: it is not plainly such a map, the parser is to tell what it is. */
bool plain_read(arena *a, span text, const yaml_options *o, value *out);

#endif
