/* commonmarker 0.23's HtmlRenderer with jekyll-commonmark's code blocks, to the byte (but for
 * rouge's spans). Where that renderer has quirks, they are followed; each is noted. */
#include <string.h>

#include "markdown/render.h"

typedef struct state {
    writer w;
    bool tight;             /* of the innermost list */
    cmark_node *image;      /* the outermost image whose text becomes alt="…" */
    bool in_head, in_tbody; /* of the table */
    const uint8_t *aligns;
    unsigned aligns_n, column;
    unsigned note;         /* footnote definitions so far */
    unsigned note_written; /* the last one with its way back written */
} state;

static void block_open(state *s, cmark_node *node, str tag, str end) {
    writer_cr(&s->w);
    buf_add(s->w.out, tag);
    writer_sourcepos(&s->w, node);
    buf_add(s->w.out, end);
}

static void block_close(state *s, str tag) {
    buf_add(s->w.out, tag);
    writer_cr(&s->w);
}

static void heading(state *s, cmark_node *node, bool enter) {
    char level = (char)('0' + cmark_node_get_heading_level(node));
    char tag[] = {'<', 'h', level}, end[] = {'<', '/', 'h', level, '>'};
    if (enter)
        block_open(s, node, (str){tag, sizeof tag}, S(">"));
    else
        block_close(s, (str){end, sizeof end});
}

/* A footnote gets one way back, in its last paragraph or after its content. */
static bool way_back(state *s) {
    if (s->note_written == s->note)
        return false;
    s->note_written = s->note;
    buf_printf(s->w.out, "<a href=\"#fnref%u\" class=\"footnote-backref\">↩</a>", s->note);
    return true;
}

static void paragraph(state *s, cmark_node *node, bool enter) {
    cmark_node_type in = cmark_node_get_type(cmark_node_parent(node));
    if (s->tight && in != CMARK_NODE_BLOCK_QUOTE)
        return;
    if (enter) {
        block_open(s, node, S("<p"), S(">"));
        return;
    }
    if (in == CMARK_NODE_FOOTNOTE_DEFINITION && !cmark_node_next(node)) {
        writer_lit(&s->w, " ");
        way_back(s);
    }
    block_close(s, S("</p>"));
}

static bool is_in_tight_list(cmark_node *node) {
    while ((node = cmark_node_parent(node)) != NULL)
        if (cmark_node_get_type(node) == CMARK_NODE_LIST)
            return cmark_node_get_list_tight(node);
    return false;
}

static void list(state *s, cmark_node *node, bool enter) {
    bool bullet = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
    if (!enter) {
        block_close(s, bullet ? S("</ul>") : S("</ol>"));
        s->tight = is_in_tight_list(node);
        return;
    }
    s->tight = cmark_node_get_list_tight(node);
    int start = cmark_node_get_list_start(node);
    if (bullet || start == 1) {
        block_open(s, node, bullet ? S("<ul") : S("<ol"), S(">\n"));
        return;
    }
    writer_cr(&s->w);
    buf_printf(s->w.out, "<ol start=\"%d\"", start);
    writer_sourcepos(&s->w, node);
    writer_lit(&s->w, ">\n");
}

static void item(state *s, cmark_node *node, bool enter) {
    if (!enter) {
        block_close(s, S("</li>"));
        return;
    }
    block_open(s, node, S("<li"), S(">"));
    if (!node_is_task(node))
        return;
    if (cmark_gfm_extensions_get_tasklist_item_checked(node))
        writer_lit(&s->w, "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> ");
    else
        writer_lit(&s->w, "<input type=\"checkbox\" disabled=\"\" /> ");
}

/* The first word of the info string; false when there is none. Ruby's split drops empty parts at
 * the end only, so an info string that starts with a space has an empty first word. */
