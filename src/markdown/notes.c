/* Notes that are no Jekyll site: CommonMark with GFM's extensions, written as kramdown 2.4's
 * converter writes under Jekyll: indented, a blank line where the source has one between two
 * blocks, rouge's wrappers around code. */
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "markdown/render.h"

typedef struct note {
    str label;
    uint32_t refs; /* so far */
} note;

typedef struct state {
    writer w;
    size_t indent;
    bool in_head, in_body; /* of the table */
    const uint8_t *aligns;
    unsigned aligns_n, column;
    cmark_node *image; /* the outermost image whose text becomes alt="…" */
    map ids;           /* how often a heading's id was used, as a number */
    vec(note) notes;   /* in the order of their numbers */
    uint32_t note;     /* definitions rendered */
    bool note_closed;  /* its ways back are written */
} state;

static const char nbsp[] = "\xC2\xA0";

static void pad(state *s) {
    buf_repeat(s->w.out, ' ', s->indent);
}

static void open_container(state *s, str tag) {
    pad(s);
    buf_add(s->w.out, tag);
    writer_lit(&s->w, "\n");
    s->indent += 2;
}

static void close_container(state *s, str tag) {
    s->indent -= 2;
    pad(s);
    buf_add(s->w.out, tag);
    writer_lit(&s->w, "\n");
}

static bool is_blank_line(str line) {
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != '>' && !ascii_is_space(line.p[i]))
            return false;
    return true;
}

static void blank_before(state *s, cmark_node *node) {
    int line = cmark_node_get_start_line(node);
    bool inner = cmark_node_previous(node) ||
                 cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
    if (inner && line > 1 && is_blank_line(emphasis_line(s->w.scratch, s->w.marked, line - 1)))
        writer_lit(&s->w, "\n");
}

/* --- headings ----------------------------------------------------------------------------------
 */

static str heading_text(state *s, cmark_node *heading) {
    buf text = buf_new(s->w.scratch, 64);
    writer plain = s->w;
    plain.out = &text;
    cmark_iter *it = cmark_iter_new(heading);
    cmark_node *img = NULL;
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_IMAGE && (!img || img == node))
            img = ev == CMARK_EVENT_ENTER ? node : NULL;
        if (!img && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            writer_raw(&plain, node_text(node));
    }
    cmark_iter_free(it);
    return buf_str(&text);
}

static void heading_id(state *s, cmark_node *node) {
    str id = markdown_heading_id(s->w.scratch, heading_text(s, node));
    void **used = map_at(&s->ids, id);
    uintptr_t n = (uintptr_t)*used;
    *used = (void *)(n + 1);
    if (!id.n && !n)
        return; /* kramdown writes no empty id */
    writer_lit(&s->w, " id=\"");
    writer_html(&s->w, id);
    if (n)
        buf_printf(s->w.out, "-%zu", (size_t)n);
    writer_lit(&s->w, "\"");
}

static void heading(state *s, cmark_node *node, bool enter) {
    int level = cmark_node_get_heading_level(node);
    if (!enter) {
        buf_printf(s->w.out, "</h%d>\n", level);
        return;
    }
    blank_before(s, node);
    pad(s);
    buf_printf(s->w.out, "<h%d", level);
    if (s->w.flags & MD_HEADING_IDS)
        heading_id(s, node);
    writer_lit(&s->w, ">");
}

/* --- footnotes ---------------------------------------------------------------------------------
 */

/* A definition's label, read off the source: cmark keeps it to itself. The column is where the
 * definition's content starts. */
static str note_label(state *s, cmark_node *def) {
    str line = emphasis_line(s->w.scratch, s->w.marked, cmark_node_get_start_line(def));
    int col = cmark_node_get_start_column(def);
    size_t end = col > 0 ? (size_t)col : line.n;
    if (end > line.n)
        end = line.n;
    while (end > 2 && !(line.p[end - 1] == ':' && line.p[end - 2] == ']'))
        end--;
    size_t from = end > 2 ? end - 2 : 0;
    while (from > 2 && !(line.p[from - 1] == '^' && line.p[from - 2] == '['))
        from--;
    return end > 2 ? str_slice(line, from, end - 2) : S("");
}

static void find_notes(state *s, cmark_node *root) {
    for (cmark_node *n = cmark_node_first_child(root); n; n = cmark_node_next(n))
        if (cmark_node_get_type(n) == CMARK_NODE_FOOTNOTE_DEFINITION)
            vec_push(s->w.scratch, &s->notes)->label = note_label(s, n);
}

