#include "api/init.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/path.h"

str init_path(work *w, const tool_init *o, str below) {
    return path_normal(w->a, path_join(w->a, work_text(o->source), below));
}

static void say(work *w, str path, const char *what) {
    buf out = buf_new(w->a, 64);
    buf_printf(&out, "%.*s: %s\n", STR_FMT(path), what);
    work_print(w, buf_str(&out));
}

static bool may_replace(work *w, const tool_init *o, const init_file *f, str old) {
    if (o->force || str_has(old, f->mark))
        return true;
    work_fail(w, "%.*s: there is another file of that name; --force replaces it", STR_FMT(f->path));
    return false;
}

void init_write(work *w, const init_file *f, const char *did) {
    const char *path = str_cstr(w->a, f->path);
    if (!work_write(w, path, f->bytes))
        return;
    if (f->is_program && chmod(path, 0755) != 0) {
        work_fail(w, "%s: cannot be made a program", path);
        return;
    }
    say(w, f->path, did);
}

void init_put(work *w, const tool_init *o, const init_file *f) {
    const char *path = str_cstr(w->a, f->path), *did = "written";
    file_info info;
    str old, why;
    if (file_stat(path, &info) || info.is_link) {
        if (!file_read(&sys_real, w->a, path, LIMIT_FILE, &old, &why)) {
            work_fail(w, "%s: cannot be read: %.*s", path, STR_FMT(why));
            return;
        }
        if (!may_replace(w, o, f, old))
            return;
        did = str_eq(old, f->bytes)   ? "there already"
              : str_has(old, f->mark) ? "brought up to date"
                                      : "replaced";
    }
    init_write(w, f, did);
}
