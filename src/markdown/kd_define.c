#include "base/utf8.h"
#include "markdown/kd.h"

/* What stands in the text but is shown elsewhere: definitions, attribute lists, extensions. */

str kd_label(arena *a, str text) {
    buf one = buf_new(a, text.n);
    for (size_t i = 0; i < text.n; i++) {
        bool space = ascii_is_space(text.p[i]);
        if (!space || i == 0 || !ascii_is_space(text.p[i - 1]))
            buf_char(&one, space ? ' ' : text.p[i]);
    }
    buf low = buf_new(a, one.n);
    utf8_downcase(&low, buf_str(&one));
    return buf_str(&low);
}

static kd_block *add_eob(kd_reader *r, kd_eob what, size_t end) {
    kd_block *b = kd_new(r, KD_EOB);
    b->eob = (uint8_t)what;
    kd_append(r->tree, b);
    r->src->at = end;
    return b;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static size_t skip_blanks(str s, size_t at) {
    while (at < s.n && is_blank(s.p[at]))
        at++;
    return at;
}

/* "title" up to the line's end; the end of the line, 0 when there is none. */
static size_t read_title(str s, size_t at, str *title) {
    size_t end = str_line_end(s, at);
    if (at >= s.n || (s.p[at] != '"' && s.p[at] != '\''))
        return 0;
    str line = str_rtrim(str_slice(s, at, end));
    if (line.n < 3 || line.p[line.n - 1] != line.p[0])
        return 0;
    *title = str_slice(line, 1, line.n - 1);
    return end;
}

/* The URL and the title at `at`; the end, 0 when they are none. */
static size_t read_target(str s, size_t at, kd_link *link) {
    size_t end = str_line_end(s, at), url_end, title;
    if (at < end && s.p[at] == '<') {
        size_t to = str_find_char(str_slice(s, at, end), '>');
        if (to == STR_NONE)
            return 0;
        link->url = str_slice(s, at + 1, at + to);
        url_end = at + to + 1;
        title = skip_blanks(s, url_end);
        if (title > url_end && read_title(s, title, &link->title))
            goto titled;
        if (str_trim(str_slice(s, url_end, end)).n)
            return 0;
    } else {
        for (size_t i = at + 1; i + 1 < end; i++) {
            if (!is_blank(s.p[i - 1]) || (s.p[i] != '"' && s.p[i] != '\''))
                continue;
            link->url = str_rtrim(str_slice(s, at, i));
            if (!link->url.n || !read_title(s, i, &link->title))
                return 0;
            goto titled;
        }
        link->url = str_trim(str_slice(s, at, end));
        if (!link->url.n)
            return 0;
    }
    title = read_title(s, skip_blanks(s, end), &link->title);
    if (!title)
        return end;
    end = title;
titled:
    link->has_title = true;
    return end;
}

bool kd_link_definition(kd_reader *r) {
    str s = r->src->s;
    size_t at = kd_after_spaces(s, r->src->at, 3), end = str_line_end(s, at);
    if (at >= s.n || s.p[at] != '[')
        return false;
    size_t close = str_find_char(str_slice(s, at, end), ']');
    if (close == STR_NONE || close < 2 || at + close + 1 >= end || s.p[at + close + 1] != ':')
        return false;
    kd_link *link = arena_make(r->doc->a, kd_link, 1);
    end = read_target(s, skip_blanks(s, at + close + 2), link);
    if (!end)
        return false;
    link->eob = add_eob(r, KD_EOB_DEFINITION, end);
    map_set(&r->doc->links, kd_label(r->doc->a, str_slice(s, at + 1, at + close)), link);
    return true;
}

bool kd_footnote(kd_reader *r) {
    str s = r->src->s;
    size_t at = kd_after_spaces(s, r->src->at, 3);
    if (!str_starts(str_from(s, at), S("[^")))
        return false;
    size_t name = kd_name(s, at + 2);
    if (name == at + 2 || !str_starts(str_from(s, name), S("]:")))
        return false;
    size_t end = kd_code_end(s, str_line_end(s, at));
    buf text = buf_new(r->doc->a, end - name);
    for (size_t i = name + 2; i < end; i = str_line_end(s, i))
        buf_add(&text, str_slice(s, kd_after_indent(s, i), str_line_end(s, i)));
    kd_note *note = arena_make(r->doc->a, kd_note, 1);
    *note = (kd_note){.name = str_slice(s, at + 2, name), .content = kd_bare(r->doc->a, KD_LI)};
    kd_blocks_of(r, note->content, buf_str(&text));
    add_eob(r, KD_EOB_DEFINITION, end);
    map_set(&r->doc->notes, note->name, note);
    return true;
}

bool kd_abbreviation_definition(kd_reader *r) {
    str s = r->src->s;
    size_t at = kd_after_spaces(s, r->src->at, 3), end = str_line_end(s, at);
    if (!str_starts(str_from(s, at), S("*[")))
        return false;
    str line = str_slice(s, at + 2, end);
    size_t close = str_find(line, S("]:"));
    if (close == STR_NONE || close == 0)
        return false;
    kd_abbreviation *abbr = arena_make(r->doc->a, kd_abbreviation, 1);
    abbr->title = str_trim(str_from(line, close + 2));
    abbr->eob = add_eob(r, KD_EOB_DEFINITION, end);
    map_set(&r->doc->abbreviations, str_slice(line, 0, close), abbr);
    return true;
}

/* --- extensions --------------------------------------------------------------------------------
 */

size_t kd_extension_start(str s, size_t at, str *name, str *list, bool *is_closed) {
    if (!str_starts(str_from(s, at), S("{::")))
        return 0;
    size_t from = at + 3, end = kd_name(s, from), to = kd_brace_end(s, from);
    if (end == from || to == STR_NONE)
        return 0;
    *name = str_slice(s, from, end);
    *is_closed = s.p[to - 1] == '/';
    *list = str_slice(s, end, *is_closed ? to - 1 : to);
    if (list->n && !ascii_is_space(list->p[0]))
        return 0;
    return to + 1;
}

size_t kd_extension_stop(str s, size_t at, str name) {
    if (!str_starts(str_from(s, at), S("{:/")))
        return 0;
    size_t to = at + 3;
    if (str_starts(str_from(s, to), name))
        to += name.n;
    else if (!name.n)
        to = kd_name(s, to);
    return to < s.n && s.p[to] == '}' ? to + 1 : 0;
}

static void set_options(kd_doc *doc, const kd_attrs *attrs) {
    for (size_t i = 0; i < attrs->pairs.n; i++)
        if (!markdown_kramdown_set(&doc->o, attrs->pairs.p[i].key, attrs->pairs.p[i].value) &&
            doc->o.on_unknown)
            doc->o.on_unknown(doc->o.unknown_ctx, attrs->pairs.p[i].key);
}

kd_kind kd_extension(kd_doc *doc, str name, str list, str body, bool has_body, str *out) {
    kd_attrs attrs = {0};
    kd_attr_parse(doc->a, &attrs, list);
    if (str_eq(name, S("options"))) {
        set_options(doc, &attrs);
        return KD_EOB;
    }
    if (str_eq(name, S("comment"))) {
        *out = str_cat(doc->a, str_cat(doc->a, S("<!-- "), body), S(" -->"));
        return has_body ? KD_MARKUP : KD_EOB;
    }
    if (!str_eq(name, S("nomarkdown")))
        return KD_P;
    const str *type = kd_attr_get(&attrs, S("type"));
    bool html = !type || !str_trim(*type).n || str_has(*type, S("html"));
    *out = html ? body : S("");
    return has_body ? KD_MARKUP : KD_EOB;
}

/* The end of a line that holds nothing more, 0 when it does. */
static size_t line_ends(str s, size_t at) {
    while (at < s.n && s.p[at] != '\n' && ascii_is_space(s.p[at]))
        at++;
    return at < s.n && s.p[at] == '\n' ? at + 1 : 0;
}

/* The line that stops an extension: its start, and *end; STR_NONE when there is none. */
static size_t find_stop(kd_src *src, size_t from, str name, size_t *end) {
    for (size_t at = from; (at = kd_find(src, KD_EXTENSION_END, at)) != STR_NONE; at += 3) {
        size_t line = at;
        while (line > from && src->s.p[line - 1] == ' ' && at - line < 3)
            line--;
        size_t to = kd_extension_stop(src->s, at, name);
        if ((line == from || src->s.p[line - 1] == '\n') && to &&
            (*end = line_ends(src->s, to)) != 0)
            return line;
    }
    return STR_NONE;
}

static bool read_extension(kd_reader *r, size_t at) {
    str s = r->src->s, name, list, out = S("");
    bool is_closed;
    size_t end = kd_extension_start(s, at, &name, &list, &is_closed);
    end = end ? line_ends(s, end) : 0;
    if (!end)
        return false;
    str body = S("");
    if (!is_closed) {
        size_t from = end, stop = find_stop(r->src, from, name, &end);
        if (stop == STR_NONE)
            return false;
        body = str_slice(s, from, stop);
        if (body.n)
            body.n--;
    }
    kd_kind kind = kd_extension(r->doc, name, list, body, !is_closed, &out);
    if (kind == KD_P)
        return false;
    if (kind == KD_EOB) {
        add_eob(r, KD_EOB_OTHER, end);
        return true;
    }
    kd_block *b = kd_bare(r->doc->a, KD_RAW);
    buf_add(&b->text, out);
    kd_append(r->tree, b);
    r->src->at = end;
    return true;
}

/* {:name: list} */
static size_t read_ald(kd_reader *r, size_t at) {
    str s = r->src->s;
    size_t name = kd_name(s, at + 2);
    if (name == at + 2 || name >= s.n || s.p[name] != ':')
        return 0;
    size_t to = kd_brace_end(s, name + 1);
    size_t end = to == STR_NONE || to == name + 1 ? 0 : line_ends(s, to + 1);
    if (!end)
        return 0;
    kd_attrs **ald = (kd_attrs **)map_at(&r->doc->alds, str_slice(s, at + 2, name));
    if (!*ald)
        *ald = arena_make(r->doc->a, kd_attrs, 1);
    kd_attr_parse(r->doc->a, *ald, str_slice(s, name + 1, to));
    return end;
}

static void read_ial(kd_reader *r, str list, size_t end) {
    kd_block *last = r->tree->last;
    str more;
    bool has_block =
        last && last->kind != KD_BLANK && (last->kind != KD_EOB || last->eob == KD_EOB_DEFINITION);
    kd_attrs **to = has_block ? &last->ial : &r->ial;
    if (!*to)
        *to = arena_make(r->doc->a, kd_attrs, 1);
    kd_attr_parse(r->doc->a, *to, list);
    r->src->at = end;
    if (has_block && !kd_ial_line(r->src->s, end, 3, &more))
        add_eob(r, KD_EOB_OTHER, end);
}

bool kd_block_extension(kd_reader *r) {
    str s = r->src->s, list;
    size_t at = kd_after_spaces(s, r->src->at, 3);
    if (!str_starts(str_from(s, at), S("{:")))
        return false;
    size_t end = read_ald(r, at);
    if (end) {
        add_eob(r, KD_EOB_OTHER, end);
        return true;
    }
    if (read_extension(r, at))
        return true;
    end = kd_ial_line(s, r->src->at, 3, &list);
    if (end)
        read_ial(r, list, end);
    return end != 0;
}
