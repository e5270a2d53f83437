#include "api/rules.h"

#include "api/work.h"
#include "base/embed.h"
#include "diag/select.h"

/* Pages are named as their rules, with '-' for '/'. */
static bool is_page_of(str path, str name) {
    size_t slash = str_find_char(name, '/');
    return path.n == name.n + 3 && str_starts(path, str_slice(name, 0, slash)) &&
           path.p[slash] == '-' &&
           str_eq(str_slice(path, slash + 1, name.n), str_from(name, slash + 1));
}

str rules_page(str name) {
    for (size_t i = 0; i < embedded_rules_count; i++)
        if (is_page_of(embedded_rules[i].path, name))
            return embedded_rules[i].bytes;
    return S("");
}

static void list(bool comparing, buf *out) {
    for (int id = 0; id < RULE_COUNT; id++)
        if (rule_is_parity((rule_id)id) == comparing)
            buf_printf(out, "  %-27s %-8s %s\n", diag_rules[id].name,
                       severity_name(rule_severity((rule_id)id)), diag_rules[id].brief);
}

static void list_all(buf *out) {
    buf_lit(out, "What letoon check compares (letoon rules RULE explains one):\n\n");
    list(true, out);
    buf_lit(out, "\nWhat any command may find:\n\n");
    list(false, out);
}

/* Headings are bold on a terminal; what stands in a fence is none. */
static void put_page(const work *w, str page, buf *out) {
    bool in_fence = false;
    while (page.n) {
        str line;
        str_cut(page, S("\n"), &line, &page);
        bool is_heading = !in_fence && w->screen->colour_out && str_starts(line, S("#"));
        in_fence ^= str_starts(line, S("~~~~"));
        if (is_heading)
            buf_lit(out, "\033[1m");
        buf_add(out, line);
        buf_add(out, is_heading ? S("\033[0m\n") : S("\n"));
    }
}

static void explain(const work *w, rule_id id, buf *out) {
    const rule *r = &diag_rules[id];
    str page = rules_page(str_of(r->name));
    if (page.n)
        put_page(w, page, out);
    else
        buf_printf(out, "# %s\n\n**%s**: %s.\n", r->name, severity_name(r->sev), r->brief);
}

static void body(work *w) {
    const tool_rules *o = w->options;
    buf out = buf_new(w->a, 4096);
    if (!o->n)
        list_all(&out);
    for (size_t i = 0; i < o->n; i++) {
        str name = work_text(o->names[i]), near = rule_nearest(name);
        if (!rule_is_known(name)) {
            work_fail(w, "there is no rule \"%s\"%s%.*s%s", o->names[i],
                      near.n ? ", did you mean \"" : "", STR_FMT(near), near.n ? "\"?" : "");
            return;
        }
        for (int id = 0; id < RULE_COUNT; id++) {
            if (!rule_matches((rule_id)id, name))
                continue;
            if (out.n)
                buf_char(&out, '\n');
            explain(w, (rule_id)id, &out);
        }
    }
    work_print(w, buf_str(&out));
}

tool_status tool_rules_run(const tool_rules *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
