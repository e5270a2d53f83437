#include "parity/clean.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "liquid/liquid.h"

typedef struct cleaner {
    arena *a;
    str body; /* as it was written */
    char *to; /* a copy of the same length, written over */
    uint32_t base;
    vec(mark) marks;
    line_starts lines; /* of the body */
    int32_t *cuts;     /* of each line: bytes to leave out at its beginning, or to put in */
    bool has_cuts;
    char fence; /* of the code block we are in; 0: in none */
    size_t fence_n;
    bool in_note; /* what is indented goes on with a footnote */
    bool after_blank;
    bool has_comments; /* of ours, somewhere */
    bool has_hidden;   /* {::comment}, somewhere */
    bool in_hidden;
    size_t brace; /* where the next "{" is, at or behind the last line asked for */
    bool has_notes;
    respellings respelt;
    size_t respelt_at; /* the next of them */
    uint32_t grown;    /* bytes that they put in */
    bool has_liquid;   /* tags or outputs are written over */
} cleaner;

static void blank(cleaner *c, size_t at, size_t n, char with) {
    for (size_t i = at; i < at + n; i++)
        if (c->to[i] != '\n' && c->to[i] != '\r')
            c->to[i] = with;
}

/* `text`: where what the mark says stands in the body, within the mark. */
static void add_mark(cleaner *c, mark_kind kind, size_t at, size_t n, size_t from, size_t to) {
    str text = str_trim(str_slice(c->body, from, to));
    *vec_push(c->a, &c->marks) = (mark){kind, c->base + (uint32_t)at, (uint32_t)n, text};
}

/* ---- Liquid ---- */

/* Is what stands at `at` alone on its line? */
static bool is_alone(const cleaner *c, size_t at, size_t n) {
    while (at && c->body.p[at - 1] != '\n')
        if (!ascii_is_space(c->body.p[--at]))
            return false;
    str rest = str_from(c->body, at);
    size_t end = str_find_char(rest, '\n');
    str line = str_trim(str_slice(rest, 0, end == STR_NONE ? rest.n : end));
    return line.n == n;
}

/* Writes `{% highlight x %}` and its end over as fences, which are shorter than the tags. */
static void write_fence(cleaner *c, size_t at, str tag, str name) {
    static const char fence[] = "~~~~";
    blank(c, at, tag.n, ' ');
    memcpy(c->to + at, fence, sizeof fence - 1);
    if (str_starts(name, S("end")))
        return;
    str word = str_trim(str_from(tag, str_find(tag, name) + name.n));
    size_t n = 0;
    while (n < word.n && !ascii_is_space(word.p[n]) && word.p[n] != '%')
        n++;
    memcpy(c->to + at + sizeof fence - 1, word.p, n);
}

/* Is the i-th a `highlight` that is ended, or the end of one? The others are no fences, which would
 * make code of all that follows. */
static bool is_fence(const liquid_spans *spans, size_t i) {
    bool ends = str_eq(spans->p[i].name, S("endhighlight"));
    if (!ends && !str_eq(spans->p[i].name, S("highlight")))
        return false;
    for (size_t k = i; ends ? k-- > 0 : ++k < spans->n;) {
        if (str_eq(spans->p[k].name, S("highlight")))
            return ends;
        if (str_eq(spans->p[k].name, S("endhighlight")))
            return !ends;
    }
    return false;
}

static void take_liquid(cleaner *c, span body) {
    liquid_spans spans = {0};
    str masked = liquid_mask(c->a, body, &spans);
    memcpy(c->to, masked.p, masked.n);
    for (size_t i = 0; i < spans.n; i++) {
        const liquid_span *s = &spans.p[i];
        size_t at = s->at.at - c->base;
        str text = str_slice(c->body, at, at + s->at.n);
        if (s->kind == LIQUID_SPAN_COMMENT)
            continue;
        /* "{{{tea}}}" is Handlebars': the last brace is its own. */
        bool is_thrice =
            str_starts(text, S("{{{")) && str_starts(str_from(c->body, at + text.n), S("}"));
        if (s->kind == LIQUID_SPAN_OUTPUT)
            blank(c, at, s->at.n + is_thrice, CLEAN_FILLER);
        else if (is_fence(&spans, i) && is_alone(c, at, s->at.n))
            write_fence(c, at, text, s->name);
        mark_kind kind = s->kind == LIQUID_SPAN_OUTPUT ? MARK_OUTPUT : MARK_TAG;
        add_mark(c, kind, at, s->at.n, at, at + s->at.n);
    }
}

