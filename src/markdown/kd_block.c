#include "markdown/kd.h"

#include <string.h>

/* --- the tree ----------------------------------------------------------------------------------
 */

kd_block *kd_bare(arena *a, kd_kind kind) {
    kd_block *b = arena_make(a, kd_block, 1);
    b->kind = kind;
    b->text.a = a;
    return b;
}

kd_block *kd_new(kd_reader *r, kd_kind kind) {
    kd_block *b = kd_bare(r->doc->a, kind);
    b->ial = r->ial;
    r->ial = NULL;
    return b;
}

void kd_append(kd_block *to, kd_block *child) {
    child->parent = to;
    child->prev = to->last;
    child->next = NULL;
    if (to->last)
        to->last->next = child;
    else
        to->first = child;
    to->last = child;
}

kd_block *kd_take_last(kd_block *from) {
    kd_block *b = from->last;
    from->last = b->prev;
    if (b->prev)
        b->prev->next = NULL;
    else
        from->first = NULL;
    return b;
}

bool kd_is_after_boundary(const kd_reader *r) {
    const kd_block *last = r->tree->last;
    return !last || last->kind == KD_BLANK ||
           (last->kind == KD_EOB && last->eob == KD_EOB_MARKER) || r->ial;
}

/* --- searches ----------------------------------------------------------------------------------
 */

static const char *const needles[KD_SEEKS] = {"-->", "?>", "$$", "{:/", ">", ")"};

static size_t seek(kd_seek *k, str s, size_t from, str needle) {
    if (k->is_set && from >= k->from && (k->at == STR_NONE || from <= k->at))
        return k->at;
    size_t at = str_find(str_from(s, from), needle);
    *k = (kd_seek){from, at == STR_NONE ? STR_NONE : from + at, true};
    return k->at;
}

size_t kd_find(kd_src *src, size_t needle, size_t from) {
    return seek(&src->seeks[needle], src->s, from, str_of(needles[needle]));
}

static size_t find_end_tag(str s, size_t from, str name) {
    for (size_t at; (at = str_find(str_from(s, from), S("</"))) != STR_NONE; from += at + 2) {
        str found;
        if (str_eq_fold(str_slice(s, from + at + 2, from + at + 2 + name.n), name) &&
            kd_end_tag(s, from + at, &found) && found.n == name.n)
            return from + at;
    }
    return STR_NONE;
}

size_t kd_find_end_tag(arena *a, kd_src *src, str name, size_t from) {
    if (!src->tags.a)
        src->tags = map_new(a);
    kd_seek **k = (kd_seek **)map_at(&src->tags, name);
    if (!*k)
        *k = arena_make(a, kd_seek, 1);
    if (!(*k)->is_set || from < (*k)->from || ((*k)->at != STR_NONE && from > (*k)->at))
        **k = (kd_seek){from, find_end_tag(src->s, from, name), true};
    return (*k)->at;
}

/* --- simple blocks -----------------------------------------------------------------------------
 */

static bool blank_line(kd_reader *r) {
    size_t end = kd_blank(r->src->s, r->src->at);
    if (!end)
        return false;
    kd_block *last = r->tree->last;
    if (!last || last->kind != KD_BLANK)
        kd_append(r->tree, last = kd_new(r, KD_BLANK));
    if (last->text.n < 2) /* more than one line end: it does not matter how many */
        buf_add(&last->text, str_slice(r->src->s, r->src->at, end));
    r->src->at = end;
    return true;
}

size_t kd_after_indent(str s, size_t at) {
    if (at < s.n && s.p[at] == '\t')
        return at + 1;
    return kd_after_spaces(s, at, 4) == at + 4 ? at + 4 : at;
}

static bool is_indented_line(str s, size_t at) {
    size_t in = kd_after_indent(s, at), end = str_line_end(s, at);
    return in > at && str_trim(str_slice(s, in, end)).n && s.p[end - 1] == '\n';
}

static bool is_lazy_code(str s, size_t at) {
    str list;
    return at < s.n && !kd_blank(s, at) && !kd_ial_line(s, at, 3, &list) && !kd_eob_marker(s, at) &&
           !kd_is_html_line(s, at, 3);
}

size_t kd_code_end(str s, size_t at) {
    for (size_t end = at;;) {
        size_t blank = kd_blank(s, end), from = blank ? blank : end;
        if (!is_indented_line(s, from))
            return end;
        for (end = from; end < s.n && is_indented_line(s, end);)
            end = str_line_end(s, end);
        while (is_lazy_code(s, end))
            end = str_line_end(s, end);
    }
}

