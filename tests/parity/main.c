/* Puts faults into clean translations, and judges what `letoon check` says of them. See run.sh.
 *
 * Usage: mutate make TABLE SEED TRIES OUT DIRECTORY...
 *        mutate judge TABLE tap|markdown EXPECTED BELOW FINDINGS.json... */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "mutate.h"

void fail(const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    printf("Bail out! ");
    vprintf(fmt, ap);
    printf("\n");
    va_end(ap);
    exit(1);
}

str file_text(arena *a, const char *path) {
    str text, why;
    if (!file_read(&sys_real, a, path, 0x10000000, &text, &why))
        fail("%s: %.*s", path, STR_FMT(why));
    return text;
}

static const kind *find_kind(str name, const puts_table *puts) {
    static const kind put_kind = {NULL, put_make};
    static const kind *const lists[] = {
        structure_kinds, block_kinds,    table_kinds, code_kinds,  inline_kinds, link_kinds,
        number_kinds,    language_kinds, leak_kinds,  byte_kinds,  front_kinds,  harmless_kinds,
        spelling_kinds,  section_kinds,  said_kinds,  whole_kinds, layout_kinds};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const kind *k = lists[i]; k->name; k++)
            if (str_eq(name, str_of(k->name)))
                return k;
    for (size_t i = 0; i < puts->n; i++)
        if (str_eq(name, puts->p[i].name))
            return &put_kind;
    return NULL;
}

table table_read(arena *a, const char *path) {
    str text = file_text(a, path), line;
    vec(row) rows = {0};
    str puts = path_join(a, path_dir(str_of(path)), S("puts.tsv"));
    table out = {.puts = puts_read(a, str_cstr(a, puts))};
    while (text.n) {
        str_cut(text, S("\n"), &line, &text);
        if (!line.n || line.p[0] == '#')
            continue;
        row *r = vec_push(a, &rows);
        str_cut(line, S("\t"), &r->name, &line);
        str_cut(line, S("\t"), &r->severity, &line);
        str_cut(line, S("\t"), &r->rule, &r->says);
        r->kind = find_kind(r->name, &out.puts);
        if (!r->kind)
            fail("%.*s: no function makes it", STR_FMT(r->name));
    }
    out.p = rows.p;
    out.n = rows.n;
    return out;
}

int main(int argc, char **argv) {
    arena *a = arena_new(0);
    if (!a || argc < 5)
        fail("usage: mutate make TABLE SEED TRIES OUT DIRECTORY..., or mutate judge TABLE "
             "tap|markdown "
             "EXPECTED BELOW FINDINGS.json...");
    table kinds = table_read(a, argv[2]);
    int status = strcmp(argv[1], "make") == 0 ? make_notes(a, &kinds, argc - 3, argv + 3)
                                              : judge_findings(a, &kinds, argc - 3, argv + 3);
    arena_free(a);
    return status;
}
