#include "render/filters.h"

#include <string.h>

#include "base/path.h"
#include "base/vec.h"
#include "site/edition.h"

/* ---- Text with {{ }} ---- */

typedef struct mixed_piece {
    str text;
    const liquid_output *output; /* NULL: text */
} mixed_piece;

mixed_text mixed_parse(liquid_parser *p, span at) {
    str s = liquid_span_text(at);
    arena *a = liquid_parser_arena(p);
    vec(mixed_piece) pieces = {0};
    for (size_t i = 0; i < s.n;) {
        size_t open = str_find(str_from(s, i), S("{{"));
        size_t close = open == STR_NONE ? STR_NONE : str_find(str_from(s, i + open), S("}}"));
        if (close == STR_NONE) {
            if (pieces.n)
                vec_push(a, &pieces)->text = str_from(s, i);
            break;
        }
        if (open)
            vec_push(a, &pieces)->text = str_slice(s, i, i + open);
        str inside = str_slice(s, i + open + 2, i + open + close);
        vec_push(a, &pieces)->output = liquid_parse_output(p, liquid_span_of(at, inside));
        i += open + close + 2;
    }
    return (mixed_text){s, pieces.p, pieces.n};
}

str mixed_render(liquid_run *r, const mixed_text *m) {
    if (!m->npieces)
        return m->text;
    buf b = buf_new(liquid_run_arena(r), 64);
    for (size_t i = 0; i < m->npieces; i++) {
        if (m->pieces[i].output)
            liquid_write(r, liquid_eval_output(r, m->pieces[i].output), &b);
        else
            buf_add(&b, m->pieces[i].text);
    }
    return buf_str(&b);
}

str render_named(liquid_run *r, str path) {
    str part, rest = path;
    value v = value_nil();
    bool more = str_cut(rest, S("."), &part, &rest);
    for (liquid_find(r, part, &v); more;) {
        more = str_cut(rest, S("."), &part, &rest);
        v = liquid_property(r, v, value_str(part));
    }
    str text = value_truthy(v) ? liquid_to_s(liquid_run_arena(r), v) : path;
    return text.n ? text : path;
}

str render_name(liquid_run *r, const mixed_text *m) {
    str s = mixed_render(r, m);
    if (s.n > 1 && (*s.p == '"' || *s.p == '\'') && s.p[s.n - 1] == *s.p)
        return str_slice(s, 1, s.n - 1);
    return m->npieces ? s : render_named(r, s);
}

/* ---- Parsing ---- */

typedef struct param {
    str key;
    const liquid_expr *x; /* NULL: text */
    str text;
} param;

typedef struct include_tag {
    span at;
    mixed_text file;
    bool has_params; /* then `include` is bound, be it empty */
    param *params;
    size_t nparams;
} include_tag;

/* One {{ name }} or {{ name | filters }} at i with what touches it behind; its end, or i. The
 * filters are as long as they can be. */
static size_t match_variable(str s, size_t i) {
    if (!str_starts(str_from(s, i), S("{{")))
        return i;
    size_t from = str_skip_space(s, i + 2), end = from;
    while (end < s.n && (ascii_is_word(s.p[end]) || s.p[end] == '-' || s.p[end] == '.'))
        end++;
    if (end == from)
        return i;
    end = str_skip_space(s, end);
    if (end < s.n && s.p[end] == '|') {
        for (size_t more; (more = str_find(str_from(s, end + 1), S("}}"))) != STR_NONE;)
            end += more + 1;
    }
    if (!str_starts(str_from(s, end), S("}}")))
        return i;
    end += 2;
    while (end < s.n && !ascii_is_space(s.p[end]) && s.p[end] != '{' && s.p[end] != '}')
        end++;
    return end;
}

/* A name with variables in it: its slice, and what is behind it. False: there are none. */
static bool cut_variables(str s, str *name, str *rest) {
    for (size_t from = 0, i = 0; i < s.n; i++) {
        if (s.p[i] != '{')
            continue;
        size_t end = match_variable(s, i);
        if (end == i) {
            from = i + 1;
            continue;
        }
        for (size_t next; (next = match_variable(s, end)) != end;)
            end = next;
        *name = str_trim(str_slice(s, from, end));
        *rest = str_trim(str_from(s, end));
        return true;
    }
    return false;
}

