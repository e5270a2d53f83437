/* Bytes and characters that went wrong, and HTML that does something. */
#include "base/utf8.h"
#include "mutate.h"

/* ---- broken characters ---- */

static size_t match_wide_word(str text, size_t at) {
    size_t n = match_word(text, at);
    for (size_t i = 0; i < n; i++)
        if (text.p[at + i] & 0x80)
            return n;
    return 0;
}

static bool replacement(trial *t) {
    range r;
    uint32_t cp;
    if (!any_match(t, match_word, &r, NULL))
        return false;
    size_t at = r.at + r.n;
    do
        at--;
    while ((t->text.p[at] & 0xC0) == 0x80);
    return change(t, at, utf8_decode(str_from(t->text, at), &cp), S("\xEF\xBF\xBD"));
}

/* What Windows-1252 has at 0x80 to 0x9F; 0: nothing. */
static const uint16_t cp1252[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                  0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static bool double_encoding(trial *t) {
    range r;
    if (!any_match(t, match_wide_word, &r, NULL))
        return false;
    buf b = buf_new(t->a, 4 * r.n);
    for (size_t i = 0; i < r.n; i++) {
        unsigned char c = (unsigned char)t->text.p[r.at + i];
        uint32_t cp = c >= 0x80 && c < 0xA0 && cp1252[c - 0x80] ? cp1252[c - 0x80] : c;
        buf_codepoint(&b, cp);
    }
    return change(t, r.at, r.n, buf_str(&b));
}

static bool put_before_word(trial *t, str what) {
    range r;
    return any_match(t, match_word, &r, NULL) && change(t, r.at, 0, what);
}

/* RLE, LRE, RLO, LRO, RLI: none of them ended. */
static bool bidi_control(trial *t) {
    static const char *const controls[] = {"\xE2\x80\xAB", "\xE2\x80\xAA", "\xE2\x80\xAE",
                                           "\xE2\x80\xAD", "\xE2\x81\xA7"};
    return put_before_word(t, str_of(controls[any(t, 5)]));
}

static bool put_in_word(trial *t, str what) {
    range r;
    uint32_t cp;
    if (!any_match(t, match_word, &r, NULL))
        return false;
    return change(t, r.at + utf8_decode(str_from(t->text, r.at), &cp), 0, what);
}

static bool zero_width(trial *t) {
    static const char *const marks[] = {"\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xBB\xBF"};
    return put_in_word(t, str_of(marks[any(t, 3)]));
}

static bool soft_hyphen(trial *t) {
    return put_in_word(t, S("\xC2\xAD"));
}

/* ---- normal forms ---- */

static const struct {
    uint32_t cp;
    const char *parts;
} decompositions[] = {
    {0xE9, "e\xCC\x81"},        {0xE8, "e\xCC\x80"},        {0xEA, "e\xCC\x82"},
    {0xE0, "a\xCC\x80"},        {0xE2, "a\xCC\x82"},        {0xE7, "c\xCC\xA7"},
    {0xF4, "o\xCC\x82"},        {0xEE, "i\xCC\x82"},        {0xFC, "u\xCC\x88"},
    {0xF6, "o\xCC\x88"},        {0xE4, "a\xCC\x88"},        {0xE1, "a\xCC\x81"},
    {0xED, "i\xCC\x81"},        {0xF3, "o\xCC\x81"},        {0xFA, "u\xCC\x81"},
    {0xF1, "n\xCC\x83"},        {0xE3, "a\xCC\x83"},        {0xF5, "o\xCC\x83"},
    {0x439, "и\xCC\x86"},       {0x451, "е\xCC\x88"},       {0x623, "ا\xD9\x94"},
    {0x622, "ا\xD9\x93"},       {0x625, "ا\xD9\x95"},       {0x304C, "か\xE3\x82\x99"},
    {0x3067, "て\xE3\x82\x99"}, {0x3060, "た\xE3\x82\x99"}, {0x30C9, "ト\xE3\x82\x99"},
    {0x30B0, "ク\xE3\x82\x99"}, {0x3070, "は\xE3\x82\x99"},
};

static bool add_decomposed(buf *b, uint32_t cp) {
    if (cp >= 0xAC00 && cp < 0xD7A4) { /* a syllable of Hangul */
        uint32_t s = cp - 0xAC00;
        buf_codepoint(b, 0x1100 + s / 588);
        buf_codepoint(b, 0x1161 + s % 588 / 28);
        if (s % 28)
            buf_codepoint(b, 0x11A7 + s % 28);
        return true;
    }
    for (size_t i = 0; i < sizeof decompositions / sizeof *decompositions; i++)
        if (decompositions[i].cp == cp) {
            buf_add(b, str_of(decompositions[i].parts));
            return true;
        }
    buf_codepoint(b, cp);
    return false;
}

static bool mixed_form(trial *t) {
    range r;
    bool is_changed = false;
    if (!any_match(t, match_wide_word, &r, NULL))
        return false;
    buf b = buf_new(t->a, 4 * r.n);
    for (size_t i = 0; i < r.n;) {
        uint32_t cp;
        i += utf8_decode(str_slice(t->text, r.at + i, r.at + r.n), &cp);
        is_changed |= add_decomposed(&b, cp);
    }
    return is_changed && change(t, r.at, r.n, buf_str(&b));
}

/* ---- confusable letters ---- */

static bool put_twin(trial *t, range r) {
    static const struct {
        char latin;
        const char *twin;
    } twins[] = {{'a', "а"}, {'c', "с"}, {'e', "е"}, {'o', "о"},
                 {'p', "р"}, {'x', "х"}, {'y', "у"}};
    size_t seen = 0, at = 0, which = 0;
    for (size_t i = r.at; i < r.at + r.n; i++)
        for (size_t k = 0; k < sizeof twins / sizeof *twins; k++)
            if (t->text.p[i] == twins[k].latin && any(t, ++seen) == 0) {
                at = i;
                which = k;
            }
    return seen && change(t, at, 1, str_of(twins[which].twin));
}

static bool is_inline_code(const trial *t, const leaf *l, const atom *x) {
    (void)t;
    (void)l;
    return x->kind == ATOM_CODE && x->text.n > 3;
}

static bool is_url(const trial *t, const leaf *l, const atom *x) {
    (void)t;
    (void)l;
    return (x->kind == ATOM_LINK || x->kind == ATOM_URL) && str_has(x->text, S("://"));
}

static bool put_twin_in(trial *t, atom_test *is_wanted) {
    const leaf *l;
    const atom *x = any_atom(t, is_wanted, &l);
    range r;
    return x && atom_range(t->o, l, x, &r) && put_twin(t, r);
}

static bool twin_in_code(trial *t) {
    return put_twin_in(t, is_inline_code);
}

static bool twin_in_url(trial *t) {
    return put_twin_in(t, is_url);
}

/* ---- active HTML ---- */

static bool put_block(trial *t, str html) {
    const leaf *l = any_leaf(t, is_paragraph);
    return l && change(t, l->at, 0, str_cat(t->a, html, S("\n\n")));
}

static bool script(trial *t) {
    return put_block(t, any(t, 2) ? S("<script>alert(1)</script>")
                                  : S("<script src=\"https://elsewhere.example/x.js\"></script>"));
}

static bool foreign_frame(trial *t) {
    return put_block(t, S("<iframe src=\"https://elsewhere.example/\"></iframe>"));
}

static bool wrap_word(trial *t, str before, str after) {
    range r;
    const leaf *l;
    if (!any_match(t, match_word, &r, &l) || l->class != LEAF_TEXT)
        return false;
    add_edit(t, r.at + r.n, 0, after);
    return change(t, r.at, 0, before);
}

static bool event_attribute(trial *t) {
    return wrap_word(t, S("<span onclick=\"alert(1)\">"), S("</span>"));
}

static bool is_inline_link(const trial *t, const leaf *l, const atom *x) {
    range r;
    return x->kind == ATOM_LINK && atom_range(t->o, l, x, &r) && t->text.p[r.at - 1] == '(';
}

static bool javascript_url(trial *t) {
    const leaf *l;
    const atom *x = any_atom(t, is_inline_link, &l);
    range r;
    return x && atom_range(t->o, l, x, &r) && change(t, r.at, r.n, S("javascript:alert(1)"));
}

const kind byte_kinds[] = {
    {"replacement-character", replacement},
    {"double-encoding", double_encoding},
    {"bidi-control", bidi_control},
    {"zero-width", zero_width},
    {"soft-hyphen", soft_hyphen},
    {"mixed-normal-form", mixed_form},
    {"confusable-in-code", twin_in_code},
    {"confusable-in-url", twin_in_url},
    {"script-element", script},
    {"event-attribute", event_attribute},
    {"javascript-url", javascript_url},
    {"foreign-frame", foreign_frame},
    {NULL, NULL},
};
