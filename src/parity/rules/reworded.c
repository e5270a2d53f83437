#include "parity/rules/reworded.h"

#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "html/html.h"
#include "parity/comment.h"
#include "parity/rules/code.h"
#include "parity/rules/native_words.h"
#include "parity/rules/own_example.h"
#include "parity/rules/prose.h"

/* ---- texts within code ---- */

/* Languages in which text stands between tags. */
static bool has_tags(str info) {
    return str_is_in_words(code_language(info),
                           " html xhtml xml svg vue vue-html svelte astro jsx tsx js javascript ts "
                           "typescript mdx erb haml liquid jinja jinja2 ");
}

static const char keywords[] = " return import export const let var if else for while function "
                               "async await throw case default new class yield do try catch ";

/* Does a line begin with text, as between two tags: "First name:", "Zoom: {level} <b>x</b>"? */
static bool begins_with_text(str line) {
    size_t n = 0, words = 0;
    while (n < line.n && byte_may_be_letter(line.p[n]))
        n++;
    if (!n || str_is_in_words(str_slice(line, 0, n), keywords))
        return false;
    bool is_inside = false;
    for (size_t i = 0; i < line.n && line.p[i] != '<'; i++) {
        char c = line.p[i], before = i ? line.p[i - 1] : ' ';
        bool is_letter = byte_may_be_letter(c);
        if (c == '{' || c == '}')
            is_inside = c == '{';
        else if (!is_inside && (before == '.' || before == ':') && c != ' ' && c != '.')
            return false; /* a member, a path */
        else if (!is_inside && !is_letter && !ascii_is_digit(c) && !strchr(" .,:!?'-%", c))
            return false;
        words += is_letter && !is_inside && before == ' ';
    }
    bool is_name = n == line.n && line.p[0] >= 'a' && line.p[0] <= 'z';
    return !str_ends(line, S(",")) && (words > 1 || !is_name);
}

typedef struct splitter {
    buf code, quoted, shown;
    char quote;
    bool is_text, was_text; /* between tags; before a brace there */
    bool has_tags;
    bool has_either; /* quotes of one kind are as good as those of the other */
} splitter;

static char quote_of(const splitter *s, char c) {
    return s->has_either && c == '\'' ? '"' : c;
}

/* "<your-branch>" in a command. */
static bool is_placeholder(str rest) {
    size_t n = 1;
    while (n < rest.n && (ascii_is_alnum(rest.p[n]) || strchr("-_ ", rest.p[n]) ||
                          (unsigned char)rest.p[n] >= 0x80))
        n++;
    return n > 2 && n < rest.n && rest.p[n] == '>' && rest.p[1] != ' ' && rest.p[n - 1] != ' ';
}

/* What a character that is no text does to what follows it. */
static void turn(splitter *s, str line, size_t i) {
    char c = line.p[i], before = i ? line.p[i - 1] : ' ';
    if (s->is_text) {
        s->is_text = false;
        s->was_text = c == '{';
    } else if (c == '"' || c == '\'' || (c == '`' && s->has_tags)) {
        s->quote = c;
        buf_char(&s->quoted, ' ');
    } else if (s->has_tags && c == '>' && !strchr(" =-", before)) {
        s->is_text = true;
    } else if (!s->has_tags && c == '<' && is_placeholder(str_from(line, i))) {
        s->quote = '>';
    } else if (c == '}' && s->was_text) {
        s->is_text = true;
        s->was_text = false;
    }
}

static void take_char(splitter *s, str line, size_t *i) {
    char c = line.p[*i];
    if (s->quote && c == '\\' && *i + 1 < line.n) {
        buf_add(&s->quoted, str_slice(line, *i, *i + 2));
        ++*i;
    } else if (s->quote && c == s->quote) {
        s->quote = 0;
        buf_char(&s->code, quote_of(s, c));
    } else if (s->quote) {
        buf_char(&s->quoted, c);
    } else if (s->is_text && c != '<' && c != '{') {
        buf_char(&s->shown, c);
    } else {
        turn(s, line, *i);
        buf_char(&s->code, quote_of(s, c));
    }
}

typedef struct parts {
    str code, quoted, shown; /* shown: between tags */
} parts;