/* The text in the quotes at i, with an escaped quote of that kind made plain; its end, or i. */
static size_t read_quoted(arena *a, str s, size_t i, str *out) {
    char quote = s.p[i];
    buf b = buf_new(a, 32);
    for (size_t k = i + 1; k < s.n; k++) {
        if (s.p[k] == quote) {
            *out = buf_str(&b);
            return k + 1;
        }
        if (s.p[k] == '\\') {
            if (++k == s.n || s.p[k] == '\n')
                return i;
            if (s.p[k] != quote)
                buf_char(&b, '\\');
        }
        buf_char(&b, s.p[k]);
    }
    return i;
}

/* key=value at i; its end, or i. */
static size_t read_param(liquid_parser *p, span at, size_t i, param *out) {
    str s = liquid_span_text(at);
    size_t end = i;
    while (end < s.n && (ascii_is_word(s.p[end]) || s.p[end] == '-'))
        end++;
    out->key = str_slice(s, i, end);
    size_t equals = str_skip_space(s, end), from = str_skip_space(s, equals + 1);
    if (end == i || equals >= s.n || s.p[equals] != '=' || from >= s.n)
        return i;
    if (s.p[from] == '"' || s.p[from] == '\'') {
        end = read_quoted(liquid_parser_arena(p), s, from, &out->text);
    } else {
        for (end = from;
             end < s.n && (ascii_is_word(s.p[end]) || s.p[end] == '-' || s.p[end] == '.');)
            end++;
        if (end > from)
            out->x = liquid_parse_expr(p, liquid_span_of(at, str_slice(s, from, end)));
    }
    return end > from && (end == s.n || ascii_is_space(s.p[end])) ? end : i;
}

static bool read_params(liquid_parser *p, span at, include_tag *t) {
    str s = liquid_span_text(at);
    vec(param) params = {0};
    for (size_t i = str_skip_space(s, 0); i < s.n; i = str_skip_space(s, i)) {
        param one = {0};
        size_t end = read_param(p, at, i, &one);
        if (end == i) {
            liquid_parse_error(p, RULE_LIQUID_INCLUDE, liquid_span_of(at, str_from(s, i)),
                               "parameters are written name=\"text\" or name=variable");
            return false;
        }
        *vec_push(liquid_parser_arena(p), &params) = one;
        i = end;
    }
    t->params = params.p;
    t->nparams = params.n;
    t->has_params = true;
    return true;
}

const void *render_include_parse(liquid_parser *p, const liquid_use *use) {
    include_tag *t = arena_make(liquid_parser_arena(p), include_tag, 1);
    str s = liquid_span_text(use->markup), name, rest;
    t->at = use->at;
    if (cut_variables(s, &name, &rest)) {
        t->file = mixed_parse(p, liquid_span_of(use->markup, name));
        return read_params(p, liquid_span_of(use->markup, rest), t) ? t : NULL;
    }
    size_t end = 0;
    while (end < s.n && !ascii_is_space(s.p[end]))
        end++;
    if (end == 0) {
        liquid_parse_error(p, RULE_LIQUID_INCLUDE, use->at, "'%.*s' wants the name of a file",
                           STR_FMT(use->name));
        return NULL;
    }
    t->file.text = str_slice(s, 0, end);
    rest = str_trim(str_from(s, end));
    return !rest.n || read_params(p, liquid_span_of(use->markup, rest), t) ? t : NULL;
}

/* ---- Rendering ---- */

static bool check_name(liquid_run *r, const include_tag *t, str file) {
    bool ok = file.n > 0;
    for (size_t i = 0; i < file.n; i++) {
        char c = file.p[i];
        bool joins = c == '.' || c == '/';
        if (!(ascii_is_word(c) || joins || (c && strchr("-()+~#@", c))))
            ok = false;
        if (joins && i + 1 < file.n && (file.p[i + 1] == '.' || file.p[i + 1] == '/'))
            ok = false;
    }
    if (!ok) {
        size_t before = liquid_run_diags(r)->n;
        liquid_fail(r, RULE_LIQUID_INCLUDE, t->at, "\"%.*s\" is no name of an include",
                    STR_FMT(str_slice(file, 0, 200)));
        render_help(r, before,
                    "letters, digits and _ - . / ( ) + ~ # @ may stand in it, no \"..\" "
                    "and no \"./\"");
    }
    return ok;
}

