#include "parity/sibling.h"

#include "base/path.h"
#include "html/html.h"
#include "parity/places.h"
#include "parity/url.h"
#include "site/sets_name.h"

/* "README" of "README.fr.md": what its versions in all languages are called. */
static str name_of(const pair *p, str path) {
    return name_guess_of(p->a, p->site->languages, path_stem(path)).key;
}

/* A file that a forge shows: "https://github.com/tea/pot/blob/main/README.fr.md". */
static bool is_on_forge(str url) {
    return url_is_absolute(url) && (str_has(url, S("/blob/")) || str_has(url, S("/tree/"))) &&
           str_ends(url, S(".md"));
}

bool sibling_is(const pair *p, const version *v, str url) {
    const document *doc;
    url = str_from(url, str_starts(url, S("./")) ? 2 : 0);
    if (!url.n || str_find_char(url, '#') != STR_NONE || str_find_char(url, '?') != STR_NONE)
        return false;
    bool is_beside = str_find_char(url, '/') == STR_NONE && path_ext(url).n;
    if (is_beside || is_on_forge(url))
        return str_eq(name_of(p, url), name_of(p, v->doc->name));
    return p->places && v->doc->set &&
           places_known(p->a, p->places, v->doc, url, &doc) == PLACE_DOCUMENT &&
           doc->set == v->doc->set;
}

/* In HTML: does each link lead there, and is there one? */
static bool is_html_switch(const pair *p, const version *v, str html) {
    html_tag t;
    bool has_link = false;
    for (size_t at = 0; html_next(html, &at, &t);)
        for (unsigned i = 0; !t.is_end && str_eq_fold(t.name, S("a")) && i < t.n; i++) {
            if (!str_eq_fold(t.first[i].name, S("href")))
                continue;
            if (!sibling_is(p, v, t.first[i].val))
                return false;
            has_link = true;
        }
    return has_link;
}

bool sibling_is_switch(const pair *p, const version *v, const leaf *l) {
    enum { NAME = 24, WORDS = 48 }; /* code points: a language's name; what else is said */
    uint32_t links = 0;
    if (l->class == LEAF_HTML)
        return is_html_switch(p, v, l->text);
    if (l->class != LEAF_TEXT)
        return false;
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        if (x->kind != ATOM_LINK && x->kind != ATOM_URL)
            continue;
        if (!sibling_is(p, v, x->text))
            return false;
        links++;
    }
    return links && l->chars <= WORDS + NAME * links;
}
