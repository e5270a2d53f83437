/* What a text has that no language changes: addresses of mail, paths of files, placeholders, names
 * that programs give. */
#include "parity/pair.h"

#include <string.h>

#include "base/bytes.h"
#include "base/vec.h"
#include "parity/cure.h"
#include "parity/rules/place.h"
#include "parity/url.h"

typedef enum { MAIL, FILE_PATH, PLACEHOLDER, NAME, INCLUDE } token_kind;

typedef struct token {
    token_kind kind;
    uint32_t at, n;
    bool is_done;
} token;

typedef vec(token) tokens;

static const struct kind {
    rule_id id;
    const char *name, *one;
} kinds[] = {
    {RULE_TEXT_EMAIL, "address", "an e-mail address"},
    {RULE_TEXT_PATH, "path", "a path"},
    {RULE_TEXT_PLACEHOLDER, "placeholder", "a placeholder"},
    {RULE_NUMBER_IDENTIFIER, "name", "a name"},
    {RULE_TEXT_PATH, "file with its lines", "a file with its lines"},
};

/* ---- reading ---- */

static bool is_name_char(char c) {
    return ascii_is_alnum(c) || (c && strchr("._+-", c));
}

static bool is_path_char(char c) {
    return is_name_char(c) || c == '/' || c == '~';
}

static size_t begin_of(str text, size_t at, bool (*is_part)(char)) {
    while (at > 0 && is_part(text.p[at - 1]))
        at--;
    return at;
}

static size_t end_of(str text, size_t at, bool (*is_part)(char)) {
    size_t end = at;
    while (end < text.n && is_part(text.p[end]))
        end++;
    while (end > at && strchr(".-_+", text.p[end - 1]))
        end--;
    return end;
}

static size_t add(arena *a, tokens *out, token_kind kind, size_t at, size_t end) {
    *vec_push(a, out) = (token){.kind = kind, .at = (uint32_t)at, .n = (uint32_t)(end - at)};
    return end;
}

static size_t read_mail(arena *a, str text, size_t at, tokens *out) {
    size_t from = begin_of(text, at, is_name_char), end = end_of(text, at + 1, is_name_char);
    str host = str_slice(text, at + 1, end);
    if (from == at || !str_has(host, S(".")))
        return at + 1;
    return add(a, out, MAIL, from, end);
}

/* "/usr/share/x", "docs/rules.md", "~/notes/tea.md": not "and/or". */
static bool is_path(str s) {
    size_t slashes = 0, letters = 0, dot = str_rfind_char(s, '.'), slash = str_rfind_char(s, '/');
    for (size_t i = 0; i < s.n; i++) {
        slashes += s.p[i] == '/';
        letters += ascii_is_alpha(s.p[i]);
    }
    if (str_starts(s, S("//")) || letters < 3)
        return false;
    bool has_ending = dot != STR_NONE && dot > slash + 1 && dot + 1 < s.n && s.n - dot <= 6 &&
                      ascii_is_alpha(s.p[dot + 1]);
    return has_ending || (slashes >= 2 && letters > 5 && memchr("/.~", s.p[0], 3));
}

static size_t read_path(arena *a, str text, size_t at, tokens *out) {
    size_t from = begin_of(text, at, is_path_char), end = end_of(text, at, is_path_char);
    bool is_mark = from && text.p[from - 1] == '{'; /* MDX: a comment, or a heading's id */
    bool is_url = from > 0 && text.p[from - 1] == ':';
    if (is_url || is_mark || end <= from || !is_path(str_slice(text, from, end)))
        return end > at ? end : at + 1;
    return add(a, out, FILE_PATH, from, end);
}

