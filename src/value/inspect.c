/* What values print: {{ x }} and Ruby's inspect. */
#include "base/limits.h"
#include "base/utf8.h"
#include "value/date.h"
#include "value/value.h"

static void add_range(const value_range *r, buf *out) {
    buf_int(out, r->from);
    buf_lit(out, "..");
    buf_int(out, r->to);
}

static value drop_text(const drop *d, arena *a) {
    return d->type->as_text ? d->type->as_text(d, a) : value_str(str_of(d->type->name));
}

static void add_text(value v, arena *scratch, buf *out, unsigned depth) {
    if (depth >= LIMIT_VALUE_DEPTH)
        return;
    switch ((value_kind)v.kind) {
    case V_NIL:
    case V_EMPTY:
    case V_BLANK: break;
    case V_BOOL: buf_add(out, v.u.b ? S("true") : S("false")); break;
    case V_INT: buf_int(out, v.u.i); break;
    case V_BIG:
    case V_STR: buf_add(out, (str){v.u.s, v.n}); break;
    case V_FLOAT: value_float_text(v.u.f, out); break;
    case V_DATE: date_text(v.u.date, out); break;
    case V_LIST:
        for (uint32_t i = 0; i < v.n; i++)
            add_text(v.u.list[i], scratch, out, depth + 1);
        break;
    case V_MAP: value_inspect(v, scratch, out, depth); break;
    case V_RANGE: add_range(v.u.range, out); break;
    case V_DROP: add_text(drop_text(v.u.drop, scratch), scratch, out, depth + 1); break;
    }
}

void value_text(value v, arena *scratch, buf *out) {
    add_text(v, scratch, out, 0);
}

str value_to_str(arena *a, value v) {
    if (v.kind == V_STR || v.kind == V_BIG)
        return value_as_str(v);
    buf b = buf_new(a, 0);
    value_text(v, a, &b);
    return buf_str(&b);
}

static char short_escape(char c) {
    switch (c) {
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\f': return 'f';
    case '\v': return 'v';
    case '\b': return 'b';
    case '\a': return 'a';
    case 0x1B: return 'e';
    case '"': return '"';
    case '\\': return '\\';
    default: return 0;
    }
}

/* "#{", "#$" and "#@" would begin an interpolation. */
static bool is_interpolation(str s, size_t at) {
    char next = at + 1 < s.n ? s.p[at + 1] : '\0';
    return s.p[at] == '#' && (next == '{' || next == '$' || next == '@');
}

static void inspect_str(str s, buf *out) {
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        char letter = short_escape(s.p[i]);
        if (letter || is_interpolation(s, i)) {
            buf_char(out, '\\');
            buf_char(out, letter ? letter : '#');
        } else if (n == 1 && cp == 0xFFFD) {
            buf_printf(out, "\\x%02X", (unsigned)(unsigned char)s.p[i]);
        } else if (!utf8_is_print(cp)) {
            buf_printf(out, cp > 0xFFFF ? "\\u{%X}" : "\\u%04X", (unsigned)cp);
        } else {
            buf_add(out, str_slice(s, i, i + n));
        }
        i += n;
    }
    buf_char(out, '"');
}

static bool is_word_start(char c) {
    return ascii_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Does :s need no quotes? */
static bool is_plain_symbol(str s) {
    static const char *const operators[] = {
        "+",  "-",   "*",  "/",  "%",  "**",  "==", "!=", "===", "=~", "!~", "<", "<=", ">",
        ">=", "<=>", "<<", ">>", "[]", "[]=", "!",  "~",  "+@",  "-@", "&",  "|", "^"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (str_eq(s, str_of(operators[i])))
            return true;
    bool sigil = true;
    if (str_starts(s, S("@@")))
        s = str_from(s, 2);
    else if (str_starts(s, S("@")) || str_starts(s, S("$")))
        s = str_from(s, 1);
    else
        sigil = false;
    if (s.n == 0 || !is_word_start(s.p[0]) || !utf8_valid(s, &(size_t){0}))
        return false;
    size_t end = s.n;
    if (!sigil && (s.p[end - 1] == '?' || s.p[end - 1] == '!' || s.p[end - 1] == '='))
        end--;
    for (size_t i = 0; i < end; i++)
        if (!is_word_start(s.p[i]) && !ascii_is_digit(s.p[i]))
            return false;
    return true;
}

static void inspect_symbol(str s, buf *out) {
    buf_char(out, ':');
    if (is_plain_symbol(s))
        buf_add(out, s);
    else
        inspect_str(s, out);
}

static void inspect_list(value v, arena *scratch, buf *out, unsigned depth) {
    buf_char(out, '[');
    for (uint32_t i = 0; i < v.n; i++) {
        if (i)
            buf_lit(out, ", ");
        value_inspect(v.u.list[i], scratch, out, depth);
    }
    buf_char(out, ']');
}

static void inspect_map(const value_map *m, arena *scratch, buf *out, unsigned depth) {
    buf_char(out, '{');
    for (uint32_t i = 0; i < m->n; i++) {
        if (i)
            buf_lit(out, ", ");
        value_inspect(m->members[i].key, scratch, out, depth);
        buf_lit(out, "=>");
        value_inspect(m->members[i].val, scratch, out, depth);
    }
    buf_char(out, '}');
}

void value_inspect(value v, arena *scratch, buf *out, unsigned depth) {
    bool deep = depth >= LIMIT_VALUE_DEPTH;
    switch ((value_kind)v.kind) {
    case V_NIL: buf_lit(out, "nil"); break;
    case V_EMPTY:
    case V_BLANK: buf_lit(out, "\"\""); break;
    case V_STR:
        if (v.flags & VALUE_SYMBOL)
            inspect_symbol(value_as_str(v), out);
        else
            inspect_str(value_as_str(v), out);
        break;
    case V_DATE: date_inspect(v.u.date, out); break;
    case V_LIST:
        if (deep)
            buf_lit(out, "[...]");
        else
            inspect_list(v, scratch, out, depth + 1);
        break;
    case V_MAP:
        if (deep)
            buf_lit(out, "{...}");
        else
            inspect_map(v.u.map, scratch, out, depth + 1);
        break;
    case V_DROP:
        if (!deep && v.u.drop->type->as_map)
            value_inspect(v.u.drop->type->as_map(v.u.drop, scratch, depth), scratch, out,
                          depth + 1);
        else
            buf_add(out, str_of(v.u.drop->type->name));
        break;
    default: add_text(v, scratch, out, depth); break;
    }
}
