/* Sass in pages and in filters. */
#include "base/file.h"
#include "base/path.h"
#include "encoding/encoding.h"
#include "render/filters.h"
#include "render/sass.h"

static str nth_line(str text, uint32_t n) {
    str line = {"", 0}, rest = text;
    for (bool more = true; more && n; n--)
        more = str_cut(rest, S("\n"), &line, &rest);
    return n ? (str){"", 0} : line;
}

/* Where in the file a line of the compiled text stands. Liquid may have moved it: then it is the
 * nearest line that reads the same, if there is one. 0: there is none. */
static uint32_t line_in_body(str body, str compiled, uint32_t line) {
    str wanted = nth_line(compiled, line), one, rest = body;
    uint32_t best = 0, n = 0, distance = UINT32_MAX;
    for (bool more = true; more;) {
        more = str_cut(rest, S("\n"), &one, &rest);
        n++;
        uint32_t d = n > line ? n - line : line - n;
        if (d < distance && str_eq(str_trim(one), str_trim(wanted))) {
            best = n;
            distance = d;
        }
    }
    return best;
}

static span place_in_page(span body, str compiled, const sass_fault *f) {
    str text = liquid_span_text(body);
    uint32_t line = f->line ? line_in_body(text, compiled, f->line) : 0;
    if (!line)
        return span_whole(body.src);
    uint32_t first = source_place(body.src, body.at).line;
    return span_of(body.src, source_offset(body.src, first + line - 1, f->col), 1);
}

/* In a file that the sheet imports. */
static span place_in_import(job *j, const sass_fault *f) {
    str bytes, why, path = f->path;
    if (!file_read(&sys_real, j->scratch, str_cstr(j->scratch, path), LIMIT_FILE, &bytes, &why))
        bytes = (str){"", 0};
    const source *src = source_new(j->scratch, path, bytes);
    if (!bytes.n || !f->line)
        return span_whole(src);
    return span_of(src, source_offset(src, f->line, f->col), 1);
}

bool page_sass(job *j, span body, str text, str *css) {
    const document *doc = j->doc;
    sass_fault fault;
    str source_map;
    sass_sheet sheet = {.text = text,
                        .is_indented = str_eq_fold(doc->ext, S(".sass")),
                        .name = doc->collection ? S("stdin") : doc->name,
                        .map_name = j->outer ? S("") : path_base(doc->map_path)};
    if (j->r->sass->compiler == SASS_NONE)
        return false; /* sass_report_absent has said so */
    if (sass_compile(j->r->sass, j->scratch, &sheet, css, &source_map, &fault)) {
        if (!j->outer)
            j->r->source_map = source_map;
        return true;
    }
    bool is_own = !fault.path.n;
    span at = is_own ? place_in_page(body, text, &fault) : place_in_import(j, &fault);
    diag *g = diag_add(j->d, RULE_SITE_SASS, at, "%.*s", STR_FMT(fault.message));
    if (!is_own)
        diag_also(j->d, g, span_whole(body.src), "this style sheet imports it");
    else if (fault.line && at.n == 0)
        diag_help(j->d, g, "it is in this line that Liquid makes: %.*s",
                  STR_FMT(str_slice(str_trim(nth_line(text, fault.line)), 0, 200)));
    return false;
}

value render_sassify(liquid_call *c, value in) {
    sass_fault fault;
    str css, source_map;
    sass_sheet sheet = {.text = liquid_to_s(c->a, in),
                        .is_indented = str_eq(str_of(c->filter->name), S("sassify")),
                        .name = S("stdin")};
    if (sass_compile(render_job(c->run)->r->sass, c->a, &sheet, &css, &source_map, &fault))
        return value_str(css);
    return liquid_filter_fail(c, "'%s': %.*s", c->filter->name, STR_FMT(fault.message));
}
