/* HTML tags: each block has those that its original has. */
#include "parity/rules/html.h"

#include "parity/cure.h"
#include "parity/rules/place.h"
#include "parity/split.h"

/* "b" of "<b>", "<b class=…>" and of "/b>"; empty for comments and what is no tag. */
static str tag_name(str tag) {
    size_t n = 1;
    while (n < tag.n && (ascii_is_alnum(tag.p[n]) || tag.p[n] == '-'))
        n++;
    return tag.n ? str_slice(tag, 1, n) : (str){0};
}

static bool is_one_of(str name, const char *names) {
    str rest = str_of(names), one;
    while (rest.n) {
        str_cut(rest, S(" "), &one, &rest);
        if (str_eq_fold(one, name))
            return true;
    }
    return false;
}

static bool is_cjk(str tag) {
    return str_starts(tag, S("zh")) || str_starts(tag, S("ja")) || str_starts(tag, S("ko"));
}

/* Tags that a translation into this language may add or leave out. */
static bool is_free(const pair *p, str name) {
    return is_one_of(name, "abbr br sup dfn code") ||
           (split_is_rtl(p->to->tag) && is_one_of(name, "span bdi bdo")) ||
           (is_cjk(p->to->tag) && is_one_of(name, "em strong i b span ruby rt rp wbr"));
}

static str lower(arena *a, str name) {
    buf b = buf_new(a, name.n);
    for (size_t i = 0; i < name.n; i++)
        buf_char(&b, ascii_lower(name.p[i]));
    return buf_str(&b);
}

/* The tags of a piece of HTML, or its end tags: of an inline tag itself, of a block all. */
static void add_tags(const pair *p, const source *src, uint32_t at, str html, bool ends, bag *out) {
    for (size_t i = 0; i < html.n; i++) {
        size_t next = str_find_char(str_from(html, i), '<');
        if (next == STR_NONE)
            return;
        i += next;
        str rest = str_from(html, i);
        if (str_starts(rest, S("<!--"))) {
            size_t end = str_find(rest, S("-->"));
            if (end == STR_NONE)
                return;
            i += end;
            continue;
        }
        bool is_end = str_starts(rest, S("</"));
        str name = tag_name(is_end ? str_from(rest, 1) : rest);
        if (name.n && is_end == ends && !is_free(p, name))
            bag_add(p->a, out, lower(p->a, name), name, span_of(src, at + i, name.n + 1 + is_end));
    }
}

bag html_tags_of(const pair *p, const version *v, const leaf *l, bool ends) {
    bag out = {0};
    if (l->class == LEAF_HTML) {
        str html = str_slice(v->src->text, l->at, l->at + l->n);
        add_tags(p, v->src, l->at, html, ends, &out);
        return out;
    }
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind == ATOM_HTML)
            add_tags(p, v->src, outline_atom(&v->o, l, &l->atoms[i]).at, l->atoms[i].text, ends,
                     &out);
    return out;
}

/* Do they only set words apart, as quotations in italics? */
static bool is_style(const bag *tags) {
    for (size_t i = 0; i < tags->n; i++)
        if (!is_one_of(tags->p[i].key, "i em b strong u small p"))
            return false;
    return true;
}

/* "Badge" of "<Badge text=…>": of a program that makes pages, and no HTML. */
static bool is_component(str name) {
    bool has_small = false;
    for (size_t i = 1; i < name.n; i++)
        has_small = has_small || (name.p[i] >= 'a' && name.p[i] <= 'z');
    return has_small && name.p[0] >= 'A' && name.p[0] <= 'Z';
}

/* Do they say what words are, which a translation may have to of names and quotations? */
static bool is_about_words(const bag *tags) {
    for (size_t i = 0; i < tags->n; i++)
        if (!is_component(tags->p[i].text) &&
            !is_one_of(tags->p[i].key, "i em b strong u small p q cite span kbd mark"))
            return false;
    return true;
}

/* Takes out what says in which language words are. */
static void take_languages(bag *got) {
    size_t kept = 0;
    for (size_t i = 0; i < got->n; i++) {
        str text = str_from(got->p[i].at.src->text, got->p[i].at.at);
        str tag = str_slice(text, 0, str_find_char(text, '>'));
        bool is_inline = is_one_of(got->p[i].key, "span i em q cite bdi bdo");
        if (!is_inline || !(str_has(tag, S(" lang=")) || str_has(tag, S(" xml:lang="))))
            got->p[kept++] = got->p[i];
    }
    got->n = kept;
}

