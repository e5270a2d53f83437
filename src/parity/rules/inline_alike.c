#include "parity/rules/inline_alike.h"

#include <string.h>

#include "base/utf8.h"
#include "parity/rules/own_example.h"

/* "/en/tea" and "/fr/tea" */
static bool is_same_path(const pair *p, str x, str y) {
    return str_starts(x, S("/")) && str_starts(y, S("/")) && pair_is_same_url(p, x, y);
}

/* `['tea']` for `["tea"]`: either quotes will do in most languages. */
static bool is_other_quotes(str x, str y) {
    bool is_same = x.n == y.n;
    for (size_t i = 0; is_same && i < x.n; i++)
        is_same = x.p[i] == y.p[i] || (strchr("\"'", x.p[i]) && strchr("\"'", y.p[i]));
    return is_same && x.n && strchr("[({", x.p[0]);
}

/* What Liquid prints in place of Liquid that is shown: told of as such. */
static bool is_printed(str shown, str printed) {
    return str_has(shown, S("{{")) && clean_has_filler(printed);
}

static bool has_word(str text, str word) {
    for (size_t at; (at = str_find(text, word)) != STR_NONE; text = str_from(text, at + word.n)) {
        bool begins = !at || !ascii_is_alnum(text.p[at - 1]),
             ends = at + word.n == text.n || !ascii_is_alnum(text.p[at + word.n]);
        if (begins && ends)
            return true;
    }
    return false;
}

/* "`Kettle`" for "`Kettles`", where the original has the name itself too: not all languages have
 * plurals. */
static bool is_singular(const pair *p, str want, str got) {
    return str_is_in_words(tongue_language(p->to->tag), " zh ja ko vi th id ") &&
           want.n == got.n + 1 && str_ends(want, S("s")) && str_starts(want, got) &&
           has_word(p->from->src->text, got);
}

/* With one blank for several, and none beside bars. */
static str spaced(arena *a, str s) {
    buf out = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char before = out.n ? buf_str(&out).p[out.n - 1] : 0, next = i + 1 < s.n ? s.p[i + 1] : 0;
        if (s.p[i] != ' ' || (before != ' ' && before != '|' && next != '|' && next != ' '))
            buf_char(&out, s.p[i]);
    }
    return buf_str(&out);
}

/* "`a b`" for "`a  b`", "`a    b`", as in columns, for "`a b`", "`a | b`" for "`a |b`" and "`+`"
 * for "`＋`" */
static bool is_tidied(const pair *p, str want, str got) {
    bool is_fewer = want.n > got.n || str_find_char(got, '|') != STR_NONE || str_has(got, S("   "));
    return (is_fewer && str_eq(spaced(p->a, str_trim(want)), spaced(p->a, got))) ||
           (utf8_is_ascii(got) && !utf8_is_ascii(want) && str_eq(utf8_nfkc(p->a, want), got));
}

/* "`Kettle`" for "`Kettle `" or "`Kettle.`": what slipped into the original's backticks. */
static bool is_put_right(str want, str got) {
    str rest = str_trim(want);
    bool has_stop = rest.n == got.n + 1 && got.n && ascii_is_alnum(got.p[got.n - 1]) &&
                    strchr(".,", rest.p[got.n]);
    return want.n > got.n && str_starts(rest, got) && (rest.n == got.n || has_stop);
}

/* "`Global Middleware`" for "`global middleware`": words with other capitals at two places or more,
 * which are names of things, and no code. */
static bool is_in_capitals(str want, str got) {
    size_t n = 0;
    if (want.n != got.n || str_find_char(want, ' ') == STR_NONE)
        return false;
    for (size_t i = 0; i < want.n; i++) {
        bool begins = !i || want.p[i - 1] == ' ' || want.p[i - 1] == '-';
        if (!ascii_is_alpha(want.p[i]) && !strchr(" -", want.p[i]))
            return false;
        if (want.p[i] != got.p[i] && (!begins || ascii_lower(want.p[i]) != ascii_lower(got.p[i])))
            return false;
        n += want.p[i] != got.p[i];
    }
    return n > 1;
}

bool inline_is_alike(const pair *p, str want, str got) {
    return is_same_path(p, want, got) || is_printed(want, got) || own_example(p, want, got) ||
           is_other_quotes(want, got) || is_singular(p, want, got) || is_put_right(want, got) ||
           is_tidied(p, want, got) || is_in_capitals(want, got);
}
