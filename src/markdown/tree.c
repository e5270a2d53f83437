#include "markdown/tree_read.h"

#include <string.h>

#include "base/vec.h"
#include "markdown/writer.h"

typedef struct reader {
    arena *a;
    const library *lib;
    str text;
    emphasis *marked;
    md_tree *out;
    vec(uint32_t) lines; /* where each begins in text */
    vec(uint32_t) open;  /* the nodes around, from the outermost */
} reader;

static void find_lines(reader *r) {
    *vec_push(r->a, &r->lines) = 0;
    for (size_t i = 0; i < r->text.n; i++) {
        char c = r->text.p[i];
        if (c != '\n' && c != '\r')
            continue;
        if (c == '\r' && i + 1 < r->text.n && r->text.p[i + 1] == '\n')
            i++;
        *vec_push(r->a, &r->lines) = (uint32_t)i + 1;
    }
}

/* cmark's place as an offset of the text. It counts from 1, and is 0 where it does not know. */
static uint32_t offset(reader *r, int line, int col) {
    if (line < 1 || (size_t)line > r->lines.n)
        return (uint32_t)(line < 1 ? 0 : r->text.n);
    uint32_t from = r->lines.p[line - 1];
    uint32_t to = (size_t)line < r->lines.n ? r->lines.p[line] : (uint32_t)r->text.n;
    if (r->marked->n)
        col = emphasis_column(r->a, r->marked, line, col);
    uint32_t at = from + (col > 1 ? (uint32_t)col - 1 : 0);
    return at < to ? at : to;
}

/* Where cmark does not say, or says what cannot be, a node follows on the one before it. */
static void find_place(reader *r, cmark_node *node, md_node *m) {
    const md_node *before = r->out->n > 1 ? m - 1 : NULL;
    const md_node *in = r->open.n ? &r->out->p[r->open.p[r->open.n - 1]] : NULL;
    int line = cmark_node_get_start_line(node), col = cmark_node_get_start_column(node);
    m->at = offset(r, line, col);
    if (before && (line < 1 || col < 1 || m->at < in->at || m->at > in->at + in->n)) {
        m->at = before->at + (before->end == r->out->n - 1 ? before->n : 0);
        return;
    }
    int last = cmark_node_get_end_line(node);
    if (last < line)
        return;
    uint32_t end = offset(r, last, cmark_node_get_end_column(node) + 1);
    m->n = end > m->at ? end - m->at : 0;
}

/* A copy without the marks. */
static str copy(reader *r, str s) {
    if (!s.n)
        return (str){0};
    char *p = arena_bytes(r->a, s.n);
    if (!r->marked->n) {
        memcpy(p, s.p, s.n);
        return (str){p, s.n};
    }
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != r->marked->mark)
            p[n++] = s.p[i];
    return (str){p, n};
}

static void read_item(cmark_node *node, md_node *m) {
    m->kind = MD_ITEM;
    if (!node_is_task(node))
        return;
    m->flags |= MD_IS_TASK;
    if (cmark_gfm_extensions_get_tasklist_item_checked(node))
        m->flags |= MD_IS_DONE;
}

static void read_code_block(reader *r, cmark_node *node, md_node *m) {
    int length, offset_in;
    char c;
    m->kind = MD_CODE_BLOCK;
    m->text = copy(r, node_text(node));
    m->info = copy(r, node_info(node));
    if (cmark_node_get_fenced(node, &length, &offset_in, &c))
        m->flags |= MD_IS_FENCED;
}

static bool read_extension(const reader *r, cmark_node *node, cmark_node_type t, md_node *m) {
    if (t == r->lib->table)
        m->kind = MD_TABLE_BLOCK;
    else if (t == r->lib->cell)
        m->kind = MD_CELL;
    else if (t == r->lib->strikethrough)
        m->kind = MD_STRIKE;
    else if (t == r->lib->row) {
        m->kind = MD_ROW;
        if (cmark_gfm_extensions_get_table_row_is_header(node))
            m->flags |= MD_IS_HEAD;
    } else
        return false;
    return true;
}

