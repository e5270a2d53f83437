#include "render/filters.h"
void render_smarty(arena *a, str text, buf *out) {
    (void)a;
    buf_add(out, text);
}
