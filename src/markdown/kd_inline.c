#include "markdown/kd.h"

#include <stdio.h>

/* --- text --------------------------------------------------------------------------------------
 */

static str entity_of(char c, bool quotes) {
    switch (c) {
    case '&': return S("&amp;");
    case '<': return S("&lt;");
    case '>': return S("&gt;");
    case '"': return quotes ? S("&quot;") : S("");
    default: return S("");
    }
}

/* An entity or character reference at `at`: its end, `at` when there is none. */
static size_t after_entity(str s, size_t at) {
    size_t i = at + 1, from;
    if (i < s.n && s.p[i] == '#') {
        bool hex = ++i < s.n && s.p[i] == 'x';
        for (from = i += hex; i < s.n && (hex ? ascii_is_alnum(s.p[i]) : ascii_is_digit(s.p[i]));)
            i++;
    } else {
        for (from = i; i < s.n && (kd_is_name_char(s.p[i]) || s.p[i] == ':' || s.p[i] == '.');)
            i++;
    }
    return i > from && i < s.n && s.p[i] == ';' ? i + 1 : at;
}

static void escape(buf *out, str s, bool entities, bool quotes) {
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        str with = entity_of(s.p[i], quotes);
        if (!with.n)
            continue;
        size_t end = entities && s.p[i] == '&' ? after_entity(s, i) : i;
        if (end > i) {
            i = end - 1;
            continue;
        }
        buf_add(out, str_slice(s, from, i));
        buf_add(out, with);
        from = i + 1;
    }
    buf_add(out, str_from(s, from));
}

void kd_escape(buf *out, str s) {
    escape(out, s, false, false);
}

void kd_escape_but_entities(buf *out, str s, bool quotes) {
    escape(out, s, true, quotes);
}

void kd_write_attrs(buf *out, const kd_attrs *attrs) {
    for (size_t i = 0; i < attrs->pairs.n; i++) {
        kd_pair p = attrs->pairs.p[i];
        if (str_eq(p.key, S("id")) && !str_trim(p.value).n)
            continue;
        buf_char(out, ' ');
        buf_add(out, p.key);
        buf_lit(out, "=\"");
        kd_escape_but_entities(out, p.value, true);
        buf_char(out, '"');
    }
}

/* --- abbreviations -----------------------------------------------------------------------------
 */

/* The longest abbreviation at `at`. */
static const map_entry *find_abbreviation(const kd_writer *w, str s, size_t at) {
    const map *m = &w->doc->abbreviations;
    const map_entry *best = NULL;
    enum { MOST = 100 }; /* so many are tried */
    for (size_t i = 0; i < m->n && i < MOST; i++) {
        str key = m->entries[i].key;
        size_t end = at + key.n;
        if (key.p[0] == s.p[at] && (!best || key.n > best->key.n) &&
            str_starts(str_from(s, at), key) && (end >= s.n || !ascii_is_word(s.p[end])))
            best = &m->entries[i];
    }
    return best;
}

void kd_abbreviate(kd_writer *w, str s) {
    size_t from = 0;
    for (size_t i = 0; w->doc->abbreviations.n && i < s.n; i++) {
        if (i > from && ascii_is_word(s.p[i - 1]))
            continue;
        const map_entry *e = find_abbreviation(w, s, i);
        if (!e)
            continue;
        const kd_abbreviation *abbr = e->val;
        kd_attrs attrs = {0};
        if (abbr->eob->ial)
            kd_attr_apply(w->doc, &attrs, abbr->eob->ial);
        if (abbr->title.n)
            kd_attr_set(w->doc->a, &attrs, S("title"), abbr->title);
        kd_escape_but_entities(w->out, str_slice(s, from, i), false);
        buf_lit(w->out, "<abbr");
        kd_write_attrs(w->out, &attrs);
        buf_char(w->out, '>');
        buf_add(w->out, e->key);
        buf_lit(w->out, "</abbr>");
        from = i + e->key.n;
        i = from - 1;
    }
    kd_escape(w->out, str_from(s, from));
}

