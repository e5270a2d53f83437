#include "value/json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "value/date.h"
#include "value/json_numbers.h"
#include "value/number.h"

static void end_json(void *handle) {
    json_decref(handle);
}

/* Offset of the bracket that opens one level too many, STR_NONE when there is none. */
static size_t find_too_deep(str text) {
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '"')
            in_string = !in_string;
        else if (in_string)
            i += c == '\\';
        else if (c == '[' || c == '{') {
            if (++depth > LIMIT_VALUE_DEPTH)
                return i;
        } else if ((c == ']' || c == '}') && depth)
            depth--;
    }
    return STR_NONE;
}

typedef struct reader {
    arena *a;
    bool marked; /* texts carry a mark, see json_numbers.h */
} reader;

/* Depth was checked in the text already. */
static value convert(const reader *r, const json_t *j);

static value convert_str(const reader *r, const json_t *j) {
    str s = {json_string_value(j), json_string_length(j)};
    return r->marked ? json_unmark(r->a, s) : value_str(str_copy(r->a, s));
}

static value convert_list(const reader *r, const json_t *j) {
    size_t n = json_array_size(j);
    value *items = arena_make(r->a, value, n);
    for (size_t i = 0; i < n; i++)
        items[i] = convert(r, json_array_get(j, i));
    return value_list(items, n);
}

static value convert_map(const reader *r, json_t *j) {
    map_builder b = {.a = r->a};
    for (void *i = json_object_iter(j); i; i = json_object_iter_next(j, i)) {
        str key = str_from(str_of(json_object_iter_key(i)), r->marked); /* holds no NUL */
        map_add(&b, str_copy(r->a, key), convert(r, json_object_iter_value(i)));
    }
    return map_finish(&b);
}

static value convert(const reader *r, const json_t *j) {
    switch (json_typeof(j)) {
    case JSON_OBJECT: return convert_map(r, (json_t *)(uintptr_t)j); /* iterators want it so */
    case JSON_ARRAY: return convert_list(r, j);
    case JSON_STRING: return convert_str(r, j);
    case JSON_INTEGER: return value_int(json_integer_value(j));
    case JSON_REAL: return value_float(json_real_value(j));
    case JSON_TRUE: return value_bool(true);
    case JSON_FALSE: return value_bool(false);
    case JSON_NULL: return value_nil();
    }
    return value_nil();
}

/* Where the faulty token begins; jansson tells its end, and its text when that is short. */
static size_t error_offset(const json_error_t *e, str text) {
    size_t at = e->position < 0 ? 0 : (size_t)e->position;
    if (at > text.n)
        at = text.n;
    str message = str_of(e->text), before, token;
    if (str_cut(message, S(" near '"), &before, &token) && str_ends(token, S("'")) &&
        token.n - 1 <= at)
        at -= token.n - 1;
    return at;
}

static json_t *load(str text, json_error_t *e) {
    return json_loadb(text.p ? text.p : "", text.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, e);
}

bool json_read(arena *a, str text, value *out, str *why, size_t *at) {
    *out = value_nil();
    *at = find_too_deep(text);
    if (*at != STR_NONE) {
        buf b = buf_new(a, 0);
        buf_printf(&b, "nesting is deeper than %d", LIMIT_VALUE_DEPTH);
        *why = buf_str(&b);
        return false;
    }
    json_error_t e;
    reader r = {.a = a};
    void **slot = arena_defer(a, end_json);
    str readable = text;
    *slot = load(text, &e);
    if (!*slot && json_error_code(&e) == json_error_numeric_overflow) {
        r.marked = true;
        readable = json_mark(a, text);
        *slot = load(readable, &e);
    }
    if (!*slot) {
        *at = error_offset(&e, readable);
        if (r.marked)
            *at = json_unmarked_offset(a, text, *at);
        *why = str_copy(a, str_of(e.text));
        return false;
    }
    *out = convert(&r, *slot);
    json_decref(*slot);
    *slot = NULL;
    return true;
}

static void write_char(char c, buf *out) {
    switch (c) {
    case '"': buf_lit(out, "\\\""); break;
    case '\\': buf_lit(out, "\\\\"); break;
    case '\b': buf_lit(out, "\\b"); break;
    case '\f': buf_lit(out, "\\f"); break;
    case '\n': buf_lit(out, "\\n"); break;
    case '\r': buf_lit(out, "\\r"); break;
    case '\t': buf_lit(out, "\\t"); break;
    default: buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

static bool is_plain(char c) {
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

void json_write_str(str s, buf *out) {
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        while (i < s.n && is_plain(s.p[i]))
            i++;
        buf_add(out, str_slice(s, from, i));
        if (i == s.n)
            break;
        if ((unsigned char)s.p[i] < 0x80) {
            write_char(s.p[i++], out);
            continue;
        }
        uint32_t cp;
        i += utf8_decode(str_from(s, i), &cp);
        buf_codepoint(out, cp);
    }
    buf_char(out, '"');
}

static void write_list(value v, arena *scratch, buf *out, unsigned depth) {
    buf_char(out, '[');
    for (uint32_t i = 0; i < v.n; i++) {
        if (i)
            buf_char(out, ',');
        json_write(v.u.list[i], scratch, out, depth);
    }
    buf_char(out, ']');
}

static void write_map(const value_map *m, arena *scratch, buf *out, unsigned depth) {
    buf_char(out, '{');
    for (uint32_t i = 0; i < m->n; i++) {
        if (i)
            buf_char(out, ',');
        json_write_str(value_to_str(scratch, m->members[i].key), out);
        buf_char(out, ':');
        json_write(m->members[i].val, scratch, out, depth);
    }
    buf_char(out, '}');
}

static void write_drop(const drop *d, arena *scratch, buf *out, unsigned depth) {
    if (d->type->as_map)
        json_write(d->type->as_map(d, scratch, depth), scratch, out, depth);
    else if (d->type->as_text)
        json_write(d->type->as_text(d, scratch), scratch, out, depth);
    else
        buf_lit(out, "{}");
}

static void write_float(double f, buf *out) {
    if (isfinite(f))
        value_float_text(f, out);
    else
        buf_lit(out, "null");
}

void json_write(value v, arena *scratch, buf *out, unsigned depth) {
    if (depth > LIMIT_VALUE_DEPTH) {
        buf_lit(out, "null");
        return;
    }
    switch ((value_kind)v.kind) {
    case V_NIL: buf_lit(out, "null"); break;
    case V_FLOAT: write_float(v.u.f, out); break;
    case V_LIST: write_list(v, scratch, out, depth + 1); break;
    case V_MAP: write_map(v.u.map, scratch, out, depth + 1); break;
    case V_DROP: write_drop(v.u.drop, scratch, out, depth); break;
    case V_BOOL:
    case V_INT:
    case V_BIG: value_text(v, scratch, out); break;
    default: json_write_str(value_to_str(scratch, v), out);
    }
}

const char *json_library_version(void) {
    return jansson_version_str();
}