/* Where the label of a drawn tree begins, "├── Set-up (src/)"; 0: this is no line of one. */
static size_t label_of(str line) {
    enum { SIGN = 3 };
    size_t i = line.n - str_ltrim(line).n;
    bool is_drawn = false;
    while (i < line.n) {
        str rest = str_from(line, i);
        bool is_sign = str_starts(rest, S("\xE2\x94")) || str_starts(rest, S("\xE2\x95"));
        if (!is_sign && rest.p[0] != ' ')
            break;
        is_drawn = is_drawn || is_sign;
        i += is_sign ? SIGN : 1;
    }
    return is_drawn && str_has(str_from(line, i), S(" ")) ? i : 0;
}

/* Of its words those are code that look like a path or a name. */
static void take_label(splitter *s, str label) {
    for (str word; label.n;) {
        str_cut(label, S(" "), &word, &label);
        bool is_code = false;
        for (size_t i = 0; i < word.n; i++)
            is_code = is_code || strchr("./_\\`", word.p[i]);
        buf_add(is_code ? &s->code : &s->shown, word);
        buf_char(is_code ? &s->code : &s->shown, ' ');
    }
}

static parts take_apart(const pair *p, str line, str other, str info) {
    bool tags = has_tags(info);
    line = str_rtrim(code_bare(p->a, line, info));
    size_t end = prose_value(line, other, info);
    splitter s = {.code = buf_new(p->a, line.n),
                  .quoted = buf_new(p->a, line.n),
                  .shown = buf_new(p->a, line.n),
                  .has_tags = tags,
                  .has_either =
                      tags || str_is_in_words(code_language(info), " python py php yaml yml "),
                  .is_text = tags && begins_with_text(str_ltrim(line))};
    size_t label = label_of(line), begin = label ? label : line.n - str_ltrim(line).n;
    buf_add(&s.code, str_slice(line, 0, begin));
    if (label)
        take_label(&s, str_slice(line, label, end));
    for (size_t i = begin; !label && i < end; i++)
        take_char(&s, line, &i);
    buf_add(&s.quoted, str_from(line, end));
    return (parts){buf_str(&s.code), str_trim(buf_str(&s.quoted)), str_trim(buf_str(&s.shown))};
}

/* ---- names ---- */

static bool is_name_char(char c) {
    return ascii_is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static str take_name(str *rest) {
    size_t n = 0;
    while (n < rest->n && is_name_char(rest->p[n]))
        n++;
    str name = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n);
    return name;
}

static size_t count_name(str code, str name) {
    size_t n = 0;
    while (code.n) {
        str one = take_name(&code);
        n += str_eq(one, name);
        code = str_from(code, one.n ? 0 : 1);
    }
    return n;
}

static size_t count_everywhere(const outline *o, str name) {
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        if (o->leaves[i].class == LEAF_CODE)
            n += count_name(o->leaves[i].text, name);
    return n;
}

/* Does the code of the note have another name wherever the original's has this one? */
static bool is_renamed_everywhere(const pair *p, str name, str got) {
    return count_everywhere(&p->to->o, got) >= 2 && !count_everywhere(&p->to->o, name) &&
           count_everywhere(&p->from->o, name) >= 2 && !count_everywhere(&p->from->o, got);
}

/* "你的名字" for "user_name" in a command: words for what the reader puts in. */
static bool is_filled_in(const leaf *from, str name, str got) {
    if (!str_is_in_words(code_language(from->info), " bash sh shell zsh console ") ||
        str_find_char(name, '_') == STR_NONE || !got.n)
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (!ascii_is_alpha(name.p[i]) && name.p[i] != '_')
            return false;
    for (size_t i = 0; i < got.n; i++)
        if ((unsigned char)got.p[i] < 0x80 && !str_has(name, str_slice(got, i, got.n)))
            return false;
    return !utf8_is_ascii(got);
}