/* :name, as SQL and routes have it; no :smile:, no "note:this". */
static size_t read_named(arena *a, str text, size_t at, tokens *out) {
    size_t end = at + 1;
    bool begins = at == 0 || ascii_is_space(text.p[at - 1]) || strchr("/(=\"'", text.p[at - 1]);
    while (end < text.n && (ascii_lower(text.p[end]) == text.p[end]) && ascii_is_word(text.p[end]))
        end++;
    bool is_name = begins && end > at + 2 && ascii_is_alpha(text.p[at + 1]) &&
                   (end == text.n || (text.p[end] != ':' && !(text.p[end] & 0x80)));
    return is_name ? add(a, out, PLACEHOLDER, at, end) : at + 1;
}

/* %(name)s */
static size_t named_end(str text, size_t at) {
    size_t end = at + 2;
    while (end < text.n && ascii_is_word(text.p[end]))
        end++;
    bool is_one = end > at + 2 && end + 1 < text.n && text.p[end] == ')' &&
                  memchr("sdif", text.p[end + 1], 4);
    return is_one ? end + 2 : at;
}

/* {name}, ${name}, %s, %1$d, %(name)s */
static size_t read_placeholder(arena *a, str text, size_t at, tokens *out) {
    size_t end = at + 1;
    if (text.p[at] == '%' && end < text.n && text.p[end] == '(') {
        size_t to = named_end(text, at);
        return to > at ? add(a, out, PLACEHOLDER, at, to) : at + 1;
    }
    if (text.p[at] == '%') {
        while (end < text.n && ascii_is_digit(text.p[end]))
            end++;
        bool numbered = end > at + 1;
        if (numbered && end < text.n && text.p[end] == '$')
            end++;
        else if (numbered)
            return at + 1;
        bool is_one = end < text.n && memchr("sdif@", text.p[end], 5) &&
                      (end + 1 == text.n || !ascii_is_alnum(text.p[end + 1])) &&
                      (at == 0 || !ascii_is_digit(text.p[at - 1]));
        return is_one ? add(a, out, PLACEHOLDER, at, end + 1) : at + 1;
    }
    while (end < text.n && ascii_is_word(text.p[end]))
        end++;
    bool is_index = at && strchr("_^", text.p[at - 1]); /* "x_{i}" of a formula */
    if (end == at + 1 || end >= text.n || text.p[end] != '}' || is_index)
        return at + 1;
    return add(a, out, PLACEHOLDER, at - (at > 0 && text.p[at - 1] == '$'), end + 1);
}

/* "TEA_HOME", "cup_size": no part of an address or a path. */
static size_t read_name(arena *a, str text, size_t at, tokens *out) {
    enum { LEAST = 5 };
    size_t from = begin_of(text, at, ascii_is_word), end = at;
    while (end < text.n && ascii_is_word(text.p[end]))
        end++;
    char before = from ? text.p[from - 1] : ' ', next = end < text.n ? text.p[end] : ' ';
    bool is_whole = !strchr("/.-@:=?&#%$\\{<", before) && !strchr("/-@:=?&#%\\}>[", next) &&
                    !(next == '.' && end + 1 < text.n && ascii_is_alnum(text.p[end + 1]));
    bool is_one = end - from >= LEAST && ascii_is_alpha(text.p[from]) && text.p[end - 1] != '_';
    return is_whole && is_one ? add(a, out, NAME, from, end) : end;
}

/* "{* docs/tea.py ln[2:9] hl[5] *}", by which MkDocs takes in lines of a file: all but the marks.
 */
static size_t read_include(arena *a, str text, size_t at, tokens *out) {
    size_t from = str_skip_space(text, at + 2), end = from;
    while (end + 1 < text.n && text.p[end] != '\n' &&
           !(text.p[end] == '*' && text.p[end + 1] == '}'))
        end++;
    if (end + 1 >= text.n || text.p[end] != '*')
        return at + 2;
    str file = str_rtrim(str_slice(text, from, end));
    size_t space = 0;
    while (space < file.n && !ascii_is_space(file.p[space]))
        space++;
    return is_path(str_slice(file, 0, space)) ? add(a, out, INCLUDE, from, from + file.n) : at + 2;
}

