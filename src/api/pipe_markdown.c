#include "api/pipe.h"

/* Code within code: what is asked for may bring forth more, but not for ever. */
enum { ROUNDS = 4 };

bool pipe_markdown(pipe_state *p, value request, buf *reply) {
    str text = value_as_str(value_at(request, S("text")));
    const source *src = source_new(p->q, S("(text)"), text);
    for (int round = 0; round < ROUNDS; round++) {
        buf html = buf_new(p->q, text.n + text.n / 2);
        diags d;
        html.limit = LIMIT_OUTPUT;
        diags_new(&d, p->q);
        codes_begin(p->codes, p->q);
        if (!markdown_html(p->q, span_of(src, 0, text.n), text, &p->markdown, &html, &d))
            return pipe_fail_with(p, &d);
        if (p->codes->missing.n == 0) {
            pack_write_map(1, reply);
            pipe_text(reply, "html", buf_str(&html));
            return true;
        }
        if (!pipe_ask(p, &p->codes->missing))
            return false;
    }
    return pipe_fail(p, "what code becomes is never complete");
}
