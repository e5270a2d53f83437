#include "value/pack.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "value/date.h"
#include "value/float.h"
#include "value/number.h"

typedef struct reader {
    arena *a;
    str rest;
    pack_things *things;
    size_t owed;     /* values that the lists and maps around are still to get */
    const char *why; /* NULL: all is well so far */
} reader;

static value fail(reader *r, const char *why) {
    if (!r->why)
        r->why = why;
    r->rest.n = 0;
    return value_nil();
}

/* What stands before the next `end`, which is taken too. */
static str until(reader *r, char end) {
    size_t n = str_find_char(str_slice(r->rest, 0, 64), end);
    if (n == STR_NONE) {
        fail(r, "a number or a length has no end");
        return S("");
    }
    str s = str_slice(r->rest, 0, n);
    r->rest = str_from(r->rest, n + 1);
    return s;
}

static int64_t number(reader *r, char end) {
    int64_t i = 0;
    if (!str_to_int(until(r, end), &i))
        fail(r, "what should be a number is none");
    return i;
}

/* A length or a count; each thing takes at least `least` bytes, and so does what is owed, so that
 * all counts together cannot promise more than there may be. */
static size_t length(reader *r, size_t least) {
    int64_t n = number(r, ':');
    size_t room = r->rest.n > r->owed ? r->rest.n - r->owed : 0;
    if (!r->why && (n < 0 || (uint64_t)n > room / least))
        fail(r, "more is promised than there is");
    return r->why ? 0 : (size_t)n;
}

static str text(reader *r) {
    size_t n = length(r, 1);
    str s = str_slice(r->rest, 0, n);
    r->rest = str_from(r->rest, n);
    return s;
}

static value read_value(reader *r, unsigned depth);

static value read_owed(reader *r, unsigned depth) {
    r->owed--;
    return read_value(r, depth + 1);
}

static value read_list(reader *r, unsigned depth) {
    size_t n = length(r, 1);
    value *items = arena_make(r->a, value, n);
    r->owed += n;
    for (size_t i = 0; i < n && !r->why; i++)
        items[i] = read_owed(r, depth);
    return value_list(items, n);
}

static value read_map(reader *r, unsigned depth) {
    size_t n = length(r, 2);
    map_builder b = {.a = r->a};
    r->owed += 2 * n;
    for (size_t i = 0; i < n && !r->why; i++) {
        member m = {.key = read_owed(r, depth)};
        m.val = read_owed(r, depth);
        map_add_member(&b, m);
    }
    return map_finish(&b);
}

static value read_integer(reader *r) {
    str s = until(r, ';');
    int64_t i;
    if (str_to_int(s, &i))
        return value_int(i);
    return fail(r, "an integer that is none");
}

static value read_big(reader *r) {
    str s = text(r);
    size_t sign = str_starts(s, S("-")), i = sign;
    while (i < s.n && ascii_is_digit(s.p[i]))
        i++;
    return i < s.n || i == sign ? fail(r, "an integer that is none") : number_from_digits(r->a, s);
}

static size_t skip_sign(str s, size_t at) {
    return at + (at < s.n && (s.p[at] == '+' || s.p[at] == '-'));
}

static size_t skip_digits(str s, size_t at) {
    while (at < s.n && ascii_is_digit(s.p[at]))
        at++;
    return at;
}

/* "-1.5e-07": digits on at least one side of the point, and in the exponent if there is one. */
static bool is_decimal(str s) {
    size_t from = skip_sign(s, 0), at = skip_digits(s, from), digits = at - from;
    if (at < s.n && s.p[at] == '.') {
        size_t point = at + 1;
        at = skip_digits(s, point);
        digits += at - point;
    }
    if (at < s.n && (s.p[at] == 'e' || s.p[at] == 'E')) {
        size_t power = skip_sign(s, at + 1);
        at = skip_digits(s, power);
        if (at == power)
            return false;
    }
    return digits && at == s.n;
}

static value read_float(reader *r) {
    str s = until(r, ';');
    if (str_eq(s, S("nan")))
        return value_float((double)NAN);
    if (str_eq(s, S("inf")) || str_eq(s, S("-inf")))
        return value_float(s.p[0] == '-' ? -(double)INFINITY : (double)INFINITY);
    return is_decimal(s) ? value_float(float_parse(s)) : fail(r, "a float that is none");
}

static value read_time(reader *r) {
    date d = {.sec = number(r, ',')};
    int64_t nsec = number(r, ','), offset = number(r, ',');
    d.is_utc = number(r, ',') != 0;
    str name = until(r, ';');
    if (!r->why && (nsec < 0 || nsec > 999999999 || offset < -86400 || offset > 86400 ||
                    d.sec > INT64_MAX / 4 || d.sec < INT64_MIN / 4))
        return fail(r, "a time that is none");
    d.nsec = (uint32_t)nsec;
    d.offset = (int32_t)offset;
    if (name.n < sizeof d.zone)
        memcpy(d.zone, name.p, name.n);
    return value_date(date_copy(r->a, &d));
}

