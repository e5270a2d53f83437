#include "markdown/render.h"

void render_kramdown(writer *w, cmark_node *root) {
    render_commonmark(w, root);
}
