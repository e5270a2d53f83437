#include "markdown/kd.h"

/* HTML as kramdown's converter, 2.4's or the wanted version's, writes it under Jekyll. Recursion is
 * as deep as the reader's. */

static void write_block(kd_writer *w, const kd_block *b, size_t indent);

static void pad(kd_writer *w, size_t indent) {
    buf_repeat(w->out, ' ', indent);
}

static void write_children(kd_writer *w, const kd_block *b, size_t indent) {
    bool was_blank = false; /* an end of block between two blanks does not part them */
    for (const kd_block *c = b->first; c; c = c->next) {
        if (c->kind == KD_EOB || (was_blank && c->kind == KD_BLANK))
            continue;
        write_block(w, c, indent);
        was_blank = c->kind == KD_BLANK;
    }
}

static void open_tag(kd_writer *w, str name, const kd_attrs *attrs) {
    buf_char(w->out, '<');
    buf_add(w->out, name);
    kd_write_attrs(w->out, attrs);
    buf_char(w->out, '>');
}

static void close_tag(kd_writer *w, str name) {
    buf_lit(w->out, "</");
    buf_add(w->out, name);
    buf_lit(w->out, ">");
}

static void container(kd_writer *w, const kd_block *b, str name, size_t indent) {
    pad(w, indent);
    open_tag(w, name, &b->attrs);
    buf_char(w->out, '\n');
    write_children(w, b, indent + 2);
    pad(w, indent);
    close_tag(w, name);
    buf_char(w->out, '\n');
}

/* --- headings, paragraphs ----------------------------------------------------------------------
 */

