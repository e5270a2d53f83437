/* Going to a note's other languages. */
#include "lsp/aside.h"
#include "value/json.h"

static void write_location(look *l, const aside *b, buf *out) {
    buf_lit(out, "{\"uri\":");
    json_write_str(look_uri(l, b->doc), out);
    buf_lit(out, ",\"range\":");
    aside_range(b, l->scene->open->encoding, out);
    buf_char(out, '}');
}

static void write_locations(look *l, const aside *p, size_t n, bool is_first, buf *out) {
    for (size_t i = 0; i < n; i++) {
        if (!is_first)
            buf_char(out, ',');
        write_location(l, &p[i], out);
        is_first = false;
    }
}

void answer_definition(look *l, const question *q, buf *out) {
    look_note note;
    buf_char(out, '[');
    if (look_find(l, q->doc, &note)) {
        asides b = asides_of(l, &note, q->at.line + 1);
        write_locations(l, b.p, b.n, true, out);
    }
    buf_char(out, ']');
}

/* All versions beside the original's block. */
void answer_references(look *l, const question *q, buf *out) {
    look_note note;
    buf_char(out, '[');
    if (look_find(l, q->doc, &note) && note.original) {
        asides b = asides_of(l, &note, q->at.line + 1), all = {0};
        look_note original = {note.set, note.original, note.original};
        if (note.doc == note.original)
            all = b;
        else if (b.n && b.p[0].src)
            all = asides_of(l, &original, b.p[0].from);
        size_t kept = 0;
        for (size_t i = 0; i < all.n; i++)
            if (q->with_self || all.p[i].doc != note.doc)
                all.p[kept++] = all.p[i];
        bool has_original = note.doc == note.original ? q->with_self : b.n > 0;
        if (has_original)
            write_location(l, note.doc == note.original ? &b.own : &b.p[0], out);
        write_locations(l, all.p, kept, !has_original, out);
    }
    buf_char(out, ']');
}

static void write_version(look *l, const look_note *note, const document *doc, const aside *at,
                          buf *out) {
    str title = value_to_str(l->w.a, document_get(doc, S("title")));
    buf_lit(out, "{\"uri\":");
    json_write_str(look_uri(l, doc), out);
    buf_lit(out, ",\"lang\":");
    json_write_str(look_tag(l, doc), out);
    buf_lit(out, ",\"title\":");
    json_write_str(title, out);
    buf_printf(out, ",\"original\":%s,\"current\":%s", doc == note->original ? "true" : "false",
               doc == note->doc ? "true" : "false");
    if (at) {
        buf_lit(out, ",\"range\":");
        aside_range(at, l->scene->open->encoding, out);
    }
    buf_char(out, '}');
}

/* The aside of a version, where it is known; NULL: it is not. */
static const aside *aside_of(const asides *b, const document *doc) {
    if (b->own.doc == doc && b->own.src)
        return &b->own;
    for (size_t i = 0; i < b->n; i++)
        if (b->p[i].doc == doc && b->p[i].src)
            return &b->p[i];
    return NULL;
}

void answer_versions(look *l, const question *q, buf *out) {
    look_note note;
    asides b = {0};
    buf_char(out, '[');
    if (look_find(l, q->doc, &note)) {
        if (q->has_position)
            b = asides_of(l, &note, q->at.line + 1);
        for (size_t i = 0; look_version(&note, i); i++) {
            if (i)
                buf_char(out, ',');
            write_version(l, &note, look_version(&note, i), aside_of(&b, look_version(&note, i)),
                          out);
        }
    }
    buf_char(out, ']');
}
