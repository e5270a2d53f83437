#include "parity/split.h"

#include "base/hash.h"

uint64_t split_tags(str html) {
    uint64_t sum = 0;
    for (size_t i = 0; i + 1 < html.n; i++) {
        size_t n = 1 + (html.p[i + 1] == '/');
        if (html.p[i] != '<' || i + n >= html.n || !ascii_is_alpha(html.p[i + n]))
            continue;
        while (i + n < html.n && ascii_is_alnum(html.p[i + n]))
            n++;
        sum += hash64(str_slice(html, i, i + n), 0);
    }
    return sum;
}

static uint64_t sum_leaf(const outline *o, const leaf *l) {
    return l->class == LEAF_HTML ? split_tags(str_slice(o->src->text, l->at, l->at + l->n)) : 0;
}

bool split_html(const pair *p, uint32_t first, uint32_t n, const aligned *beside) {
    const leaf *from = pair_from(p, beside), *to = pair_to(p, beside);
    const leaf *begin = &p->to->o.leaves[first];
    if (!from || !to || from->class != LEAF_HTML || to->class != LEAF_HTML)
        return false;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += sum_leaf(&p->to->o, begin + i);
    if (!sum || sum + sum_leaf(&p->to->o, to) != sum_leaf(&p->from->o, from))
        return false;
    diag *e = diag_add(p->d, RULE_PARITY_SPLIT, outline_leaf(&p->to->o, begin),
                       "one block of HTML of the original is %u blocks here", n + 1);
    diag_help(p->d, e, "take the blank lines away that the original has not");
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
    return true;
}

bool split_is_rtl(str lang) {
    static const str tags[] = {{"ar", 2}, {"he", 2}, {"fa", 2}, {"ur", 2}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_starts(lang, tags[i]))
            return true;
    return false;
}

bool split_is_direction(const pair *p, const leaf *l) {
    str html = str_trim(l->text);
    bool is_rtl = split_is_rtl(p->to->tag);
    bool is_one = str_starts(html, S("<div")) && str_find_char(html, '>') + 1 == html.n;
    return is_rtl && l->class == LEAF_HTML &&
           ((is_one && str_has(html, S("dir="))) || str_eq(html, S("</div>")));
}
