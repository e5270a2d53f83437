/* A second front matter, which is text, and a first one that does not begin as one. */
#include "parity/rules/front_second.h"

#include "site/front.h"

size_t front_count_key(str text, str key) {
    size_t n = 0;
    for (str rest = text, line; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        n += str_starts(line, key) && str_starts(str_from(line, key.n), S(":"));
    }
    return n;
}

size_t front_count_in_second(const version *v, str key) {
    return front_count_key(str_slice(v->src->text, v->second.at, v->second.at + v->second.n), key);
}

static bool starts_with_dashes(const version *v) {
    return str_starts(v->src->text, S("---"));
}

/* Where the dashes stand that the front matter behind the stray ones begins with: these made an
 * empty one, which they close. */
static uint32_t find_begin(const version *v) {
    str text = v->src->text;
    uint32_t at = v->second.at;
    while (at > 0 && !(text.p[at - 1] == '\n' && str_starts(str_from(text, at), S("---"))))
        at--;
    return at ? at : v->second.at;
}

/* The line that ends it. */
static span last_line(const version *v) {
    str text = str_rtrim(str_slice(v->src->text, v->second.at, v->second.at + v->second.n));
    str line = str_last_line(text);
    return span_of(v->src, v->second.at + (text.n - line.n), line.n);
}

/* The line above it is no "---", or it has none. */
static void tell_unopened(const pair *p) {
    const version *v = p->to;
    str line = source_line(v->src, 1);
    bool is_dashes = front_is_dashes(line);
    span first = span_of(v->src, 0, is_dashes ? line.n : 0), last = last_line(v);
    bool is_closed = str_eq(str_slice(v->src->text, last.at, last.at + last.n), S("---"));
    diag *e = diag_add(p->d, RULE_FRONTMATTER_STRAY, first,
                       "the front matter does not begin with a line \"---\", so that it is text");
    diag_help(p->d, e,
              !is_dashes  ? "put a line of three hyphens before it"
              : is_closed ? "write three hyphens in the first line"
                          : "write three hyphens in its first line and in its last one");
    diag_fix(p->d, e, first, is_dashes ? S("---") : S("---\n"));
    if (!is_closed)
        diag_fix(p->d, e, last, S("---"));
}

/* Has the second one keys of the original that the first lacks? */
static bool is_fuller(const pair *p) {
    value keys = p->from->front;
    for (uint32_t i = 0; keys.kind == V_MAP && i < keys.u.map->n; i++) {
        str key = value_as_str(keys.u.map->members[i].key);
        if (!value_member(p->to->front, key) && front_count_in_second(p->to, key))
            return true;
    }
    return false;
}

/* The same once more is removed. */
static void help_doubled(const pair *p, diag *e) {
    const source *src = p->to->src;
    uint32_t begin = find_begin(p->to);
    span last = last_line(p->to);
    str second = str_slice(src->text, begin, last.at + last.n);
    uint32_t line = source_place(src, begin).line;
    if (is_fuller(p))
        diag_help(p->d, e, "remove what stands above it, lines 1 to %u", line - 1);
    else
        diag_help(p->d, e, "remove it, lines %u to %u, or what stands above it", line,
                  source_place(src, last.at).line);
    size_t end = last.at + last.n;
    while (end < src->text.n && ascii_is_space(src->text.p[end]))
        end++;
    if (begin && str_starts(src->text, second))
        diag_fix(p->d, e, span_of(src, begin, str_line_begin(src->text, end) - begin), S(""));
}

void front_check_second(const pair *p) {
    const version *v = p->to;
    diag *e;
    if (!v->second.n)
        return;
    if (v->front.kind == V_MAP && v->front.u.map->n) {
        e = diag_add(p->d, RULE_FRONTMATTER_DOUBLED, v->second,
                     "a second front matter begins the text");
        help_doubled(p, e);
    } else if (!starts_with_dashes(v)) {
        tell_unopened(p);
    } else {
        e = diag_add(p->d, RULE_FRONTMATTER_STRAY, span_of(v->src, 0, 3),
                     "a line of dashes stands before the front matter, so that it is text");
        diag_help(p->d, e, "remove the first line");
        diag_fix(p->d, e, span_of(v->src, 0, find_begin(v)), S(""));
    }
}
