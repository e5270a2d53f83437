#include "encoding/convert.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "encoding/encoding.h"

/* The handle's slot is the arena's, so that a jump out of a full arena closes it. */
struct converter {
    void **slot;
    uint32_t backslash, tilde; /* what 0x5C and 0x7E come out as where that is not ASCII; or 0 */
};

enum { NAME_MAX_BYTES = 63 };

static void close_handle(void *handle) {
    iconv_close((iconv_t)handle);
}

/* Names that mean "this machine's" encoding, which a site must not depend on. */
static bool is_local_name(str name) {
    static const char *const names[] = {"char", "wchar_t", "internal", "locale"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(name, str_of(names[i])))
            return true;
    return false;
}

/* A '/' would begin glibc's suffixes, and a name with it is no name of an encoding. */
static bool is_name(str name) {
    if (name.n == 0 || name.n > NAME_MAX_BYTES || is_local_name(name))
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (!ascii_is_alnum(name.p[i]) && !memchr("-_.:+()", name.p[i], 7))
            return false;
    return true;
}

static iconv_t open_name(str name) {
    char cstr[NAME_MAX_BYTES + 1];
    memcpy(cstr, name.p, name.n);
    cstr[name.n] = '\0';
    return iconv_open("UTF-8", cstr);
}

/* Spellings that one implementation has and another lacks. */
static iconv_t open_any(str name) {
    static const char *const twins[][2] = {
        {"windows-31j", "CP932"},    {"ms932", "CP932"},           {"x-sjis", "SHIFT_JIS"},
        {"macroman", "MACINTOSH"},   {"macintosh", "MacRoman"},    {"uhc", "CP949"},
        {"ms949", "CP949"},          {"ks_c_5601-1987", "EUC-KR"}, {"x-gbk", "GBK"},
        {"windows-874", "CP874"},    {"windows-936", "GBK"},       {"windows-950", "CP950"},
        {"x-mac-roman", "MacRoman"}, {"hz", "HZ-GB-2312"},         {"gb2312", "EUC-CN"},
    };
    iconv_t cd = open_name(name);
    for (size_t i = 0; cd == (iconv_t)-1 && i < sizeof twins / sizeof *twins; i++)
        if (str_eq_fold(name, str_of(twins[i][0])))
            cd = open_name(str_of(twins[i][1]));
    return cd;
}

/* One byte through the converter; 0 when it is no character by itself. */
static uint32_t probe(iconv_t cd, char byte) {
    char text[16];
    char *in = &byte, *to = text;
    size_t nin = 1, nout = sizeof text;
    iconv(cd, NULL, NULL, NULL, NULL);
    /* The cast to void * suits both prototypes of iconv: char ** and const char **. */
    bool ok = iconv(cd, (void *)&in, &nin, &to, &nout) != (size_t)-1 &&
              iconv(cd, NULL, NULL, &to, &nout) != (size_t)-1 && nout < sizeof text;
    uint32_t cp = 0;
    if (ok)
        utf8_decode((str){text, sizeof text - nout}, &cp);
    iconv(cd, NULL, NULL, NULL, NULL);
    return cp;
}

converter *converter_open(arena *a, str name) {
    if (!is_name(name))
        return NULL;
    converter *c = arena_make(a, converter, 1);
    c->slot = arena_defer(a, close_handle);
    iconv_t cd = open_any(name);
    if (cd == (iconv_t)-1)
        return NULL;
    *c->slot = (void *)cd;
    /* Shift_JIS and JOHAB have national signs in two places of ASCII. Everyone who writes code or
     * markup in them means the ASCII signs; iconv's yen sign would break every escape. */
    uint32_t backslash = probe(cd, 0x5C), tilde = probe(cd, 0x7E);
    c->backslash = backslash == 0xA5 || backslash == 0x20A9 ? backslash : 0;
    c->tilde = tilde == 0x203E ? tilde : 0;
    return c;
}

void converter_close(converter *c) {
    if (*c->slot)
        close_handle(*c->slot);
    *c->slot = NULL;
}

void converter_reset(converter *c) {
    iconv((iconv_t)*c->slot, NULL, NULL, NULL, NULL);
}

/* Puts the ASCII signs back, in place: they are shorter. */
static void restore_ascii(const converter *c, buf *out, size_t from) {
    if (!c->backslash && !c->tilde)
        return;
    size_t to = from;
    for (size_t i = from; i < out->n;) {
        uint32_t cp;
        size_t n = utf8_decode((str){out->p + i, out->n - i}, &cp);
        if (cp == c->backslash || cp == c->tilde) {
            out->p[to++] = cp == c->tilde ? '~' : '\\';
        } else {
            memmove(out->p + to, out->p + i, n);
            to += n;
        }
        i += n;
    }
    out->n = to;
}

/* Gives a step of iconv room: true when it must be called again. */
static bool make_room(buf *out, size_t written, size_t result) {
    out->n += written;
    if (result != (size_t)-1 || errno != E2BIG)
        return false;
    buf_reserve(out, out->n < 64 ? 64 : out->n);
    return true;
}

/* Characters that the converter holds back until it sees what follows. */
static void flush(iconv_t cd, buf *out) {
    size_t result, room;
    do {
        char *to = out->p + out->n;
        size_t left = room = out->cap - out->n;
        result = iconv(cd, NULL, NULL, &to, &left);
        room -= left;
    } while (make_room(out, room, result));
}

convert_result convert(converter *c, str bytes, size_t *at, buf *out) {
    iconv_t cd = (iconv_t)*c->slot;
    size_t from = out->n, result, room;
    int why;
    buf_reserve(out, bytes.n - *at + (bytes.n - *at) / 2 + 16);
    do {
        char *in = (char *)(uintptr_t)(bytes.p + *at), *to = out->p + out->n;
        size_t nin = bytes.n - *at, left = room = out->cap - out->n;
        result = iconv(cd, (void *)&in, &nin, &to, &left);
        why = errno;
        room -= left;
        *at = bytes.n - nin;
    } while (make_room(out, room, result));
    if (result != (size_t)-1)
        why = 0;
    flush(cd, out);
    restore_ascii(c, out, from);
    return why == 0 ? CONVERT_DONE : why == EINVAL ? CONVERT_SHORT : CONVERT_INVALID;
}

bool encoding_exists(str name) {
    if (!is_name(name))
        return false;
    if (str_eq_fold(name, S("utf-8")) || str_eq_fold(name, S("utf8")))
        return true;
    iconv_t cd = open_any(name);
    if (cd != (iconv_t)-1)
        iconv_close(cd);
    return cd != (iconv_t)-1;
}

#define TEXT_OF(x) TEXT(x)
#define TEXT(x)    #x

const char *encoding_library_version(void) {
#if defined(_LIBICONV_VERSION)
    enum { MAJOR = _LIBICONV_VERSION >> 8, MINOR = _LIBICONV_VERSION & 0xFF };
    static const char version[] = {'l',
                                   'i',
                                   'b',
                                   'i',
                                   'c',
                                   'o',
                                   'n',
                                   'v',
                                   ' ',
                                   '0' + MAJOR,
                                   '.',
                                   '0' + MINOR / 10,
                                   '0' + MINOR % 10,
                                   '\0'};
    return version;
#elif defined(__GLIBC__)
    return "glibc " TEXT_OF(__GLIBC__) "." TEXT_OF(__GLIBC_MINOR__);
#else
    return "libc";
#endif
}