/* --- atoms -------------------------------------------------------------------------------------
 */

/* Empty texts only keep cmark from reading what is beside them as one. */
static cmark_node *skip_empty(cmark_node *node, cmark_node *next(cmark_node *node)) {
    while (node && cmark_node_get_type(node) == CMARK_NODE_TEXT && !*cmark_node_get_literal(node))
        node = next(node);
    return node;
}

/* The attribute lists right after a span are its own. */
static void take_attrs(kd_writer *w, cmark_node *node, kd_attrs *attrs) {
    while ((node = skip_empty(cmark_node_next(node), cmark_node_next)) != NULL) {
        const kd_atom *a = kd_atom_of(w->doc, node);
        if (!a || a->kind != KD_ATOM_IAL)
            return;
        kd_attr_apply(w->doc, attrs, &a->attrs);
    }
}

static void add_class(kd_writer *w, kd_attrs *attrs, str lang, bool add) {
    arena *a = w->doc->a;
    str with = str_cat(a, S("highlighter-"), w->doc->o.highlighter);
    const str *now = kd_attr_get(attrs, S("class"));
    str names = now && now->n ? str_cat(a, str_cat(a, *now, S(" ")), with) : with;
    if (add)
        names = str_cat(a, str_cat(a, str_cat(a, S("language-"), lang), S(" ")), names);
    kd_attr_set(a, attrs, S("class"), names);
}

/* The language of a class `language-x`; its place in *at. */
static str class_language(const kd_attrs *attrs, size_t *at) {
    const str *names = kd_attr_get(attrs, S("class"));
    *at = names ? str_find(*names, S("language-")) : STR_NONE;
    if (*at == STR_NONE || (*at && ascii_is_word(names->p[*at - 1])))
        return S("");
    size_t end = *at + 9;
    while (end < names->n && !ascii_is_space(names->p[end]))
        end++;
    return str_slice(*names, *at + 9, end);
}

static void copy_attrs(kd_writer *w, kd_attrs *to, const kd_attrs *from) {
    for (size_t i = 0; i < from->pairs.n; i++)
        kd_attr_set(w->doc->a, to, from->pairs.p[i].key, from->pairs.p[i].value);
}

static bool is_highlighted(const kd_writer *w, const markdown_rouge *o, str lang) {
    if (!lang.n)
        lang = o->default_lang;
    size_t q = str_find_char(lang, '?');
    str lexer = q == STR_NONE ? lang : str_slice(lang, 0, q);
    bool is_plain = str_eq(lexer, S("plaintext")) || str_eq(lexer, S("text"));
    return w->doc->o.highlighter.n && !o->disabled && !(is_plain && o->no_guess) &&
           kd_is_lexer(lexer);
}

/* What somebody else makes of the code; false: nobody is asked, or not yet known. What comes out of
 * plain text is known without asking. */
static bool ask(const kd_writer *w, code_manner kind, str lang, str text, str *html) {
    const markdown_rouge *o = kind == CODE_SPAN ? &w->doc->o.rouge_span : &w->doc->o.rouge_block;
    str known = lang.n ? lang : o->default_lang;
    bool is_plain = str_eq(known, S("plaintext")) || str_eq(known, S("text"));
    if (!w->doc->codes || !w->doc->o.highlighter.n || (is_plain && !o->has_numbers))
        return false;
    const code_part which = {kind, lang.n ? lang : (str){NULL, 0}, text};
    return codes_find(w->doc->codes, &which, html);
}

/* The class without its language. */
static void drop_language(kd_writer *w, kd_attrs *attrs, size_t at, size_t n) {
    str names = *kd_attr_get(attrs, S("class"));
    str rest = str_trim(str_cat(w->doc->a, str_slice(names, 0, at), str_from(names, at + 9 + n)));
    if (rest.n)
        kd_attr_set(w->doc->a, attrs, S("class"), rest);
    else
        kd_attr_remove(attrs, S("class"));
}

