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

/* ---- code ---- */

/* The next line that is not blank; n 0: there is none. */
static str next_line(str *rest) {
    str line = {0};
    while (rest->n && !line.n) {
        str_cut(*rest, S("\n"), &line, rest);
        line = str_trim(line);
    }
    return line;
}

/* The command or the name that a line begins with. */
static str first_word(str line) {
    size_t n = 0;
    while (n < line.n && !ascii_is_space(line.p[n]))
        n++;
    return str_slice(line, 0, n);
}

/* Do two blocks have the lines of one, but for comments that are translated? */
static bool are_lines_of(str one, str first, str second) {
    size_t n = 0, same = 0;
    for (str line; (line = next_line(&one)).n; n++) {
        str got = next_line(first.n ? &first : &second);
        if (!got.n)
            got = next_line(&second);
        if (!got.n)
            return false;
        same += str_eq(first_word(line), first_word(got));
    }
    return 2 * same > n && !next_line(&first).n && !next_line(&second).n;
}

bool split_code(const pair *p, uint32_t first, uint32_t n, const aligned *beside) {
    const leaf *from = pair_from(p, beside), *to = pair_to(p, beside);
    const leaf *more = &p->to->o.leaves[first];
    if (!from || !to || n != 1 || from->class != LEAF_CODE || to->class != LEAF_CODE ||
        more->class != LEAF_CODE)
        return false;
    const leaf *second = more > to ? more : to, *begin = more > to ? to : more;
    if (!are_lines_of(from->text, begin->text, second->text))
        return false;
    diag *e = diag_add(p->d, RULE_PARITY_EXTRA_BLOCK, outline_leaf(&p->to->o, second),
                       "one code block of the original is two here: %.*s",
                       STR_FMT(leaf_quote(p->a, second)));
    diag_help(p->d, e, "take away the fences that end and begin a block between the two");
    pair_original(p, e, from, "the original");
    pair_tell(p, from, to);
    return true;
}

/* ---- direction ---- */

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