static void footnote_reference(state *s, cmark_node *node) {
    int64_t n = 0;
    if (!str_to_int(node_text(node), &n) || n < 1 || (size_t)n > s->notes.n)
        return;
    note *to = &s->notes.p[n - 1];
    writer_lit(&s->w, "<sup id=\"fnref:");
    writer_html(&s->w, to->label);
    if (to->refs)
        buf_printf(s->w.out, ":%u", to->refs);
    to->refs++;
    writer_lit(&s->w, "\" role=\"doc-noteref\"><a href=\"#fn:");
    writer_html(&s->w, to->label);
    buf_printf(s->w.out, "\" class=\"footnote\" rel=\"footnote\">%u</a></sup>", (unsigned)n);
}

static void ways_back(state *s, bool with_space) {
    const note *n = &s->notes.p[s->note];
    for (uint32_t i = 0; i == 0 || i < n->refs; i++) {
        if (with_space || i)
            buf_add(s->w.out, str_of(nbsp));
        writer_lit(&s->w, "<a href=\"#fnref:");
        writer_html(&s->w, n->label);
        if (i)
            buf_printf(s->w.out, ":%u", i);
        writer_lit(&s->w, "\" class=\"reversefootnote\" role=\"doc-backlink\">&#8617;");
        if (i)
            buf_printf(s->w.out, "<sup>%u</sup>", i + 1);
        writer_lit(&s->w, "</a>");
    }
    s->note_closed = true;
}

static void footnote(state *s, bool enter) {
    if (enter) {
        if (s->note == 0) {
            open_container(s, S("<div class=\"footnotes\" role=\"doc-endnotes\">"));
            open_container(s, S("<ol>"));
        }
        pad(s);
        writer_lit(&s->w, "<li id=\"fn:");
        writer_html(&s->w, s->notes.p[s->note].label);
        writer_lit(&s->w, "\" role=\"doc-endnote\">\n");
        s->indent += 2;
        s->note_closed = false;
        return;
    }
    if (!s->note_closed) {
        pad(s);
        writer_lit(&s->w, "<p>");
        ways_back(s, false);
        writer_lit(&s->w, "</p>\n");
    }
    close_container(s, S("</li>"));
    s->note++;
}

/* --- other blocks ------------------------------------------------------------------------------
 */

/* Flags in the user data of items and lists. */
static const char is_set = 0;

static bool has_flag(cmark_node *node) {
    return cmark_node_get_user_data(node) == &is_set;
}

static bool starts_with_paragraph(cmark_node *item) {
    cmark_node *first = cmark_node_first_child(item);
    return first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH;
}

static bool is_blank_after(state *s, cmark_node *node) {
    int line = cmark_node_get_end_line(node) + 1;
    str text = emphasis_line(s->w.scratch, s->w.marked, line);
    return text.n && is_blank_line(text);
}

/* Which items show their first paragraph's text without <p>: in kramdown a question of each item,
 * not of the list. One is so unless a blank line follows the paragraph; the last one also needs an
 * item before it that is, for a blank line after it says nothing. */
static void find_tight_items(state *s, cmark_node *list_node) {
    bool any = false;
    for (cmark_node *n = cmark_node_first_child(list_node); n; n = cmark_node_next(n)) {
        bool last = !cmark_node_next(n);
        if (!starts_with_paragraph(n)) {
            any = true;
            continue;
        }
        cmark_node *p = cmark_node_first_child(n);
        bool alone = last && !cmark_node_next(p);
        if (!alone && is_blank_after(s, p))
            continue;
        if (last && cmark_node_previous(n) && !any)
            continue;
        any = true;
        cmark_node_set_user_data(n, (void *)(uintptr_t)&is_set);
    }
}

static bool is_tight(cmark_node *paragraph) {
    return !cmark_node_previous(paragraph) && has_flag(cmark_node_parent(paragraph));
}

static void checkbox(state *s, cmark_node *item) {
    writer_lit(&s->w, "<input type=\"checkbox\" class=\"task-list-item-checkbox\" "
                      "disabled=\"disabled\"");
    if (cmark_gfm_extensions_get_tasklist_item_checked(item))
        writer_lit(&s->w, " checked=\"checked\"");
    writer_lit(&s->w, " />");
}

static void open_paragraph(state *s, cmark_node *node, bool tight) {
    if (!tight) {
        blank_before(s, node);
        pad(s);
        writer_lit(&s->w, "<p>");
    }
    cmark_node *in = cmark_node_parent(node);
    if (!cmark_node_previous(node) && cmark_node_get_type(in) == CMARK_NODE_ITEM &&
        node_is_task(in))
        checkbox(s, in);
}

