/* gen DIR N jekyll|hugo: writes N notes into DIR, the same bytes on every machine.
 *
 * An article is written once a language; its versions share their structure (drawn from a generator
 * seeded by the article) and differ in their words (seeded by article and language), as
 * translations do. For Hugo only the files' names differ: SLUG.LANG.md in place of SLUG-LANG.md. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "words.h"

typedef struct rng {
    uint64_t state;
} rng;

typedef struct note {
    FILE *out;
    const language *lang;
    unsigned article, footnotes;
    rng shape; /* drawn from alike in every language */
    rng words;
} note;

/* splitmix64 */
static unsigned draw(rng *r, unsigned below) {
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ z >> 31) % below);
}

static unsigned shape(note *n, unsigned below) {
    return draw(&n->shape, below);
}

/* At least `least`, fewer than `least + more`. */
static unsigned count(note *n, unsigned least, unsigned more) {
    return least + shape(n, more);
}

static void put(note *n, const char *s) {
    fputs(s, n->out);
}

static void word(note *n, bool capital) {
    const char *w = n->lang->words[draw(&n->words, BENCH_WORDS)];
    if (capital && *w >= 'a' && *w <= 'z') {
        fputc(*w++ - 'a' + 'A', n->out);
    }
    put(n, w);
}

static void phrase(note *n, unsigned length) {
    for (unsigned i = 0; i < length; i++) {
        put(n, i > 0 ? n->lang->space : "");
        word(n, i == 0);
    }
}

static void link_to(note *n, unsigned form) {
    unsigned target = 1 + shape(n, 999);
    fputc('[', n->out);
    phrase(n, 1 + form % 2);
    if (form < 2) {
        fprintf(n->out, "](https://example.org/topic/%u?page=%u&lang=%s)", target, form + 1,
                n->lang->code);
    } else if (form == 2) {
        fprintf(n->out, "](/notes/%04u-%s \"%u\")", target, n->lang->code, target);
    } else {
        fprintf(n->out, "][ref-%u]", shape(n, 3));
    }
}

static void wrapped(note *n, const char *mark) {
    put(n, mark);
    phrase(n, count(n, 1, 2));
    put(n, mark);
}

static void inline_element(note *n) {
    static const char *const code[] = {"`make check`", "`size_t n`", "`git log -p`",
                                       "`a[i] = b`",   "`<meta>`",   "`x ? y : z`",
                                       "`\\n`",        "`--jobs=4`", "`user@host`"};
    switch (shape(n, 12)) {
    case 0:
    case 1: wrapped(n, "*"); break;
    case 2:
    case 3: wrapped(n, "**"); break;
    case 4: wrapped(n, "~~"); break;
    case 5:
    case 6: put(n, code[shape(n, sizeof code / sizeof code[0])]); break;
    case 7: fprintf(n->out, " https://example.com/a/%u ", shape(n, 5000)); break;
    case 8: fprintf(n->out, "%u × %u &amp; \\*", shape(n, 100), shape(n, 100)); break;
    default: link_to(n, shape(n, 4)); break;
    }
}

static void sentence(note *n, unsigned length) {
    for (unsigned i = 0; i < length; i++) {
        if (i > 0) {
            put(n, shape(n, 9) == 0 ? n->lang->comma : n->lang->space);
        }
        if (i > 0 && shape(n, 16) == 0) {
            inline_element(n);
        } else {
            word(n, i == 0);
        }
    }
    put(n, n->lang->stop);
}

static void prose(note *n, unsigned sentences, const char *prefix) {
    for (unsigned i = 0; i < sentences; i++) {
        if (i > 0 && i % 2 == 0) {
            fprintf(n->out, "\n%s", prefix);
        } else if (i > 0) {
            put(n, n->lang->space);
        }
        sentence(n, count(n, 6, 9));
    }
}

static void paragraph(note *n) {
    prose(n, count(n, 3, 4), "");
    if (shape(n, 8) == 0) {
        fprintf(n->out, "[^%u]", ++n->footnotes);
    }
    put(n, "\n\n");
}

static void heading(note *n, unsigned level) {
    fprintf(n->out, "%.*s ", (int)level, "####");
    phrase(n, count(n, 2, 4));
    put(n, "\n\n");
}