static tokens read_tokens(arena *a, str text) {
    enum { MOST = 64 };
    tokens out = {0};
    for (size_t i = 0; i < text.n && out.n < MOST;) {
        if (!(byte_class(text.p[i]) & BYTE_TOKEN)) {
            i++;
            continue;
        }
        switch (text.p[i]) {
        case '@': i = read_mail(a, text, i, &out); break;
        case '/': i = read_path(a, text, i, &out); break;
        case ':': i = read_named(a, text, i, &out); break;
        case '_': i = read_name(a, text, i, &out); break;
        case '{':
            if (i + 1 < text.n && text.p[i + 1] == '*') {
                i = read_include(a, text, i, &out);
                break;
            }
            /* fall through */
        case '%': i = read_placeholder(a, text, i, &out); break;
        default: i++; break;
        }
    }
    return out;
}

/* ---- comparing ---- */

typedef struct sides {
    const pair *p;
    const leaf *from, *to;
    tokens lost, got;
} sides;

static str token_text(const leaf *l, const token *t) {
    return str_slice(l->text, t->at, t->at + t->n);
}

/* Links to mail are looked at as links. */
static bool is_linked(const leaf *l, str mail) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_LINK && str_starts(l->atoms[i].text, S("mailto:")) &&
            str_has(l->atoms[i].text, mail))
            return true;
    return false;
}

static bool is_letters(str s) {
    size_t n = 0;
    while (n < s.n && ascii_is_alpha(s.p[n]))
        n++;
    return n == s.n;
}

/* "readme.md-le" in Estonian, "GET /tea-Liste" in German; "-readme.md" behind a Hebrew letter. */
static bool is_inflected(str from, str to) {
    bool is_before = str_starts(to, S("-")) && str_eq(str_from(to, 1), from);
    return is_before || (to.n > from.n && str_starts(to, from) && to.p[from.n] == '-' &&
                         is_letters(str_from(to, from.n + 1)));
}

/* Paths of the language's own directory are the same. */
static bool is_same(const sides *s, const token *x, const token *y) {
    const pair *p = s->p;
    if (x->kind != y->kind)
        return false;
    str from = token_text(s->from, x), to = token_text(s->to, y);
    return str_eq(from, to) || (x->kind == FILE_PATH && is_inflected(from, to)) ||
           ((x->kind == FILE_PATH || x->kind == INCLUDE) && pair_is_same_url(p, from, to));
}

static bool has_code(const leaf *l, str text) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_CODE && str_has(l->atoms[i].text, text))
            return true;
    return false;
}

static void match(sides *s) {
    for (size_t i = 0; i < s->lost.n; i++) {
        token *x = &s->lost.p[i];
        str text = token_text(s->from, x);
        x->is_done = has_code(s->to, text) || (x->kind == MAIL && is_linked(s->from, text));
        for (size_t k = 0; k < s->got.n; k++) {
            if (!is_same(s, x, &s->got.p[k]))
                continue;
            x->is_done = s->got.p[k].is_done = true;
        }
    }
}

/* ---- findings ---- */

/* Of "thé/recette" all is shown, though no path of ours has such letters; Chinese has no spaces. */
static bool may_be_of_path(char c) {
    return ascii_is_alnum(c) || c == '/' || c == '_' || (c & 0x80 && (unsigned char)c < 0xE0);
}

static void tell_changed(const sides *s, const token *x, token *y) {
    const pair *p = s->p;
    str text = s->to->text;
    while (y->kind == FILE_PATH && y->at + y->n < text.n && may_be_of_path(text.p[y->at + y->n]))
        y->n++;
    span at = place_of_text(&p->to->o, s->to, y->at, y->n);
    str got = token_text(s->to, y), lost = token_text(s->from, x);
    diag *e = diag_add(p->d, kinds[x->kind].id, at, "the %s is %.*s, in the original %.*s",
                       kinds[x->kind].name, STR_FMT(code_quote_beside(p->a, got, lost)),
                       STR_FMT(code_quote_beside(p->a, lost, got)));
    diag_help(p->d, e, "take it from the original");
    diag_also(p->d, e, place_of_text(&p->from->o, s->from, x->at, x->n), "the original");
    y->is_done = true;
}