static bool language(cmark_node *node, str *lang) {
    str info = node_info(node);
    if (str_trim(info).n == 0)
        return false;
    size_t n = 0;
    while (n < info.n && !ascii_is_space(info.p[n]))
        n++;
    *lang = str_slice(info, 0, n);
    return true;
}

static void data_lang(state *s, str lang) {
    writer_lit(&s->w, " data-lang=\"");
    writer_raw(&s->w, lang);
    writer_lit(&s->w, "\"");
}

static void code_block(state *s, cmark_node *node) {
    str lang;
    bool has_lang = language(node, &lang);
    writer_cr(&s->w);
    writer_lit(&s->w, "<div class=\"");
    if (has_lang) {
        writer_lit(&s->w, "language-");
        writer_raw(&s->w, lang); /* not escaped there either */
        writer_lit(&s->w, " ");
    }
    writer_lit(&s->w, "highlighter-rouge\"><div class=\"highlight\"><pre");
    writer_sourcepos(&s->w, node);
    writer_lit(&s->w, " class=\"highlight\"");
    bool on_pre = s->w.flags & MD_GITHUB_PRE_LANG;
    if (has_lang && on_pre)
        data_lang(s, lang);
    writer_lit(&s->w, "><code");
    if (has_lang && !on_pre)
        data_lang(s, lang);
    writer_lit(&s->w, ">");
    const code_part which = {CODE_FENCE, has_lang ? lang : (str){NULL, 0}, node_text(node)};
    str html;
    if (s->w.codes && codes_find(s->w.codes, &which, &html) && html.p)
        writer_raw(&s->w, html);
    else
        writer_code(&s->w, which.text);
    block_close(s, S("</code></pre></div></div>"));
}

static void link(state *s, cmark_node *node, bool enter) {
    if (!enter) {
        writer_lit(&s->w, "</a>");
        return;
    }
    writer_lit(&s->w, "<a href=\""); /* any scheme, whether UNSAFE or not */
    writer_href(&s->w, node_url(node));
    writer_lit(&s->w, "\"");
    writer_title(&s->w, node);
    writer_lit(&s->w, ">");
}

static void image(state *s, cmark_node *node, bool enter) {
    if (enter) {
        s->image = node;
        writer_lit(&s->w, "<img src=\"");
        writer_href(&s->w, node_url(node));
        writer_lit(&s->w, "\" alt=\"");
        return;
    }
    s->image = NULL;
    writer_lit(&s->w, "\"");
    writer_title(&s->w, node);
    writer_lit(&s->w, " />");
}

static void table(state *s, cmark_node *node, bool enter) {
    if (enter) { /* no fresh line before it: in a tight list it follows the text */
        s->aligns = cmark_gfm_extensions_get_table_alignments(node);
        s->aligns_n = cmark_gfm_extensions_get_table_columns(node);
        s->in_tbody = false;
        writer_lit(&s->w, "<table");
        writer_sourcepos(&s->w, node);
        writer_lit(&s->w, ">\n");
        return;
    }
    if (s->in_tbody)
        writer_lit(&s->w, "</tbody>\n");
    writer_lit(&s->w, "</table>\n");
}

static void row(state *s, cmark_node *node, bool enter) {
    bool head = cmark_gfm_extensions_get_table_row_is_header(node);
    if (!enter) {
        writer_lit(&s->w, "</tr>\n");
        if (head)
            writer_lit(&s->w, "</thead>\n");
        s->in_head = false;
        return;
    }
    s->column = 0;
    s->in_head = head;
    if (head)
        writer_lit(&s->w, "<thead>\n");
    if (!head && !s->in_tbody) {
        s->in_tbody = true;
        writer_lit(&s->w, "<tbody>\n");
    }
    writer_lit(&s->w, "<tr");
    writer_sourcepos(&s->w, node);
    writer_lit(&s->w, ">\n");
}

