#include "base/utf8.h"
#include "markdown/kd.h"

/* --- what there is -----------------------------------------------------------------------------
 */

static const char spans[] =
    " a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark "
    "option "
    "q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var ";
static const char blocks[] =
    " address article aside applet body blockquote caption col colgroup dd div dl dt fieldset "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li "
    "main map nav ol optgroup p pre section summary table tbody td th thead tfoot tr ul ";
static const char voids[] = " area base br col command embed hr img input keygen link meta param "
                            "source track wbr ";
static const char block_models[] =
    " address applet article aside blockquote body dd details div dl fieldset figure figcaption "
    "footer form header hgroup iframe li main map menu nav noscript object section summary td ";
static const char span_models[] =
    " a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label "
    "legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt ";
static const char raw_models[] = " script style math option textarea pre code kbd samp var ";

bool kd_is_span_tag(str name) {
    return str_is_in_words(name, spans);
}

bool kd_is_block_tag(str name) {
    return str_is_in_words(name, blocks);
}

bool kd_is_void_tag(str name) {
    return str_is_in_words(name, voids);
}

kd_model kd_tag_model(str name) {
    if (str_is_in_words(name, block_models))
        return KD_MODEL_BLOCK;
    return str_is_in_words(name, span_models) ? KD_MODEL_SPAN : KD_MODEL_RAW;
}

static bool is_known(str name) {
    return str_is_in_words(name, spans) || str_is_in_words(name, blocks) ||
           str_is_in_words(name, voids) || str_is_in_words(name, block_models) ||
           str_is_in_words(name, span_models) || str_is_in_words(name, raw_models);
}

/* --- tags --------------------------------------------------------------------------------------
 */

/* The letter at `at`, in bytes; 0 when it is none. */
static size_t letter(str s, size_t at) {
    uint32_t cp;
    if (at >= s.n)
        return 0;
    if ((unsigned char)s.p[at] < 0x80)
        return ascii_is_alpha(s.p[at]) || s.p[at] == '_';
    size_t n = utf8_decode(str_from(s, at), &cp);
    return utf8_is_word(cp) ? n : 0;
}

static size_t name_char(str s, size_t at) {
    bool is_ascii = at < s.n && (ascii_is_digit(s.p[at]) || s.p[at] == '-' || s.p[at] == '.');
    return is_ascii ? 1 : letter(s, at);
}

static size_t after_name(str s, size_t at) {
    for (size_t n = letter(s, at); n; n = name_char(s, at))
        at += n;
    return at;
}

size_t kd_tag_name(str s, size_t at) {
    size_t end = after_name(s, at);
    if (end > at && end < s.n && s.p[end] == ':' && letter(s, end + 1))
        end = after_name(s, end + 1);
    return end;
}

static str lowered(arena *a, str s) {
    buf b = buf_new(a, s.n);
    utf8_downcase(&b, s);
    return buf_str(&b);
}

/* The value after an attribute's name; `at` when there is none. */
static size_t read_value(str s, size_t at, str *value) {
    size_t from = str_skip_space(s, at);
    if (from >= s.n || s.p[from] != '=')
        return at;
    from = str_skip_space(s, from + 1);
    if (from >= s.n)
        return at;
    if (s.p[from] == '"' || s.p[from] == '\'') {
        size_t n = str_find_char(str_from(s, from + 1), s.p[from]);
        if (n == STR_NONE)
            return at;
        *value = str_slice(s, from + 1, from + 1 + n);
        return from + n + 2;
    }
    size_t end = from;
    for (size_t n; (n = ascii_is_digit(s.p[end]) ? 1 : letter(s, end)) != 0;) {
        end += n;
        if (end >= s.n)
            break;
    }
    *value = str_slice(s, from, end);
    return end > from ? end : at;
}

size_t kd_start_tag(arena *a, str s, size_t at, kd_tag *tag) {
    if (at >= s.n || s.p[at] != '<')
        return 0;
    size_t end = kd_tag_name(s, at + 1);
    if (end == at + 1)
        return 0;
    *tag = (kd_tag){.name = str_slice(s, at + 1, end)};
    bool known = is_known(tag->name);
    if (known)
        tag->name = lowered(a, tag->name);
    for (;;) {
        size_t from = str_skip_space(s, end), name = kd_tag_name(s, from);
        if (from == end || name == from) {
            end = from;
            break;
        }
        str key = str_slice(s, from, name), value = S("");
        end = read_value(s, name, &value);
        kd_attr_set(a, &tag->attrs, known ? lowered(a, key) : key, value);
    }
    if (end < s.n && s.p[end] == '/') {
        tag->is_closed = true;
        end++;
    }
    return end < s.n && s.p[end] == '>' ? end + 1 : 0;
}

size_t kd_end_tag(str s, size_t at, str *name) {
    if (!str_starts(str_from(s, at), S("</")))
        return 0;
    size_t end = kd_tag_name(s, at + 2);
    if (end == at + 2)
        return 0;
    *name = str_slice(s, at + 2, end);
    end = str_skip_space(s, end);
    return end < s.n && s.p[end] == '>' ? end + 1 : 0;
}

/* --- blocks ------------------------------------------------------------------------------------
 */

static void read_element(kd_reader *r, const kd_tag *tag, size_t end);

static bool is_raw(const kd_block *b) {
    return b->kind == KD_HTML && b->model == KD_MODEL_RAW;
}

