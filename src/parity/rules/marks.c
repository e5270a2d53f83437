/* Liquid and attribute lists, which are compared over the whole text: a tag on a line of its own is
 * in no block. */
#include "parity/rules/bag.h"

#include "base/map.h"
#include "base/utf8.h"

#include <string.h>

#include "parity/cure.h"
#include "parity/rules/attached.h"
#include "parity/rules/definition.h"
#include "parity/rules/include.h"
#include "parity/rules/own_example.h"
#include "parity/rules/place.h"
#include "parity/rules/spoilt.h"
#include "parity/rules/tag.h"
#include "parity/rules/tag_words.h"
#include "parity/url.h"

/* ---- what two marks have in common ---- */

static bool is_words(str s) {
    if (str_starts(s, S("<")) && str_ends(s, S(">")))
        return true; /* "<your-name>" */
    for (size_t i = 0; i < s.n; i++)
        if (ascii_is_space(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
            return true;
    return false;
}

/* "_fr/tour/a.md" as "/fr/tour/a.md": a collection may be named after a language. */
static str without_underscores(arena *a, str path) {
    buf b = buf_new(a, path.n);
    if (str_starts(path, S("_")))
        buf_char(&b, '/');
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] != '_' || (i && path.p[i - 1] != '/'))
            buf_char(&b, path.p[i]);
    return buf_str(&b);
}

/* What stands before the query of an address whose values are words for readers,
 * "demo.html?label=角度"; else all of it. */
static str before_words(str s) {
    size_t query = str_find_char(s, '?');
    bool has_words = query != STR_NONE && str_has(str_from(s, query), S("=")) &&
                     !utf8_is_ascii(str_from(s, query));
    return str_slice(s, 0, has_words ? query : s.n);
}

/* "tea.md" of "tea.md#green-tea": a heading's id follows the language. */
static str without_fragment(str s) {
    size_t hash = str_find_char(s, '#');
    str page = str_slice(s, 0, hash == STR_NONE ? s.n : hash);
    bool is_page = hash != STR_NONE && !str_has(s, S(" ")) &&
                   (str_ends(page, S("/")) || str_find_char(page, '.') != STR_NONE);
    return is_page ? page : s;
}

/* "posts" of "posts_fr", which a site has beside "posts" or "posts_en". */
static str without_code(const pair *p, str name) {
    for (size_t i = 0; i < p->ncodes; i++) {
        size_t n = p->codes[i].n;
        if (name.n > n + 2 && strchr("_-", name.p[name.n - n - 1]) &&
            str_eq_fold(str_from(name, name.n - n), p->codes[i]))
            return str_slice(name, 0, name.n - n - 1);
    }
    return name;
}

/* A quoted text that is words for readers may be translated, a path may lead to this language's.
 * Either quotes will do. */
static void add_token(const pair *p, str token, buf *out) {
    char quote = token.n > 1 ? token.p[0] : 0;
    bool is_quoted = (quote == '"' || quote == '\'') && token.p[token.n - 1] == quote;
    str inside =
        is_quoted ? before_words(without_fragment(str_slice(token, 1, token.n - 1))) : token;
    inside = without_code(p, inside);
    if (is_quoted)
        buf_char(out, '"');
    if (is_quoted && is_words(inside))
        buf_lit(out, "\"…\"");
    else if (str_has(inside, S("/")) || str_has(inside, S(".")))
        buf_add(out, url_normal(p->a, without_underscores(p->a, inside), p->codes, p->ncodes));
    else
        buf_add(out, inside);
    buf_char(out, ' ');
}

/* What is between the braces: blanks beside them, and hyphens that take blanks away, say nothing.
 */
static str unbrace(str tag, buf *out) {
    bool is_output = str_starts(tag, S("{{")) && str_ends(tag, S("}}"));
    bool is_tag = str_starts(tag, S("{%")) && str_ends(tag, S("%}"));
    bool is_short = str_starts(tag, S("{{<")) && str_ends(tag, S(">}}")); /* Hugo's */
    size_t n = is_short ? 3 : 2;
    if (tag.n < 2 * n || (!is_output && !is_tag))
        return tag;
    buf_add(out, str_slice(tag, 0, n));
    buf_char(out, ' ');
    tag = str_slice(tag, n, tag.n - n);
    tag = str_from(tag, str_starts(tag, S("-")));
    return str_slice(tag, 0, tag.n - str_ends(tag, S("-")));
}