static void report_missing(liquid_run *r, const include_tag *t, str file) {
    const render *rd = render_job(r)->r;
    size_t n = rd->includes.n, before = liquid_run_diags(r)->n;
    str *names = arena_make(liquid_run_arena(r), str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = rd->includes.entries[i].key;
    str near = str_nearest(file, names, n);
    for (size_t i = 0; !near.n && i < n; i++) /* the right name in another directory */
        if (str_eq(path_base(names[i]), path_base(file)))
            near = names[i];
    liquid_miss(r, RULE_LIQUID_INCLUDE, t->at, "there is no include \"%.*s\" in \"%.*s\"%s",
                STR_FMT(file), STR_FMT(rd->site->config->includes_dir),
                rd->is_builtin            ? " or among the built-in ones"
                : rd->site->config->theme ? " or in the theme"
                                          : "");
    if (near.n)
        render_help(r, before, "did you mean \"%.*s\"?", STR_FMT(near));
}

/* The parameters as the map `include`; read before it hides an outer one. */
static value read_values(liquid_run *r, const include_tag *t) {
    map_builder b = {.a = liquid_run_arena(r)};
    for (size_t i = 0; i < t->nparams; i++) {
        const param *p = &t->params[i];
        map_add(&b, p->key, p->x ? liquid_eval(r, p->x) : value_str(p->text));
    }
    return map_finish(&b);
}

static void render_file(liquid_run *r, const include_tag *t, const template *file, buf *out) {
    size_t before = liquid_run_diags(r)->n;
    if (!template_usable(render_job(r), file)) {
        liquid_fail_inside(r, t->at, before);
        return;
    }
    liquid_bind vars = {S("include"), value_nil()};
    if (t->has_params)
        vars.val = read_values(r, t);
    if (!liquid_run_stopped(r))
        liquid_include(r, file->tpl, t->at, &vars, t->has_params, out);
}

void render_include(liquid_run *r, const void *self, buf *out) {
    const include_tag *t = self;
    str file = mixed_render(r, &t->file);
    if (!check_name(r, t, file))
        return;
    if (*file.p == '/')
        file = str_from(file, 1);
    const template *found = template_include(render_job(r)->r, file);
    if (found)
        render_file(r, t, found, out);
    else
        report_missing(r, t, file);
}

/* A file of _i18n/LANG, else of the default language's directory, through its converter. */
void render_include_text(liquid_run *r, const void *self, buf *out) {
    const include_tag *t = self;
    job *j = render_job(r);
    str file = render_name(r, &t->file);
    if (!check_name(r, t, file))
        return;
    const template *found = template_text(j, file);
    if (!found) {
        liquid_miss(r, RULE_LIQUID_INCLUDE, t->at, "there is no file \"%.*s\" in \"_i18n/%.*s\"",
                    STR_FMT(file), STR_FMT(j->r->site->edition->lang));
        return;
    }
    buf text = buf_new(liquid_run_arena(r), 1024);
    render_file(r, t, found, &text);
    if (config_is_markdown(j->r->site->config, path_ext(file)))
        job_markdown(j, buf_str(&text), out);
    else
        buf_add(out, buf_str(&text));
}

void render_include_relative(liquid_run *r, const void *self, buf *out) {
    const include_tag *t = self;
    job *j = render_job(r);
    str file = mixed_render(r, &t->file);
    if (!check_name(r, t, file))
        return;
    if (*file.p == '/')
        file = str_from(file, 1);
    const template *found = template_relative(j, file);
    if (found)
        render_file(r, t, found, out);
    else
        liquid_miss(r, RULE_LIQUID_INCLUDE, t->at, "there is no file \"%.*s\" in \"%.*s\"",
                    STR_FMT(file),
                    STR_FMT(path_dir(j->doc->path).n ? path_dir(j->doc->path) : S(".")));
}
