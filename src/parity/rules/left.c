#include "parity/rules/left.h"

#include "html/html.h"

bool left_is_unreadable(const speaker *s, const profile *q) {
    enum { LETTERS = 3 };
    uint32_t dense = q->of[SCRIPT_HAN] + q->of[SCRIPT_HANGUL];
    return !s->shares_script && !tongue_has_script(s->from, SCRIPT_LATIN) &&
           !profile_own(q, s->to) && profile_own(q, s->from) == q->letters &&
           q->letters + dense >= LETTERS;
}

/* Is a text in a script without words too long for a name? Japanese writes Han characters, too, but
 * hardly so many of them without kana. */
static bool is_no_name(const speaker *s, const profile *q) {
    enum { LETTERS = 10 };
    uint32_t han = q->of[SCRIPT_HAN];
    if (s->shares_script)
        return tongue_has_script(s->to, SCRIPT_KANA) && !tongue_has_script(s->from, SCRIPT_KANA) &&
               han >= LETTERS && !q->of[SCRIPT_KANA];
    return profile_own(q, s->from) + han >= LETTERS;
}

bool left_should_differ(const speaker *s, const profile *q, str text) {
    enum { WORDS = 6, PLAIN = 4, PLAIN_FOREIGN = 3 };
    if (s->shares_script && q->hits[1] > q->hits[0])
        return false; /* it is in this language in both */
    bool is_foreign = !s->shares_script && !profile_own(q, s->to) && q->hits[0];
    uint32_t plain = is_foreign ? PLAIN_FOREIGN : PLAIN;
    if ((tongue_has_words(s->from) && q->words >= 5 && q->distinct[0] >= 2) ||
        left_is_unreadable(s, q))
        return true;
    if (q->words >= WORDS && tongue_has_script(s->from, SCRIPT_LATIN) &&
        speaker_running(text, S(PLAIN_STOPS)) + q->distinct[0] >= plain)
        return true;
    return !tongue_has_words(s->from) && is_no_name(s, q);
}

/* May a cell stay though it is text: is it quoted? */
static bool may_cell_stay(str cell) {
    return cell.p[0] == '"' || (unsigned char)cell.p[0] == 0xE2 || (unsigned char)cell.p[0] == 0xC2;
}

static str left_cell(const speaker *s, const leaf *from, const leaf *to) {
    enum { SHORT = 20 }; /* bytes of no more than some names */
    str rest = to->text, others = from->text, cell, other;
    if (to->class != LEAF_ROW || from->class != LEAF_ROW || s->shares_language ||
        s->p->told_to[to - s->p->to->o.leaves] || str_eq(rest, others) ||
        outline_count(to, ATOM_LINK))
        return (str){0};
    while (rest.n && others.n) {
        str_cut(rest, S("\t"), &cell, &rest);
        str_cut(others, S("\t"), &other, &others);
        cell = str_trim(cell);
        if (cell.n < SHORT || !str_eq(cell, str_trim(other)) || may_cell_stay(cell))
            continue;
        profile q = profile_of(cell, s->from, s->to);
        if (left_should_differ(s, &q, cell))
            return cell;
    }
    return (str){0};
}

/* ---- HTML ---- */

/* Code, pictures and what stands for a film that cannot be shown are no text. */
static bool holds_no_text(str name) {
    return str_is_in_words(name, " script style pre code svg math textarea template iframe video "
                                 "audio object select kbd samp ");
}

/* "wait <b>two</b> minutes" goes on. */
static bool is_inline(str name) {
    return str_is_in_words(name, " a abbr b bdi bdo br cite del dfn em i ins mark q s small span "
                                 "strong sub sup u wbr ");
}

static str html_of(const outline *o, const leaf *l) {
    return str_slice(o->src->text, l->at, l->at + l->n);
}

/* What stands in quotes or brackets may be a title: the text without them. */
static str drop_titles(arena *a, str text) {
    static const str marks[][2] = {
        {{"\"", 1}, {"\"", 1}}, {{"\u201C", 3}, {"\u201D", 3}}, {{"[", 1}, {")", 1}}};
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        buf b = buf_new(a, text.n);
        for (size_t at; (at = str_find(text, marks[k][0])) != STR_NONE;) {
            str rest = str_from(text, at + marks[k][0].n);
            size_t end = str_find(rest, marks[k][1]);
            buf_add(&b, str_slice(text, 0, at));
            text = end == STR_NONE ? rest : str_from(rest, end + marks[k][1].n);
        }
        buf_add(&b, text);
        text = buf_str(&b);
    }
    return text;
}

str left_words(arena *a, str html) {
    buf b = buf_new(a, html.n);
    size_t at = 0, end = 0;
    html_tag t;
    for (bool is_tag = true; is_tag; end = is_tag ? t.end : end) {
        is_tag = html_next(html, &at, &t);
        str text = str_slice(html, end, is_tag ? t.at : html.n);
        buf_add(&b, str_slice(text, 0, str_find(text, S("<!--"))));
    }
    return str_trim(buf_str(&b));
}

/* HTML without what leads elsewhere. */
static str drop_links(arena *a, str html) {
    buf b = buf_new(a, html.n);
    size_t at = 0, end = 0;
    html_tag t;
    while (html_next(html, &at, &t)) {
        if (!str_eq_fold(t.name, S("a")))
            continue;
        if (!t.is_end)
            buf_add(&b, str_slice(html, end, t.at));
        end = t.end;
    }
    buf_add(&b, str_from(html, end));
    return buf_str(&b);
}

/* Is a text in a block of HTML also the original's, and should it not be? */
static bool is_left_in(const speaker *s, str original, str text) {
    enum { SHORT = 20 }; /* bytes */
    bool is_code = str_has(text, S("{%")) || (str_starts(text, S("{")) && str_ends(text, S("}")));
    if (text.n < SHORT || is_code || str_starts(text, S("\u2014")) ||
        str_starts(text, S("\u2013")) || !str_has(original, text))
        return false; /* or it says whose words these are */
    str plain = drop_titles(s->p->a, left_words(s->p->a, drop_links(s->p->a, text)));
    profile q = profile_of(plain, s->from, s->to);
    return left_should_differ(s, &q, plain);
}

static str left_html(const speaker *s, const leaf *from, const leaf *to) {
    if (to->class != LEAF_HTML || from->class != LEAF_HTML || s->shares_language ||
        to->flags & LEAF_IS_COMMENT || s->p->told_to[to - s->p->to->o.leaves])
        return (str){0};
    str original = html_of(&s->p->from->o, from), html = html_of(&s->p->to->o, to);
    size_t at = 0, begin = 0;
    html_tag t;
    str name = {0}; /* of the element that holds no text which we are in */
    while (html_next(html, &at, &t)) {
        if (name.n) {
            if (t.is_end && str_eq_fold(t.name, name))
                name = (str){0};
            begin = t.end;
            continue;
        }
        if (is_inline(t.name))
            continue;
        str text = str_trim(str_slice(html, begin, t.at));
        if (is_left_in(s, original, text))
            return text;
        begin = t.end;
        if (!t.is_end && !t.is_closed && holds_no_text(t.name))
            name = t.name;
    }
    str rest = name.n ? (str){0} : str_trim(str_from(html, begin));
    return is_left_in(s, original, rest) ? rest : (str){0};
}

str left_part(const speaker *s, const leaf *from, const leaf *to) {
    return to->class == LEAF_ROW ? left_cell(s, from, to) : left_html(s, from, to);
}
