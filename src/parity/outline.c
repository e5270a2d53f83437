#include "parity/outline.h"

#include <string.h>

#include "base/bytes.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "liquid/liquid.h"
#include "markdown/markdown.h"
#include "markdown/tree.h"
#include "parity/anchors.h"
#include "parity/comment.h"
#include "parity/twin.h"
#include "parity/url.h"

typedef struct container {
    uint64_t context;
    bool is_new_item; /* nothing of the item has been met */
    uint16_t flags;
    uint32_t at;
} container;

typedef struct maker {
    arena *a;
    const outline_options *o;
    clean c;
    buf text; /* of all leaves, one after the other */
    vec(container) open;
    vec(leaf) leaves;
    /* of the leaf being made: */
    bool is_in_leaf;
    md_kind kind;
    leaf l;
    size_t from; /* its text in that of all */
    vec(atom) atoms;
    anchors signs;
    vec(size_t) link_ends; /* in its text, behind what links say */
    size_t mark;           /* the next one that is not yet a leaf's */
} maker;

/* ---- what stands in a leaf ---- */

static void add_atom(maker *m, atom_kind kind, uint32_t at, uint32_t n, str text) {
    bool is_url = kind == ATOM_LINK || kind == ATOM_URL || kind == ATOM_IMAGE;
    str key = is_url ? url_normal(m->a, text, m->o->codes, m->o->ncodes) : text;
    uint64_t hash = hash64(key, kind == ATOM_URL ? ATOM_LINK : kind);
    *vec_push(m->a, &m->atoms) =
        (atom){.kind = kind, .at = at, .n = n, .text = text, .key = key, .hash = hash};
}

static void add_node_atom(maker *m, atom_kind kind, const md_node *node) {
    add_atom(m, kind, clean_source(&m->c, node->at), node->n, str_copy(m->a, node->text));
}

static void read_inline(maker *m, const md_node *node) {
    switch ((md_kind)node->kind) {
    case MD_TEXT: buf_add(&m->text, node->text); break;
    case MD_HARD_BREAK:
        m->l.breaks = (uint8_t)(m->l.breaks + (m->l.breaks < UINT8_MAX)); /* fall through */
    case MD_SOFT_BREAK: buf_char(&m->text, '\n'); break;
    case MD_CODE:
        add_node_atom(m, ATOM_CODE, node);
        m->atoms.p[m->atoms.n - 1].before = (uint32_t)(m->text.n - m->from);
        break;
    case MD_HTML: add_node_atom(m, ATOM_HTML, node); break;
    case MD_EMPH: add_node_atom(m, ATOM_EMPH, node); break;
    case MD_STRONG:
        add_node_atom(m, ATOM_STRONG, node);
        m->l.flags |= LEAF_IS_STRESSED;
        break;
    case MD_LINK: add_node_atom(m, ATOM_LINK, node); break;
    case MD_IMAGE: add_node_atom(m, ATOM_IMAGE, node); break;
    case MD_CELL: buf_char(&m->text, '\t'); break;
    default: break;
    }
}

/* Of a link whose text is a URL, that is no more than the text: "[https://a/b](https://a/b)(or". */
static size_t link_rest(const maker *m, const leaf *l, size_t at) {
    size_t lead = (size_t)(l->text.p - m->text.p) - m->from, rest = l->text.n - at;
    for (size_t i = m->link_ends.n; i-- > 0 && m->link_ends.p[i] > lead + at;)
        rest = m->link_ends.p[i] - lead - at < rest ? m->link_ends.p[i] - lead - at : rest;
    return rest;
}

/* Of a bare URL a bracket around it, or a label behind it, is no part: "(https://a)[b]". */
static size_t without_label(str url) {
    size_t end = str_find(url, S("]["));
    if (end == STR_NONE && str_find_char(url, '(') == STR_NONE)
        end = str_find(url, S(")["));
    return end == STR_NONE ? url.n : end;
}

/* Bare URLs, which are text to Markdown as it is read here. Gives how many bytes are theirs. */
static uint32_t find_urls(maker *m, const leaf *l) {
    uint32_t in_urls = 0;
    for (size_t from = 0, colon; (colon = str_find(str_from(l->text, from), S("://"))) != STR_NONE;
         from += colon + 3) {
        size_t at = from + colon;
        if (at >= 5 && l->text.p[at - 1] == 's')
            at--;
        if (at < 4 || !str_eq(str_slice(l->text, at - 4, at), S("http")))
            continue;
        str rest = str_slice(l->text, at - 4, at - 4 + link_rest(m, l, at - 4));
        size_t n = without_label(str_slice(rest, 0, url_length(rest)));
        while (n && strchr(".,;:!?'*_~)]", rest.p[n - 1]))
            n--;
        if (str_ends(str_slice(rest, 0, n), S("//")))
            continue; /* "http://{host}/" */
        add_atom(m, ATOM_URL, l->at, 0, str_slice(rest, 0, n));
        in_urls += (uint32_t)n;
    }
    return in_urls;
}

