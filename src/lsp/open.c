#include "lsp/open.h"

#include "base/file.h"
#include "lsp/address.h"

open_document *open_find(const open_documents *all, str uri) {
    for (size_t i = 0; i < all->list.n; i++)
        if (str_eq(all->list.p[i]->uri, uri))
            return all->list.p[i];
    return NULL;
}

open_document *open_find_path(const open_documents *all, str path) {
    for (size_t i = 0; i < all->list.n; i++)
        if (path.n && (str_eq(all->list.p[i]->path, path) || str_eq(all->list.p[i]->real, path)))
            return all->list.p[i];
    return NULL;
}

/* Arenas that can be given back one by one, whose failures leave through that of all documents. */
static arena *new_arena(const open_documents *all) {
    arena *a = arena_new(0);
    if (!a)
        arena_fail(all->a, "limit/memory");
    arena_lean(a, all->a);
    return a;
}

/* Takes a text that was made in the spare arena. */
static void use_spare(open_document *doc, str text) {
    arena *old = doc->now;
    doc->text = text;
    doc->now = doc->spare;
    doc->spare = old;
    arena_reset(doc->spare);
}

open_document *open_add(open_documents *all, str uri, str text, int64_t version) {
    open_document *doc = open_find(all, uri);
    if (!doc) {
        arena *own = new_arena(all);
        doc = arena_make(own, open_document, 1);
        *doc = (open_document){.own = own,
                               .now = new_arena(all),
                               .spare = new_arena(all),
                               .told = new_arena(all),
                               .uri = str_copy(own, uri)};
        doc->path = address_path(own, doc->uri);
        doc->real = doc->path.n ? file_real_path(own, doc->path) : doc->path;
        diags_new(&doc->found, doc->told);
        *vec_push(all->a, &all->list) = doc;
    }
    use_spare(doc, str_copy(doc->spare, text));
    doc->version = version;
    doc->is_checked = false;
    return doc;
}

void open_remove(open_documents *all, open_document *doc) {
    for (size_t i = 0; i < all->list.n; i++)
        if (all->list.p[i] == doc)
            all->list.p[i] = all->list.p[--all->list.n];
    arena_free(doc->now);
    arena_free(doc->spare);
    arena_free(doc->told);
    arena_free(doc->own);
}

/* One change of the text as it is then: of a range, or all of it. */
static void change(const open_documents *all, open_document *doc, value v) {
    value range = value_at(v, S("range"));
    position from = {0, 0}, to = {UINT32_MAX, 0};
    position_read(value_at(range, S("start")), &from);
    position_read(value_at(range, S("end")), &to);
    size_t at = position_offset(doc->text, all->encoding, from);
    size_t end = position_offset(doc->text, all->encoding, to);
    str put = value_as_str(value_at(v, S("text"))), old = doc->text;
    end = end < at ? at : end;
    buf b = buf_new(doc->spare, old.n - (end - at) + put.n + 1);
    buf_add(&b, str_slice(old, 0, at));
    buf_add(&b, put);
    buf_add(&b, str_from(old, end));
    use_spare(doc, buf_str(&b));
}

static bool is_change(value v) {
    value range = value_at(v, S("range"));
    position p;
    return value_at(v, S("text")).kind == V_STR &&
           (range.kind == V_NIL || (position_read(value_at(range, S("start")), &p) &&
                                    position_read(value_at(range, S("end")), &p)));
}

bool open_change(const open_documents *all, open_document *doc, value changes, int64_t version) {
    if (changes.kind != V_LIST)
        return false;
    for (uint32_t i = 0; i < changes.n; i++)
        if (!is_change(changes.u.list[i]))
            return false;
    for (uint32_t i = 0; i < changes.n; i++)
        change(all, doc, changes.u.list[i]);
    doc->version = version;
    doc->is_checked = false;
    return true;
}
