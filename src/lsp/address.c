#include "lsp/address.h"

#include "base/path.h"

str address_path(arena *a, str uri) {
    str scheme, rest, host, none = {"", 0};
    if (!str_cut(uri, S("://"), &scheme, &rest) || !str_eq_fold(scheme, S("file")))
        return none;
    size_t slash = str_find_char(rest, '/');
    if (slash == STR_NONE)
        return none;
    host = str_slice(rest, 0, slash);
    if (host.n && !str_eq_fold(host, S("localhost")))
        return none;
    str path = path_decode(a, str_from(rest, slash));
    return str_find_char(path, '\0') == STR_NONE ? path_normal(a, path) : none;
}

static bool is_plain(char c) {
    return ascii_is_alnum(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == '~';
}

str address_of(arena *a, str path) {
    buf out = buf_new(a, path.n + 16);
    buf_lit(&out, "file://");
    for (size_t i = 0; i < path.n; i++) {
        if (is_plain(path.p[i]))
            buf_char(&out, path.p[i]);
        else
            buf_printf(&out, "%%%02X", (unsigned)(unsigned char)path.p[i]);
    }
    return buf_str(&out);
}
