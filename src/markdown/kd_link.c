#include "markdown/kd_pieces.h"

#include <string.h>

/* A longer target or label is no link: what comes after an unclosed bracket is read but once. */
enum { FARTHEST = 10000, LONGEST_LABEL = 1000 };

typedef struct target {
    str url, title;
    bool has_title;
    kd_block *eob;
} target;

static char peek(str s, size_t at) {
    return at < s.n ? s.p[at] : '\0';
}

/* `"title")` after white space: the end, 0 when there is none. */
static size_t read_title(str s, size_t at, target *t) {
    at = str_skip_space(s, at);
    char q = peek(s, at);
    if (q != '"' && q != '\'')
        return 0;
    for (size_t i = at + 2; i < s.n; i++) {
        if (s.p[i] != q)
            continue;
        size_t end = str_skip_space(s, i + 1);
        if (peek(s, end) == ')') {
            t->title = str_slice(s, at + 1, i);
            t->has_title = true;
            return end + 1;
        }
    }
    return 0;
}

/* `(url "title")` at `at`, in a text that ends where looking ends. */
static size_t read_target(str s, size_t at, target *t) {
    if (peek(s, at + 1) == '<') {
        str rest = str_from(s, at + 2);
        size_t to = str_find_char(rest, '>');
        if (to != STR_NONE && str_find_char(str_slice(rest, 0, to), '\n') == STR_NONE) {
            t->url = str_slice(rest, 0, to);
            size_t end = at + 2 + to + 1;
            return peek(s, end) == ')' ? end + 1 : read_title(s, end, t);
        }
    }
    size_t depth = 0;
    for (size_t i = at; i < s.n; i++) {
        char c = s.p[i];
        depth += c == '(';
        depth -= c == ')';
        bool is_title = ascii_is_space(c) && (peek(s, i + 1) == '"' || peek(s, i + 1) == '\'');
        if (depth && !is_title)
            continue;
        t->url = str_trim(str_slice(s, at + 1, i));
        return depth ? read_title(s, i, t) : i + 1;
    }
    return 0;
}

static str unescape(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n && strchr("\\.*_+`<>()[]{}#!:|\"'$=-", s.p[i + 1]))
            i++;
        buf_char(&b, s.p[i]);
    }
    return buf_str(&b);
}

static bool look_up(const kd_lexer *l, str label, target *t) {
    if (!label.n || label.n > LONGEST_LABEL || !l->doc->links.n)
        return false;
    const kd_link *link = map_get(&l->doc->links, kd_label(l->doc->a, label));
    if (!link)
        return false;
    *t = (target){link->url, link->title, link->has_title, link->eob};
    return true;
}

/* What follows the `]` at `at`: the end of the link, 0 when it is none. */
static size_t resolve(kd_lexer *l, const kd_open_bracket *open, size_t at, target *t) {
    str s = l->src.s, text = str_slice(s, open->at, at);
    size_t next = str_skip_space(s, at + 1);
    if (peek(s, next) == '[') {
        str rest = str_slice(s, next + 1, next + 1 + LONGEST_LABEL);
        size_t to = str_find_char(rest, ']');
        if (to != STR_NONE) {
            str label = to ? str_slice(rest, 0, to) : unescape(l->doc->a, text);
            return look_up(l, label, t) ? next + 1 + to + 1 : 0;
        }
    }
    if (peek(s, at + 1) != '(') {
        bool may = text.n <= LONGEST_LABEL && !open->has_inner;
        return may && look_up(l, unescape(l->doc->a, text), t) ? at + 1 : 0;
    }
    if (kd_find(&l->src, KD_PAREN, at + 1) == STR_NONE)
        return 0;
    return read_target(str_slice(s, 0, at + FARTHEST), at + 1, t);
}