/* Names of arguments whose value is for readers, be it a single word. */
static const char shown[] = " title name alt caption label text english summary description "
                            "heading content subtitle tagline "
                            "tooltip details ";

static str skeleton(const pair *p, str tag) {
    buf out = buf_new(p->a, tag.n + 16);
    bool is_shown = false;
    tag = unbrace(tag, &out);
    while ((tag = str_ltrim(tag)).n) {
        size_t n = tag_token(tag);
        str token = str_slice(tag, 0, n);
        if (is_shown && n > 1 && (token.p[0] == '"' || token.p[0] == '\''))
            token = S("\"… …\"");
        add_token(p, token, &out);
        is_shown = str_is_in_words(token, shown) || (is_shown && str_eq(token, S("=")));
        tag = str_from(tag, n ? n : 1);
    }
    return buf_str(&out);
}

/* The next argument of a skeleton: a token, or a name with what is behind its "=". */
static str next_argument(str *rest) {
    size_t n = 0;
    for (bool is_more = true; is_more && n < rest->n;) {
        size_t space = str_find_char(str_from(*rest, n), ' ');
        n = space == STR_NONE ? rest->n : n + space + 1;
        is_more =
            str_starts(str_from(*rest, n), S("= ")) || str_ends(str_slice(*rest, 0, n), S("= "));
    }
    str one = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n);
    return one;
}

static bool has_argument(str skeleton, str wanted) {
    for (str one; (one = next_argument(&skeleton)).n;)
        if (str_eq(one, wanted))
            return true;
    return false;
}

/* Does a tag have all that the original's has, and named arguments more? `english="…"` says in
 * a glossary what the original calls it. */
static bool is_extended(const item *lost, const item *got) {
    for (str rest = lost->key, one; (one = next_argument(&rest)).n;)
        if (!has_argument(got->key, one))
            return false;
    for (str rest = got->key, one; (one = next_argument(&rest)).n;)
        if (!str_has(one, S(" = ")) && !has_argument(lost->key, one))
            return false;
    return true;
}

static bag marks_of(const pair *p, const version *v, unsigned kinds) {
    bag out = {0};
    for (size_t i = 0; i < v->o.nmarks; i++) {
        const mark *m = &v->o.marks[i];
        if (!(kinds & 1U << m->kind))
            continue;
        bag_add(p->a, &out, skeleton(p, m->text), m->text, span_of(v->src, m->at, m->n));
    }
    return out;
}

/* ---- findings ---- */

typedef struct subject {
    rule_id id;
    unsigned kinds; /* 1 << MARK_… */
    const char *name, *one, *help;
} subject;

static const subject liquid = {
    RULE_LIQUID_TAGS,
    1U << MARK_TAG | 1U << MARK_OUTPUT,
    "Liquid",
    "Liquid",
    "take it from the original; only texts in quotes are translated",
};

static const subject attributes = {
    RULE_MARKUP_ATTRIBUTES,
    1U << MARK_ATTRIBUTES,
    "attribute list",
    "an attribute list",
    "take it from the original, classes and identifiers are not translated",
};

/* Of a tag of many arguments what stands before the first one that differs, its name apart, is not
 * shown: texts that are translated are no difference. */
static void pass_alike(const pair *p, str *x, str *y) {
    enum { NAME = 2, LONG = 60 }; /* tokens: "title" "=" */
    str rest = *x, other = *y, from[NAME] = {rest, rest}, beside[NAME] = {other, other};
    while (x->n > LONG && (rest = str_ltrim(rest)).n && (other = str_ltrim(other)).n) {
        size_t n = tag_token(rest), m = tag_token(other);
        buf one = buf_new(p->a, n + 8), two = buf_new(p->a, m + 8);
        add_token(p, str_slice(rest, 0, n), &one);
        add_token(p, str_slice(other, 0, m), &two);
        if (!n || !m || !str_eq(buf_str(&one), buf_str(&two))) {
            *x = from[0].p > x->p ? str_cat(p->a, S("…"), from[0]) : *x;
            *y = beside[0].p > y->p ? str_cat(p->a, S("…"), beside[0]) : *y;
            return;
        }
        from[0] = from[1];
        beside[0] = beside[1];
        from[1] = rest;
        beside[1] = other;
        rest = str_from(rest, n);
        other = str_from(other, m);
    }
}

