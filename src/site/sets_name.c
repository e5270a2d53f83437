#include "site/sets_name.h"

#include <string.h>

#include "base/bytes.h"
#include "base/path.h"

enum { CODE_MAX = 10 };

/* The countries whose languages are written of so: "no-js" and "de-la" are no languages. */
static bool is_country(str s) {
    static const char *const all[] = {
        "al", "am", "az", "ba", "bd", "bg", "by", "ee", "ge", "hr", "is", "ke", "kh",
        "kz", "la", "lk", "lt", "lv", "mk", "mm", "mn", "my", "np", "ph", "pk", "rs",
        "si", "sk", "uz", "ar", "at", "au", "be", "br", "ca", "ch", "cl", "cn", "co",
        "cz", "de", "dk", "eg", "es", "fi", "fr", "gb", "gr", "hk", "hu", "id", "ie",
        "il", "in", "ir", "it", "jp", "kr", "mx", "nl", "no", "nz", "pe", "pl", "pt",
        "ro", "ru", "sa", "se", "sg", "th", "tr", "tw", "ua", "uk", "us", "vn", "za"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq_fold(s, str_of(all[i])))
            return true;
    return false;
}

bool name_is_code(const languages *l, str s, bool is_file) {
    enum { COUNTRY = 2 };
    if (language_is_known(l, s))
        return true;
    if (s.n <= COUNTRY + 1 || !str_has(S("-_"), str_slice(s, s.n - COUNTRY - 1, s.n - COUNTRY)))
        return false;
    str country = str_from(s, s.n - COUNTRY);
    bool is_capital = byte_class(country.p[0]) & byte_class(country.p[1]) & BYTE_UPPER;
    return (is_capital || !is_file) && is_country(country) &&
           language_is_known(l, str_slice(s, 0, s.n - COUNTRY - 1));
}

static bool is_readme(str stem) {
    return str_eq_fold(stem, S("README"));
}

str name_key(arena *a, str whole) {
    str stem = path_base(whole);
    return is_readme(stem) ? path_join(a, path_dir(whole), S("README")) : whole;
}

/* Behind "_" stand words too, "user_id", so what is a code there says so: "README_fr", "x_fr_FR".
 */
static bool is_word_behind(str stem, str code) {
    bool is_capital = byte_class(code.p[code.n - 1]) & BYTE_UPPER;
    return !is_capital && !is_readme(str_slice(stem, 0, stem.n - code.n - 1));
}

/* The longest known code behind a separator at the end: "pt-br", not "br". */
static str suffix_code(const languages *l, str stem, char separator) {
    str best = {"", 0};
    for (size_t i = stem.n; i > 1 && stem.n - i <= CODE_MAX; i--) {
        str code = str_from(stem, i);
        if (stem.p[i - 1] == separator && name_is_code(l, code, true) &&
            !(separator == '_' && is_word_behind(stem, code)))
            best = code;
    }
    return best;
}

