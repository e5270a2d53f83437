/* Inline code, bold text, addresses of mail, paths, placeholders. */
#include <string.h>

#include "base/utf8.h"
#include "mutate.h"

/* ---- inline code ---- */

/* Once in its block, and in the original's too: what becomes of it there is told by nothing else.
 */
static bool is_single_code(const trial *t, const leaf *l, const atom *x) {
    const leaf *other = counterpart(t, l);
    size_t here = 0, there = 0;
    range r;
    for (uint32_t i = 0; i < l->natoms; i++)
        here += l->atoms[i].kind == ATOM_CODE && str_eq(l->atoms[i].text, x->text);
    for (uint32_t i = 0; other && i < other->natoms; i++)
        there += other->atoms[i].kind == ATOM_CODE && str_eq(other->atoms[i].text, x->text);
    return x->kind == ATOM_CODE && here == 1 && there == 1 && atom_range(t->o, l, x, &r) &&
           t->text.p[r.at - 1] == '`';
}

static size_t count_letters(str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ascii_is_alpha(s.p[i]);
    return n;
}

static bool is_word_code(const trial *t, const leaf *l, const atom *x) {
    return is_single_code(t, l, x) && count_letters(x->text) >= 4;
}

static bool any_code(trial *t, range *out) {
    const leaf *l;
    const atom *x = any_atom(t, is_word_code, &l);
    return x && atom_range(t->o, l, x, out);
}

/* Any of a stretch's ASCII letters. */
static size_t any_letter(trial *t, range r) {
    size_t seen = 0, at = r.at;
    for (size_t i = r.at; i < r.at + r.n; i++)
        if (ascii_is_alpha(t->text.p[i]) && any(t, ++seen) == 0)
            at = i;
    return at;
}

static bool code_typo(trial *t) {
    range r;
    if (!any_code(t, &r))
        return false;
    size_t at = any_letter(t, r);
    return change(t, at, 1, ascii_lower(t->text.p[at]) == 'w' ? S("v") : S("w"));
}

static bool code_case(trial *t) {
    range r;
    if (!any_code(t, &r))
        return false;
    size_t at = any_letter(t, r);
    return change(t, at, 1, str_copy(t->a, (str){(char[]){(char)(t->text.p[at] ^ 0x20)}, 1}));
}

static bool code_space(trial *t) {
    range r;
    if (!any_code(t, &r))
        return false;
    return change(t, r.at + 1 + any(t, r.n - 1), 0, S(" "));
}

static bool code_translated(trial *t) {
    static const in_language rows[] = {
        {"", "nom_du_fichier"},    {"de", "dateiname"},  {"es", "nombre_de_archivo"},
        {"pt", "nome_do_arquivo"}, {"ar", "اسم_الملف"},  {"he", "שם_הקובץ"},
        {"hi", "फ़ाइल_का_नाम"},     {"ja", "ファイル名"}, {"ko", "파일_이름"},
        {"zh", "文件名称"},        {"ru", "имя_файла"}};
    range r;
    return any_code(t, &r) && change(t, r.at, r.n, SAID(t, rows));
}

static bool code_lost(trial *t) {
    const leaf *l;
    const atom *x = any_atom(t, is_single_code, &l);
    range r;
    if (!x || !atom_range(t->o, l, x, &r) || t->text.p[r.at + r.n] != '`' ||
        t->text.p[r.at + r.n + 1] == '`' || t->text.p[r.at - 2] == '`')
        return false;
    return change(t, r.at - 1, r.n + 2, S(""));
}

/* ---- bold ---- */

static size_t match_bold(str text, size_t at) {
    str rest = str_from(text, at);
    bool begins = str_starts(rest, S("**")) && rest.n > 3 && !ascii_is_space(rest.p[2]) &&
                  rest.p[2] != '*' && (at == 0 || text.p[at - 1] != '*');
    size_t end = begins ? str_find(str_from(rest, 2), S("**")) : STR_NONE;
    if (end == STR_NONE || str_has(str_slice(rest, 0, end + 2), S("\n")) ||
        (end + 4 < rest.n && rest.p[end + 4] == '*'))
        return 0;
    return end + 4;
}

/* Bold text may hold code and links, so any_match is too strict. */
static bool any_bold(trial *t, range *out) {
    size_t seen = 0;
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        const uint8_t *mask = prose_of(t, l);
        for (size_t i = 0; i < l->n; i++) {
            size_t n = mask[i] ? match_bold(t->text, l->at + i) : 0;
            if (n && any(t, ++seen) == 0)
                *out = (range){l->at + i, n};
            i += n;
        }
    }
    return seen > 0;
}