/* "{{path/to/file}}", "{{[-f|--force]}}", "{{thing ...}}": no expression of Liquid's, but what
 * readers put something in place of. */
static bool is_placeholder(str text) {
    if (!str_starts(text, S("{{")) || !str_ends(text, S("}}")) || text.n < 4)
        return false;
    str inside = str_trim(str_slice(text, 2, text.n - 2));
    if (str_find_char(inside, '"') != STR_NONE || str_find_char(inside, '\'') != STR_NONE ||
        str_starts(inside, S("<")) || str_starts(inside, S("%")))
        return false;
    return str_starts(inside, S("[")) || str_has(inside, S("...")) || str_has(inside, S("/")) ||
           str_has(inside, S("\\"));
}

/* Between backticks of its line. */
static bool is_in_code(const item *x) {
    str text = x->at.src->text;
    size_t begin = x->at.at, end = x->at.at + x->at.n, ticks = 0;
    while (begin && text.p[begin - 1] != '\n')
        ticks += text.p[--begin] == '`';
    str rest = str_from(text, end);
    size_t tick = str_find_char(rest, '`'), line = str_find_char(rest, '\n');
    return ticks % 2 == 1 && tick != STR_NONE && (line == STR_NONE || tick < line);
}

/* Do texts of it differ, in code of a site that no Jekyll makes? There it is what JSX has as well.
 */
static bool is_of_code(const pair *p, const item *lost, const item *got) {
    const leaf *l = p->site->config->is_bare ? pair_leaf_at(&p->to->o, got->at.at) : NULL;
    return l && l->class == LEAF_CODE && tag_is_same_but_texts(lost->text, got->text);
}

static void tell_changed(const pair *p, const subject *s, const item *lost, const item *got) {
    str want = lost->text, have = got->text;
    pass_alike(p, &have, &want);
    diag *e = diag_add(p->d, s->id, got->at, "the %s here is %.*s, in the original %.*s", s->name,
                       STR_FMT(code_quote_beside(p->a, have, want)),
                       STR_FMT(code_quote_beside(p->a, want, have)));
    if (is_placeholder(lost->text) && is_placeholder(got->text))
        diag_weaken(p->d, e, SEV_NOTE);
    else if (is_of_code(p, lost, got))
        diag_weaken(p->d, e, SEV_WARNING);
    diag_help(p->d, e, "%s", s->help);
    diag_also(p->d, e, lost->at, "the original");
}

/* Does the counterpart of the block link to the same by its address? */
static bool is_plain_link(const pair *p, const item *lost) {
    str name = tag_linked(lost->text);
    const leaf *from = name.n ? place_leaf(&p->from->o, lost->at.at) : NULL;
    const leaf *to = pair_translation(p, from);
    for (uint32_t i = 0; to && i < to->natoms; i++)
        if (to->atoms[i].kind <= ATOM_URL && str_has(to->atoms[i].text, name))
            return true;
    return false;
}

/* Does a block stand in its place that looks like a tag? That is told of. */
static bool is_broken(const pair *p, const item *lost) {
    bool is_it = false;
    for (size_t i = bag_step(p, true, lost); i-- > 0 && !aligned_is_pair(&p->al.p[i]);) {
        const leaf *to = pair_to(p, &p->al.p[i]);
        is_it = is_it || (to && leaf_is_broken_tag(to));
    }
    return is_it;
}

/* Does it stand in a footnote that is missing? */
static bool is_in_lost_note(const pair *p, const item *x) {
    const leaf *l = pair_leaf_at(&p->from->o, x->at.at);
    return l && l->flags & LEAF_IS_NOTE && !pair_translation(p, l);
}