/* Does the block, or the note? A slip of the pen is not made twice. */
static bool is_renamed(const pair *p, const leaf *from, const leaf *to, str name, str got) {
    bool is_yours = str_eq_fold(str_slice(name, 0, 4), S("your"));
    if (is_filled_in(from, name, got))
        return true;
    if (is_yours && name.n > 4 && strchr("-_", name.p[4]) && !count_name(from->text, got))
        return true; /* it is the reader's to put in */
    if (ascii_is_digit(name.p[0]) || ascii_is_digit(got.p[0]) || count_name(to->text, name) ||
        count_name(from->text, got))
        return false;
    size_t n = count_name(from->text, name);
    return n >= 2 ? count_name(to->text, got) >= n : is_renamed_everywhere(p, name, got);
}

static bool is_same_but_names(const pair *p, const leaf *from, const leaf *to, str x, str y) {
    while (x.n && y.n) {
        str name = take_name(&x), got = take_name(&y);
        if (!name.n != !got.n)
            return false;
        if (name.n && !str_eq(name, got) && !is_renamed(p, from, to, name, got))
            return false;
        if (!name.n && x.p[0] != y.p[0])
            return false;
        x = str_from(x, name.n ? 0 : 1);
        y = str_from(y, name.n ? 0 : 1);
    }
    return x.n == y.n;
}

/* ---- words ---- */

static bool has_word_at(str text, size_t at, str word) {
    if (!str_eq_fold(str_slice(text, at, at + word.n), word))
        return false;
    bool begins = at == 0 || !ascii_is_alnum(text.p[at - 1]);
    bool ends = at + word.n == text.n || !ascii_is_alnum(text.p[at + word.n]);
    return !utf8_is_ascii(word) || (begins && ends);
}

static bool says(const outline *o, str word) {
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        for (size_t at = 0; l->class != LEAF_CODE && at + word.n <= l->text.n; at++)
            if (has_word_at(l->text, at, word))
                return true;
    }
    return false;
}

/* A slip of the pen is not far from what was meant. */
static bool is_near_any(str texts, str word) {
    bool is_path = str_has(word, S("/"));
    while (texts.n) {
        str one;
        str_cut(texts, S(" "), &one, &texts);
        while (one.n && is_path && !is_name_char(one.p[one.n - 1]))
            one.n--;
        if (str_distance(one, word) <= 1)
            return true;
    }
    return false;
}

/* Is it a key of a map, as far as a line tells? */
static bool is_key(str line, str word) {
    size_t at = str_find(line, word), end = at + word.n;
    if (at == STR_NONE || end + 1 >= line.n)
        return true;
    return (at > 1 && line.p[at - 2] == '[') || strchr(":]=", line.p[end + 1]) ||
           str_starts(str_from(line, end + 1), S(" =>")) ||
           str_starts(str_from(line, end + 1), S(" :"));
}

/* Is a comment of the original's block, on a line of its own, not in this one? */
static bool has_other_comments(const leaf *from, const leaf *to) {
    enum { LETTERS = 6 };
    for (str rest = from->text, line; rest.n;) {
        str_cut(rest, S("\n"), &line, &rest);
        line = str_trim(line);
        bool is_comment = str_starts(line, S("#")) || str_starts(line, S("//"));
        if (is_comment && line.n > LETTERS && !str_has(to->text, line))
            return true;
    }
    return false;
}

static bool is_word(str s) {
    enum { LETTERS = 4 };
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_alpha(s.p[i]) && (unsigned char)s.p[i] < 0x80)
            return false;
    return s.n >= LETTERS;
}

/* What a line is compared with. */
typedef struct sides {
    const pair *p;
    const leaf *from, *to;
    str line, got;
} sides;

/* Is a single word that is new in quotes a translation? What is in lower case and alone there may
 * be a key, which programs go by. */
static bool is_translated(const sides *s, str texts, str word) {
    while (word.n && !is_name_char(word.p[word.n - 1]))
        word.n--;
    if (word.n < 2 || !texts.n)
        return false;
    bool is_lower = texts.p[0] >= 'a' && texts.p[0] <= 'z', is_phrase = str_has(texts, S(" "));
    if ((!is_lower && !is_near_any(texts, word)) || is_renamed(s->p, s->from, s->to, texts, word))
        return true;
    if (is_word(texts) && is_word(word) && str_distance(texts, word) > 2 && !is_key(s->got, word) &&
        has_other_comments(s->from, s->to))
        return true;
    return (is_phrase || !is_lower || !is_key(s->got, word)) && says(&s->p->to->o, word) &&
           !says(&s->p->from->o, word);
}

