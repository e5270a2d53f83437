/* What stands in the original at this place; of the original, what the translations have there. */
#include "lsp/aside.h"
#include "value/json.h"

enum { LINES_ONE = 40, LINES_MANY = 8, MANY = 12 };

/* A fence longer than any in the text. */
static void write_fenced(str text, buf *out) {
    size_t longest = 2, run = 0;
    for (size_t i = 0; i < text.n; i++) {
        run = text.p[i] == '~' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    buf_repeat(out, '~', longest + 1);
    buf_lit(out, "markdown\n");
    buf_add(out, text);
    buf_repeat(out, '~', longest + 1);
    buf_char(out, '\n');
}

static void write_block(look *l, const question *q, const look_note *note, const aside *b,
                        uint32_t lines, buf *out) {
    str tag = look_tag(l, b->doc), path = b->doc->path;
    const char *what = b->doc == note->original ? "original, " : "";
    if (!b->src) {
        buf_printf(out, "%s%.*s: nothing stands here in %.*s\n\n", what, STR_FMT(tag),
                   STR_FMT(path));
        return;
    }
    str text = aside_text(l->w.a, b, lines);
    if (q->plain) {
        buf_printf(out, "%s%.*s, %.*s:%u\n\n%.*s\n", what, STR_FMT(tag), STR_FMT(path), b->from,
                   STR_FMT(text));
        return;
    }
    str uri = look_uri(l, b->doc);
    buf_printf(out, "%s%.*s, [%.*s:%u](%.*s#L%u)\n\n", what, STR_FMT(tag), STR_FMT(path), b->from,
               STR_FMT(uri), b->from);
    write_fenced(text, out);
    buf_char(out, '\n');
}

void answer_hover(look *l, const question *q, buf *out) {
    look_note note;
    asides b = {0};
    buf text = buf_new(l->w.a, 512);
    if (look_find(l, q->doc, &note))
        b = asides_of(l, &note, q->at.line + 1);
    for (size_t i = 0; i < b.n && i < MANY; i++)
        write_block(l, q, &note, &b.p[i], b.n == 1 ? LINES_ONE : LINES_MANY, &text);
    if (!text.n || !b.own.src) {
        buf_lit(out, "null");
        return;
    }
    buf_printf(out,
               "{\"contents\":{\"kind\":\"%s\",\"value\":", q->plain ? "plaintext" : "markdown");
    json_write_str(str_trim(buf_str(&text)), out);
    buf_lit(out, "},\"range\":");
    aside_range(&b.own, l->scene->open->encoding, out);
    buf_char(out, '}');
}
