#include "diag/select.h"

static str area_of(rule_id id) {
    str name = str_of(diag_rules[id].name);
    return str_slice(name, 0, str_find_char(name, '/'));
}

bool rule_matches(rule_id id, str pattern) {
    return str_eq(str_of(diag_rules[id].name), pattern) || str_eq(area_of(id), pattern);
}

bool rule_is_known(str pattern) {
    for (int id = 0; id < RULE_COUNT; id++)
        if (rule_matches((rule_id)id, pattern))
            return true;
    return false;
}

str rule_nearest(str pattern) {
    str names[2 * RULE_COUNT];
    for (int id = 0; id < RULE_COUNT; id++) {
        names[2 * id] = str_of(diag_rules[id].name);
        names[2 * id + 1] = area_of((rule_id)id);
    }
    return str_nearest(pattern, names, 2 * RULE_COUNT);
}

bool rule_is_parity(rule_id id) {
    return id >= RULE_PARITY_MISSING_BLOCK;
}

severity rule_severity(rule_id id) {
    return id == RULE_FRONTMATTER_DUPLICATE_KEY ? SEV_ERROR : diag_rules[id].sev;
}

const char *severity_name(severity sev) {
    static const char *const names[] = {"off", "note", "warning", "error"};
    return names[sev];
}

bool severity_read(str name, severity *out) {
    for (int i = 0; i <= SEV_ERROR; i++) {
        if (str_eq(name, str_of(severity_name((severity)i)))) {
            *out = (severity)i;
            return true;
        }
    }
    return false;
}
