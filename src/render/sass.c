#include "render/sass.h"

#include "base/file.h"
#include "base/path.h"
#include "base/process.h"
#include "base/vec.h"
#include "site/theme.h"

enum { ARGUMENTS = 16 };

typedef vec(sass_dir) dir_vec;

static str in_source(arena *a, str dir, str path) {
    return str_eq(dir, S(".")) ? path : path_join(a, dir, path);
}

/* A directory, as a path from the working directory. */
static void add_dir(arena *a, const sass *s, str path, str name, dir_vec *out) {
    if (!file_is_directory(a, path))
        return;
    str arg = path_is_absolute(path) ? path : path_relative(a, s->source, path_normal(a, path));
    str real = file_real_path(a, path);
    for (size_t i = 0; i < out->n; i++)
        if (str_eq(out->p[i].real, real))
            return;
    bool is_within = path_is_within(a, s->real_source, real);
    *vec_push(a, out) = (sass_dir){arg, real, is_within ? S("") : name};
}

/* One of `load_paths`, which may be a pattern. */
static void add_load_path(arena *a, const sass *s, str pattern, dir_vec *out) {
    str *found;
    size_t n;
    file_glob(a, str_eq(s->source, S(".")) ? S("") : s->source, pattern, &found, &n);
    for (size_t i = 0; i < n; i++)
        add_dir(a, s, found[i], path_base(path_normal(a, found[i])), out);
}

/* Jekyll's sanitized_path: no way up out of the source. */
static str sanitized(arena *a, str path) {
    str inside = path_normal(a, str_cat(a, S("/"), path));
    return inside.n > 1 ? str_from(inside, 1) : S(".");
}

static void set_dirs(arena *a, sass *s, const config *c, value block) {
    dir_vec dirs = {0};
    value paths = value_at(block, S("load_paths"));
    for (size_t i = 0; paths.kind == V_LIST && i < paths.n; i++)
        add_load_path(a, s, value_to_str(a, paths.u.list[i]), &dirs);
    if (paths.kind == V_STR)
        add_load_path(a, s, value_as_str(paths), &dirs);
    str own = value_as_str(value_at(block, S("sass_dir")));
    add_load_path(a, s, sanitized(a, own.n ? own : S("_sass")), &dirs);
    str theirs = c->theme ? theme_folder(a, c->theme, S("_sass"), NULL) : S("");
    if (theirs.n)
        add_dir(a, s, theirs, path_join(a, path_base(c->theme->root), S("_sass")), &dirs);
    s->dirs = dirs.p;
    s->ndirs = dirs.n;
}

static str style_of(arena *a, value block, sass_compiler compiler) {
    static const char *const styles[] = {"nested", "expanded", "compact", "compressed"};
    str style = value_to_str(a, value_at(block, S("style")));
    style = str_starts(style, S(":")) ? str_from(style, 1) : style;
    if (compiler == SASS_DART)
        return str_eq(style, S("compressed")) ? style : S("expanded");
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_eq(style, str_of(styles[i])))
            return style;
    return S("compact");
}

static sass_compiler find_compiler(arena *a, value block) {
    bool has_lib = process_exists(a, S("sassc")), has_dart = process_exists(a, S("sass"));
    bool wants_dart =
        str_eq(value_as_str(value_at(block, S("implementation"))), S("sass-embedded"));
    if (has_dart && (wants_dart || !has_lib))
        return SASS_DART;
    return has_lib ? SASS_LIB : SASS_NONE;
}

const sass *sass_new(arena *a, const config *c) {
    sass *s = arena_make(a, sass, 1);
    value block = value_at(c->data, S("sass"));
    value precision = value_at(block, S("precision"));
    s->compiler = find_compiler(a, block);
    s->source = c->source;
    s->real_source = file_real_path(a, c->source);
    s->style = style_of(a, block, s->compiler);
    s->precision = precision.kind == V_INT ? value_to_str(a, precision) : S("");
    s->line_comments = value_truthy(value_at(block, S("line_comments")));
    s->add_charset = value_truthy(value_at(block, S("add_charset")));
    set_dirs(a, s, c, block);
    return s;
}

void sass_report_absent(const site *s, diags *d) {
    size_t n = 0;
    const document *first = NULL;
    for (size_t i = 0; i < s->npages; i++)
        if (s->pages[i]->is_sass && n++ == 0)
            first = s->pages[i];
    for (size_t i = 0; i < s->ncollections; i++)
        for (size_t j = 0; j < s->collections[i].n; j++)
            if (s->collections[i].docs[j]->is_sass && n++ == 0)
                first = s->collections[i].docs[j];
    if (n == 0)
        return;
    diag *g = diag_add_path(d, RULE_SITE_SASS, first->path,
                            "there is no Sass compiler, so %zu style sheet%s left out", n,
                            n == 1 ? " is" : "s are");
    diag_help(d, g, "install \"sassc\" (or \"sass\"), where PATH finds it");
}

/* ---- names ---- */

static str absolute(const sass *s, arena *a, str told) {
    if (str_starts(told, S("file://")))
        told = str_from(told, 7);
    return path_normal(a, path_join(a, s->real_source, told));
}

