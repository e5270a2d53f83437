/* What each language writes in its own way: numbers, dates, comments, links; and YAML. */
#include <string.h>

#include "mutate.h"

/* ---- numbers ---- */

static size_t digits_at(str text, size_t at) {
    size_t n = 0;
    while (at + n < text.n && ascii_is_digit(text.p[at + n]))
        n++;
    return n;
}

/* Digits with nothing of a number beside them. */
static size_t match_integer(str text, size_t at) {
    static const char beside[] = ".,:/-'#%+_";
    size_t n = digits_at(text, at), end = at + n;
    char before = at > 0 ? text.p[at - 1] : ' ', after = end < text.n ? text.p[end] : ' ';
    if (!n || ascii_is_alnum(before) || strchr(beside, before) || ascii_is_alnum(after))
        return 0;
    bool goes_on = strchr(beside, after) && end + 1 < text.n && ascii_is_alnum(text.p[end + 1]);
    bool is_grouped = (before == ' ' && at > 1 && ascii_is_digit(text.p[at - 2])) ||
                      (after == ' ' && digits_at(text, end + 1)) ||
                      (before & 0x80 && at > 3 && ascii_is_digit(text.p[at - 4])) ||
                      (after & 0x80 && n > 3 && false);
    bool is_marker = (after == '.' || after == ')') &&
                     str_trim(str_slice(text, line_begin(text, at), at)).n == 0;
    return goes_on || is_grouped || is_marker ? 0 : n;
}

static size_t match_large(str text, size_t at) {
    size_t n = match_integer(text, at);
    return n >= 5 && n <= 9 && text.p[at] != '0' ? n : 0;
}

/* 100000 as 100 000, 100.000 or 1,00,000 */
static bool locale_number(trial *t) {
    static const in_language rows[] = {{"", ","},          {"fr", "\xE2\x80\xAF"},
                                       {"ru", "\xC2\xA0"}, {"uk", "\xC2\xA0"},
                                       {"de", "."},        {"es", "."},
                                       {"pt", "."},        {"it", "."},
                                       {"ar", "٬"},        {"fa", "٬"}};
    range r;
    if (!any_match(t, match_large, &r, NULL))
        return false;
    bool is_indian = str_eq(t->b->to->tag, S("hi"));
    buf b = buf_new(t->a, 32);
    for (size_t i = 0; i < r.n; i++) {
        size_t left = r.n - i;
        bool is_border = is_indian && left > 3 ? (left - 3) % 2 == 0 : left % 3 == 0;
        if (i && is_border)
            buf_add(&b, SAID(t, rows));
        buf_char(&b, t->text.p[r.at + i]);
    }
    return change(t, r.at, r.n, buf_str(&b));
}

static bool native_digits(trial *t) {
    static const in_language rows[] = {{"", ""},
                                       {"ar", "\xD9\xA0"},
                                       {"fa", "\xDB\xB0"},
                                       {"hi", "\xE0\xA5\xA6"},
                                       {"ja", "\xEF\xBC\x90"},
                                       {"zh", "\xEF\xBC\x90"}};
    str zero = SAID(t, rows);
    range r;
    if (!zero.n || !any_match(t, match_integer, &r, NULL))
        return false;
    buf b = buf_new(t->a, 64);
    for (size_t i = 0; i < r.n; i++) {
        buf_add(&b, str_slice(zero, 0, zero.n - 1));
        buf_char(&b, (char)(zero.p[zero.n - 1] + (t->text.p[r.at + i] - '0')));
    }
    return change(t, r.at, r.n, buf_str(&b));
}

