#include "render/smarty.h"

#include "base/utf8.h"
#include "base/vec.h"

static bool in_list(const char *list, str name) {
    for (str rest = str_of(list), one; rest.n;) {
        str_cut(rest, S(" "), &one, &rest);
        if (str_eq_fold(one, name))
            return true;
    }
    return false;
}

/* kramdown's lists of elements. */
static const char span_elements[] =
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option "
    "q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var";
static const char block_elements[] =
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li "
    "main map nav ol optgroup p pre section summary table tbody td th thead tfoot tr ul";
static const char void_elements[] =
    "area base br col command embed hr img input keygen link meta param source track wbr";
static const char parsed_elements[] =
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption "
    "footer form header hgroup iframe li main map menu nav noscript object section summary td a "
    "abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend "
    "optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt";
static const char raw_elements[] = "script style math option textarea pre code kbd samp var";

bool smarty_is_span(str name) {
    return in_list(span_elements, name);
}

bool smarty_is_block(str name) {
    return in_list(block_elements, name);
}

bool smarty_is_void(str name) {
    return in_list(void_elements, name);
}

bool smarty_is_raw(str name) {
    return !in_list(parsed_elements, name);
}

static bool is_known(str name) {
    return smarty_is_span(name) || smarty_is_block(name) || smarty_is_void(name) ||
           !smarty_is_raw(name) || in_list(raw_elements, name);
}

size_t smarty_name(str s, size_t i) {
    for (size_t from = i; i < s.n;) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, i), &cp);
        bool first = utf8_is_letter(cp) || cp == '_';
        if (!first && (i == from || !(utf8_is_digit(cp) || cp == '-' || cp == '.' || cp == ':')))
            break;
        i += n;
    }
    return i;
}

/* The value behind "name", when there is one that can be read: "=", then a word or a quoted text.
 * Its end, or i. */
static size_t match_value(str s, size_t i, str *out) {
    size_t from = str_skip_space(s, i);
    if (from >= s.n || s.p[from] != '=')
        return i;
    from = str_skip_space(s, from + 1);
    if (from >= s.n)
        return i;
    if (s.p[from] == '"' || s.p[from] == '\'') {
        size_t n = str_find_char(str_from(s, from + 1), s.p[from]);
        *out = str_slice(s, from + 1, from + 1 + (n == STR_NONE ? 0 : n));
        return n == STR_NONE ? i : from + n + 2;
    }
    size_t end = from;
    while (end < s.n) {
        uint32_t cp;
        size_t n = utf8_decode(str_from(s, end), &cp);
        if (!utf8_is_word(cp))
            break;
        end += n;
    }
    *out = str_slice(s, from, end);
    return end > from ? end : i;
}

static str lower(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&b, ascii_lower(s.p[i]));
    return buf_str(&b);
}

size_t smarty_start_tag(arena *a, str s, size_t i, smarty_tag *out) {
    if (i >= s.n || s.p[i] != '<')
        return i;
    size_t end = smarty_name(s, i + 1), from = end;
    *out = (smarty_tag){.name = str_slice(s, i + 1, end)};
    if (!out->name.n)
        return i;
    for (;;) {
        str ignored;
        size_t name = str_skip_space(s, end), behind = smarty_name(s, name);
        if (name == end || behind == name)
            break;
        end = match_value(s, behind, &ignored);
    }
    out->attributes = str_slice(s, from, end);
    end = str_skip_space(s, end);
    if (end < s.n && s.p[end] == '/') {
        out->closed = true;
        end++;
    }
    if (end >= s.n || s.p[end] != '>')
        return i;
    out->markup = str_slice(s, i, end + 1);
    out->known = is_known(out->name);
    if (out->known)
        out->name = lower(a, out->name);
    return end + 1;
}

size_t smarty_end_tag(str s, size_t i, str *name) {
    if (!str_starts(str_from(s, i), S("</")))
        return i;
    size_t end = smarty_name(s, i + 2);
    *name = str_slice(s, i + 2, end);
    size_t close = str_skip_space(s, end);
    return name->n && close < s.n && s.p[close] == '>' ? close + 1 : i;
}

void smarty_escape(str s, bool quotes, buf *out) {
    for (size_t i = 0; i < s.n;) {
        entity_kind kind;
        uint32_t cp;
        size_t end = html_entity(s, i, &kind, &cp);
        switch (s.p[i]) {
        case '<': buf_lit(out, "&lt;"); break;
        case '>': buf_lit(out, "&gt;"); break;
        case '&': buf_add(out, end > i ? str_slice(s, i, end) : S("&amp;")); break;
        case '"': buf_add(out, quotes ? S("&quot;") : S("\"")); break;
        default: buf_char(out, s.p[i]);
        }
        i = end > i ? end : i + 1;
    }
}

typedef struct attribute {
    str name, val;
} attribute;
typedef vec(attribute) attributes;

/* A name that occurs twice keeps its first place and its last value. */
static attribute *attribute_of(arena *a, attributes *all, str name) {
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->p[i].name, name))
            return &all->p[i];
    attribute *one = vec_push(a, all);
    one->name = name;
    return one;
}

/* In running text runs of line ends become spaces. */
static void write_value(str val, bool one_line, buf *out) {
    str line;
    while (one_line && str_cut(val, S("\n"), &line, &val)) {
        smarty_escape(line, true, out);
        buf_char(out, ' ');
        while (str_starts(val, S("\n")))
            val = str_from(val, 1);
    }
    smarty_escape(one_line ? line : val, true, out);
}

void smarty_write_tag(arena *a, const smarty_tag *t, bool one_line, buf *out) {
    enum { MOST = 256 }; /* more on one tag is no page's, and each is compared with all */
    attributes all = {0};
    str s = t->attributes;
    for (size_t i = str_skip_space(s, 0); i < s.n && all.n < MOST; i = str_skip_space(s, i)) {
        size_t end = smarty_name(s, i);
        str name = str_slice(s, i, end), val = S("");
        i = match_value(s, end, &val);
        attribute_of(a, &all, t->known ? lower(a, name) : name)->val = val;
    }
    buf_char(out, '<');
    buf_add(out, t->name);
    for (size_t i = 0; i < all.n; i++) {
        if (str_eq(all.p[i].name, S("id")) && !str_trim(all.p[i].val).n)
            continue;
        buf_char(out, ' ');
        buf_add(out, all.p[i].name);
        buf_lit(out, "=\"");
        write_value(all.p[i].val, one_line, out);
        buf_char(out, '"');
    }
}