/* Takes out of `lost` what blocks of HTML near this step of the alignment have that have no
 * counterpart: blank lines took them apart, and it was told that they are more. */
static void take_beside(const pair *p, size_t step, bool ends, bag *lost) {
    enum { NEAR = 4 };
    size_t end = step + NEAR + 1 < p->al.n ? step + NEAR + 1 : p->al.n;
    for (size_t i = step > NEAR ? step - NEAR : 0; i < end && lost->n; i++) {
        const leaf *to = pair_to(p, &p->al.p[i]);
        if (!to || pair_from(p, &p->al.p[i]) || to->class != LEAF_HTML)
            continue;
        bag more = html_tags_of(p, p->to, to, ends);
        bag_reduce(p->a, lost, &more);
    }
}

static size_t count_anchors(const bag *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        n += str_eq_fold(b->p[i].key, S("a"));
    return n;
}

static void take_anchors(bag *b) {
    size_t kept = 0;
    for (size_t i = 0; i < b->n; i++)
        if (!str_eq_fold(b->p[i].key, S("a")))
            b->p[kept++] = b->p[i];
    b->n = kept;
}

/* Links may be written in Markdown here and as tags there: as many are the same. */
static void take_links(const leaf *from, const leaf *to, bag *lost, bag *got) {
    if (outline_count(from, ATOM_LINK) + count_anchors(lost) ==
        outline_count(to, ATOM_LINK) + count_anchors(got)) {
        take_anchors(lost);
        take_anchors(got);
    }
}

/* So may bold text and italics. */
static void take_styles(const leaf *from, const leaf *to, bag *lost, bag *got) {
    uint32_t more = outline_count(to, ATOM_STRONG) + outline_count(to, ATOM_EMPH);
    uint32_t there = outline_count(from, ATOM_STRONG) + outline_count(from, ATOM_EMPH);
    if (is_style(lost) && more == there + lost->n)
        lost->n = 0;
    else if (!lost->n && is_style(got) && there == more + got->n)
        got->n = 0;
}

/* Where tags differ first: there what is missing is missing. */
static span place_of_lost(const pair *p, const leaf *from, const leaf *to, bool ends,
                          const bag *lost) {
    bag want = html_tags_of(p, p->from, from, ends), got = html_tags_of(p, p->to, to, ends);
    size_t i = 0;
    while (i < want.n && i < got.n && str_eq(want.p[i].key, got.p[i].key))
        i++;
    return i < got.n ? got.p[i].at : place_beside(p, from, lost->p[0].at, to);
}

/* How many more of such tags begin in a leaf than end. */
static int count_open(const leaf *l, str name) {
    int open = 0;
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        bool is_end = x->kind == ATOM_HTML && str_starts(x->text, S("</"));
        if (x->kind == ATOM_HTML && !str_ends(x->text, S("/>")) &&
            str_eq_fold(tag_name(is_end ? str_from(x->text, 1) : x->text), name))
            open += is_end ? -1 : 1;
    }
    return open;
}

/* Where the original's block has "</kbd". */
static span end_tag(const pair *p, const leaf *from, str name) {
    str in = str_slice(p->from->src->text, from->at, from->at + from->n);
    size_t at = str_find(in, str_cat(p->a, S("</"), name));
    return at == STR_NONE ? outline_leaf(&p->from->o, from)
                          : span_of(p->from->src, from->at + (uint32_t)at, name.n + 3);
}

/* A translation may have a tag more, but not one that does not end where all of the original's do.
 */
static void check_open(const pair *p, const leaf *from, const leaf *to) {
    for (uint32_t i = 0; i < to->natoms; i++) {
        const atom *x = &to->atoms[i];
        str name = x->kind == ATOM_HTML ? tag_name(x->text) : (str){0};
        if (!name.n || !is_free(p, name) || is_one_of(name, "br wbr") ||
            count_open(to, name) <= 0 || count_open(from, name) != 0)
            continue;
        diag *e = diag_add(p->d, RULE_HTML_TAGS, outline_atom(&p->to->o, to, x),
                           "a tag of this block is not closed, in the original it is: %.*s",
                           STR_FMT(code_quote(p->a, name)));
        diag_help(p->d, e, "put </%.*s> where the original has it: %.*s", STR_FMT(name),
                  STR_FMT(cure_words(p->a, end_tag(p, from, name))));
        pair_original(p, e, from, "the original");
        return;
    }
}

