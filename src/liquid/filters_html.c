#include "liquid/filters.h"

#include <string.h>

#include "base/utf8.h"

/* ---- HTML ---- */

static str entity(char c) {
    switch (c) {
    case '&': return S("&amp;");
    case '<': return S("&lt;");
    case '>': return S("&gt;");
    case '"': return S("&quot;");
    case '\'': return S("&#39;");
    default: return S("");
    }
}

/* The length of &name; or &#12; at i, else 0. */
static size_t match_entity(str s, size_t i) {
    size_t j = i + 1;
    bool number = j < s.n && s.p[j] == '#';
    size_t from = j += number;
    while (j < s.n && (number ? ascii_is_digit(s.p[j]) : ascii_is_alpha(s.p[j])))
        j++;
    return j > from && j < s.n && s.p[j] == ';' ? j + 1 - i : 0;
}

static value escaped(liquid_call *c, str s, bool keep_entities) {
    buf b = buf_new(c->a, s.n + s.n / 8);
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        str e = entity(s.p[i]);
        if (!e.n || (keep_entities && s.p[i] == '&' && match_entity(s, i)))
            continue;
        buf_add(&b, str_slice(s, from, i));
        buf_add(&b, e);
        from = i + 1;
    }
    if (from == 0)
        return filter_str(c, s);
    buf_add(&b, str_from(s, from));
    return filter_text(c, &b);
}

static value escape(liquid_call *c, value in) {
    return in.kind == V_NIL ? in : escaped(c, in_text(c, in), false);
}

static value escape_once(liquid_call *c, value in) {
    return escaped(c, in_text(c, in), true);
}

static value newline_to_br(liquid_call *c, value in) {
    str s = in_text(c, in);
    buf b = buf_new(c->a, s.n + 32);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
            continue;
        if (s.p[i] == '\n')
            buf_lit(&b, "<br />");
        buf_char(&b, s.p[i]);
    }
    return filter_text(c, &b);
}

/* The elements whose contents go too. What was looked for in vain is not looked for again. */
typedef struct element {
    str open, close;
    bool absent;
} element;

/* The end of the element that begins at i, or i. */
static size_t match_element(str s, size_t i, element *e) {
    if (e->absent || !str_starts(str_from(s, i), e->open))
        return i;
    size_t close = str_find(str_from(s, i + e->open.n), e->close);
    e->absent = close == STR_NONE;
    return e->absent ? i : i + e->open.n + close + e->close.n;
}

static void strip_elements(str s, buf *out) {
    element kinds[] = {{S("<script"), S("</script>"), false},
                       {S("<!--"), S("-->"), false},
                       {S("<style"), S("</style>"), false}};
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        size_t open = str_find_char(str_from(s, i), '<'), end = 0;
        if (open == STR_NONE)
            break;
        i += open;
        for (size_t k = 0; k < 3 && end <= i; k++)
            end = match_element(s, i, &kinds[k]);
        if (end > i) {
            buf_add(out, str_slice(s, from, i));
            from = end;
        }
        i = end > i ? end : i + 1;
    }
    buf_add(out, str_from(s, from));
}

static void strip_tags(str s, buf *out) {
    for (;;) {
        size_t open = str_find_char(s, '<');
        size_t close = open == STR_NONE ? STR_NONE : str_find_char(str_from(s, open), '>');
        if (close == STR_NONE) {
            buf_add(out, s);
            return;
        }
        buf_add(out, str_slice(s, 0, open));
        s = str_from(s, open + close + 1);
    }
}

static value strip_html(liquid_call *c, value in) {
    str s = in_text(c, in);
    if (str_find_char(s, '<') == STR_NONE)
        return filter_str(c, s);
    buf once = buf_new(c->a, s.n), twice = buf_new(c->a, s.n);
    strip_elements(s, &once);
    strip_tags(buf_str(&once), &twice);
    return filter_text(c, &twice);
}

/* ---- URLs ---- */

static value url_encode(liquid_call *c, value in) {
    if (in.kind == V_NIL)
        return in;
    str s = in_text(c, in);
    buf b = buf_new(c->a, s.n + s.n / 2);
    for (size_t i = 0; i < s.n; i++) {
        char x = s.p[i];
        if (ascii_is_alnum(x) || x == '-' || x == '.' || x == '_' || x == '~')
            buf_char(&b, x);
        else if (x == ' ')
            buf_char(&b, '+');
        else
            buf_printf(&b, "%%%02X", (unsigned)(unsigned char)x);
    }
    return filter_text(c, &b);
}

