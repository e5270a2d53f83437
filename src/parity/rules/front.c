/* Front matter: the keys of the original, with values that the policy of each allows. */
#include "parity/pair.h"

#include "base/vec.h"
#include "parity/habits.h"
#include "parity/rules/front_keys.h"
#include "parity/rules/front_second.h"
#include "parity/rules/own_example.h"
#include "site/front.h"

typedef vec(const member *) members;

typedef struct front {
    const pair *p;
    value keys;        /* the site's policies */
    members lost, got; /* that only one side has */
} front;

static str key_of(const member *m) {
    return value_as_str(m->key);
}

static span key_span(const version *v, const member *m) {
    return span_of(v->src, m->key_at, key_of(m).n);
}

static span val_span(const version *v, const member *m) {
    return m->val_n ? span_of(v->src, m->val_at, m->val_n) : key_span(v, m);
}

static str text_of(const version *v, const member *m) {
    return str_slice(v->src->text, m->val_at, m->val_at + m->val_n);
}

/* ---- keys ---- */

static void only_in(const front *f, value x, value y, members *out) {
    for (uint32_t i = 0; x.kind == V_MAP && i < x.u.map->n; i++) {
        const member *m = &x.u.map->members[i];
        if (m->key.kind == V_STR && !value_member(y, key_of(m)) &&
            front_policy(f->keys, key_of(m)) != KEY_FREE)
            *vec_push(f->p->a, out) = m;
    }
}

static void remove_at(members *v, size_t i) {
    for (; i + 1 < v->n; i++)
        v->p[i] = v->p[i + 1];
    v->n--;
}

/* "description" for "escription": it is the original that is mistyped. */
static bool is_put_right(str lost, str got) {
    static const char common[] = " title description date tags categories category layout lang "
                                 "permalink author authors image excerpt subtitle summary draft ";
    return str_is_in_words(got, common) && !str_is_in_words(lost, common);
}

static void tell_renamed(const front *f, rule_id id, const member *lost, const member *got) {
    const pair *p = f->p;
    diag *e = diag_add(p->d, id, key_span(p->to, got), "key \"%.*s\", in the original \"%.*s\"",
                       STR_FMT(key_of(got)), STR_FMT(key_of(lost)));
    diag_also(p->d, e, key_span(p->from, lost), "the original");
    if (id == RULE_FRONTMATTER_MISTYPED_KEY && is_put_right(key_of(lost), key_of(got))) {
        diag_weaken(p->d, e, SEV_WARNING);
        diag_help(p->d, e, "write \"%.*s\" in the original", STR_FMT(key_of(got)));
        return;
    }
    diag_help(p->d, e, "write \"%.*s\", keys are the same in every language",
              STR_FMT(key_of(lost)));
    diag_fix(p->d, e, key_span(p->to, got), key_of(lost));
}

static bool is_misspelt(const member *lost, const member *got) {
    size_t off = str_distance(key_of(lost), key_of(got));
    return off <= 2 && 2 * off <= key_of(lost).n;
}

static bool is_translated(const front *f, const member *lost, const member *got) {
    if (str_eq(front_untranslated(key_of(got)), key_of(lost)))
        return true;
    str x = text_of(f->p->from, lost), y = text_of(f->p->to, got);
    return x.n && str_eq(x, y);
}

/* Takes pairs of a lost and a new key that are one by `is_one`, and tells them. */
static void find_renamed(front *f, bool by_spelling) {
    for (size_t i = 0; i < f->lost.n; i++) {
        for (size_t k = 0; k < f->got.n; k++) {
            const member *lost = f->lost.p[i], *got = f->got.p[k];
            if (by_spelling ? !is_misspelt(lost, got) : !is_translated(f, lost, got))
                continue;
            if (!own_example_beside(f->p, key_of(lost), key_of(got)))
                tell_renamed(f,
                             by_spelling ? RULE_FRONTMATTER_MISTYPED_KEY
                                         : RULE_FRONTMATTER_TRANSLATED_KEY,
                             lost, got);
            remove_at(&f->lost, i--);
            remove_at(&f->got, k);
            break;
        }
    }
}

/* The key before a member that both sides have; NULL: none is. */
static const member *shared_before(const member *m, value in, value other) {
    const member *out = NULL;
    for (const member *x = in.u.map->members; x < m; x++)
        if (x->key.kind == V_STR && value_member(other, key_of(x)))
            out = x;
    return out;
}