/* "<u>tea<u>": a tag that ends in the original begins once more here. */
static void tell_begun(const pair *p, const item *x, span at) {
    diag *e = diag_add(p->d, RULE_HTML_TAGS, at,
                       "the tag %.*s begins once more here, in the original it ends",
                       STR_FMT(code_quote(p->a, x->text)));
    diag_help(p->d, e, "write </%.*s>", STR_FMT(x->text));
    diag_also(p->d, e, x->at, "the original");
}

/* The same tags begin on both sides, but here they do not end. Takes those that begin once more in
 * place of an end out of `more`. */
static void compare_ends(const pair *p, size_t step, bag *more) {
    const leaf *from = pair_from(p, &p->al.p[step]), *to = pair_to(p, &p->al.p[step]);
    bag lost = html_tags_of(p, p->from, from, true), got = html_tags_of(p, p->to, to, true);
    bag_reduce(p->a, &lost, &got);
    take_beside(p, step, true, &lost);
    for (size_t i = 0; i < lost.n; i++) {
        size_t k = bag_find(more, lost.p[i].key);
        if (k == STR_NONE)
            continue;
        tell_begun(p, &lost.p[i], more->p[k].at);
        bag_take(more, k);
        bag_take(&lost, i--);
    }
    if (!lost.n)
        return;
    diag *e = diag_add(p->d, RULE_HTML_TAGS, place_of_lost(p, from, to, true, &lost),
                       "tags of this block are not closed, in the original they are: %.*s",
                       STR_FMT(bag_quote(p->a, &lost)));
    diag_help(p->d, e, "put </%.*s> where the original has it: %.*s", STR_FMT(lost.p[0].text),
              STR_FMT(cure_words(p->a, lost.p[0].at)));
    diag_also(p->d, e, lost.p[0].at, "the original");
}

/* Where the source of a leaf has "&lt;br" or "＜br"; the leaf itself where it is written otherwise.
 */
static span place_of_shown(const pair *p, const leaf *to, str name) {
    static const str opening[] = {{"&lt;", 4}, {"＜", 3}, {"\\<", 2}};
    str text = str_slice(p->to->src->text, to->at, to->at + to->n);
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        str shown = str_cat(p->a, opening[i], name);
        size_t at = str_find(text, shown);
        if (at != STR_NONE)
            return span_of(p->to->src, to->at + (uint32_t)at, shown.n);
    }
    return outline_leaf(&p->to->o, to);
}

/* "&lt;br&gt;" and "＜br＞" of what is a tag in the original: readers see it. */
static bool tell_shown(const pair *p, const leaf *from, const leaf *to) {
    static const str opening[] = {{"<", 1}, {"＜", 3}};
    for (uint32_t i = 0; i < 2 * from->natoms; i++) {
        const atom *x = &from->atoms[i / 2];
        size_t end = x->kind == ATOM_HTML && x->text.n > 2 ? 1 : 0;
        while (end && end < x->text.n && (ascii_is_alnum(x->text.p[end]) || x->text.p[end] == '/'))
            end++;
        str name = str_slice(x->text, 1, end > 1 ? end : 1);
        str shown = name.n ? str_cat(p->a, opening[i % 2], name) : name;
        if (!shown.n || !str_has(to->text, shown) || str_has(from->text, shown))
            continue;
        diag *e = diag_add(p->d, RULE_HTML_TAGS, place_of_shown(p, to, name),
                           "the tag %.*s is text here, readers see it",
                           STR_FMT(code_quote(p->a, outline_written(p->a, &p->from->o, from, x))));
        diag_help(p->d, e, "write %.*s, with < and > of ASCII",
                  STR_FMT(outline_written(p->a, &p->from->o, from, x)));
        pair_original(p, e, from, "the original");
        return true;
    }
    return false;
}

