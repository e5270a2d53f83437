/* Finds headings: a reader of tags that knows what is inside of what, and no more. */
#include "render/plugin_toc.h"

#include "base/vec.h"
#include "html/html.h"
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

/* The start tag's attributes that matter: of two with one name the first. */
static start_tag read_start(const html_tag *tag) {
    html_attribute one;
    start_tag t = {.name = tag->name, .end = tag->end, .is_closed = tag->is_closed};
    for (size_t at = 0; html_next_attribute(tag, &at, &one);) {
        if (str_eq_fold(one.name, S("id")) && !t.id.n)
            t.id = one.val;
        if (str_eq_fold(one.name, S("class")) && !t.class.n)
            t.class = one.val;
    }
    return t;
}

static bool has_class(str classes, str name) {
    for (size_t i = 0; i < classes.n;) {
        size_t end = i = str_skip_space(classes, i);
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
        html_resolve(str_slice(f->html, i, end), &b);
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
    html_resolve(t->id, &id);
    toc_heading *h = vec_push(f->a, &f->found);
    h->level = level;
    h->id = buf_str(&id);
    h->inside = h->close = t->end;
    h->text = heading_text(f, t->name, t->end, &h->close);
}

static void start(finder *f, const html_tag *tag) {
    start_tag t = read_start(tag);
    int level = heading_level(t.name);
    if (level)
        add_heading(f, &t, level);
    if (!t.is_closed && !smarty_is_void(t.name) && f->open.n < OPEN_MAX) {
        bool hides = is_section(f, t.class);
        *vec_push(f->a, &f->open) = (open_tag){t.name, hides};
        f->hidden += hides;
    }
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
    html_tag tag;
    for (size_t at = 0; html_next(html, &at, &tag);) {
        if (tag.is_end)
            close_tag(&f, tag.name);
        else
            start(&f, &tag);
    }
    return f.found;
}
