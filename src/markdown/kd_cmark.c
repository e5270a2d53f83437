#include "markdown/kd_pieces.h"
#include "markdown/memory.h"

/* A block's text for cmark: one line, in which all that cmark need not understand is a mark, a
 * letter, a number and a 'z'. The letters: 'a' an atom, 'd' a run of * or _ with what it may do,
 * 's' nothing (the line's ends, whose white space cmark would strip). */

static void add_atom(buf *out, size_t atom) {
    buf_printf(out, "%ca%zuz", KD_MARK, atom);
}

static void add_text(kd_doc *doc, buf *out, str text) {
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        switch (c) {
        case '\0':
        case KD_MARK:
            add_atom(out, doc->atoms.n);
            *vec_push(doc->a, &doc->atoms) =
                (kd_atom){.kind = KD_ATOM_TEXT, .text = str_slice(text, i, i + 1)};
            break;
        case '\n':
            add_atom(out, doc->atoms.n);
            *vec_push(doc->a, &doc->atoms) = (kd_atom){.kind = KD_ATOM_NEWLINE};
            break;
        case '\\':
        case '`':
        case '*':
        case '_':
        case '<':
        case '&':
        case '[':
        case ']':
        case '!':
        case '~':
            buf_char(out, '\\');
            buf_char(out, c);
            break;
        default: buf_char(out, c); break;
        }
    }
}

/* kramdown reads two of them before one, so that `***a***` is strong around emphasis; cmark would
 * have it the other way, so it gets them apart. */
static void add_run(buf *out, const kd_piece *p, size_t *open) {
    char may = p->opens ? p->closes ? 'b' : 'o' : p->closes ? 'c' : 'n';
    bool single_first = p->closes && (!p->opens || *open);
    if (!single_first)
        *open += p->opens ? p->text.n : 0;
    else
        *open -= p->text.n < *open ? p->text.n : *open;
    for (size_t n = p->text.n; n;) {
        size_t some = n % 2 && (single_first || n == 1) ? 1 : 2;
        buf_printf(out, "%cd%c%c%zuz", KD_MARK, p->text.p[0], may, some);
        n -= some;
    }
}

/* A run whose marks are known; *i is the first of them. */
static void add_marked_run(kd_lexer *l, buf *out, size_t piece, size_t *i) {
    str run = l->pieces.p[piece].text;
    size_t at = 0;
    for (; *i < l->marks.n && l->marks.p[*i].piece == piece; ++*i) {
        const kd_emphasis_mark *m = &l->marks.p[*i];
        add_text(l->doc, out, str_slice(run, at, m->at));
        buf_printf(out, "%cd%c%c%zuz", KD_MARK, run.p[0], m->opens ? 'o' : 'c', m->n);
        at = m->at + m->n;
    }
    add_text(l->doc, out, str_from(run, at));
}

/* A mark is no punctuation to cmark: with one on either side tildes open and close. */
static void add_tildes(kd_doc *doc, buf *out, const kd_piece *p, bool plain) {
    if (plain) {
        add_text(doc, out, p->text);
        return;
    }
    if (p->closes)
        buf_printf(out, "%csz", KD_MARK);
    buf_add(out, p->text);
    if (p->opens)
        buf_printf(out, "%csz", KD_MARK);
}

/* cmark walks over all runs of *, _ and ~ at the end of each link: in a text of very many of both
 * the runs stay text. */
static bool is_too_much(const kd_lexer *l) {
    enum { MOST_STEPS = 4000000 };
    uint64_t runs = 0, links = 0;
    for (size_t i = 0; i < l->pieces.n; i++) {
        runs += l->pieces.p[i].kind == KD_PIECE_RUN || l->pieces.p[i].kind == KD_PIECE_TILDES;
        links += l->pieces.p[i].kind == KD_PIECE_CLOSE;
    }
    return runs * links > MOST_STEPS;
}

void kd_pieces_pair(kd_lexer *l) {
    if (is_too_much(l))
        l->pairing = KD_PAIRED_BY_NONE;
    else
        l->pairing = kd_pair_emphasis(l) ? KD_PAIRED_BY_MARKS : KD_PAIRED_BY_CMARK;
}

