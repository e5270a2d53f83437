#include "markdown/markdown.h"
#include "render/filters.h"

typedef struct highlight_tag {
    str lang;
    bool has_numbers; /* linenos */
    const liquid_body *body;
} highlight_tag;

static bool is_lang(char c) {
    return ascii_is_word(c) || c == '.' || c == '+' || c == '#' || c == '-';
}

/* \w+ or "numbers" at i; its end, or i. */
static size_t match_option_value(str s, size_t i) {
    size_t end = i;
    while (end < s.n && ascii_is_word(s.p[end]))
        end++;
    if (end > i || end >= s.n || s.p[end] != '"')
        return end;
    bool digit = false; /* was there just before */
    for (end++; end < s.n && (ascii_is_digit(s.p[end]) || (digit && s.p[end] == ' ')); end++)
        digit = ascii_is_digit(s.p[end]);
    return digit && end < s.n && s.p[end] == '"' ? end + 1 : i;
}

/* lang( option(=value)?)*, as Jekyll's expression has it. False: it is something else. */
static bool read_markup(arena *a, str s, highlight_tag *t) {
    size_t i = 0;
    while (i < s.n && is_lang(s.p[i]))
        i++;
    buf lang = buf_new(a, i);
    for (size_t k = 0; k < i; k++)
        buf_char(&lang, ascii_lower(s.p[k]));
    t->lang = buf_str(&lang);
    while (i < s.n) {
        size_t from = i, end;
        while (from < s.n && ascii_is_space(s.p[from]))
            from++;
        for (end = from; end < s.n && ascii_is_word(s.p[end]);)
            end++;
        if (from == i || end == from)
            return false;
        t->has_numbers |= str_eq(str_slice(s, from, end), S("linenos"));
        if (end < s.n && s.p[end] == '=') {
            i = match_option_value(s, end + 1);
            if (i == end + 1)
                return false;
        } else {
            i = end;
        }
    }
    return t->lang.n > 0;
}

const void *render_highlight_parse(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"endhighlight", NULL};
    highlight_tag *t = arena_make(liquid_parser_arena(p), highlight_tag, 1);
    if (!read_markup(liquid_parser_arena(p), liquid_span_text(use->markup), t))
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at,
                           "'highlight' wants a language and options: {%% highlight ruby linenos "
                           "%%}");
    t->body = liquid_parse_body(p, use, ends, NULL);
    return t;
}

static str trim_lines(str s) {
    while (s.n && (*s.p == '\n' || *s.p == '\r'))
        s = str_from(s, 1);
    while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
        s.n--;
    return s;
}

static void write_variable(liquid_run *r, str name, buf *out) {
    value v;
    if (liquid_find(r, name, &v) && value_truthy(v))
        liquid_write(r, v, out);
}

/* Without a highlighter Jekyll escapes quotes too, and strips. */
static bool has_highlighter(liquid_run *r) {
    value v = value_at(render_job(r)->r->site->config->data, S("highlighter"));
    str name = value_as_str(v);
    return str_eq(name, S("rouge")) || str_eq(name, S("pygments"));
}

static void write_plain(str code, buf *out) {
    code = str_trim(code);
    for (size_t i = 0; i < code.n; i++) {
        if (code.p[i] == '\'')
            buf_lit(out, "&#39;");
        else
            buf_escape_html(out, str_slice(code, i, i + 1));
    }
}

void render_highlight(liquid_run *r, const void *self, buf *out) {
    const highlight_tag *t = self;
    markdown_rouge rouge = markdown_kramdown_defaults.rouge_block;
    rouge.has_numbers = t->has_numbers;
    rouge.gutter_class = S("gutter");
    rouge.code_class = S("code");
    str code = trim_lines(liquid_body_text(r, t->body));
    if (liquid_run_stopped(r))
        return;
    write_variable(r, S("highlighter_prefix"), out);
    buf_lit(out, "<figure class=\"highlight\"><pre><code class=\"language-");
    for (size_t i = 0; i < t->lang.n; i++)
        buf_char(out, t->lang.p[i] == '+' ? '-' : t->lang.p[i]);
    buf_printf(out, "\" data-lang=\"%.*s\">", STR_FMT(t->lang));
    const code_part which = {t->has_numbers ? CODE_TABLE : CODE_TAG, t->lang, code};
    codebook *painter = render_job(r)->r->markdown.codes;
    str html;
    if (!has_highlighter(r))
        write_plain(code, out);
    else if (painter && codes_find(painter, &which, &html) && html.p)
        buf_add(out, html);
    else
        markdown_rouge_code(&rouge, code, out);
    buf_lit(out, "</code></pre></figure>");
    write_variable(r, S("highlighter_suffix"), out);
}
