#include <string.h>

#include "site/language.h"

/* ISO 639-1, all of it. */
static const char codes[] =
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv "
    "sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

enum { LEAST = 2, MOST = 8 };

/* The first part of a code, and whether the other parts look like a script, a region, a variant. */
static bool has_form(str code, str *first) {
    str rest = code, part;
    size_t n = 0;
    while (rest.n) {
        size_t end = 0;
        while (end < rest.n && rest.p[end] != '-' && rest.p[end] != '_')
            end++;
        part = str_slice(rest, 0, end);
        if (part.n < (n ? 1 : LEAST) || part.n > MOST || end + 1 == rest.n)
            return false;
        for (size_t i = 0; i < part.n; i++)
            if (!ascii_is_alnum(part.p[i]) || (!n && !ascii_is_alpha(part.p[i])))
                return false;
        if (n++ == 0)
            *first = part;
        rest = str_from(rest, end + 1);
    }
    return n > 0;
}

static bool is_iso(str code) {
    char word[4];
    if (code.n != 2)
        return false;
    memcpy(word, (char[]){' ', ascii_lower(code.p[0]), ascii_lower(code.p[1]), ' '}, sizeof word);
    return str_has(str_of(codes), (str){word, sizeof word});
}

bool language_is_doubtful(const languages *l, arena *a, str code, str *guess) {
    str first = {0};
    *guess = (str){"", 0};
    if (language_is_known(l, code)) {
        value info = language_info(l, a, code, code);
        *guess = value_as_str(value_at(info, S("alias")));
        return value_truthy(value_at(info, S("mistaken")));
    }
    bool has = has_form(code, &first);
    /* Three letters are ISO 639-2 or 639-3, of which there are thousands. */
    if (has && (is_iso(first) || first.n == 3))
        return false;
    *guess = language_by_name(l, code);
    if (!guess->n && first.n < code.n && language_is_known(l, first))
        *guess = first;
    return true;
}
