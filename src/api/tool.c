#include "api/tool.h"

#include <stdio.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/utf8.h"

const char *tool_library(size_t i, char room[64]) {
    enum { ROOM = 64 };
    unsigned hash = hash_library_version();
    switch (i) {
    case 0: snprintf(room, ROOM, "utf8proc %s", utf8_library_version()); return room;
    case 1:
        snprintf(room, ROOM, "xxHash %u.%u.%u", hash / 10000, hash / 100 % 100, hash % 100);
        return room;
    default: return NULL;
    }
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

static tool_status absent(const char *command) {
    fprintf(stderr, "letoon %s: not part of this build\n", command);
    return TOOL_FAILED;
}

tool_status tool_build_run(const tool_build *o, const tool_screen *screen) {
    (void)o;
    (void)screen;
    return absent("build");
}

tool_status tool_markdown_run(const tool_markdown *o, const tool_screen *screen) {
    (void)o;
    (void)screen;
    return absent("markdown");
}

tool_status tool_liquid_run(const tool_liquid *o, const tool_screen *screen) {
    (void)o;
    (void)screen;
    return absent("liquid");
}

tool_status tool_front_run(const tool_front *o, const tool_screen *screen) {
    (void)o;
    (void)screen;
    return absent("front");
}