static const in_language words[] = {
    {"", ""},
    {"fr", "deux trois quatre cinq six sept huit neuf dix onze douze"},
    {"de", "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"},
    {"es", "dos tres cuatro cinco seis siete ocho nueve diez once doce"},
    {"pt", "dois três quatro cinco seis sete oito nove dez onze doze"},
    {"ru", "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"},
    {"ar", "اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة "
           "أحد‌عشر "
           "اثنا‌عشر"},
    {"he", "שני שלושה ארבעה חמישה שישה שבעה שמונה תשעה עשרה אחד־עשר שנים־עשר"},
    {"hi", "दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह"},
    {"ja", "二 三 四 五 六 七 八 九 十 十一 十二"},
    {"zh", "二 三 四 五 六 七 八 九 十 十一 十二"},
    {"ko", "두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두"},
};

static size_t match_small(str text, size_t at) {
    int64_t i;
    size_t n = match_integer(text, at);
    return n && text.p[at] != '0' && str_to_int(str_slice(text, at, at + n), &i) && i >= 2 &&
                   i <= 12
               ? n
               : 0;
}

static bool spelled_number(trial *t) {
    range r;
    int64_t want = 0;
    str word, rest = SAID(t, words);
    if (!rest.n || !any_match(t, match_small, &r, NULL))
        return false;
    str_to_int(range_text(t, r), &want);
    for (int64_t i = 2; i <= want; i++)
        str_cut(rest, S(" "), &word, &rest);
    return change(t, r.at, r.n, word);
}

/* ---- dates ---- */

/* 2025-06-23 */
static size_t match_day(str text, size_t at) {
    bool is_inside = at > 0 && (ascii_is_alnum(text.p[at - 1]) || strchr("-/._", text.p[at - 1]));
    if (is_inside || at + 10 > text.n || digits_at(text, at) != 4 || text.p[at + 4] != '-' ||
        digits_at(text, at + 5) != 2 || text.p[at + 7] != '-' || digits_at(text, at + 8) != 2)
        return 0;
    return at + 10 < text.n && (ascii_is_alnum(text.p[at + 10]) || text.p[at + 10] == '-') ? 0 : 10;
}

static bool locale_date(trial *t) {
    range r;
    int64_t year, month, day;
    if (!any_match(t, match_day, &r, NULL))
        return false;
    str s = range_text(t, r);
    if (!str_to_int(str_slice(s, 0, 4), &year) || !str_to_int(str_slice(s, 5, 7), &month) ||
        !str_to_int(str_slice(s, 8, 10), &day) || month < 1 || month > 12 || day < 1 || day > 28)
        return false;
    date when = {.sec = 86400 * civil_days(year, (int)month, (int)day), .is_day = true};
    buf b = buf_new(t->a, 64);
    language_date(t->b->root->languages, &when, t->b->to->doc->lang, &b);
    return change(t, r.at, r.n, buf_str(&b));
}

/* ---- code ---- */

static const in_language remarks[] = {
    {"", "ceci est un commentaire"},
    {"de", "das ist eine Bemerkung"},
    {"es", "esto es un comentario"},
    {"pt", "isto é um comentário"},
    {"ru", "это пояснение"},
    {"ar", "هذا تعليق"},
    {"he", "זוהי הערה"},
    {"hi", "यह एक टिप्पणी है"},
    {"ja", "これは注釈です"},
    {"ko", "이것은 주석입니다"},
    {"zh", "这是一条注释"},
};

static bool has_info(const leaf *l, const char *const *names) {
    for (; *names; names++)
        if (str_eq(l->info, str_of(*names)))
            return true;
    return false;
}

/* A line of a block that begins with the mark; *r is what stands behind it. */
static bool any_line(trial *t, const char *const *infos, str sought, range *r) {
    size_t seen = 0;
    for (size_t k = 0; k < t->o->n; k++) {
        const leaf *l = &t->o->leaves[k];
        range all = whole_lines(t, l);
        if (!is_code(t, l) || !has_info(l, infos))
            continue;
        size_t last = line_begin(t->text, all.at + all.n - 1);
        for (size_t at = line_after(t->text, all.at); at < last; at = line_after(t->text, at)) {
            str line = str_slice(t->text, at, line_after(t->text, at));
            size_t indent = line.n - str_ltrim(line).n;
            str rest = str_trim(str_from(str_ltrim(line), sought.n));
            if (str_starts(str_ltrim(line), sought) && rest.n > 2 && any(t, ++seen) == 0)
                *r = (range){at + indent + sought.n, rest.n};
        }
    }
    return seen > 0;
}

