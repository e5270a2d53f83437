#include "site/config_rules.h"

#include "diag/select.h"

static void set_matching(uint8_t severities[RULE_COUNT], str pattern, severity to) {
    for (int id = 0; id < RULE_COUNT; id++)
        if (rule_is_parity((rule_id)id) && rule_matches((rule_id)id, pattern))
            severities[id] = (uint8_t)to;
}

void rules_select(uint8_t severities[RULE_COUNT], const str *patterns, size_t n) {
    for (int id = 0; n && id < RULE_COUNT; id++) {
        bool wanted = !rule_is_parity((rule_id)id);
        for (size_t i = 0; i < n && !wanted; i++)
            wanted = rule_matches((rule_id)id, patterns[i]);
        if (!wanted)
            severities[id] = SEV_OFF;
    }
}

void rules_ignore(uint8_t severities[RULE_COUNT], const str *patterns, size_t n) {
    for (size_t i = 0; i < n; i++)
        set_matching(severities, patterns[i], SEV_OFF);
}

/* ---- the block ---- */

enum { PATTERNS = 64 };

static size_t patterns_of(value list, str out[PATTERNS]) {
    size_t n = 0;
    for (uint32_t i = 0; list.kind == V_LIST && i < list.n && n < PATTERNS; i++)
        out[n++] = value_as_str(list.u.list[i]);
    return n;
}

void config_rules_set(value letoon, uint8_t severities[RULE_COUNT]) {
    str patterns[PATTERNS];
    value check = value_at(letoon, S("check")), levels = value_at(check, S("severity"));
    rules_select(severities, patterns, patterns_of(value_at(check, S("select")), patterns));
    rules_ignore(severities, patterns, patterns_of(value_at(check, S("ignore")), patterns));
    for (uint32_t i = 0; levels.kind == V_MAP && i < levels.u.map->n; i++) {
        const member *m = &levels.u.map->members[i];
        severity level;
        /* YAML reads off as false. */
        if (m->val.kind == V_BOOL && !m->val.u.b)
            set_matching(severities, value_as_str(m->key), SEV_OFF);
        else if (severity_read(value_as_str(m->val), &level))
            set_matching(severities, value_as_str(m->key), level);
    }
}

severity config_fail_on(value letoon) {
    severity level;
    str name = value_as_str(value_at(value_at(letoon, S("check")), S("fail_on")));
    if (str_eq(name, S("never")))
        return SEV_OFF;
    return severity_read(name, &level) && level != SEV_OFF ? level : SEV_ERROR;
}

/* ---- what can be wrong with it ---- */

static void check_pattern(const source *src, const member *m, str pattern, diags *d) {
    if (rule_is_known(pattern))
        return;
    diag *g = diag_add(d, RULE_CONFIG_UNKNOWN_KEY, span_of(src, m->key_at, 0),
                       "there is no rule \"%.*s\"", STR_FMT(pattern));
    str near = rule_nearest(pattern);
    if (near.n)
        diag_help(d, g, "did you mean \"%.*s\"?", STR_FMT(near));
}

static bool check_level(const source *src, const member *m, bool is_threshold, diags *d) {
    severity level;
    str name = value_as_str(m->val);
    bool is_off = m->val.kind == V_BOOL && !m->val.u.b;
    if (is_threshold ? str_eq(name, S("never")) || (severity_read(name, &level) && level != SEV_OFF)
                     : is_off || severity_read(name, &level))
        return true;
    diag_add(d, RULE_CONFIG_INVALID, span_of(src, m->val_at, m->val_n),
             "wanted error, warning, note or %s", is_threshold ? "never" : "off");
    return false;
}

static bool check_levels(const source *src, value levels, diags *d) {
    bool ok = true;
    for (uint32_t i = 0; levels.kind == V_MAP && i < levels.u.map->n; i++) {
        const member *m = &levels.u.map->members[i];
        check_pattern(src, m, value_as_str(m->key), d);
        ok = check_level(src, m, false, d) && ok;
    }
    return ok;
}

static bool check_policies(const source *src, value keys, diags *d) {
    static const char *const policies[] = {"same", "translated", "per-language", "free"};
    bool ok = true;
    for (uint32_t i = 0; keys.kind == V_MAP && i < keys.u.map->n; i++) {
        const member *m = &keys.u.map->members[i];
        bool known = false;
        for (size_t k = 0; k < sizeof policies / sizeof *policies; k++)
            known = known || str_eq(value_as_str(m->val), str_of(policies[k]));
        if (!known)
            diag_add(d, RULE_CONFIG_INVALID, span_of(src, m->val_at, m->val_n),
                     "wanted same, translated, per-language or free");
        ok = ok && known;
    }
    return ok;
}

bool config_rules_check(const source *src, value check, diags *d) {
    bool ok = true;
    for (uint32_t i = 0; i < check.u.map->n; i++) {
        const member *m = &check.u.map->members[i];
        str key = value_as_str(m->key), patterns[PATTERNS];
        size_t n = 0;
        if (str_eq(key, S("select")) || str_eq(key, S("ignore")))
            n = patterns_of(m->val, patterns);
        else if (str_eq(key, S("severity")))
            ok = check_levels(src, m->val, d) && ok;
        else if (str_eq(key, S("keys")))
            ok = check_policies(src, m->val, d) && ok;
        else if (str_eq(key, S("fail_on")))
            ok = check_level(src, m, true, d) && ok;
        for (size_t k = 0; k < n; k++)
            check_pattern(src, m, patterns[k], d);
    }
    return ok;
}