static bool drop_bold(trial *t) {
    range r;
    if (!any_bold(t, &r))
        return false;
    add_edit(t, r.at + r.n - 2, 2, S(""));
    return change(t, r.at, 2, S(""));
}

static bool space_in_bold(trial *t) {
    range r;
    if (!any_bold(t, &r))
        return false;
    if (any(t, 2))
        return change(t, r.at + 2, 0, S(" "));
    return change(t, r.at + r.n - 2, 0, S(" "));
}

/* A quote inside of the asterisks and a letter outside: neither side can end there. */
static bool bold_beside_cjk(trial *t) {
    str script = script_of(t->b->to->tag);
    bool is_cjk =
        str_eq(script, S("han")) || str_eq(script, S("kana")) || str_eq(script, S("hangul"));
    range r;
    uint32_t cp = 0;
    if (!is_cjk || !any_bold(t, &r))
        return false;
    if (r.at + r.n < t->text.n)
        utf8_decode(str_from(t->text, r.at + r.n), &cp);
    if (!utf8_is_letter(cp))
        return false;
    add_edit(t, r.at + r.n - 2, 0, S("\""));
    return change(t, r.at + 2, 0, S("\""));
}

/* ---- what must stay letter by letter ---- */

static bool is_mail_char(char c) {
    return ascii_is_alnum(c) || (c && strchr("._+-", c));
}

static size_t match_mail(str text, size_t at) {
    size_t n = 0, dots = 0;
    if (at > 0 && is_mail_char(text.p[at - 1]))
        return 0;
    while (at + n < text.n && is_mail_char(text.p[at + n]))
        n++;
    if (!n || at + n >= text.n || text.p[at + n] != '@')
        return 0;
    for (n++; at + n < text.n && is_mail_char(text.p[at + n]); n++)
        dots += text.p[at + n] == '.';
    while (text.p[at + n - 1] == '.')
        n--;
    return dots ? n : 0;
}

static bool change_mail(trial *t) {
    range r;
    if (!any_match(t, match_mail, &r, NULL))
        return false;
    size_t at = any_letter(t, r);
    return change(t, at, 1, ascii_lower(t->text.p[at]) == 'w' ? S("v") : S("w"));
}

/* "/usr/share/x", "docs/rules.md": two parts at least, in ASCII. */
static size_t match_path(str text, size_t at) {
    size_t n = 0, slashes = 0, letters = 0;
    if (at > 0 && (is_mail_char(text.p[at - 1]) || text.p[at - 1] == '/' || text.p[at - 1] == ':'))
        return 0;
    for (; at + n < text.n && (is_mail_char(text.p[at + n]) || text.p[at + n] == '/'); n++) {
        slashes += text.p[at + n] == '/';
        letters += ascii_is_alpha(text.p[at + n]);
    }
    while (n && text.p[at + n - 1] == '.')
        n--;
    return slashes >= 2 && letters > 5 && text.p[at] == '/' ? n : 0;
}

static bool change_path(trial *t) {
    range r;
    if (!any_match(t, match_path, &r, NULL))
        return false;
    size_t at = any_letter(t, r);
    return change(t, at, 1, ascii_lower(t->text.p[at]) == 'w' ? S("v") : S("w"));
}

/* %s, %1$d, {name}, ${name} */
static size_t match_placeholder(str text, size_t at) {
    str rest = str_from(text, at);
    if (str_starts(rest, S("%s")) || str_starts(rest, S("%d")))
        return 2;
    size_t n = rest.p[0] == '$';
    if (n >= rest.n || rest.p[n] != '{')
        return 0;
    size_t from = ++n;
    while (n < rest.n && (ascii_is_alnum(rest.p[n]) || rest.p[n] == '_'))
        n++;
    return n > from && n < rest.n && rest.p[n] == '}' ? n + 1 : 0;
}

static bool drop_placeholder(trial *t) {
    range r;
    return any_match(t, match_placeholder, &r, NULL) && change(t, r.at, r.n, S(""));
}

const kind inline_kinds[] = {
    {"inline-code-typo", code_typo},        {"inline-code-case", code_case},
    {"inline-code-space", code_space},      {"inline-code-translated", code_translated},
    {"inline-code-lost", code_lost},        {"drop-bold", drop_bold},
    {"space-in-bold", space_in_bold},       {"bold-beside-cjk", bold_beside_cjk},
    {"change-email", change_mail},          {"change-path", change_path},
    {"drop-placeholder", drop_placeholder}, {NULL, NULL},
};
