/* Small tags of plugins: {% gist %} of jekyll-gist and {% avatar %} of jekyll-avatar. */
#include "render/filters.h"

/* ---- gist ---- */

typedef struct gist_tag {
    str id, file;
    const liquid_expr *id_of, *file_of; /* either may be a variable's name */
} gist_tag;

static size_t word_end(str s, size_t i) {
    while (i < s.n && !ascii_is_space(s.p[i]))
        i++;
    return i;
}

/* "ID", "USER/ID", each with a file name behind it. A user's name may have spaces in it. */
const void *render_gist_parse(liquid_parser *p, const liquid_use *use) {
    gist_tag *t = arena_make(liquid_parser_arena(p), gist_tag, 1);
    str s = liquid_span_text(use->markup);
    size_t end = word_end(s, 0), from = end < s.n ? end + 1 : end;
    t->id = s;
    if (word_end(s, from) == s.n) {
        t->id = str_slice(s, 0, end);
        t->file = str_from(s, from);
    } else if (str_find_char(s, '/') == STR_NONE) {
        t->id.n = 0;
    }
    if (t->id.n == 0) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at,
                           "'gist' wants the number of a gist and, maybe, the name of a file");
        return NULL;
    }
    t->id_of = liquid_parse_expr(p, liquid_span_of(use->markup, t->id));
    if (t->file.n)
        t->file_of = liquid_parse_expr(p, liquid_span_of(use->markup, t->file));
    return t;
}

static str text_or(liquid_run *r, const liquid_expr *x, str otherwise) {
    value v = x ? liquid_eval(r, x) : value_nil();
    return v.kind == V_NIL ? otherwise : liquid_to_s(liquid_run_arena(r), v);
}

void render_gist(liquid_run *r, const void *self, buf *out) {
    const gist_tag *t = self;
    str id = text_or(r, t->id_of, t->id), file = text_or(r, t->file_of, t->file);
    buf_printf(out, "<script src=\"https://gist.github.com/%.*s.js", STR_FMT(id));
    if (file.n)
        buf_printf(out, "?file=%.*s", STR_FMT(file));
    buf_lit(out, "\"> </script>");
}

/* ---- avatar ---- */

enum { AVATAR_SERVERS = 4, AVATAR_SCALES = 4, AVATAR_SMALL = 48 };

typedef struct avatar_tag {
    mixed_text text;
    str size;
    str user; /* the variable that has the name; "" when the text is the name */
} avatar_tag;

/* The text behind KEY= as far as its characters are word ones (or dots, or digits only). */
static str option_of(str s, str key, bool digits) {
    for (size_t i = 0; i + key.n < s.n; i++) {
        if ((i && ascii_is_word(s.p[i - 1])) || !str_eq_fold(str_slice(s, i, i + key.n), key))
            continue;
        size_t from = i + key.n, end = from;
        while (end < s.n &&
               (digits ? ascii_is_digit(s.p[end]) : ascii_is_word(s.p[end]) || s.p[end] == '.'))
            end++;
        while (end > from && s.p[end - 1] == '.')
            end--;
        if (end > from && !(digits && end < s.n && ascii_is_word(s.p[end])))
            return str_slice(s, from, end);
    }
    return (str){"", 0};
}

const void *render_avatar_parse(liquid_parser *p, const liquid_use *use) {
    avatar_tag *t = arena_make(liquid_parser_arena(p), avatar_tag, 1);
    str s = liquid_span_text(use->markup);
    t->text = mixed_parse(p, use->markup);
    t->size = option_of(s, S("size="), true);
    t->user = option_of(s, S("user="), false);
    if (t->size.n == 0)
        t->size = S("40");
    return t;
}

static str name_of(liquid_run *r, const avatar_tag *t, str text) {
    if (t->user.n)
        return render_named(r, t->user);
    str name = str_slice(text, 0, word_end(text, 0));
    return str_starts(name, S("@")) ? str_from(name, 1) : name;
}

/* The checksum by which one of the servers is chosen: CRC-32 as in zip files. */
static uint32_t checksum(str s) {
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < s.n; i++) {
        crc ^= (unsigned char)s.p[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~crc;
}

static void add_url(buf *out, uint32_t server, str name, int64_t size) {
    buf_printf(out, "https://avatars%u.githubusercontent.com/%.*s?v=3&s=", (unsigned)server,
               STR_FMT(name));
    buf_int(out, size);
}

static void add_set(buf *out, uint32_t server, str name, int64_t size) {
    for (int scale = 1; scale <= AVATAR_SCALES; scale++) {
        buf_add(out, scale > 1 ? S(", ") : S(""));
        add_url(out, server, name, size * scale);
        buf_printf(out, " %dx", scale);
    }
}

void render_avatar(liquid_run *r, const void *self, buf *out) {
    const avatar_tag *t = self;
    str text = mixed_render(r, &t->text), name = name_of(r, t, text);
    bool lazy = str_has(text, S("lazy=true"));
    int64_t size = 0;
    if (!str_to_int(t->size, &size) || size > INT32_MAX)
        size = INT32_MAX;
    buf path = buf_new(liquid_run_arena(r), name.n + 16);
    buf_printf(&path, "%.*s?v=3&s=%.*s", STR_FMT(name), STR_FMT(t->size));
    uint32_t server = checksum(buf_str(&path)) % AVATAR_SERVERS;
    buf_printf(out, "<img class=\"%s\" alt=\"%.*s\" width=\"%.*s\" height=\"%.*s\" ",
               size < AVATAR_SMALL ? "avatar avatar-small" : "avatar", STR_FMT(name),
               STR_FMT(t->size), STR_FMT(t->size));
    buf_add(out, lazy ? S("data-proofer-ignore=\"true\" src=\"\" data-src=\"")
                      : S("data-proofer-ignore=\"true\" src=\""));
    add_url(out, server, name, size);
    buf_add(out, lazy ? S("\" data-srcset=\"") : S("\" srcset=\""));
    add_set(out, server, name, size);
    buf_lit(out, "\" />");
}
