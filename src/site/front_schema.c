/* The types of the keys that layouts and the site model rely on. */
#include "base/vec.h"
#include "site/front.h"

enum {
    T_NIL = 1 << V_NIL,
    T_BOOL = 1 << V_BOOL,
    T_STR = 1 << V_STR,
    T_MAP = 1 << V_MAP,
    T_SCALAR = 1 << V_NIL | 1 << V_BOOL | 1 << V_INT | 1 << V_BIG | 1 << V_FLOAT | 1 << V_STR |
               1 << V_DATE,
    T_FALSE = 1 << 16, /* false but not true */
};

typedef struct field {
    const char *key;
    unsigned types;
    const char *wanted;
    bool of_notes; /* elsewhere it may be a list or map too */
} field;

/* A key without value is as good as absent, and common in templates for notes. */
static const field fields[] = {
    {"title", T_SCALAR, "a text", false},
    {"lang", T_STR | T_NIL, "a language code such as en", false},
    {"layout", T_STR | T_NIL | T_FALSE, "the name of a layout, null or false", false},
    {"type", T_SCALAR, "a text", true},
    {"generated", T_BOOL | T_NIL, "true or false", false},
    {"translated", T_BOOL | T_NIL, "true or false", false},
    {"audio", T_BOOL | T_STR | T_NIL, "true, false or a path", true},
    {"image", T_BOOL | T_STR | T_MAP | T_NIL, "true, false, a path or a map", true},
};

static const char *kind_name(value v) {
    switch ((value_kind)v.kind) {
    case V_NIL: return "nothing";
    case V_BOOL: return v.u.b ? "the boolean true" : "the boolean false";
    case V_INT:
    case V_BIG:
    case V_FLOAT: return "a number";
    case V_STR: return "a text";
    case V_DATE: return "a date";
    case V_LIST: return "a list";
    default: return "a map";
    }
}

bool front_is_by_language(value v) {
    if (v.kind != V_MAP || !v.u.map->n)
        return false;
    for (uint32_t i = 0; i < v.u.map->n; i++) {
        str key = value_as_str(v.u.map->members[i].key), code, region;
        str_cut(key, S("-"), &code, &region);
        bool is_code = code.n == 2 || code.n == 3;
        for (size_t k = 0; k < code.n; k++)
            is_code = is_code && code.p[k] >= 'a' && code.p[k] <= 'z';
        if (!is_code || v.u.map->members[i].val.kind != V_STR)
            return false;
    }
    return true;
}

static bool is_allowed(const field *f, value v) {
    if (f->types == T_SCALAR && front_is_by_language(v))
        return true;
    if ((f->types >> v.kind & 1) != 0)
        return true;
    return v.kind == V_BOOL && !v.u.b && (f->types & T_FALSE);
}

/* "yes" and "no" in the languages of notes. */
static const char *meant_boolean(str word) {
    static const char *const yes[] = {
        "true", "yes", "on", "1",  "y",  "t",  "vrai", "oui", "wahr", "ja",   "si",
        "sí",   "sim", "да", "是", "对", "真", "はい", "예",  "نعم",  "vero", "verdadero"};
    static const char *const no[] = {"false", "no",  "off",    "0",      "n",   "f",
                                     "faux",  "non", "nein",   "falsch", "não", "нет",
                                     "否",    "假",  "いいえ", "아니오", "لا",  "falso"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (str_eq_fold(word, str_of(yes[i])))
            return "true";
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (str_eq_fold(word, str_of(no[i])))
            return "false";
    return NULL;
}

static void help(diags *d, diag *g, const field *f, const member *m, str written) {
    bool one_line = str_find_char(written, '\n') == STR_NONE && written.n <= 60;
    str text = m->val.kind == V_STR ? value_as_str(m->val) : written;
    bool wants_text = (f->types & T_STR) != 0;
    const char *boolean = (f->types & T_BOOL) && !wants_text ? meant_boolean(text) : NULL;
    if (boolean)
        diag_help(d, g, "write %s: %s", f->key, boolean);
    else if (m->val.kind == V_BOOL && one_line)
        diag_help(d, g, "YAML reads %.*s as a boolean; put it in quotes: %s: \"%.*s\"",
                  STR_FMT(written), f->key, STR_FMT(written));
    else if (m->val.kind == V_LIST && m->val.n == 1 && m->val.u.list[0].kind == V_STR && wants_text)
        diag_help(d, g, "write one value without brackets: %s: %.*s", f->key,
                  STR_FMT(value_as_str(m->val.u.list[0])));
    else if (wants_text && one_line && written.n && !str_has(written, S("\"")))
        diag_help(d, g, "put it in quotes: %s: \"%.*s\"", f->key, STR_FMT(written));
}

/* False: it is not to be told, or no error. */
static bool report(const source *src, const field *f, const member *m, diags *d) {
    str written = str_slice(src->text, m->val_at, (size_t)m->val_at + m->val_n);
    bool short_text = m->val.kind == V_STR && m->val.n <= 40;
    diag *g = m->val.kind == V_STR && short_text
                  ? diag_add(d, RULE_FRONTMATTER_TYPE, span_of(src, m->val_at, m->val_n),
                             "\"%s\" is the text \"%.*s\"; wanted %s", f->key,
                             STR_FMT(value_as_str(m->val)), f->wanted)
                  : diag_add(d, RULE_FRONTMATTER_TYPE, span_of(src, m->val_at, m->val_n),
                             "\"%s\" is %s; wanted %s", f->key, kind_name(m->val), f->wanted);
    help(d, g, f, m, written);
    return g && g->sev == SEV_ERROR;
}

bool front_check(const source *src, value data, front_schema schema, diags *d) {
    bool ok = true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const member *m = value_member(data, str_of(fields[i].key));
        bool is_nested = m && (m->val.kind == V_LIST || m->val.kind == V_MAP);
        bool is_own = is_nested && fields[i].of_notes && schema == FRONT_OF_SITE;
        if (!m || is_own || is_allowed(&fields[i], m->val))
            continue;
        ok = !report(src, &fields[i], m, d) && ok;
    }
    return ok;
}
