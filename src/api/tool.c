#include "api/tool.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"
#include "encoding/encoding.h"
#include "markdown/markdown.h"
#include "value/json.h"
#include "yaml/yaml.h"

const char *tool_library(size_t i, char room[64]) {
    enum { ROOM = 64 };
    unsigned hash = hash_library_version();
    switch (i) {
    case 0: snprintf(room, ROOM, "cmark-gfm %s", markdown_library_version()); break;
    case 1: snprintf(room, ROOM, "libyaml %s", yaml_library_version()); break;
    case 2: snprintf(room, ROOM, "iconv of %s", encoding_library_version()); break;
    case 3: snprintf(room, ROOM, "jansson %s", json_library_version()); break;
    case 4: snprintf(room, ROOM, "utf8proc %s", utf8_library_version()); break;
    case 5:
        snprintf(room, ROOM, "xxHash %u.%u.%u", hash / 10000, hash / 100 % 100, hash % 100);
        break;
    default: return NULL;
    }
    return room;
}

const char *tool_nearest(const char *word, const char *const *names, size_t n) {
    enum { MOST = 128 };
    str all[MOST];
    if (n > MOST)
        n = MOST;
    for (size_t i = 0; i < n; i++)
        all[i] = str_of(names[i]);
    str near = str_nearest(str_of(word), all, n);
    return near.n ? near.p : NULL;
}