static void cell(state *s, cmark_node *node, bool enter) {
    if (!enter) {
        buf_add(s->w.out, s->in_head ? S("</th>\n") : S("</td>\n"));
        s->column++;
        return;
    }
    buf_add(s->w.out, s->in_head ? S("<th") : S("<td"));
    switch (s->column < s->aligns_n ? s->aligns[s->column] : 0) {
    case 'l': writer_lit(&s->w, " align=\"left\""); break;
    case 'c': writer_lit(&s->w, " align=\"center\""); break;
    case 'r': writer_lit(&s->w, " align=\"right\""); break;
    default: break;
    }
    writer_sourcepos(&s->w, node);
    writer_lit(&s->w, ">");
}

static void footnote_reference(state *s, cmark_node *node) {
    str n = node_text(node);
    writer_lit(&s->w, "<sup class=\"footnote-ref\"><a href=\"#fn");
    writer_raw(&s->w, n);
    writer_lit(&s->w, "\" id=\"fnref");
    writer_raw(&s->w, n);
    writer_lit(&s->w, "\">");
    writer_raw(&s->w, n);
    writer_lit(&s->w, "</a></sup>");
}

static void footnote(state *s, bool enter) {
    if (enter) {
        if (s->note++ == 0)
            writer_lit(&s->w, "<section class=\"footnotes\">\n<ol>\n");
        buf_printf(s->w.out, "<li id=\"fn%u\">\n", s->note);
        return;
    }
    if (way_back(s))
        writer_lit(&s->w, "\n");
    writer_lit(&s->w, "</li>\n");
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
    case CMARK_NODE_TEXT: writer_html(&s->w, node_text(node)); break;
    case CMARK_NODE_SOFTBREAK: writer_softbreak(&s->w); break;
    case CMARK_NODE_LINEBREAK: writer_lit(&s->w, "<br />\n"); break;
    case CMARK_NODE_CODE:
        writer_lit(&s->w, "<code>");
        writer_html(&s->w, node_text(node));
        writer_lit(&s->w, "</code>");
        break;
    case CMARK_NODE_HTML_INLINE: writer_raw_html(&s->w, node, false); break;
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
        if (enter)
            block_open(s, node, S("<blockquote"), S(">\n"));
        else
            block_close(s, S("</blockquote>"));
        break;
    case CMARK_NODE_LIST: list(s, node, enter); break;
    case CMARK_NODE_ITEM: item(s, node, enter); break;
    case CMARK_NODE_CODE_BLOCK: code_block(s, node); break;
    case CMARK_NODE_HTML_BLOCK:
        writer_cr(&s->w);
        writer_raw_html(&s->w, node, false);
        writer_cr(&s->w);
        break;
    case CMARK_NODE_PARAGRAPH: paragraph(s, node, enter); break;
    case CMARK_NODE_HEADING: heading(s, node, enter); break;
    case CMARK_NODE_THEMATIC_BREAK:
        block_open(s, node, S("<hr"), S(" />"));
        writer_cr(&s->w);
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: footnote(s, enter); break;
    default: extension_node(s, node, type, enter); break;
    }
}

static void visit(state *s, cmark_node *node, bool enter) {
    cmark_node_type type = cmark_node_get_type(node);
    if (s->image && s->image != node) { /* only text and soft breaks come into alt="…" */
        if (type == CMARK_NODE_TEXT)
            writer_html(&s->w, node_text(node));
        else if (type == CMARK_NODE_SOFTBREAK)
            writer_softbreak(&s->w);
        return;
    }
    if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE)
        inline_node(s, node, type, enter);
    else
        block_node(s, node, type, enter);
}

void render_commonmark(writer *w, cmark_node *root) {
    state s = {.w = *w};
    cmark_iter *it = cmark_iter_new(root);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;)
        visit(&s, cmark_iter_get_node(it), ev == CMARK_EVENT_ENTER);
    if (s.note)
        writer_lit(&s.w, "</ol>\n</section>\n");
}
