#include "report/fingerprint.h"
#include "report/forms.h"

#include "value/json.h"

void report_gitlab(const report *r, buf *out) {
    static const char *const severities[] = {"info", "info", "minor", "major"};
    const fingerprint *prints = fingerprints(r->a, r->d);
    buf_char(out, '[');
    for (size_t i = 0; i < r->d->n; i++) {
        const diag *g = &r->d->p[i];
        buf_add(out, i ? S(",\n{\"description\":") : S("\n{\"description\":"));
        json_write_str(g->msg, out);
        buf_lit(out, ",\"check_name\":");
        json_write_str(str_of(diag_rules[g->rule].name), out);
        buf_printf(out, ",\"fingerprint\":\"%s\",\"severity\":\"%s\",\"location\":{\"path\":",
                   prints[i].hex, severities[g->sev]);
        json_write_str(g->path, out);
        buf_printf(out, ",\"lines\":{\"begin\":%u,\"end\":%u}}}", g->from.line ? g->from.line : 1,
                   g->from.line ? g->to.line : 1);
    }
    buf_add(out, r->d->n ? S("\n]\n") : S("]\n"));
}