static value read_day(reader *r) {
    int64_t days = number(r, ';');
    if (days > INT32_MAX || days < INT32_MIN)
        return fail(r, "a day that is none");
    date d = {.sec = days * 86400, .is_day = true};
    return value_date(date_copy(r->a, &d));
}

static value thing(reader *r, uint32_t n, str kind) {
    drop *d = arena_make(r->a, drop, 1);
    if (r->things)
        *vec_push(r->a, r->things) = (pack_thing){d, n, kind};
    return value_drop(d);
}

static value read_reference(reader *r) {
    int64_t n = number(r, ';');
    if (!r->things || n < 0 || n >= UINT32_MAX)
        return fail(r, "a reference to nothing");
    return thing(r, (uint32_t)n, (str){NULL, 0});
}

static value read_foreign(reader *r) {
    str kind = text(r);
    return r->things ? thing(r, UINT32_MAX, str_copy(r->a, kind))
                     : fail(r, "an object where none may be");
}

static value read_symbol(reader *r) {
    value v = value_str(text(r));
    v.flags |= VALUE_SYMBOL;
    return v;
}

static value read_value(reader *r, unsigned depth) {
    if (depth > LIMIT_VALUE_DEPTH)
        return fail(r, "nested too deeply");
    if (!r->rest.n)
        return fail(r, "it ends too early");
    char tag = r->rest.p[0];
    r->rest = str_from(r->rest, 1);
    switch (tag) {
    case 'N': return value_nil();
    case 'T': return value_bool(true);
    case 'F': return value_bool(false);
    case 'I': return read_integer(r);
    case 'B': return read_big(r);
    case 'D': return read_float(r);
    case 'S': return value_str(text(r));
    case 'Y': return read_symbol(r);
    case 'L': return read_list(r, depth);
    case 'M': return read_map(r, depth);
    case 'C': return read_time(r);
    case 'A': return read_day(r);
    case 'R': return read_reference(r);
    case 'X': return read_foreign(r);
    default: return fail(r, "a value of no known kind");
    }
}

bool pack_read(arena *a, str bytes, value *out, pack_things *things, str *why) {
    reader r = {.a = a, .rest = bytes, .things = things};
    *out = read_value(&r, 0);
    if (!r.why && r.rest.n)
        fail(&r, "there is more behind it");
    *why = str_of(r.why);
    return !r.why;
}

/* ---- writing ---- */

static void put_text(char tag, str s, buf *out) {
    buf_char(out, tag);
    buf_int(out, (int64_t)s.n);
    buf_char(out, ':');
    buf_add(out, s);
}

static void put_count(char tag, size_t n, buf *out) {
    buf_char(out, tag);
    buf_int(out, (int64_t)n);
    buf_char(out, ':');
}

void pack_write_str(str s, buf *out) {
    put_text('S', s, out);
}

void pack_write_list(size_t n, buf *out) {
    put_count('L', n, out);
}

void pack_write_map(size_t n, buf *out) {
    put_count('M', n, out);
}

static void put_float(double f, buf *out) {
    if (isnan(f))
        buf_lit(out, "Dnan;");
    else if (isinf(f))
        buf_add(out, f < 0 ? S("D-inf;") : S("Dinf;"));
    else
        buf_printf(out, "D%.17g;", f);
}

static void put_date(const date *d, buf *out) {
    if (d->is_day)
        buf_printf(out, "A%" PRId64 ";", d->sec / 86400);
    else
        buf_printf(out, "C%" PRId64 ",%" PRIu32 ",%" PRId32 ",%d,%s;", d->sec, d->nsec, d->offset,
                   d->is_utc, d->zone);
}

static void put(value v, buf *out, unsigned depth) {
    if (depth > LIMIT_VALUE_DEPTH) {
        buf_char(out, 'N');
        return;
    }
    switch (v.kind) {
    case V_BOOL: buf_char(out, v.u.b ? 'T' : 'F'); break;
    case V_INT:
        buf_char(out, 'I');
        buf_int(out, v.u.i);
        buf_char(out, ';');
        break;
    case V_BIG: put_text('B', value_as_str(v), out); break;
    case V_FLOAT: put_float(v.u.f, out); break;
    case V_STR: put_text(v.flags & VALUE_SYMBOL ? 'Y' : 'S', value_as_str(v), out); break;
    case V_DATE: put_date(v.u.date, out); break;
    case V_LIST:
        put_count('L', v.n, out);
        for (uint32_t i = 0; i < v.n; i++)
            put(v.u.list[i], out, depth + 1);
        break;
    case V_MAP:
        put_count('M', v.u.map->n, out);
        for (uint32_t i = 0; i < v.u.map->n; i++) {
            put(v.u.map->members[i].key, out, depth + 1);
            put(v.u.map->members[i].val, out, depth + 1);
        }
        break;
    default: buf_char(out, 'N');
    }
}

void pack_write(value v, buf *out) {
    put(v, out, 0);
}
