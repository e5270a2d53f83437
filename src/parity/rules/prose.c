#include "parity/rules/prose.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "parity/comment.h"

static const char shown[] = " title text description label summary tagline caption alt heading "
                            "subtitle message details headline lead note placeholder ";

static const char keywords[] =
    " return import export const let var if else for while function async await throw case default "
    "new class interface type enum static public private protected abstract extends implements "
    "yield do try catch from with use using include package module namespace declare ";

static bool is_yaml(str info) {
    return str_is_in_words(code_language(info), " yaml yml ");
}

/* "A page on tea" of `title: A page on tea` and of `- A page on tea`, and "[tea, coffee]" of a list
 * on one line; empty: it begins with no letter. */
static str value_of(str line) {
    size_t at = str_find(line, S(": ")), item = line.n - str_ltrim(line).n;
    bool is_item = at == STR_NONE && str_starts(str_from(line, item), S("- "));
    str said = is_item          ? str_ltrim(str_from(line, item + 2))
               : at == STR_NONE ? (str){0}
                                : str_ltrim(str_from(line, at + 2));
    bool is_list = str_starts(said, S("[")) && str_ends(str_rtrim(said), S("]"));
    return said.n && (is_list || byte_may_be_letter(said.p[0])) ? said : (str){0};
}

static str key_of(str line) {
    if (!str_has(line, S(": ")))
        return S("-"); /* an item */
    str key = str_ltrim(str_slice(line, 0, str_find(line, S(": "))));
    return str_starts(key, S("- ")) ? str_ltrim(str_from(key, 2)) : key;
}

static bool is_words(str said) {
    return str_has(said, S(" ")) || !utf8_is_ascii(said);
}

size_t prose_value(str line, str other, str info) {
    if (!is_yaml(info))
        return line.n;
    str said = value_of(line), beside = value_of(other);
    bool has_both = said.n && beside.n && str_eq(key_of(line), key_of(other));
    if (str_starts(said, S("["))) /* of a list it is what is not ASCII that is read */
        return has_both && !(utf8_is_ascii(said) && utf8_is_ascii(beside)) ? line.n - said.n
                                                                           : line.n;
    bool is_text =
        is_words(said) || (has_both && (is_words(beside) || str_is_in_words(key_of(line), shown)));
    return said.n && is_text ? line.n - said.n : line.n;
}

/* Without what makes a heading, an item or a quotation of it in Markdown, and the comma before a
 * line that goes on. */
static str bare_line(str line) {
    line = str_trim(line);
    str rest = str_from(line, str_leading(line, '#'));
    if (rest.n < line.n && str_starts(rest, S(" ")))
        line = str_ltrim(rest);
    else if (str_starts(line, S("- ")) || str_starts(line, S("* ")) || str_starts(line, S("> ")))
        line = str_ltrim(str_from(line, 2));
    line = str_slice(line, 0, line.n - str_ends(line, S(",")));
    return str_slice(line, 0, line.n - str_ends(line, S("`"))); /* of JavaScript's longer texts */
}

static size_t count_words(str line) {
    size_t n = 0;
    for (str word; line.n; n += word.n > 0)
        str_cut(line, S(" "), &word, &line);
    return n;
}

/* "[Write the rest]" and, of a program that speaks to its user in a shell, "> Pouring tea...". */
static str spoken(str line, str info) {
    line = str_trim(line);
    if (str_starts(line, S("[")) && str_ends(line, S("]")))
        return str_slice(line, 1, line.n - 1);
    bool is_shell = !info.n || str_is_in_words(info, " bash sh shell zsh console ");
    return str_slice(line, is_shell && str_starts(line, S("> ")) ? 2 : line.n, line.n);
}

/* Letters, spaces, and what stands in sentences only. */
static bool is_sentence(str line) {
    size_t letters = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i], next = i + 1 < line.n ? line.p[i + 1] : ' ';
        letters += byte_may_be_letter(c);
        bool is_stop = strchr(".,:!?", c) && (next == ' ' || next == '.');
        if (!byte_may_be_letter(c) && !ascii_is_digit(c) && c != ' ' && c != '\'' && c != '-' &&
            c != '*' && !is_stop)
            return false;
    }
    return line.n && byte_may_be_letter(line.p[0]) && 2 * letters > line.n;
}

/* How many words of a line another one has. */
static size_t count_shared(str line, str other) {
    size_t n = 0;
    for (str word; line.n;) {
        str_cut(line, S(" "), &word, &line);
        n += word.n > 0 && str_has(other, word);
    }
    return n;
}

/* Is it words between tags, "提交" for "submit", of which those that stayed are the original's? */
static bool is_shown(str line, str got, str info) {
    static const char signs[] = " /!?'-()";
    size_t n = 0, at = 0;
    line = str_trim(line);
    got = str_trim(got);
    if (!str_is_in_words(code_language(info),
                         " html xhtml vue vue-html svelte astro jsx tsx mdx ") ||
        !utf8_is_ascii(line) || utf8_is_ascii(got) || !line.n || !ascii_is_alpha(line.p[0]))
        return false;
    for (size_t i = 0; i < line.n; i++)
        if (!ascii_is_alpha(line.p[i]) && !strchr(signs, line.p[i]))
            return false;
    for (size_t i = 0; i < got.n; i += n ? n : 1) {
        for (n = 0; i + n < got.n && ascii_is_alpha(got.p[i + n]); n++)
            ;
        for (at = 0; n && at + n <= line.n; at++)
            if (str_eq_fold(str_slice(line, at, at + n), str_slice(got, i, i + n)))
                break;
        if (n ? at + n > line.n : !byte_may_be_letter(got.p[i]) && !strchr(signs, got.p[i]))
            return false;
    }
    return true;
}

bool prose_is_translated(str line, str got, str info) {
    enum { SENTENCE = 3, HEADING = 2 };
    str said = spoken(line, code_language(info)), told = spoken(got, code_language(info));
    bool is_within = str_starts(str_ltrim(line), S("[")), is_long = count_words(said) >= SENTENCE;
    if (said.n && told.n && is_within == str_starts(str_ltrim(got), S("[")))
        return is_sentence(said) && is_sentence(told) && (is_long || !is_within) &&
               2 * count_shared(said, told) <= count_words(said);
    if (is_shown(line, got, info))
        return true;
    if (!is_yaml(info) &&
        !str_is_in_words(
            code_language(info),
            " html xhtml vue vue-html svelte astro jsx tsx js javascript ts typescript "
            "mdx erb haml liquid jinja jinja2 toml "))
        return false;
    bool is_heading = str_starts(str_trim(line), S("# ")) || str_starts(str_trim(line), S("##"));
    if (is_heading != str_starts(str_trim(got), S("#")) ||
        str_ends(line, S("`")) != str_ends(got, S("`")))
        return false;
    line = bare_line(line);
    got = bare_line(got);
    str first = str_slice(line, 0, str_find_char(line, ' '));
    size_t words = count_words(line);
    return words >= (is_heading ? HEADING : SENTENCE) && is_sentence(line) && is_sentence(got) &&
           !str_is_in_words(first, keywords) && 2 * count_shared(line, got) <= words;
}