/* ---- line by line ---- */

/* Past white space and the markers of quotes. */
static size_t skip_markers(str line) {
    size_t i = 0;
    while (i < line.n && (ascii_is_space(line.p[i]) || line.p[i] == '>'))
        i++;
    return i;
}

/* Past the marker of a list's item too: a fence may begin behind it. */
static size_t skip_item(str line, size_t i) {
    size_t k = i;
    while (k < line.n && ascii_is_digit(line.p[k]))
        k++;
    bool is_marker = k < line.n && (k > i ? line.p[k] == '.' || line.p[k] == ')'
                                          : memchr("-*+", line.p[k], 3) != NULL);
    if (!is_marker || k + 1 >= line.n || line.p[k + 1] != ' ')
        return i;
    return k + 1 + skip_markers(str_from(line, k + 1));
}

static bool opens_fence(cleaner *c, str line) {
    str rest = str_from(line, skip_item(line, skip_markers(line)));
    char ch = rest.n ? rest.p[0] : 0;
    if (ch != '`' && ch != '~')
        return false;
    size_t n = str_leading(rest, ch);
    if (n < 3 || (ch == '`' && str_has(str_from(rest, n), S("`"))))
        return false;
    c->fence = ch;
    c->fence_n = n;
    return true;
}

static bool closes_fence(const cleaner *c, str line) {
    str rest = str_trim(str_from(line, skip_markers(line)));
    return rest.n >= c->fence_n && str_leading(rest, c->fence) == rest.n;
}

/* `[^label]:` at the beginning of a line. Gives how many bytes come before the footnote's text; 0:
 * it begins none. */
static uint32_t take_note(cleaner *c, size_t at, str line) {
    size_t i = str_leading(line, ' ');
    str rest = str_from(line, i);
    if (i > 3 || !str_starts(rest, S("[^")))
        return 0;
    size_t end = str_find(rest, S("]:"));
    if (end == STR_NONE || end == 2)
        return 0;
    str label = str_slice(rest, 2, end);
    if (str_has(label, S("]")) || str_has(label, S(" ")))
        return 0;
    c->has_notes = true;
    add_mark(c, MARK_NOTE, at + i, end + 2, at + i + 2, at + i + end);
    blank(c, at + i, end + 2, ' ');
    return (uint32_t)str_leading(line, ' ');
}

/* What goes on with a footnote loses its indentation, or it would be code. */
static uint32_t note_indent(const cleaner *c, str line) {
    if (!c->in_note || str_trim(line).n == 0)
        return 0;
    if (line.p[0] == '\t')
        return 1;
    return str_leading(line, ' ') >= 4 ? 4 : 0;
}

/* The lines around a box of MkDocs, Docusaurus or pandoc are no paragraphs of their own, whether
 * blank lines stand around them or not. */
static bool take_directive(cleaner *c, size_t at, str line) {
    str text = str_trim(line);
    size_t n = text.n && (text.p[0] == '/' || text.p[0] == ':') ? str_leading(text, text.p[0]) : 0;
    if (n < 3 || (text.p[0] == '/' && n < text.n && !ascii_is_space(text.p[n])))
        return false;
    add_mark(c, MARK_DIRECTIVE, at, line.n, at, at + line.n);
    blank(c, at, line.n, ' ');
    return true;
}

/* Does text follow that stands four columns further in than `indent`? */
static bool has_text_within(const cleaner *c, size_t at, size_t indent) {
    for (str rest = str_from(c->body, at), line; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        size_t first = str_skip_space(line, 0);
        if (first < line.n)
            return str_starts(str_from(line, indent), S("\t")) || first >= indent + 4;
    }
    return false;
}

/* `!!! note`, `??? tip "Open me"`, `=== "Tab"` of Python-Markdown: what stands further in below it
 * would be code, and is text in an item when it is one. */
static void take_admonition(cleaner *c, size_t at, str line, size_t first) {
    str text = str_from(line, first);
    size_t n = str_starts(text, S("???+ ")) ? 4 : 3;
    bool is_one = str_starts(text, S("!!! ")) || str_starts(text, S("??? ")) || n == 4 ||
                  str_starts(text, S("=== \"")) || str_starts(text, S("=== '"));
    if (!is_one || !has_text_within(c, at + line.n + 1, first))
        return;
    blank(c, at + first, n, ' ');
    c->to[at + first] = '-';
}