void kd_pieces_write(kd_lexer *l, buf *out) {
    buf_printf(out, "%csz", KD_MARK);
    size_t mark = 0;
    size_t open[2] = {0}; /* * and _ that may be waiting for their ends */
    for (size_t i = 0; i < l->pieces.n; i++) {
        const kd_piece *p = &l->pieces.p[i];
        switch (p->kind) {
        case KD_PIECE_TEXT: add_text(l->doc, out, p->text); break;
        case KD_PIECE_ENTITY: buf_add(out, p->text); break;
        case KD_PIECE_RUN:
            if (l->pairing != KD_PAIRED_BY_CMARK)
                add_marked_run(l, out, i, &mark);
            else
                add_run(out, p, &open[p->text.p[0] == '_']);
            break;
        case KD_PIECE_TILDES: add_tildes(l->doc, out, p, l->pairing == KD_PAIRED_BY_NONE); break;
        case KD_PIECE_ATOM: add_atom(out, p->atom); break;
        case KD_PIECE_OPEN:
            if (p->is_link)
                buf_char(out, '[');
            else
                add_text(l->doc, out, p->text);
            break;
        case KD_PIECE_CLOSE: buf_printf(out, "](a%zuz)", p->atom); break;
        }
    }
    buf_printf(out, "%csz", KD_MARK);
}

/* --- during the parse --------------------------------------------------------------------------
 */

static unsigned char next(cmark_inline_parser *ip) {
    if (cmark_inline_parser_is_eof(ip))
        return 0;
    unsigned char c = cmark_inline_parser_peek_char(ip);
    cmark_inline_parser_advance_offset(ip);
    return c;
}

static size_t read_number(cmark_inline_parser *ip) {
    size_t n = 0;
    for (unsigned char c; (c = next(ip)) >= '0' && c <= '9';)
        n = n * 10 + (size_t)(c - '0');
    return n;
}

static cmark_node *read_run(cmark_inline_parser *ip) {
    unsigned char c = next(ip), may = next(ip);
    size_t n = read_number(ip);
    char run[KD_LONGEST_RUN + 1];
    n = n > KD_LONGEST_RUN ? KD_LONGEST_RUN : n;
    for (size_t i = 0; i < n; i++)
        run[i] = (char)c;
    run[n] = '\0';
    cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, memory_table());
    cmark_node_set_literal(text, run);
    if (may != 'n')
        cmark_inline_parser_push_delimiter(ip, c, may != 'c', may != 'o', text);
    return text;
}

static cmark_node *read_mark(cmark_syntax_extension *self, cmark_parser *p, cmark_node *parent,
                             unsigned char c, cmark_inline_parser *ip) {
    (void)self, (void)p, (void)parent;
    if (c != KD_MARK)
        return NULL;
    cmark_inline_parser_advance_offset(ip);
    unsigned char letter = next(ip);
    if (letter == 'd')
        return read_run(ip);
    size_t n = read_number(ip);
    if (letter == 's') {
        cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, memory_table());
        cmark_node_set_literal(text, "");
        return text;
    }
    cmark_node *atom = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_INLINE, memory_table());
    cmark_node_set_user_data(atom, (void *)(uintptr_t)(n + 1));
    return atom;
}

cmark_syntax_extension *kd_spans_extension(void) {
    cmark_syntax_extension *ext = cmark_syntax_extension_new("kramdown-spans");
    cmark_llist *chars =
        cmark_llist_append(cmark_get_default_mem_allocator(), NULL, (void *)(uintptr_t)KD_MARK);
    cmark_syntax_extension_set_special_inline_chars(ext, chars);
    cmark_syntax_extension_set_match_inline_func(ext, read_mark);
    return ext;
}

kd_atom *kd_atom_of(const kd_doc *doc, cmark_node *node) {
    size_t n = 0;
    if (cmark_node_get_type(node) == CMARK_NODE_CUSTOM_INLINE) {
        n = (uintptr_t)cmark_node_get_user_data(node);
    } else if (cmark_node_get_type(node) == CMARK_NODE_LINK) {
        for (const char *p = cmark_node_get_url(node) + 1; *p >= '0' && *p <= '9'; p++)
            n = n * 10 + (size_t)(*p - '0');
        n++;
    }
    return n && n <= doc->atoms.n ? &doc->atoms.p[n - 1] : NULL;
}