/* What the table calls otherwise. */
static str code_by_name(const languages *l, str name) {
    static const struct {
        const char *name, *code;
    } rows[] = {{"chinese", "zh"},
                {"simplified-chinese", "zh"},
                {"traditional-chinese", "zh-TW"},
                {"brazilian-portuguese", "pt-BR"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq_fold(name, str_of(rows[i].name)))
            return str_of(rows[i].code);
    return language_by_name(l, name);
}

str name_ending(const languages *l, str stem) {
    size_t at = str_rfind_char(stem, '.');
    if (at == STR_NONE && stem.n > 7 && str_eq_fold(str_slice(stem, 0, 6), S("README")) &&
        strchr("-_", stem.p[6]))
        at = 6;
    str name = at == STR_NONE ? (str){"", 0} : str_from(stem, at + 1);
    return code_by_name(l, name).n ? name : (str){"", 0};
}

/* "pages.fr/tar" beside "pages/tar", and "docs-fr" or "docs_fr" beside "docs". */
static name_guess guess_of_ending(arena *a, const languages *l, str whole) {
    static const char separators[] = "._-";
    for (size_t from = 0, slash; (slash = str_find_char(str_from(whole, from), '/')) != STR_NONE;
         from += slash + 1) {
        str part = str_slice(whole, from, from + slash);
        for (size_t i = part.n; i > 1; i--) {
            str code = str_from(part, i), stem = str_slice(whole, 0, from + i - 1);
            if (strchr(separators, part.p[i - 1]) && name_is_code(l, code, false))
                return (name_guess){.code = code,
                                    .key = str_cat(a, stem, str_from(whole, from + slash)),
                                    .before = str_slice(whole, 0, from + i),
                                    .is_directory = true,
                                    .has_stem = true};
        }
    }
    return (name_guess){.code = {"", 0}, .key = whole};
}

name_guess name_guess_of_directory(arena *a, const languages *l, str whole) {
    for (size_t from = 0; from < whole.n;) {
        size_t slash = str_find_char(str_from(whole, from), '/');
        if (slash == STR_NONE)
            break;
        str part = str_slice(whole, from, from + slash), before = str_slice(whole, 0, from);
        from += slash + 1;
        if (name_is_code(l, part, false))
            return (name_guess){.code = part,
                                .key = str_cat(a, before, str_from(whole, from)),
                                .before = before,
                                .is_directory = true};
    }
    return guess_of_ending(a, l, whole);
}

bool name_is_kin(arena *a, const languages *l, str x, str y) {
    str rest;
    x = language_tag(l, a, x);
    y = language_tag(l, a, y);
    str_cut(x, S("-"), &x, &rest);
    str_cut(y, S("-"), &y, &rest);
    return str_eq_fold(x, y);
}

name_guess name_guess_of(arena *a, const languages *l, str whole) {
    static const char separators[] = "-._";
    str stem = path_base(whole), code = {"", 0};
    for (size_t i = 0; separators[i]; i++) {
        str one = suffix_code(l, stem, separators[i]);
        code = one.n > code.n ? one : code;
    }
    str written = code.n ? code : name_ending(l, stem);
    if (code.n == 0)
        code = code_by_name(l, written);
    if (code.n == 0)
        return name_guess_of_directory(a, l, whole);
    str key = name_key(a, str_slice(whole, 0, whole.n - written.n - 1));
    name_guess twice = name_guess_of_directory(a, l, key);
    if (twice.code.n && name_is_kin(a, l, twice.code, code))
        key = twice.key;
    return (name_guess){.code = code, .key = key};
}

bool name_holds_translations(str name) {
    static const char *const names[] = {
        "translations", "translation",  "translated",    "i18n",  "l10n",      "locales", "locale",
        "localization", "localisation", "localizations", "langs", "languages", "lang"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_of(names[i])))
            return true;
    return false;
}

/* Where projects keep what their README says in other languages, beside what it is about. */
static bool holds_readmes(str name) {
    static const char *const names[] = {"docs", "doc", "readme", "readmes", ".github"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_fold(name, str_of(names[i])))
            return true;
    return false;
}

/* Docusaurus calls directories after the plugins that read them. */
static str without_plugin(arena *a, str path) {
    static const struct {
        const char *from, *to;
    } rows[] = {{"docusaurus-plugin-content-docs/current/", "docs"},
                {"docusaurus-plugin-content-docs/", "versioned_docs"}, /* of "version-3" */
                {"docusaurus-plugin-content-blog/", "blog"},
                {"docusaurus-plugin-content-pages/", "src/pages"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_starts(path, str_of(rows[i].from)))
            return path_join(a, str_of(rows[i].to), str_from(path, strlen(rows[i].from)));
    return path;
}

str name_outside(arena *a, const name_guess *g, str *apart) {
    str directory = g->is_directory && g->before.n ? str_slice(g->before, 0, g->before.n - 1)
                                                   : path_dir(g->key);
    bool is_readme_only =
        !g->is_directory && is_readme(path_base(g->key)) && holds_readmes(path_base(directory));
    if (g->code.n == 0 || !(is_readme_only || name_holds_translations(path_base(directory))))
        return (str){"", 0};
    *apart = directory;
    str rest = without_plugin(a, str_from(g->key, directory.n + 1));
    return path_join(a, path_dir(directory), rest);
}

static bool is_digits(str s, size_t from, size_t n) {
    for (size_t i = from; i < from + n; i++)
        if (i >= s.n || !ascii_is_digit(s.p[i]))
            return false;
    return true;
}

str name_without_day(arena *a, str key) {
    str name = path_base(key);
    bool has_day = is_digits(name, 0, 4) && is_digits(name, 5, 2) && is_digits(name, 8, 2) &&
                   name.n > 11 && name.p[4] == '-' && name.p[7] == '-' && name.p[10] == '-';
    return has_day ? path_join(a, path_dir(key), str_from(name, 11)) : key;
}