/* Behind "<!-- letoon-ignore" at `from`, spaces and a colon as people write them; 0: it is not
 * that. */
static size_t skip_ignore(str line, size_t from) {
    size_t at = str_skip_space(line, from + sizeof "<!--" - 1);
    if (!str_starts(str_from(line, at), S("letoon-ignore")))
        return 0;
    at += sizeof "letoon-ignore" - 1;
    if (at < line.n && line.p[at] == ':')
        return at + 1;
    bool ends = at < line.n && (ascii_is_space(line.p[at]) || line.p[at] == '-');
    return ends ? at : 0;
}

/* `<!-- letoon-ignore RULE, … -- why -->` */
static void take_comment(cleaner *c, size_t at, str line) {
    size_t from = 0, rules = 0;
    while (!rules) {
        size_t next = str_find(str_from(line, from), S("<!--"));
        if (next == STR_NONE)
            return;
        from += next;
        rules = skip_ignore(line, from);
        from += !rules;
    }
    str rest = str_from(line, rules);
    size_t end = str_find(rest, S("-->")), why = str_find(rest, S(" -- "));
    if (end == STR_NONE)
        return;
    size_t n = rules + end + 3 - from;
    add_mark(c, MARK_IGNORE, at + from, n, at + rules, at + rules + (why < end ? why : end));
    blank(c, at + from, n, ' ');
}

/* Has a line an opening brace? Most texts have none in most of theirs. */
static bool has_brace(cleaner *c, size_t at, str line) {
    if (c->brace < at) {
        size_t n = str_find_char((str){c->to + at, c->body.n - at}, '{');
        c->brace = n == STR_NONE ? STR_NONE : at + n;
    }
    return c->brace < at + line.n;
}

/* Does the line that ends at `end` stand above "===" or "---"? */
static bool is_underlined(const cleaner *c, size_t end) {
    str rest = str_from(c->body, end < c->body.n ? end + 1 : c->body.n);
    size_t n = str_find_char(rest, '\n');
    str line = str_rtrim(str_slice(rest, 0, n == STR_NONE ? rest.n : n));
    char ch = line.n ? line.p[0] : 0;
    return (ch == '=' || ch == '-') && str_leading(line, ch) == line.n;
}

/* "- ", "12. " */
static bool is_marker(str s) {
    size_t n = 0;
    s = str_ltrim(s);
    while (n < s.n && ascii_is_digit(s.p[n]))
        n++;
    return n < s.n && strchr(n ? ".)" : "-*+", s.p[n]) && !str_trim(str_from(s, n + 1)).n;
}

/* `{: .x}`, `{::options x="y"}`, and `{#id}` at the end of a heading, also with spaces inside. */
static void take_attributes(cleaner *c, size_t at, str line) {
    for (size_t i = 0; i + 2 < line.n; i++) {
        size_t brace = str_find_char(str_from(line, i), '{');
        if (brace == STR_NONE || i + brace + 2 >= line.n)
            return;
        i += brace;
        str inside = str_from(line, i + 1);
        size_t end = str_find_char(inside, '}');
        if (end == STR_NONE)
            return;
        bool is_list = inside.p[0] == ':';
        bool is_id = str_starts(str_ltrim(inside), S("#")) &&
                     str_trim(str_from(inside, end + 1)).n == 0 &&
                     (str_starts(str_ltrim(line), S("#")) || is_underlined(c, at + line.n));
        if (!is_list && !is_id)
            continue;
        add_mark(c, MARK_ATTRIBUTES, at + i, end + 2, at + i, at + i + end + 2);
        bool is_item = is_marker(str_slice(line, 0, i)) && str_trim(str_from(inside, end + 1)).n;
        blank(c, at + i, end + 2, is_item ? CLEAN_FILLER : ' '); /* blanks would begin code */
        i += end + 1;
    }
}

/* kramdown's own comments, "{::comment}" to "{:/comment}" or "{:/}", which nobody sees. */
static void take_hidden(cleaner *c, size_t at, str line) {
    const str open = S("{::comment}"), close = S("{:/");
    for (size_t i = 0; i < line.n;) {
        size_t from = c->in_hidden ? 0 : str_find(str_from(line, i), open);
        if (from == STR_NONE)
            return;
        from += i;
        size_t end = str_find(str_from(line, from), close);
        size_t brace = end == STR_NONE ? end : str_find_char(str_from(line, from + end), '}');
        c->in_hidden = brace == STR_NONE;
        i = c->in_hidden ? line.n : from + end + brace + 1;
        blank(c, at + from, i - from, ' ');
    }
}

