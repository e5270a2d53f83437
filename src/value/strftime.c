/* Ruby's Time#strftime and, for days, Date#strftime. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "value/calendar.h"
#include "value/date.h"

enum { WIDTH_MAX = 1024 };
enum { LEFT = 1, UPPER = 2, CHANGE_CASE = 4 };

typedef struct directive {
    unsigned flags;
    int colons, width; /* width 0: not given */
    char pad;          /* 0: not given */
} directive;

typedef struct printer {
    const date *d;
    civil c;
    buf *out;
} printer;

static void add_padded(const printer *p, const directive *v, str s) {
    if (!(v->flags & LEFT) && v->width > 0 && s.n < (size_t)v->width)
        buf_repeat(p->out, v->pad ? v->pad : ' ', (size_t)v->width - s.n);
    size_t from = p->out->n;
    buf_add(p->out, s);
    if (v->flags & UPPER)
        for (char *c = p->out->p + from; c < p->out->p + p->out->n; c++)
            *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
}

static void add_number(const printer *p, const directive *v, int64_t i, int width, char pad) {
    if (v->flags & LEFT)
        width = 1;
    else if (v->width > 0)
        width = v->width;
    char digits[20];
    size_t n = sizeof digits;
    for (uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i; u || n == sizeof digits; u /= 10)
        digits[--n] = (char)('0' + u % 10);
    size_t used = sizeof digits - n + (i < 0), wide = (size_t)width;
    bool zeros = (v->pad ? v->pad : pad) == '0';
    if (!zeros)
        buf_repeat(p->out, ' ', wide > used ? wide - used : 0);
    if (i < 0)
        buf_char(p->out, '-');
    if (zeros)
        buf_repeat(p->out, '0', wide > used ? wide - used : 0);
    buf_add(p->out, (str){digits + n, sizeof digits - n});
}

static int hour12(int hour) {
    return hour % 12 ? hour % 12 : 12;
}

/* The number of a directive with its usual width and padding; false when it has none. */
static bool number_of_directive(const printer *p, char c, int64_t *i, int *width, char *pad) {
    const civil *t = &p->c;
    *width = 2;
    *pad = '0';
    switch (c) {
    case 'C': *i = calendar_floor_div(t->year, 100); break;
    case 'd': *i = t->day; break;
    case 'e': *i = t->day, *pad = ' '; break;
    case 'g':
        calendar_iso_week(t, i);
        *i -= 100 * calendar_floor_div(*i, 100);
        break;
    case 'G':
        calendar_iso_week(t, i);
        *width = *i < 0 ? 5 : 4;
        break;
    case 'H': *i = t->hour; break;
    case 'I': *i = hour12(t->hour); break;
    case 'j': *i = t->yday, *width = 3; break;
    case 'k': *i = t->hour, *pad = ' '; break;
    case 'l': *i = hour12(t->hour), *pad = ' '; break;
    case 'm': *i = t->month; break;
    case 'M': *i = t->minute; break;
    case 's': *i = p->d->sec, *width = 1; break;
    case 'S': *i = t->second; break;
    case 'u': *i = t->wday ? t->wday : 7, *width = 1; break;
    case 'U': *i = (t->yday + 6 - t->wday) / 7; break;
    case 'V': *i = calendar_iso_week(t, &(int64_t){0}); break;
    case 'w': *i = t->wday, *width = 1; break;
    case 'W': *i = (t->yday + 6 - (t->wday + 6) % 7) / 7; break;
    case 'y': *i = t->year - 100 * calendar_floor_div(t->year, 100); break;
    case 'Y': *i = t->year, *width = t->year < 0 ? 5 : 4; break;
    default: return false;
    }
    return true;
}

static bool add_name(const printer *p, directive v, char c) {
    bool change = (v.flags & CHANGE_CASE) != 0;
    char small[sizeof p->d->zone];
    str s;
    switch (c) {
    case 'a': s = str_slice(calendar_day_name(p->c.wday), 0, 3); break;
    case 'A': s = calendar_day_name(p->c.wday); break;
    case 'b':
    case 'h': s = str_slice(calendar_month_name(p->c.month), 0, 3); break;
    case 'B': s = calendar_month_name(p->c.month); break;
    case 'p':
        s = p->c.hour < 12 ? (change ? S("am") : S("AM")) : (change ? S("pm") : S("PM"));
        break;
    case 'P':
        if (change)
            v.flags |= UPPER;
        s = p->c.hour < 12 ? S("am") : S("pm");
        break;
    case 'Z':
        s = p->d->is_day ? S("+00:00") : p->d->is_utc ? S("UTC") : str_of(p->d->zone);
        if (change) {
            for (size_t i = 0; i < s.n; i++)
                small[i] = ascii_lower(s.p[i]);
            s.p = small;
            v.flags &= ~(unsigned)UPPER;
        }
        if (s.n == 0)
            return true;
        break;
    default: return false;
    }
    if (change && c != 'p' && c != 'Z')
        v.flags |= UPPER;
    add_padded(p, &v, s);
    return true;
}

static void add_fraction(const printer *p, const directive *v, int digits) {
    char text[10];
    snprintf(text, sizeof text, "%09u", (unsigned)p->d->nsec);
    size_t n = v->width > 0 ? (size_t)v->width : (size_t)digits;
    buf_add(p->out, (str){text, n < 9 ? n : 9});
    buf_repeat(p->out, '0', n > 9 ? n - 9 : 0);
}

/* "+hhmm", "+hh:mm", "+hh:mm:ss", or as little as says it all, by the colons. The width counts
 * everything; what is to spare goes to the hours. */
