/* Source maps. The compiler embeds one in the style sheet; what is written beside it names files
 * without this machine's directories and holds their text. */
#include "base/file.h"
#include "render/sass.h"
#include "site/permalink.h"
#include "value/json.h"
#include "yaml/scalar.h"

static const char *const mark = "/*# sourceMappingURL=";

/* The text of a data: URL. */
static bool read_url(arena *a, str url, str *out) {
    str head, data;
    if (!str_starts(url, S("data:")) || !str_cut(url, S(","), &head, &data))
        return false;
    *out = str_ends(head, S(";base64")) ? scalar_base64(a, data) : permalink_unescape(a, data);
    return true;
}

/* A file's text where the compiler has not given it. What stands in it by indentation was turned
 * into braces first, so that the map's lines are not the file's: none is better. */
static void write_content(const sass *s, arena *a, const sass_sheet *sheet, str told, buf *out) {
    str text, why;
    bool is_sheet = str_eq(told, S("stdin"));
    if (is_sheet ? sheet->is_indented : str_ends(told, S(".sass")))
        buf_lit(out, "null");
    else if (is_sheet)
        json_write_str(sheet->text, out);
    else if (file_read(&sys_real, a, str_cstr(a, sass_path(s, a, told)), LIMIT_FILE, &text, &why))
        json_write_str(text, out);
    else
        buf_lit(out, "null");
}

typedef struct map_writer {
    const sass *s;
    arena *a;
    const sass_sheet *sheet;
    value sources, contents; /* as embedded */
    buf *out;
} map_writer;

static void write_name(map_writer *w, size_t i) {
    str told = value_as_str(w->sources.u.list[i]);
    json_write_str(permalink_escape(w->a, sass_name(w->s, w->a, w->sheet, told)), w->out);
}

static void write_text(map_writer *w, size_t i) {
    if (w->contents.kind == V_LIST && i < w->contents.n)
        json_write(w->contents.u.list[i], w->a, w->out, 0);
    else
        write_content(w->s, w->a, w->sheet, value_as_str(w->sources.u.list[i]), w->out);
}

/* A list with a line for each element. */
static void write_list(map_writer *w, const char *key, void (*one)(map_writer *, size_t)) {
    buf_printf(w->out, "\t\"%s\": [", key);
    for (size_t i = 0; i < w->sources.n; i++) {
        buf_add(w->out, i ? S(",\n\t\t") : S("\n\t\t"));
        one(w, i);
    }
    buf_lit(w->out, "\n\t],\n");
}

static str css_name(str map_name) {
    return str_slice(map_name, 0, map_name.n - S(".map").n);
}

static str write_map(map_writer *w, str mappings) {
    buf_lit(w->out, "{\n\t\"version\": 3,\n\t\"file\": ");
    json_write_str(permalink_escape(w->a, css_name(w->sheet->map_name)), w->out);
    buf_lit(w->out, ",\n");
    write_list(w, "sources", write_name);
    write_list(w, "sourcesContent", write_text);
    buf_lit(w->out, "\t\"names\": [],\n\t\"mappings\": ");
    json_write_str(mappings, w->out);
    buf_lit(w->out, "\n}");
    return buf_str(w->out);
}

bool sass_take_map(const sass *s, arena *a, const sass_sheet *sheet, str *css, str *out) {
    size_t at = STR_NONE, from = 0, found;
    while ((found = str_find(str_from(*css, from), str_of(mark))) != STR_NONE)
        from = (at = from + found) + 1;
    str url, text, why;
    value v;
    if (at == STR_NONE)
        return false;
    str rest = str_from(*css, at + str_of(mark).n);
    if (!str_cut(rest, S(" */"), &url, &rest) || !read_url(a, url, &text) ||
        !json_read(a, text, &v, &why, &from))
        return false;
    buf json = buf_new(a, text.n * 4 + 256);
    map_writer w = {s,    a, sheet, value_at(v, S("sources")), value_at(v, S("sourcesContent")),
                    &json};
    if (w.sources.kind != V_LIST)
        return false;
    *out = write_map(&w, value_as_str(value_at(v, S("mappings"))));
    buf b = buf_new(a, at + 128);
    buf_add(&b, str_slice(*css, 0, at));
    buf_printf(&b, "%s%.*s */", mark, STR_FMT(permalink_escape(a, sheet->map_name)));
    *css = buf_str(&b);
    return true;
}
