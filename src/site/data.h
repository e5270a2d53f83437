/* Data files: _data/ with YAML, JSON, CSV and TSV. */
#ifndef LETOON_SITE_DATA_H
#define LETOON_SITE_DATA_H

#include "site/config.h"

/* The whole directory as nested maps. A file that cannot be read is an error; the rest is kept. */
value data_load(arena *a, arena *scratch, const config *c, diags *d);

/* One file of the source by its path there, as data. False: an error was added. */
bool data_read(arena *a, arena *scratch, const config *c, str relative, value *out, diags *d);

/* CSV with a header row, as Ruby's CSV reads it, to a list of maps; `sep` is ',' or '\t'. False:
 * *at is the offset of what is wrong and *why what. */
bool csv_read(arena *a, str text, char sep, value *out, size_t *at, str *why);

#endif