/* "your-service-name" is three words, "https://kettle.example/a" is one. */
static str cut_word(str *rest) {
    size_t end = 0, n = 1;
    while (end < rest->n && rest->p[end] != ' ')
        end++;
    str word = str_slice(*rest, 0, end);
    while (n < end && !strchr("-._", word.p[n]))
        n++;
    bool is_path = str_has(word, S("/"));
    *rest = str_from(*rest, is_path || n >= end ? end : n + 1);
    return is_path ? word : str_slice(word, 0, n);
}

/* How many words of `got` the original's texts have not. One that is not ASCII counts for two where
 * these are a phrase: not all scripts put spaces between words. */
static uint32_t count_new(str texts, str got, str *last) {
    uint32_t n = 0;
    bool is_phrase = str_has(texts, S(" "));
    for (str rest = got; rest.n; rest = str_ltrim(rest)) {
        str word = cut_word(&rest);
        if (word.n < 2 || str_has(texts, word))
            continue;
        n += utf8_is_ascii(word) || !is_phrase ? 1 : 2;
        *last = word;
    }
    return n;
}

/* The next of a line that is in quotes and before a colon; n 0: there is none. */
static str next_key(str *rest) {
    while (rest->n) {
        char quote = rest->p[0];
        *rest = str_from(*rest, 1);
        if (quote != '"' && quote != '\'')
            continue;
        size_t end = str_find_char(*rest, quote);
        if (end == STR_NONE)
            break;
        str key = str_slice(*rest, 0, end);
        *rest = str_from(*rest, end + 1);
        if (key.n && str_starts(*rest, S(":")))
            return key;
    }
    return (str){0};
}

/* Is a key of a map another one, once? */
static bool is_other_key(const sides *s) {
    str line = s->line, got_line = s->got, want, got;
    while ((want = next_key(&line)).n && (got = next_key(&got_line)).n)
        if (!str_eq(want, got) && !str_has(want, S(" ")) &&
            !is_renamed(s->p, s->from, s->to, want, got))
            return true;
    return false;
}

/* "Path（`/tea`）" for "Path(`/tea`)"; what parts words, as in join("，"), is each language's. */
static bool is_widened(const sides *s, str texts, str got) {
    bool has_letter = false;
    for (size_t i = 0; i < texts.n; i++)
        has_letter = has_letter || ascii_is_alpha(texts.p[i]);
    return has_letter && str_eq(utf8_nfkc(s->p->a, got), texts);
}

/* `<html lang="fr">` for `<html lang="en">`: each page is an example in its own language. */
static bool is_own_tag(const sides *s, str texts, str got) {
    return str_has(s->line, S("lang=")) && str_eq(texts, tongue_language(s->p->from->tag)) &&
           str_eq(got, tongue_language(s->p->to->tag));
}

static char next_digit(str *rest) {
    while (rest->n) {
        char c = rest->p[0];
        *rest = str_from(*rest, 1);
        if (ascii_is_digit(c))
            return c;
    }
    return 0;
}

static bool has_other_digits(str x, str y) {
    char digit;
    while ((digit = next_digit(&x)) == next_digit(&y))
        if (!digit)
            return false;
    return true;
}

/* Are the figures of both the same ones, whatever their order, as those of two forms of a date? */
static bool has_same_figures(str x, str y) {
    int count[10] = {0};
    char digit;
    while ((digit = next_digit(&x)))
        count[digit - '0']++;
    while ((digit = next_digit(&y)))
        count[digit - '0']--;
    for (size_t i = 0; i < 10; i++)
        if (count[i])
            return false;
    return true;
}

static str without_figures(arena *a, str s) {
    buf out = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_is_digit(s.p[i]))
            buf_char(&out, s.p[i]);
    return buf_str(&out);
}

static str without_backslashes(arena *a, str s) {
    buf out = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\\')
            buf_char(&out, s.p[i]);
    return buf_str(&out);
}