/* A definition, or a footnote, that is missing takes its Liquid along: that is told of it. */
static void drop_links(const pair *p, bag *lost) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->n; i++)
        if (!is_plain_link(p, &lost->p[i]) && !is_in_lost_note(p, &lost->p[i]) &&
            !is_broken(p, &lost->p[i]) && !definition_is_lost(p->from, p->to, lost->p[i].at.at))
            lost->p[kept++] = lost->p[i];
    lost->n = kept;
}

static size_t count_head(const version *v, str head) {
    size_t n = 0;
    for (size_t i = 0; i < v->o.nmarks; i++)
        n += v->o.marks[i].kind != MARK_NOTE && str_eq(tag_head(v->o.marks[i].text), head);
    return n;
}

/* What the original has again and again and the translation nowhere, as times in a recording, is
 * one difference: it is told where the first of them is missing. */
static void tell_everywhere(const pair *p, const subject *s, bag *lost) {
    enum { OFTEN = 3 };
    for (size_t i = 0; i < lost->n; i++) {
        str head = tag_head(lost->p[i].text);
        item first = lost->p[i];
        size_t n = 0, kept = i;
        for (size_t k = i; k < lost->n; k++)
            n += str_eq(tag_head(lost->p[k].text), head);
        if (n < OFTEN || count_head(p->to, head))
            continue;
        diag *e = diag_add(p->d, s->id, place_counterpart(p, first.at),
                           "%s of the original is missing here and in %zu more places: %.*s",
                           s->one, n - 1, STR_FMT(code_quote(p->a, first.text)));
        diag_help(p->d, e,
                  "take it from the original in each; a translation that goes without has "
                  "letoon: {ignore: [%s]} in its front matter",
                  diag_rules[s->id].name);
        diag_also(p->d, e, first.at, "the first of them");
        for (size_t k = i; k < lost->n; k++)
            if (!str_eq(tag_head(lost->p[k].text), head))
                lost->p[kept++] = lost->p[k];
        lost->n = kept;
        i--;
    }
}

/* "｛｛ title ｝｝" for "{{ title }}". */
static void tell_spoilt(const pair *p, const subject *s, const item *lost, span at) {
    str here = str_slice(at.src->text, at.at, at.at + at.n);
    diag *e = diag_add(p->d, s->id, at, "this is no %s, readers see it: %.*s", s->name,
                       STR_FMT(code_quote(p->a, here)));
    diag_help(p->d, e, "write %.*s in its place", STR_FMT(lost->text));
    diag_also(p->d, e, lost->at, "the original");
    if (str_find_char(lost->text, '"') == STR_NONE && str_find_char(lost->text, '\'') == STR_NONE)
        diag_fix(p->d, e, at, lost->text);
}

static void help_missing(const pair *p, diag *e, const bag *here) {
    const item *x = &here->p[0];
    const source *src = x->at.src;
    str line = str_trim(str_line_at(src->text, x->at.at));
    uint32_t no = source_place(src, x->at.at).line;
    if (here->n == 1 && str_eq(line, x->text) && str_starts(x->text, S("{:")))
        diag_help(p->d, e, "put it on the line below this block, as line %u of %.*s", no,
                  STR_FMT(src->path));
    else if (here->n == 1 && str_eq(line, x->text))
        diag_help(p->d, e, "copy line %u of %.*s and put it here", no, STR_FMT(src->path));
    else
        diag_help(p->d, e, "put %s where the original has %s: %.*s", here->n == 1 ? "it" : "them",
                  here->n == 1 ? "it" : "them", STR_FMT(cure_words(p->a, x->at)));
}

/* What is missing at one place; gives how many of them that is. */
static size_t tell_missing(const pair *p, const subject *s, const bag *lost, size_t first) {
    span at = place_counterpart(p, lost->p[first].at);
    const leaf *in = place_leaf(&p->from->o, lost->p[first].at.at);
    bag here = {0};
    for (size_t i = first; i < lost->n && (place_leaf(&p->from->o, lost->p[i].at.at) == in ||
                                           place_counterpart(p, lost->p[i].at).at == at.at);
         i++)
        bag_add(p->a, &here, lost->p[i].key, lost->p[i].text, lost->p[i].at);
    span spoilt = here.n == 1 ? spoilt_mark(p, at) : (span){0};
    if (spoilt.n) {
        tell_spoilt(p, s, &here.p[0], spoilt);
        return here.n;
    }
    diag *e = diag_add(p->d, s->id, at, "%s of the original is missing here: %.*s", s->one,
                       STR_FMT(bag_quote(p->a, &here)));
    help_missing(p, e, &here);
    diag_also(p->d, e, here.p[0].at, "the original");
    return here.n;
}