static void write_code(kd_writer *w, const kd_attrs *given, str code) {
    kd_attrs attrs = {0};
    size_t at;
    copy_attrs(w, &attrs, given);
    str lang = class_language(&attrs, &at), html = {NULL, 0};
    const markdown_rouge *o = &w->doc->o.rouge_span;
    bool asked = ask(w, CODE_SPAN, lang, code, &html);
    bool highlighted = asked ? html.p != NULL : is_highlighted(w, o, lang);
    /* Up to 2.3 the class names the default language, whatever the code's own is. */
    bool keeps = lang.n && w->doc->o.version >= KRAMDOWN_2_4;
    if (highlighted && lang.n && !keeps)
        drop_language(w, &attrs, at, lang.n);
    if (highlighted)
        add_class(w, &attrs, o->default_lang, !keeps);
    buf_lit(w->out, "<code");
    kd_write_attrs(w->out, &attrs);
    buf_char(w->out, '>');
    if (html.p)
        buf_add(w->out, html);
    else if (highlighted)
        markdown_rouge_code(o, code, w->out);
    else
        kd_escape(w->out, code);
    buf_lit(w->out, "</code>");
}

/* Up to its end tag, which the caller writes. `html` is what somebody else made of the code, p
 * NULL: nobody did. */
static void highlighted_block(kd_writer *w, const kd_attrs *attrs, str text, str html) {
    const markdown_rouge *o = &w->doc->o.rouge_block;
    buf_lit(w->out, "<div");
    kd_write_attrs(w->out, attrs);
    buf_char(w->out, '>');
    if (html.p) {
        buf_add(w->out, html);
        return;
    }
    if (!o->is_bare)
        buf_printf(w->out, "<div class=\"highlight\"><pre class=\"%.*s\"><code>",
                   STR_FMT(o->css_class));
    markdown_rouge_code(o, text, w->out);
    buf_add(w->out, o->is_bare ? S("") : S("</code></pre></div>"));
}

void kd_write_highlighted(kd_writer *w, const kd_attrs *given, str lang, str text) {
    kd_attrs attrs = {0};
    size_t at;
    copy_attrs(w, &attrs, given);
    str name = class_language(&attrs, &at);
    if (name.n)
        drop_language(w, &attrs, at, name.n);
    const markdown_rouge *o = &w->doc->o.rouge_block;
    str wanted = lang.n ? lang : name, html = {NULL, 0};
    bool asked = ask(w, CODE_BLOCK, wanted, text, &html);
    if (asked ? html.p != NULL : is_highlighted(w, o, wanted)) {
        add_class(w, &attrs, name.n ? name : o->default_lang, true);
        highlighted_block(w, &attrs, text, html);
        return;
    }
    buf_lit(w->out, "<pre");
    kd_write_attrs(w->out, &attrs);
    buf_lit(w->out, "><code");
    if (name.n) {
        buf_lit(w->out, " class=\"language-");
        kd_escape_but_entities(w->out, name, true);
        buf_char(w->out, '"');
    }
    buf_char(w->out, '>');
    if (text.n && text.p[text.n - 1] == '\n')
        text.n--;
    kd_escape(w->out, text);
    buf_lit(w->out, "\n</code></pre>");
}

static void write_math(kd_writer *w, const kd_attrs *given, str math) {
    kd_attrs attrs = {0};
    copy_attrs(w, &attrs, given);
    if (!w->doc->o.no_math_engine && !attrs.pairs.n) {
        buf_lit(w->out, "\\(");
        kd_escape(w->out, math);
        buf_lit(w->out, "\\)");
        return;
    }
    if (w->doc->o.no_math_engine)
        kd_attr_class(w->doc->a, &attrs, S("kdmath"));
    buf_lit(w->out, "<span");
    kd_write_attrs(w->out, &attrs);
    buf_lit(w->out, ">$");
    buf_add(w->out, math);
    buf_lit(w->out, "$</span>");
}