static int heading_level(const kd_writer *w, const kd_block *b) {
    int level = b->level + w->doc->o.header_offset;
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

static void heading(kd_writer *w, const kd_block *b, size_t indent) {
    char tag[] = {'h', (char)('0' + heading_level(w, b)), '\0'};
    kd_attrs attrs = {0};
    kd_attr_append(w->doc->a, &attrs, &b->attrs);
    if (b->has_id)
        kd_attr_set(w->doc->a, &attrs, S("id"), b->id);
    pad(w, indent);
    open_tag(w, str_of(tag), &attrs);
    const str *id = kd_attr_get(&attrs, S("id"));
    if (w->doc->o.version >= KRAMDOWN_2_5 && w->doc->o.header_links && id && id->n) {
        kd_attrs link = {0};
        kd_attr_set(w->doc->a, &link, S("href"), str_cat(w->doc->a, S("#"), *id));
        open_tag(w, S("a"), &link);
        close_tag(w, S("a"));
    }
    kd_write_spans(w, b->spans);
    close_tag(w, str_of(tag));
    buf_char(w->out, '\n');
}

static void spans_and_tail(kd_writer *w, const kd_block *b) {
    kd_write_spans(w, b->spans);
    if (w->tail_of == b)
        buf_add(w->out, w->tail);
}

/* The image that is all of the paragraph and is `{: standalone}`. */
static const kd_atom *standalone_image(kd_writer *w, const kd_block *b) {
    const kd_atom *image = NULL;
    bool is_standalone = false;
    for (cmark_node *n = b->spans ? cmark_node_first_child(b->spans) : NULL; n;
         n = cmark_node_next(n)) {
        const kd_atom *a = kd_atom_of(w->doc, n);
        if (a && a->kind == KD_ATOM_IMAGE && !image)
            image = a;
        else if (a && a->kind == KD_ATOM_IAL)
            is_standalone = is_standalone || kd_attr_refers(&a->attrs, S("standalone"));
        else if (cmark_node_get_type(n) != CMARK_NODE_TEXT || *cmark_node_get_literal(n))
            return NULL;
    }
    return is_standalone ? image : NULL;
}

static void figure(kd_writer *w, const kd_block *b, const kd_atom *image, size_t indent) {
    kd_attrs outer = {0}, inner = {0};
    if (w->doc->o.version >= KRAMDOWN_2_3_1)
        kd_attr_append(w->doc->a, &outer, &b->attrs);
    kd_attr_append(w->doc->a, &inner, &image->attrs);
    for (cmark_node *n = cmark_node_first_child(b->spans); n; n = cmark_node_next(n)) {
        const kd_atom *a = kd_atom_of(w->doc, n);
        if (a && a->kind == KD_ATOM_IAL)
            kd_attr_apply(w->doc, &inner, &a->attrs);
    }
    const str moved[] = {TEXT("class"), TEXT("id")};
    for (size_t i = 0; i < 2; i++) {
        const str *val = kd_attr_get(&inner, moved[i]);
        if (val && !kd_attr_get(&outer, moved[i])) {
            kd_attr_set(w->doc->a, &outer, moved[i], *val);
            kd_attr_remove(&inner, moved[i]);
        }
    }
    pad(w, indent);
    open_tag(w, S("figure"), &outer);
    buf_char(w->out, '\n');
    pad(w, indent + 2);
    buf_lit(w->out, "<img");
    kd_write_attrs(w->out, &inner);
    buf_lit(w->out, " />\n");
    pad(w, indent + 2);
    buf_lit(w->out, "<figcaption>");
    const str *alt = kd_attr_get(&inner, S("alt"));
    buf_add(w->out, alt ? *alt : S(""));
    buf_lit(w->out, "</figcaption>\n");
    pad(w, indent);
    buf_lit(w->out, "</figure>\n");
}

static void paragraph(kd_writer *w, const kd_block *b, size_t indent) {
    const kd_atom *image;
    if (b->transparent) {
        spans_and_tail(w, b);
        return;
    }
    if ((image = standalone_image(w, b)) != NULL) {
        figure(w, b, image, indent);
        return;
    }
    pad(w, indent);
    open_tag(w, S("p"), &b->attrs);
    spans_and_tail(w, b);
    buf_lit(w->out, "</p>\n");
}

/* --- lists and the table of contents -----------------------------------------------------------
 */

static void item(kd_writer *w, const kd_block *b, str name, size_t indent) {
    pad(w, indent);
    open_tag(w, name, &b->attrs);
    const kd_block *first = b->first;
    while (first && first->kind == KD_EOB)
        first = first->next;
    bool is_inline = !first || (first->kind == KD_P && first->transparent);
    if (!is_inline)
        buf_char(w->out, '\n');
    size_t from = w->out->n;
    write_children(w, b, indent + 2);
    if (!is_inline || (w->out->n > from && w->out->p[w->out->n - 1] == '\n'))
        pad(w, indent);
    close_tag(w, name);
    buf_char(w->out, '\n');
}

typedef vec(const kd_block *) headings;

static void find_headings(const kd_writer *w, const kd_block *b, headings *all) {
    const str *class = b->kind == KD_HEADING ? kd_attr_get(&b->attrs, S("class")) : NULL;
    bool hidden = class && str_has(*class, S("no_toc"));
    if (b->kind == KD_HEADING && b->has_id && !hidden && w->doc->o.toc_levels >> b->level & 1)
        *vec_push(w->doc->a, all) = b;
    for (const kd_block *c = b->first; c; c = c->next)
        find_headings(w, c, all);
}

typedef struct toc {
    kd_writer *w;
    headings all;
    str tag, id;
} toc;

/* The entries from `i` on that are below `level`; levels rise at most six times. */
static size_t toc_entries(toc *t, size_t i, unsigned level, size_t indent) {
    kd_writer *w = t->w;
    while (i < t->all.n && t->all.p[i]->level > level) {
        const kd_block *h = t->all.p[i++];
        kd_attrs attrs = {0};
        kd_attr_set(w->doc->a, &attrs, S("href"), str_cat(w->doc->a, S("#"), h->id));
        kd_attr_set(w->doc->a, &attrs, S("id"),
                    str_cat(w->doc->a, str_cat(w->doc->a, t->id, S("-")), h->id));
        pad(w, indent);
        buf_lit(w->out, "<li>");
        open_tag(w, S("a"), &attrs);
        kd_write_spans(w, h->spans);
        buf_lit(w->out, "</a>");
        if (i < t->all.n && t->all.p[i]->level > h->level) {
            pad(w, indent + 2);
            open_tag(w, t->tag, &(kd_attrs){0});
            buf_char(w->out, '\n');
            i = toc_entries(t, i, h->level, indent + 4);
            pad(w, indent + 2);
            close_tag(w, t->tag);
            buf_char(w->out, '\n');
            pad(w, indent);
        }
        buf_lit(w->out, "</li>\n");
    }
    return i;
}

static void write_toc(kd_writer *w, const kd_block *list, str tag) {
    toc t = {.w = w, .tag = tag, .id = S("markdown-toc")};
    kd_attrs attrs = {0};
    w->toc_done = true;
    find_headings(w, w->doc->root, &t.all);
    if (!t.all.n)
        return;
    kd_attr_append(w->doc->a, &attrs, &list->attrs);
    const str *id = kd_attr_get(&attrs, S("id"));
    if (id)
        t.id = *id;
    kd_attr_set(w->doc->a, &attrs, S("id"), t.id);
    open_tag(w, tag, &attrs);
    buf_char(w->out, '\n');
    w->in_toc = true;
    toc_entries(&t, 0, 0, 2);
    w->in_toc = false;
    close_tag(w, tag);
    buf_char(w->out, '\n');
}

static void list(kd_writer *w, const kd_block *b, str tag, size_t indent) {
    if (!w->toc_done && kd_attr_refers(b->ial, S("toc")))
        write_toc(w, b, tag);
    else if (w->notes_at == STR_NONE && kd_attr_refers(b->ial, S("footnotes")))
        w->notes_at = w->out->n;
    else
        container(w, b, tag, indent);
}

/* --- code, HTML, mathematics, tables -----------------------------------------------------------
 */

static void code(kd_writer *w, const kd_block *b, size_t indent) {
    pad(w, indent);
    size_t from = w->out->n;
    kd_write_highlighted(w, &b->attrs, b->lang, buf_str(&b->text));
    if (str_starts(str_from(buf_str(w->out), from), S("<div"))) {
        pad(w, indent);
        buf_lit(w->out, "</div>");
    }
    buf_char(w->out, '\n');
}

static bool is_raw(const kd_block *b) {
    return b && b->kind == KD_HTML && b->model == KD_MODEL_RAW;
}

static void html_content(kd_writer *w, const kd_block *b, size_t indent, size_t open) {
    str name = buf_str(&b->text);
    size_t from = w->out->n;
    bool is_block = b->model == KD_MODEL_BLOCK;
    buf_char(w->out, '>');
    if (is_block)
        buf_char(w->out, '\n');
    size_t inside = w->out->n;
    write_children(w, b, indent + 2);
    if (w->out->n == inside) {
        w->out->n = from;
        if (kd_is_void_tag(name))
            buf_lit(w->out, " />");
        else
            buf_printf(w->out, "></%.*s>", STR_FMT(name));
        return;
    }
    if (is_block) {
        if (w->out->p[w->out->n - 1] != '\n')
            buf_char(w->out, '\n');
        pad(w, open);
    }
    close_tag(w, name);
}

static void html(kd_writer *w, const kd_block *b, size_t indent) {
    bool outside = !is_raw(b->parent);
    if (outside)
        pad(w, indent);
    buf_char(w->out, '<');
    buf_add(w->out, buf_str(&b->text));
    kd_write_attrs(w->out, &b->attrs);
    if (b->is_closed && b->model == KD_MODEL_RAW)
        buf_lit(w->out, " />");
    else
        html_content(w, b, indent, indent);
    if (outside)
        buf_char(w->out, '\n');
}

static void markup(kd_writer *w, const kd_block *b, size_t indent) {
    bool outside = !is_raw(b->parent) && !(b->parent && b->parent->kind == KD_HTML &&
                                           str_starts(buf_str(&b->parent->text), S("s")) &&
                                           b->parent->first == b && !b->next &&
                                           (str_eq(buf_str(&b->parent->text), S("script")) ||
                                            str_eq(buf_str(&b->parent->text), S("style"))));
    if (outside)
        pad(w, indent);
    buf_add(w->out, buf_str(&b->text));
    if (outside)
        buf_char(w->out, '\n');
}

static void math(kd_writer *w, const kd_block *b, size_t indent) {
    kd_attrs attrs = {0};
    bool none = w->doc->o.no_math_engine;
    kd_attr_append(w->doc->a, &attrs, &b->attrs);
    if (none)
        kd_attr_class(w->doc->a, &attrs, S("kdmath"));
    bool in_div = attrs.pairs.n > 0;
    if (in_div) {
        pad(w, indent);
        open_tag(w, S("div"), &attrs);
    }
    buf_add(w->out, none ? S("$$\n") : S("\\["));
    kd_escape(w->out, buf_str(&b->text));
    buf_add(w->out, none ? S("\n$$") : S("\\]\n"));
    if (in_div)
        buf_lit(w->out, "</div>\n");
}

static void cell(kd_writer *w, const kd_block *b, size_t indent) {
    static const str names[] = {TEXT("left"), TEXT("center"), TEXT("right")};
    const kd_block *row = b->parent, *table = row->parent->parent;
    size_t column = 0;
    for (const kd_block *c = row->first; c != b; c = c->next)
        column++;
    char align = column < table->columns ? table->aligns[column] : '-';
    kd_attrs attrs = {0};
    kd_attr_append(w->doc->a, &attrs, &b->attrs);
    if (align != '-')
        kd_attr_set(w->doc->a, &attrs, S("style"),
                    str_cat(w->doc->a, S("text-align: "),
                            names[align == 'l'   ? 0
                                  : align == 'c' ? 1
                                                 : 2]));
    str name = row->parent->kind == KD_THEAD ? S("th") : S("td");
    pad(w, indent);
    open_tag(w, name, &attrs);
    size_t from = w->out->n;
    kd_write_spans(w, b->spans);
    if (w->out->n == from)
        buf_lit(w->out, "\xC2\xA0");
    close_tag(w, name);
    buf_char(w->out, '\n');
}

static void term(kd_writer *w, const kd_block *b, size_t indent) {
    pad(w, indent);
    open_tag(w, S("dt"), &b->attrs);
    kd_write_spans(w, b->spans);
    buf_lit(w->out, "</dt>\n");
}

static void thematic_rule(kd_writer *w, const kd_block *b, size_t indent) {
    pad(w, indent);
    buf_lit(w->out, "<hr");
    kd_write_attrs(w->out, &b->attrs);
    buf_lit(w->out, " />\n");
}

static void write_block(kd_writer *w, const kd_block *b, size_t indent) {
    switch (b->kind) {
    case KD_ROOT:
    case KD_EOB: break;
    case KD_BLANK: buf_char(w->out, '\n'); break;
    case KD_P: paragraph(w, b, indent); break;
    case KD_HEADING: heading(w, b, indent); break;
    case KD_QUOTE: container(w, b, S("blockquote"), indent); break;
    case KD_CODE: code(w, b, indent); break;
    case KD_RULE: thematic_rule(w, b, indent); break;
    case KD_UL: list(w, b, S("ul"), indent); break;
    case KD_OL: list(w, b, S("ol"), indent); break;
    case KD_LI: item(w, b, S("li"), indent); break;
    case KD_DL: container(w, b, S("dl"), indent); break;
    case KD_DT: term(w, b, indent); break;
    case KD_DD: item(w, b, S("dd"), indent); break;
    case KD_TABLE: container(w, b, S("table"), indent); break;
    case KD_THEAD: container(w, b, S("thead"), indent); break;
    case KD_TBODY: container(w, b, S("tbody"), indent); break;
    case KD_TFOOT: container(w, b, S("tfoot"), indent); break;
    case KD_ROW: container(w, b, S("tr"), indent); break;
    case KD_CELL: cell(w, b, indent); break;
    case KD_MATH: math(w, b, indent); break;
    case KD_HTML: html(w, b, indent); break;
    case KD_SPANS: kd_write_spans(w, b->spans); break;
    case KD_TEXT: kd_escape_but_entities(w->out, buf_str(&b->text), false); break;
    case KD_MARKUP: markup(w, b, indent); break;
    case KD_RAW:
        buf_add(w->out, buf_str(&b->text));
        if (b->text.n)
            buf_char(w->out, '\n');
        break;
    }
}

/* --- footnotes ---------------------------------------------------------------------------------
 */

static void ways_back(kd_writer *w, const kd_note *note, bool with_space, buf *out) {
    str prefix = w->doc->o.footnote_prefix;
    for (uint32_t i = 0; i <= note->repeats && w->doc->o.backlink.n; i++) {
        if (with_space || i)
            buf_lit(out, "\xC2\xA0");
        buf_printf(out, "<a href=\"#fnref:%.*s%.*s", STR_FMT(prefix), STR_FMT(note->name));
        if (i)
            buf_printf(out, ":%u", i);
        buf_lit(out, "\" class=\"reversefootnote\" role=\"doc-backlink\">");
        kd_escape_but_entities(out, w->doc->o.backlink, false);
        if (i)
            buf_printf(out, "<sup>%u</sup>", i + 1);
        buf_lit(out, "</a>");
    }
}

static void write_note(kd_writer *w, kd_note *note) {
    kd_block *li = note->content, *last = li->last;
    arena *a = w->doc->a;
    while (last && last->kind == KD_EOB)
        last = last->prev;
    bool in_p = last && last->kind == KD_P;
    str id = str_cat(a, str_cat(a, S("fn:"), w->doc->o.footnote_prefix), note->name);
    li->attrs = (kd_attrs){0};
    kd_attr_set(a, &li->attrs, S("id"), id);
    if (w->doc->o.version < KRAMDOWN_2_5)
        kd_attr_set(a, &li->attrs, S("role"), S("doc-endnote"));
    if (!in_p)
        kd_append(li, last = kd_bare(a, KD_P));
    buf tail = buf_new(a, 128);
    ways_back(w, note, in_p, &tail);
    w->tail = buf_str(&tail);
    w->tail_of = last;
    write_block(w, li, 4);
}

/* Notes that notes refer to come after them. */
static void write_notes(kd_writer *w) {
    if (!w->notes.n)
        return;
    buf_lit(w->out, "<div class=\"footnotes\" role=\"doc-endnotes\">\n  <ol");
    if (w->doc->o.footnote_nr != 1)
        buf_printf(w->out, " start=\"%lld\"", (long long)w->doc->o.footnote_nr);
    buf_lit(w->out, ">\n");
    for (size_t i = 0; i < w->notes.n; i++)
        write_note(w, w->notes.p[i]);
    buf_lit(w->out, "  </ol>\n</div>\n");
}

void kd_write(kd_doc *doc, const library *lib, buf *out) {
    kd_writer w = {.doc = doc, .out = out, .lib = lib, .notes_at = STR_NONE};
    write_children(&w, doc->root, 0);
    if (w.notes_at == STR_NONE) {
        write_notes(&w);
        return;
    }
    str rest = str_copy(doc->a, str_from(buf_str(out), w.notes_at));
    out->n = w.notes_at;
    write_notes(&w);
    buf_add(out, rest);
}
