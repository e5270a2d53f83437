#include "site/language.h"

#include "base/embed.h"
#include "base/utf8.h"
#include "yaml/yaml.h"

enum { ALIASES_MAX = 4, CODE_MAX = 32, MERGE_DEPTH = 8 };

/* What is known of a code. The table is long and a site has few languages, so an entry is read when
 * it is asked for. */
typedef struct entry {
    str code;
    str yaml;          /* of the built-in table; n 0: it has none */
    value own;         /* the site's, to be laid over it; nil: it says nothing */
    const value *info; /* complete; NULL: nobody has asked yet */
} entry;

struct languages {
    arena *a;
    map entries; /* tidied code -> entry * */
};

/* Codes are compared in lower case with '-' for '_'. */
static str tidied(char room[CODE_MAX], str code) {
    if (code.n > CODE_MAX)
        code.n = CODE_MAX;
    for (size_t i = 0; i < code.n; i++)
        room[i] = code.p[i] == '_' ? '-' : ascii_lower(code.p[i]);
    return (str){room, code.n};
}

static entry *find(const languages *l, str code) {
    char room[CODE_MAX];
    return code.n ? map_get(&l->entries, tidied(room, code)) : NULL;
}

static entry *entry_at(languages *l, str code) {
    char room[CODE_MAX];
    entry *e = find(l, code);
    if (!e) {
        e = arena_make(l->a, entry, 1);
        e->code = code;
        map_set(&l->entries, str_copy(l->a, tidied(room, code)), e);
    }
    return e;
}

static str builtin_table(void) {
    for (size_t i = 0; i < embedded_layouts_count; i++)
        if (str_eq(embedded_layouts[i].path, S("languages.yml")))
            return embedded_layouts[i].bytes;
    return (str){"", 0};
}

/* An entry begins with a line "code: …" that is not indented, and goes up to the next such line. */
static void index_table(languages *l, str table) {
    entry *e = NULL;
    for (str line, rest = table; rest.n;) {
        str from = rest;
        str_cut(rest, S("\n"), &line, &rest);
        if (!line.n || line.p[0] == ' ' || line.p[0] == '#')
            continue;
        if (e)
            e->yaml.n = (size_t)(from.p - e->yaml.p);
        str code = str_slice(line, 0, str_find_char(line, ':'));
        if (str_starts(code, S("\"")))
            code = str_slice(code, 1, code.n - 1);
        e = entry_at(l, code);
        e->yaml = from;
    }
}

/* The text of an entry is the program's own, so that it can be read is for its tests to say. */
static value read_entry(const languages *l, const entry *e) {
    static const yaml_options yaml = {.syntax_rule = RULE_CONFIG_INVALID,
                                      .duplicate_rule = RULE_CONFIG_INVALID};
    const source *src = source_new(l->a, S("(languages.yml)"), e->yaml);
    diags none;
    value v = value_nil();
    diags_new(&none, l->a);
    if (e->yaml.n && yaml_read(l->a, span_of(src, 0, src->text.n), &yaml, &v, &none))
        v = value_at(v, e->code);
    if (v.kind == V_MAP && e->own.kind == V_MAP)
        return value_merge(l->a, v, e->own, MERGE_DEPTH);
    return e->own.kind == V_NIL ? v : e->own;
}

/* What is said of a code: its alias' with the code's own keys over it; nil when nothing is. */
static value raw_entry(const languages *l, str code, int depth) {
    const entry *e = find(l, code);
    value v = e ? read_entry(l, e) : value_nil(), alias = value_at(v, S("alias"));
    if (alias.kind != V_STR || depth == 0)
        return v;
    value other = raw_entry(l, value_as_str(alias), depth - 1);
    return other.kind == V_MAP ? value_merge(l->a, other, v, MERGE_DEPTH) : v;
}

static value info_of(const languages *l, entry *e);

/* With what it lacks: interface words and, where it has none, a date pattern. */
static value complete(const languages *l, arena *a, str code) {
    map_builder base = {.a = a}, own = {.a = a};
    value said = raw_entry(l, code, ALIASES_MAX);
    map_add(&base, S("tag"), value_str(code));
    map_add(&base, S("name"), value_str(code));
    map_add(&base, S("dir"), value_lit("ltr"));
    map_add(&base, S("date"), value_lit("%Y-%m-%d"));
    if (!str_eq(code, S("en")))
        map_add(&base, S("strings"), value_at(info_of(l, find(l, S("en"))), S("strings")));
    map_add(&own, S("code"), value_str(code));
    value out = map_finish(&base);
    if (said.kind == V_MAP)
        out = value_merge(a, out, said, MERGE_DEPTH);
    return value_merge(a, out, map_finish(&own), MERGE_DEPTH);
}

static value info_of(const languages *l, entry *e) {
    if (!e->info) {
        value *info = arena_make(l->a, value, 1);
        *info = complete(l, l->a, e->code);
        e->info = info;
    }
    return *e->info;
}

const languages *languages_new(arena *a, value overrides, const str *listed, size_t n) {
    languages *l = arena_make(a, languages, 1);
    *l = (languages){.a = a, .entries = map_new(a)};
    index_table(l, builtin_table());
    for (uint32_t i = 0; overrides.kind == V_MAP && i < overrides.u.map->n; i++) {
        const member *m = &overrides.u.map->members[i];
        entry_at(l, value_to_str(a, m->key))->own = m->val;
    }
    for (size_t i = 0; i < n; i++)
        entry_at(l, listed[i]);
    return l;
}

bool language_is_known(const languages *l, str code) {
    return find(l, code) != NULL;
}

str language_by_name(const languages *l, str name) {
    for (uint32_t i = 0; name.n && i < l->entries.n; i++) {
        value info = info_of(l, l->entries.entries[i].val);
        if (str_eq_fold(value_as_str(value_at(info, S("english"))), name) ||
            str_eq_fold(value_as_str(value_at(info, S("name"))), name))
            return l->entries.entries[i].key;
    }
    return (str){"", 0};
}

/* "el" for "gr-GR": a country that was taken for the language, and once more. NULL: it is not so.
 */
static entry *find_mistaken(const languages *l, str code) {
    size_t end = str_find_char(code, '-');
    entry *e = find(l, str_slice(code, 0, end == STR_NONE ? str_find_char(code, '_') : end));
    return e && value_truthy(value_at(info_of(l, e), S("mistaken"))) ? e : NULL;
}

str language_tag(const languages *l, arena *a, str code) {
    entry *e = find(l, code);
    char room[CODE_MAX];
    e = e ? e : find_mistaken(l, code);
    if (e)
        return value_to_str(a, value_at(info_of(l, e), S("tag")));
    return str_find_char(code, '_') == STR_NONE ? code : str_copy(a, tidied(room, code));
}

value language_info(const languages *l, arena *a, str code, str fallback) {
    if (code.n == 0)
        code = fallback;
    entry *e = find(l, code);
    return e ? info_of(l, e) : complete(l, a, code);
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
