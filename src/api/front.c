#include "site/front.h"
#include "api/work.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "site/site.h"
#include "value/json.h"

enum { DIRECTORY_DEPTH = 64 };

typedef struct listing {
    const config *config;
    vec(str) paths;
} listing;

static bool read_one(void *ctx, size_t i, arena *scratch, buf *out, diags *d) {
    const listing *l = ctx;
    const config *c = l->config;
    str path = l->paths.p[i];
    str relative = path_relative(scratch, c->source, path);
    const char *name = str_cstr(scratch, path);
    front_options o = {.schema = FRONT_OF_NOTE, .zone = c->zone};
    const source *src =
        work_source(scratch, name, config_encoding(c, relative), LIMIT_NOTE, &o.had_bom, d);
    front_parts parts;
    value front;
    if (!src)
        return false;
    bool ok = front_read(scratch, src, &o, &parts, &front, d);
    buf_lit(out, "{\"path\":");
    json_write_str(path, out);
    buf_lit(out, ",\"front_matter\":");
    json_write(parts.has ? front : value_nil(), scratch, out, 0);
    buf_printf(out, ",\"body_line\":%u}\n", parts.body_line);
    return ok;
}

static str name_one(void *ctx, size_t i) {
    const listing *l = ctx;
    return l->paths.p[i];
}

/* Notes below a directory: files with front matter, and all Markdown. */
static void list_dir(work *w, listing *l, str dir, unsigned depth) {
    dir_entry *entries;
    size_t n;
    str why;
    if (depth == 0 || !dir_list(w->a, str_cstr(w->a, dir), &entries, &n, &why)) {
        diag_add_path(&w->d, RULE_IO_READ, dir, "the directory cannot be read");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        str path = path_join(w->a, dir, entries[i].name);
        if (entries[i].name.p[0] == '.')
            continue;
        if (entries[i].kind == FILE_DIRECTORY && !entries[i].is_link)
            list_dir(w, l, path, depth - 1);
        else if (entries[i].kind == FILE_REGULAR &&
                 (config_is_markdown(l->config, path_ext(path)) ||
                  document_find_front(l->config, w->a, path) != FRONT_NONE))
            *vec_push(w->a, &l->paths) = path;
    }
}

static void body(work *w) {
    const tool_front *o = w->options;
    config_options co = {
        .source = work_text(o->source), .configs = work_text(o->config), .without_theme = true};
    listing l = {.config = config_load(w->a, &co, &w->d)};
    if (!l.config) {
        w->status = TOOL_FAILED;
        return;
    }
    for (size_t i = 0; i < o->n; i++) {
        file_info info;
        str path = path_normal(w->a, work_text(o->paths[i]));
        if (!work_has_file(w, o->paths[i]) || !file_stat(o->paths[i], &info))
            continue;
        if (info.kind == FILE_DIRECTORY)
            list_dir(w, &l, path, DIRECTORY_DEPTH);
        else
            *vec_push(w->a, &l.paths) = path;
    }
    work_jobs(w, l.paths.n, read_one, name_one, &l);
}

tool_status tool_front_run(const tool_front *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