/* Links and images of Markdown within HTML that says so, which is no Markdown to cmark:
 * <aside markdown="1">, see kramdown, "HTML Blocks". */
static void find_written_links(maker *m, const leaf *l) {
    if (!str_has(l->text, S("markdown=")))
        return;
    for (size_t from = 0, n; (n = str_find(str_from(l->text, from), S("]("))) != STR_NONE;) {
        size_t begin = from + n + 2, open = str_rfind_char(str_slice(l->text, 0, from + n), '[');
        str url = str_from(l->text, begin);
        size_t end = 0;
        while (end < url.n && url.p[end] != ')' && !ascii_is_space(url.p[end]))
            end++;
        bool is_image = open != STR_NONE && open && l->text.p[open - 1] == '!';
        if (open != STR_NONE && end)
            add_atom(m, is_image ? ATOM_IMAGE : ATOM_LINK, l->at, 0, str_slice(url, 0, end));
        from = begin + end;
    }
}

/* "\\[^1\\]" is text, wherever the leaf has this label. */
static bool is_escaped(const maker *m, const leaf *l, str label) {
    str in = str_slice(m->c.src->text, l->at, l->at + l->n);
    str name = str_cat(m->a, S("[^"), label);
    bool is = false;
    for (size_t at = 0, n; (n = str_find(str_from(in, at), name)) != STR_NONE; at += n + name.n) {
        size_t begin = at + n;
        is = (begin && in.p[begin - 1] == '\\') ||
             str_starts(str_from(in, begin + name.n), S("\\]"));
        if (!is)
            return false;
    }
    return is;
}

static void find_references(maker *m, const leaf *l) {
    if (!(l->bytes & BYTE_BRACKET))
        return;
    for (size_t from = 0, at; (at = str_find(str_from(l->text, from), S("[^"))) != STR_NONE;
         from += at + 2) {
        str rest = str_from(l->text, from + at + 2);
        size_t end = str_find_char(rest, ']');
        if (end != STR_NONE && end > 0 && end < 64 && !is_escaped(m, l, str_slice(rest, 0, end)))
            add_atom(m, ATOM_REFERENCE, l->at, 0, str_slice(rest, 0, end));
    }
}

/* Liquid and attribute lists that stand in the leaf's lines. Those before it are nobody's. */
static void take_marks(maker *m, const leaf *l) {
    static const atom_kind kinds[] = {
        [MARK_TAG] = ATOM_TAG,
        [MARK_OUTPUT] = ATOM_OUTPUT,
        [MARK_ATTRIBUTES] = ATOM_ATTRIBUTES,
    };
    uint32_t end = l->at + l->n;
    str text = m->c.src->text;
    while (l->class == LEAF_HEADING && end < text.n && text.p[end] != '\n')
        end++; /* what was blanked at its end is not cmark's heading */
    for (; m->mark < m->c.nmarks && m->c.marks[m->mark].at < end; m->mark++) {
        const mark *k = &m->c.marks[m->mark];
        if (k->at >= l->at && k->kind <= MARK_ATTRIBUTES)
            add_atom(m, kinds[k->kind], k->at, k->n, k->text);
    }
}

/* ---- leaves ---- */

static void add_hashes(maker *m, leaf *l) {
    uint64_t h = hash64(l->text, l->class);
    for (size_t i = 0; i < m->atoms.n; i++) {
        const atom *x = &m->atoms.p[i];
        uint64_t one = x->hash;
        bool is_same = x->key.p == x->text.p && x->key.n == x->text.n;
        str fragment = is_same ? (str){0} : url_fragment(x->text);
        if (fragment.n)
            one = hash64(fragment, one);
        l->holding += one;
        h = (h ^ (is_same ? one : hash64(x->text, x->kind))) * 0x9E3779B185EBCA87U;
    }
    l->hash = l->info.n ? hash64(l->info, h) : h;
}

static uint64_t hash_marks(const mark *marks, size_t n) {
    uint64_t h = 0;
    for (size_t i = 0; i < n; i++)
        if (marks[i].kind <= MARK_ATTRIBUTES)
            h += hash64(marks[i].text, marks[i].kind);
    return h;
}

/* `lead`: white space that its text had at the beginning. */
static void keep_atoms(maker *m, leaf *l, uint32_t lead) {
    size_t n = m->atoms.n;
    if (!n)
        return;
    for (size_t i = 0; lead && i < n; i++)
        m->atoms.p[i].before -= m->atoms.p[i].before < lead ? m->atoms.p[i].before : lead;
    l->natoms = (uint32_t)n;
    l->atoms = memcpy(arena_make(m->a, atom, n), m->atoms.p, n * sizeof(atom));
}

