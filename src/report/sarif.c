#include "diag/select.h"
#include "report/fingerprint.h"
#include "report/forms.h"

#include "base/path.h"
#include "value/json.h"

static void text_field(buf *out, const char *name, str s) {
    buf_printf(out, "\"%s\":", name);
    json_write_str(s, out);
}

static void message(buf *out, const char *name, str s) {
    buf_printf(out, "\"%s\":{", name);
    text_field(out, "text", s);
    buf_char(out, '}');
}

/* A path as a URI, relative as it is or with file: before it. */
static void put_uri(buf *out, str path) {
    buf_lit(out, "\"");
    if (path_is_absolute(path))
        buf_lit(out, "file://");
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        if (ascii_is_alnum(c) || str_find_char(S("-._~/"), c) != STR_NONE)
            buf_char(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
    buf_char(out, '"');
}

static void put_artifact(const report *r, buf *out, str path) {
    buf_lit(out, "\"artifactLocation\":{\"uri\":");
    put_uri(out, report_place(r, path));
    buf_char(out, '}');
}

static void put_region(buf *out, const char *name, place from, place to) {
    buf_printf(out, "\"%s\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u}",
               name, from.line, from.col16, to.line, to.col16);
}

static void put_location(const report *r, buf *out, str path, place from, place to) {
    buf_lit(out, "\"physicalLocation\":{");
    put_artifact(r, out, path.n ? path : S("."));
    if (from.line) {
        buf_char(out, ',');
        put_region(out, "region", from, to);
    }
    buf_char(out, '}');
}

static void put_related(const report *r, buf *out, const diag *g) {
    if (!g->notes)
        return;
    buf_lit(out, ",\"relatedLocations\":[");
    for (const diag_note *note = g->notes; note; note = note->next) {
        buf_char(out, '{');
        put_location(r, out, note->path, note->at, note->to);
        buf_char(out, ',');
        message(out, "message", note->msg);
        buf_add(out, note->next ? S("},") : S("}"));
    }
    buf_char(out, ']');
}

static void put_fix(const report *r, buf *out, const diag *g) {
    if (!g->edits)
        return;
    buf_lit(out, ",\"fixes\":[{");
    message(out, "description", g->help.n ? g->help : S("mend it"));
    buf_lit(out, ",\"artifactChanges\":[{");
    put_artifact(r, out, g->path);
    buf_lit(out, ",\"replacements\":[");
    for (const diag_edit *e = g->edits; e; e = e->next) {
        buf_char(out, '{');
        put_region(out, "deletedRegion", e->from, e->to);
        buf_char(out, ',');
        message(out, "insertedContent", e->text);
        buf_add(out, e->next ? S("},") : S("}"));
    }
    buf_lit(out, "]}]}]");
}

static void put_result(const report *r, buf *out, const diag *g, size_t index,
                       const fingerprint *f) {
    buf_char(out, '{');
    text_field(out, "ruleId", str_of(diag_rules[g->rule].name));
    buf_printf(out, ",\"ruleIndex\":%zu,", index);
    text_field(out, "level", str_of(severity_name(g->sev)));
    buf_char(out, ',');
    buf t = buf_new(out->a, g->msg.n + g->help.n + 8);
    buf_add(&t, g->msg);
    if (g->help.n)
        buf_lit(&t, "\n");
    buf_add(&t, g->help);
    message(out, "message", buf_str(&t));
    buf_lit(out, ",\"locations\":[{");
    place first = {1, 1, 1}; /* GitHub wants a line of what is about the file as a whole too */
    put_location(r, out, g->path, g->from.line ? g->from : first, g->from.line ? g->to : first);
    buf_printf(out, "}],\"partialFingerprints\":{\"letoon/v1\":\"%s\"}", f->hex);
    put_related(r, out, g);
    put_fix(r, out, g);
    buf_char(out, '}');
}

static void put_rule(buf *out, const report *r, rule_id id) {
    const rule *x = &diag_rules[id];
    str page = r->help ? r->help(str_of(x->name)) : S("");
    buf_char(out, '{');
    text_field(out, "id", str_of(x->name));
    buf_char(out, ',');
    message(out, "shortDescription", str_of(x->brief));
    buf_lit(out, ",\"help\":{");
    text_field(out, "text", page.n ? page : str_of(x->brief));
    if (page.n) {
        buf_char(out, ',');
        text_field(out, "markdown", page);
    }
    buf_printf(out, "},\"defaultConfiguration\":{\"level\":\"%s\"}}", severity_name(x->sev));
}

void report_sarif(const report *r, buf *out) {
    const fingerprint *prints = fingerprints(r->a, r->d);
    size_t index[RULE_COUNT] = {0}, n = 0;
    bool occurs[RULE_COUNT] = {false};
    for (size_t i = 0; i < r->d->n; i++)
        occurs[r->d->p[i].rule] = true;
    buf_lit(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                 "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"letoon\",");
    text_field(out, "version", str_of(r->version));
    buf_lit(out, ",\"rules\":[");
    for (int id = 0; id < RULE_COUNT; id++) {
        if (!occurs[id])
            continue;
        index[id] = n;
        buf_add(out, n++ ? S(",\n") : S("\n"));
        put_rule(out, r, (rule_id)id);
    }
    buf_lit(out, "]}},\"columnKind\":\"utf16CodeUnits\",\"results\":[");
    for (size_t i = 0; i < r->d->n; i++) {
        const diag *g = &r->d->p[i];
        buf_add(out, i ? S(",\n") : S("\n"));
        put_result(r, out, g, index[g->rule], &prints[i]);
    }
    buf_lit(out, "\n]}]}\n");
}
