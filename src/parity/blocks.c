#include "parity/blocks.h"

#include "base/hash.h"
#include "base/vec.h"
#include "parity/rules/front_keys.h"

enum { HASH_BITS = 48 };

static uint64_t hash_of(str text) {
    return hash64(text, 0) >> (64 - HASH_BITS);
}

static str trimmed(str s, const char *chars) {
    str all = str_of(chars);
    while (s.n && str_find_char(all, s.p[0]) != STR_NONE)
        s = str_from(s, 1);
    while (s.n && str_find_char(all, s.p[s.n - 1]) != STR_NONE)
        s.n--;
    return s;
}

/* Appends a line with one space for any white space, after a space where something stands before.
 */
static void add_line(buf *out, str line) {
    bool gap = out->n > 0;
    for (size_t i = 0; i < line.n; i++) {
        if (ascii_is_space(line.p[i])) {
            gap = out->n > 0;
            continue;
        }
        if (gap)
            buf_char(out, ' ');
        buf_char(out, line.p[i]);
        gap = false;
    }
}

/* Wrapping, indentation and the marks of quotes do not count. */
static str plain_text(arena *a, str text) {
    buf out = buf_new(a, text.n + 1);
    str line, rest = text;
    while (rest.n) {
        str_cut(rest, S("\n"), &line, &rest);
        if (out.n || str_starts(line, S(">")))
            line = trimmed(line, " \t\r>");
        add_line(&out, line);
    }
    return buf_str(&out);
}

/* Neither do the two ways to write a heading. */
static str heading_text(arena *a, str text) {
    str under = trimmed(text, " \t\r\n>");
    size_t last = str_rfind_char(under, '\n');
    if (last != STR_NONE && !trimmed(str_from(under, last), " \t\r\n>=-").n)
        under.n = last;
    return trimmed(plain_text(a, under), "# ");
}

/* Nor how a table's cells are padded. */
static str row_text(arena *a, str text) {
    buf out = buf_new(a, text.n + 1);
    str cell, rest = trimmed(plain_text(a, text), "| ");
    bool more = true;
    while (more) {
        more = str_cut(rest, S("|"), &cell, &rest);
        if (out.n)
            buf_char(&out, '|');
        buf_add(&out, str_trim(cell));
    }
    return buf_str(&out);
}

/* Code: without white space at the ends of lines, and what its fence says before it. */
static str code_text(arena *a, const leaf *l) {
    buf out = buf_new(a, l->text.n + l->info.n + 1);
    str line, rest = l->text;
    buf_add(&out, str_trim(l->info));
    while (rest.n) {
        str_cut(rest, S("\n"), &line, &rest);
        buf_char(&out, '\n');
        buf_add(&out, str_rtrim(line));
    }
    return str_rtrim(buf_str(&out));
}

str block_text(arena *a, const outline *o, const leaf *l) {
    str text = str_slice(o->src->text, l->at, l->at + l->n);
    switch (l->class) {
    case LEAF_CODE: return code_text(a, l);
    case LEAF_HEADING: return heading_text(a, text);
    case LEAF_ROW: return row_text(a, text);
    default: return plain_text(a, text);
    }
}

typedef vec(block) list;

/* "title: Tea for two" */
static void add_front(arena *a, const version *v, value policies, list *out) {
    for (uint32_t i = 0; v->front.kind == V_MAP && i < v->front.u.map->n; i++) {
        const member *m = &v->front.u.map->members[i];
        str key = value_as_str(m->key), text = value_as_str(m->val);
        if (!text.n || front_policy(policies, key) != KEY_TRANSLATED)
            continue;
        buf said = buf_new(a, key.n + text.n + 2);
        buf_printf(&said, "%.*s: ", STR_FMT(key));
        buf_add(&said, plain_text(a, text));
        *vec_push(a, out) =
            (block){hash_of(buf_str(&said)), NULL, span_of(v->src, m->val_at, m->val_n)};
    }
}

blocks blocks_of(arena *a, const version *v, value policies) {
    list all = {0};
    add_front(a, v, policies, &all);
    for (size_t i = 0; i < v->o.n; i++) {
        const leaf *l = &v->o.leaves[i];
        if (l->class != LEAF_BREAK && !(l->flags & LEAF_IS_COMMENT))
            *vec_push(a, &all) =
                (block){hash_of(block_text(a, &v->o, l)), l, outline_leaf(&v->o, l)};
    }
    return (blocks){all.p, all.n};
}