static void compare(const pair *p, size_t step) {
    const leaf *from = pair_from(p, &p->al.p[step]), *to = pair_to(p, &p->al.p[step]);
    if (tell_shown(p, from, to))
        return;
    bag lost = html_tags_of(p, p->from, from, false), got = html_tags_of(p, p->to, to, false);
    bag_reduce(p->a, &lost, &got);
    size_t told = p->d->n;
    if (!lost.n)
        compare_ends(p, step, &got);
    take_links(from, to, &lost, &got);
    take_styles(from, to, &lost, &got);
    take_beside(p, step, false, &lost);
    if (!lost.n)
        take_languages(&got);
    if (!lost.n && !got.n) {
        if (p->d->n == told && to->class != LEAF_HTML)
            check_open(p, from, to);
        if (p->d->n == told)
            html_check_attributes(p, from, to);
        return;
    }
    diag *e;
    if (lost.n && got.n)
        e = diag_add(p->d, RULE_HTML_TAGS, got.p[0].at,
                     "the tags here are %.*s, in the original %.*s", STR_FMT(bag_quote(p->a, &got)),
                     STR_FMT(bag_quote(p->a, &lost)));
    else if (lost.n)
        e = diag_add(p->d, RULE_HTML_TAGS, place_of_lost(p, from, to, false, &lost),
                     "tags of the original are missing in this block: %.*s",
                     STR_FMT(bag_quote(p->a, &lost)));
    else
        e = diag_add(p->d, RULE_HTML_TAGS, got.p[0].at,
                     "tags more than the original has in this block: %.*s",
                     STR_FMT(bag_quote(p->a, &got)));
    if (!lost.n && is_about_words(&got))
        diag_weaken(p->d, e, SEV_WARNING);
    if (lost.n == 1 && got.n == 1)
        diag_help(p->d, e, "write %.*s for %.*s, in the end tag too", STR_FMT(lost.p[0].text),
                  STR_FMT(got.p[0].text));
    else if (lost.n && is_one_of(lost.p[0].text, "br hr img input source wbr"))
        diag_help(p->d, e, "put %s where the original has %s: %.*s", lost.n == 1 ? "it" : "them",
                  lost.n == 1 ? "it" : "them", STR_FMT(cure_words(p->a, lost.p[0].at)));
    else if (lost.n)
        diag_help(p->d, e, "put the original's %s around the words that mean the same: %.*s",
                  lost.n == 1 ? "tag" : "tags", STR_FMT(cure_words(p->a, lost.p[0].at)));
    else
        diag_help(p->d, e, "remove %s, or add %s to the original", got.n == 1 ? "it" : "them",
                  got.n == 1 ? "it" : "them");
    if (lost.n)
        diag_also(p->d, e, lost.p[0].at, "the original");
    else
        pair_original(p, e, from, "the original");
}

/* Is a tag beside this block a paragraph, "＜div＞", which was told as one too many? It is missing
 * in the block. */
static bool is_beside_shown(const pair *p, const leaf *to) {
    const leaf *first = p->to->o.leaves, *end = first + p->to->o.n;
    for (const leaf *l = to - 1; l <= to + 1; l += 2) {
        size_t sign = l < first || l >= end || l->class != LEAF_TEXT ? 0
                      : str_starts(l->text, S("<"))                  ? 1
                      : str_starts(l->text, S("＜"))                 ? 3
                                                                     : 0;
        char c = sign && sign < l->text.n ? l->text.p[sign] : ' ';
        if ((c == '/' || ascii_is_alpha(c)) && !pair_counterpart(p, l))
            return true;
    }
    return false;
}

/* Is it a comment that programs read: the end of the excerpt? */
static bool is_separator(const pair *p, str comment) {
    str own = str_trim(p->site->config->excerpt_separator), text = str_trim(comment);
    if (!str_starts(text, S("<!--")) || !str_ends(text, S("-->")) || text.n < 7)
        return false;
    str word = str_trim(str_slice(text, 4, text.n - 3));
    return str_eq(text, own) || str_is_in_words(word, " more truncate excerpt endexcerpt ");
}

static void check_separator(const pair *p, const leaf *from, const leaf *to) {
    if (!(from->flags & to->flags & LEAF_IS_COMMENT))
        return;
    str want = str_trim(from->text), got = str_trim(to->text);
    if (str_eq(want, got) || !is_separator(p, want) || is_separator(p, got))
        return;
    diag *e = diag_add(p->d, RULE_HTML_TAGS, outline_leaf(&p->to->o, to),
                       "the comment that ends the excerpt is %.*s, in the original %.*s",
                       STR_FMT(code_quote(p->a, got)), STR_FMT(code_quote(p->a, want)));
    diag_help(p->d, e, "take it from the original: programs look for it");
    pair_original(p, e, from, "the original");
}

void rule_html(const pair *p) {
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!aligned_is_pair(x))
            continue;
        const leaf *from = pair_from(p, x), *to = pair_to(p, x);
        bool is_told_by_text = from->class == LEAF_HTML || to->class == LEAF_HTML;
        if (from->hash != to->hash)
            check_separator(p, from, to);
        if (from->class != LEAF_CODE && from->hash != to->hash &&
            (is_told_by_text || from->holding != to->holding) && !is_beside_shown(p, to))
            compare(p, i);
    }
}
