#include "api/init.h"
#include "base/embed.h"
#include "base/file.h"

/* The gem's first file, which says by require_relative in which order its others come. */
#define MAIN "jekyll-letoon.rb"
#define MARK "jekyll-letoon"

static str find(str path) {
    for (size_t i = 0; i < embedded_jekyll_count; i++)
        if (str_eq(embedded_jekyll[i].path, path))
            return embedded_jekyll[i].bytes;
    return S("");
}

/* All of the gem as one file: what its first file takes in stands in the place of the line that
 * does so. */
static str plugin(arena *a) {
    const str takes = S("require_relative \""), magic = S("# frozen_string_literal: true\n");
    buf out = buf_new(a, 65536);
    str line, rest = find(S(MAIN));
    for (bool more = true; more;) {
        more = str_cut(rest, S("\n"), &line, &rest);
        if (str_starts(line, takes)) {
            str name = str_slice(line, takes.n, line.n - 1);
            str text = find(str_cat(a, name, S(".rb")));
            buf_add(&out, str_starts(text, magic) ? str_from(text, magic.n) : text);
        } else if (more || line.n) {
            buf_add(&out, line);
            buf_char(&out, '\n');
        }
    }
    return buf_str(&out);
}

/* Does the site have the gem already? */
static bool has_gem(work *w, const tool_init *o) {
    static const char *const names[] = {"Gemfile", "_config.yml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str path = init_path(w, o, work_text(names[i])), text, why, line;
        if (!file_read(&sys_real, w->a, str_cstr(w->a, path), LIMIT_FILE, &text, &why))
            continue;
        for (bool more = true; more;) {
            more = str_cut(text, S("\n"), &line, &text);
            if (!str_has(line, S(MARK)) || str_starts(str_ltrim(line), S("#")))
                continue;
            buf out = buf_new(w->a, 64);
            buf_printf(&out, "%.*s: names the gem " MARK " already, so nothing was added\n",
                       STR_FMT(path));
            work_print(w, buf_str(&out));
            return true;
        }
    }
    return false;
}

static void body(work *w) {
    const tool_init *o = w->options;
    if (o->source && !file_is_directory(w->a, work_text(o->source))) {
        work_fail(w, "%s: no such directory", o->source);
        return;
    }
    if (has_gem(w, o))
        return;
    init_file f = {
        .path = init_path(w, o, S("_plugins/letoon.rb")), .bytes = plugin(w->a), .mark = S(MARK)};
    init_put(w, o, &f);
}

tool_status tool_init_jekyll(const tool_init *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
