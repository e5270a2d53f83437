/* jekyll-polyglot's tags: {% I18n_Headers %} and {% static_href %}. */
#include "render/filters.h"
#include "site/edition.h"

/* ---- I18n_Headers ---- */

const void *render_headers_parse(liquid_parser *p, const liquid_use *use) {
    str *url = arena_make(liquid_parser_arena(p), str, 1);
    *url = liquid_span_text(use->markup);
    if (str_ends(*url, S("/")))
        url->n--;
    return url;
}

static bool is_subtag(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_alnum(s.p[i]))
            return false;
    return s.n > 0 && s.n <= 8;
}

/* Could this code be a BCP 47 tag, and is it no other name for one ("jp", "cn")? */
static str tag_of(liquid_run *r, str code) {
    arena *a = liquid_run_arena(r);
    const site *s = render_job(r)->r->site;
    str tag = language_tag(s->languages, a, code), part, rest = code;
    bool is_formed = true;
    for (bool more = true; more;) {
        more = str_cut(rest, S("-"), &part, &rest);
        is_formed = is_formed && is_subtag(part);
    }
    size_t n = str_find_char(code, '-');
    str main = str_slice(code, 0, n == STR_NONE ? code.n : n);
    return is_formed && main.n <= tag.n && str_eq_fold(main, str_slice(tag, 0, main.n)) ? code
                                                                                        : tag;
}

static void alternate(liquid_run *r, str site_url, const edition *e, value page, buf *out) {
    arena *a = liquid_run_arena(r);
    value versions, path = value_nil();
    value_get(a, page, S("permalink_lang"), &versions);
    path = value_at(versions, e->lang);
    if (path.kind == V_NIL)
        value_get(a, page, S("permalink"), &path);
    if (path.kind == V_NIL) /* a further page of a list */
        value_get(a, page, S("url"), &path);
    buf_lit(out, "<link rel=\"alternate\" hreflang=\"");
    buf_escape_html(out, tag_of(r, e->lang));
    buf_lit(out, "\" href=\"");
    buf_escape_html(out, site_url);
    if (e->prefix.n) {
        buf_char(out, '/');
        buf_escape_html(out, e->prefix);
    }
    buf_escape_html(out, value_to_str(a, path));
    buf_lit(out, "\"/>\n");
}

void render_headers(liquid_run *r, const void *self, buf *out) {
    const str *own = self;
    const job *j = render_job(r);
    const edition *e = j->r->site->edition;
    value url = value_at(e->config->data, S("url"));
    str site_url = own->n ? *own : value_to_str(liquid_run_arena(r), url);
    buf_lit(out, "<meta http-equiv=\"Content-Language\" content=\"");
    buf_escape_html(out, e->lang);
    buf_lit(out, "\">\n");
    for (size_t i = 0; i < e->all->n; i++)
        alternate(r, site_url, &e->all->p[i], j->page, out);
}

/* ---- static_href ---- */

typedef struct static_tag {
    span at;
    const liquid_body *body;
} static_tag;

static const void *parse_static(liquid_parser *p, const liquid_use *use, const char *const *ends) {
    static_tag *t = arena_make(liquid_parser_arena(p), static_tag, 1);
    t->at = use->at;
    t->body = liquid_parse_body(p, use, ends, NULL);
    return t;
}

const void *render_static_parse(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"endstatic_href", NULL}, *const tall[] = {"endStatic_Href",
                                                                                 NULL};
    return parse_static(p, use, str_eq(use->name, S("Static_Href")) ? tall : ends);
}

/* href="…" under a name by which the finished page's links are told from all others; there it
 * becomes href again (relink.c). */
void render_static(liquid_run *r, const void *self, buf *out) {
    const static_tag *t = self;
    str text = str_trim(liquid_body_text(r, t->body));
    if (liquid_run_stopped(r))
        return;
    if (!str_starts(text, S("href=\"")) || text.n < S("href=\"\"").n || !str_ends(text, S("\""))) {
        liquid_fail(r, RULE_LIQUID_SYNTAX, t->at,
                    "'static_href' wants href=\"/a/path\" and nothing else in it");
        return;
    }
    buf_lit(out, "ferh");
    buf_add(out, str_from(text, S("href").n));
}
