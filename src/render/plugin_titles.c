/* The titles of jekyll-titles-from-headings: a heading's text as the site's Markdown writes it,
 * without the markup. Made once, before any page is rendered. */
#include "render/plugin_titles.h"
#include "render/job.h"

enum { MERGE_DEPTH = 1 };

/* The end of what opens at i and closes with `close`; i when it is never closed. */
static size_t skip(str s, size_t i, const char *open, const char *close) {
    if (!str_starts(str_from(s, i), str_of(open)))
        return i;
    size_t n = str_find(str_from(s, i), str_of(close));
    return n == STR_NONE ? i : i + n + str_of(close).n;
}

/* Scripts, comments and styles go with what is in them, other tags alone. */
static str without_markup(arena *a, str html) {
    static const char *const whole[][2] = {
        {"<script", "</script>"}, {"<!--", "-->"}, {"<style", "</style>"}, {"<", ">"}};
    buf b = buf_new(a, html.n);
    for (size_t i = 0; i < html.n;) {
        size_t end = i;
        for (size_t k = 0; k < sizeof whole / sizeof *whole && end == i; k++)
            end = skip(html, i, whole[k][0], whole[k][1]);
        if (end == i)
            buf_char(&b, html.p[end++]);
        i = end;
    }
    return buf_str(&b);
}

/* On one line, and without what is left of footnotes: "[^1]". */
static str on_one_line(arena *a, str text) {
    buf b = buf_new(a, text.n);
    text = str_trim(text);
    for (size_t i = 0; i < text.n;) {
        size_t end = i;
        while (end < text.n && ascii_is_space(text.p[end]))
            end++;
        if (end > i)
            buf_char(&b, ' ');
        else if ((end = skip(text, i, "[^", "]")) == i)
            buf_char(&b, text.p[end++]);
        i = end;
    }
    return buf_str(&b);
}

static void set_title(const render *r, arena *scratch, document *doc, diags *d) {
    arena *a = r->a;
    const source *src = source_new(scratch, doc->path, doc->heading);
    buf html = buf_new(scratch, doc->heading.n + 64);
    if (!render_fragment(r, scratch, span_of(src, 0, doc->heading.n), doc->heading, &html, d))
        return;
    map_builder over = {.a = a};
    str text = on_one_line(a, without_markup(scratch, buf_str(&html)));
    map_add(&over, S("title"), value_str(text));
    doc->data = value_merge(a, doc->data, map_finish(&over), MERGE_DEPTH);
}

static void set_titles(const render *r, arena *scratch, document *const *docs, size_t n, diags *d) {
    for (size_t i = 0; i < n; i++) {
        if (!docs[i]->heading.p)
            continue;
        set_title(r, scratch, docs[i], d);
        arena_reset(scratch);
    }
}

void titles_from_headings(const render *r, diags *d) {
    arena *scratch = arena_own(r->a, 0);
    const site *s = r->site;
    set_titles(r, scratch, s->pages, s->npages, d);
    for (size_t i = 0; i < s->ncollections; i++)
        set_titles(r, scratch, s->collections[i].docs, s->collections[i].n, d);
    arena_reset(scratch);
}
