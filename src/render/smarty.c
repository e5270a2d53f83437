#include "render/smarty.h"

#include "base/limits.h"

typedef struct scanner {
    arena *a;
    str s;
    size_t pos;
    buf *out;
    size_t no_comment, no_pi; /* from here on there is no "-->", no "?>" */
} scanner;

static bool starts(const scanner *x, str with) {
    return str_starts(str_from(x->s, x->pos), with);
}

/* The end of what stands at pos from `open` to `close`, or pos. */
static size_t match_span(scanner *x, str open, str close, size_t *none) {
    if (x->pos >= *none || !starts(x, open))
        return x->pos;
    size_t n = str_find(str_from(x->s, x->pos + open.n), close);
    if (n == STR_NONE) {
        *none = x->pos;
        return x->pos;
    }
    return x->pos + open.n + n + close.n;
}

static size_t match_comment(scanner *x) {
    return match_span(x, S("<!--"), S("-->"), &x->no_comment);
}

/* What stands there goes out as it is. False: nothing does. */
static bool copy_to(scanner *x, size_t end) {
    if (end == x->pos)
        return false;
    buf_add(x->out, str_slice(x->s, x->pos, end));
    x->pos = end;
    return true;
}

static void write_end_tag(scanner *x, str name) {
    buf_lit(x->out, "</");
    buf_add(x->out, name);
    buf_char(x->out, '>');
}

/* </name> at pos: its end, or pos. */
static size_t match_end_of(const scanner *x, const smarty_tag *t) {
    str name;
    size_t end = smarty_end_tag(x->s, x->pos, &name);
    bool same = t->known ? str_eq_fold(name, t->name) : str_eq(name, t->name);
    return end > x->pos && same ? end : x->pos;
}

/* ---- Running text ---- */

static void write_entity(str original, uint32_t cp, entity_kind kind, buf *out) {
    if (kind == ENTITY_UNKNOWN) {
        buf_lit(out, "&amp;");
        buf_add(out, str_from(original, 1));
    } else if (kind == ENTITY_NO_CHARACTER || cp == '<' || cp == '>' || cp == '&') {
        buf_add(out, original);
    } else {
        buf_codepoint(out, cp);
    }
}

static bool entity(scanner *x) {
    entity_kind kind;
    uint32_t cp = 0;
    size_t end = html_entity(x->s, x->pos, &kind, &cp);
    if (end == x->pos)
        return false;
    write_entity(str_slice(x->s, x->pos, end), cp, kind, x->out);
    x->pos = end;
    return true;
}

static bool symbol(scanner *x) {
    static const struct {
        const char *text, *out;
    } symbols[] = {{"---", "\u2014"},       {"--", "\u2013"},     {"...", "\u2026"},
                   {"\\<<", "&lt;&lt;"},    {"\\>>", "&gt;&gt;"}, {"<< ", "\u00ab\u00a0"},
                   {" >>", "\u00a0\u00bb"}, {"<<", "\u00ab"},     {">>", "\u00bb"}};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (starts(x, str_of(symbols[i].text))) {
            buf_add(x->out, str_of(symbols[i].out));
            x->pos += str_of(symbols[i].text).n;
            return true;
        }
    return false;
}

static bool spans(scanner *x, const smarty_tag *in, bool raw, unsigned depth);

static bool element(scanner *x, bool raw, unsigned depth) {
    smarty_tag t;
    str name;
    size_t end = smarty_end_tag(x->s, x->pos, &name);
    if (end > x->pos) { /* it closes nothing: text */
        smarty_escape(str_slice(x->s, x->pos, end), false, x->out);
        x->pos = end;
        return true;
    }
    end = smarty_start_tag(x->a, x->s, x->pos, &t);
    if (end == x->pos)
        return false;
    x->pos = end;
    if (depth == 0 || smarty_is_block(t.name)) {
        smarty_escape(t.markup, false, x->out);
        return true;
    }
    smarty_write_tag(x->a, &t, true, x->out);
    if (smarty_is_void(t.name)) {
        buf_lit(x->out, " />");
        return true;
    }
    buf_char(x->out, '>');
    if (!t.closed && spans(x, &t, raw || smarty_is_raw(t.name), depth - 1))
        x->pos = match_end_of(x, &t);
    write_end_tag(x, t.name);
    return true;
}

static bool is_start(char c) {
    return c == '<' || c == '&' || c == '-' || c == '.' || c == '\\' || c == ' ' || c == '>';
}

/* Text and elements up to the end of `in`, or of all when it is NULL. False: it never ends, and all
 * was taken. */
static bool spans(scanner *x, const smarty_tag *in, bool raw, unsigned depth) {
    while (x->pos < x->s.n) {
        char c = x->s.p[x->pos];
        if (c == '<' && in && match_end_of(x, in) > x->pos)
            return true;
        size_t end = raw ? x->pos : smarty_quote(x->s, x->pos, x->out);
        if (end > x->pos) {
            x->pos = end;
            continue;
        }
        if (!raw && is_start(c) && (entity(x) || symbol(x)))
            continue;
        if (c == '<' && (copy_to(x, match_comment(x)) || element(x, raw, depth)))
            continue;
        entity_kind kind;
        uint32_t cp;
        end = raw ? html_entity(x->s, x->pos, &kind, &cp) : x->pos;
        end = end > x->pos ? end : x->pos + 1;
        smarty_escape(str_slice(x->s, x->pos, end), false, x->out);
        x->pos = end;
    }
    return false;
}

