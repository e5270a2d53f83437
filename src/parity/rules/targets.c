/* Links of a translation into its own site: to what is there, in its own language. */
#include "parity/rules/targets.h"

#include "base/path.h"
#include "html/html.h"
#include "markdown/markdown.h"
#include "parity/places.h"
#include "parity/url.h"

static str tag_of(const pair *p, const document *doc) {
    return language_tag(p->site->languages, p->a, doc->path_lang.n ? doc->path_lang : doc->lang);
}

/* ---- another language's version ---- */

static const document *version_in(const pair *p, const document *of, str tag) {
    for (size_t i = 0; of->set && i < of->set->n; i++)
        if (str_eq_fold(tag_of(p, of->set->docs[i]), tag))
            return of->set->docs[i];
    return NULL;
}

/* The address of another document in the form of this one: its file or its URL, with what stands
 * behind. */
static str address_like(const pair *p, str written, const document *to) {
    size_t end = 0;
    while (end < written.n && written.p[end] != '?' && written.p[end] != '#')
        end++;
    str path = str_slice(written, 0, end), base = p->site->config->baseurl, now;
    bool is_rooted = str_starts(path, S("/"));
    if (str_eq(path_ext(path), to->ext) && to->ext.n)
        now = is_rooted
                  ? str_cat(p->a, S("/"), to->relative_path)
                  : path_relative(p->a, path_dir(p->to->doc->relative_path), to->relative_path);
    else
        now = base.n && str_starts(path, base) ? str_cat(p->a, base, to->url) : to->url;
    return str_cat(p->a, now, str_from(written, end));
}

static void check_language(const pair *p, const leaf *to, const atom *x, const document *doc) {
    if (doc == p->from->doc || doc == p->to->doc || !str_eq_fold(tag_of(p, doc), p->from->tag))
        return;
    const document *here = version_in(p, doc, p->to->tag);
    if (!here || here == p->to->doc)
        return;
    span at = outline_atom(&p->to->o, to, x);
    str address = address_like(p, x->text, here);
    diag *e = diag_add(p->d, RULE_LINK_LANGUAGE, at,
                       "the link leads to the original's language, the note is there in this one "
                       "too: \"%.*s\"",
                       STR_FMT(x->text));
    diag_help(p->d, e, "write %.*s", STR_FMT(address));
    if (at.n == x->text.n)
        diag_fix(p->d, e, at, address);
}

/* ---- what is not there ---- */

static const atom *counterpart(const leaf *from, const atom *x) {
    for (uint32_t i = 0; from && i < from->natoms; i++)
        if (from->atoms[i].kind == x->kind && str_eq(from->atoms[i].key, x->key))
            return &from->atoms[i];
    return NULL;
}

static bool is_missing(const pair *p, const version *v, const atom *x) {
    return places_is_missing(p->a, p->places, v->doc, x->text);
}

/* A link of the translation alone. One that is there instead of the original's is told of as such,
 * and in a directory of notes nobody knows what its root will be. */
static void check_added(const pair *p, const leaf *from, const leaf *to, const atom *x) {
    bool is_known = !p->site->config->is_bare || !str_starts(x->text, S("/"));
    if (!from || !is_known || x->kind != ATOM_LINK ||
        outline_count(to, ATOM_LINK) <= outline_count(from, ATOM_LINK) ||
        str_has(p->from->src->text, x->text) || !is_missing(p, p->to, x))
        return;
    diag *e = diag_add(p->d, RULE_LINK_TARGET, outline_atom(&p->to->o, to, x),
                       "the link leads to nothing of this site: \"%.*s\"", STR_FMT(x->text));
    diag_help(p->d, e, "the original has no such link; remove it, or add what it leads to");
}

/* Is what the original's link leads to there? */
static bool is_there(const pair *p, const atom *x) {
    const document *doc;
    place_kind is = places_known(p->a, p->places, p->from->doc, x->text, &doc);
    return is >= PLACE_FILE || (is == PLACE_MISSING && !is_missing(p, p->from, x));
}

/* Where the original leads nowhere either, it is not the translator's fault. The disk, which the
 * site has not read whole, is asked last. */
static void check_missing(const pair *p, const leaf *from, const leaf *to, const atom *x) {
    const atom *like = counterpart(from, x);
    if (!like) {
        check_added(p, from, to, x);
        return;
    }
    if (str_eq(like->text, x->text) || !is_there(p, like) || !is_missing(p, p->to, x))
        return;
    span at = outline_atom(&p->to->o, to, x);
    diag *e = diag_add(p->d, RULE_LINK_TARGET, at, "the %s leads to nothing of this site: \"%.*s\"",
                       x->kind == ATOM_IMAGE ? "image" : "link", STR_FMT(x->text));
    diag_help(p->d, e, "add it, or take the original's: %.*s", STR_FMT(like->text));
    diag_also(p->d, e, outline_atom(&p->from->o, from, like), "the original's is there");
}

/* ---- fragments ---- */

/* Letters and digits alone, in lower case: dialects of Markdown differ in the rest. */
static str loosely(arena *a, str id) {
    str low = markdown_heading_id(a, id);
    buf out = buf_new(a, low.n);
    for (size_t i = 0; i < low.n; i++)
        if (low.p[i] != '-' && low.p[i] != '_')
            buf_char(&out, low.p[i]);
    return buf_str(&out);
}

