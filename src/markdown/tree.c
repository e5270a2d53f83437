#include "markdown/tree_read.h"

#include <string.h>

#include "base/lines.h"
#include "base/vec.h"
#include "markdown/writer.h"

typedef struct range {
    uint32_t at, n;
} range;

/* A node that was entered and not yet left. */
typedef struct around {
    range place;
    md_kind kind;
} around;

typedef struct reader {
    arena *a;
    const library *lib;
    str text;
    emphasis *marked;
    line_starts lines;
    vec(around) open;   /* from the outermost */
    range before;       /* the place of the last node that was given one */
    size_t before_open; /* how many nodes were open around that */
} reader;

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

/* Where cmark says that a node stands. False: it does not say, or what cannot be. */
static bool told_place(reader *r, cmark_node *node, range *out) {
    int line = cmark_node_get_start_line(node), col = cmark_node_get_start_column(node);
    *out = (range){offset(r, line, col), 0};
    if (r->open.n) {
        range in = r->open.p[r->open.n - 1].place;
        if (line < 1 || col < 1 || out->at < in.at || out->at > in.at + in.n)
            return false;
    }
    int last = cmark_node_get_end_line(node);
    uint32_t end = last < line ? 0 : offset(r, last, cmark_node_get_end_column(node) + 1);
    out->n = end > out->at ? end - out->at : 0;
    return true;
}

static bool is_delimiter(str line) {
    bool has_dash = false;
    for (size_t i = 0; i < line.n; i++) {
        has_dash = has_dash || line.p[i] == '-';
        if (!strchr("|-: \t>\r\n", line.p[i]))
            return false;
    }
    return has_dash;
}

/* Text just before a table is a paragraph of which cmark says no place, and the table's begins with
 * it. Gives where the table's own first line begins; 0: there is no such text. */
static uint32_t head_under_text(reader *r, cmark_node *text, cmark_node *table) {
    if (!text || !table || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH ||
        cmark_node_get_start_line(text) || cmark_node_get_type(table) != r->lib->table)
        return 0;
    int first = cmark_node_get_start_line(table);
    for (size_t i = first < 1 ? r->lines.n : (size_t)first; i < r->lines.n; i++) {
        uint32_t end = i + 1 < r->lines.n ? r->lines.p[i + 1] : (uint32_t)r->text.n;
        if (is_delimiter(str_slice(r->text, r->lines.p[i], end)))
            return r->lines.p[i - 1];
    }
    return 0;
}

static uint32_t without_line_end(str text, uint32_t from, uint32_t to) {
    return from + (uint32_t)str_rtrim(str_slice(text, from, to)).n;
}

/* The places of such a text, of the table and of its first row. */
static bool place_under_text(reader *r, cmark_node *node, range *out) {
    cmark_node_type t = cmark_node_get_type(node);
    bool is_head = t == r->lib->row && !cmark_node_previous(node);
    cmark_node *table = is_head ? cmark_node_parent(node) : node;
    if (t == CMARK_NODE_PARAGRAPH && !cmark_node_get_start_line(node)) {
        table = cmark_node_next(node);
        uint32_t head = head_under_text(r, node, table);
        uint32_t at = head ? offset(r, cmark_node_get_start_line(table), 1) : 0;
        *out = (range){at, head ? without_line_end(r->text, at, head) - at : 0};
        return head != 0;
    }
    if (!is_head && t != r->lib->table)
        return false;
    uint32_t at = head_under_text(r, cmark_node_previous(table), table);
    uint32_t end = offset(r, cmark_node_get_end_line(table), cmark_node_get_end_column(table) + 1);
    const char *line_end = at ? memchr(r->text.p + at, '\n', r->text.n - at) : NULL;
    if (is_head && line_end)
        end = (uint32_t)(line_end - r->text.p);
    *out = (range){at, end > at ? end - at : 0};
    return at != 0;
}

/* Where cmark does not say, a node follows on the one before it. */
static range find_place(reader *r, cmark_node *node, const md_node *m) {
    range told;
    bool may_be = m->kind == MD_PARAGRAPH || m->kind == MD_TABLE_BLOCK || m->flags & MD_IS_HEAD;
    if (may_be && place_under_text(r, node, &told))
        return told;
    if (told_place(r, node, &told))
        return told;
    cmark_node *prev = cmark_node_previous(node);
    if (prev && told_place(r, prev, &told))
        return (range){told.at + told.n, 0};
    bool is_over = r->before_open >= r->open.n;
    return (range){r->before.at + (is_over ? r->before.n : 0), 0};
}

/* Without the marks. */
static str clean(reader *r, str s) {
    if (!r->marked->n || str_find_char(s, r->marked->mark) == STR_NONE)
        return s;
    char *p = arena_bytes(r->a, s.n);
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
    m->text = clean(r, node_text(node));
    m->info = clean(r, node_info(node));
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
    m->text = clean(r, node_text(node));
}

static void read_link(reader *r, cmark_node *node, md_kind kind, md_node *m) {
    m->kind = (uint8_t)kind;
    m->text = clean(r, node_url(node));
    m->info = clean(r, node_title(node));
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

static bool has_no_place(md_kind kind) {
    return kind == MD_TEXT || kind == MD_SOFT_BREAK || kind == MD_HARD_BREAK;
}

static md_kind enter(reader *r, cmark_node *node, const md_visitor *v) {
    md_node m = {0};
    read_node(r, node, &m);
    if (!has_no_place((md_kind)m.kind)) {
        range found = find_place(r, node, &m);
        m.at = found.at;
        m.n = found.n;
        r->before = found;
        r->before_open = r->open.n;
    }
    v->enter(v->ctx, &m);
    return (md_kind)m.kind;
}

void tree_read(arena *a, str text, line_starts lines, emphasis *marked, cmark_node *root,
               const md_visitor *v) {
    reader r = {.a = a, .lib = library_get(), .text = text, .marked = marked, .lines = lines};
    for (cmark_node *node = root, *next; node; node = next) {
        md_kind kind = enter(&r, node, v);
        next = has_no_place(kind) ? NULL : cmark_node_first_child(node);
        if (next) {
            *vec_push(a, &r.open) = (around){r.before, kind};
            continue;
        }
        v->leave(v->ctx, kind);
        while (!(next = cmark_node_next(node)) && r.open.n) {
            v->leave(v->ctx, r.open.p[--r.open.n].kind);
            node = cmark_node_parent(node);
        }
    }
}
