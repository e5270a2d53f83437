/* Links and images. */
#include "mutate.h"
#include "parity/url.h"

/* [text](url "title"), from the [ or ![ to the ). */
typedef struct link {
    range all, text, url;
} link_place;

/* The bracket that opens what closes at `at`. */
static size_t opening(str s, size_t at) {
    int depth = 0;
    for (size_t i = at + 1; i-- > 0;) {
        depth += s.p[i] == ']' ? 1 : s.p[i] == '[' ? -1 : 0;
        if (!depth)
            return i;
        if (s.p[i] == '\n' && i && s.p[i - 1] == '\n')
            break;
    }
    return STR_NONE;
}

static bool find_link(const trial *t, const leaf *l, const atom *x, link_place *out) {
    str sought = str_cat(t->a, S("]("), x->text);
    str in = str_slice(t->text, x->at, l->at + l->n);
    size_t at = x->text.n ? str_find(in, sought) : STR_NONE;
    if (at == STR_NONE)
        return false;
    at += x->at;
    size_t url = at + 2, end = url + x->text.n, open = opening(t->text, at);
    while (end < l->at + l->n && t->text.p[end] != ')')
        end++;
    if (open == STR_NONE || end >= l->at + l->n)
        return false;
    out->text = (range){open + 1, at - open - 1};
    out->url = (range){url, x->text.n};
    if (x->kind == ATOM_IMAGE)
        open--;
    out->all = (range){open, end + 1 - open};
    return true;
}

/* Once in the block, there and in the original. */
static bool is_single(const trial *t, const leaf *l, const atom *x) {
    const leaf *other = counterpart(t, l);
    size_t here = 0, there = 0;
    for (uint32_t i = 0; i < l->natoms; i++)
        here += l->atoms[i].kind == x->kind && str_eq(l->atoms[i].text, x->text);
    for (uint32_t i = 0; other && i < other->natoms; i++)
        there += other->atoms[i].kind == x->kind;
    return here == 1 && there > 0;
}

static bool is_link(const trial *t, const leaf *l, const atom *x) {
    link_place p;
    return x->kind == ATOM_LINK && is_single(t, l, x) && find_link(t, l, x, &p);
}

static bool is_image(const trial *t, const leaf *l, const atom *x) {
    link_place p;
    return x->kind == ATOM_IMAGE && is_single(t, l, x) && find_link(t, l, x, &p);
}

static bool is_absolute(const trial *t, const leaf *l, const atom *x) {
    return is_link(t, l, x) && str_has(x->text, S("://"));
}

static bool has_fragment(const trial *t, const leaf *l, const atom *x) {
    return is_link(t, l, x) && url_fragment(x->text).n > 1;
}

static bool any_link(trial *t, atom_test *is_wanted, link_place *out, const atom **of) {
    const leaf *l;
    const atom *x = any_atom(t, is_wanted, &l);
    if (of)
        *of = x;
    return x && find_link(t, l, x, out);
}

/* An address that is its own text is still a link where addresses are. */
static bool drop_link(trial *t) {
    link_place p;
    if (!any_link(t, is_link, &p, NULL) || str_eq(range_text(t, p.text), range_text(t, p.url)))
        return false;
    add_fault(t, p.all.at);
    add_edit(t, p.all.at, 1, S(""));
    add_edit(t, p.text.at + p.text.n, p.all.at + p.all.n - p.text.at - p.text.n, S(""));
    return true;
}

static bool drop_link_whole(trial *t) {
    link_place p;
    return any_link(t, is_link, &p, NULL) && !str_has(range_text(t, p.text), S("`")) &&
           change(t, p.all.at, p.all.n, S(""));
}

static bool change_host(trial *t) {
    link_place p;
    const atom *x;
    if (!any_link(t, is_absolute, &p, &x))
        return false;
    size_t at = str_find(x->text, S("://")) + 3;
    str host = str_from(x->text, at);
    size_t end = str_find_char(host, '/');
    return change(t, p.url.at + at, end == STR_NONE ? host.n : end, S("elsewhere.example"));
}

