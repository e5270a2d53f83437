#include "site/language.h"

#include "base/embed.h"
#include "base/utf8.h"
#include "yaml/yaml.h"

enum { ALIASES_MAX = 4, CODE_MAX = 32, MERGE_DEPTH = 8 };

struct languages {
    map infos; /* tidied code -> const value *, a complete entry */
    value english;
};

/* Codes are compared in lower case with '-' for '_'. */
static str tidied(char room[CODE_MAX], str code) {
    if (code.n > CODE_MAX)
        code.n = CODE_MAX;
    for (size_t i = 0; i < code.n; i++)
        room[i] = code.p[i] == '_' ? '-' : ascii_lower(code.p[i]);
    return (str){room, code.n};
}

static value empty_map(arena *a) {
    return map_finish(&(map_builder){.a = a});
}

static value builtin_table(arena *a, diags *d) {
    static const yaml_options yaml = {.syntax_rule = RULE_CONFIG_INVALID,
                                      .duplicate_rule = RULE_CONFIG_INVALID};
    for (size_t i = 0; i < embedded_layouts_count; i++) {
        const embedded *e = &embedded_layouts[i];
        value v;
        if (!str_eq(e->path, S("languages.yml")))
            continue;
        const source *src = source_new(a, S("(languages.yml)"), e->bytes);
        if (yaml_read(a, span_of(src, 0, src->text.n), &yaml, &v, d) && v.kind == V_MAP)
            return v;
    }
    return empty_map(a);
}

/* The table's entry of a code: that of its alias with the code's own keys over it; nil when there
 * is none. */
static value raw_entry(arena *a, value table, str code, int depth) {
    value e = value_at(table, code), alias = value_at(e, S("alias"));
    if (alias.kind != V_STR || depth == 0)
        return e;
    value other = raw_entry(a, table, value_as_str(alias), depth - 1);
    return other.kind == V_MAP ? value_merge(a, other, e, MERGE_DEPTH) : e;
}

/* An entry with what it lacks: interface words and, where it has none, the date pattern of English.
 */
static value complete(arena *a, str code, value entry, value english) {
    map_builder base = {.a = a}, own = {.a = a};
    map_add(&base, S("tag"), value_str(code));
    map_add(&base, S("name"), value_str(code));
    map_add(&base, S("dir"), value_lit("ltr"));
    map_add(&base, S("strings"), value_at(english, S("strings")));
    map_add(&base, S("date"), value_lit("%Y-%m-%d"));
    map_add(&own, S("code"), value_str(code));
    value out = map_finish(&base);
    if (entry.kind == V_MAP)
        out = value_merge(a, out, entry, MERGE_DEPTH);
    return value_merge(a, out, map_finish(&own), MERGE_DEPTH);
}

static void know(arena *a, languages *l, str code, value entry) {
    char room[CODE_MAX];
    value *info = arena_make(a, value, 1);
    *info = complete(a, code, entry, l->english);
    map_set(&l->infos, str_copy(a, tidied(room, code)), info);
}

const languages *languages_new(arena *a, value overrides, const str *listed, size_t n, diags *d) {
    languages *l = arena_make(a, languages, 1);
    value table = builtin_table(a, d);
    if (overrides.kind == V_MAP)
        table = value_merge(a, table, overrides, MERGE_DEPTH);
    l->english = raw_entry(a, table, S("en"), ALIASES_MAX);
    l->infos = map_new(a);
    for (uint32_t i = 0; i < table.u.map->n; i++) {
        str code = value_to_str(a, table.u.map->members[i].key);
        know(a, l, code, raw_entry(a, table, code, ALIASES_MAX));
    }
    for (size_t i = 0; i < n; i++)
        if (!language_is_known(l, listed[i]))
            know(a, l, listed[i], value_nil());
    return l;
}

static const value *find(const languages *l, str code) {
    char room[CODE_MAX];
    return code.n ? map_get(&l->infos, tidied(room, code)) : NULL;
}

bool language_is_known(const languages *l, str code) {
    return find(l, code) != NULL;
}

str language_by_name(const languages *l, str name) {
    for (uint32_t i = 0; name.n && i < l->infos.n; i++) {
        value info = *(const value *)l->infos.entries[i].val;
        if (str_eq_fold(value_as_str(value_at(info, S("english"))), name) ||
            str_eq_fold(value_as_str(value_at(info, S("name"))), name))
            return l->infos.entries[i].key;
    }
    return (str){"", 0};
}

str language_tag(const languages *l, arena *a, str code) {
    const value *info = find(l, code);
    char room[CODE_MAX];
    if (info)
        return value_to_str(a, value_at(*info, S("tag")));
    return str_find_char(code, '_') == STR_NONE ? code : str_copy(a, tidied(room, code));
}

value language_info(const languages *l, arena *a, str code, str fallback) {
    if (code.n == 0)
        code = fallback;
    const value *info = find(l, code);
    return info ? *info : complete(a, code, value_nil(), l->english);
}

static void month_name(const date *d, value months, buf *out) {
    int month = date_civil(d).month;
    if (months.kind == V_LIST && (uint32_t)month <= months.n)
        buf_add(out, value_as_str(months.u.list[month - 1]));
    else
        date_strftime(d, S("%B"), out);
}

/* Texts in which the digits 0 to 9 are those of `digits`, ten characters. */
static void with_digits(str text, str digits, buf *out) {
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!ascii_is_digit(c)) {
            buf_char(out, c);
            continue;
        }
        size_t from = utf8_offset(digits, (size_t)(c - '0'));
        size_t to = from + utf8_offset(str_from(digits, from), 1);
        buf_add(out, str_slice(digits, from, to));
    }
}

static void by_pattern(const date *d, str pattern, value months, buf *out) {
    str head, rest = pattern;
    while (str_cut(rest, S("%B"), &head, &rest)) {
        date_strftime(d, head, out);
        month_name(d, months, out);
    }
    date_strftime(d, head, out);
}

void language_date(const languages *l, const date *d, str code, buf *out) {
    value info = language_info(l, out->a, code, S("en"));
    str pattern = value_as_str(value_at(info, S("date")));
    str digits = value_as_str(value_at(info, S("digits")));
    buf b = buf_new(out->a, 32);
    by_pattern(d, pattern.n ? pattern : S("%Y-%m-%d"), value_at(info, S("months")), &b);
    if (utf8_count(digits) == 10)
        with_digits(buf_str(&b), digits, out);
    else
        buf_add(out, buf_str(&b));
}