str sass_name(const sass *s, arena *a, const sass_sheet *sheet, str told) {
    if (str_eq(told, S("stdin")) || str_starts(told, S("data:")))
        return sheet->name;
    str path = absolute(s, a, told);
    for (size_t i = 0; i < s->ndirs; i++)
        if (s->dirs[i].name.n && path_is_within(a, s->dirs[i].real, path))
            return path_join(a, s->dirs[i].name, path_relative(a, s->dirs[i].real, path));
    return path_relative(a, s->real_source, path);
}

str sass_path(const sass *s, arena *a, str told) {
    str path = absolute(s, a, told);
    if (!path_is_within(a, s->real_source, path))
        return path;
    return path_normal(a, in_source(a, s->source, path_relative(a, s->real_source, path)));
}

/* "line 3, ../../gems/x/_sass/_a.scss" in comments: each file by its name. */
static str name_comments(const sass *s, arena *a, const sass_sheet *sheet, str css) {
    static const char *const mark = "/* line ";
    buf out = buf_new(a, css.n + css.n / 8);
    for (size_t at; (at = str_find(css, str_of(mark))) != STR_NONE;) {
        size_t from = at + str_of(mark).n, comma = from;
        while (comma < css.n && ascii_is_digit(css.p[comma]))
            comma++;
        size_t end = str_find(str_from(css, comma), S(" */"));
        bool is_place = comma > from && str_starts(str_from(css, comma), S(", "));
        buf_add(&out, str_slice(css, 0, is_place ? comma + 2 : from));
        if (is_place && end != STR_NONE && end > 2) {
            buf_add(&out, sass_name(s, a, sheet, str_slice(css, comma + 2, comma + end)));
            css = str_from(css, comma + end);
        } else {
            css = str_from(css, is_place ? comma + 2 : from);
        }
    }
    buf_add(&out, css);
    return buf_str(&out);
}

/* ---- running it ---- */

typedef vec(const char *) argument_vec;

static void add_arguments(const sass *s, arena *a, const sass_sheet *sheet, argument_vec *v) {
    bool is_lib = s->compiler == SASS_LIB;
    *vec_push(a, v) = is_lib ? "sassc" : "sass";
    *vec_push(a, v) = "--stdin";
    *vec_push(a, v) = str_cstr(a, str_cat(a, S("--style="), s->style));
    if (!is_lib) {
        *vec_push(a, v) = "--no-color";
        *vec_push(a, v) = "--no-unicode";
        *vec_push(a, v) = "--quiet";
        *vec_push(a, v) = sheet->map_name.n ? "--embed-source-map" : "--no-source-map";
    }
    if (!is_lib && sheet->map_name.n)
        *vec_push(a, v) = "--embed-sources";
    if (is_lib && sheet->map_name.n)
        *vec_push(a, v) = "--sourcemap=inline";
    if (is_lib && s->line_comments)
        *vec_push(a, v) = "--line-comments";
    if (is_lib && s->precision.n)
        *vec_push(a, v) = str_cstr(a, str_cat(a, S("--precision="), s->precision));
    if (sheet->is_indented)
        *vec_push(a, v) = is_lib ? "--sass" : "--indented";
    for (size_t i = 0; i < s->ndirs; i++)
        *vec_push(a, v) = str_cstr(a, str_cat(a, S("--load-path="), s->dirs[i].arg));
    *vec_push(a, v) = NULL;
}

static bool run(const sass *s, arena *a, const sass_sheet *sheet, str *css, sass_fault *fault) {
    argument_vec v = {0};
    add_arguments(s, a, sheet, &v);
    process_order o = {.argv = v.p,
                       .dir = str_cstr(a, s->source),
                       .input = sheet->text,
                       .limit = LIMIT_OUTPUT,
                       .seconds = LIMIT_SASS_SECONDS};
    process_result got;
    process_end end = process_run(a, &o, &got);
    *css = got.out;
    if (end == PROCESS_DONE && got.code == 0)
        return true;
    if (end == PROCESS_DONE && got.err.n)
        sass_read_fault(s, a, got.err, fault);
    else
        fault->message = end == PROCESS_LONG    ? S("the Sass compiler takes too long")
                         : end == PROCESS_LARGE ? S("the style sheet grows beyond the limit")
                                                : S("the Sass compiler fails without a word");
    return false;
}

bool sass_compile(const sass *s, arena *a, const sass_sheet *sheet, str *css, str *source_map,
                  sass_fault *fault) {
    *css = *source_map = (str){"", 0};
    *fault = (sass_fault){0};
    if (s->compiler == SASS_NONE) {
        fault->message = S("there is no Sass compiler: install sassc");
        return false;
    }
    if (sheet->text.n == 0)
        return true;
    if (!run(s, a, sheet, css, fault))
        return false;
    if (sheet->map_name.n && !sass_take_map(s, a, sheet, css, source_map)) {
        fault->message = S("the Sass compiler gives no source map that can be read");
        return false;
    }
    if (str_starts(*css, S("\xEF\xBB\xBF")))
        *css = str_cat(a, s->add_charset ? S("@charset \"UTF-8\";") : S(""), str_from(*css, 3));
    if (s->line_comments)
        *css = name_comments(s, a, sheet, *css);
    return true;
}