void kd_add_text(kd_reader *r, kd_block *to, kd_kind kind, str text) {
    if (!text.n)
        return;
    kd_block *last = to->last;
    if (!last || last->kind != kind)
        kd_append(to, last = kd_bare(r->doc->a, kind));
    buf_add(&last->text, text);
}

/* A comment or an instruction at `at`: its end, 0 when it is none. */
static size_t read_markup(kd_reader *r, size_t at, bool instructions) {
    str rest = str_from(r->src->s, at);
    size_t end;
    if (str_starts(rest, S("<!--")))
        end = kd_find(r->src, KD_COMMENT_END, at + 4);
    else if (instructions && str_starts(rest, S("<?")))
        end = kd_find(r->src, KD_PI_END, at + 2);
    else
        return 0;
    if (end == STR_NONE)
        return 0;
    end += rest.p[1] == '!' ? 3 : 2;
    kd_block *b = kd_bare(r->doc->a, KD_MARKUP);
    buf_add(&b->text, str_slice(r->src->s, at, end));
    kd_append(r->tree, b);
    return end;
}

static size_t find_angle(str s, size_t at) {
    size_t n = str_find_char(str_from(s, at), '<');
    return n == STR_NONE ? s.n : at + n;
}

/* What an element holds that is not read as Markdown, up to its end tag. */
static void read_raw(kd_reader *outer, kd_block *el) {
    kd_reader in = {outer->doc, outer->src, el, NULL, outer->depth + 1};
    kd_src *src = in.src;
    while (src->at < src->s.n) {
        size_t at = find_angle(src->s, src->at), end;
        kd_add_text(&in, el, KD_TEXT, str_slice(src->s, src->at, at));
        src->at = at;
        if (at == src->s.n)
            return;
        kd_tag tag;
        str name;
        if ((end = read_markup(&in, at, true)) != 0) {
            src->at = end;
        } else if (in.depth < KD_DEPTH && (end = kd_start_tag(in.doc->a, src->s, at, &tag)) != 0) {
            read_element(&in, &tag, end);
        } else if ((end = kd_end_tag(src->s, at, &name)) != 0) {
            src->at = end;
            if (str_eq_fold(name, buf_str(&el->text)))
                return;
            kd_add_text(&in, el, KD_TEXT, str_slice(src->s, at, end));
        } else {
            kd_add_text(&in, el, KD_TEXT, S("<"));
            src->at = at + 1;
        }
    }
}

/* Text up to the element's own end tag. */
static void read_until_end(kd_reader *r, kd_block *el, kd_kind kind) {
    kd_src *src = r->src;
    str name = buf_str(&el->text), found;
    size_t at = kd_find_end_tag(r->doc->a, src, name, src->at);
    kd_add_text(r, el, kind, str_slice(src->s, src->at, at == STR_NONE ? src->s.n : at));
    src->at = at == STR_NONE ? src->s.n : kd_end_tag(src->s, at, &found);
}

static void skip_trailing(kd_src *src) {
    size_t at = src->at;
    while (at < src->s.n && (src->s.p[at] == ' ' || src->s.p[at] == '\t'))
        at++;
    if (at < src->s.n && src->s.p[at] == '\n')
        src->at = at + 1;
}

static kd_model model_of(kd_reader *r, kd_tag *tag) {
    const str *val = kd_attr_get(&tag->attrs, S("markdown"));
    kd_model model =
        r->doc->o.parse_block_html && !is_raw(r->tree) ? kd_tag_model(tag->name) : KD_MODEL_RAW;
    if (!val)
        return model;
    if (str_eq(*val, S("1")))
        model = kd_tag_model(tag->name);
    else if (str_eq(*val, S("0")))
        model = KD_MODEL_RAW;
    else if (str_eq(*val, S("span")))
        model = KD_MODEL_SPAN;
    else if (str_eq(*val, S("block")))
        model = KD_MODEL_BLOCK;
    kd_attr_remove(&tag->attrs, S("markdown"));
    return model;
}

static void read_element(kd_reader *r, const kd_tag *given, size_t end) {
    kd_tag tag = *given;
    kd_block *el = kd_new(r, KD_HTML);
    r->src->at = end;
    buf_add(&el->text, tag.name);
    kd_append(r->tree, el);
    bool is_script = str_eq(tag.name, S("script")) || str_eq(tag.name, S("style"));
    el->is_closed = tag.is_closed || kd_is_void_tag(tag.name);
    if (is_script) {
        read_until_end(r, el, KD_MARKUP);
        el->is_closed = false;
    }
    el->model = (uint8_t)model_of(r, &tag);
    el->attrs = tag.attrs;
    if (el->model == KD_MODEL_BLOCK)
        skip_trailing(r->src);
    if (el->is_closed || is_script)
        return;
    if (el->model == KD_MODEL_BLOCK)
        kd_blocks(r, el, r->src);
    else if (el->model == KD_MODEL_SPAN)
        read_until_end(r, el, KD_SPANS);
    else
        read_raw(r, el);
    if (!is_raw(r->tree))
        skip_trailing(r->src);
}

bool kd_html(kd_reader *r) {
    str s = r->src->s;
    size_t end = read_markup(r, r->src->at, false);
    if (end) {
        r->src->at = end;
        skip_trailing(r->src);
        return true;
    }
    size_t at = kd_after_spaces(s, r->src->at, 3);
    kd_tag tag;
    end = kd_start_tag(r->doc->a, s, at, &tag);
    if (!end || kd_is_span_tag(tag.name))
        return false;
    read_element(r, &tag, end);
    return true;
}