static void note_number(kd_writer *w, long long number) {
    str before, after = w->doc->o.footnote_text;
    bool is_set = w->doc->o.version >= KRAMDOWN_2_5 && str_cut(after, S("%s"), &before, &after);
    if (is_set)
        buf_add(w->out, before);
    buf_printf(w->out, "%lld", number);
    if (is_set)
        buf_add(w->out, after);
}

static void write_note(kd_writer *w, str name) {
    kd_note *note = map_get(&w->doc->notes, name);
    str prefix = w->doc->o.footnote_prefix;
    char repeat[24] = "";
    if (w->in_toc || !note)
        return;
    if (note->number) {
        snprintf(repeat, sizeof repeat, ":%u", ++note->repeats);
    } else {
        *vec_push(w->doc->a, &w->notes) = note;
        note->number = (uint32_t)w->notes.n;
    }
    bool inner_role = w->doc->o.version >= KRAMDOWN_2_5;
    buf_printf(w->out, "<sup id=\"fnref:%.*s%.*s%s\"%s><a href=\"#fn:%.*s%.*s\" class=\"footnote\"",
               STR_FMT(prefix), STR_FMT(name), repeat, inner_role ? "" : " role=\"doc-noteref\"",
               STR_FMT(prefix), STR_FMT(name));
    if (w->doc->o.version >= KRAMDOWN_2_3_1)
        buf_lit(w->out, " rel=\"footnote\"");
    buf_add(w->out, inner_role ? S(" role=\"doc-noteref\">") : S(">"));
    note_number(w, (long long)note->number + (long long)w->doc->o.footnote_nr - 1);
    buf_lit(w->out, "</a></sup>");
}

static void write_linked(kd_writer *w, const kd_attrs *attrs, str text) {
    if (!w->in_toc) {
        buf_lit(w->out, "<a");
        kd_write_attrs(w->out, attrs);
        buf_char(w->out, '>');
    }
    kd_abbreviate(w, text);
    if (!w->in_toc)
        buf_lit(w->out, "</a>");
}

/* An attribute list after text is text. */
static void write_ial(kd_writer *w, cmark_node *node, str text) {
    cmark_node *prev = skip_empty(cmark_node_previous(node), cmark_node_previous);
    const kd_atom *a = prev ? kd_atom_of(w->doc, prev) : NULL;
    bool after_text = !prev || cmark_node_get_type(prev) == CMARK_NODE_TEXT ||
                      (a && (a->kind == KD_ATOM_NEWLINE || a->kind == KD_ATOM_TEXT ||
                             a->kind == KD_ATOM_LITERAL));
    if (after_text)
        kd_escape_but_entities(w->out, text, false);
}

static void write_tag(kd_writer *w, const kd_atom *a) {
    kd_attrs attrs = {0}, later = {.refs = {a->attrs.refs.p, a->attrs.refs.n, 0}};
    copy_attrs(w, &attrs, &a->attrs);
    kd_attr_apply(w->doc, &attrs, &later);
    buf_char(w->out, '<');
    buf_add(w->out, a->text);
    kd_write_attrs(w->out, &attrs);
    if (a->is_void)
        buf_lit(w->out, " />");
    else if (a->is_closed)
        buf_printf(w->out, "></%.*s>", STR_FMT(a->text));
    else
        buf_char(w->out, '>');
}

