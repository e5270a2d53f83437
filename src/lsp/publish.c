/* Findings as diagnostics, and their repairs as code actions. */
#include "base/path.h"
#include "diag/edit.h"
#include "lsp/address.h"
#include "lsp/server.h"
#include "value/json.h"

/* The byte order mark that an editor may leave in a text; findings count without it. */
static size_t mark_of(str text) {
    return str_starts(text, S("\xEF\xBB\xBF")) ? 3 : 0;
}

static position at_offset(const server *s, const source *src, size_t at) {
    return position_at(src, s->open.encoding, at + mark_of(src->text));
}

static void find_range(const server *s, const source *src, const diag *g, position *from,
                       position *to) {
    *from = position_of(g->from, &g->line, s->open.encoding);
    *to = position_of(g->to, &g->line, s->open.encoding);
    if (src && g->from.line) {
        *from = at_offset(s, src, g->at);
        *to = at_offset(s, src, (size_t)g->at + g->n);
    }
}

/* ---- diagnostics ---- */

static str uri_of(const server *s, str path) {
    const open_document *open = open_find_path(&s->open, path);
    return open ? open->uri : address_of(s->m, path);
}

static void write_related(const server *s, str dir, const diag *g, buf *out) {
    buf_lit(out, ",\"relatedInformation\":[");
    for (const diag_note *note = g->notes; note; note = note->next) {
        str path = path_normal(s->m, path_join(s->m, dir, note->path));
        buf_lit(out, "{\"location\":{\"uri\":");
        json_write_str(uri_of(s, path), out);
        buf_lit(out, ",\"range\":");
        range_write(position_of(note->at, &note->line, s->open.encoding),
                    position_of(note->to, &note->line, s->open.encoding), out);
        buf_lit(out, "},\"message\":");
        json_write_str(note->msg, out);
        buf_add(out, note->next ? S("},") : S("}"));
    }
    buf_char(out, ']');
}

/* A finding's paths are from its site. */
static str site_of(const server *s, str path) {
    return server_root(s, s->m, path);
}

static void write_one(const server *s, const source *src, str dir, const diag *g, buf *out) {
    position from, to;
    buf text = buf_new(s->m, 256);
    buf_add(&text, g->msg);
    if (g->help.n)
        buf_printf(&text, "\nhelp: %.*s", STR_FMT(g->help));
    find_range(s, src, g, &from, &to);
    buf_lit(out, "{\"range\":");
    range_write(from, to, out);
    buf_printf(out, ",\"severity\":%d,\"code\":",
               g->sev == SEV_ERROR     ? 1
               : g->sev == SEV_WARNING ? 2
                                       : 3);
    json_write_str(str_of(diag_rules[g->rule].name), out);
    buf_lit(out, ",\"source\":\"letoon\",\"message\":");
    json_write_str(buf_str(&text), out);
    if (s->client.has_related && g->notes)
        write_related(s, dir, g, out);
    buf_char(out, '}');
}

static void write_all(server *s, str uri, str dir, const source *src, const diags *d,
                      const int64_t *version) {
    buf b = buf_new(s->m, 1024);
    buf_lit(&b, "{\"uri\":");
    json_write_str(uri, &b);
    if (version)
        buf_printf(&b, ",\"version\":%lld", (long long)*version);
    buf_lit(&b, ",\"diagnostics\":[");
    for (size_t i = 0; i < d->n; i++) {
        if (i)
            buf_char(&b, ',');
        write_one(s, src, dir, &d->p[i], &b);
    }
    buf_lit(&b, "]}");
    server_notify(s, "textDocument/publishDiagnostics", &b);
}

void publish(server *s, const open_document *doc) {
    const source *src = source_new(s->m, doc->path, doc->text);
    write_all(s, doc->uri, site_of(s, doc->path), src, &doc->found, &doc->version);
}

void publish_elsewhere(server *s, str path, const diags *d) {
    write_all(s, uri_of(s, path), site_of(s, path), NULL, d, NULL);
}

/* ---- code actions ---- */

typedef struct acting {
    const server *s;
    const open_document *doc;
    const source *src;
    str dir;
    buf *out;
    size_t n;
} acting;