/* One key is lost and one is new, at the same place and of the same kind: a name in a language that
 * no list of ours has. */
static void find_replaced(front *f) {
    value x = f->p->from->front, y = f->p->to->front;
    if (f->lost.n != 1 || f->got.n != 1)
        return;
    const member *lost = f->lost.p[0], *got = f->got.p[0];
    const member *before = shared_before(lost, x, y), *here = shared_before(got, y, x);
    if (lost->val.kind != got->val.kind || !before != !here ||
        (before && !str_eq(key_of(before), key_of(here))))
        return;
    tell_renamed(f, RULE_FRONTMATTER_TRANSLATED_KEY, lost, got);
    f->lost.n = f->got.n = 0;
}

/* Where the front matter's last key stands. */
static span last_key(const version *v) {
    const value_map *m = v->front.kind == V_MAP ? v->front.u.map : NULL;
    for (uint32_t i = m ? m->n : 0; i > 0; i--)
        if (m->members[i - 1].key_at)
            return key_span(v, &m->members[i - 1]);
    return span_of(v->src, 0, 0);
}

/* Where a key would be that stands only in the original: at the one before it there. */
static span place_of_lost(const front *f, const member *lost) {
    const pair *p = f->p;
    const member *before = shared_before(lost, p->from->front, p->to->front);
    const member *here = before ? value_member(p->to->front, key_of(before)) : NULL;
    return here && here->key_at ? key_span(p->to, here) : last_key(p->to);
}

/* What to write for a key of the original: each language has its own of some. */
static str what_to_add(const front *f, const member *lost) {
    const pair *p = f->p;
    str key = key_of(lost), text = str_trim(text_of(p->from, lost));
    buf out = buf_new(p->a, key.n + text.n + 8);
    if (str_eq(key, S("lang")))
        text = p->to->doc->lang;
    if (str_eq(key, S("translated")))
        text = S("true");
    if (front_policy(f->keys, key) == KEY_TRANSLATED && lost->val.kind == V_STR) {
        str quote = text_quote(p->a, value_as_str(lost->val));
        buf_printf(&out, "%.*s: with the translation of %.*s", STR_FMT(key), STR_FMT(quote));
    } else {
        buf_printf(&out, "%.*s: %.*s", STR_FMT(key), STR_FMT(text));
    }
    return buf_str(&out);
}

/* Do this site's translations do without a key? What a page is made by must be there. */
static bool is_left_out(const front *f, const member *lost) {
    return habits_lack(f->p->habits, key_of(lost)) &&
           !str_is_in_words(key_of(lost), " layout lang title date permalink translated ref ");
}

/* How many of the keys that are lost stand one behind the other in the original, from one on. */
static size_t count_adjacent(const front *f, size_t i) {
    size_t n = 1;
    while (i + n < f->lost.n && f->lost.p[i + n] == f->lost.p[i + n - 1] + 1 &&
           is_left_out(f, f->lost.p[i + n]) == is_left_out(f, f->lost.p[i]))
        n++;
    return n;
}

/* Does every language have the same of a key, on one line? */
static bool is_line_of_all(const front *f, const member *lost) {
    str text = text_of(f->p->from, lost);
    return front_policy(f->keys, key_of(lost)) == KEY_SAME && text.n && !str_has(text, S("\n")) &&
           lost->val.kind != V_MAP && lost->val.kind != V_LIST;
}

/* Where the line ends on which alone a member stands; 0: it does not stand so. */
static size_t line_behind(const version *v, const member *m) {
    str in = v->src->text;
    if (!m->key_at || !m->val_n || str_line_begin(in, m->key_at) != m->key_at ||
        str_has(text_of(v, m), S("\n")))
        return 0;
    size_t value_end = m->val_at + m->val_n, end = str_line_end(in, value_end);
    str rest = str_trim(str_slice(in, value_end, end));
    return (rest.n && rest.p[0] != '#') || end == in.n ? 0 : end;
}

