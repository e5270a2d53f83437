#include "markdown/render.h"

void render_kramdown(writer *w, cmark_node *root, str text, arena *scratch) {
    (void)text;
    (void)scratch;
    render_commonmark(w, root);
}