static void item(note *n, const char *indent, const char *marker) {
    fprintf(n->out, "%s%s ", indent, marker);
    sentence(n, count(n, 3, 6));
    put(n, "\n");
}

static void list(note *n) {
    bool ordered = shape(n, 3) == 0;
    bool tasks = !ordered && shape(n, 6) == 0;
    unsigned items = count(n, 3, 4);
    for (unsigned i = 0; i < items; i++) {
        if (ordered) {
            item(n, "", "1.");
        } else {
            item(n, "", !tasks ? "-" : shape(n, 2) == 0 ? "- [x]" : "- [ ]");
        }
        if (shape(n, 4) == 0) {
            const char *indent = ordered ? "   " : "  ";
            for (unsigned k = count(n, 1, 3); k > 0; k--) {
                item(n, indent, "*");
            }
            if (shape(n, 3) == 0) {
                item(n, ordered ? "      " : "    ", "+");
            }
        }
    }
    put(n, "\n");
}

typedef struct snippet {
    const char *info;
    const char *lines[8];
} snippet;

static const snippet snippets[] = {
    {"c",
     {"size_t n_%u = strlen(s);", "if (p == NULL || *p < %u) {", "    return -%u;", "}",
      "for (int i = 0; i < %u; i++) {", "    sum += a[i] & 0x%x;", "}",
      "printf(\"%%d\\n\", %u); /* <done> */"}},
    {"python",
     {"def step_%u(x):", "    return x ** %u", "", "for i in range(%u):", "    print(f'{i:>4}')",
      "rows = [r for r in data if r > %u]", "assert len(rows) != %u", "# %u rows & more"}},
    {"sh",
     {"#!/bin/sh", "set -eu", "for f in *.md; do", "    wc -c \"$f\" >> sizes.%u", "done",
      "sort -n sizes.%u | tail -n %u", "test $? -eq %u || exit 1", "echo \"done: %u\""}},
    {"json",
     {"{", "  \"id\": %u,", "  \"name\": \"item-%u\",", "  \"tags\": [\"a\", \"b\"],",
      "  \"size\": %u,", "  \"next\": null,", "  \"ratio\": 0.%u", "}"}},
    {"html",
     {"<section id=\"s%u\">", "  <h2>Part %u</h2>", "  <p>a &lt; b</p>",
      "  <a href=\"/p/%u\">more</a>", "  <br>", "  <!-- %u -->", "", "</section>"}},
    {"",
     {"plain text, line %u", "  indented by two", "", "<not a tag> & %u", "* not a list",
      "[not](a link %u)", "\ttab", "end %u"}},
};

static void code_block(note *n) {
    const snippet *s = &snippets[shape(n, sizeof snippets / sizeof snippets[0])];
    unsigned lines = count(n, 5, 4);
    fprintf(n->out, "```%s\n", s->info);
    for (unsigned i = 0; i < lines; i++) {
        unsigned a = shape(n, 900), b = shape(n, 90);
        fprintf(n->out, s->lines[i % 8], a, b);
        put(n, "\n");
    }
    put(n, "```\n\n");
}

static void table(note *n) {
    static const char *const align[] = {"---", ":---", "---:", ":-:"};
    unsigned columns = count(n, 3, 2), rows = count(n, 3, 4);
    for (unsigned c = 0; c < columns; c++) {
        put(n, "| ");
        phrase(n, 1);
        put(n, " ");
    }
    put(n, "|\n");
    for (unsigned c = 0; c < columns; c++) {
        fprintf(n->out, "| %s ", align[shape(n, 4)]);
    }
    put(n, "|\n");
    for (unsigned r = 0; r < rows; r++) {
        for (unsigned c = 0; c < columns; c++) {
            put(n, "| ");
            if (shape(n, 4) == 0) {
                fprintf(n->out, "%u.%02u", shape(n, 1000), shape(n, 100));
            } else if (shape(n, 6) == 0) {
                wrapped(n, "**");
            } else {
                phrase(n, count(n, 1, 3));
            }
            put(n, " ");
        }
        put(n, "|\n");
    }
    put(n, "\n");
}