/* Puts keys that all languages have behind the one that they follow in the original. */
static void mend_lost(const front *f, diag *e, const member *const *lost, size_t n) {
    const pair *p = f->p;
    const member *before = shared_before(lost[0], p->from->front, p->to->front);
    const member *here = before ? value_member(p->to->front, key_of(before)) : NULL;
    size_t at = here ? line_behind(p->to, here) : 0;
    buf lines = buf_new(p->a, 64);
    for (size_t i = 0; i < n; i++) {
        if (!is_line_of_all(f, lost[i]))
            return;
        buf_printf(&lines, "%.*s: %.*s\n", STR_FMT(key_of(lost[i])),
                   STR_FMT(text_of(p->from, lost[i])));
    }
    if (at)
        diag_fix(p->d, e, span_of(p->to->src, (uint32_t)at, 0), buf_str(&lines));
}

static void tell_lost(const front *f, const member *const *lost, size_t n) {
    const pair *p = f->p;
    buf names = buf_new(p->a, 64), add = buf_new(p->a, 128);
    for (size_t i = 0; i < n; i++) {
        const char *sep = i == 0 ? "" : i + 1 < n ? ", " : " and ";
        buf_printf(&names, "%s\"%.*s\"", sep, STR_FMT(key_of(lost[i])));
        buf_printf(&add, "%s%.*s", sep, STR_FMT(what_to_add(f, lost[i])));
    }
    diag *e = diag_add(p->d, RULE_FRONTMATTER_MISSING_KEY, place_of_lost(f, lost[0]),
                       "%s %.*s of the original %s missing", n == 1 ? "key" : "keys",
                       STR_FMT(buf_str(&names)), n == 1 ? "is" : "are");
    diag_help(p->d, e, "add %.*s", STR_FMT(buf_str(&add)));
    if (is_left_out(f, lost[0]))
        diag_weaken(p->d, e, SEV_NOTE);
    else
        mend_lost(f, e, lost, n);
    diag_also(p->d, e, key_span(p->from, lost[0]), "the original");
}

/* Text with a colon in it: no key has so many words. */
static bool is_sentence(str key) {
    enum { WORDS = 5 };
    return str_count(key, S(" ")) >= WORDS;
}

/* The line of dashes behind the front matter is lost, and the next one of the text ends it. */
static void tell_swallowed(const pair *p, const member *m) {
    diag *e = diag_add(p->d, RULE_FRONTMATTER_UNTERMINATED, key_span(p->to, m),
                       "the front matter goes on into the text: %.*s",
                       STR_FMT(text_quote(p->a, value_as_str(m->key))));
    diag_help(p->d, e, "put a line --- before the text, which begins in line %u or above it",
              source_place(p->to->src, key_span(p->to, m).at).line);
}

static void check_keys(front *f) {
    const pair *p = f->p;
    only_in(f, p->from->front, p->to->front, &f->lost);
    for (size_t i = 0; p->to->second.n && i < f->lost.n; i++)
        if (front_count_in_second(p->to, key_of(f->lost.p[i])))
            remove_at(&f->lost, i--); /* told of as a second front matter */
    only_in(f, p->to->front, p->from->front, &f->got);
    find_renamed(f, true);
    find_renamed(f, false);
    find_replaced(f);
    for (size_t i = 0; i < f->lost.n; i++)
        if (f->lost.p[i]->val.kind == V_NIL)
            remove_at(&f->lost, i--); /* without a value it says nothing */
    for (size_t i = 0, n; i < f->lost.n; i += n) {
        n = count_adjacent(f, i);
        tell_lost(f, &f->lost.p[i], n);
    }
    for (size_t i = 0; i < f->got.n; i++) {
        if (is_sentence(key_of(f->got.p[i]))) {
            tell_swallowed(p, f->got.p[i]);
            break;
        }
        if (str_eq(key_of(f->got.p[i]), S("lang")))
            continue; /* an original is in the site's own language where it says nothing */
        diag *e = diag_add(p->d, RULE_FRONTMATTER_EXTRA_KEY, key_span(p->to, f->got.p[i]),
                           "key \"%.*s\" is not in the original", STR_FMT(key_of(f->got.p[i])));
        diag_help(
            p->d, e,
            "remove it, add it to the original, or say in _config.yml that it is free: letoon: "
            "{check: {keys: {%.*s: free}}}",
            STR_FMT(key_of(f->got.p[i])));
    }
}

/* ---- values ---- */

static const char *kind_name(value v) {
    switch (v.kind) {
    case V_NIL: return "nothing";
    case V_BOOL: return "true or false";
    case V_INT:
    case V_BIG:
    case V_FLOAT: return "a number";
    case V_DATE: return "a date";
    case V_LIST: return "a list";
    case V_MAP: return "a map";
    default: return "a text";
    }
}

