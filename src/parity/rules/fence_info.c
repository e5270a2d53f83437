/* What stands behind the fence of a code block. */
#include "parity/rules/fence_info.h"

#include <string.h>

#include "base/utf8.h"
#include "parity/comment.h"

static str info_quote(arena *a, const leaf *l) {
    str info = str_trim(l->info);
    return info.n ? code_quote(a, info) : S("nothing");
}

/* What in quotes is words for readers, `title="How to ask"`, is translated. */
static str info_key(arena *a, str info) {
    buf b = buf_new(a, info.n + 4);
    bool is_quoted = false, is_more = true;
    for (info = str_trim(info); is_more; is_quoted = !is_quoted) {
        str one;
        is_more = str_cut(info, S("\""), &one, &info);
        bool is_words = is_quoted && is_more && (str_has(one, S(" ")) || !utf8_is_ascii(one));
        buf_add(&b, is_words ? S("…") : one);
        if (is_more)
            buf_char(&b, '"');
    }
    return buf_str(&b);
}

/* Does one have each word of the other: `{wrap=true, title="a"}` for `{title="a", wrap=true}`? */
static bool has_words_of(str x, str y) {
    while (x.n) {
        size_t n = 0;
        while (n < x.n && !strchr(" ,{}", x.p[n]))
            n++;
        if (n && !str_has(y, str_slice(x, 0, n)))
            return false;
        x = str_from(x, n < x.n ? n + 1 : n);
    }
    return true;
}

static bool is_other_order(str x, str y) {
    return x.n == y.n && has_words_of(x, y) && has_words_of(y, x);
}

/* Do two info strings differ from within a title on, `title="src/cups.js"`, that both have? */
static bool is_titled(str x, str y) {
    size_t same = 0;
    while (same < x.n && same < y.n && x.p[same] == y.p[same])
        same++;
    str head = str_slice(x, 0, same);
    size_t quote = str_rfind_char(head, '"');
    return quote != STR_NONE && str_ends(str_slice(head, 0, quote), S("title="));
}

/* Of a language that has a short name too, which every program that colours code knows. */
static str full_name(str language) {
    static const struct {
        const char *is, *full;
    } rows[] = {{"js", "javascript"}, {"ts", "typescript"}, {"py", "python"}, {"rb", "ruby"},
                {"rs", "rust"},       {"yml", "yaml"},      {"cs", "csharp"}, {"kt", "kotlin"},
                {"md", "markdown"},   {"golang", "go"},     {"hs", "haskell"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(language, str_of(rows[i].is)))
            return str_of(rows[i].full);
    return language;
}

/* Are they two names of one language, of what a shell reads, or of plain text? */
static bool is_other_name(str x, str y) {
    static const char shell[] = " bash sh shell zsh ", plain[] = " text txt plain plaintext ";
    bool is_plain = !x.n || str_is_in_words(x, plain),
         was_plain = !y.n || str_is_in_words(y, plain);
    return (str_is_in_words(x, shell) && str_is_in_words(y, shell)) || (is_plain && was_plain) ||
           str_eq(full_name(x), full_name(y));
}

/* "```" and on the line below it "python", which is code then. */
static bool is_info_below(const leaf *from, const leaf *to) {
    str first = str_slice(to->text, 0, str_find_char(to->text, '\n'));
    return str_trim(from->info).n && !str_trim(to->info).n &&
           str_eq(str_trim(first), str_trim(from->info)) && !str_starts(from->text, first);
}

bool fence_info_is_below(const pair *p, const leaf *from, const leaf *to) {
    if (!is_info_below(from, to))
        return false;
    const source *src = p->to->src;
    size_t end = str_line_end(src->text, to->at), next = str_line_end(src->text, end);
    str fence = str_trim(str_line_at(src->text, to->at)), info = str_trim(from->info);
    diag *e = diag_add(p->d, RULE_CODE_INFO, outline_leaf(&p->to->o, to),
                       "%.*s stands on a line of its own, in the original behind the fence",
                       STR_FMT(info_quote(p->a, from)));
    diag_help(p->d, e, "put it on the line of the fence: %.*s%.*s", STR_FMT(fence), STR_FMT(info));
    size_t at = (size_t)(fence.p - src->text.p) + fence.n;
    str below = str_trim(str_slice(src->text, end, next));
    if (str_eq(below, info))
        diag_fix(p->d, e, span_of(src, at, (size_t)(below.p - src->text.p) + below.n - at), info);
    pair_original(p, e, from, "the original");
    return true;
}

/* What stands behind the fence, which is the first line of the leaf, and not a tag of Liquid. */
static void mend_info(const pair *p, diag *e, const leaf *from, const leaf *to) {
    str line = str_line_at(p->to->src->text, to->at);
    size_t begin = str_line_begin(p->to->src->text, to->at), fence = to->at - begin, end = fence;
    char ch = fence < line.n ? line.p[fence] : 0;
    while (end < line.n && line.p[end] == ch)
        end++;
    if ((ch != '`' && ch != '~') || end - fence < 3)
        return;
    str said = str_rtrim(str_from(line, end));
    diag_fix(p->d, e, span_of(p->to->src, (uint32_t)(begin + end), (uint32_t)said.n),
             str_trim(from->info));
}

void fence_check_info(const pair *p, const leaf *from, const leaf *to) {
    if (str_eq(str_trim(from->info), str_trim(to->info)) ||
        !((from->flags & to->flags) & LEAF_IS_FENCED) ||
        str_eq(info_key(p->a, from->info), info_key(p->a, to->info)) ||
        is_other_order(str_trim(from->info), str_trim(to->info)))
        return;
    str want = info_quote(p->a, from), got = info_quote(p->a, to);
    diag *e = diag_add(p->d, RULE_CODE_INFO, outline_leaf(&p->to->o, to),
                       "the fence says %.*s, in the original %.*s", STR_FMT(got), STR_FMT(want));
    bool is_named = str_eq(code_language(from->info), code_language(to->info));
    if ((!is_named && is_other_name(code_language(from->info), code_language(to->info))) ||
        str_eq_fold(str_trim(from->info), str_trim(to->info)))
        diag_weaken(p->d, e, SEV_NOTE);
    bool is_plain = !str_trim(from->info).n && code_kind_of(to->info) != CODE_NAMED;
    if ((is_named && is_titled(from->info, to->info)) || is_plain)
        diag_weaken(p->d, e, SEV_WARNING);
    if (is_named)
        diag_help(p->d, e, "write %.*s, as the original does", STR_FMT(want));
    else if (str_trim(from->info).n)
        diag_help(p->d, e, "take %.*s from the original, it names the language of the code",
                  STR_FMT(want));
    else
        diag_help(p->d, e, "write nothing behind the fence, as in the original");
    pair_original(p, e, from, "the original");
    if (!is_named)
        mend_info(p, e, from, to);
}
