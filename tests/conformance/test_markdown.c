/* Markdown over $LETOON_TEST_DATA: the examples of conformance/gfm-*.txt, each held to its own HTML
 * and to what the program cmark-gfm prints, and every note body under corpus/, held to the program.
 * Prints TAP.
 *
 * Usage: test_markdown DATA SCRATCH_FILE KNOWN [PROGRAM]. KNOWN lists the examples ("file:line")
 * whose HTML in the file differs from the program's; such an example that agrees fails. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "markdown/markdown.h"

enum { DEPTH = 16 };

typedef struct bench {
    arena *a; /* the run's */
    str data, known;
    const char *input, *program;
    unsigned tests;
} bench;

static str read_file(arena *a, str path) {
    str text = {0}, why = {0};
    if (!file_read(&sys_real, a, str_cstr(a, path), LIMIT_FILE, &text, &why)) {
        printf("Bail out! %.*s: %.*s\n", STR_FMT(path), STR_FMT(why));
        exit(1);
    }
    return text;
}

static void report(bench *b, bool ok, str name, const char *what) {
    printf("%sok %u - %.*s %s\n", ok ? "" : "not ", ++b->tests, STR_FMT(name), what);
}

static str render(arena *a, uint32_t flags, str text) {
    diags d;
    diags_new(&d, a);
    markdown_options o = {.style = MARKDOWN_PLAIN, .flags = flags};
    buf out = buf_new(a, 0);
    if (!markdown_html(a, span_of(source_new(a, S("x.md"), text), 0, 0), text, &o, &out, &d))
        return S("(refused)");
    return buf_str(&out);
}

typedef struct word {
    uint32_t flag;
    const char *text;
} word;

static const word words[] = {
    {MD_UNSAFE, "--unsafe"},
    {MD_SMART, "--smart"},
    {MD_HARDBREAKS, "--hardbreaks"},
    {MD_NOBREAKS, "--nobreaks"},
    {MD_SOURCEPOS, "--sourcepos"},
    {MD_VALIDATE_UTF8, "--validate-utf8"},
    {MD_GITHUB_PRE_LANG, "--github-pre-lang"},
    {MD_FULL_INFO_STRING, "--full-info-string"},
    {MD_STRIKETHROUGH_DOUBLE_TILDE, "--strikethrough-double-tilde"},
    {MD_TABLE_PREFER_STYLE, "--table-prefer-style-attributes"},
    {MD_FOOTNOTES, "-e footnotes"},
    {MD_TABLE, "-e table"},
    {MD_STRIKETHROUGH, "-e strikethrough"},
    {MD_AUTOLINK, "-e autolink"},
    {MD_TAGFILTER, "-e tagfilter"},
    {MD_TASKLIST, "-e tasklist"},
};

static const uint32_t all_extensions =
    MD_TABLE | MD_STRIKETHROUGH | MD_AUTOLINK | MD_TAGFILTER | MD_TASKLIST;

/* What the program prints for a text. */
static str run_program(const bench *b, arena *a, uint32_t flags, str text) {
    FILE *in = fopen(b->input, "wb");
    if (!in || fwrite(text.p, 1, text.n, in) != text.n || fclose(in) != 0)
        return S("(no scratch file)");
    buf command = buf_new(a, 256);
    buf_add(&command, str_of(b->program));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (flags & words[i].flag)
            buf_printf(&command, " %s", words[i].text);
    buf_printf(&command, " < '%s'", b->input);
    FILE *p = popen(str_cstr(a, buf_str(&command)), "r");
    if (!p)
        return S("(no program)");
    buf out = buf_new(a, 4096);
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, p)) > 0;)
        buf_add(&out, (str){piece, n});
    return pclose(p) == 0 ? buf_str(&out) : S("(the program failed)");
}

static bool is_known(const bench *b, str name) {
    str rest = b->known, line;
    while (rest.n) {
        str_cut(rest, S("\n"), &line, &rest);
        if (str_eq(line, name))
            return true;
    }
    return false;
}

/* The flags an example is meant for: by its file, and by the words after "example". */
static uint32_t flags_of(str file, str info) {
    uint32_t flags = MD_UNSAFE;
    if (str_starts(file, S("gfm-extensions")))
        flags |= all_extensions;
    if (str_has(file, S("smart")))
        flags |= MD_SMART;
    if (str_has(file, S("full-info-string")))
        flags |= MD_FULL_INFO_STRING;
    if (str_has(file, S("prefer-style")))
        flags |= MD_TABLE_PREFER_STYLE;
    if (str_eq(file, S("gfm-extensions.txt")))
        flags |= MD_FOOTNOTES;
    while ((info = str_trim(info)).n) {
        str name = info, rest = {0};
        str_cut(info, S(" "), &name, &rest);
        flags |= markdown_extension(name);
        info = rest;
    }
    return flags;
}