static bool is_path(value v) {
    return v.kind == V_STR &&
           (str_has(value_as_str(v), S(".")) || str_has(value_as_str(v), S("/")));
}

/* `audio: false` beside `audio: /a.mp3` is no slip, `audio: faux` is. */
static bool is_other_kind(const member *from, const member *to) {
    if (to->val.kind == V_STR && str_is_in_words(key_of(to), " audio image ") && is_path(from->val))
        return value_as_str(to->val).n && !is_path(to->val);
    if (kind_name(from->val) == kind_name(to->val) || from->val.kind == V_NIL ||
        to->val.kind == V_NIL || front_is_by_language(from->val) || front_is_by_language(to->val))
        return false;
    if (from->val.kind == V_BOOL && to->val.kind == V_STR)
        return !is_path(to->val);
    return from->val.kind != V_STR || to->val.kind != V_BOOL;
}

/* Of a map such as `image`, the texts for readers differ. */
static bool is_same(value x, value y) {
    if (x.kind != V_MAP || y.kind != V_MAP)
        return value_equal(x, y, 0);
    static const char *const places[] = {"path", "src", "url", "file", "href"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const member *m = value_member(x, str_of(places[i]));
        const member *n = value_member(y, str_of(places[i]));
        if (!m != !n || (m && !value_equal(m->val, n->val, 0)))
            return false;
    }
    return true;
}

/* "the text "faux"" */
static str what_is(arena *a, const version *v, const member *m) {
    str text = str_trim(text_of(v, m));
    buf b = buf_new(a, 128);
    if (m->val.kind == V_BOOL)
        buf_printf(&b, "%s", m->val.u.b ? "true" : "false");
    else if (!text.n)
        buf_printf(&b, "%s", kind_name(m->val));
    else
        buf_printf(&b, "the %s %.*s", kind_name(m->val) + 2, STR_FMT(text_quote(a, text)));
    return buf_str(&b);
}

static const char *kind_help(value from) {
    switch (from.kind) {
    case V_BOOL: return "write true or false, these words are not translated";
    case V_LIST: return "write a list, with one item a line or in square brackets, as the original";
    case V_MAP: return "write a map, with the original's keys";
    case V_DATE: return "write a date as the original does, they are the same in every language";
    default: return "write it as the original does";
    }
}

/* Of what is the same in every language the original's value is put back. */
static void help_kind(const front *f, diag *e, const member *from, const member *to) {
    const pair *p = f->p;
    str want = str_trim(text_of(p->from, from));
    bool is_one = from->val.kind != V_MAP && from->val.kind != V_LIST && want.n &&
                  str_find_char(want, '\n') == STR_NONE;
    if (is_one && front_policy(f->keys, key_of(to)) == KEY_SAME) {
        diag_help(p->d, e, "write %.*s, as the original", STR_FMT(want));
        if (to->val_n && to->val.kind != V_MAP && to->val.kind != V_LIST)
            diag_fix(p->d, e, val_span(p->to, to), text_of(p->from, from));
    } else if (from->val.kind == V_BOOL && !str_eq(key_of(to), S("translated"))) {
        diag_help(p->d, e, "write %.*s, as the original; true and false are not translated",
                  STR_FMT(want));
    } else if (from->val.kind == V_BOOL || from->val.kind == V_MAP || !want.n) {
        diag_help(p->d, e, "%s", kind_help(from->val));
    } else {
        diag_help(p->d, e, "%s: %.*s", kind_help(from->val), STR_FMT(code_quote(p->a, want)));
    }
}

/* A text for readers that is none here, or what a page is made by. */
static bool is_emptied(const front *f, const member *from, const member *to) {
    if (str_is_in_words(key_of(to), " lang translated "))
        return from->val.kind != V_NIL && to->val.kind == V_NIL;
    bool is_text = from->val.kind == V_STR && str_trim(value_as_str(from->val)).n;
    bool is_none =
        to->val.kind == V_NIL || (to->val.kind == V_STR && !str_trim(value_as_str(to->val)).n);
    return is_text && is_none && front_policy(f->keys, key_of(to)) == KEY_TRANSLATED;
}