/* The label of the footnote that the leaf begins; empty: it begins none. */
static str note_label(const maker *m, const leaf *l) {
    size_t low = 0, high = m->c.has_notes ? m->c.nmarks : 0;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->c.marks[mid].at < l->at)
            low = mid + 1;
        else
            high = mid;
    }
    if (!low || m->c.marks[low - 1].kind != MARK_NOTE)
        return (str){0};
    const mark *k = &m->c.marks[low - 1];
    bool is_before = str_trim(str_slice(m->c.src->text, k->at + k->n, l->at)).n == 0;
    return is_before ? k->text : (str){0};
}

static bool is_comment(str html) {
    html = str_trim(html);
    return str_starts(html, S("<!--")) && str_find(html, S("-->")) == html.n - 3;
}

static void begin_leaf(maker *m, const md_node *node, leaf_class class, uint16_t flags) {
    uint64_t context = m->open.p[m->open.n - 1].context;
    leaf *l = &m->l;
    *l = (leaf){.class = class, .level = node->level, .flags = flags, .context = context};
    l->at = clean_source(&m->c, node->at);
    l->n = clean_source(&m->c, node->at + node->n) - l->at;
    m->kind = (md_kind)node->kind;
    m->is_in_leaf = true;
    m->from = m->text.n;
    m->atoms.n = m->link_ends.n = 0;
    take_marks(m, l);
    if (class != LEAF_CODE && class != LEAF_HTML)
        return;
    l->info = str_copy(m->a, node->info);
    l->text = str_copy(m->a, node->text);
    if (!l->n) /* cmark does not say where HTML of one line ends */
        l->n = (uint32_t)str_slice(m->c.src->text, l->at, l->at + str_rtrim(l->text).n).n;
    if (class == LEAF_HTML)
        find_written_links(m, l);
    if (class == LEAF_CODE && m->c.nmarks)
        l->text = clean_restore(m->a, &m->c, l->at, l->n, l->text);
    l->flags |= class == LEAF_HTML && is_comment(l->text) ? LEAF_IS_COMMENT : 0;
}

/* What the inlines gave is the text of the leaf. In it is what a translation must keep, or often
 * does. Code and HTML are compared line by line. */
static void end_text(maker *m) {
    leaf *l = &m->l;
    str label = l->class == LEAF_TEXT ? note_label(m, l) : (str){0};
    if (label.n)
        l->flags |= LEAF_IS_NOTE;
    str whole = str_from(buf_str(&m->text), m->from);
    l->text = str_trim(whole);
    anchors_read(&m->signs, l);
    uint32_t in_urls = l->bytes & BYTE_TOKEN ? find_urls(m, l) : 0;
    find_references(m, l);
    l->chars = (uint32_t)utf8_count_valid(l->text) - in_urls;
    keep_atoms(m, l, (uint32_t)(l->text.p - whole.p));
    anchors_keep(&m->signs, l, label);
}

static bool is_elided(const leaf *l) {
    enum { LONGEST = 16 };
    if (l->natoms || l->n > LONGEST || (l->class != LEAF_TEXT && l->class != LEAF_HTML) ||
        !(str_has(l->text, S("...")) || str_has(l->text, S("…"))))
        return false;
    for (size_t i = 0, n; i < l->text.n; i += n) {
        uint32_t cp;
        n = utf8_decode(str_from(l->text, i), &cp);
        if (utf8_is_letter(cp) || utf8_is_digit(cp))
            return false;
    }
    return true;
}

static bool is_barred(const leaf *l) {
    return l->class == LEAF_TEXT && (str_starts(l->text, S("|")) || str_starts(l->text, S("｜")));
}

static void end_leaf(maker *m) {
    leaf *l = &m->l;
    m->is_in_leaf = false;
    if (l->class == LEAF_CODE || l->class == LEAF_HTML) {
        l->chars = (uint32_t)utf8_count_valid(l->text);
        l->lines = arena_make(m->a, line_hashes, 1);
        l->lines->a = m->a;
        keep_atoms(m, l, 0);
    } else {
        end_text(m);
    }
    if (is_elided(l))
        l->flags |= LEAF_IS_ELIDED;
    if (is_barred(l))
        l->flags |= LEAF_IS_BARRED;
    add_hashes(m, l);
    *vec_push(m->a, &m->leaves) = *l;
}