static void set_attrs(kd_lexer *l, kd_attrs *attrs, const target *t, const str *alt) {
    arena *a = l->doc->a;
    if (t->eob && t->eob->ial)
        kd_attr_apply(l->doc, attrs, t->eob->ial);
    kd_attr_set(a, attrs, alt ? S("src") : S("href"), t->url);
    if (alt)
        kd_attr_set(a, attrs, S("alt"), *alt);
    if (t->has_title)
        kd_attr_set(a, attrs, S("title"), t->title);
}

/* The outer link counts; those inside are text. */
static void unlink_inner(kd_lexer *l, size_t open) {
    while (l->links.n && l->links.p[l->links.n - 1].open > open) {
        kd_span_link inner = l->links.p[--l->links.n];
        l->pieces.p[inner.open].is_link = false;
        l->pieces.p[inner.close].kind = KD_PIECE_TEXT;
    }
}

static bool close_bracket(kd_lexer *l) {
    size_t at = l->src.at;
    if (!l->brackets.n || kd_is_text_close(l, at))
        return false;
    kd_open_bracket open = l->brackets.p[--l->brackets.n];
    if (l->brackets.n)
        l->brackets.p[l->brackets.n - 1].has_inner = true;
    target t = {0};
    size_t end = resolve(l, &open, at, &t);
    if (!end || open.tags != l->tags.n)
        return false;
    kd_flush(l, at);
    kd_atom *a;
    if (open.is_image) {
        str alt = unescape(l->doc->a, str_slice(l->src.s, open.at, at));
        kd_look_for_leak(l, open.piece + 1, at);
        l->pieces.n = open.piece;
        while (l->links.n && l->links.p[l->links.n - 1].open > open.piece)
            l->links.n--;
        a = kd_push_atom(l, KD_ATOM_IMAGE, alt);
        set_attrs(l, &a->attrs, &t, &alt);
    } else {
        unlink_inner(l, open.piece);
        kd_look_for_leak(l, open.piece + 1, at);
        l->pieces.p[open.piece].is_link = true;
        a = kd_push_atom(l, KD_ATOM_LINK, S(""));
        l->pieces.p[l->pieces.n - 1].kind = KD_PIECE_CLOSE;
        l->pieces.p[l->pieces.n - 1].text = str_slice(l->src.s, at, end);
        l->pieces.p[open.piece].atom = l->pieces.n - 1;
        *vec_push(l->doc->a, &l->links) = (kd_span_link){open.piece, l->pieces.n - 1};
        set_attrs(l, &a->attrs, &t, NULL);
    }
    l->src.at = l->plain = end;
    return true;
}

/* [^name] */
static bool footnote(kd_lexer *l) {
    size_t at = l->src.at, end = kd_name(l->src.s, at + 2);
    if (peek(l->src.s, at + 1) != '^' || end == at + 2 || peek(l->src.s, end) != ']')
        return false;
    str name = str_slice(l->src.s, at + 2, end);
    kd_flush(l, at);
    l->src.at = l->plain = end + 1;
    if (map_get(&l->doc->notes, name))
        kd_push_atom(l, KD_ATOM_NOTE, name);
    else
        kd_push_text(l, str_slice(l->src.s, at, end + 1));
    return true;
}

bool kd_bracket(kd_lexer *l) {
    str s = l->src.s;
    size_t at = l->src.at;
    if (s.p[at] == ']')
        return close_bracket(l);
    bool image = s.p[at] == '!';
    if (image && (peek(s, at + 1) != '[' || peek(s, at + 2) == '^'))
        return false;
    if (!image && footnote(l))
        return true;
    kd_flush(l, at);
    l->src.at = l->plain = at + 1 + image;
    if (peek(s, l->src.at) == '^') {
        kd_push_text(l, S("["));
        return true;
    }
    kd_open_bracket *open = vec_push(l->doc->a, &l->brackets);
    *open = (kd_open_bracket){l->pieces.n, l->src.at, l->tags.n, image, false};
    kd_piece *p = vec_push(l->doc->a, &l->pieces);
    *p = (kd_piece){.kind = KD_PIECE_OPEN, .text = image ? S("![") : S("[")};
    return true;
}