/* The first key of a map that its counterpart lacks; NULL: it has all. */
static const member *first_lost(value from, value to) {
    for (uint32_t i = 0; from.kind == V_MAP && to.kind == V_MAP && i < from.u.map->n; i++) {
        const member *m = &from.u.map->members[i];
        if (m->key.kind == V_STR && !value_member(to, key_of(m)))
            return m;
    }
    return NULL;
}

static diag *tell_lost_within(const front *f, const member *to, const member *lost) {
    const pair *p = f->p;
    diag *e = diag_add(p->d, RULE_FRONTMATTER_MISSING_KEY, key_span(p->to, to),
                       "key \"%.*s\" of \"%.*s\" in the original is missing", STR_FMT(key_of(lost)),
                       STR_FMT(key_of(to)));
    diag_help(p->d, e, "add %.*s: %.*s", STR_FMT(key_of(lost)),
              STR_FMT(str_trim(text_of(p->from, lost))));
    return e;
}

/* Are two dates of one day? Who wrote the translation was a while later. */
static bool is_same_day(str x, str y) {
    enum { DAY = 10 }; /* "2025-01-02" */
    return x.n > DAY && y.n > DAY && x.p[4] == '-' &&
           str_eq(str_slice(x, 0, DAY), str_slice(y, 0, DAY));
}

/* Words of its own, but as many: a list that is shorter lost some. */
static bool is_shorter(const member *from, const member *to) {
    return str_is_in_words(key_of(to), " tags categories keywords ") && from->val.kind == V_LIST &&
           to->val.kind == V_LIST && to->val.n < from->val.n;
}

static diag *tell_shorter(const front *f, const member *from, const member *to) {
    const pair *p = f->p;
    diag *e = diag_add(p->d, RULE_FRONTMATTER_VALUE, val_span(p->to, to),
                       "\"%.*s\" has %u, in the original %u", STR_FMT(key_of(to)), to->val.n,
                       from->val.n);
    diag_weaken(p->d, e, SEV_WARNING);
    diag_help(p->d, e, "add what is missing, in this language's words: the original has %.*s",
              STR_FMT(text_quote(p->a, text_of(p->from, from))));
    return e;
}

/* A date in quotes is that date. */
static bool is_quoted_date(const front *f, const member *from, const member *to) {
    if (from->val.kind == V_DATE && to->val.kind == V_STR)
        return str_eq(text_of(f->p->from, from), value_as_str(to->val));
    return from->val.kind == V_STR && to->val.kind == V_DATE &&
           str_eq(value_as_str(from->val), text_of(f->p->to, to));
}

static void check_value(const front *f, const member *from, const member *to) {
    const pair *p = f->p;
    diag *e = NULL;
    if (is_quoted_date(f, from, to))
        return;
    if (is_other_kind(from, to)) {
        str got = what_is(p->a, p->to, to), want = what_is(p->a, p->from, from);
        e = diag_add(p->d, RULE_FRONTMATTER_TYPE, val_span(p->to, to),
                     "\"%.*s\" is %.*s, in the original %.*s", STR_FMT(key_of(to)), STR_FMT(got),
                     STR_FMT(want));
        help_kind(f, e, from, to);
    } else if (is_emptied(f, from, to)) {
        e = diag_add(p->d, RULE_FRONTMATTER_MISSING_KEY, key_span(p->to, to),
                     "key \"%.*s\" has no value, in the original %.*s", STR_FMT(key_of(to)),
                     STR_FMT(text_quote(p->a, text_of(p->from, from))));
        if (front_policy(f->keys, key_of(to)) == KEY_TRANSLATED)
            diag_help(p->d, e, "write the translation behind it");
        else
            diag_help(p->d, e, "write %.*s", STR_FMT(what_to_add(f, from)));
    } else if (front_policy(f->keys, key_of(to)) != KEY_FREE && first_lost(from->val, to->val)) {
        e = tell_lost_within(f, to, first_lost(from->val, to->val));
    } else if (front_policy(f->keys, key_of(to)) == KEY_OWN && is_shorter(from, to)) {
        e = tell_shorter(f, from, to);
    } else if (front_policy(f->keys, key_of(to)) == KEY_SAME && !is_same(from->val, to->val)) {
        e = diag_add(p->d, RULE_FRONTMATTER_VALUE, val_span(p->to, to),
                     "\"%.*s\" is %.*s, in the original %.*s", STR_FMT(key_of(to)),
                     STR_FMT(text_quote(p->a, text_of(p->to, to))),
                     STR_FMT(text_quote(p->a, text_of(p->from, from))));
        bool is_own_date = str_eq(key_of(to), S("date")) &&
                           (habits_differ(p->habits, key_of(to)) ||
                            is_same_day(text_of(p->from, from), text_of(p->to, to)));
        if (is_own_date || str_starts(key_of(to), S("author")))
            diag_weaken(p->d, e, SEV_WARNING); /* some name the translator */
        diag_help(p->d, e, "take it from the original");
        if (to->val_n && from->val.kind != V_MAP && from->val.kind != V_LIST)
            diag_fix(p->d, e, val_span(p->to, to), text_of(p->from, from));
    }
    diag_also(p->d, e, val_span(p->from, from), "the original");
}

