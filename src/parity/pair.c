#include "parity/pair.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "parity/drift.h"
#include "parity/url.h"

enum { QUOTE_CHARS = 60 };

const leaf *pair_leaf_at(const outline *o, uint32_t at) {
    for (size_t i = 0; i < o->n; i++)
        if (at >= o->leaves[i].at && at < o->leaves[i].at + o->leaves[i].n)
            return &o->leaves[i];
    return NULL;
}

const leaf *pair_counterpart(const pair *p, const leaf *to) {
    for (size_t i = 0; to && i < p->al.n; i++)
        if (pair_to(p, &p->al.p[i]) == to)
            return pair_from(p, &p->al.p[i]);
    return NULL;
}

const leaf *pair_translation(const pair *p, const leaf *from) {
    for (size_t i = 0; from && i < p->al.n; i++)
        if (pair_from(p, &p->al.p[i]) == from)
            return pair_to(p, &p->al.p[i]);
    return NULL;
}

/* Nothing but an image: "![alt](file)" and a title at most. */
static bool is_image(const leaf *l) {
    enum { MARKS = 5 };
    const atom *x = l->natoms == 1 ? l->atoms : NULL;
    return x && x->kind == ATOM_IMAGE && l->text.n + x->text.n + MARKS >= l->n;
}

const char *leaf_name(const leaf *l) {
    switch (l->class) {
    case LEAF_HEADING: return "a heading";
    case LEAF_CODE: return "a code block";
    case LEAF_HTML: return l->flags & LEAF_IS_COMMENT ? "a comment" : "a block of HTML";
    case LEAF_ROW: return "a table's row";
    case LEAF_BREAK: return "a thematic break";
    default: break;
    }
    return l->flags & LEAF_IS_NOTE   ? "a footnote"
           : l->flags & LEAF_IS_ITEM ? "a list item"
           : is_image(l)             ? "an image"
                                     : "a paragraph";
}

/* Outside of tags and comments. */
static bool has_text(str html) {
    for (size_t end; (html = str_ltrim(html)).n; html = str_from(html, end)) {
        str close = str_starts(html, S("<!--")) ? S("-->") : S(">");
        end = str_find(html, close);
        if (html.p[0] != '<' || end == STR_NONE)
            return true;
        end += close.n;
    }
    return false;
}

bool leaf_is_empty(const leaf *l) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind != ATOM_ATTRIBUTES)
            return false;
    return !l->text.n;
}

bool leaf_is_broken_tag(const leaf *l) {
    str text = str_trim(l->text);
    bool begins = str_starts(text, S("{")) || str_starts(text, S("｛"));
    bool ends = str_ends(text, S("}")) || str_ends(text, S("｝"));
    return l->class == LEAF_TEXT && begins && ends;
}

bool leaves_have_words(const leaf *l, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (l[i].class == LEAF_HTML ? has_text(l[i].text) : l[i].class != LEAF_CODE && l[i].text.n)
            return true;
    return false;
}

str text_quote(arena *a, str text) {
    buf b = buf_new(a, 4 * QUOTE_CHARS);
    size_t chars = 0;
    bool gap = false;
    buf_char(&b, '"');
    text = str_trim(text);
    while (text.n && chars < QUOTE_CHARS) {
        uint32_t cp;
        size_t n = utf8_decode(text, &cp);
        bool is_space = utf8_is_space(cp) || cp < 0x20;
        if (!is_space) {
            if (gap)
                buf_char(&b, ' ');
            buf_add(&b, str_slice(text, 0, n));
            chars++;
        }
        gap = is_space;
        text = str_from(text, n);
    }
    buf_add(&b, text.n ? S("…\"") : S("\""));
    return buf_str(&b);
}

str code_quote(arena *a, str code) {
    size_t end = utf8_offset(code, QUOTE_CHARS);
    buf b = buf_new(a, end + 8);
    buf_char(&b, '"');
    buf_add(&b, str_slice(code, 0, end));
    buf_add(&b, end < code.n ? S("…\"") : S("\""));
    return buf_str(&b);
}

str code_quote_beside(arena *a, str code, str other) {
    enum { BEFORE = 20 }; /* is shown of what both begin with */
    size_t same = 0;
    while (same < code.n && same < other.n && code.p[same] == other.p[same])
        same++;
    size_t chars = utf8_count(str_slice(code, 0, same));
    if (utf8_count(code) <= QUOTE_CHARS || chars + BEFORE <= QUOTE_CHARS)
        return code_quote(a, code);
    str quote = code_quote(a, str_from(code, utf8_offset(code, chars - BEFORE)));
    buf b = buf_new(a, quote.n + 4);
    buf_lit(&b, "\"…");
    buf_add(&b, str_from(quote, 1));
    return buf_str(&b);
}

/* Is it a sign of a script that has spaces between words? */
static bool is_spaced(char c) {
    return ascii_is_alnum(c) || (byte_may_be_letter(c) && (unsigned char)c < 0xE3);
}

