/* Paths with '/' as text: no file system here. */
#ifndef LETOON_BASE_PATH_H
#define LETOON_BASE_PATH_H

#include "base/str.h"

str path_base(str p); /* after the last '/' */
str path_dir(str p);  /* before the last '/', "" when there is none, "/" for "/x" */
str path_ext(str p);  /* ".md" of the base name, "" when none; ".x" has none */
str path_stem(str p); /* base name without path_ext */
str path_join(arena *a, str dir, str p); /* p when dir is "" or p is absolute */

/* Without "." and empty parts, ".." resolved where it can be. "" becomes ".". */
str path_normal(arena *a, str p);
bool path_is_absolute(str p);

/* Is p, after normalising both, root itself or below it? Both must be of one kind. */
bool path_is_within(arena *scratch, str root, str p);

/* p as seen from directory `from`, both normal and of one kind: "../b/c". */
str path_relative(arena *a, str from, str p);

/* %XX decoded. Shares the text where there is none. */
str path_decode(arena *a, str s);

/* Ruby's File.fnmatch. GLOB_PATHNAME: '*' and '?' stop at '/', and a "double star slash" crosses
 * directories. GLOB_DOTMATCH: a leading '.' needs no literal dot. */
enum { GLOB_PATHNAME = 1, GLOB_DOTMATCH = 2 };
bool path_glob(str pattern, str p, unsigned flags);

#endif