static bool indented_code(kd_reader *r) {
    str s = r->src->s;
    size_t at = r->src->at;
    if (kd_after_indent(s, at) == at)
        return false;
    size_t end = kd_code_end(s, at);
    if (end == at)
        return false;
    kd_block *b = kd_new(r, KD_CODE);
    for (bool first = true; at < end; at = str_line_end(s, at), first = false) {
        size_t in = kd_after_indent(s, at), line_end = str_line_end(s, at);
        size_t text = kd_after_spaces(s, at, 3);
        bool lazy = in == at && !ascii_is_space(s.p[text]);
        if (lazy && !first && b->text.n) {
            b->text.n--; /* a line that goes on lazily is the same line */
            buf_char(&b->text, ' ');
        }
        buf_add(&b->text, str_slice(s, in, line_end));
    }
    kd_append(r->tree, b);
    r->src->at = end;
    return true;
}

typedef struct fence {
    size_t n;
    char c;
    str info;
    size_t body;
} fence;

/* Reads the opening line, with `n` characters of its run as the fence. */
static bool open_fence(str s, size_t at, bool gfm, size_t n, fence *f) {
    size_t from = gfm ? kd_after_spaces(s, at, 3) : at;
    *f = (fence){.n = n, .c = s.p[from + n - 1], .body = str_line_end(s, at)};
    f->info = str_trim(str_slice(s, from + n, f->body));
    for (size_t i = 0; i < f->info.n; i++)
        if (ascii_is_space(f->info.p[i]))
            return false;
    return true;
}

/* The closing line: its start, and *end; STR_NONE when there is none. */
static size_t close_fence(kd_src *src, const fence *f, bool gfm, size_t *end) {
    size_t side = f->c == '~';
    if (src->fence_from[side] && f->body >= src->fence_from[side] && f->n > src->fence_most[side])
        return STR_NONE;
    size_t most = 0;
    for (size_t at = f->body; at < src->s.n; at = str_line_end(src->s, at)) {
        size_t from = gfm ? kd_after_spaces(src->s, at, 3) : at, n = 0;
        while (from + n < src->s.n && src->s.p[from + n] == f->c)
            n++;
        *end = str_line_end(src->s, at);
        if (n < 3 || str_trim(str_slice(src->s, from + n, *end)).n)
            continue;
        if (n >= f->n)
            return at;
        most = n > most ? n : most;
    }
    src->fence_from[side] = f->body;
    src->fence_most[side] = most;
    return STR_NONE;
}

static bool fenced_code(kd_reader *r) {
    kd_src *src = r->src;
    bool gfm = !r->doc->o.is_plain;
    size_t run = kd_fence(src->s, src->at, gfm);
    fence f;
    size_t end, close = STR_NONE;
    for (size_t n = run; n >= 3 && n + 8 > run && close == STR_NONE; n--)
        if (open_fence(src->s, src->at, gfm, n, &f))
            close = close_fence(src, &f, gfm, &end);
    if (close == STR_NONE)
        return false;
    kd_block *b = kd_new(r, KD_CODE);
    buf_add(&b->text, str_slice(src->s, f.body, close));
    if (f.info.n) {
        size_t q = str_find_char(str_from(f.info, 1), '?');
        b->lang = f.info;
        str name = q == STR_NONE ? f.info : str_slice(f.info, 0, q + 1);
        kd_attr_set(r->doc->a, &b->attrs, S("class"), str_cat(r->doc->a, S("language-"), name));
    }
    kd_append(r->tree, b);
    src->at = end;
    return true;
}

static bool quote(kd_reader *r) {
    str s = r->src->s;
    size_t at = r->src->at, marker = kd_after_spaces(s, at, 3);
    if (marker >= s.n || s.p[marker] != '>')
        return false;
    buf text = buf_new(r->doc->a, 256);
    do {
        size_t from = kd_after_spaces(s, at, 3), end = str_line_end(s, at);
        if (from < s.n && s.p[from] == '>')
            at = kd_after_spaces(s, from + 1, 1);
        buf_add(&text, str_slice(s, at, end));
        at = end;
    } while (!kd_is_block_end(s, at));
    r->src->at = at;
    kd_block *b = kd_new(r, KD_QUOTE);
    kd_append(r->tree, b);
    kd_blocks_of(r, b, buf_str(&text));
    return true;
}

static bool is_id_char(char c, bool first) {
    return ascii_is_alpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80 ||
           (!first && (ascii_is_digit(c) || c == '-' || c == '.'));
}

