#include "parity/rules/definition.h"

#include "parity/rules/place.h"

/* Behind "[label]:" at the beginning of a line; STR_NONE: it begins with no such thing. */
static size_t label_end(str line) {
    size_t at = str_skip_space(line, 0), close = str_find(str_from(line, at), S("]:"));
    bool is_label = at < 4 && close != STR_NONE && close > 1 && line.p[at] == '[' &&
                    line.p[at + 1] != '^' &&
                    str_find_char(str_slice(line, at, at + close), '`') == STR_NONE;
    return is_label ? at + close + 2 : STR_NONE;
}

/* What stands behind a label, without the title; blanks may be in what Liquid prints. */
static str address_in(str line) {
    size_t liquid = str_find(line, S("}}")), from = liquid == STR_NONE ? 0 : liquid;
    size_t space = str_find_char(str_from(line, from), ' ');
    str url = str_slice(line, 0, space == STR_NONE ? line.n : from + space);
    url = str_from(url, str_starts(url, S("<")));
    url.n -= str_ends(url, S(">"));
    return url;
}

/* The next one at or behind *at, which becomes the beginning of the line after it. */
static definition next_definition(const version *v, size_t *at) {
    str text = v->src->text;
    while (*at < text.n) {
        str rest = str_from(text, *at);
        size_t n = str_find_char(rest, '\n'), begin = *at;
        str line = str_slice(rest, 0, n == STR_NONE ? rest.n : n);
        size_t end = label_end(line);
        *at += line.n + 1;
        if (end == STR_NONE)
            continue;
        str url = str_trim(str_from(line, end));
        bool is_below = !url.n; /* the address is on the next line */
        if (is_below)
            url = str_trim(source_line(v->src, source_place(v->src, (uint32_t)begin).line + 1));
        url = address_in(url);
        str label = str_trim(str_slice(line, 0, end - 1));
        return (definition){label, url, span_of(v->src, (size_t)(url.p - text.p), url.n)};
    }
    return (definition){0};
}

/* Is an address the same but for "&amp;"? */
static bool is_same_text(str url, str written) {
    size_t i = 0, k = 0;
    while (i < url.n && k < written.n && url.p[i] == written.p[k]) {
        k += str_starts(str_from(written, k), S("&amp;")) ? 5 : 1;
        i++;
    }
    return i == url.n && k == written.n;
}

/* Is what Liquid printed, and what follows it, this address as it was written? */
static bool is_address(str url, str written) {
    size_t end = url.n;
    while (end && url.p[end - 1] != CLEAN_FILLER)
        end--;
    if (!end)
        return is_same_text(url, written);
    str rest = str_from(url, end);
    return str_has(written, S("{{")) && str_ends(written, rest) &&
           str_ends(str_slice(written, 0, written.n - rest.n), S("}}"));
}

/* Does an address stand at `at` as that of a link? */
static bool is_written(str url, span at) {
    str text = at.src->text;
    return at.n == url.n && at.at && (text.p[at.at - 1] == '(' || text.p[at.at - 1] == '<');
}

definition definition_find(const version *v, str url, span at) {
    definition x = {0};
    size_t next = v->o.body_at;
    if (is_written(url, at))
        return x;
    do
        x = next_definition(v, &next);
    while (x.label.n && !is_address(url, x.url));
    return x;
}

definition definition_of(const version *v, str label) {
    definition x;
    size_t next = v->o.body_at;
    do
        x = next_definition(v, &next);
    while (x.label.n && !str_eq_fold(x.label, label));
    return x;
}

span definition_place(const version *v, str url, span at) {
    definition x = definition_find(v, url, at);
    return x.label.n ? x.at : at;
}

span definition_gap(const pair *p, const definition *lost) {
    const leaf *next_leaf = place_leaf(&p->from->o, lost->at.at);
    span before = {0}, behind = {0};
    size_t next = p->from->o.body_at;
    for (definition x; (x = next_definition(p->from, &next)).label.n && !behind.src;) {
        definition here = place_leaf(&p->from->o, x.at.at) == next_leaf
                              ? definition_of(p->to, x.label)
                              : (definition){0};
        if (here.label.n)
            *(x.at.at < lost->at.at ? &before : &behind) = here.at;
    }
    if (behind.src || before.src)
        return span_of(p->to->src, behind.src ? behind.at : before.at, 0);
    uint32_t end = p->to->o.body_at;
    if (!next_leaf || next_leaf->at < lost->at.at) /* it is behind all text */
        return span_of(p->to->src, str_rtrim(p->to->src->text).n, 0);
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *l = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (l && to && l->at < lost->at.at)
            end =
                to->at + (uint32_t)str_rtrim(str_slice(p->to->src->text, to->at, to->at + to->n)).n;
    }
    return span_of(p->to->src, end, 0);
}

static bool is_used(const outline *o, str label, const leaf *but) {
    for (size_t i = 0; i < o->n; i++)
        if (&o->leaves[i] != but && o->leaves[i].class != LEAF_HTML &&
            str_has(o->leaves[i].text, label))
            return true;
    return false;
}

bool definition_is_broken(const pair *p, const leaf *l) {
    size_t next = p->from->o.body_at;
    if (l->class != LEAF_TEXT || !(str_starts(l->text, S("[")) || str_starts(l->text, S("［"))))
        return false;
    for (definition x; (x = next_definition(p->from, &next)).label.n;)
        if (x.url.n && str_has(l->text, x.url) && !definition_of(p->to, x.label).label.n)
            return is_used(&p->to->o, x.label, l);
    return false;
}

bool definition_is_lost(const version *from, const version *to, uint32_t at) {
    size_t next = from->o.body_at;
    for (definition x; (x = next_definition(from, &next)).label.n && x.at.at <= at;)
        if (at < x.at.at + x.at.n)
            return !definition_of(to, x.label).label.n;
    return false;
}