static void try_example(bench *b, str name, str file, str info, str text, str html) {
    arena *a = arena_new(0);
    uint32_t flags = flags_of(file, info);
    if (!str_has(info, S("disabled")) && !str_starts(html, S("<IGNORE>"))) {
        bool same = str_eq(render(a, flags, text), html);
        bool known = is_known(b, name);
        report(b, same != known, name, known ? "differs in the file" : "gives its HTML");
    }
    const uint32_t ways[] = {
        0,
        flags | MD_SOURCEPOS,
        all_extensions | MD_FOOTNOTES | MD_SMART | MD_UNSAFE | MD_GITHUB_PRE_LANG |
            MD_FULL_INFO_STRING | MD_HARDBREAKS,
        all_extensions | MD_STRIKETHROUGH_DOUBLE_TILDE | MD_TABLE_PREFER_STYLE | MD_VALIDATE_UTF8 |
            MD_NOBREAKS | MD_SOURCEPOS,
    };
    bool same = true;
    for (size_t i = 0; b->program && i < sizeof ways / sizeof *ways; i++)
        same = same && str_eq(render(a, ways[i], text), run_program(b, a, ways[i], text));
    if (b->program)
        report(b, same, name, "is as cmark-gfm prints it");
    arena_free(a);
}

/* Tabs are written as arrows. */
static str with_tabs(arena *a, str s) {
    buf out = buf_new(a, s.n);
    str head;
    while (str_cut(s, S("→"), &head, &s)) {
        buf_add(&out, head);
        buf_char(&out, '\t');
    }
    buf_add(&out, head);
    return buf_str(&out);
}

static void try_examples(bench *b, str path) {
    static const str fence = {"\n````````````````````````````````", 33};
    str file = path_base(path), all = read_file(b->a, path), rest = all;
    for (size_t at; (at = str_find(rest, fence)) != STR_NONE;) {
        str info, text, html;
        rest = str_from(rest, at + fence.n);
        if (!str_cut(rest, S("\n"), &info, &rest) || !str_starts(str_trim(info), S("example")))
            continue;
        unsigned line = 0;
        for (const char *p = all.p; p < rest.p; p++)
            line += *p == '\n';
        size_t end = str_find(rest, fence);
        str example = str_slice(rest, 0, end == STR_NONE ? rest.n : end + 1);
        /* The two halves are divided by a line of one full stop. */
        if (str_starts(example, S(".\n"))) {
            text = S("");
            html = str_from(example, 2);
        } else {
            size_t dot = str_find(example, S("\n.\n"));
            text = str_slice(example, 0, dot + 1);
            html = str_from(example, dot + 3);
        }
        rest = str_from(rest, example.n - 1 + fence.n);
        buf name = buf_new(b->a, 64);
        buf_printf(&name, "%.*s:%u", STR_FMT(file), line);
        try_example(b, buf_str(&name), file, str_from(str_trim(info), 7), with_tabs(b->a, text),
                    with_tabs(b->a, html));
    }
}

/* Without front matter, roughly: what is compared is any text. */
static str body_of(str text) {
    size_t end =
        str_starts(text, S("---\n")) ? str_find(str_from(text, 4), S("\n---\n")) : STR_NONE;
    return end == STR_NONE ? text : str_from(text, end + 9);
}

static void try_notes(bench *b, str dir, unsigned depth, size_t *n, size_t *wrong) {
    arena *a = arena_new(0);
    dir_entry *entries;
    size_t count;
    str why;
    if (depth < DEPTH && dir_list(a, str_cstr(a, dir), &entries, &count, &why))
        for (size_t i = 0; i < count; i++) {
            str path = path_join(a, dir, entries[i].name);
            if (entries[i].kind == FILE_DIRECTORY)
                try_notes(b, path, depth + 1, n, wrong);
            if (entries[i].kind != FILE_REGULAR || !str_ends(path, S(".md")))
                continue;
            uint32_t flags = all_extensions | MD_FOOTNOTES | MD_SMART | MD_UNSAFE | MD_SOURCEPOS;
            str text = body_of(read_file(a, path));
            ++*n;
            if (str_eq(render(a, flags, text), run_program(b, a, flags, text)))
                continue;
            ++*wrong;
            printf("# differs: %.*s\n", STR_FMT(path));
        }
    arena_free(a);
}

static void try_corpus(bench *b) {
    if (!b->program) {
        printf("ok %u - corpus # SKIP no cmark-gfm program of this library's version\n",
               ++b->tests);
        return;
    }
    size_t n = 0, wrong = 0;
    try_notes(b, path_join(b->a, b->data, S("corpus")), 0, &n, &wrong);
    printf("# %zu notes\n", n);
    report(b, n > 0 && wrong == 0, S("corpus"), "is as cmark-gfm prints it");
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts(markdown_library_version());
        return 0;
    }
    if (argc < 4)
        return 2;
    bench b = {.a = arena_new(0), .data = str_of(argv[1]), .input = argv[2]};
    b.known = read_file(b.a, str_of(argv[3]));
    b.program = argc > 4 ? argv[4] : NULL;
    str dir = path_join(b.a, b.data, S("conformance")), why;
    dir_entry *entries;
    size_t n;
    if (!dir_list(b.a, str_cstr(b.a, dir), &entries, &n, &why))
        return 2;
    for (size_t i = 0; i < n; i++)
        if (path_glob(S("gfm-*.txt"), entries[i].name, 0))
            try_examples(&b, path_join(b.a, dir, entries[i].name));
    try_corpus(&b);
    printf("1..%u\n", b.tests);
    remove(b.input);
    arena_free(b.a);
    return 0;
}
