/* Which versions a set has: one for each language, one original. */
#include "parity/family.h"
#include "parity/places.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "site/front.h"

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

/* Was the language of one of them read from its text? `README.md` beside `README.en.md`. */
static bool is_read_off(const kin *x, const kin *y) {
    return x->doc->is_of_guessed_lang || y->doc->is_of_guessed_lang;
}

static bool say_the_same(family *f, kin *x, kin *y) {
    return kin_read(f, x) && kin_read(f, y) &&
           str_eq(str_trim(str_from(x->v.src->text, x->v.o.body_at)),
                  str_trim(str_from(y->v.src->text, y->v.o.body_at)));
}

static void check_twice(family *f, size_t i) {
    kin *k = &f->p[i];
    if (k->doc->path_lang.n)
        return;
    for (size_t j = 0; j < i; j++) {
        kin *other = &f->p[j];
        if (other->doc->path_lang.n || !str_eq_fold(other->tag, k->tag) ||
            !str_eq(other->doc->output_ext, k->doc->output_ext) ||
            is_entrance(k->doc, other->doc) || (is_read_off(k, other) && say_the_same(f, k, other)))
            continue;
        diag *e = diag_add(&k->found, RULE_SET_TWICE, kin_value(f, k, S("lang")),
                           "there are two versions in \"%.*s\", this one and %.*s",
                           STR_FMT(k->lang), STR_FMT(other->doc->path));
        if (is_read_off(k, other))
            diag_weaken(&k->found, e, SEV_WARNING);
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
static bool has_none(const family *f) {
    for (size_t i = 0; i < f->n; i++)
        if (!says(&f->p[i], true) || is_elsewhere(&f->p[i]))
            return false;
    return true;
}

static void check_none(family *f) {
    if (!has_none(f))
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

/* "en/tea-en.md" in another language: "fr/tea-fr.md". */
static str path_like(arena *a, str path, str lang, str code) {
    buf out = buf_new(a, path.n + 8);
    for (size_t i = 0; i < path.n;) {
        size_t end = i + lang.n;
        bool begins = i == 0 || str_find_char(S("/-._"), path.p[i - 1]) != STR_NONE;
        bool ends = end < path.n && str_find_char(S("/."), path.p[end]) != STR_NONE;
        if (lang.n && begins && ends && str_eq(str_slice(path, i, end), lang)) {
            buf_add(&out, code);
            i = end;
        } else {
            buf_char(&out, path.p[i++]);
        }
    }
    return buf_str(&out);
}

enum { LIKE = 3 };

/* The paths that a note may have in another language: of "tea.md", which does not say its own,
 * "tea-fr.md", "tea.fr.md" and "fr/tea.md". Gives how many. */
static size_t paths_like(const family *f, const kin *k, str code, str out[LIKE]) {
    str path = k->doc->relative_path, ext = path_ext(path);
    out[0] = path_like(f->a, path, k->lang, code);
    if (!str_eq(out[0], path))
        return 1;
    for (size_t i = 0; i < LIKE; i++) {
        buf b = buf_new(f->a, path.n + code.n + 1);
        if (i == 2)
            buf_printf(&b, "%.*s/%.*s", STR_FMT(code), STR_FMT(path));
        else
            buf_printf(&b, "%.*s%c%.*s%.*s", STR_FMT(str_slice(path, 0, path.n - ext.n)), "-."[i],
                       STR_FMT(code), STR_FMT(ext));
        out[i] = buf_str(&b);
    }
    return LIKE;
}

/* Is it there, and no link to another version? */
static bool is_file(const family *f, str path) {
    file_info info;
    str whole = path_join(f->a, f->site->config->source, path);
    bool is_link = file_stat(str_cstr(f->a, whole), &info) && info.is_link;
    return !is_link && places_on_disk(f->a, f->site, S(""), path);
}

/* Is there a file, though no note could be made of it, or one that says another code? What is wrong
 * with it is told. */
static bool has_file(const family *f, str code) {
    for (size_t i = 0; i < f->n; i++) {
        str like[LIKE];
        for (size_t n = paths_like(f, &f->p[i], code, like); n > 0; n--)
            if (is_file(f, like[n - 1]))
                return true;
    }
    return false;
}

/* A version that has no front matter where Jekyll looks for it: not a page, but copied as it is. */
static const static_file *copied(const family *f, str code) {
    for (size_t i = 0; f->o->places && f->o->places->copied.n && i < f->n; i++) {
        str like[LIKE];
        for (size_t n = paths_like(f, &f->p[i], code, like); n > 0; n--) {
            const static_file *file = map_get(&f->o->places->copied, like[n - 1]);
            if (file)
                return file;
        }
    }
    return NULL;
}

static bool is_asked_for(const family *f, str code, str tag) {
    for (size_t i = 0; i < f->o->n; i++)
        if (str_eq_fold(f->o->langs[i], code) || str_eq_fold(f->o->langs[i], tag))
            return true;
    return !f->o->n;
}

static void check_missing(family *f) {
    const config *conf = f->site->config;
    buf names = buf_new(f->a, 64);
    for (size_t i = 0; i < conf->nlangs && coverage_is_article(f->set); i++) {
        str code = conf->langs[i], tag = language_tag(f->site->languages, f->a, code);
        bool is_original = str_eq_fold(code, conf->lang) && has_none(f); /* told of as such */
        if (!has_language(f, tag) && !is_original && is_asked_for(f, code, tag) &&
            !coverage_is_sparse(f->o->coverage, tag) && !has_file(f, code))
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

/* "```markdown" before a file's front matter, and "```" at its end. */
typedef struct fence {
    uint32_t begin; /* of the front matter: behind the first line */
    uint32_t end;   /* of what is in it: before the last line */
} fence;

static bool find_fence(str text, fence *out) {
    str first = str_slice(text, 0, str_line_end(text, 0)), body = str_rtrim(text);
    size_t last = str_line_begin(body, body.n), n = 0;
    while (n < body.n - last && body.p[last + n] == text.p[0])
        n++;
    *out = (fence){(uint32_t)first.n, (uint32_t)last};
    return (str_starts(first, S("```")) || str_starts(first, S("~~~"))) && last > first.n &&
           n >= 3 && last + n == body.n && front_begins(str_from(text, first.n));
}

/* A model put all of the file into a fence, so that its front matter is none. */
static bool tell_fence(family *f, kin *k, const static_file *file) {
    str text, why;
    fence x;
    if (!file_read(&sys_real, f->a, str_cstr(f->a, file->path), LIMIT_NOTE, &text, &why) ||
        !find_fence(text, &x))
        return false;
    const source *src = source_new(f->a, file->path, text);
    diag *e = diag_add(&k->found, RULE_LEAK_FENCE, span_of(src, 0, 0),
                       "all of the file is in a fence, so that it is copied as it is and no page");
    diag_help(&k->found, e, "remove the fence's two lines, 1 and %u",
              source_place(src, x.end).line);
    diag_fix(&k->found, e, span_of(src, 0, x.begin), S(""));
    diag_fix(&k->found, e, span_of(src, x.end, (uint32_t)text.n - x.end), S(""));
    return true;
}

/* What stands before front matter, or in place of its first line. */
static void help_copied(const family *f, diag *e, kin *k, const static_file *file) {
    str text, why, line = {0}, rest = {0};
    if (file_read(&sys_real, f->a, str_cstr(f->a, file->path), LIMIT_NOTE, &text, &why))
        str_cut(text, S("\n"), &line, &rest);
    bool is_below = front_begins(str_ltrim(text)) && !str_trim(line).n;
    if (is_below)
        diag_help(&k->found, e, "remove the empty line before it");
    else if (front_is_dashes(line))
        diag_help(&k->found, e, "write three hyphens, and nothing else, in line 1: it is %.*s",
                  STR_FMT(text_quote(f->a, str_rtrim(line))));
    else
        diag_help(&k->found, e,
                  "begin the file with a line ---, the keys of %.*s and another line ---",
                  STR_FMT(k->doc->path));
}

static void check_copied(family *f, str code) {
    str tag = language_tag(f->site->languages, f->a, code);
    const static_file *file =
        has_language(f, tag) || !is_asked_for(f, code, tag) ? NULL : copied(f, code);
    kin *k = f->original ? f->original : &f->p[0];
    if (!file || tell_fence(f, k, file))
        return;
    diag *e = diag_add(&k->found, RULE_FRONTMATTER_MISSING_KEY,
                       span_of(source_new(f->a, file->path, S("")), 0, 0),
                       "there is no front matter, so that this is copied as it is and no page");
    help_copied(f, e, k, file);
}

/* In each of the languages that such files may be in. */
static void check_all_copied(family *f) {
    const map *codes = f->o->places ? &f->o->places->copied_in : NULL;
    for (size_t i = 0; codes && i < codes->n; i++)
        check_copied(f, codes->entries[i].key);
}

void rule_set(family *f) {
    for (size_t i = 0; i < f->n; i++) {
        check_lang(f, &f->p[i]);
        check_twice(f, i);
    }
    check_originals(f);
    check_none(f);
    check_missing(f);
    check_all_copied(f);
}
