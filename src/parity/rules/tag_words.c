#include "parity/rules/tag_words.h"

#include <string.h>

#include "parity/rules/tag.h"

/* Tags of Liquid and Jekyll that take names and values, no text for readers. */
static const char known[] =
    " assign capture case comment cycle decrement else elsif for if include include_cached"
    " include_relative increment layout link post_url raw render tablerow unless when highlight ";

/* Only words, of which at least two or one that is not ASCII: no name and no value. */
static bool is_free_text(str s) {
    size_t words = 0;
    bool is_foreign = false;
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("=:,|\"'/._#<>{}", s.p[i]) || ascii_is_digit(s.p[i]))
            return false;
        is_foreign = is_foreign || (unsigned char)s.p[i] >= 0x80;
        words += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    }
    return words > 1 || is_foreign;
}

/* "{% note tip Disabling layout %}" is another program's tag; what it shows is translated. */
static bool is_text_of_tag(str kind, str x, str y) {
    if (!str_starts(x, S("{% ")) || str_is_in_words(kind, known) || tag_ended(kind).n)
        return false;
    size_t begin = 0;
    for (size_t i = 0; i < x.n && i < y.n && x.p[i] == y.p[i]; i++)
        if (x.p[i] == ' ')
            begin = i + 1;
    return begin > str_find(x, kind) + kind.n && begin < x.n && is_free_text(str_from(y, begin)) &&
           (is_free_text(str_from(x, begin)) || ascii_lower(x.p[begin]) != x.p[begin]);
}

/* `"Badge` of a key, one word that begins as words for readers do, or `"#cups`, a heading's id. */
static bool is_label(str token) {
    if (str_starts(token, S("\"#")))
        return true;
    if (token.n < 3 || token.p[0] != '"' || !(token.p[1] >= 'A' && token.p[1] <= 'Z'))
        return false;
    for (size_t i = 2; i < token.n; i++)
        if (!ascii_is_alpha(token.p[i]))
            return false;
    return true;
}

/* `{{< badge "Badge" >}}` in letters that are not ASCII. */
static bool has_other_label(str x, str y) {
    bool has = false;
    while (x.n && y.n) {
        str one, other;
        str_cut(x, S(" "), &one, &x);
        str_cut(y, S(" "), &other, &y);
        bool is_same = str_eq(one, other);
        if (!is_same && !(is_label(one) && str_ends(other, S("\"…\""))))
            return false;
        has = has || !is_same;
    }
    return has && !x.n && !y.n;
}

bool tag_is_reworded(str tag, str key, str got) {
    str x = str_rtrim(key), y = str_rtrim(got), kind = tag_kind(tag);
    return is_text_of_tag(kind, x, y) || (!str_is_in_words(kind, known) && has_other_label(x, y));
}