/* What is read of a heading, code included, without where its links lead. */
static str heading_text(arena *a, const outline *o, const leaf *l) {
    str raw = str_slice(o->src->text, l->at, l->at + l->n);
    buf out = buf_new(a, raw.n);
    for (size_t i = 0; i < raw.n && raw.p[i] != '\n'; i++) {
        size_t end = STR_NONE;
        if (raw.p[i] == ']' && i + 1 < raw.n && raw.p[i + 1] == '(')
            end = str_find_char(str_from(raw, i), ')');
        else if (raw.p[i] == '{')
            end = str_find_char(str_from(raw, i), '}');
        if (end != STR_NONE)
            i += end;
        else
            buf_char(&out, raw.p[i]);
    }
    buf plain = buf_new(a, out.n);
    html_resolve(buf_str(&out), &plain); /* "verificaci&oacute;n" */
    str text = str_trim(buf_str(&plain));
    while (str_starts(text, S("#")))
        text = str_from(text, 1);
    while (str_ends(text, S("#")))
        text.n--;
    return str_trim(text);
}

/* "water" of "## Wasser {#water}"; empty: its text gives the id. */
static str own_id(const outline *o, const leaf *heading) {
    str line = str_line_at(o->src->text, heading->at);
    size_t at = str_find(line, S("{#"));
    str id = at == STR_NONE ? (str){0} : str_from(line, at + 2);
    size_t end = 0;
    while (end < id.n && id.p[end] != '}' && !ascii_is_space(id.p[end]))
        end++;
    return str_slice(id, 0, end);
}

static const leaf *heading_of(arena *a, const outline *o, str id) {
    str wanted = loosely(a, id);
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        str own = l->class == LEAF_HEADING ? own_id(o, l) : (str){0};
        if (l->class == LEAF_HEADING &&
            (own.n ? str_eq(own, id) : str_eq(loosely(a, heading_text(a, o, l)), wanted)))
            return l;
    }
    return NULL;
}

/* "{#id}", "{: #id}", id="id", <a name='id'>: whatever names it. */
static bool is_named(const version *v, str id) {
    for (str rest = v->src->text; rest.n;) {
        size_t at = str_find(rest, id);
        if (at == STR_NONE)
            return false;
        char before = at ? rest.p[at - 1] : ' ';
        char behind = at + id.n < rest.n ? rest.p[at + id.n] : ' ';
        bool is_link = before == '#' && at > 1 && rest.p[at - 2] != '{' && rest.p[at - 2] != ' ';
        if ((before == '"' || before == '\'' || before == '=' || (before == '#' && !is_link)) &&
            behind != '-' && !ascii_is_word(behind))
            return true;
        rest = str_from(rest, at + id.n);
    }
    return false;
}

static bool has_id(arena *a, const version *v, str id) {
    return is_named(v, id) || heading_of(a, &v->o, id);
}

/* A heading that has the id in the original has a counterpart with another id. What else may have
 * ids, and headings that are missing, are told of as such. */
static void check_fragment(const pair *p, const leaf *to, const atom *x) {
    str id = path_decode(p->a, url_fragment(x->text));
    const leaf *there = id.n ? heading_of(p->a, &p->from->o, id) : NULL;
    const leaf *here = pair_translation(p, there);
    if (!here || pair_is_told(p, true, there->at) || has_id(p->a, p->to, id))
        return;
    str title = heading_text(p->a, &p->to->o, here), own = own_id(&p->to->o, here);
    diag *e = diag_add(p->d, RULE_LINK_FRAGMENT, outline_atom(&p->to->o, to, x),
                       "no heading of this page has the id that the link leads to: \"#%.*s\"",
                       STR_FMT(id));
    diag_help(p->d, e, "write #%.*s, or {#%.*s} behind the heading \"%.*s\"",
              STR_FMT(own.n ? own : markdown_heading_id(p->a, title)), STR_FMT(id), STR_FMT(title));
    pair_original(p, e, there, "the original's");
}

bool target_is_own_heading(const pair *p, str url) {
    const document *doc;
    str id = path_decode(p->a, url_fragment(url));
    return id.n && p->places &&
           places_known(p->a, p->places, p->to->doc, url, &doc) == PLACE_DOCUMENT &&
           doc == p->to->doc && has_id(p->a, p->to, id);
}

const leaf *target_heading(const pair *p, str url) {
    str id = path_decode(p->a, url_fragment(url));
    return id.n && str_starts(url, S("#")) ? heading_of(p->a, &p->from->o, id) : NULL;
}

str target_fragment(const pair *p, str url) {
    const leaf *there = target_heading(p, url), *here = pair_translation(p, there);
    str id = path_decode(p->a, url_fragment(url));
    if (!here || has_id(p->a, p->to, id))
        return here ? id : (str){0};
    str own = own_id(&p->to->o, here);
    return own.n ? own : markdown_heading_id(p->a, heading_text(p->a, &p->to->o, here));
}

/* ---- link by link ---- */

static void check_atom(const pair *p, const leaf *from, const leaf *to, const atom *x) {
    const document *doc;
    if (x->kind != ATOM_LINK && x->kind != ATOM_IMAGE)
        return;
    place_kind is = places_known(p->a, p->places, p->to->doc, x->text, &doc);
    if (is == PLACE_MISSING)
        check_missing(p, from, to, x);
    else if (is == PLACE_DOCUMENT && doc == p->to->doc)
        check_fragment(p, to, x);
    else if (is == PLACE_DOCUMENT && x->kind == ATOM_LINK)
        check_language(p, to, x, doc);
}

void rule_targets(const pair *p) {
    if (!p->places || p->site->neditions > 1)
        return; /* plugins make links of one edition lead to another */
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        for (uint32_t k = 0; from && to && k < to->natoms; k++)
            check_atom(p, from, to, &to->atoms[k]);
    }
}
