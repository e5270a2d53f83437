#include "parity/rules/bytes_gbk.h"

/* What U+00C0 to U+017F look like, in the order of their bytes: a lead of C3, C4 or C5 and a trail
 * of 80 to BF. Of letters with three bytes GBK takes the last one together with what follows it. */
static const char seen[] = "脌脕脗脙脛脜脝脟脠脡脢脣脤脥脦脧脨脩脪脫脭脮脰脳脴脵脷脹脺脻脼脽"
                           "脿谩芒茫盲氓忙莽猫茅锚毛矛铆卯茂冒帽貌贸么玫枚梅酶霉煤没眉媒镁每"
                           "膧膩膫膬膭膮膯膰膱膲膴膵膶膷膸膹膼膽膾膿臄臅臇臈臉臋臍臎臏臐臑臒"
                           "臓摹蘑模膜磨摩魔抹末莫墨默沫漠寞陌谋牟某拇牡亩姆母墓暮幕募慕木目"
                           "艀艁艂艃艅艆艈艊艌艍艎艐艑艒艓艔艕艖艗艙艛艜艝艞艠艡艢艣艤艥艦艧"
                           "艩拧泞牛扭钮纽脓浓农弄奴努怒女暖虐疟挪懦糯诺哦欧鸥殴藕呕偶沤啪趴";

enum { HAN = 3, TRAILS = 64, FIRST_LEAD = 0xC3 };

static bool is_han(str text, size_t at) {
    unsigned char c = at < text.n ? (unsigned char)text.p[at] : 0;
    return c >= 0xE4 && c <= 0xE9 && at + HAN <= text.n;
}

/* The letter that a Han character at `at` was goes to `out`; false: it is a true one. */
static bool take_letter(str text, size_t at, buf *out) {
    size_t i = str_find(str_of(seen), str_slice(text, at, at + HAN)) / HAN;
    if (i >= sizeof seen / HAN)
        return false;
    buf_char(out, (char)(FIRST_LEAD + i / TRAILS));
    buf_char(out, (char)(0x80 + i % TRAILS));
    return true;
}

static size_t word_begin(str text, size_t at) {
    while (at > 0 && ascii_is_alpha(text.p[at - 1]))
        at--;
    return at;
}

typedef struct word {
    size_t at, n;
    str fix;
    bool is_wrong, has_plain; /* all Han characters in it were letters; it has true ones */
} word;

/* The word that goes through `at`. */
static word read_word(arena *a, str text, size_t at) {
    buf fix = buf_new(a, 32);
    word w = {.at = word_begin(text, at), .is_wrong = true};
    for (at = w.at; at < text.n && (ascii_is_alpha(text.p[at]) || is_han(text, at));) {
        bool is_plain = !is_han(text, at);
        if (is_plain)
            buf_char(&fix, text.p[at]);
        else
            w.is_wrong = w.is_wrong && take_letter(text, at, &fix);
        w.has_plain = w.has_plain || is_plain;
        at += is_plain ? 1 : HAN;
    }
    w.n = at - w.at;
    w.fix = buf_str(&fix);
    return w;
}

/* The next wrong word from *at on. A character alone, "脿" for "à", may be a true one where no
 * other is wrong. */
static bool next_wrong(const pair *p, str text, str original, bool may_be_alone, size_t *at,
                       word *out) {
    while (*at < text.n) {
        if (!is_han(text, *at)) {
            ++*at;
            continue;
        }
        *out = read_word(p->a, text, *at);
        *at = out->at + out->n;
        if (out->is_wrong && (out->has_plain || may_be_alone) &&
            !str_has(original, str_slice(text, out->at, *at)))
            return true;
    }
    return false;
}

void bytes_gbk_check(const pair *p, const leaf *from, const leaf *to) {
    const source *src = p->to->src;
    str text = str_slice(src->text, to->at, to->at + to->n);
    size_t at = 0;
    word w;
    if (!next_wrong(p, text, from->text, false, &at, &w))
        return;
    diag *e = diag_add(p->d, RULE_BYTES_DOUBLE_ENCODING, span_of(src, to->at + w.at, w.n),
                       "%.*s is UTF-8 read as GBK, wanted %.*s",
                       STR_FMT(code_quote(p->a, str_slice(text, w.at, at))),
                       STR_FMT(code_quote(p->a, w.fix)));
    diag_help(p->d, e, "write %.*s in its place, and save the file as UTF-8", STR_FMT(w.fix));
    for (at = 0; next_wrong(p, text, from->text, true, &at, &w);)
        diag_fix(p->d, e, span_of(src, to->at + w.at, w.n), w.fix);
}
