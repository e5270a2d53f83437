/* HTML that does something in a reader's browser: a translation brings none that its original does
 * not have. */
#include "parity/rules/bag.h"

#include <string.h>

#include "html/html.h"

typedef struct search {
    const pair *p;
    const version *v;
    bag found; /* by what it is: "script", "onclick", "iframe" and the host */
} search;

static void add(search *s, const leaf *l, const atom *x, str key, str text, size_t at) {
    span where = x ? outline_atom(&s->v->o, l, x) : outline_leaf(&s->v->o, l);
    str in = str_slice(s->v->src->text, where.at, where.at + where.n);
    /* Blocks of HTML in quotes and lists are read without what stands before their lines. */
    size_t found = str_find(in, text);
    where.at += (uint32_t)(found != STR_NONE ? found : at < in.n ? at : 0);
    where.n = found != STR_NONE ? (uint32_t)text.n : 0;
    bag_add(s->p->a, &s->found, key, text, where);
}

/* ---- URLs ---- */

/* Does a browser run it? It passes over white space and controls in a scheme. */
static bool is_active_url(str url) {
    static const str schemes[] = {{"javascript:", 11}, {"vbscript:", 9}, {"data:text/html", 14}};
    char head[16];
    size_t n = 0;
    for (size_t i = 0; i < url.n && n < sizeof head; i++)
        if ((unsigned char)url.p[i] > ' ')
            head[n++] = ascii_lower(url.p[i]);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_starts((str){head, n}, schemes[i]))
            return true;
    return false;
}

/* "www.example.org" of "https://www.example.org/x", "//www.example.org" and what `url(…)` of a
 * style has; empty: there is none. */
static str host_of(str url) {
    size_t at = str_find(url, S("//"));
    if (at == STR_NONE || (at && !memchr(":(\"'", url.p[at - 1], 4)))
        return (str){0};
    str host = str_from(url, at + 2);
    size_t n = 0;
    while (n < host.n && !memchr("/?#)\"'", host.p[n], 6))
        n++;
    return str_slice(host, 0, n);
}

/* A host that neither the original's text nor the site's own address has. */
static bool is_foreign(const search *s, str url) {
    str host = host_of(url);
    return host.n && !str_has(s->p->from->src->text, host) &&
           !str_has(s->p->site->config->url, host);
}

/* ---- tags ---- */

static bool is_frame(str name) {
    return str_eq_fold(name, S("iframe")) || str_eq_fold(name, S("object")) ||
           str_eq_fold(name, S("embed")) || str_eq_fold(name, S("frame"));
}

/* Does a browser fetch or send something at this attribute's address, unasked or with what the
 * reader typed? An image is a loss or an addition like any other, see html/tags. */
static bool is_used(str tag, str name) {
    if (str_eq_fold(tag, S("form")))
        return str_eq_fold(name, S("action"));
    if (str_eq_fold(tag, S("link")) || str_eq_fold(tag, S("base")))
        return str_eq_fold(name, S("href"));
    bool is_medium = str_eq_fold(tag, S("video")) || str_eq_fold(tag, S("audio")) ||
                     str_eq_fold(tag, S("source"));
    return (is_medium && str_eq_fold(name, S("src"))) ||
           (is_frame(tag) && (str_eq_fold(name, S("src")) || str_eq_fold(name, S("data"))));
}

/* Does a style fetch something? */
static bool is_fetching(str name, str val) {
    return str_eq_fold(name, S("style")) && str_has(val, S("url("));
}

static bool is_handler(str name) {
    return name.n > 3 && ascii_lower(name.p[0]) == 'o' && ascii_lower(name.p[1]) == 'n' &&
           ascii_is_alpha(name.p[2]);
}

static void read_tag(search *s, const leaf *l, const atom *x, str html, const html_tag *t) {
    html_attribute one;
    str tag = str_slice(html, t->at, t->end);
    if (t->is_end)
        return;
    if (str_eq_fold(t->name, S("script"))) {
        add(s, l, x, S("script"), tag, t->at);
        return;
    }
    for (size_t i = 0; html_next_attribute(t, &i, &one);) {
        buf val = buf_new(s->p->a, one.val.n);
        html_resolve(one.val, &val);
        if (is_handler(one.name))
            add(s, l, x, one.name, tag, t->at);
        else if (is_active_url(buf_str(&val)))
            add(s, l, x, S("javascript:"), tag, t->at);
        else if (str_eq_fold(one.name, S("http-equiv")) && str_eq_fold(buf_str(&val), S("refresh")))
            add(s, l, x, S("refresh"), tag, t->at);
        else if ((is_used(t->name, one.name) || is_fetching(one.name, buf_str(&val))) &&
                 is_foreign(s, buf_str(&val)))
            add(s, l, x, str_cat(s->p->a, t->name, host_of(one.val)), tag, t->at);
        else
            continue;
        return;
    }
}