/* What became of a tag: one with more arguments, else the first of its kind; n: nothing. */
static size_t find_like(const item *lost, const bag *got) {
    size_t first = got->n;
    for (size_t k = got->n; k-- > 0;) {
        if (!str_eq(tag_kind(lost->text), tag_kind(got->p[k].text)))
            continue;
        first = k;
        if (is_extended(lost, &got->p[k]))
            return k;
    }
    return first;
}

/* What is left on both sides and is of one kind was changed. */
static void tell_pairs(const pair *p, const subject *s, bag *lost, bag *got) {
    size_t kept = 0;
    for (size_t i = 0; i < lost->n; i++) {
        size_t k = find_like(&lost->p[i], got);
        if (k == got->n) {
            lost->p[kept++] = lost->p[i];
            continue;
        }
        const item *was = &lost->p[i];
        item now = bag_take(got, k);
        if (p->site->config->is_bare && is_in_code(was) && is_in_code(&now))
            continue; /* nothing but Jekyll takes it for more than the code that it shows */
        if (!is_extended(was, &now) && !own_example(p, was->text, now.text) &&
            !tag_is_reworded(was->text, was->key, now.key) &&
            !include_is_own(p, was->text, now.text))
            tell_changed(p, s, was, &now);
    }
    lost->n = kept;
}

/* A tag that is missing, or more, takes its end along: that is told once. */
static void drop_ends(arena *a, bag *b) {
    map begun = map_new(a);
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++) {
        void **n = map_at(&begun, tag_kind(b->p[i].text));
        *n = (void *)((uintptr_t)*n + 1);
    }
    for (size_t i = 0; i < b->n; i++) {
        str name = tag_ended(tag_kind(b->p[i].text));
        void **n = name.n ? map_at(&begun, name) : NULL;
        if (n && *n)
            *n = (void *)((uintptr_t)*n - 1);
        else
            b->p[kept++] = b->p[i];
    }
    b->n = kept;
}

/* "{% für t in tags %}" for "{% for t in tags %}", and "{% fin %}" at the place of "{% endif %}".
 */
static bool is_renamed(const pair *p, const item *lost, const item *got) {
    str x = tag_behind(lost->text), y = tag_behind(got->text);
    if (!x.n || !y.n)
        return false;
    bool is_like = str_trim(x).n > 2 && str_eq(x, y);
    return is_like || bag_step(p, true, lost) == bag_step(p, false, got);
}

static void tell_renamed(const pair *p, const subject *s, bag *lost, bag *got) {
    for (size_t i = 0; i < lost->n; i++)
        for (size_t k = 0; k < got->n; k++) {
            if (!is_renamed(p, &lost->p[i], &got->p[k]))
                continue;
            tell_changed(p, s, &lost->p[i], &got->p[k]);
            bag_take(lost, i--);
            bag_take(got, k);
            break;
        }
}

/* The id that a heading has by its text: letters and digits in lower case, a hyphen for each space.
 */
static str id_of(arena *a, str text) {
    buf b = buf_new(a, text.n);
    text = str_trim(text);
    for (size_t i = 0; i < text.n; i++) {
        char c = ascii_lower(text.p[i]);
        if (c == ' ')
            c = '-';
        if (ascii_is_alnum(c) || c == '-' || c == '_')
            buf_char(&b, c);
    }
    return buf_str(&b);
}

/* Does this give a heading the id that the original's has by itself? Then links to it go on
 * working. */
static bool keeps_id(const pair *p, const item *got) {
    const leaf *from = NULL;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        const leaf *to = pair_to(p, x);
        if (to && to->at <= got->at.at)
            from = to->class == LEAF_HEADING ? pair_from(p, x) : NULL;
    }
    if (!from)
        return false;
    str heading = str_slice(p->from->src->text, from->at, from->at + from->n);
    str id = id_of(p->a, str_from(heading, str_leading(heading, '#')));
    return id.n && str_has(got->text, str_cat(p->a, S("#"), id));
}