static void add_zone(const printer *p, const directive *v) {
    static const int taken[] = {3, 4, 7};
    int32_t offset = p->d->is_day ? 0 : p->d->offset, size = abs(offset);
    int parts = v->colons;
    if (parts == 3)
        parts = size % 3600 == 0 ? -1 : (size % 60 == 0 ? 1 : 2);
    int digits = p->d->is_day && v->flags & LEFT && size < 36000 ? 1 : 2;
    int rest = parts < 0 ? 1 : taken[parts];
    int width = v->width <= rest + digits ? digits : v->width - rest;
    bool minus = offset < 0 || (p->d->is_utc && v->flags & LEFT);
    char sign = minus ? '-' : '+';
    if (v->pad == ' ') {
        int used = size < 36000 ? 1 : 2;
        buf_repeat(p->out, ' ', width > used ? (size_t)(width - used) : 0);
        buf_printf(p->out, "%c%d", sign, size / 3600);
    } else {
        buf_printf(p->out, "%c%0*d", sign, width, size / 3600);
    }
    if (parts >= 0)
        buf_printf(p->out, "%s%02d", parts ? ":" : "", size / 60 % 60);
    if (parts == 2)
        buf_printf(p->out, ":%02d", size % 60);
}

static const char *composite(const date *d, char c) {
    switch (c) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'r': return "%I:%M:%S %p";
    case 'R': return "%H:%M";
    case 'T':
    case 'X': return "%H:%M:%S";
    case 'v': return "%e-%^b-%4Y";
    case '+': return d->is_day ? "%a %b %e %H:%M:%S %Z %Y" : NULL;
    default: return NULL;
    }
}

static bool format(const printer *p, str f);

static void add_composite(const printer *p, const directive *v, const char *f) {
    char room[128];
    buf inner = {.a = p->out->a, .p = room, .cap = sizeof room};
    printer q = *p;
    q.out = &inner;
    format(&q, str_of(f)); /* holds no composites itself */
    add_padded(p, v, buf_str(&inner));
}

static bool add_directive(const printer *p, const directive *v, char c) {
    int64_t i;
    int width;
    char pad;
    if (v->colons && c != 'z')
        return false;
    if (number_of_directive(p, c, &i, &width, &pad)) {
        add_number(p, v, i, width, pad);
        return true;
    }
    const char *parts = composite(p->d, c);
    if (parts) {
        add_composite(p, v, parts);
        return true;
    }
    switch (c) {
    case 'L': add_fraction(p, v, 3); return true;
    case 'N': add_fraction(p, v, 9); return true;
    case 'z': add_zone(p, v); return true;
    case 'n': add_padded(p, v, S("\n")); return true;
    case 't': add_padded(p, v, S("\t")); return true;
    case '%': add_padded(p, v, S("%")); return true;
    case 'Q':
        if (!p->d->is_day)
            return false;
        add_number(p, v, p->d->sec * 1000, 1, '0');
        return true;
    default: return add_name(p, *v, c);
    }
}

/* Flags and width from f[i] on; returns where the directive's letter or what is no part of one
 * stands. *ok is false for the latter. */
static size_t read_flags(str f, size_t i, directive *v, bool *ok) {
    *ok = true;
    for (; i < f.n; i++) {
        char c = f.p[i];
        if (ascii_is_digit(c) && (c != '0' || v->width == 0)) {
            int64_t width = 0;
            v->pad = c == '0' ? '0' : v->pad;
            for (; i < f.n && ascii_is_digit(f.p[i]); i++)
                width = width > INT_MAX ? width : width * 10 + (f.p[i] - '0');
            i--;
            *ok = width <= INT_MAX;
            if (!*ok)
                return i;
            v->width = width > WIDTH_MAX ? WIDTH_MAX : (int)width;
            continue;
        }
        bool is_flag = c == '-' || c == '^' || c == '#' || c == '_';
        if (is_flag && v->width > 0) {
            *ok = false;
            return i;
        }
        switch (c) {
        case '-': v->flags |= LEFT; break;
        case '^': v->flags |= UPPER; break;
        case '#': v->flags |= CHANGE_CASE; break;
        case '_': v->pad = ' '; break;
        default: return i;
        }
    }
    return i;
}

/* ":" to ":::" before z; "E" and "O" before the letters that know them. */
static size_t read_modifier(str f, size_t i, directive *v, bool *ok) {
    char c = f.p[i];
    *ok = true;
    if (c == ':') {
        size_t n = 1;
        while (i + n < f.n && n <= 3 && f.p[i + n] == ':')
            n++;
        *ok = n <= 3 && i + n < f.n && f.p[i + n] == 'z';
        v->colons = *ok ? (int)n : 0;
        return *ok ? i + n : i;
    }
    if (c != 'E' && c != 'O')
        return i;
    str letters = c == 'E' ? S("cCxXyY") : S("deHkIlmMSuUVwWy");
    *ok = i + 1 < f.n && str_find_char(letters, f.p[i + 1]) != STR_NONE;
    return *ok ? i + 1 : i;
}

static bool format(const printer *p, str f) {
    for (size_t i = 0; i < f.n; i++) {
        size_t from = i;
        while (i < f.n && f.p[i] != '%')
            i++;
        buf_add(p->out, str_slice(f, from, i));
        if (i == f.n)
            return true;
        from = i;
        directive v = {0};
        bool ok;
        i = read_flags(f, i + 1, &v, &ok);
        if (i >= f.n) {
            buf_add(p->out, str_from(f, from));
            return false;
        }
        if (ok)
            i = read_modifier(f, i, &v, &ok);
        if (!ok || !add_directive(p, &v, f.p[i]))
            buf_add(p->out, str_slice(f, from, i + 1));
    }
    return true;
}

bool date_strftime(const date *d, str f, buf *out) {
    printer p = {d, date_civil(d), out};
    return format(&p, f);
}