/* A letter of the last part of the path. */
static bool change_path(trial *t, atom_test *is_wanted) {
    link_place p;
    const atom *x;
    if (!any_link(t, is_wanted, &p, &x))
        return false;
    str url = str_slice(x->text, 0,
                        x->text.n - (url_fragment(x->text).n ? url_fragment(x->text).n + 1 : 0));
    size_t from = str_find(url, S("://"));
    from = from == STR_NONE ? 0 : from + 3;
    size_t slash = str_find_char(str_from(url, from), '/');
    if (from && slash == STR_NONE)
        return false;
    size_t at = url.n;
    while (at > from + (from ? slash : 0) && !ascii_is_alpha(url.p[at - 1]))
        at--;
    size_t dot = str_rfind_char(url, '.');
    if (dot != STR_NONE && dot > from + (from ? slash : 0) && url.n - dot <= 5)
        at = dot;
    if (at <= from + (from ? slash : 0) || !ascii_is_alpha(url.p[at - 1]))
        return false;
    return change(t, p.url.at + at - 1, 1, url.p[at - 1] == 'q' ? S("z") : S("q"));
}

static bool change_link_path(trial *t) {
    return change_path(t, is_link);
}

static bool change_image(trial *t) {
    return change_path(t, is_image);
}

static bool change_fragment(trial *t) {
    link_place p;
    const atom *x;
    if (!any_link(t, has_fragment, &p, &x))
        return false;
    return change(t, p.url.at + x->text.n - 1, 1, S("-nowhere"));
}

/* Any letter of the address is lost. */
static bool drop_link_letter(trial *t) {
    link_place p;
    const atom *x;
    if (!any_link(t, is_link, &p, &x))
        return false;
    str url = x->text;
    size_t seen = 0, at = 0, end = url.n - (url_fragment(url).n ? url_fragment(url).n + 1 : 0);
    size_t from = str_find(url, S("://"));
    for (size_t i = from == STR_NONE ? 0 : from + 3; i < end; i++)
        if (ascii_is_alpha(url.p[i]) && any(t, ++seen) == 0)
            at = i;
    return seen > 1 && change(t, p.url.at + at, 1, S(""));
}

/* The mark of an image is lost, it is a link now. */
static bool image_to_link(trial *t) {
    link_place p;
    return any_link(t, is_image, &p, NULL) && change(t, p.all.at, 1, S(""));
}

/* A browser reads the entity, the eye does not. */
static bool hidden_javascript(trial *t) {
    link_place p;
    return any_link(t, is_link, &p, NULL) &&
           change(t, p.url.at, p.url.n, S("java&#115;cript:alert(1)"));
}

static bool drop_image(trial *t) {
    link_place p;
    return any_link(t, is_image, &p, NULL) && change(t, p.all.at, p.all.n, S(""));
}

static bool space_in_link(trial *t) {
    link_place p;
    return any_link(t, is_link, &p, NULL) && change(t, p.text.at + p.text.n + 1, 0, S(" "));
}

static bool full_width(trial *t) {
    link_place p;
    if (!any_link(t, is_link, &p, NULL))
        return false;
    add_edit(t, p.all.at + p.all.n - 1, 1, S("）"));
    add_edit(t, p.text.at + p.text.n + 1, 1, S("（"));
    add_fault(t, p.all.at);
    return true;
}

const kind link_kinds[] = {
    {"drop-link", drop_link},
    {"drop-link-whole", drop_link_whole},
    {"change-link-host", change_host},
    {"change-link-path", change_link_path},
    {"change-link-fragment", change_fragment},
    {"drop-image", drop_image},
    {"change-image", change_image},
    {"space-in-link", space_in_link},
    {"full-width-link", full_width},
    {"drop-link-letter", drop_link_letter},
    {"image-to-link", image_to_link},
    {"hidden-javascript", hidden_javascript},
    {NULL, NULL},
};
