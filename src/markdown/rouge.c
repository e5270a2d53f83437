#include "markdown/rouge.h"

#include "markdown/kd.h"

/* As Ruby's: all but false and nil is true, which the configuration hands on as text. */
static bool is_on(str val) {
    return val.n && !str_eq(val, S("false"));
}

static str *text_option(markdown_rouge *o, str name) {
    if (str_eq(name, S("default_lang")))
        return &o->default_lang;
    if (str_eq(name, S("css_class")))
        return &o->css_class;
    if (str_eq(name, S("table_class")))
        return &o->table_class;
    if (str_eq(name, S("gutter_class")))
        return &o->gutter_class;
    if (str_eq(name, S("code_class")))
        return &o->code_class;
    return NULL;
}

bool markdown_rouge_set(markdown_rouge *o, str name, str val) {
    str *text = text_option(o, name);
    if (text)
        *text = val;
    else if (str_eq(name, S("line_numbers")))
        o->has_numbers = is_on(val);
    else if (str_eq(name, S("wrap")))
        o->is_bare = !is_on(val);
    else if (str_eq(name, S("disable")))
        o->disabled = is_on(val);
    else if (str_eq(name, S("guess_lang")))
        o->no_guess = !is_on(val);
    else if (str_eq(name, S("start_line")))
        return str_to_int(val, &o->start);
    else
        return false;
    return true;
}

/* The numbers of the lines in the first cell, the code in the second. */
static void numbered(const markdown_rouge *o, str code, buf *out) {
    bool is_open = !str_ends(code, S("\n"));
    int64_t line = o->start;
    buf_printf(out, "<table class=\"%.*s\"><tbody><tr><td class=\"%.*s gl\"><pre class=\"lineno\">",
               STR_FMT(o->table_class), STR_FMT(o->gutter_class));
    for (size_t i = 0; i < code.n + is_open; i++)
        if (i == code.n || code.p[i] == '\n') {
            buf_int(out, line++);
            buf_char(out, '\n');
        }
    buf_printf(out, "</pre></td><td class=\"%.*s\"><pre>", STR_FMT(o->code_class));
    kd_escape(out, code);
    if (is_open)
        buf_char(out, '\n');
    buf_lit(out, "</pre></td></tr></tbody></table>");
}

void markdown_rouge_code(const markdown_rouge *o, str code, buf *out) {
    if (o->has_numbers)
        numbered(o, code, out);
    else
        kd_escape(out, code);
}
