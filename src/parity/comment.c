#include "parity/comment.h"

#include <string.h>

/* Marks that begin a comment to the end of the line, and those around longer ones. */
typedef struct comment_style {
    str line[3];
    str begin, end;
} comment_style;

#define TEXT(lit)                                                                                  \
    { "" lit, sizeof(lit) - 1 }

static const comment_style hashes = {.line = {TEXT("#")}};
static const comment_style slashes = {.line = {TEXT("//")}, .begin = TEXT("/*"), .end = TEXT("*/")};
static const comment_style php = {
    .line = {TEXT("//"), TEXT("#")}, .begin = TEXT("/*"), .end = TEXT("*/")};
static const comment_style stars = {.begin = TEXT("/*"), .end = TEXT("*/")};
static const comment_style dashes = {.line = {TEXT("--")}, .begin = TEXT("/*"), .end = TEXT("*/")};
static const comment_style markup = {.begin = TEXT("<!--"), .end = TEXT("-->")};
/* A page has scripts in it. */
static const comment_style page = {.line = {TEXT("//")}, .begin = TEXT("<!--"), .end = TEXT("-->")};
static const comment_style percent = {.line = {TEXT("%")}};
static const comment_style semicolon = {.line = {TEXT(";"), TEXT("#")}};
static const comment_style haskell = {.line = {TEXT("--")}, .begin = TEXT("{-"), .end = TEXT("-}")};
static const comment_style jinja = {.begin = TEXT("{#"), .end = TEXT("#}")};
static const comment_style batch = {.line = {TEXT("REM "), TEXT("rem "), TEXT("::")}};
/* Of a language that is not named, what most have. */
static const comment_style common = {
    .line = {TEXT("#"), TEXT("//"), TEXT("--")}, .begin = TEXT("/*"), .end = TEXT("*/")};

static const struct {
    const char *names; /* with spaces around */
    const comment_style *style;
} styles[] = {
    {" py python py3 python3 pycon sh bash shell zsh fish console ruby rb yaml yml toml perl pl r "
     "make makefile dockerfile docker conf cfg properties elixir ex exs tcl awk cmake nginx nim "
     "julia jl powershell ps1 graphql gitignore env dotenv editorconfig terraform tf hcl crystal ",
     &hashes},
    {" c h cpp c++ cxx cc cs csharp java js javascript jsx mjs ts typescript tsx go golang rust rs "
     "swift kotlin kt scala dart json json5 jsonc scss sass less groovy gradle proto zig d v "
     "objective-c objc solidity ",
     &slashes},
    {" php ", &php},
    {" css ", &stars},
    {" sql mysql postgres postgresql plsql sqlite lua ada vhdl ", &dashes},
    {" xml svg md markdown rss atom ", &markup},
    {" html xhtml vue vue-html svelte astro ", &page},
    {" tex latex matlab octave erlang erl prolog ", &percent},
    {" ini lisp clojure clj scheme elisp asm nasm ", &semicolon},
    {" haskell hs elm purescript ", &haskell},
    {" jinja jinja2 twig django ", &jinja},
    {" bat batch cmd dos ", &batch},
};

static const char outputs[] = " mermaid text txt plain plaintext console output log ascii diagram "
                              "tree dot graphviz plantuml ascii-art nohighlight none ";

str code_language(str info) {
    size_t from = 0, to;
    while (from < info.n && (ascii_is_space(info.p[from]) || strchr("{.", info.p[from])))
        from++;
    for (to = from; to < info.n && !ascii_is_space(info.p[to]) && !strchr("{},:", info.p[to]); to++)
        ;
    return str_slice(info, from, to);
}

code_kind code_kind_of(str info) {
    str language = code_language(info);
    return !language.n                          ? CODE_UNNAMED
           : str_is_in_words(language, outputs) ? CODE_OUTPUT
                                                : CODE_NAMED;
}

static void add_byte(code_lines *c, str mark) {
    unsigned char byte = mark.n ? (unsigned char)mark.p[0] : '"';
    c->matters[byte / 64] |= (uint64_t)1 << byte % 64;
}

/* Most characters are neither quotes nor what comments begin with. */
static bool may_matter(const code_lines *c, char ch, char quote) {
    unsigned char byte = (unsigned char)ch;
    return quote ? ch == quote || ch == '\\' : c->matters[byte / 64] >> byte % 64 & 1;
}

static const comment_style *style_of(str info) {
    str language = code_language(info);
    for (size_t i = 0; language.n && i < sizeof styles / sizeof *styles; i++)
        if (str_is_in_words(language, styles[i].names))
            return styles[i].style;
    return &common;
}

code_lines code_lines_of(str code, str info) {
    code_lines c = {.rest = code, .style = style_of(info)};
    add_byte(&c, S("\""));
    add_byte(&c, S("`"));
    add_byte(&c, c.style->begin);
    for (size_t i = 0; i < sizeof c.style->line / sizeof *c.style->line; i++)
        add_byte(&c, c.style->line[i]);
    return c;
}