static size_t count_entities(str s) {
    size_t n = 0;
    entity_kind kind;
    uint32_t cp;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '&' && html_entity(s, i, &kind, &cp) > i && kind == ENTITY_KNOWN;
    return n;
}

/* Have words the same letters and other signs between them, "a\\b.c" for "a/b.c"? */
static bool has_other_signs(str x, str y) {
    bool is_other = false;
    while (x.n && y.n) {
        str name = take_name(&x), got = take_name(&y);
        bool is_end = !x.n || x.p[0] == ' ';
        if (!str_eq(name, got) || is_end != (!y.n || y.p[0] == ' '))
            return false;
        is_other = is_other || (!is_end && x.p[0] != y.p[0]);
        x = str_from(x, x.n > 0);
        y = str_from(y, y.n > 0);
    }
    return is_other && !x.n && !y.n;
}

/* Nobody translates a text by other figures, by other case, by backslashes that are gone, by other
 * signs or by entities. */
static bool is_no_translation(arena *a, str texts, str got) {
    if (str_eq_fold(texts, got) || count_entities(got) > count_entities(texts) ||
        str_eq(without_backslashes(a, texts), without_backslashes(a, got)) ||
        has_other_signs(texts, got))
        return true;
    return str_eq(without_figures(a, texts), without_figures(a, got)) &&
           !has_same_figures(texts, got);
}

/* What is in quotes may be for programs, so that one new word of it may be a fault; so is the key
 * of a map, and a sign that became full-width. */
static rewording compare_quoted(const sides *s, str texts, str got, uint32_t *words) {
    str new = {0};
    if (is_own_tag(s, texts, got)) {
        *words += 2;
        return REWORDED_TEXTS;
    }
    if (is_other_key(s) || is_widened(s, texts, got) || is_no_translation(s->p->a, texts, got))
        return REWORDED_CODE;
    uint32_t n = count_new(texts, got, &new);
    bool is_one = n == 1 && !is_translated(s, texts, new);
    *words += n == 1 && !is_one ? 2 : n;
    return is_one && utf8_is_ascii(new) ? REWORDED_CODE : REWORDED_TEXTS;
}

/* Text between tags is no translation where a figure or one letter is another. */
static bool is_slip(str shown, str got) {
    str rest = shown; /* "second" may be "2" */
    bool has_digits = next_digit(&rest) != 0;
    return (has_digits && has_other_digits(shown, got)) || str_distance(shown, got) <= 1;
}

rewording reworded_text(const pair *p, const leaf *from, const leaf *to, str line, str got,
                        uint32_t *words) {
    sides s = {p, from, to, line, got};
    size_t end = str_find(line, S("\"\"\"")), other = str_find(got, S("\"\"\""));
    if (str_eq(line, got))
        return REWORDED_SAME;
    if ((end == STR_NONE) != (other == STR_NONE) ||
        (end != STR_NONE && !str_eq(str_from(line, end), str_from(got, other))))
        return REWORDED_CODE;
    return compare_quoted(&s, str_trim(str_slice(line, 0, end)), str_trim(str_slice(got, 0, other)),
                          words);
}

rewording reworded_line(const pair *p, const leaf *from, const leaf *to, str line, str got,
                        uint32_t *words) {
    if (prose_is_translated(line, got, from->info) || own_example(p, line, got) ||
        native_words_translated(p, line, got)) {
        *words += 2;
        return REWORDED_TEXTS;
    }
    parts x = take_apart(p, line, got, from->info), y = take_apart(p, got, line, from->info);
    bool is_same = str_eq(x.code, y.code), is_shown_same = str_eq(x.shown, y.shown);
    if (is_same && is_shown_same && str_eq(x.quoted, y.quoted))
        return REWORDED_SAME;
    is_same = is_same || code_is_spaced(x.code, y.code);
    if ((!is_same && !is_same_but_names(p, from, to, x.code, y.code)) ||
        (!is_shown_same && is_slip(x.shown, y.shown)))
        return REWORDED_CODE;
    *words += is_same && is_shown_same ? 0 : 2;
    sides s = {p, from, to, line, got};
    return str_eq(x.quoted, y.quoted) ? REWORDED_TEXTS
                                      : compare_quoted(&s, x.quoted, y.quoted, words);
}