static void write_atom(kd_writer *w, cmark_node *node, const kd_atom *a) {
    kd_attrs attrs = {0};
    copy_attrs(w, &attrs, &a->attrs);
    if (a->kind != KD_ATOM_IAL)
        take_attrs(w, node, &attrs);
    switch (a->kind) {
    case KD_ATOM_CODE: write_code(w, &attrs, a->text); break;
    case KD_ATOM_MATH: write_math(w, &attrs, a->text); break;
    case KD_ATOM_MARKUP: buf_add(w->out, a->text); break;
    case KD_ATOM_TAG: write_tag(w, a); break;
    case KD_ATOM_TEXT: kd_escape(w->out, a->text); break;
    case KD_ATOM_LITERAL: kd_escape_but_entities(w->out, a->text, false); break;
    case KD_ATOM_BREAK: buf_lit(w->out, "<br />"); break;
    case KD_ATOM_NEWLINE: buf_char(w->out, '\n'); break;
    case KD_ATOM_AUTOLINK: write_linked(w, &attrs, a->text); break;
    case KD_ATOM_IMAGE:
        buf_lit(w->out, "<img");
        kd_write_attrs(w->out, &attrs);
        buf_lit(w->out, " />");
        break;
    case KD_ATOM_NOTE: write_note(w, a->text); break;
    case KD_ATOM_IAL: write_ial(w, node, a->text); break;
    case KD_ATOM_LINK: break;
    }
}

/* --- spans -------------------------------------------------------------------------------------
 */

static void write_element(kd_writer *w, cmark_node *node, bool enter, const char *name) {
    buf_lit(w->out, "<");
    if (!enter)
        buf_char(w->out, '/');
    buf_add(w->out, str_of(name));
    if (enter) {
        kd_attrs attrs = {0};
        const kd_atom *a = kd_atom_of(w->doc, node);
        if (a)
            copy_attrs(w, &attrs, &a->attrs);
        take_attrs(w, node, &attrs);
        kd_write_attrs(w->out, &attrs);
    }
    buf_char(w->out, '>');
}

static void write_span(kd_writer *w, cmark_node *node, bool enter) {
    const kd_atom *a;
    cmark_node_type type = cmark_node_get_type(node);
    switch ((int)type) {
    case CMARK_NODE_TEXT: kd_abbreviate(w, str_of(cmark_node_get_literal(node))); break;
    case CMARK_NODE_CUSTOM_INLINE:
        a = kd_atom_of(w->doc, node);
        if (enter && a)
            write_atom(w, node, a);
        break;
    case CMARK_NODE_EMPH: write_element(w, node, enter, "em"); break;
    case CMARK_NODE_STRONG: write_element(w, node, enter, "strong"); break;
    case CMARK_NODE_LINK:
        if (!w->in_toc)
            write_element(w, node, enter, "a");
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: buf_char(w->out, '\n'); break;
    default:
        if (type == w->lib->strikethrough)
            write_element(w, node, enter, "del");
        break;
    }
}

void kd_write_spans(kd_writer *w, cmark_node *paragraph) {
    if (!paragraph)
        return;
    cmark_iter *it = cmark_iter_new(paragraph);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;)
        if (cmark_iter_get_node(it) != paragraph)
            write_span(w, cmark_iter_get_node(it), ev == CMARK_EVENT_ENTER);
    cmark_iter_free(it);
}

str kd_spans_text(kd_doc *doc, cmark_node *paragraph) {
    buf text = buf_new(doc->a, 64);
    if (!paragraph)
        return S("");
    cmark_iter *it = cmark_iter_new(paragraph);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(it);
        const kd_atom *a = ev == CMARK_EVENT_ENTER ? kd_atom_of(doc, node) : NULL;
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
            buf_add(&text, str_of(cmark_node_get_literal(node)));
        else if (a &&
                 (a->kind == KD_ATOM_CODE || a->kind == KD_ATOM_MATH || a->kind == KD_ATOM_TEXT ||
                  a->kind == KD_ATOM_LITERAL || a->kind == KD_ATOM_AUTOLINK))
            buf_add(&text, a->text);
    }
    cmark_iter_free(it);
    return buf_str(&text);
}
