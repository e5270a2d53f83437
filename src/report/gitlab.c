#include "report/fingerprint.h"
#include "report/forms.h"

#include "value/json.h"

/* GitLab shows nothing else of it, so the cure stands there too. */
static str description(arena *a, const diag *g) {
    buf b = buf_new(a, g->msg.n + g->help.n + 16);
    buf_add(&b, g->msg);
    if (g->help.n)
        buf_printf(&b, " (help: %.*s)", STR_FMT(g->help));
    return buf_str(&b);
}

void report_gitlab(const report *r, buf *out) {
    static const char *const severities[] = {"info", "info", "minor", "major"};
    const fingerprint *prints = fingerprints(r->a, r->d);
    buf_char(out, '[');
    for (size_t i = 0; i < r->d->n; i++) {
        const diag *g = &r->d->p[i];
        buf_add(out, i ? S(",\n{\"description\":") : S("\n{\"description\":"));
        json_write_str(description(r->a, g), out);
        buf_lit(out, ",\"check_name\":");
        json_write_str(str_of(diag_rules[g->rule].name), out);
        buf_printf(out, ",\"fingerprint\":\"%s\",\"severity\":\"%s\",\"location\":{\"path\":",
                   prints[i].hex, severities[g->sev]);
        json_write_str(report_place(r, g->path), out);
        buf_printf(out, ",\"lines\":{\"begin\":%u,\"end\":%u}}}", g->from.line ? g->from.line : 1,
                   g->from.line ? g->to.line : 1);
    }
    buf_add(out, r->d->n ? S("\n]\n") : S("]\n"));
}