static void paragraph(state *s, cmark_node *node, bool enter) {
    bool tight = is_tight(node);
    if (enter) {
        open_paragraph(s, node, tight);
        return;
    }
    if (tight) {
        if (cmark_node_next(node))
            writer_lit(&s->w, "\n");
        return;
    }
    cmark_node *in = cmark_node_parent(node);
    if (cmark_node_get_type(in) == CMARK_NODE_FOOTNOTE_DEFINITION && !cmark_node_next(node))
        ways_back(s, true);
    writer_lit(&s->w, "</p>\n");
}

static bool has_task(cmark_node *list) {
    for (cmark_node *n = cmark_node_first_child(list); n; n = cmark_node_next(n))
        if (node_is_task(n))
            return true;
    return false;
}

static void list(state *s, cmark_node *node, bool enter) {
    bool bullet = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
    if (!enter) {
        close_container(s, bullet ? S("</ul>") : S("</ol>"));
        return;
    }
    blank_before(s, node);
    find_tight_items(s, node);
    if (has_task(node))
        open_container(s, bullet ? S("<ul class=\"task-list\">") : S("<ol class=\"task-list\">"));
    else
        open_container(s, bullet ? S("<ul>") : S("<ol>"));
}

/* Every item from the first task on has the class. */
static bool is_in_task_list(cmark_node *item) {
    cmark_node *list_node = cmark_node_parent(item);
    if (node_is_task(item))
        cmark_node_set_user_data(list_node, (void *)(uintptr_t)&is_set);
    return has_flag(list_node);
}

static void item(state *s, cmark_node *node, bool enter) {
    cmark_node *first = cmark_node_first_child(node);
    bool inline_start = !first || has_flag(node);
    if (!enter) {
        s->indent -= 2;
        if (s->w.out->n && s->w.out->p[s->w.out->n - 1] == '\n')
            pad(s);
        writer_lit(&s->w, "</li>\n");
        return;
    }
    pad(s);
    buf_add(s->w.out, is_in_task_list(node) ? S("<li class=\"task-list-item\">") : S("<li>"));
    if (!inline_start)
        writer_lit(&s->w, "\n");
    s->indent += 2;
    if (node_is_task(node) && !starts_with_paragraph(node))
        checkbox(s, node);
}

static void code_block(state *s, cmark_node *node) {
    str info = node_info(node);
    size_t n = 0;
    while (n < info.n && !ascii_is_space(info.p[n]) && info.p[n] != '?')
        n++;
    blank_before(s, node);
    pad(s);
    writer_lit(&s->w, "<div class=\"language-");
    writer_html(&s->w, n ? str_slice(info, 0, n) : S("plaintext"));
    writer_lit(&s->w,
               " highlighter-rouge\"><div class=\"highlight\"><pre class=\"highlight\"><code>");
    writer_code(&s->w, node_text(node));
    writer_lit(&s->w, "</code></pre></div>");
    pad(s);
    writer_lit(&s->w, "</div>\n");
}

static void html_block(state *s, cmark_node *node) {
    blank_before(s, node);
    writer_raw_html(&s->w, node, true);
    writer_cr(&s->w);
}

static void table(state *s, cmark_node *node, bool enter) {
    if (!enter) {
        if (s->in_body)
            close_container(s, S("</tbody>"));
        close_container(s, S("</table>"));
        return;
    }
    blank_before(s, node);
    s->aligns = cmark_gfm_extensions_get_table_alignments(node);
    s->aligns_n = cmark_gfm_extensions_get_table_columns(node);
    s->in_body = false;
    open_container(s, S("<table>"));
}

static void row(state *s, cmark_node *node, bool enter) {
    bool head = cmark_gfm_extensions_get_table_row_is_header(node);
    if (!enter) {
        close_container(s, S("</tr>"));
        if (head)
            close_container(s, S("</thead>"));
        return;
    }
    s->in_head = head;
    s->column = 0;
    if (head) {
        open_container(s, S("<thead>"));
    } else if (!s->in_body) {
        s->in_body = true;
        open_container(s, S("<tbody>"));
    }
    open_container(s, S("<tr>"));
}

static void cell(state *s, cmark_node *node, bool enter) {
    if (!enter) {
        if (!cmark_node_first_child(node))
            buf_add(s->w.out, str_of(nbsp));
        buf_add(s->w.out, s->in_head ? S("</th>\n") : S("</td>\n"));
        s->column++;
        return;
    }
    pad(s);
    buf_add(s->w.out, s->in_head ? S("<th") : S("<td"));
    switch (s->column < s->aligns_n ? s->aligns[s->column] : 0) {
    case 'l': writer_lit(&s->w, " style=\"text-align: left\""); break;
    case 'c': writer_lit(&s->w, " style=\"text-align: center\""); break;
    case 'r': writer_lit(&s->w, " style=\"text-align: right\""); break;
    default: break;
    }
    writer_lit(&s->w, ">");
}