static void tell_missing(const sides *s, const token *x) {
    const pair *p = s->p;
    if (place_is_explained(p, s->to))
        return;
    diag *e = diag_add(p->d, kinds[x->kind].id, place_like(s->from, x->at, &p->to->o, s->to),
                       "%s of the original is missing in this block: %.*s", kinds[x->kind].one,
                       STR_FMT(code_quote(p->a, token_text(s->from, x))));
    diag_weaken(p->d, e, SEV_WARNING);
    span there = place_of_text(&p->from->o, s->from, x->at, x->n);
    diag_help(p->d, e, "write it here too, the original says %.*s",
              STR_FMT(cure_words(p->a, there)));
    diag_also(p->d, e, there, "the original");
}

/* Is y another name by a slip, and not one that the note or its original has elsewhere too? */
static bool is_slip(const sides *s, const token *x, const token *y) {
    enum { SLIP = 3 };
    str want = token_text(s->from, x), got = token_text(s->to, y);
    str all = s->p->to->src->text;
    size_t first = str_find(all, got);
    return str_distance(want, got) <= SLIP && !str_has(s->p->from->src->text, got) &&
           first != STR_NONE && !str_has(str_from(all, first + got.n), got);
}

/* Could y be what became of x? Of placeholders, one written alike. */
static bool may_be(const sides *s, const token *x, const token *y) {
    if (y->is_done || y->kind != x->kind)
        return false;
    return x->kind == NAME
               ? is_slip(s, x, y)
               : x->kind != PLACEHOLDER || token_text(s->from, x).p[0] == token_text(s->to, y).p[0];
}

/* "%s", "{name}": a program that puts something in there finds nothing for it. ":name" may be any
 * word with a colon. */
static void tell_added(const sides *s) {
    const pair *p = s->p;
    for (size_t i = 0; i < s->got.n; i++) {
        const token *x = &s->got.p[i];
        str text = token_text(s->to, x);
        if (x->is_done || x->kind != PLACEHOLDER || text.p[0] == ':' ||
            str_has(str_slice(p->from->src->text, s->from->at, s->from->at + s->from->n), text))
            continue;
        diag *e = diag_add(
            p->d, RULE_TEXT_PLACEHOLDER, place_of_text(&p->to->o, s->to, x->at, x->n),
            "a placeholder that the original does not have: %.*s", STR_FMT(code_quote(p->a, text)));
        diag_help(p->d, e, "write what the original has here, or remove it");
        pair_original(p, e, s->from, "the original");
    }
}

static bool may_have_placeholder(const leaf *l) {
    return l->bytes & BYTE_TOKEN &&
           (str_find_char(l->text, '%') != STR_NONE || str_find_char(l->text, '{') != STR_NONE);
}

static void check_leaf(const pair *p, const leaf *from, const leaf *to) {
    sides s = {.p = p, .from = from, .to = to};
    if (from->hash == to->hash)
        return;
    if (from->bytes & BYTE_TOKEN)
        s.lost = read_tokens(p->a, from->text);
    if (!s.lost.n && !may_have_placeholder(to))
        return;
    s.got = read_tokens(p->a, to->text);
    match(&s);
    size_t told = p->d->n;
    for (size_t i = 0; i < s.lost.n; i++) {
        const token *x = &s.lost.p[i];
        size_t k = 0;
        while (k < s.got.n && !may_be(&s, x, &s.got.p[k]))
            k++;
        if (x->is_done)
            continue;
        if (k < s.got.n)
            tell_changed(&s, x, &s.got.p[k]);
        else if (x->kind != NAME) /* it may be said in words */
            tell_missing(&s, x);
    }
    if (p->d->n == told)
        tell_added(&s);
}

void rule_text(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        if (from->class != LEAF_CODE && from->class != LEAF_HTML)
            check_leaf(p, from, to);
    }
}