static void take_code(cleaner *c, size_t at, str line) {
    if (closes_fence(c, line))
        c->fence = 0;
    else
        memcpy(c->to + at, c->body.p + at, line.n);
}

/* Hardly any line has something to take out; what it begins with tells most of them. */
static void take_text(cleaner *c, size_t at, str line, size_t first) {
    char begins = line.p[first];
    bool may_open = memchr(">`~-*+", begins, 6) || ascii_is_digit(begins);
    if ((may_open && opens_fence(c, line)) ||
        ((begins == '/' || begins == ':') && take_directive(c, at, line)))
        return;
    if (begins == '!' || begins == '?' || begins == '=')
        take_admonition(c, at, line, first);
    if (c->has_comments)
        take_comment(c, at, line);
    if (has_brace(c, at, line))
        take_attributes(c, at, line);
}

static uint32_t cut_of(cleaner *c, size_t at, str line, size_t first) {
    bool is_blank = first == line.n;
    uint32_t cut = !is_blank && line.p[first] == '[' ? take_note(c, at, line) : 0;
    if (cut) {
        c->in_note = true;
    } else if (c->in_note) {
        cut = note_indent(c, line);
        c->in_note = is_blank || !c->after_blank || cut;
    }
    c->after_blank = is_blank;
    return cut;
}

/* Gives how many bytes shorter the line becomes. One that becomes longer gets its marker when
 * there is room. */
static int32_t take_respelling(cleaner *c, size_t at, str line) {
    const respelling *r = &c->respelt.p[c->respelt_at];
    while (c->respelt_at < c->respelt.n && r->at < c->base + at) {
        c->respelt_at++;
        r++;
    }
    if (c->respelt_at == c->respelt.n || r->at >= c->base + at + line.n)
        return 0;
    size_t first = r->at - c->base - at;
    if (r->n < r->now.n) {
        c->grown += (uint32_t)(r->now.n - r->n);
        return -(int32_t)(r->now.n - r->n);
    }
    size_t cut = r->n - r->now.n;
    memmove(c->to + at + cut, c->to + at, first);
    memcpy(c->to + at + cut + first, r->now.p, r->now.n);
    return (int32_t)cut;
}

/* The blanks for a tag before text would begin code: gives what is to be left out of the line. */
static uint32_t take_tag(cleaner *c, size_t at, str line) {
    str written = str_slice(c->body, at, at + line.n);
    size_t lead = skip_markers(written);
    lead = skip_item(written, lead);
    if (!str_starts(str_from(written, lead), S("{%")) || line.p[lead] != ' ')
        return 0;
    size_t text = str_skip_space(line, lead);
    if (text == line.n)
        return 0;
    size_t cut = text - lead;
    memmove(c->to + at + cut, c->to + at, lead);
    return (uint32_t)cut;
}

/* The end of a line, with its line feed. */
static size_t line_end(const cleaner *c, size_t i) {
    return i + 1 < c->lines.n ? c->lines.p[i + 1] : c->body.n;
}

static void take_line(cleaner *c, size_t i) {
    size_t at = c->lines.p[i], end = line_end(c, i);
    str line = {c->to + at, end - at - (end > at && c->to[end - 1] == '\n')};
    int32_t *cut = &c->cuts[i];
    if (c->fence) {
        take_code(c, at, line);
        *cut = (int32_t)note_indent(c, line);
    } else {
        if (c->has_hidden)
            take_hidden(c, at, line);
        size_t first = str_skip_space(line, 0);
        *cut = (int32_t)cut_of(c, at, line, first);
        if (first < line.n)
            take_text(c, at, line, first);
        if (c->respelt_at < c->respelt.n && !*cut)
            *cut = take_respelling(c, at, line);
        if (c->has_liquid && !*cut)
            *cut = (int32_t)take_tag(c, at, line);
    }
    c->has_cuts = c->has_cuts || *cut;
}

/* A line that becomes longer: what is before its marker, what is put in, and the rest. */
static uint32_t grow(cleaner *c, char *to, uint32_t at, uint32_t end) {
    const respelling *r = c->respelt.p;
    while (r->at < c->base + at)
        r++;
    uint32_t first = r->at - c->base - at, rest = first + r->n, now = (uint32_t)r->now.n;
    memcpy(to, c->to + at, first);
    memcpy(to + first, r->now.p, now);
    memcpy(to + first + now, c->to + at + rest, end - at - rest);
    return end - at - r->n + now;
}