static void text(const scanner *x, size_t from, size_t to) {
    scanner inner = {x->a, str_slice(x->s, from, to), 0, x->out, SIZE_MAX, SIZE_MAX};
    spans(&inner, NULL, false, LIMIT_MARKDOWN_DEPTH);
}

/* ---- Blocks ---- */

static void block(scanner *x, const smarty_tag *t, unsigned depth);

/* Elements and text as they are, up to the end of `in`. */
static void raw_body(scanner *x, const smarty_tag *in, unsigned depth) {
    while (x->pos < x->s.n) {
        smarty_tag t;
        size_t end = match_end_of(x, in);
        if (end > x->pos) {
            x->pos = end;
            return;
        }
        if (copy_to(x, match_comment(x)) || copy_to(x, match_span(x, S("<?"), S("?>"), &x->no_pi)))
            continue;
        end = depth ? smarty_start_tag(x->a, x->s, x->pos, &t) : x->pos;
        if (end > x->pos) {
            x->pos = end;
            block(x, &t, depth - 1);
            continue;
        }
        entity_kind kind;
        uint32_t cp;
        end = html_entity(x->s, x->pos, &kind, &cp);
        end = end > x->pos ? end : x->pos + 1;
        smarty_escape(str_slice(x->s, x->pos, end), false, x->out);
        x->pos = end;
    }
}

/* A script or style sheet: its text is nobody's business. */
static void verbatim_body(scanner *x, const smarty_tag *in) {
    size_t from = x->pos, end = from;
    while (x->pos < x->s.n && (end = match_end_of(x, in)) == x->pos)
        x->pos++;
    buf_add(x->out, str_slice(x->s, from, x->pos));
    x->pos = x->pos < x->s.n ? end : x->pos;
}

/* The element whose start tag was just read. */
static void block(scanner *x, const smarty_tag *t, unsigned depth) {
    smarty_write_tag(x->a, t, false, x->out);
    if (t->closed || smarty_is_void(t->name)) {
        buf_lit(x->out, " />");
        return;
    }
    buf_char(x->out, '>');
    if (str_eq(t->name, S("script")) || str_eq(t->name, S("style")))
        verbatim_body(x, t);
    else
        raw_body(x, t, depth);
    write_end_tag(x, t->name);
}

/* [ \t]*\n */
static void skip_line_end(scanner *x) {
    size_t i = x->pos;
    while (i < x->s.n && (x->s.p[i] == ' ' || x->s.p[i] == '\t'))
        i++;
    if (i < x->s.n && x->s.p[i] == '\n')
        x->pos = i + 1;
}

/* A block element or comment at pos. False: neither; nothing was taken. Text before it, from `from`
 * on, goes out first. */
static bool html(scanner *x, size_t from) {
    size_t comment = match_comment(x), at = x->pos;
    if (comment > x->pos) {
        text(x, from, x->pos);
        copy_to(x, comment);
        buf_char(x->out, '\n');
        skip_line_end(x);
        return true;
    }
    while (at < x->s.n && at < x->pos + 3 && x->s.p[at] == ' ')
        at++;
    smarty_tag t;
    size_t end = smarty_start_tag(x->a, x->s, at, &t);
    if (end == at || smarty_is_span(t.name))
        return false;
    text(x, from, x->pos);
    x->pos = end;
    block(x, &t, LIMIT_MARKDOWN_DEPTH);
    if (!t.closed && !smarty_is_void(t.name) && !str_eq(t.name, S("script")) &&
        !str_eq(t.name, S("style")))
        skip_line_end(x);
    buf_char(x->out, '\n');
    return true;
}

/* Line ends as "\n", and one at the end. */
static str adapt(arena *a, str s) {
    buf b = buf_new(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
            continue;
        buf_char(&b, s.p[i] == '\r' ? '\n' : s.p[i]);
    }
    if (!b.n || b.p[b.n - 1] != '\n')
        buf_char(&b, '\n');
    return buf_str(&b);
}

void smarty_render(arena *a, str source, buf *out) {
    scanner x = {a, adapt(a, source), 0, out, SIZE_MAX, SIZE_MAX};
    size_t from = 0, before = out->n; /* from: text that waits to be written */
    while (x.pos < x.s.n) {
        if (html(&x, from)) {
            from = x.pos;
            continue;
        }
        size_t line = str_find_char(str_from(x.s, x.pos), '\n');
        x.pos = line == STR_NONE ? x.s.n : x.pos + line + 1;
    }
    text(&x, from, x.s.n);
    if (out->n > before && out->p[out->n - 1] == '\n')
        out->n--;
}
