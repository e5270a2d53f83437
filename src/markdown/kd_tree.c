#include "markdown/kd.h"

/* From blocks as they were read to blocks that can be written: attribute lists are put on, texts
 * are parsed by cmark, headings get their ids. Depth is bounded by the reader's. */

static bool is_leaf(const kd_block *b) {
    return b->kind == KD_P || b->kind == KD_HEADING || b->kind == KD_DT || b->kind == KD_CELL ||
           b->kind == KD_SPANS;
}

static void find_leaves(kd_doc *doc, kd_block *b, buf *text) {
    bool outside = doc->no_gfm_breaks;
    doc->no_gfm_breaks = outside || b->kind == KD_HTML;
    if (b->ial)
        kd_attr_apply(doc, &b->attrs, b->ial);
    if (is_leaf(b)) {
        *vec_push(doc->a, &doc->leaves) = b;
        kd_spans(doc, buf_str(&b->text), text);
        buf_lit(text, "\n\n");
    }
    for (kd_block *c = b->first; c; c = c->next)
        find_leaves(doc, c, text);
    doc->no_gfm_breaks = outside;
}

void kd_parse_spans(kd_doc *doc, cmark_mem *mem) {
    buf text = buf_new(doc->a, 4096);
    find_leaves(doc, doc->root, &text);
    doc->no_gfm_breaks = true;
    for (size_t i = 0; i < doc->notes.n; i++)
        find_leaves(doc, ((kd_note *)doc->notes.entries[i].val)->content, &text);
    uint32_t flags = MD_STRIKETHROUGH | MD_STRIKETHROUGH_DOUBLE_TILDE;
    cmark_parser *p = cmark_parser_new_with_mem(library_options(flags), mem);
    library_attach(p, flags, &(emphasis){0});
    cmark_parser_attach_syntax_extension(p, library_get()->kramdown);
    cmark_parser_feed(p, text.p, text.n);
    cmark_node *n = cmark_node_first_child(cmark_parser_finish(p));
    for (size_t i = 0; i < doc->leaves.n && n; i++, n = cmark_node_next(n))
        doc->leaves.p[i]->spans = n;
}

/* --- ids ---------------------------------------------------------------------------------------
 */

typedef struct ids {
    kd_doc *doc;
    map gfm, plain; /* how often each was given */
} ids;

static str basic_id(arena *a, str text) {
    buf id = buf_new(a, text.n);
    size_t i = 0;
    while (i < text.n && !ascii_is_alpha(text.p[i]))
        i++;
    for (; i < text.n; i++)
        if (ascii_is_alnum(text.p[i]) || text.p[i] == ' ' || text.p[i] == '-')
            buf_char(&id, text.p[i] == ' ' ? '-' : ascii_lower(text.p[i]));
    return id.n ? buf_str(&id) : S("section");
}

static void set_id(ids *s, map *used, kd_block *h, str id) {
    void **n = map_at(used, id);
    uintptr_t count = (uintptr_t)*n;
    *n = (void *)(count + 1);
    buf b = buf_new(s->doc->a, id.n + 8);
    buf_add(&b, s->doc->o.id_prefix);
    buf_add(&b, id);
    if (count)
        buf_printf(&b, "-%zu", (size_t)count);
    h->id = buf_str(&b);
    h->has_id = true;
}

/* GFM's ids go to the headings outside of HTML, the older ones to the others afterwards. */
static void give_ids(ids *s, kd_block *b, bool gfm) {
    if (b->kind == KD_HEADING) {
        const str *own = kd_attr_get(&b->attrs, S("id"));
        str text = own ? S("") : kd_spans_text(s->doc, b->spans);
        if (own && (!gfm || own->n)) {
            b->id = *own;
            b->has_id = true;
        } else if (!own && !b->has_id && gfm) {
            set_id(s, &s->gfm, b, markdown_heading_id(s->doc->a, text));
        } else if (!own && !b->has_id) {
            set_id(s, &s->plain, b, basic_id(s->doc->a, text));
        }
    }
    for (kd_block *c = b->first; c; c = c->next)
        if (!gfm || c->kind != KD_HTML)
            give_ids(s, c, gfm);
}

static void find_own_ids(kd_block *b) {
    const str *own = b->kind == KD_HEADING ? kd_attr_get(&b->attrs, S("id")) : NULL;
    if (own) {
        b->id = *own;
        b->has_id = true;
    }
    for (kd_block *c = b->first; c; c = c->next)
        find_own_ids(c);
}

void kd_give_ids(kd_doc *doc) {
    ids s = {doc, map_new(doc->a), map_new(doc->a)};
    find_own_ids(doc->root);
    if (doc->o.no_auto_ids)
        return;
    if (!doc->o.is_plain)
        give_ids(&s, doc->root, true);
    give_ids(&s, doc->root, false);
    for (size_t i = 0; i < doc->notes.n; i++)
        give_ids(&s, ((kd_note *)doc->notes.entries[i].val)->content, false);
}