/* Is it told of as a key that occurs twice? The other one may be right. */
static bool is_twice(const version *v, const member *m) {
    return front_count_key(str_slice(v->src->text, 0, v->o.body_at), key_of(m)) > 1;
}

static void check_values(const front *f) {
    value x = f->p->from->front;
    for (uint32_t i = 0; x.kind == V_MAP && i < x.u.map->n; i++) {
        const member *from = &x.u.map->members[i];
        const member *to =
            from->key.kind == V_STR ? value_member(f->p->to->front, key_of(from)) : NULL;
        bool is_equal = to && from->val.kind == to->val.kind && value_equal(from->val, to->val, 0);
        if (to && !is_equal && !is_twice(f->p->to, to))
            check_value(f, from, to);
    }
}

/* The leaf at the beginning that holds it as text; NULL: none does. */
static const leaf *find_as_text(const pair *p) {
    for (size_t i = 0; i < p->to->o.n && i < 3; i++)
        if (version_holds_front(p->from, &p->to->o.leaves[i]))
            return &p->to->o.leaves[i];
    return NULL;
}

/* No front matter at all, or an empty one, where the original's has keys that every version has. */
static void check_none(front *f) {
    const pair *p = f->p;
    /* An empty file is told of as one, and what a model said before the front matter hides it. */
    if (p->to->second.n || p->is_led || !str_trim(p->to->src->text).n)
        return;
    only_in(f, p->from->front, p->to->front, &f->lost);
    buf names = buf_new(p->a, 64);
    for (size_t i = 0; i < f->lost.n; i++)
        buf_printf(&names, "%s\"%.*s\"", i ? ", " : "", STR_FMT(key_of(f->lost.p[i])));
    bool is_lang_alone = f->lost.n == 1 && str_eq(key_of(f->lost.p[0]), S("lang"));
    if (!f->lost.n ||
        is_lang_alone) /* the file's path says the language, else it were no version */
        return;
    diag *e =
        diag_add(p->d, RULE_FRONTMATTER_MISSING_KEY, span_of(p->to->src, 0, 0),
                 "there is no front matter, the original's has %.*s", STR_FMT(buf_str(&names)));
    str head = str_rtrim(str_slice(p->from->src->text, 0, p->from->o.body_at));
    bool is_fenced = p->to->o.n && p->to->o.leaves[0].class == LEAF_CODE &&
                     str_starts(p->to->o.leaves[0].text, S("---\n"));
    const leaf *text = find_as_text(p);
    if (is_fenced)
        diag_help(p->d, e, "it is code here: take away the fences around it");
    else if (text)
        diag_help(p->d, e,
                  "it is text here, in line %u: begin the file with it as in the original, between "
                  "two lines of ---",
                  source_place(p->to->src, text->at).line);
    else
        diag_help(p->d, e, "copy lines 1 to %u of %.*s to its beginning, with lang: %.*s%s",
                  source_place(p->from->src, (uint32_t)head.n).line, STR_FMT(p->from->src->path),
                  STR_FMT(p->to->doc->lang),
                  value_member(p->from->front, S("title")) ? " and a title in this language" : "");
    diag_also(p->d, e, key_span(p->from, f->lost.p[0]), "the original");
}

void rule_front(const pair *p) {
    front f = {.p = p};
    f.keys = front_policies(p->site->config);
    front_check_second(p);
    if (p->to->front.kind != V_MAP || !p->to->front.u.map->n) {
        check_none(&f);
        return;
    }
    check_keys(&f);
    check_values(&f);
}
