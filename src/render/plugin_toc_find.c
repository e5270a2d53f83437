/* Finds headings: a reader of tags that knows what is inside of what, and no more. */
#include "render/plugin_toc.h"

#include "base/vec.h"
#include "render/smarty.h"

enum { OPEN_MAX = 256 }; /* elements within one another that are told apart, as in libxml2 */

typedef struct open_tag {
    str name;
    bool hides; /* its headings are not listed */
} open_tag;

typedef struct finder {
    arena *a;
    str html;
    int64_t min, max;
    value sections;
    vec(open_tag) open;
    size_t hidden; /* how many of the open ones hide */
    toc_headings found;
} finder;

typedef struct start_tag {
    str name, id, class;
    size_t end;
    bool is_closed;
} start_tag;

static size_t behind(str s, size_t i, str what) {
    size_t at = str_find(str_from(s, i), what);
    return at == STR_NONE ? s.n : i + at + what.n;
}

static size_t name_end(str s, size_t i) {
    while (i < s.n && !ascii_is_space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/' && s.p[i] != '=')
        i++;
    return i;
}

static size_t skip_space(str s, size_t i) {
    while (i < s.n && ascii_is_space(s.p[i]))
        i++;
    return i;
}

/* The text with character references resolved. */
static void resolve(str s, buf *out) {
    for (size_t i = 0; i < s.n;) {
        entity_kind kind;
        uint32_t cp = 0;
        size_t end = s.p[i] == '&' ? smarty_entity(s, i, &kind, &cp) : i;
        if (end > i && kind == ENTITY_KNOWN)
            buf_codepoint(out, cp);
        else
            buf_char(out, s.p[i]);
        i = end > i && kind == ENTITY_KNOWN ? end : i + 1;
    }
}

/* The value behind "=" at i; its end. */
static size_t read_value(str s, size_t i, str *out) {
    i = skip_space(s, i + 1);
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        size_t end = str_find_char(str_from(s, i + 1), s.p[i]);
        *out = str_slice(s, i + 1, end == STR_NONE ? s.n : i + 1 + end);
        return end == STR_NONE ? s.n : i + end + 2;
    }
    size_t from = i;
    while (i < s.n && !ascii_is_space(s.p[i]) && s.p[i] != '>')
        i++;
    *out = str_slice(s, from, i);
    return i;
}

/* The start tag whose "<" is at i. */
static start_tag read_start(str s, size_t i) {
    size_t end = name_end(s, i + 1);
    start_tag t = {.name = str_slice(s, i + 1, end)};
    while ((end = skip_space(s, end)) < s.n && s.p[end] != '>') {
        size_t from = end;
        str val = {"", 0};
        t.is_closed = s.p[end] == '/';
        end = name_end(s, end);
        str name = str_slice(s, from, end);
        size_t equals = skip_space(s, end);
        if (name.n && equals < s.n && s.p[equals] == '=')
            end = read_value(s, equals, &val);
        if (str_eq_fold(name, S("id")) && !t.id.n)
            t.id = val;
        if (str_eq_fold(name, S("class")) && !t.class.n)
            t.class = val;
        end += end == from;
    }
    t.end = end + (end < s.n);
    return t;
}

static bool has_class(str classes, str name) {
    for (size_t i = 0; i < classes.n;) {
        size_t end = i = skip_space(classes, i);
        while (end < classes.n && !ascii_is_space(classes.p[end]))
            end++;
        if (name.n && str_eq(str_slice(classes, i, end), name))
            return true;
        i = end;
    }
    return false;
}

static bool is_section(const finder *f, str classes) {
    if (f->sections.kind == V_STR)
        return has_class(classes, value_as_str(f->sections));
    for (size_t i = 0; f->sections.kind == V_LIST && i < f->sections.n; i++)
        if (has_class(classes, value_as_str(f->sections.u.list[i])))
            return true;
    return false;
}

static int heading_level(str name) {
    bool is = name.n == 2 && ascii_lower(name.p[0]) == 'h' && name.p[1] >= '1' && name.p[1] <= '6';
    return is ? name.p[1] - '0' : 0;
}

/* What stands between a heading's tags, without the markup in it. */
static str heading_text(finder *f, str name, size_t i, size_t *close) {
    buf b = buf_new(f->a, 64);
    while (i < f->html.n) {
        size_t open = str_find_char(str_from(f->html, i), '<');
        size_t end = open == STR_NONE ? f->html.n : i + open;
        resolve(str_slice(f->html, i, end), &b);
        *close = end;
        str rest = str_from(f->html, end);
        bool closes = str_starts(rest, S("</"));
        str tag = str_slice(rest, 1 + closes, 1 + closes + name.n);
        if (closes ? str_eq_fold(tag, name) : heading_level(tag) > 0)
            break; /* a heading ends where the next begins */
        i = str_starts(rest, S("<!--")) ? behind(f->html, end, S("-->"))
                                        : behind(f->html, end, S(">"));
    }
    return buf_str(&b);
}

static void add_heading(finder *f, const start_tag *t, int level) {
    if (level < f->min || level > f->max || f->hidden || has_class(t->class, S("no_toc")))
        return;
    buf id = buf_new(f->a, t->id.n + 1);
    resolve(t->id, &id);
    toc_heading *h = vec_push(f->a, &f->found);
    h->level = level;
    h->id = buf_str(&id);
    h->inside = h->close = t->end;
    h->text = heading_text(f, t->name, t->end, &h->close);
}

static size_t start(finder *f, size_t i) {
    start_tag t = read_start(f->html, i);
    int level = heading_level(t.name);
    if (level)
        add_heading(f, &t, level);
    if (str_eq_fold(t.name, S("script")) || str_eq_fold(t.name, S("style"))) {
        buf close = buf_new(f->a, 16);
        buf_printf(&close, "</%.*s", STR_FMT(t.name));
        return behind(f->html, t.end, buf_str(&close));
    }
    if (!t.is_closed && !smarty_is_void(t.name) && f->open.n < OPEN_MAX) {
        bool hides = is_section(f, t.class);
        *vec_push(f->a, &f->open) = (open_tag){t.name, hides};
        f->hidden += hides;
    }
    return t.end;
}

/* Closes the element of that name with all that is open inside of it. */
static void close_tag(finder *f, str name) {
    size_t n = f->open.n;
    while (n && !str_eq_fold(f->open.p[n - 1].name, name))
        n--;
    for (size_t k = n ? n - 1 : f->open.n; k < f->open.n; k++)
        f->hidden -= f->open.p[k].hides;
    if (n)
        f->open.n = n - 1;
}

toc_headings toc_find(arena *a, str html, int64_t min, int64_t max, value sections) {
    finder f = {.a = a, .html = html, .min = min, .max = max, .sections = sections};
    for (size_t i = 0; i < html.n;) {
        str rest = str_from(html, i);
        size_t open = str_find_char(rest, '<');
        if (open == STR_NONE)
            break;
        i += open;
        rest = str_from(html, i);
        if (str_starts(rest, S("<!--"))) {
            i = behind(html, i, S("-->"));
        } else if (rest.n > 2 && rest.p[1] == '/') {
            close_tag(&f, str_slice(html, i + 2, name_end(html, i + 2)));
            i = behind(html, i, S(">"));
        } else if (rest.n > 1 && ascii_is_alpha(rest.p[1])) {
            i = start(&f, i);
        } else {
            i++;
        }
    }
    return f.found;
}