/* Takes out what stands in code of which an error was told: that it is other code. */
static void drop_in_code(const pair *p, bool is_from, bag *b) {
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++) {
        const leaf *l = pair_leaf_at(is_from ? &p->from->o : &p->to->o, b->p[i].at.at);
        const leaf *code = l && l->class == LEAF_CODE ? l : NULL;
        const leaf *to = is_from ? pair_translation(p, code) : code;
        if (!to || !place_is_explained(p, to))
            b->p[kept++] = b->p[i];
    }
    b->n = kept;
}

/* Takes out what stands between backticks as often as on the other side. */
static void drop_shown(const pair *p, bool is_from, bag *b) {
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++) {
        const leaf *l = pair_leaf_at(is_from ? &p->from->o : &p->to->o, b->p[i].at.at);
        const leaf *other = is_from ? pair_translation(p, l) : pair_counterpart(p, l);
        if (!other || !is_in_code(&b->p[i]) ||
            outline_count(l, ATOM_OUTPUT) != outline_count(other, ATOM_OUTPUT))
            b->p[kept++] = b->p[i];
    }
    b->n = kept;
}

static bool has_kind(const bag *b, str kind) {
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(tag_kind(b->p[i].text), kind))
            return true;
    return false;
}

static bool names_language(const pair *p, const item *x) {
    str lang = tag_argument(x->text, S("lang"));
    return lang.n && str_eq_fold(lang, tongue_language(p->from->tag));
}

/* Takes out what says that words between are in the original's language, as a translation has to of
 * names and terms: `{% include lang.html type="start" lang="en" %}` and its end. */
static void drop_foreign(const pair *p, bag *got) {
    for (size_t i = 0; i < got->n; i++) {
        str head = tag_head(got->p[i].text);
        size_t kept = 0;
        if (!names_language(p, &got->p[i]) || count_head(p->from, head))
            continue;
        for (size_t k = 0; k < got->n; k++)
            if (!str_eq(tag_head(got->p[k].text), head))
                got->p[kept++] = got->p[k];
        got->n = kept;
        i = (size_t)-1;
    }
}

static void compare(const pair *p, const subject *s) {
    bag lost = marks_of(p, p->from, s->kinds), got = marks_of(p, p->to, s->kinds);
    bag told_lost = bag_take_told(p, true, &lost), told_got = bag_take_told(p, false, &got);
    bag_reduce_placed(p, &lost, &got);
    bag_reduce(p->a, &lost, &told_got);
    bag_reduce(p->a, &told_lost, &got);
    drop_links(p, &lost);
    drop_in_code(p, true, &lost);
    drop_in_code(p, false, &got);
    if (p->site->config->is_bare) {
        drop_shown(p, true, &lost);
        drop_shown(p, false, &got);
    }
    if (has_kind(&lost, S("raw")) || has_kind(&lost, S("endraw")))
        got.n = 0; /* what it kept from being Liquid is Liquid now */
    tell_pairs(p, s, &lost, &got);
    drop_ends(p->a, &lost);
    drop_ends(p->a, &got);
    drop_foreign(p, &got);
    tell_renamed(p, s, &lost, &got);
    tell_everywhere(p, s, &lost);
    for (size_t i = 0; i < lost.n;)
        i += tell_missing(p, s, &lost, i);
    for (size_t i = 0; i < got.n; i++) {
        bool is_about = str_has(tag_kind(got.p[i].text), S("translat"));
        if (is_about || (s == &attributes && keeps_id(p, &got.p[i])))
            continue; /* it says how old the translation is, or keeps links going */
        diag *e = diag_add(p->d, s->id, got.p[i].at, "%s more than the original has: %.*s", s->name,
                           STR_FMT(code_quote(p->a, got.p[i].text)));
        diag_help(p->d, e, "remove it, or add it to the original");
    }
}

void rule_marks(const pair *p) {
    if (p->from->o.marking != p->to->o.marking) {
        compare(p, &liquid);
        compare(p, &attributes);
    }
    attached_check(p);
}