/* `text {#id}` */
static str take_id(str text, str *id) {
    *id = S("");
    if (!text.n || text.p[text.n - 1] != '}')
        return text;
    size_t at = text.n - 1;
    while (at && is_id_char(text.p[at - 1], false))
        at--;
    if (at < 3 || at == text.n - 1 || text.p[at - 1] != '#' || text.p[at - 2] != '{' ||
        (text.p[at - 3] != ' ' && text.p[at - 3] != '\t') || !is_id_char(text.p[at], true))
        return text;
    *id = str_slice(text, at, text.n - 1);
    return str_rtrim(str_slice(text, 0, at - 3));
}

static void add_heading(kd_reader *r, unsigned level, str text, str id, size_t end) {
    kd_block *b = kd_new(r, KD_HEADING);
    b->level = (uint8_t)level;
    buf_add(&b->text, text);
    if (id.n)
        kd_attr_set(r->doc->a, &b->attrs, S("id"), id);
    kd_append(r->tree, b);
    r->src->at = end;
}

static bool atx_heading(kd_reader *r) {
    bool gfm = !r->doc->o.is_plain;
    unsigned level;
    str text, id;
    size_t end = kd_atx(r->src->s, r->src->at, gfm, &level, &text);
    if (!end || ((!gfm || r->doc->o.no_paragraph_end) && !kd_is_after_boundary(r)))
        return false;
    text = take_id(text, &id);
    size_t n = text.n;
    while (n && text.p[n - 1] == '#')
        n--;
    bool may =
        gfm ? n && (text.p[n - 1] == ' ' || text.p[n - 1] == '\t') : !n || text.p[n - 1] != '\\';
    if (n < text.n && may)
        text = str_rtrim(str_slice(text, 0, n));
    if (!text.n)
        return false;
    add_heading(r, level, text, id, end);
    return true;
}

static bool setext_heading(kd_reader *r) {
    str s = r->src->s;
    size_t at = kd_after_spaces(s, r->src->at, 3), under = str_line_end(s, at);
    if (at >= s.n || ascii_is_space(s.p[at]) || under >= s.n)
        return false;
    char c = s.p[under];
    size_t end = str_line_end(s, under), i = under;
    while (i < end && (s.p[i] == '-' || s.p[i] == '='))
        i++;
    if ((c != '-' && c != '=') || str_trim(str_slice(s, i, end)).n || !kd_is_after_boundary(r))
        return false;
    str id, text = take_id(str_rtrim(str_slice(s, at, under)), &id);
    if (!text.n)
        return false;
    add_heading(r, c == '-' ? 2 : 1, text, id, end);
    return true;
}

static bool thematic_rule(kd_reader *r) {
    size_t end = kd_rule(r->src->s, r->src->at);
    if (!end)
        return false;
    kd_append(r->tree, kd_new(r, KD_RULE));
    r->src->at = end;
    return true;
}

static bool block_math(kd_reader *r) {
    str s = r->src->s;
    size_t at = kd_after_spaces(s, r->src->at, 3);
    bool escaped = at < s.n && s.p[at] == '\\';
    if (!str_starts(str_from(s, at + escaped), S("$$")) || !kd_is_after_boundary(r))
        return false;
    size_t from = at + escaped + 2, to = kd_find(r->src, KD_DOLLARS, from);
    if (to == STR_NONE)
        return false;
    size_t end = to + 2;
    while (end < s.n && s.p[end] != '\n' && ascii_is_space(s.p[end]))
        end++;
    bool ends_line = end < s.n && s.p[end] == '\n';
    if (escaped) {
        if (ends_line)
            r->src->at = at + 1;
        return false;
    }
    end = ends_line ? end + 1 : to + 2;
    if (!kd_is_boundary(s, end))
        return false;
    kd_block *b = kd_new(r, KD_MATH);
    buf_add(&b->text, str_trim(str_slice(s, from, to)));
    kd_append(r->tree, b);
    r->src->at = end;
    return true;
}

static bool eob_marker(kd_reader *r) {
    size_t end = kd_eob_marker(r->src->s, r->src->at);
    if (!end)
        return false;
    kd_append(r->tree, kd_new(r, KD_EOB));
    r->src->at = end;
    return true;
}

static bool ends_paragraph(const kd_reader *r, size_t at) {
    str s = r->src->s, contents;
    unsigned level;
    if (kd_is_block_end(s, at) || kd_marker(s, at, 'd', 3))
        return true;
    if (r->doc->o.is_plain || r->doc->o.no_paragraph_end)
        return false;
    size_t text = kd_after_spaces(s, at, 3);
    return kd_is_list_start(s, at) || kd_atx(s, at, true, &level, &contents) || s.p[text] == '>' ||
           kd_fence(s, at, true);
}

