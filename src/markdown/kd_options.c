#include "markdown/library.h"
#include "markdown/markdown.h"

#define ROUGE_DEFAULTS                                                                             \
    {                                                                                              \
        .start = 1, .default_lang = TEXT("plaintext"), .css_class = TEXT("highlight"),             \
        .table_class = TEXT("rouge-table"), .gutter_class = TEXT("rouge-gutter"),                  \
        .code_class = TEXT("rouge-code")                                                           \
    }

const markdown_kramdown markdown_kramdown_defaults = {
    .version = KRAMDOWN_2_4, /* Debian 12's */
    .toc_levels = 0x7E,
    .footnote_nr = 1,
    .backlink = TEXT("&#8617;"),
    .footnote_text = TEXT("%s"),
    .highlighter = TEXT("rouge"),
    .rouge_block = ROUGE_DEFAULTS,
    .rouge_span = ROUGE_DEFAULTS,
    .quotes = {TEXT("\xE2\x80\x98"), TEXT("\xE2\x80\x99"), TEXT("\xE2\x80\x9C"),
               TEXT("\xE2\x80\x9D")},
};

static bool is_on(str val) {
    val = str_trim(val);
    return val.n && !str_eq_fold(val, S("false")); /* to kramdown, `true,` is true too */
}

/* `1..6`, `2,3` */
static uint8_t levels_of(str val) {
    unsigned bits = 0, from = 0;
    for (size_t i = 0; i < val.n; i++) {
        if (val.p[i] < '1' || val.p[i] > '6')
            continue;
        unsigned level = (unsigned)(val.p[i] - '0');
        for (unsigned k = from && i && val.p[i - 1] == '.' ? from : level; k <= level; k++)
            bits |= 1u << k;
        from = level;
    }
    return (uint8_t)bits;
}

static str quote_of(str name) {
    static const struct {
        str name, text;
    } known[] = {
        {TEXT("lsquo"), TEXT("\xE2\x80\x98")},
        {TEXT("rsquo"), TEXT("\xE2\x80\x99")},
        {TEXT("ldquo"), TEXT("\xE2\x80\x9C")},
        {TEXT("rdquo"), TEXT("\xE2\x80\x9D")},
        {TEXT("sbquo"), TEXT("\xE2\x80\x9A")},
        {TEXT("bdquo"), TEXT("\xE2\x80\x9E")},
        {TEXT("lsaquo"), TEXT("\xE2\x80\xB9")},
        {TEXT("rsaquo"), TEXT("\xE2\x80\xBA")},
        {TEXT("laquo"), TEXT("\xC2\xAB")},
        {TEXT("raquo"), TEXT("\xC2\xBB")},
        {TEXT("quot"), TEXT("\"")},
        {TEXT("apos"), TEXT("'")},
        {TEXT("39"), TEXT("'")},
        {TEXT("34"), TEXT("\"")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, known[i].name))
            return known[i].text;
    return S("");
}

static void set_quotes(markdown_kramdown *o, str val) {
    for (size_t i = 0; i < 4 && val.n; i++) {
        str name;
        str_cut(val, S(","), &name, &val);
        str text = quote_of(str_trim(name));
        if (text.n)
            o->quotes[i] = text;
    }
}

static bool set_switch(markdown_kramdown *o, str name, str val) {
    bool on = is_on(val);
    if (str_eq(name, S("auto_ids")))
        o->no_auto_ids = !on;
    else if (str_eq(name, S("hard_wrap")))
        o->hard_wrap = on;
    else if (str_eq(name, S("parse_block_html")))
        o->parse_block_html = on;
    else if (str_eq(name, S("parse_span_html")))
        o->no_span_html = !on;
    else if (str_eq(name, S("header_links")))
        o->header_links = on;
    else
        return false;
    return true;
}

static bool set_text(markdown_kramdown *o, str name, str val) {
    bool none = !val.n || str_eq(val, S("nil")) || str_eq(val, S("none")) ||
                str_eq(val, S("null")) || str_eq(val, S("false"));
    if (str_eq(name, S("input")))
        o->is_plain = str_eq(val, S("kramdown"));
    else if (str_eq(name, S("math_engine")))
        o->no_math_engine = none;
    else if (str_eq(name, S("syntax_highlighter")))
        o->highlighter = str_eq(val, S("rouge")) ? val : S("");
    else if (str_eq(name, S("auto_id_prefix")))
        o->id_prefix = val;
    else if (str_eq(name, S("footnote_prefix")))
        o->footnote_prefix = val;
    else if (str_eq(name, S("footnote_backlink")))
        o->backlink = val;
    else if (str_eq(name, S("footnote_link_text")) && str_has(val, S("%s")))
        o->footnote_text = val;
    else
        return false;
    return true;
}

/* `syntax_highlighter_opts.x` for both, `….block.x` and `….span.x` for one of them. */
static bool set_rouge(markdown_kramdown *o, str name, str val) {
    str head, rest;
    bool is_one = str_cut(name, S("."), &head, &rest);
    if (is_one && str_eq(head, S("block")))
        return markdown_rouge_set(&o->rouge_block, rest, val);
    if (is_one && str_eq(head, S("span")))
        return markdown_rouge_set(&o->rouge_span, rest, val);
    bool known = markdown_rouge_set(&o->rouge_block, name, val);
    return markdown_rouge_set(&o->rouge_span, name, val) && known;
}

bool markdown_kramdown_as(markdown_kramdown *o, str version) {
    enum { PARTS = 3, RADIX = 100, LEAST = 10000 };
    unsigned number = 0;
    str part;
    for (size_t i = 0; i < PARTS; i++) {
        int64_t n = 0;
        str_cut(version, S("."), &part, &version);
        if (part.n && (!str_to_int(part, &n) || n < 0 || n >= RADIX))
            return false;
        number = number * RADIX + (unsigned)n;
    }
    if (number < LEAST)
        return false;
    o->version = number;
    return true;
}

bool markdown_kramdown_set(markdown_kramdown *o, str name, str val) {
    static const str highlighter = TEXT("syntax_highlighter_opts.");
    int64_t n = 0;
    bool number = str_to_int(val, &n);
    if (set_switch(o, name, val) || set_text(o, name, val))
        return true;
    if (str_starts(name, highlighter))
        return set_rouge(o, str_from(name, highlighter.n), val);
    if (str_eq(name, S("guess_lang")))
        return set_rouge(o, name, val);
    if (str_eq(name, S("toc_levels"))) {
        o->toc_levels = levels_of(val);
    } else if (str_eq(name, S("footnote_nr")) && number) {
        o->footnote_nr = n;
    } else if (str_eq(name, S("header_offset")) && number) {
        o->header_offset = n > 6 ? 6 : n < -6 ? -6 : (int)n;
    } else if (str_eq(name, S("smart_quotes"))) {
        set_quotes(o, val);
    } else if (str_eq(name, S("gfm_quirks"))) {
        o->no_paragraph_end = !str_has(val, S("paragraph_end"));
        o->no_typographic = str_has(val, S("no_auto_typographic"));
    } else {
        return false;
    }
    return true;
}