/* The text without what is cut, with the places of its lines. */
static void compact(cleaner *c, clean *out) {
    uint32_t *from = arena_make(c->a, uint32_t, c->lines.n);
    uint32_t to = 0, at = 0;
    char *into = c->grown ? arena_bytes(c->a, c->body.n + c->grown) : c->to;
    for (size_t i = 0; i < c->lines.n; i++) {
        uint32_t end = (uint32_t)line_end(c, i);
        int32_t cut = c->cuts[i];
        c->lines.p[i] = to;
        from[i] = (uint32_t)((int32_t)(c->base + at) + cut);
        if (cut < 0) {
            to += grow(c, into + to, at, end);
        } else {
            uint32_t kept = end - at - (uint32_t)cut;
            memmove(into + to, c->to + at + cut, kept);
            to += kept;
        }
        at = end;
    }
    out->text = (str){into, to};
    out->from = from;
}

static int by_place(const void *x, const void *y) {
    const mark *m = x, *o = y;
    return m->at < o->at ? -1 : m->at > o->at;
}

clean clean_body(arena *a, span body, bool is_liquid, respellings respelt) {
    cleaner c = {.a = a,
                 .body = liquid_span_text(body),
                 .base = body.at,
                 .after_blank = true,
                 .respelt = respelt};
    c.lines = line_starts_of(a, c.body);
    c.cuts = arena_make(a, int32_t, c.lines.n);
    c.to = arena_bytes(a, c.body.n);
    if (c.body.n)
        memcpy(c.to, c.body.p, c.body.n);
    c.has_liquid = is_liquid && liquid_has_construct(c.body);
    if (c.has_liquid)
        take_liquid(&c, body);
    c.has_comments = str_has((str){c.to, c.body.n}, S("letoon-ignore"));
    c.brace = str_find_char((str){c.to, c.body.n}, '{');
    c.has_hidden =
        c.brace != STR_NONE && str_has(c.body, S("{::comment}")) && str_has(c.body, S("{:/"));
    for (size_t i = 0; i < c.lines.n; i++)
        take_line(&c, i);
    if (c.marks.n > 1)
        qsort(c.marks.p, c.marks.n, sizeof *c.marks.p, by_place);
    clean out = {.src = body.src,
                 .text = {c.to, c.body.n},
                 .body_at = body.at,
                 .marks = c.marks.p,
                 .nmarks = c.marks.n,
                 .has_notes = c.has_notes};
    if (c.has_cuts)
        compact(&c, &out);
    out.lines = c.lines;
    return out;
}

uint32_t clean_moved(const clean *c, uint32_t at) {
    size_t low = 0, high = c->lines.n;
    while (low + 1 < high) {
        size_t mid = (low + high) / 2;
        if (c->lines.p[mid] <= at)
            low = mid;
        else
            high = mid;
    }
    return c->from[low] + (at - c->lines.p[low]);
}

str clean_restore(arena *a, const clean *c, uint32_t at, uint32_t n, str code) {
    size_t to = str_find_char(code, CLEAN_FILLER);
    if (to == STR_NONE)
        return code;
    char *p = arena_bytes(a, code.n);
    memcpy(p, code.p, code.n);
    for (size_t i = 0; i < c->nmarks && to != STR_NONE; i++) {
        const mark *k = &c->marks[i];
        if (k->kind != MARK_OUTPUT || k->at < at || k->at + k->n > at + n)
            continue;
        if (str_leading((str){p + to, code.n - to}, CLEAN_FILLER) < k->n)
            break; /* it goes on on another line */
        memcpy(p + to, c->src->text.p + k->at, k->n);
        size_t next = str_find_char((str){p + to + k->n, code.n - to - k->n}, CLEAN_FILLER);
        to = next == STR_NONE ? STR_NONE : to + k->n + next;
    }
    return (str){p, code.n};
}

str clean_shorten(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != CLEAN_FILLER || !i || s.p[i - 1] != CLEAN_FILLER)
            buf_char(&b, s.p[i]);
    return buf_str(&b);
}

str clean_shown(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != CLEAN_FILLER)
            buf_char(&b, s.p[i]);
        else if (!i || s.p[i - 1] != CLEAN_FILLER)
            buf_lit(&b, "{{…}}");
    return buf_str(&b);
}