static void read_html(search *s, const leaf *l, const atom *x, str html) {
    html_tag t;
    for (size_t at = 0; html_next(html, &at, &t);)
        read_tag(s, l, x, html, &t);
}

/* Is it in the original's block to the letter? Most HTML is. */
static bool is_taken_over(const leaf *from, const atom *x) {
    for (uint32_t i = 0; from && i < from->natoms; i++)
        if (from->atoms[i].kind == ATOM_HTML && str_eq(from->atoms[i].text, x->text))
            return true;
    return false;
}

static void read_leaf(search *s, const leaf *l, const leaf *from) {
    if (l->class == LEAF_HTML && !(l->flags & LEAF_IS_COMMENT) && (!from || from->hash != l->hash))
        read_html(s, l, NULL, l->text);
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        bool is_html = x->kind == ATOM_HTML && x->text.n > 3 && x->text.p[1] != '/';
        if (is_html && !is_taken_over(from, x))
            read_html(s, l, x, x->text);
        else if ((x->kind == ATOM_LINK || x->kind == ATOM_IMAGE) && is_active_url(x->text))
            add(s, l, x, S("javascript:"), x->text, 0);
    }
}

/* ---- findings ---- */

/* The one link of the original's block that this one has not; NULL: none, or more. */
static const atom *lost_link(const leaf *from, const leaf *to) {
    const atom *found = NULL;
    for (uint32_t i = 0; from && i < from->natoms; i++) {
        const atom *x = &from->atoms[i];
        bool is_here = x->kind != ATOM_LINK;
        for (uint32_t k = 0; k < to->natoms; k++)
            is_here = is_here || (to->atoms[k].kind == ATOM_LINK && to->atoms[k].hash == x->hash);
        if (!is_here && found)
            return NULL;
        found = is_here ? found : x;
    }
    return found;
}

/* What a tag with a foreign address is. */
static const char *what_uses(str tag) {
    html_tag t;
    size_t at = 0;
    if (!html_next(tag, &at, &t) || is_frame(t.name))
        return "a frame";
    return str_eq_fold(t.name, S("form")) ? "a form" : "a file";
}

static void tell_active(const pair *p, const item *x) {
    diag *e;
    if (str_eq(x->key, S("script")))
        e = diag_add(p->d, RULE_HTML_ACTIVE, x->at, "a script that the original does not have");
    else if (str_eq(x->key, S("javascript:")))
        e = diag_add(p->d, RULE_HTML_ACTIVE, x->at,
                     "a URL that runs a script, which the original does not have: %.*s",
                     STR_FMT(code_quote(p->a, x->text)));
    else if (is_handler(x->key))
        e = diag_add(p->d, RULE_HTML_ACTIVE, x->at,
                     "the attribute \"%.*s\" runs a script, the original does not have it",
                     STR_FMT(x->key));
    else if (str_eq(x->key, S("refresh")))
        e = diag_add(p->d, RULE_HTML_ACTIVE, x->at,
                     "this leads readers to another page, the original does not have it: %.*s",
                     STR_FMT(code_quote(p->a, x->text)));
    else
        e = diag_add(p->d, RULE_HTML_ACTIVE, x->at,
                     "%s of a host that the original does not have: %.*s", what_uses(x->text),
                     STR_FMT(code_quote(p->a, x->text)));
    const leaf *l = pair_leaf_at(&p->to->o, x->at.at);
    const atom *was =
        str_eq(x->key, S("javascript:")) && l ? lost_link(pair_counterpart(p, l), l) : NULL;
    if (was)
        diag_help(p->d, e, "write the original's address in its place: %.*s", STR_FMT(was->text));
    else
        diag_help(p->d, e, "remove it, or add it to the original if it is wanted");
    if (was && x->at.n == x->text.n)
        diag_fix(p->d, e, x->at, was->text);
    if (l)
        pair_tell(p, pair_counterpart(p, l), l);
}

void rule_active(const pair *p) {
    search here = {p, p->to, {0}}, there = {p, p->from, {0}};
    for (size_t i = 0; i < p->al.n; i++)
        if (pair_to(p, &p->al.p[i]))
            read_leaf(&here, pair_to(p, &p->al.p[i]), pair_from(p, &p->al.p[i]));
    if (!here.found.n)
        return;
    for (size_t i = 0; i < p->al.n; i++)
        if (pair_from(p, &p->al.p[i]))
            read_leaf(&there, pair_from(p, &p->al.p[i]), pair_to(p, &p->al.p[i]));
    bag_reduce(p->a, &there.found, &here.found);
    for (size_t i = 0; i < here.found.n; i++)
        tell_active(p, &here.found.p[i]);
}