/* A leaf's text, with its inline code where that stands. */
static str with_code(arena *a, const leaf *l) {
    buf out = buf_new(a, l->text.n + 64);
    size_t at = 0;
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        if (x->kind != ATOM_CODE)
            continue;
        buf_add(&out, str_slice(l->text, at, x->before));
        buf_printf(&out, "%s`%.*s`", x->before > l->text.n ? " " : "", STR_FMT(x->text));
        at = x->before;
        /* White space at the ends of the text is not kept. */
        if (!at && l->text.n && is_spaced(l->text.p[0]))
            buf_char(&out, ' ');
    }
    buf_add(&out, str_from(l->text, at));
    return buf_str(&out);
}

str leaf_quote(arena *a, const leaf *l) {
    bool is_text = l->class != LEAF_CODE && l->class != LEAF_HTML;
    str text = str_ltrim(is_text && outline_count(l, ATOM_CODE) ? with_code(a, l) : l->text);
    if (text.n)
        return text_quote(a, text);
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].text.n)
            return text_quote(a, l->atoms[i].text);
    return S("");
}

/* From the end of a leaf to the beginning of the line after it. */
static span after(const outline *o, uint32_t end) {
    str text = o->src->text;
    while (end > 0 && end <= text.n && ascii_is_space(text.p[end - 1]))
        end--;
    size_t at = end;
    while (at < text.n && text.p[at] != '\n')
        at++;
    return span_of(o->src, at + 1 < text.n ? at + 1 : end, 0);
}

/* How many lines that begin or end a box, or tags, there are between two places; `end` becomes the
 * end of the n-th of them. */
static uint32_t count_boxes(const outline *o, uint32_t from, uint32_t to, uint32_t n,
                            uint32_t *end) {
    uint32_t found = 0;
    for (size_t i = 0; i < o->nmarks; i++) {
        const mark *k = &o->marks[i];
        bool is_box = k->kind == MARK_DIRECTIVE || k->kind == MARK_TAG;
        if (is_box && k->at >= from && k->at < to && ++found == n)
            *end = k->at + k->n;
    }
    return found;
}

/* What is missing behind the beginning of a box is missing behind it here too. */
static uint32_t skip_boxes(const pair *p, size_t i, uint32_t at) {
    const outline *from = &p->from->o, *to = &p->to->o;
    const leaf *lost = i < p->al.n ? pair_from(p, &p->al.p[i]) : NULL;
    uint32_t next = (uint32_t)to->src->text.n;
    if (!lost)
        return at;
    uint32_t before = lost > from->leaves ? lost[-1].at + lost[-1].n : from->body_at;
    uint32_t n = count_boxes(from, before, lost->at, 0, &at);
    for (const leaf *l = NULL; i < p->al.n && !l; i++)
        if ((l = pair_to(p, &p->al.p[i])))
            next = l->at;
    if (n)
        count_boxes(to, at, next, n, &at);
    return at;
}

span pair_gap(const pair *p, size_t i) {
    const outline *o = &p->to->o;
    for (size_t k = i; k > 0;) {
        const leaf *l = pair_to(p, &p->al.p[--k]);
        if (l)
            return after(o, skip_boxes(p, i, l->at + l->n));
    }
    uint32_t at = skip_boxes(p, i, o->body_at);
    return at > o->body_at ? after(o, at) : span_of(o->src, at, 0);
}

void pair_original(const pair *p, diag *g, const leaf *l, const char *says) {
    diag_also(p->d, g, outline_leaf(&p->from->o, l), "%s", says);
}

const diag_note *pair_note(const pair *p, const diag *g) {
    const diag_note *note = g->notes;
    while (note && !(note->at.line && str_eq(note->path, p->from->src->path)))
        note = note->next;
    return note;
}

bool pair_is_rewritten(const pair *p) {
    return p->al.plain || drift_has_gap(&p->al);
}

bool pair_is_doubtful(const pair *p, size_t step) {
    return drift_is_doubtful(&p->from->o, &p->to->o, &p->al, step);
}

bool pair_shares_language(const pair *p) {
    return str_eq_fold(tongue_language(p->from->tag), tongue_language(p->to->tag));
}

uint32_t leaf_last_line(const source *src, const leaf *l) {
    uint32_t end = l->at + l->n;
    while (end > l->at && ascii_is_space(src->text.p[end - 1]))
        end--;
    return source_place(src, end).line;
}

str lines_name(arena *a, uint32_t from, uint32_t to) {
    buf b = buf_new(a, 32);
    if (from == to)
        buf_printf(&b, "line %u", from);
    else
        buf_printf(&b, "lines %u to %u", from, to);
    return buf_str(&b);
}