static void read_leafy(reader *r, cmark_node *node, md_kind kind, md_node *m) {
    m->kind = (uint8_t)kind;
    m->text = copy(r, node_text(node));
}

static void read_link(reader *r, cmark_node *node, md_kind kind, md_node *m) {
    m->kind = (uint8_t)kind;
    m->text = copy(r, node_url(node));
    m->info = copy(r, node_title(node));
}

/* Tables and their parts are numbers made at run time, so no case can name them. */
static void read_node(reader *r, cmark_node *node, md_node *m) {
    cmark_node_type t = cmark_node_get_type(node);
    if (read_extension(r, node, t, m))
        return;
    switch ((unsigned)t) {
    case CMARK_NODE_DOCUMENT: m->kind = MD_DOCUMENT; break;
    case CMARK_NODE_BLOCK_QUOTE: m->kind = MD_QUOTE; break;
    case CMARK_NODE_LIST:
        m->kind = MD_LIST;
        if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
            m->flags |= MD_IS_ORDERED;
        break;
    case CMARK_NODE_ITEM: read_item(node, m); break;
    case CMARK_NODE_PARAGRAPH: m->kind = MD_PARAGRAPH; break;
    case CMARK_NODE_HEADING:
        m->kind = MD_HEADING;
        m->level = (uint8_t)cmark_node_get_heading_level(node);
        break;
    case CMARK_NODE_CODE_BLOCK: read_code_block(r, node, m); break;
    case CMARK_NODE_HTML_BLOCK: read_leafy(r, node, MD_HTML_BLOCK, m); break;
    case CMARK_NODE_THEMATIC_BREAK: m->kind = MD_BREAK; break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: m->kind = MD_NOTE; break;
    case CMARK_NODE_TEXT: read_leafy(r, node, MD_TEXT, m); break;
    case CMARK_NODE_SOFTBREAK: m->kind = MD_SOFT_BREAK; break;
    case CMARK_NODE_LINEBREAK: m->kind = MD_HARD_BREAK; break;
    case CMARK_NODE_CODE: read_leafy(r, node, MD_CODE, m); break;
    case CMARK_NODE_HTML_INLINE: read_leafy(r, node, MD_HTML, m); break;
    case CMARK_NODE_EMPH: m->kind = MD_EMPH; break;
    case CMARK_NODE_STRONG: m->kind = MD_STRONG; break;
    case CMARK_NODE_LINK: read_link(r, node, MD_LINK, m); break;
    case CMARK_NODE_IMAGE: read_link(r, node, MD_IMAGE, m); break;
    case CMARK_NODE_FOOTNOTE_REFERENCE: m->kind = MD_NOTE_REFERENCE; break;
    default: m->kind = MD_OTHER;
    }
}

/* Those that cmark's iterator enters but never leaves. */
static bool is_leaf(const md_node *m) {
    switch ((md_kind)m->kind) {
    case MD_CODE_BLOCK:
    case MD_HTML_BLOCK:
    case MD_BREAK:
    case MD_TEXT:
    case MD_SOFT_BREAK:
    case MD_HARD_BREAK:
    case MD_CODE:
    case MD_HTML: return true;
    default: return false;
    }
}

void tree_read(arena *a, str text, emphasis *marked, cmark_node *root, md_tree *out) {
    reader r = {.a = a, .lib = library_get(), .text = text, .marked = marked, .out = out};
    find_lines(&r);
    cmark_iter *it = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(it);
        if (event == CMARK_EVENT_EXIT) {
            out->p[r.open.p[--r.open.n]].end = (uint32_t)out->n;
            continue;
        }
        uint32_t i = (uint32_t)out->n;
        md_node *m = vec_push(a, out);
        m->end = i + 1;
        read_node(&r, node, m);
        find_place(&r, node, m);
        if (!is_leaf(m))
            *vec_push(a, &r.open) = i;
    }
}
