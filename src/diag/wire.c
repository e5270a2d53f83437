/* Diags as bytes, for the pipe between a worker and its parent (one machine, one program). */
#include "base/wire.h"
#include "base/vec.h"
#include "diag/diag.h"

static void put_place(buf *out, place p) {
    wire_put_u32(out, p.line);
    wire_put_u32(out, p.col);
    wire_put_u32(out, p.col16);
}

static void put_excerpt(buf *out, const excerpt *e) {
    wire_put_str(out, e->text);
    wire_put_u32(out, e->col);
    wire_put_u32(out, e->is_cut);
}

static void put_notes(buf *out, const diag_note *note) {
    uint32_t n = 0;
    for (const diag_note *i = note; i; i = i->next)
        n++;
    wire_put_u32(out, n);
    for (; note; note = note->next) {
        wire_put_str(out, note->path);
        put_place(out, note->at);
        put_place(out, note->to);
        put_excerpt(out, &note->line);
        wire_put_str(out, note->msg);
    }
}

static void put_edits(buf *out, const diag_edit *edit) {
    uint32_t n = 0;
    for (const diag_edit *i = edit; i; i = i->next)
        n++;
    wire_put_u32(out, n);
    for (; edit; edit = edit->next) {
        wire_put_u32(out, edit->at);
        wire_put_u32(out, edit->n);
        put_place(out, edit->from);
        put_place(out, edit->to);
        wire_put_str(out, edit->text);
    }
}

void diags_pack(const diags *d, buf *out) {
    wire_put_u32(out, (uint32_t)d->n);
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        wire_put_u32(out, (uint32_t)g->rule);
        wire_put_u32(out, (uint32_t)g->sev);
        wire_put_str(out, g->path);
        put_place(out, g->from);
        put_place(out, g->to);
        wire_put_u32(out, g->at);
        wire_put_u32(out, g->n);
        put_excerpt(out, &g->line);
        wire_put_str(out, g->msg);
        wire_put_str(out, g->help);
        put_notes(out, g->notes);
        put_edits(out, g->edits);
        put_notes(out, g->lead);
        wire_put_str(out, g->page);
        wire_put_u32(out, g->pages);
    }
}

typedef struct reader {
    arena *a;
    wire in;
} reader;

static uint32_t get_u32(reader *r) {
    return wire_u32(&r->in);
}

static str get_str(reader *r) {
    return str_copy(r->a, wire_str(&r->in));
}

static place get_place(reader *r) {
    place p;
    p.line = get_u32(r);
    p.col = get_u32(r);
    p.col16 = get_u32(r);
    return p;
}

static excerpt get_excerpt(reader *r) {
    excerpt e;
    e.text = get_str(r);
    e.col = get_u32(r);
    e.is_cut = get_u32(r) != 0;
    return e;
}

static diag_note *get_notes(reader *r) {
    diag_note *first = NULL, **end = &first;
    for (uint32_t n = get_u32(r); n && r->in.ok; n--, end = &(*end)->next) {
        *end = arena_make(r->a, diag_note, 1);
        (*end)->path = get_str(r);
        (*end)->at = get_place(r);
        (*end)->to = get_place(r);
        (*end)->line = get_excerpt(r);
        (*end)->msg = get_str(r);
    }
    return first;
}

static diag_edit *get_edits(reader *r) {
    diag_edit *first = NULL, **end = &first;
    for (uint32_t n = get_u32(r); n && r->in.ok; n--, end = &(*end)->next) {
        *end = arena_make(r->a, diag_edit, 1);
        (*end)->at = get_u32(r);
        (*end)->n = get_u32(r);
        (*end)->from = get_place(r);
        (*end)->to = get_place(r);
        (*end)->text = get_str(r);
    }
    return first;
}

bool diags_unpack(str bytes, diags *into) {
    reader r = {into->a, {bytes, true}};
    for (uint32_t n = get_u32(&r); n && r.in.ok; n--) {
        diag g = {0};
        uint32_t id = get_u32(&r), sev = get_u32(&r);
        g.path = get_str(&r);
        g.from = get_place(&r);
        g.to = get_place(&r);
        g.at = get_u32(&r);
        g.n = get_u32(&r);
        g.line = get_excerpt(&r);
        g.msg = get_str(&r);
        g.help = get_str(&r);
        g.notes = get_notes(&r);
        g.edits = get_edits(&r);
        g.lead = get_notes(&r);
        g.page = get_str(&r);
        g.pages = get_u32(&r);
        if (!r.in.ok || id >= RULE_COUNT || sev > SEV_ERROR)
            return false;
        g.rule = (rule_id)id;
        g.sev = (severity)sev;
        *vec_push(into->a, into) = g;
        into->count[sev]++;
    }
    return r.in.ok;
}