/* A line that a tab begins after a few spaces is neither code nor a paragraph to kramdown: its
 * text goes without a block around it. */
static bool loose_line(kd_reader *r) {
    str s = r->src->s;
    size_t at = r->src->at, text = kd_after_spaces(s, at, 3);
    if (text >= s.n || (s.p[text] != '\t' && s.p[text] != ' '))
        return false;
    kd_block *last = r->tree->last;
    if (!last || last->kind != KD_SPANS)
        kd_append(r->tree, last = kd_new(r, KD_SPANS));
    r->src->at = str_line_end(s, at);
    buf_add(&last->text, str_slice(s, at, r->src->at));
    return true;
}

static bool paragraph(kd_reader *r) {
    str s = r->src->s;
    size_t at = r->src->at, end = str_line_end(s, at), start = kd_after_spaces(s, at, 3);
    if (start < s.n && (s.p[start] == '\t' || s.p[start] == ' '))
        return false;
    while (!ends_paragraph(r, end))
        end = str_line_end(s, end);
    str text = str_rtrim(str_slice(s, at, end));
    kd_block *last = r->tree->last;
    if (last && last->kind == KD_P) {
        bool broken = at >= 3 && str_eq(str_slice(s, at - 3, at), S("  \n"));
        buf_add(&last->text, broken ? S("  \n") : S("\n"));
        buf_add(&last->text, text);
    } else {
        kd_block *b = kd_new(r, KD_P);
        buf_add(&b->text, str_ltrim(text));
        kd_append(r->tree, b);
    }
    r->src->at = end;
    return true;
}

/* A line that nothing reads, as one of a space and a tab before its text, is text on its own. */
static bool stray_line(kd_reader *r) {
    size_t end = str_line_end(r->src->s, r->src->at);
    kd_add_text(r, r->tree, KD_SPANS, str_slice(r->src->s, r->src->at, end));
    r->src->at = end;
    return true;
}

/* --- all ---------------------------------------------------------------------------------------
 */

bool kd_blocks(kd_reader *r, kd_block *into, kd_src *src) {
    static bool (*const readers[])(kd_reader *) = {
        blank_line,
        indented_code,
        fenced_code,
        quote,
        atx_heading,
        thematic_rule,
        kd_list,
        kd_definition_list,
        kd_html,
        setext_heading,
        block_math,
        kd_table,
        kd_footnote,
        kd_link_definition,
        kd_abbreviation_definition,
        kd_block_extension,
        eob_marker,
        loose_line,
        paragraph,
        stray_line,
    };
    kd_reader in = {r->doc, src, into, NULL, r->depth + 1};
    while (src->at < src->s.n) {
        str name;
        size_t end = into->kind == KD_HTML
                         ? kd_end_tag(src->s, kd_after_spaces(src->s, src->at, 3), &name)
                         : 0;
        size_t i = in.depth > KD_DEPTH ? sizeof readers / sizeof *readers - 2 : 0;
        /* An end tag counts only where the reader of HTML would be asked. */
        if (end && str_eq_fold(name, buf_str(&into->text))) {
            src->at = end;
            return true;
        }
        while (!readers[i](&in))
            i++;
    }
    return false;
}

void kd_blocks_of(kd_reader *r, kd_block *into, str text) {
    kd_src src = {.s = text};
    kd_blocks(r, into, &src);
}

static str adapt(arena *a, str text) {
    buf b = buf_new(a, text.n + 1);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\r') {
            buf_char(&b, '\n');
            i += i + 1 < text.n && text.p[i + 1] == '\n';
        } else {
            buf_char(&b, text.p[i]);
        }
    }
    if (!b.n || b.p[b.n - 1] != '\n')
        buf_char(&b, '\n');
    return buf_str(&b);
}

kd_doc *kd_read(arena *a, str text, const markdown_kramdown *o) {
    kd_doc *doc = arena_make(a, kd_doc, 1);
    *doc = (kd_doc){.a = a,
                    .o = *o,
                    .root = kd_bare(a, KD_ROOT),
                    .alds = map_new(a),
                    .links = map_new(a),
                    .notes = map_new(a),
                    .abbreviations = map_new(a)};
    kd_reader r = {.doc = doc};
    kd_blocks_of(&r, doc->root, adapt(a, text));
    return doc;
}
