#include "parity/rules/link_labels.h"

#include "base/bytes.h"
#include "parity/rules/bag.h"
#include "parity/rules/place.h"

bool label_is_in(str text, str label) {
    for (size_t i = str_find_char(text, '['); i < text.n; i++) {
        size_t k = 0, n = i;
        while (k < label.n && n < text.n) {
            bool is_space = ascii_is_space(label.p[k]) && ascii_is_space(text.p[n]);
            if (!is_space && label.p[k] != text.p[n])
                break;
            k++;
            n++;
            while (is_space && n < text.n && ascii_is_space(text.p[n]))
                n++;
        }
        if (k == label.n)
            return true;
    }
    return false;
}

static bool has_include(const outline *o) {
    for (size_t i = 0; i < o->nmarks; i++)
        if (o->marks[i].kind == MARK_TAG && str_has(o->marks[i].text, S("include")))
            return true;
    return false;
}

static str source_of(const version *v, const leaf *l) {
    return str_slice(v->src->text, l->at, l->at + l->n);
}

/* The next "[text][label]" or "[label][]" of what is read, from *at on; with the label's brackets.
 * Empty: there is none. */
static str next_label(str text, size_t *at) {
    for (size_t n; (n = str_find(str_from(text, *at), S("]["))) != STR_NONE;) {
        size_t close = *at + n, open = str_rfind_char(str_slice(text, 0, close), '[');
        str label = str_from(text, close + 1);
        size_t end = str_find_char(label, ']');
        *at = close + 2;
        if (open == STR_NONE || end == STR_NONE)
            continue;
        label = end == 1 ? str_slice(text, open, close + 1) : str_slice(label, 0, end + 1);
        if (label.n > 2 && label.p[1] != '^')
            return label;
    }
    return (str){0};
}

static str on_one_line(arena *a, str label) {
    if (str_find_char(label, '\n') == STR_NONE)
        return label;
    buf b = buf_new(a, label.n);
    for (size_t i = 0; i < label.n; i++)
        if (!ascii_is_space(label.p[i]) || !ascii_is_space(label.p[i - 1]))
            buf_char(&b, label.p[i] == '\n' ? ' ' : label.p[i]);
    return buf_str(&b);
}

void link_labels(const pair *p, const leaf *from, const leaf *to) {
    bag lost = {0};
    size_t at = 0;
    str here = source_of(p->to, to), label;
    if (!(from->bytes & BYTE_BRACKET) || !str_has(from->text, S("][")) || !has_include(&p->from->o))
        return;
    while ((label = next_label(from->text, &at)).n)
        if (!label_is_in(here, label))
            bag_add(p->a, &lost, label, on_one_line(p->a, label),
                    place_of_text(&p->from->o, from, (size_t)(label.p - from->text.p), label.n));
    if (!lost.n)
        return;
    diag *e = diag_add(p->d, RULE_LINK_MISSING, place_beside(p, from, lost.p[0].at, to),
                       "%s of the original %s missing in this block: %.*s",
                       lost.n == 1 ? "a link" : "links", lost.n == 1 ? "is" : "are",
                       STR_FMT(bag_quote(p->a, &lost)));
    diag_help(p->d, e, "put %.*s behind the words for it, in brackets: [the words]%.*s",
              STR_FMT(lost.p[0].text), STR_FMT(lost.p[0].text));
    diag_also(p->d, e, lost.p[0].at, "the original");
}
