#include "html/html.h"

#include <string.h>

static inline bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_space(str s, size_t i) {
    while (i < s.n && is_space(s.p[i]))
        i++;
    return i;
}

static size_t behind(str s, size_t i, str what) {
    size_t at = str_find(str_from(s, i), what);
    return at == STR_NONE ? s.n : i + at + what.n;
}

static size_t name_end(str s, size_t i) {
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/')
        i++;
    return i;
}

/* Of an attribute: an "=" is part of it only as its first character. */
static size_t attribute_end(str s, size_t i) {
    i += i < s.n && s.p[i] == '=';
    while (i < s.n && s.p[i] != '=' && !is_space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/')
        i++;
    return i;
}

/* The value behind the "=" at i; its end. */
static size_t read_value(str s, size_t i, str *out) {
    i = skip_space(s, i + 1);
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        size_t n = str_find_char(str_from(s, i + 1), s.p[i]);
        *out = str_slice(s, i + 1, n == STR_NONE ? s.n : i + 1 + n);
        return n == STR_NONE ? s.n : i + n + 2;
    }
    size_t from = i;
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>')
        i++;
    *out = str_slice(s, from, i);
    return i;
}

/* One attribute from i on, or the tag's end: then the name is empty. Behind what was read. */
static size_t read_attribute(str s, size_t i, html_attribute *out) {
    *out = (html_attribute){{"", 0}, {"", 0}};
    while (i < s.n && (is_space(s.p[i]) || s.p[i] == '/'))
        i++;
    if (i >= s.n || s.p[i] == '>')
        return i;
    size_t end = attribute_end(s, i), equals = skip_space(s, end);
    out->name = str_slice(s, i, end);
    return equals < s.n && s.p[equals] == '=' ? read_value(s, equals, &out->val) : end;
}

bool html_next_attribute(const html_tag *t, size_t *at, html_attribute *out) {
    if (*at < t->n) {
        *out = t->first[(*at)++];
        return true;
    }
    if (t->n < HTML_ATTRIBUTES)
        return false;
    size_t from = *at == t->n ? t->more : *at - HTML_ATTRIBUTES;
    *at = HTML_ATTRIBUTES + read_attribute(t->attributes, from, out);
    return out->name.n > 0;
}

static void read_tag(str s, size_t at, html_tag *t) {
    html_attribute one;
    const char *value_end = NULL;
    t->at = at;
    t->is_end = s.p[at + 1] == '/';
    size_t from = at + 1 + t->is_end, end = name_end(s, from), i = end;
    t->name = str_slice(s, from, end);
    t->n = 0;
    t->more = 0;
    for (;;) {
        i = read_attribute(s, i, &one);
        if (!one.name.n)
            break;
        value_end = one.val.p + one.val.n;
        if (t->n == HTML_ATTRIBUTES)
            continue;
        t->first[t->n++] = one;
        t->more = i - end;
    }
    t->attributes = str_slice(s, end, i);
    t->is_closed = str_ends(t->attributes, S("/")) && value_end != s.p + i;
    t->end = i + (i < s.n);
    t->is_complete = i < s.n;
}

/* "<!-- … -->" and what browsers take for one. */
static size_t comment_end(str s, size_t i) {
    str rest = str_from(s, i + 4);
    if (str_starts(rest, S(">")))
        return i + 5;
    if (str_starts(rest, S("->")))
        return i + 6;
    for (size_t at = i + 4; at < s.n; at++) {
        size_t dashes = str_find(str_from(s, at), S("--"));
        if (dashes == STR_NONE)
            break;
        at += dashes;
        rest = str_from(s, at + 2);
        if (str_starts(rest, S(">")) || str_starts(rest, S("!>")))
            return at + (*rest.p == '!' ? 4 : 3);
    }
    return s.n;
}

/* Elements whose content is text to its end tag. */
static bool holds_text(str name) {
    switch (ascii_lower(*name.p)) {
    case 's': return str_eq_fold(name, S("script")) || str_eq_fold(name, S("style"));
    case 't': return str_eq_fold(name, S("textarea")) || str_eq_fold(name, S("title"));
    case 'n': return str_eq_fold(name, S("noframes")) || str_eq_fold(name, S("noembed"));
    case 'i': return str_eq_fold(name, S("iframe"));
    case 'x': return str_eq_fold(name, S("xmp"));
    default: return false;
    }
}

/* Where "</name" stands from i on. */
static size_t find_close(str s, size_t i, str name) {
    while (i < s.n) {
        size_t open = str_find(str_from(s, i), S("</"));
        if (open == STR_NONE)
            return s.n;
        i += open;
        size_t end = name_end(s, i + 2);
        if (str_eq_fold(str_slice(s, i + 2, end), name))
            return i;
        i += 2;
    }
    return i;
}

bool html_next(str s, size_t *at, html_tag *out) {
    size_t i = *at;
    while (i < s.n) {
        const char *open = memchr(s.p + i, '<', s.n - i);
        if (!open)
            break;
        i = (size_t)(open - s.p);
        char next = i + 1 < s.n ? s.p[i + 1] : ' ', after = i + 2 < s.n ? s.p[i + 2] : ' ';
        if (ascii_is_alpha(next) || (next == '/' && ascii_is_alpha(after))) {
            read_tag(s, i, out);
            *at = out->end;
            if (!out->is_end && holds_text(out->name))
                *at = find_close(s, out->end, out->name);
            return true;
        }
        if (str_starts(str_from(s, i), S("<!--")))
            i = comment_end(s, i);
        else
            i = next == '!' || next == '?' || next == '/' ? behind(s, i, S(">")) : i + 1;
    }
    *at = s.n;
    return false;
}

void html_resolve(str s, buf *out) {
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        entity_kind kind;
        uint32_t cp = 0;
        size_t end = s.p[i] == '&' ? html_entity(s, i, &kind, &cp) : i;
        if (end == i || kind != ENTITY_KNOWN) {
            i++;
            continue;
        }
        buf_add(out, str_slice(s, from, i));
        buf_codepoint(out, cp);
        from = i = end;
    }
    buf_add(out, str_from(s, from));
}