/* --- inlines -----------------------------------------------------------------------------------
 */

static void link(state *s, cmark_node *node, bool enter) {
    if (!enter) {
        writer_lit(&s->w, "</a>");
        return;
    }
    writer_lit(&s->w, "<a href=\"");
    writer_html(&s->w, node_url(node)); /* spaces and all, as written */
    writer_lit(&s->w, "\"");
    writer_title(&s->w, node);
    writer_lit(&s->w, ">");
}

static void image(state *s, cmark_node *node, bool enter) {
    if (enter) {
        s->image = node;
        writer_lit(&s->w, "<img src=\"");
        writer_html(&s->w, node_url(node));
        writer_lit(&s->w, "\" alt=\"");
        return;
    }
    s->image = NULL;
    writer_lit(&s->w, "\"");
    writer_title(&s->w, node);
    writer_lit(&s->w, " />");
}

static void alt_text(state *s, cmark_node *node, cmark_node_type type) {
    switch ((int)type) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: writer_html(&s->w, node_text(node)); break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: writer_lit(&s->w, "\n"); break;
    default: break;
    }
}

static void extension_node(state *s, cmark_node *node, cmark_node_type type, bool enter) {
    const library *lib = s->w.lib;
    if (type == lib->table)
        table(s, node, enter);
    else if (type == lib->row)
        row(s, node, enter);
    else if (type == lib->cell)
        cell(s, node, enter);
    else if (type == lib->strikethrough)
        buf_add(s->w.out, enter ? S("<del>") : S("</del>"));
}

static void inline_node(state *s, cmark_node *node, cmark_node_type type, bool enter) {
    switch ((int)type) {
    case CMARK_NODE_TEXT: writer_code(&s->w, node_text(node)); break; /* quotes as they are */
    case CMARK_NODE_SOFTBREAK: writer_softbreak(&s->w); break;
    case CMARK_NODE_LINEBREAK: writer_lit(&s->w, "<br />\n"); break;
    case CMARK_NODE_CODE:
        writer_lit(&s->w, "<code class=\"language-plaintext highlighter-rouge\">");
        writer_code(&s->w, node_text(node));
        writer_lit(&s->w, "</code>");
        break;
    case CMARK_NODE_HTML_INLINE: writer_raw_html(&s->w, node, true); break;
    case CMARK_NODE_EMPH: buf_add(s->w.out, enter ? S("<em>") : S("</em>")); break;
    case CMARK_NODE_STRONG: buf_add(s->w.out, enter ? S("<strong>") : S("</strong>")); break;
    case CMARK_NODE_LINK: link(s, node, enter); break;
    case CMARK_NODE_IMAGE: image(s, node, enter); break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        if (enter)
            footnote_reference(s, node);
        break;
    default: extension_node(s, node, type, enter); break;
    }
}

static void block_node(state *s, cmark_node *node, cmark_node_type type, bool enter) {
    switch ((int)type) {
    case CMARK_NODE_DOCUMENT: break;
    case CMARK_NODE_BLOCK_QUOTE:
        if (enter) {
            blank_before(s, node);
            open_container(s, S("<blockquote>"));
        } else {
            close_container(s, S("</blockquote>"));
        }
        break;
    case CMARK_NODE_LIST: list(s, node, enter); break;
    case CMARK_NODE_ITEM: item(s, node, enter); break;
    case CMARK_NODE_CODE_BLOCK: code_block(s, node); break;
    case CMARK_NODE_HTML_BLOCK: html_block(s, node); break;
    case CMARK_NODE_PARAGRAPH: paragraph(s, node, enter); break;
    case CMARK_NODE_HEADING: heading(s, node, enter); break;
    case CMARK_NODE_THEMATIC_BREAK:
        blank_before(s, node);
        pad(s);
        writer_lit(&s->w, "<hr />\n");
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: footnote(s, enter); break;
    default: extension_node(s, node, type, enter); break;
    }
}

static void visit(state *s, cmark_node *node, bool enter) {
    cmark_node_type type = cmark_node_get_type(node);
    if (s->image && s->image != node)
        alt_text(s, node, type);
    else if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
        inline_node(s, node, type, enter);
    else
        block_node(s, node, type, enter);
}

void render_notes(writer *w, cmark_node *root) {
    state s = {.w = *w, .ids = map_new(w->scratch)};
    if (w->flags & MD_FOOTNOTES)
        find_notes(&s, root);
    cmark_iter *it = cmark_iter_new(root);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;)
        visit(&s, cmark_iter_get_node(it), ev == CMARK_EVENT_ENTER);
    if (s.note) {
        close_container(&s, S("</ol>"));
        close_container(&s, S("</div>"));
    }
}
