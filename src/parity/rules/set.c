/* Which versions a set has: one for each language, one original. */
#include "parity/family.h"

#include "base/path.h"

static bool says(const kin *k, bool translated) {
    value v = document_get(k->doc, S("translated"));
    return v.kind == V_BOOL && v.u.b == translated;
}

static void check_lang(family *f, kin *k) {
    str other = k->doc->path_lang, said = k->doc->lang;
    if (!other.n)
        return;
    span at = kin_value(f, k, S("lang"));
    if (!span_has_place(at))
        return; /* the configuration's defaults say so, of many notes */
    diag *e = diag_add(&k->found, RULE_FRONTMATTER_LANG, at,
                       "\"lang\" is \"%.*s\", but the file's path says \"%.*s\"", STR_FMT(said),
                       STR_FMT(other));
    diag_help(&k->found, e, "write lang: %.*s, or rename the file", STR_FMT(other));
    if (str_eq(str_slice(at.src->text, at.at, at.at + at.n), said))
        diag_fix(&k->found, e, at, other);
}

/* ---- one version a language ---- */

/* The page at the root of a site leads to "en/index.md", or says the same. */
static bool is_entrance(const document *x, const document *y) {
    return str_eq(path_stem(x->name), S("index")) &&
           (x->relative_path.n == x->name.n || y->relative_path.n == y->name.n);
}

static void check_twice(family *f, size_t i) {
    kin *k = &f->p[i];
    if (k->doc->path_lang.n)
        return;
    for (size_t j = 0; j < i; j++) {
        kin *other = &f->p[j];
        if (other->doc->path_lang.n || !str_eq_fold(other->tag, k->tag) ||
            !str_eq(other->doc->output_ext, k->doc->output_ext) || is_entrance(k->doc, other->doc))
            continue;
        diag *e = diag_add(&k->found, RULE_SET_TWICE, kin_value(f, k, S("lang")),
                           "there are two versions in \"%.*s\", this one and %.*s",
                           STR_FMT(k->lang), STR_FMT(other->doc->path));
        diag_help(&k->found, e, "remove one, or give it a language or a name of its own");
        return;
    }
}

/* ---- one original ---- */

static void check_originals(family *f) {
    kin *first = NULL;
    for (size_t i = 0; i < f->n; i++) {
        kin *k = &f->p[i];
        if (!says(k, false))
            continue;
        if (!first) {
            first = k;
            continue;
        }
        diag *e = diag_add(&k->found, RULE_SET_ORIGINAL, kin_value(f, k, S("translated")),
                           "a second original: this note and %.*s both say translated: false",
                           STR_FMT(first->doc->path));
        diag_help(&k->found, e, "write translated: true in the one that follows the other");
        if (kin_read(f, first))
            diag_also(&k->found, e, kin_value(f, first, S("translated")), "the other one");
    }
}

static bool is_elsewhere(const kin *k) {
    static const char *const keys[] = {"original", "source", "original_url", "source_url",
                                       "canonical_url"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_has(value_as_str(document_get(k->doc, str_of(keys[i]))), S("://")))
            return true;
    return false;
}

/* All say that they are translations: of what? */
static void check_none(family *f) {
    for (size_t i = 0; i < f->n; i++)
        if (!says(&f->p[i], true) || is_elsewhere(&f->p[i]))
            return;
    kin *k = &f->p[0];
    span at = kin_value(f, k, S("translated"));
    if (f->n == 1) {
        diag *e = diag_add(&k->found, RULE_SET_ORPHAN, at, "a translation without its original");
        diag_help(
            &k->found, e,
            "add the original under the same name, or write translated: false, or where it is: "
            "original: https://…");
        return;
    }
    diag *e = diag_add(&k->found, RULE_SET_ORIGINAL, at,
                       f->n == 2 ? "both versions say translated: true, none is the original"
                                 : "all %zu versions say translated: true, none is the original",
                       f->n);
    diag_help(&k->found, e, "write translated: false in the one that the others follow");
}

/* ---- languages ---- */

static bool has_language(const family *f, str tag) {
    for (size_t i = 0; i < f->n; i++)
        if (str_eq_fold(f->p[i].tag, tag) || str_eq_fold(f->p[i].lang, tag))
            return true;
    return false;
}

static bool is_asked_for(const family *f, str code, str tag) {
    for (size_t i = 0; i < f->o->n; i++)
        if (str_eq_fold(f->o->langs[i], code) || str_eq_fold(f->o->langs[i], tag))
            return true;
    return !f->o->n;
}

static bool is_article(const family *f) {
    for (size_t i = 0; i < f->n; i++)
        if (f->p[i].doc->is_markdown && !str_starts(f->p[i].doc->name, S("404.")))
            return true;
    return false;
}

static void check_missing(family *f) {
    value list = value_at(f->site->config->data, S("languages"));
    buf names = buf_new(f->a, 64);
    for (uint32_t i = 0; list.kind == V_LIST && i < list.n && is_article(f); i++) {
        str code = value_as_str(list.u.list[i]), tag = language_tag(f->site->languages, f->a, code);
        if (code.n && !has_language(f, tag) && is_asked_for(f, code, tag) &&
            !coverage_is_sparse(f->o->coverage, tag))
            buf_printf(&names, "%s\"%.*s\"", names.n ? ", " : "", STR_FMT(code));
    }
    if (!names.n)
        return;
    kin *k = f->original ? f->original : &f->p[0];
    diag *e = diag_add_path(&k->found, RULE_SET_MISSING_LANGUAGE, k->doc->path,
                            "there is no version in %.*s", STR_FMT(buf_str(&names)));
    diag_help(&k->found, e,
              "translate it; a note that needs no translation says "
              "letoon: {ignore: [set/missing-language]}");
}

void rule_set(family *f) {
    for (size_t i = 0; i < f->n; i++) {
        check_lang(f, &f->p[i]);
        check_twice(f, i);
    }
    check_originals(f);
    check_none(f);
    check_missing(f);
}