str pair_lines(const pair *p, const leaf *first, const leaf *last) {
    const source *s = p->from->src;
    str lines = lines_name(p->a, source_place(s, first->at).line, leaf_last_line(s, last));
    return str_cat(p->a, str_cat(p->a, lines, S(" of ")), s->path);
}

/* ---- one fault, one finding ---- */

void pair_tell(const pair *p, const leaf *from, const leaf *to) {
    if (from)
        p->told_from[from - p->from->o.leaves] = true;
    if (to)
        p->told_to[to - p->to->o.leaves] = true;
}

/* From the one before a leaf up to the next one: attribute lists and Liquid stand there. */
static uint32_t told_begin(const outline *o, size_t i) {
    return i ? o->leaves[i - 1].at + o->leaves[i - 1].n : o->body_at;
}

static uint32_t told_end(const outline *o, size_t i) {
    return i + 1 < o->n ? o->leaves[i + 1].at : (uint32_t)o->src->text.n;
}

bool pair_is_told(const pair *p, bool is_from, uint32_t at) {
    const outline *o = is_from ? &p->from->o : &p->to->o;
    const bool *told = is_from ? p->told_from : p->told_to;
    for (size_t i = 0; i < o->n; i++)
        if (told[i] && at >= told_begin(o, i) && at < told_end(o, i))
            return true;
    return false;
}

/* Findings keep the line of their second place only. */
static bool is_from_told(const pair *p, uint32_t line) {
    const outline *o = &p->from->o;
    for (size_t i = 0; i < o->n; i++) {
        if (!p->told_from[i])
            continue;
        uint32_t begin = source_place(o->src, told_begin(o, i)).line;
        if (begin >= line && source_place(o->src, o->leaves[i].at).line > line)
            continue;
        uint32_t end = source_place(o->src, told_end(o, i)).line;
        if (line < end || i + 1 == o->n)
            return true;
    }
    return false;
}

/* What is said of a block that is to be written anew explains the rest, and stays. */
static bool explains(const diag *g) {
    return g->rule == RULE_LANG_OTHER || g->rule == RULE_LANG_UNTRANSLATED;
}

static bool is_explained(const pair *p, const diag *g) {
    if (explains(g))
        return false;
    if (str_eq(g->path, p->to->src->path) && pair_is_told(p, false, g->at))
        return true;
    for (const diag_note *note = pair_note(p, g); note; note = note->next)
        if (str_eq(note->path, p->from->src->path) && is_from_told(p, note->at.line))
            return true;
    return false;
}

/* "[CVE-2014-6431]", which nothing defines. */
static bool is_label(const pair *p, const diag *g) {
    str text = str_slice(p->to->src->text, g->at, g->at + g->n);
    return g->rule == RULE_LINK_MISSING && str_starts(text, S("[")) && str_ends(text, S("]")) &&
           str_find_char(text, '\n') == STR_NONE;
}

/* The number in a path that was told of as another one, or in a label that makes no link. */
static bool is_of_token(const pair *p, const diag *g) {
    if (g->rule != RULE_NUMBER_CHANGED && g->rule != RULE_NUMBER_IDENTIFIER)
        return false;
    for (size_t i = 0; i < p->d->n; i++) {
        const diag *x = &p->d->p[i];
        bool is_token = is_label(p, x) || x->rule == RULE_TEXT_PATH || x->rule == RULE_TEXT_EMAIL ||
                        x->rule == RULE_TEXT_PLACEHOLDER;
        if (is_token && g->at >= x->at && g->at < x->at + x->n && str_eq(g->path, x->path))
            return true;
    }
    return false;
}

static bool any_told(const bool *told, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (told[i])
            return true;
    return false;
}

bool pair_is_same_url(const pair *p, str x, str y) {
    return str_eq(url_normal(p->a, x, p->codes, p->ncodes),
                  url_normal(p->a, y, p->codes, p->ncodes));
}

bool pair_says(const pair *p, rule_id id) {
    for (size_t i = 0; i < p->d->n; i++)
        if (p->d->p[i].rule == id)
            return true;
    return false;
}

void pair_drop(const pair *p, rule_id id, const leaf *to) {
    diags *d = p->d;
    size_t kept = 0;
    for (size_t i = 0; i < d->n; i++) {
        const diag *g = &d->p[i];
        if (g->rule == id && g->at >= to->at && g->at < to->at + to->n &&
            str_eq(g->path, p->to->src->path))
            d->count[g->sev]--;
        else
            d->p[kept++] = *g;
    }
    d->n = kept;
}

void pair_settle(const pair *p, size_t n) {
    diags *d = p->d;
    size_t kept = n;
    bool is_any = any_told(p->told_from, p->from->o.n) || any_told(p->told_to, p->to->o.n);
    for (size_t i = n; i < d->n; i++) {
        if (is_of_token(p, &d->p[i]) || (is_any && is_explained(p, &d->p[i])))
            d->count[d->p[i].sev]--;
        else
            d->p[kept++] = d->p[i];
    }
    d->n = kept;
}