static bool translate_comment(trial *t) {
    static const char *const hash[] = {"python", "py",   "sh",   "bash", "shell",
                                       "ruby",   "yaml", "toml", NULL};
    static const char *const slashes[] = {"c",  "js",   "javascript", "ts",
                                          "go", "rust", "java",       NULL};
    static const char *const dashes[] = {"sql", "lua", NULL};
    range r;
    size_t i = any(t, 3);
    bool ok = i == 0   ? any_line(t, hash, S("# "), &r)
              : i == 1 ? any_line(t, slashes, S("// "), &r)
                       : any_line(t, dashes, S("-- "), &r);
    return ok && change(t, r.at, r.n, SAID(t, remarks));
}

static bool translate_output(trial *t) {
    static const char *const infos[] = {"text", "txt", "console", "output", NULL};
    range r;
    return any_line(t, infos, S(""), &r) && change(t, r.at, r.n, SAID(t, remarks));
}

/* ---- links ---- */

static bool is_to_original(const trial *t, const leaf *l, const atom *x) {
    str code = str_cat(t->a, str_cat(t->a, S("-"), t->b->from->doc->lang), S("."));
    range r;
    return x->kind == ATOM_LINK && !str_has(x->text, S("://")) && str_has(x->text, code) &&
           atom_range(t->o, l, x, &r);
}

static bool locale_link(trial *t) {
    const leaf *l;
    const atom *x = any_atom(t, is_to_original, &l);
    range r;
    if (!x || !atom_range(t->o, l, x, &r))
        return false;
    str code = t->b->from->doc->lang;
    size_t at = str_find(x->text, str_cat(t->a, str_cat(t->a, S("-"), code), S("."))) + 1;
    return change(t, r.at + at, code.n, t->b->to->doc->lang);
}

/* ---- front matter ---- */

/* Two neighbouring keys change places, or a value gets quotes. */
static bool yaml_style(trial *t) {
    vec(range) lines = {0};
    if (!str_starts(t->text, S("---\n")))
        return false;
    for (size_t at = 4; at < t->body_at && t->text.p[at] != '-'; at = line_after(t->text, at))
        *vec_push(t->a, &lines) = (range){at, line_after(t->text, at) - at};
    if (lines.n < 3)
        return false;
    size_t i = any(t, lines.n - 1);
    str line = range_text(t, lines.p[i]), next = range_text(t, lines.p[i + 1]);
    size_t colon = str_find(line, S(": "));
    if (!ascii_is_alpha(line.p[0]) || !ascii_is_alpha(next.p[0]) || colon == STR_NONE)
        return false;
    str what = str_trim(str_from(line, colon + 1));
    bool is_plain =
        what.n > 5 && ((what.p[0] & 0x80) || ascii_is_alpha(what.p[0])) && !str_has(what, S("\""));
    if (str_eq(what, S("false")))
        is_plain = false;
    if (is_plain && any(t, 2)) {
        str quoted = str_cat(t->a, str_cat(t->a, S("\""), what), S("\""));
        return change(t, (size_t)(what.p - t->text.p), what.n, quoted);
    }
    add_edit(t, lines.p[i + 1].at, lines.p[i + 1].n, S(""));
    bool is_last_of_entry = i + 2 >= lines.n || ascii_is_alpha(t->text.p[lines.p[i + 2].at]);
    return is_last_of_entry && change(t, lines.p[i].at, 0, next);
}

const kind spelling_kinds[] = {
    {"locale-number", locale_number},
    {"native-digits", native_digits},
    {"spelled-number", spelled_number},
    {"locale-date", locale_date},
    {"translate-comment", translate_comment},
    {"translate-output", translate_output},
    {"locale-link", locale_link},
    {"yaml-style", yaml_style},
    {NULL, NULL},
};