/* A mark such as # begins a comment at the start of a line or behind white space, for elsewhere it
 * may be anything: $#, a#b, http://. Behind a statement's end it is one too. */
static bool begins_comment(const code_lines *c, str line, size_t at) {
    bool is_behind = at && c->style == &slashes && strchr(";,{})", line.p[at - 1]);
    if (at && !is_behind && !ascii_is_space(line.p[at - 1]) &&
        !str_ends(str_slice(line, 0, at), S("\u3000")))
        return false;
    str rest = str_from(line, at);
    if (c->style == &php && str_starts(rest, S("#[")))
        return false; /* an attribute */
    for (size_t i = 0; i < 3 && c->style->line[i].n; i++)
        if (str_starts(rest, c->style->line[i]))
            return true;
    return false;
}

/* White space, or the brace that ends what JSX has around a comment. */
static bool is_nothing(str rest) {
    rest = str_trim(rest);
    return !rest.n || str_eq(rest, S("}"));
}

/* Does a text in three quotes begin what documents code: alone, as in Python, or behind `@doc`, as
 * in Elixir? It is translated as comments are. */
static bool is_documentation(str before) {
    before = str_trim(before);
    return !before.n || (before.p[0] == '@' && str_ends(before, S("doc")));
}

/* Goes past text in three quotes that begins at `*i`. True: it documents, and nothing follows. */
static bool pass_text(code_lines *c, str line, size_t *i) {
    str quotes = str_slice(line, *i, *i + 3);
    size_t end = str_find(str_from(line, *i + 3), quotes);
    bool is_doc = is_documentation(str_slice(line, 0, *i));
    if (end == STR_NONE) {
        c->end = quotes;
        c->in_text = !is_doc;
        *i = is_doc ? *i : line.n;
        return is_doc;
    }
    if (is_doc && is_nothing(str_from(line, *i + 6 + end)))
        return true;
    *i += 5 + end;
    return false;
}

/* Where the code of a line ends; what lies in comments that go over lines is cut off too, when
 * nothing but white space follows. */
static size_t find_end(code_lines *c, str line) {
    char quote = 0;
    for (size_t i = 0; i < line.n; i++) {
        char ch = line.p[i];
        if (!may_matter(c, ch, quote))
            continue;
        if (quote) {
            if (ch == '\\')
                i++;
            else if (ch == quote)
                quote = 0;
        } else if (begins_comment(c, line, i)) {
            return i;
        } else if (c->style->begin.n && str_starts(str_from(line, i), c->style->begin)) {
            size_t end = str_find(str_from(line, i), c->style->end);
            if (end == STR_NONE) {
                c->end = c->style->end;
                return i;
            }
            if (is_nothing(str_from(line, i + end + c->style->end.n)))
                return i;
            i += end;
        } else if (c->style == &hashes && str_starts(str_from(line, i), S("\"\"\""))) {
            if (pass_text(c, line, &i))
                return i;
        } else if (ch == '"' || ch == '`') {
            quote = ch;
        }
    }
    return line.n;
}

/* "; why", on a line of its own: where nothing names the language it may be one that has such
 * comments. A page has styles in it, whose comments are as in CSS. */
static bool is_likely_comment(const code_lines *c, str line) {
    if (c->style != &common && c->style != &page && c->style != &slashes)
        return false;
    line = str_trim(line);
    if (c->style == &slashes) /* JSX as one writes HTML */
        return str_starts(line, S("<!--")) && str_ends(line, S("-->"));
    return c->style == &common ? str_starts(line, S("; "))
                               : str_starts(line, S("/*")) && str_ends(line, S("*/"));
}

bool code_next(code_lines *c, str *line, str *whole) {
    while (c->rest.n) {
        str_cut(c->rest, S("\n"), whole, &c->rest);
        c->n++;
        if (!c->end.n && is_likely_comment(c, *whole))
            continue;
        c->is_text = false;
        *line = *whole;
        if (c->end.n) {
            size_t end = str_find(*line, c->end), n = c->end.n;
            c->end = end == STR_NONE ? c->end : (str){0};
            if (c->in_text) {
                c->in_text = c->end.n > 0;
                c->is_text = true;
                *line = str_rtrim(*line);
                if (line->n)
                    return true;
                continue;
            }
            if (end == STR_NONE || is_nothing(*line = str_from(*line, end + n)))
                continue;
        }
        *line = str_rtrim(str_slice(*line, 0, find_end(c, *line)));
        if (line->n && !str_eq(str_trim(*line), S("\u3000")))
            return true;
    }
    return false;
}

str code_bare(arena *a, str line, str info) {
    const comment_style *style = style_of(info);
    size_t at = style->begin.n ? str_find(line, style->begin) : STR_NONE;
    if (at == STR_NONE)
        return line;
    buf b = buf_new(a, line.n);
    for (; at != STR_NONE; at = str_find(line, style->begin)) {
        size_t end = str_find(str_from(line, at), style->end);
        buf_add(&b, str_slice(line, 0, at));
        line = end == STR_NONE ? (str){0} : str_from(line, at + end + style->end.n);
    }
    buf_add(&b, line);
    return buf_str(&b);
}