static void quote(note *n) {
    put(n, "> ");
    prose(n, 2, "> ");
    if (shape(n, 3) == 0) {
        put(n, "\n>\n> - ");
        sentence(n, count(n, 3, 4));
    }
    put(n, "\n\n");
}

static void image(note *n) {
    put(n, "![");
    phrase(n, count(n, 1, 3));
    fprintf(n->out, "](/assets/figure-%u.svg)\n\n", shape(n, 300));
}

static void section(note *n, unsigned level) {
    heading(n, level);
    paragraph(n);
    switch (shape(n, 8)) {
    case 0:
    case 1: code_block(n); break;
    case 2: table(n); break;
    case 3:
    case 4: list(n); break;
    case 5: quote(n); break;
    case 6: image(n); break;
    default: paragraph(n); break;
    }
    if (shape(n, 4) == 0) {
        put(n, "---\n\n");
    }
}

static void references(note *n) {
    for (unsigned i = 0; i < 3; i++) {
        fprintf(n->out, "[ref-%u]: https://example.org/source/%u\n", i, shape(n, 10000));
    }
    for (unsigned i = 1; i <= n->footnotes; i++) {
        fprintf(n->out, "\n[^%u]: ", i);
        sentence(n, count(n, 4, 6));
    }
    put(n, "\n");
}

static void front_matter(note *n) {
    bool original = n->lang == &languages[0];
    fprintf(n->out, "---\naudio: %s\ngenerated: %s\nimage: %s\nlang: %s\nlayout: post\ntitle: \"",
            shape(n, 4) == 0 ? "true" : "false", shape(n, 2) == 0 ? "true" : "false",
            shape(n, 4) == 0 ? "true" : "false", n->lang->code);
    phrase(n, count(n, 2, 4));
    fprintf(n->out, " %u\"\ntranslated: %s\ntype: note\n---\n\n", n->article,
            original ? "false" : "true");
}

static void body(note *n) {
    unsigned sections = count(n, 4, 5);
    paragraph(n);
    for (unsigned i = 0; i < sections; i++) {
        section(n, 2 + (i > 0 ? shape(n, 2) : 0));
    }
    list(n);
    references(n);
}

/* Two days from one article to the next, from 2010-01-01 on, years of 12 months of 28 days: every
 * date is a real one. */
static void name_of(char *out, size_t size, const char *dir, unsigned article,
                    const char *separator, const char *lang) {
    rng r = {article * 77u + 5u};
    unsigned day = article * 2u % (28u * 12u * 14u);
    const char *first = languages[0].words[draw(&r, BENCH_WORDS)];
    const char *second = languages[0].words[draw(&r, BENCH_WORDS)];
    snprintf(out, size, "%s/%04u-%02u-%02u-%s-%s-%04u%s%s.md", dir, 2010 + day / 336,
             1 + day / 28 % 12, 1 + day % 28, first, second, article, separator, lang);
}

static bool write_note(const char *dir, unsigned index, const char *separator) {
    char path[4096];
    note n = {.article = index / (unsigned)BENCH_LANGUAGES,
              .lang = &languages[index % BENCH_LANGUAGES]};
    n.shape.state = n.article * 1000003u + 1u;
    n.words.state = index * 7919u + 17u;
    name_of(path, sizeof path, dir, n.article, separator, n.lang->code);
    n.out = fopen(path, "w");
    if (n.out == NULL) {
        fprintf(stderr, "gen: %s: %s\n", path, strerror(errno));
        return false;
    }
    front_matter(&n);
    body(&n);
    return fclose(n.out) == 0;
}

int main(int argc, char **argv) {
    long notes = argc == 4 ? strtol(argv[2], NULL, 10) : 0;
    if (notes < 1 || (strcmp(argv[3], "jekyll") != 0 && strcmp(argv[3], "hugo") != 0)) {
        fputs("usage: gen DIR N jekyll|hugo\n", stderr);
        return 2;
    }
    if (mkdir(argv[1], 0777) != 0 && errno != EEXIST) {
        perror(argv[1]);
        return 2;
    }
    for (unsigned i = 0; i < (unsigned)notes; i++) {
        if (!write_note(argv[1], i, argv[3][0] == 'h' ? "." : "-")) {
            return 2;
        }
    }
    return 0;
}