static void write_edit(acting *x, const edit *e, bool is_first) {
    if (!is_first)
        buf_char(x->out, ',');
    buf_lit(x->out, "{\"range\":");
    range_write(at_offset(x->s, x->src, e->at), at_offset(x->s, x->src, (size_t)e->at + e->n),
                x->out);
    buf_lit(x->out, ",\"newText\":");
    json_write_str(e->text, x->out);
    buf_char(x->out, '}');
}

static void write_edits(acting *x, const edit *p, size_t n) {
    bool by_version = x->s->client.has_document_changes;
    buf_lit(x->out, ",\"edit\":{");
    if (by_version) {
        buf_lit(x->out, "\"documentChanges\":[{\"textDocument\":{\"uri\":");
        json_write_str(x->doc->uri, x->out);
        buf_printf(x->out, ",\"version\":%lld},\"edits\":[", (long long)x->doc->version);
    } else {
        buf_lit(x->out, "\"changes\":{");
        json_write_str(x->doc->uri, x->out);
        buf_lit(x->out, ":[");
    }
    for (size_t i = 0; i < n; i++)
        write_edit(x, &p[i], i == 0);
    buf_add(x->out, by_version ? S("]}]}}") : S("]}}}"));
}

static void begin(acting *x, const char *kind, str title) {
    buf_printf(x->out, "%s{\"kind\":\"%s\",\"title\":", x->n++ ? "," : "", kind);
    json_write_str(title, x->out);
}

static void write_fix(acting *x, const diag *g) {
    vec(edit) edits = {0};
    buf title = buf_new(x->s->m, 128);
    for (const diag_edit *e = g->edits; e; e = e->next)
        *vec_push(x->s->m, &edits) = (edit){e->at, e->n, e->text};
    if (g->help.n)
        buf_printf(&title, "%.*s [%s]", STR_FMT(g->help), diag_rules[g->rule].name);
    else
        buf_printf(&title, "mend it [%s]", diag_rules[g->rule].name);
    begin(x, "quickfix", buf_str(&title));
    buf_lit(x->out, ",\"isPreferred\":true,\"diagnostics\":[");
    write_one(x->s, x->src, x->dir, g, x->out);
    buf_char(x->out, ']');
    write_edits(x, edits.p, edits.n);
}

static void write_all_fixes(acting *x) {
    edit_list l = {0};
    for (size_t i = 0; i < x->doc->found.n && !l.diags; i++)
        l = edits_of(x->s->m, &x->doc->found, x->doc->found.p[i].path);
    if (!l.diags)
        return;
    begin(x, "source.fixAll.letoon", S("Mend all that can be mended safely"));
    write_edits(x, l.p, l.n);
}

static bool is_before(position x, position y) {
    return x.line < y.line || (x.line == y.line && x.character < y.character);
}

static bool touches(const acting *x, const diag *g, value range) {
    position from, to, first, last;
    if (!position_read(value_at(range, S("start")), &first) ||
        !position_read(value_at(range, S("end")), &last))
        return true;
    find_range(x->s, x->src, g, &from, &to);
    return !is_before(last, from) && !is_before(to, first);
}

/* Are actions of a kind wanted? "source" stands for "source.fixAll" too. */
static bool wants(value only, str kind) {
    if (only.kind != V_LIST)
        return true;
    for (uint32_t i = 0; i < only.n; i++) {
        str one = value_as_str(only.u.list[i]);
        if (str_starts(kind, one) && (one.n == kind.n || !one.n || kind.p[one.n] == '.'))
            return true;
    }
    return false;
}

void actions_write(const server *s, const open_document *doc, value params, buf *out) {
    acting x = {.s = s, .doc = doc, .out = out, .dir = site_of(s, doc->path)};
    value only = value_at(value_at(params, S("context")), S("only"));
    x.src = source_new(s->m, doc->path, doc->text);
    buf_char(out, '[');
    for (size_t i = 0; doc->is_checked && i < doc->found.n; i++) {
        const diag *g = &doc->found.p[i];
        if (g->edits && wants(only, S("quickfix")) && touches(&x, g, value_at(params, S("range"))))
            write_fix(&x, g);
    }
    if (doc->is_checked && wants(only, S("source.fixAll.letoon")))
        write_all_fixes(&x);
    buf_char(out, ']');
}
