#include "render/filters.h"

#include <math.h>

#include "base/utf8.h"
#include "render/smarty.h"
#include "site/permalink.h"
#include "site/uri.h"
#include "value/date.h"
#include "value/json.h"
#include "value/number.h"

job *render_job(liquid_run *run) {
    return liquid_run_user(run);
}

void render_help(liquid_run *run, size_t before, const char *fmt, ...) {
    diags *d = liquid_run_diags(run);
    if (d->n <= before)
        return;
    buf b = buf_new(liquid_run_arena(run), 64);
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&b, fmt, ap);
    va_end(ap);
    diag_help(d, &d->p[before], "%.*s", STR_FMT(buf_str(&b)));
}

value render_refuse(liquid_call *c, value in, const char *what) {
    buf b = buf_new(c->a, 64);
    value_inspect(in, c->a, &b, 0);
    return liquid_filter_fail(c, "'%s' wants %s, not %.*s", c->filter->name, what,
                              STR_FMT(str_slice(buf_str(&b), 0, 80)));
}

/* ---- to_integer, jsonify, inspect ---- */

/* Ruby's String#to_i. */
static value leading_integer(arena *a, str s) {
    buf digits = buf_new(a, 16);
    s = str_ltrim(s);
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    if (i && s.p[0] == '-')
        buf_char(&digits, '-');
    if (i + 2 < s.n && s.p[i] == '0' && ascii_lower(s.p[i + 1]) == 'd' &&
        ascii_is_digit(s.p[i + 2]))
        i += 2;
    size_t first = i;
    for (; i < s.n; i++) {
        bool joins = s.p[i] == '_' && i > first && s.p[i - 1] != '_';
        if (!joins && !ascii_is_digit(s.p[i]))
            break;
        if (!joins)
            buf_char(&digits, s.p[i]);
    }
    return i == first ? value_int(0) : number_from_digits(a, buf_str(&digits));
}

value render_to_integer(liquid_call *c, value in) {
    switch ((value_kind)in.kind) {
    case V_NIL: return value_int(0);
    case V_BOOL: return value_int(in.u.b);
    case V_INT:
    case V_BIG: return in;
    case V_STR: return leading_integer(c->a, value_as_str(in));
    case V_FLOAT:
        if (isfinite(in.u.f))
            return in.u.f < 0 ? number_ceil(c->a, in) : number_floor(c->a, in);
        break;
    case V_DATE:
        if (!in.u.date->is_day)
            return value_int(in.u.date->sec);
        break;
    default: break;
    }
    return render_refuse(c, in, "a number");
}

value render_jsonify(liquid_call *c, value in) {
    buf b = buf_new(c->a, 256);
    json_write(in, c->a, &b, 0);
    return value_str(buf_str(&b));
}

static value escape_xml(arena *a, str s) {
    buf b = buf_new(a, s.n + s.n / 8);
    for (size_t i = 0; i < s.n; i++)
        switch (s.p[i]) {
        case '&': buf_lit(&b, "&amp;"); break;
        case '<': buf_lit(&b, "&lt;"); break;
        case '>': buf_lit(&b, "&gt;"); break;
        case '"': buf_lit(&b, "&quot;"); break;
        case '\'': buf_lit(&b, "&apos;"); break;
        default: buf_char(&b, s.p[i]);
        }
    return value_str(buf_str(&b));
}

value render_xml_escape(liquid_call *c, value in) {
    return escape_xml(c->a, liquid_to_s(c->a, in));
}

value render_inspect(liquid_call *c, value in) {
    buf b = buf_new(c->a, 64);
    value_inspect(in, c->a, &b, 0);
    return escape_xml(c->a, buf_str(&b));
}

/* ---- Converters ---- */

value render_markdownify(liquid_call *c, value in) {
    str text = liquid_to_s(c->a, in);
    buf b = buf_new(c->a, text.n + text.n / 4 + 16);
    job_markdown(render_job(c->run), text, &b);
    return value_str(buf_str(&b));
}

value render_smartify(liquid_call *c, value in) {
    str text = liquid_to_s(c->a, in);
    buf b = buf_new(c->a, text.n + text.n / 8 + 16);
    smarty_render(c->a, text, &b);
    return value_str(buf_str(&b));
}

/* ---- Escapes and slugs ---- */

value render_slugify(liquid_call *c, value in) {
    value mode = liquid_arg(c, 0);
    if (in.kind == V_NIL)
        return in;
    if (in.kind != V_STR)
        return render_refuse(c, in, "a text");
    str name = mode.kind == V_NIL ? S("default") : liquid_to_s(c->a, mode);
    return value_str(permalink_slugify(c->a, value_as_str(in), name, false));
}