static int hex(char c) {
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static value url_decode(liquid_call *c, value in) {
    if (in.kind == V_NIL)
        return in;
    str s = in_text(c, in);
    buf b = buf_new(c->a, s.n);
    size_t bad;
    for (size_t i = 0; i < s.n; i++) {
        int hi = s.p[i] == '%' && i + 2 < s.n ? hex(s.p[i + 1]) : -1;
        int lo = hi >= 0 ? hex(s.p[i + 2]) : -1;
        if (lo >= 0) {
            buf_char(&b, (char)(hi << 4 | lo));
            i += 2;
        } else {
            buf_char(&b, s.p[i] == '+' ? ' ' : s.p[i]);
        }
    }
    if (!utf8_valid(buf_str(&b), &bad))
        return liquid_filter_fail(c, "'url_decode' gives bytes that are no UTF-8");
    return filter_text(c, &b);
}

/* ---- Base64 ---- */

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static value encoded64(liquid_call *c, str s, bool url) {
    buf b = buf_new(c->a, s.n / 3 * 4 + 4);
    for (size_t i = 0; i < s.n; i += 3) {
        unsigned char x[3] = {0};
        size_t n = s.n - i < 3 ? s.n - i : 3;
        memcpy(x, s.p + i, n);
        unsigned bits = (unsigned)x[0] << 16 | (unsigned)x[1] << 8 | x[2];
        for (size_t k = 0; k < 4; k++) {
            char d = k > n ? '=' : digits64[bits >> (18 - 6 * k) & 63];
            buf_char(&b, url && d == '+' ? '-' : url && d == '/' ? '_' : d);
        }
    }
    return filter_text(c, &b);
}

static int value64(char d, bool url) {
    if (url && (d == '-' || d == '_'))
        return d == '-' ? 62 : 63;
    const char *at = d ? strchr(digits64, d) : NULL;
    return at ? (int)(at - digits64) : -1;
}

/* Strictly: whole groups, padding where it belongs, no bits left over. */
static bool decode64(str s, bool url, buf *out) {
    for (size_t i = 0; i < s.n; i += 4) {
        unsigned bits = 0, pad = 0;
        if (s.n - i < 4)
            return false;
        for (size_t k = 0; k < 4; k++) {
            char d = s.p[i + k];
            int x = value64(d, url);
            bool padding = d == '=' && k >= 2 && i + 4 == s.n;
            if (padding ? false : x < 0 || pad)
                return false;
            pad += padding;
            bits = bits << 6 | (padding ? 0 : (unsigned)x);
        }
        if ((pad == 1 && bits & 0xFF) || (pad == 2 && bits & 0xFFFF))
            return false;
        for (unsigned k = 0; k < 3 - pad; k++)
            buf_char(out, (char)(bits >> (16 - 8 * k) & 0xFF));
    }
    return true;
}

static value decoded64(liquid_call *c, str s, bool url) {
    buf b = buf_new(c->a, s.n);
    if (!decode64(s, url, &b))
        return liquid_filter_fail(c, "invalid base64 for '%s'", c->filter->name);
    return filter_text(c, &b);
}

static value base64_encode(liquid_call *c, value in) {
    return encoded64(c, in_text(c, in), false);
}

static value base64_url_safe_encode(liquid_call *c, value in) {
    return encoded64(c, in_text(c, in), true);
}

static value base64_decode(liquid_call *c, value in) {
    return decoded64(c, in_text(c, in), false);
}

static value base64_url_safe_decode(liquid_call *c, value in) {
    str s = in_text(c, in);
    if (s.n % 4 && !str_ends(s, S("="))) {
        buf b = buf_new(c->a, s.n + 4);
        buf_add(&b, s);
        buf_repeat(&b, '=', 4 - s.n % 4);
        s = buf_str(&b);
    }
    return decoded64(c, s, true);
}

const liquid_filter liquid_filters_html[] = {
    {"base64_decode", base64_decode, 0, 0},
    {"base64_encode", base64_encode, 0, 0},
    {"base64_url_safe_decode", base64_url_safe_decode, 0, 0},
    {"base64_url_safe_encode", base64_url_safe_encode, 0, 0},
    {"escape", escape, 0, 0},
    {"escape_once", escape_once, 0, 0},
    {"h", escape, 0, 0},
    {"newline_to_br", newline_to_br, 0, 0},
    {"strip_html", strip_html, 0, 0},
    {"url_decode", url_decode, 0, 0},
    {"url_encode", url_encode, 0, 0},
    {NULL, NULL, 0, 0},
};
