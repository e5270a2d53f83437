/* naive SOURCE DESTINATION: the loop anybody would write first, and letoon's measure.
 *
 * For every note of a directory and of those in it: read it, split off the front matter, parse that
 * with libyaml (the title is kept), render the rest with cmark-gfm and its extensions, write a
 * page; none when the destination is "-". One process, the default malloc; no Liquid, no layout, no
 * checks, no atomic writing. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static char *read_all(const char *path, size_t *size) {
    FILE *in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0) {
        perror(path);
        exit(2);
    }
    *size = (size_t)ftell(in);
    rewind(in);
    char *text = malloc(*size + 1);
    if (text == NULL || fread(text, 1, *size, in) != *size) {
        perror(path);
        exit(2);
    }
    text[*size] = '\0';
    fclose(in);
    return text;
}

/* The value of `title`, as the caller's to free; NULL without one. */
static char *read_title(const char *front, size_t size) {
    yaml_parser_t parser;
    yaml_event_t event;
    char *title = NULL;
    bool is_title = false;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)front, size);
    for (bool more = true; more && yaml_parser_parse(&parser, &event);) {
        if (event.type == YAML_SCALAR_EVENT) {
            const char *s = (const char *)event.data.scalar.value;
            if (is_title && title == NULL) {
                title = strdup(s);
            }
            is_title = strcmp(s, "title") == 0;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return title;
}

static char *render(const char *body, size_t size) {
    static const char *const extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
    int options = CMARK_OPT_UNSAFE | CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES;
    cmark_parser *parser = cmark_parser_new(options);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    }
    cmark_parser_feed(parser, body, size);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser));
    cmark_node_free(document);
    cmark_parser_free(parser);
    return html;
}

static void write_page(const char *path, const char *title, const char *html) {
    FILE *out = fopen(path, "wb");
    if (out == NULL || fprintf(out, "<title>%s</title>\n%s", title, html) < 0 || fclose(out) != 0) {
        perror(path);
        exit(2);
    }
}

static const char *destination;

static void build_note(const char *path, const char *name) {
    size_t size;
    char *text = read_all(path, &size);
    char *front = strncmp(text, "---\n", 4) == 0 ? text + 4 : text;
    char *end = front > text ? strstr(front, "\n---\n") : NULL;
    char *body = end != NULL ? end + 5 : text;
    char *title = end != NULL ? read_title(front, (size_t)(end + 1 - front)) : NULL;
    char *html = render(body, size - (size_t)(body - text));
    if (destination != NULL) {
        char to[4096];
        snprintf(to, sizeof to, "%s/%.*s.html", destination, (int)(strlen(name) - 3), name);
        write_page(to, title != NULL ? title : name, html);
    }
    free(html);
    free(title);
    free(text);
}

static int visit(const char *path, const struct stat *info, int type, struct FTW *at) {
    size_t n = strlen(path);
    (void)info;
    if (type == FTW_F && n > 3 && strcmp(path + n - 3, ".md") == 0) {
        build_note(path, path + at->base);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: naive SOURCE DESTINATION\n", stderr);
        return 2;
    }
    destination = strcmp(argv[2], "-") == 0 ? NULL : argv[2];
    cmark_gfm_core_extensions_ensure_registered();
    if (nftw(argv[1], visit, 16, 0) != 0) {
        perror(argv[1]);
        return 2;
    }
    return 0;
}