value render_cgi_escape(liquid_call *c, value in) {
    static const char digits[] = "0123456789ABCDEF";
    if (in.kind != V_STR)
        return render_refuse(c, in, "a text");
    str s = value_as_str(in);
    buf b = buf_new(c->a, s.n + s.n / 2);
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (ascii_is_alnum(ch) || ch == '_' || ch == '.' || ch == '-' || ch == '~') {
            buf_char(&b, ch);
        } else if (ch == ' ') {
            buf_char(&b, '+');
        } else {
            buf_char(&b, '%');
            buf_char(&b, digits[(unsigned char)ch >> 4]);
            buf_char(&b, digits[(unsigned char)ch & 15]);
        }
    }
    return value_str(buf_str(&b));
}

value render_uri_escape(liquid_call *c, value in) {
    if (in.kind == V_NIL)
        return in;
    if (in.kind != V_STR)
        return render_refuse(c, in, "a text");
    buf b = buf_new(c->a, in.n + in.n / 2);
    uri_normalize_component(c->a, value_as_str(in), &b);
    return value_str(buf_str(&b));
}

/* ---- Words ---- */

value render_normalize_whitespace(liquid_call *c, value in) {
    str s = str_trim(liquid_to_s(c->a, in));
    buf b = buf_new(c->a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        if (!ascii_is_space(s.p[i]))
            buf_char(&b, s.p[i]);
        else if (i == 0 || !ascii_is_space(s.p[i - 1]))
            buf_char(&b, ' ');
    }
    return value_str(str_trim(buf_str(&b)));
}

/* The scripts Han, Hiragana, Katakana and Hangul in Unicode 13, Ruby 3.1's. */
static bool is_cjk(uint32_t cp) {
    static const struct {
        uint32_t from, to;
    } ranges[] = {{0x1100, 0x11ff},   {0x2e80, 0x2e99},   {0x2e9b, 0x2ef3},   {0x2f00, 0x2fd5},
                  {0x3005, 0x3005},   {0x3007, 0x3007},   {0x3021, 0x3029},   {0x302e, 0x302f},
                  {0x3038, 0x303b},   {0x3041, 0x3096},   {0x309d, 0x309f},   {0x30a1, 0x30fa},
                  {0x30fd, 0x30ff},   {0x3131, 0x318e},   {0x31f0, 0x321e},   {0x3260, 0x327e},
                  {0x32d0, 0x32fe},   {0x3300, 0x3357},   {0x3400, 0x4dbf},   {0x4e00, 0x9ffc},
                  {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xd7b0, 0xd7c6},   {0xd7cb, 0xd7fb},
                  {0xf900, 0xfa6d},   {0xfa70, 0xfad9},   {0xff66, 0xff6f},   {0xff71, 0xff9d},
                  {0xffa0, 0xffbe},   {0xffc2, 0xffc7},   {0xffca, 0xffcf},   {0xffd2, 0xffd7},
                  {0xffda, 0xffdc},   {0x16ff0, 0x16ff1}, {0x1b000, 0x1b11e}, {0x1b150, 0x1b152},
                  {0x1b164, 0x1b167}, {0x1f200, 0x1f200}, {0x20000, 0x2a6dd}, {0x2a700, 0x2b734},
                  {0x2b740, 0x2b81d}, {0x2b820, 0x2cea1}, {0x2ceb0, 0x2ebe0}, {0x2f800, 0x2fa1d},
                  {0x30000, 0x3134a}};
    size_t lo = 0, hi = sizeof ranges / sizeof *ranges;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (cp > ranges[mid].to)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < sizeof ranges / sizeof *ranges && cp >= ranges[lo].from;
}

value render_number_of_words(liquid_call *c, value in) {
    if (in.kind != V_STR)
        return render_refuse(c, in, "a text");
    str s = value_as_str(in), mode = liquid_to_s(c->a, liquid_arg(c, 0));
    int64_t cjk = 0, words = 0, others = 0; /* others: words that CJK characters end too */
    bool in_word = false, in_other = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        bool space = ascii_is_space(s.p[i]);
        i += utf8_decode(str_from(s, i), &cp);
        bool is = is_cjk(cp);
        cjk += is;
        words += !space && !in_word;
        others += !space && !is && !in_other;
        in_word = !space;
        in_other = !space && !is;
    }
    bool counts = str_eq(mode, S("cjk")) || (str_eq(mode, S("auto")) && cjk > 0);
    return value_int(counts ? cjk + others : words);
}