static uint64_t within(uint64_t context, const md_node *node) {
    switch ((md_kind)node->kind) {
    case MD_QUOTE: return context << 4 | IN_QUOTE;
    case MD_LIST: return context << 4 | (node->flags & MD_IS_ORDERED ? IN_NUMBERS : IN_BULLETS);
    case MD_TABLE_BLOCK: return context << 4 | IN_TABLE;
    default: return context;
    }
}

static uint16_t item_flags(container *in, const md_node *node) {
    if (!in->is_new_item || node->kind != MD_PARAGRAPH)
        return 0;
    return (uint16_t)(LEAF_IS_ITEM | (in->flags & MD_IS_TASK ? LEAF_IS_TASK : 0) |
                      (in->flags & MD_IS_DONE ? LEAF_IS_DONE : 0));
}

static void enter_block(maker *m, const md_node *node) {
    container *in = &m->open.p[m->open.n - 1];
    uint16_t flags = item_flags(in, node);
    in->is_new_item = false;
    switch ((md_kind)node->kind) {
    case MD_PARAGRAPH: begin_leaf(m, node, LEAF_TEXT, flags); return;
    case MD_HEADING: begin_leaf(m, node, LEAF_HEADING, 0); return;
    case MD_HTML_BLOCK: begin_leaf(m, node, LEAF_HTML, 0); return;
    case MD_BREAK: begin_leaf(m, node, LEAF_BREAK, 0); return;
    case MD_CODE_BLOCK:
        begin_leaf(m, node, LEAF_CODE, node->flags & MD_IS_FENCED ? LEAF_IS_FENCED : 0);
        return;
    case MD_ROW: begin_leaf(m, node, LEAF_ROW, node->flags & MD_IS_HEAD ? LEAF_IS_HEAD : 0); return;
    default: break;
    }
    container c = {.context = within(in->context, node),
                   .is_new_item = node->kind == MD_ITEM,
                   .flags = node->flags,
                   .at = node->at};
    *vec_push(m->a, &m->open) = c;
}

/* An item without anything in it is a paragraph without text: its mark is its place. */
static void add_empty_item(maker *m, const container *in) {
    md_node node = {.kind = MD_PARAGRAPH, .at = in->at, .n = 1};
    begin_leaf(m, &node, LEAF_TEXT, LEAF_IS_ITEM);
    end_leaf(m);
}

static void enter(void *ctx, const md_node *node) {
    maker *m = ctx;
    if (m->is_in_leaf)
        read_inline(m, node);
    else
        enter_block(m, node);
}

static void leave(void *ctx, md_kind kind) {
    maker *m = ctx;
    if (!m->is_in_leaf) {
        const container *in = &m->open.p[m->open.n - 1];
        if (in->is_new_item)
            add_empty_item(m, in);
        m->open.n--;
    } else if (kind == m->kind)
        end_leaf(m);
    else if (kind == MD_LINK)
        *vec_push(m->a, &m->link_ends) = m->text.n - m->from;
}

bool outline_read(arena *a, span body, const outline_options *o, outline *out, diags *d) {
    enum { OURS = MD_TABLE | MD_STRIKETHROUGH | MD_TASKLIST, THEIRS = MD_CJK_EMPHASIS };
    maker m = {
        .a = a, .o = o, .c = clean_body(a, body, o->is_liquid, o->respelt), .signs = {.a = a}};
    md_visitor v = {enter, leave, &m};
    *out = (outline){.src = body.src,
                     .body_at = body.at,
                     .marks = m.c.marks,
                     .nmarks = m.c.nmarks,
                     .marking = hash_marks(m.c.marks, m.c.nmarks)};
    *vec_push(a, &m.open) = (container){0};
    m.text = buf_new(a, m.c.text.n + 64);
    m.leaves.cap = m.c.lines.n / 2 + 8; /* about as many as there will be */
    m.leaves.p = arena_make(a, leaf, m.leaves.cap);
    if (!markdown_visit(a, body, m.c.text, &m.c.lines, OURS | (o->markdown & THEIRS), &v, d))
        return false;
    out->leaves = m.leaves.p;
    out->n = m.leaves.n;
    return true;
}

span outline_leaf(const outline *o, const leaf *l) {
    return span_of(o->src, l->at, l->n);
}

uint32_t outline_count(const leaf *l, atom_kind kind) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->natoms; i++)
        n += l->atoms[i].kind == kind;
    return n;
}

const line_hashes *outline_lines(const leaf *l) {
    enum { LINES = 64 };
    uint64_t hashes[LINES];
    str line, whole;
    line_hashes *out = l->lines;
    if (out->is_read)
        return out;
    code_lines c = code_lines_of(l->text, l->info);
    while (out->n < LINES && code_next(&c, &line, &whole))
        hashes[out->n++] = hash64(str_trim(line), 0);
    out->hashes = anchors_sorted(out->a, hashes, out->n);
    out->is_read = true;
    return out;
}
