#include "value/zone.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "value/calendar.h"

const zone *zone_utc(void) {
    static const zone_type type = {0, "UTC"};
    static const zone utc = {.is_utc = true, .ntypes = 1, .types = &type};
    return &utc;
}

static const zone *load_file(arena *a, const char *path) {
    str bytes, why;
    return file_read(&sys_real, a, path, MIB, &bytes, &why) ? zone_file_parse(a, bytes) : NULL;
}

/* A name must not lead out of the zone directories. */
static bool is_plain_name(str name) {
    str part, rest = name;
    do {
        str_cut(rest, S("/"), &part, &rest);
        if (part.n == 0 || part.p[0] == '.')
            return false;
    } while (rest.n);
    return str_find_char(name, '\0') == STR_NONE;
}

static const zone *load_name(arena *a, str name) {
    const char *const places[] = {getenv("TZDIR"), "/usr/share/zoneinfo", "/usr/lib/zoneinfo",
                                  "/usr/share/lib/zoneinfo", "/etc/zoneinfo"};
    if (!is_plain_name(name))
        return NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!places[i] || !places[i][0])
            continue;
        const zone *z = load_file(a, str_cstr(a, path_join(a, str_of(places[i]), name)));
        if (z)
            return z;
    }
    return NULL;
}

static const zone *load_rule(arena *a, str name) {
    zone *z = arena_make(a, zone, 1);
    z->has_rule = zone_rule_parse(name, &z->rule);
    z->ntypes = 1;
    z->types = &z->rule.standard;
    return z->has_rule ? z : NULL;
}

/* UTC without any zone files, but a zone like others: its times print "+0000". */
static const zone *named_utc(void) {
    static const zone_type type = {0, "UTC"};
    static const zone utc = {.ntypes = 1, .types = &type};
    return &utc;
}

const zone *zone_load(arena *a, str name) {
    bool own = name.n == 0;
    if (own) {
        const char *tz = getenv("TZ");
        if (!tz) {
            const zone *z = load_file(a, "/etc/localtime");
            return z ? z : named_utc();
        }
        name = str_of(tz);
        if (name.n && name.p[0] == ':')
            name = str_from(name, 1);
        if (name.n && name.p[0] == '/')
            return load_file(a, str_cstr(a, name));
        if (name.n == 0)
            return named_utc();
    }
    const zone *z = load_name(a, name);
    if (!z)
        z = load_rule(a, name);
    return z || !str_eq(name, S("UTC")) ? z : named_utc();
}

const zone_type *zone_type_at(const zone *z, int64_t sec) {
    if (z->n == 0 || sec < z->at[0])
        return z->n == 0 && z->has_rule ? zone_rule_at(&z->rule, sec) : &z->types[0];
    if (z->has_rule && sec >= z->at[z->n - 1])
        return zone_rule_at(&z->rule, sec);
    uint32_t low = 0, high = z->n; /* at[low] <= sec < at[high] */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (z->at[middle] <= sec)
            low = middle;
        else
            high = middle;
    }
    return &z->types[z->type[low]];
}

void date_in_zone(const date *d, const zone *z, date *out) {
    if (d->is_day) {
        civil c = date_civil(d);
        date_from_civil(&c, 0, z, out);
        return;
    }
    const zone_type *t = zone_type_at(z, d->sec);
    *out = (date){.sec = d->sec, .nsec = d->nsec, .offset = t->offset, .is_utc = z->is_utc};
    memcpy(out->zone, t->name, sizeof out->zone);
}

void date_from_civil(const civil *c, uint32_t nsec, const zone *z, date *out) {
    int64_t local = calendar_seconds(c);
    int64_t before = local - zone_type_at(z, local - SECONDS_A_DAY)->offset;
    int64_t after = local - zone_type_at(z, local + SECONDS_A_DAY)->offset;
    bool before_fits = before + zone_type_at(z, before)->offset == local;
    bool after_fits = after + zone_type_at(z, after)->offset == local;
    int64_t sec = before;
    if (after_fits && (!before_fits || after > before))
        sec = after;
    date d = {.sec = sec, .nsec = nsec};
    date_in_zone(&d, z, out);
}
