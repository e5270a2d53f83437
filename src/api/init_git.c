/* The hook `pre-commit` of a git repository. */
#include <sys/stat.h>

#include "api/init.h"
#include "base/file.h"
#include "base/path.h"
#include "base/process.h"

#define BEGIN "# letoon begin:"
#define END   "# letoon end\n"

enum { GIT_LIMIT = 64 * 1024 };

typedef struct hooking {
    work *w;
    const tool_init *o;
    str site, top; /* absolute */
    str path;      /* of the hook */
} hooking;

/* ---- where ---- */

static str next_line(str *rest) {
    str line;
    str_cut(*rest, S("\n"), &line, rest);
    return line;
}

/* core.hooksPath may name a directory that other repositories share. */
static bool is_own(const hooking *h, str common, str hooks) {
    arena *a = h->w->a;
    str real = file_real_path(a, hooks);
    return path_is_within(a, file_real_path(a, common), real) || path_is_within(a, h->top, real);
}

/* Asks git, which knows of worktrees and core.hooksPath. Its answers are seen from the site. */
static bool find_hook(hooking *h) {
    work *w = h->w;
    const char *site = str_cstr(w->a, init_path(w, h->o, S(".")));
    const char *const argv[] = {
        "git",        "-C",    site, "rev-parse", "--show-toplevel", "--git-common-dir",
        "--git-path", "hooks", NULL};
    str rest;
    if (!process_exists(w->a, S("git"))) {
        work_fail(w, "git is not installed");
        return false;
    }
    if (!process_read(w->a, argv, GIT_LIMIT, &rest)) {
        work_fail(w, "%s is in no working tree of a git repository", site);
        return false;
    }
    h->site = file_real_path(w->a, work_text(site));
    h->top = file_real_path(w->a, next_line(&rest));
    str common = init_path(w, h->o, next_line(&rest));
    str hooks = init_path(w, h->o, next_line(&rest));
    h->path = path_join(w->a, hooks, S("pre-commit"));
    if (is_own(h, common, hooks))
        return true;
    work_fail(w,
              "core.hooksPath is %.*s, outside of this repository, and others may use it too: "
              "nothing was added",
              STR_FMT(hooks));
    return false;
}

/* ---- what ---- */

static void quote(buf *out, str word) {
    buf_char(out, '\'');
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '\'')
            buf_lit(out, "'\\''");
        else
            buf_char(out, word.p[i]);
    }
    buf_char(out, '\'');
}

/* Git runs hooks at the top of the working tree. */
static str command(const hooking *h) {
    buf out = buf_new(h->w->a, 64);
    buf_lit(&out, "letoon check --staged");
    if (!str_eq(h->site, h->top)) {
        buf_lit(&out, " --source ");
        quote(&out, path_relative(h->w->a, h->top, h->site));
    }
    return buf_str(&out);
}

static str block(const hooking *h) {
    str line = command(h);
    buf out = buf_new(h->w->a, 512);
    buf_printf(&out,
               BEGIN " by `letoon init git`\n"
                     "if command -v letoon > /dev/null 2>&1; then\n"
                     "    %.*s || exit 1\n"
                     "else\n"
                     "    echo 'letoon is not installed: translations were not checked' >&2\n"
                     "fi\n" END,
               STR_FMT(line));
    return buf_str(&out);
}

/* The hook with our part in it: in the place of an older one, else behind the first line, for the
 * end of a script may never be reached. */
static str with_block(const hooking *h, str old) {
    buf out = buf_new(h->w->a, old.n + 512);
    size_t from = str_find(old, S(BEGIN)), to;
    if (from != STR_NONE) {
        size_t end = str_find(str_from(old, from), S(END));
        to = end == STR_NONE ? old.n : from + end + sizeof END - 1;
    } else {
        from = to = str_find_char(old, '\n') + 1;
    }
    buf_add(&out, str_slice(old, 0, from));
    buf_add(&out, block(h));
    buf_add(&out, str_from(old, to));
    return buf_str(&out);
}

/* ---- somebody else's hook ---- */

static bool is_shell(str text) {
    static const char *const shells[] = {"sh", "bash", "dash", "ksh", "zsh"};
    str first, line, name, rest;
    if (!str_starts(text, S("#!")) || !str_cut(text, S("\n"), &first, &rest))
        return false;
    line = str_trim(str_from(first, 2));
    for (bool more = true; more; line = rest) { /* "#!/usr/bin/env bash -e" */
        more = str_cut(line, S(" "), &name, &rest);
        for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
            if (str_eq(path_base(name), str_of(shells[i])))
                return true;
    }
    return false;
}

/* Programs that manage hooks write theirs anew. */
static const char *manager(const hooking *h, str text) {
    static const char *const names[] = {"pre-commit.com", "lefthook", "husky", "overcommit"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_has(text, str_of(names[i])))
            return names[i];
    return str_has(h->path, S(".husky/_/")) ? "husky" : NULL;
}

static bool may_add(const hooking *h, str old) {
    struct stat info;
    const char *path = str_cstr(h->w->a, h->path);
    const char *by = manager(h, old), *why = NULL;
    buf says = buf_new(h->w->a, 64);
    if (by) {
        buf_printf(&says, "it is %s's, which writes it anew", by);
        why = str_cstr(h->w->a, buf_str(&says));
    } else if (!is_shell(old)) {
        why = "it is no shell script";
    } else if (stat(path, &info) != 0 || !(info.st_mode & S_IXUSR)) {
        why = "it is switched off: it may not be run";
    }
    if (!why)
        return true;
    str line = command(h);
    work_fail(h->w, "%s: left as it is, for %s; what is to be run is: %.*s", path, why,
              STR_FMT(line));
    return false;
}

static void put_hook(hooking *h) {
    work *w = h->w;
    const char *path = str_cstr(w->a, h->path);
    init_file f = {.path = h->path, .is_program = true};
    file_info info;
    str old, why;
    if (!file_stat(path, &info) && !info.is_link) {
        f.bytes = str_cat(w->a, S("#!/bin/sh\n"), block(h));
        init_write(w, &f, "written");
        return;
    }
    if (!file_read(&sys_real, w->a, path, LIMIT_FILE, &old, &why)) {
        work_fail(w, "%s: cannot be read: %.*s", path, STR_FMT(why));
        return;
    }
    bool has = str_has(old, S(BEGIN));
    if (!has && h->o->force) {
        f.bytes = str_cat(w->a, S("#!/bin/sh\n"), block(h));
        init_write(w, &f, "replaced");
        return;
    }
    if (!has && !may_add(h, old))
        return;
    f.bytes = with_block(h, old);
    init_write(w, &f,
               str_eq(f.bytes, old) ? "has it already"
               : has                ? "brought up to date"
                                    : "the check was added before what it does");
}

static void body(work *w) {
    hooking h = {.w = w, .o = w->options};
    if (h.o->source && !file_is_directory(w->a, work_text(h.o->source)))
        work_fail(w, "%s: no such directory", h.o->source);
    else if (find_hook(&h))
        put_hook(&h);
}

tool_status tool_init_git(const tool_init *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
