#include "base/utf8.h"
#include "markdown/kd.h"
#include "markdown/kd_pieces.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the text of a block where kramdown's span parsers begin. One pass from left to right: what
 * begins first wins, and what it took is not looked at again. */

static char peek(const kd_lexer *l, size_t at) {
    return at < l->src.s.n ? l->src.s.p[at] : '\0';
}

static kd_piece *push(kd_lexer *l, kd_piece_kind kind, str text) {
    kd_piece *p = vec_push(l->doc->a, &l->pieces);
    *p = (kd_piece){.kind = kind, .text = text};
    return p;
}

kd_atom *kd_push_atom(kd_lexer *l, kd_atom_kind kind, str text) {
    push(l, KD_PIECE_ATOM, S(""))->atom = l->doc->atoms.n;
    kd_atom *a = vec_push(l->doc->a, &l->doc->atoms);
    *a = (kd_atom){.kind = kind, .text = text};
    return a;
}

static bool is_raw(const kd_lexer *l) {
    return l->tags.n && l->tags.p[l->tags.n - 1].is_raw;
}

void kd_flush(kd_lexer *l, size_t to) {
    if (to <= l->plain)
        return;
    str text = str_slice(l->src.s, l->plain, to);
    if (is_raw(l))
        kd_push_atom(l, KD_ATOM_LITERAL, text);
    else
        push(l, KD_PIECE_TEXT, text);
}

/* The text before goes out; reading goes on at `to`. */
static void take(kd_lexer *l, size_t to) {
    kd_flush(l, l->src.at);
    l->src.at = l->plain = to;
}

void kd_push_text(kd_lexer *l, str text) {
    push(l, KD_PIECE_TEXT, text);
}

/* --- emphasis, code, mathematics ---------------------------------------------------------------
 */

static uint32_t before(const kd_lexer *l, size_t at, size_t *from) {
    if (at == 0)
        return '\n';
    size_t i = at - 1;
    while (i && ((unsigned char)l->src.s.p[i] & 0xC0) == 0x80)
        i--;
    uint32_t cp;
    utf8_decode(str_slice(l->src.s, i, at), &cp);
    *from = i;
    return cp;
}

static bool is_after_letter(const kd_lexer *l, size_t at) {
    size_t from = at;
    uint32_t c = before(l, at, &from);
    if (c == '-')
        c = before(l, from, &from);
    return at && utf8_is_letter(c);
}

static void emphasis_run(kd_lexer *l) {
    size_t at = l->src.at, end = at, from;
    char c = peek(l, at);
    while (peek(l, end) == c)
        end++;
    uint32_t prev = before(l, at, &from), next = '\n';
    if (end < l->src.s.n)
        utf8_decode(str_from(l->src.s, end), &next);
    bool space_after = next < 0x80 && ascii_is_space((char)next);
    bool space_before = prev < 0x80 && ascii_is_space((char)prev);
    take(l, end);
    bool decoration = end - at > KD_LONGEST_RUN;
    kd_piece *p = push(l, decoration ? KD_PIECE_TEXT : KD_PIECE_RUN, str_slice(l->src.s, at, end));
    p->after_letter = is_after_letter(l, at);
    p->opens = !space_after && !(c == '_' && p->after_letter);
    p->closes = !space_before && !(c == '_' && (utf8_is_letter(next) || utf8_is_digit(next)));
    p->after_opener = l->has_opener[c == '_'];
    l->has_opener[c == '_'] = p->after_opener || p->opens;
}

static void tildes(kd_lexer *l) {
    size_t at = l->src.at;
    bool opens = at + 2 < l->src.s.n && !ascii_is_space(peek(l, at + 2));
    bool closes = at && !ascii_is_space(peek(l, at - 1));
    take(l, at + 2);
    kd_piece *p = push(l, opens || closes ? KD_PIECE_TILDES : KD_PIECE_TEXT, S("~~"));
    p->opens = opens;
    p->closes = closes;
}

static void code_span(kd_lexer *l) {
    size_t at = l->src.at, n = 0;
    while (peek(l, at + n) == '`')
        n++;
    size_t from = at + n, to = STR_NONE;
    bool first = at == 0 && l->doc->o.version >= KRAMDOWN_2_3_1;
    bool spaced = n == 1 && (first || (at && ascii_is_space(peek(l, at - 1)))) &&
                  from < l->src.s.n && ascii_is_space(peek(l, from));
    if (!spaced && (!l->ticks_missed || n < l->ticks_missed)) {
        to = str_find(str_from(l->src.s, from), str_slice(l->src.s, at, from));
        if (to == STR_NONE)
            l->ticks_missed = n;
    }
    take(l, from);
    if (to == STR_NONE) {
        kd_push_text(l, str_slice(l->src.s, at, from));
        return;
    }
    str code = str_slice(l->src.s, from, from + to);
    if (n > 1 && code.n && code.p[0] == ' ')
        code = str_from(code, 1);
    if (n > 1 && code.n && code.p[code.n - 1] == ' ')
        code.n--;
    kd_push_atom(l, KD_ATOM_CODE, code);
    l->src.at = l->plain = from + to + n;
}

static bool math(kd_lexer *l) {
    size_t from = l->src.at + 2;
    size_t to = peek(l, from - 1) == '$' ? kd_find(&l->src, KD_DOLLARS, from) : STR_NONE;
    if (to == STR_NONE)
        return false;
    take(l, to + 2);
    kd_push_atom(l, KD_ATOM_MATH, str_trim(str_slice(l->src.s, from, to)));
    return true;
}

/* --- quotes and signs --------------------------------------------------------------------------
 */

enum { LSQUO, RSQUO, LDQUO, RDQUO };

static void add_sign(kd_lexer *l, str text) {
    push(l, KD_PIECE_TEXT, text)->is_sign = true;
}

static void add_quote(kd_lexer *l, char c, bool right) {
    add_sign(l, l->doc->o.quotes[(c == '"' ? LDQUO : LSQUO) + right]);
}

/* `''` and `""` with a word or an `s` after them: what stands after the quote at `at`. */
static bool is_decade(const kd_lexer *l, size_t at) {
    return ascii_is_digit(peek(l, at)) && ascii_is_digit(peek(l, at + 1)) && peek(l, at + 2) == 's';
}

static uint32_t at_or_end(const kd_lexer *l, size_t at) {
    uint32_t cp = '\n';
    if (at < l->src.s.n)
        utf8_decode(str_from(l->src.s, at), &cp);
    return cp;
}

/* The quote has nothing before it that is still text. Right? */
static bool is_right_alone(const kd_lexer *l, size_t at) {
    char q = peek(l, at), c = peek(l, at + 1);
    if (c == '_' || c == '*') {
        size_t n = peek(l, at + 2) == c || peek(l, at + 2) == '_' || peek(l, at + 2) == '*';
        for (size_t k = 0; k <= n; k++)
            if (at + 2 + k < l->src.s.n && !ascii_is_space(peek(l, at + 2 + k)))
                return false;
    }
    bool end = at + 1 >= l->src.s.n;
    bool dots = peek(l, at + 2) == '.' && peek(l, at + 3) == '.';
    if (!end && strchr("!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~", c) && c && !dots &&
        utf8_is_word(at_or_end(l, at + 2)) == (c == '_'))
        return true;
    if (q == '\'' && is_decade(l, at + 1))
        return true;
    return end || ascii_is_space(c) || (c == 's' && !utf8_is_word(at_or_end(l, at + 2)));
}

static void quote(kd_lexer *l) {
    size_t at = l->src.at;
    bool is_text = at > l->plain && peek(l, at - 1) != '\\';
    char q = peek(l, at), prev = is_text ? peek(l, at - 1) : '\0', next = peek(l, at + 1);
    bool space = is_text && ascii_is_space(prev);
    bool is_pair = (next == '"' || next == '\'') && next != q;
    take(l, at + 1);
    if (is_pair && ascii_is_word(peek(l, at + 2)) && (!is_text || space)) {
        add_quote(l, q, false);
        add_quote(l, next, false);
        l->src.at = l->plain = at + 2;
    } else if (is_text) {
        bool decade = space && q == '\'' && is_decade(l, at + 1);
        bool open = strchr(" \\\t\r\n[{(-", prev) != NULL;
        add_quote(l, q, decade || !open);
    } else {
        bool right = is_right_alone(l, at);
        if (!right && next && (next == '"' || next == '\'')) {
            kd_push_text(l, str_slice(l->src.s, at, at + 1));
            add_quote(l, next, true);
            l->src.at = l->plain = at + 2;
        } else {
            add_quote(l, q, right);
        }
    }
}

static bool replace(kd_lexer *l, size_t n, str with) {
    take(l, l->src.at + n);
    add_sign(l, with);
    return true;
}

static bool symbol(kd_lexer *l) {
    str rest = str_from(l->src.s, l->src.at);
    if (l->doc->o.no_typographic)
        return false;
    if (str_starts(rest, S("---")))
        return replace(l, 3, S("\xE2\x80\x94"));
    if (str_starts(rest, S("--")))
        return replace(l, 2, S("\xE2\x80\x93"));
    if (str_starts(rest, S("...")))
        return replace(l, 3, S("\xE2\x80\xA6"));
    if (str_starts(rest, S("\\<<")))
        return replace(l, 3, S("<<"));
    if (str_starts(rest, S("\\>>")))
        return replace(l, 3, S(">>"));
    if (str_starts(rest, S("<< ")))
        return replace(l, 3, S("\xC2\xAB\xC2\xA0"));
    if (str_starts(rest, S("<<")))
        return replace(l, 2, S("\xC2\xAB"));
    if (!str_starts(rest, S(">>")))
        return false;
    if (l->src.at > l->plain && peek(l, l->src.at - 1) == ' ') {
        l->src.at--;
        return replace(l, 3, S("\xC2\xA0\xC2\xBB"));
    }
    return replace(l, 2, S("\xC2\xBB"));
}

/* --- backslashes, breaks, entities -------------------------------------------------------------
 */

static bool line_break(kd_lexer *l, size_t n) {
    if (peek(l, l->src.at + n) != '\n')
        return false;
    take(l, l->src.at + n);
    kd_push_atom(l, KD_ATOM_BREAK, S(""));
    return true;
}

/* The GFM mode makes its breaks when all has been read, and does not look into HTML and footnotes
 * for them. */
static bool may_break(const kd_lexer *l) {
    return !l->doc->no_gfm_breaks && !l->tags.n;
}

static bool backslash(kd_lexer *l) {
    bool gfm = !l->doc->o.is_plain;
    char c = peek(l, l->src.at + 1);
    if (symbol(l))
        return true;
    if (!l->doc->o.hard_wrap && c == '\\' && line_break(l, 2))
        return true;
    bool breaks = gfm && !l->doc->o.hard_wrap && may_break(l);
    if (breaks && c == '\n' && l->src.at + 2 == l->src.s.n) {
        take(l, l->src.at + 1); /* nothing is below that could be broken off */
        return true;
    }
    if (breaks && line_break(l, 1))
        return true;
    if (!c || !strchr("\\.*_+`<>()[]{}#!:|\"'$=-~", c) || (c == '~' && !gfm)) {
        take(l, l->src.at + 1);
        kd_push_text(l, S("\\"));
        return true;
    }
    take(l, l->src.at + 2);
    kd_push_text(l, str_slice(l->src.s, l->src.at - 1, l->src.at));
    return true;
}

static void newline(kd_lexer *l) {
    size_t at = l->src.at;
    if (l->doc->o.hard_wrap && !l->doc->o.is_plain && may_break(l) && at + 1 < l->src.s.n) {
        take(l, at);
        kd_push_atom(l, KD_ATOM_BREAK, S(""));
    }
    l->src.at = at + 1;
}

/* What cmark is to read in place of a reference. kramdown has the four names the wrong way round,
 * two of them with HTML 4's characters, and takes 128 to 159 for Windows' characters. */
static str entity_for_cmark(kd_doc *doc, str ref) {
    static const str pairs[][2] = {
        {TEXT("&lceil;"), TEXT("&rceil;")},
        {TEXT("&rceil;"), TEXT("&lceil;")},
        {TEXT("&lang;"), TEXT("&#9002;")},
        {TEXT("&rang;"), TEXT("&#9001;")},
    };
    static const uint16_t windows[] = {
        8364, 0,    8218, 402,  8222, 8230, 8224, 8225, 710, 8240, 352, 8249, 338, 0, 381, 0,
        0,    8216, 8217, 8220, 8221, 8226, 8211, 8212, 732, 8482, 353, 8250, 339, 0, 382, 376};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_eq(ref, pairs[i][0]))
            return pairs[i][1];
    const char *digits = ref.p[1] == '#' ? ref.p + 2 : "";
    long cp = *digits == 'x' ? strtol(digits + 1, NULL, 16) : strtol(digits, NULL, 10);
    if (cp < 128 || cp > 159 || !windows[cp - 128])
        return ref;
    buf b = buf_new(doc->a, 16);
    buf_printf(&b, "&#%u;", windows[cp - 128]);
    return buf_str(&b);
}

static bool entity(kd_lexer *l) {
    size_t at = l->src.at + 1, end = at;
    if (peek(l, at) == '#') {
        bool hex = peek(l, at + 1) == 'x';
        size_t from = end = at + 1 + hex;
        while (hex ? peek(l, end) && strchr("0123456789abcdefABCDEF", peek(l, end))
                   : ascii_is_digit(peek(l, end)))
            end++;
        if (end == from)
            return false;
    } else {
        while (ascii_is_word(peek(l, end)) || peek(l, end) == ':' ||
               (end > at && (peek(l, end) == '-' || peek(l, end) == '.')))
            end++;
    }
    bool is_name = peek(l, at) != '#';
    if (end == at || peek(l, end) != ';' ||
        (is_name && !kd_is_entity(l->doc, str_slice(l->src.s, at, end))))
        return false;
    at = l->src.at;
    take(l, end + 1);
    push(l, KD_PIECE_ENTITY, entity_for_cmark(l->doc, str_slice(l->src.s, at, end + 1)));
    return true;
}

/* --- tags --------------------------------------------------------------------------------------
 */

static bool autolink(kd_lexer *l) {
    static const str schemes[] = {TEXT("mailto:"), TEXT("http:"), TEXT("https:"), TEXT("ftp:"),
                                  TEXT("ftps:")};
    size_t at = l->src.at + 1, to = kd_find(&l->src, KD_ANGLE, at);
    if (to == STR_NONE)
        return false;
    str text = str_slice(l->src.s, at, to);
    bool is_url = false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        is_url = is_url || (str_starts(text, schemes[i]) && text.n > schemes[i].n);
    size_t ats = 0, sign = 0;
    for (size_t i = 0; !is_url && i < text.n; i++) {
        char c = text.p[i];
        ats += c == '@';
        sign = c == '@' ? i : sign;
        if (c != '@' && !kd_is_name_char(c) && c != '.' && (unsigned char)c < 0x80)
            return false;
    }
    if (is_url ? str_find_char(text, '\n') != STR_NONE
               : ats != 1 || sign == 0 || sign + 1 == text.n)
        return false;
    take(l, to + 1);
    bool mail = !is_url || str_starts(text, S("mailto:"));
    str shown = mail && is_url ? str_from(text, 7) : text;
    kd_atom *a = kd_push_atom(l, KD_ATOM_AUTOLINK, shown);
    kd_attr_set(l->doc->a, &a->attrs, S("href"),
                is_url ? text : str_cat(l->doc->a, S("mailto:"), text));
    return true;
}

/* A line end in a value is a space. */
static str one_line(arena *a, str s) {
    buf b = buf_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n' || i == 0 || s.p[i - 1] != '\n')
            buf_char(&b, s.p[i] == '\n' ? ' ' : s.p[i]);
    return buf_str(&b);
}

static void push_tag(kd_lexer *l, kd_tag *tag) {
    arena *a = l->doc->a;
    bool is_void = kd_is_void_tag(tag->name);
    const str *val = kd_attr_get(&tag->attrs, S("markdown"));
    bool raw = l->doc->o.no_span_html || kd_tag_model(tag->name) == KD_MODEL_RAW;
    if (val && !str_eq(*val, S("block")))
        raw = str_eq(*val, S("0")) ||
              (!str_eq(*val, S("span")) && kd_tag_model(tag->name) == KD_MODEL_RAW);
    kd_attr_remove(&tag->attrs, S("markdown"));
    for (size_t i = 0; i < tag->attrs.pairs.n; i++)
        tag->attrs.pairs.p[i].value = one_line(a, tag->attrs.pairs.p[i].value);
    size_t atom = l->doc->atoms.n;
    kd_atom *t = kd_push_atom(l, KD_ATOM_TAG, tag->name);
    t->attrs = tag->attrs;
    t->is_void = is_void;
    t->is_closed = tag->is_closed;
    if (is_void || tag->is_closed) {
        l->element = atom;
        l->element_end = l->src.at;
    } else {
        *vec_push(a, &l->tags) = (kd_open_tag){tag->name, raw || is_raw(l), atom};
    }
}

/* Past what begins with '<', false when that is only a character. */
static bool angle(kd_lexer *l) {
    size_t at = l->src.at, end;
    str s = l->src.s, name;
    kd_tag tag;
    if (!is_raw(l) && autolink(l))
        return true;
    if (str_starts(str_from(s, at), S("<!--"))) {
        end = kd_find(&l->src, KD_COMMENT_END, at + 4);
        if (end == STR_NONE)
            return false;
        take(l, end + 3);
        kd_push_atom(l, KD_ATOM_MARKUP, str_slice(s, at, end + 3));
        return true;
    }
    if ((end = kd_end_tag(s, at, &name)) != 0) {
        take(l, end);
        kd_open_tag *top = l->tags.n ? &l->tags.p[l->tags.n - 1] : NULL;
        bool own = top && str_eq_fold(top->name, name);
        str close = str_cat(l->doc->a, str_cat(l->doc->a, S("</"), own ? top->name : name), S(">"));
        if (own) {
            l->element = top->atom;
            l->element_end = end;
            l->tags.n--;
        }
        kd_push_atom(l, own ? KD_ATOM_MARKUP : KD_ATOM_TEXT, own ? close : str_slice(s, at, end));
        return true;
    }
    if ((end = kd_start_tag(l->doc->a, s, at, &tag)) != 0) {
        take(l, end);
        if (kd_is_block_tag(tag.name) || l->tags.n > KD_DEPTH)
            kd_push_atom(l, KD_ATOM_TEXT, str_slice(s, at, end));
        else
            push_tag(l, &tag);
        return true;
    }
    if (!is_raw(l) && symbol(l))
        return true;
    return false;
}

/* --- {: … } ------------------------------------------------------------------------------------
 */

static bool extension(kd_lexer *l) {
    str s = l->src.s, name, list, out = S(""), body = S("");
    bool is_closed;
    size_t end = kd_extension_start(s, l->src.at, &name, &list, &is_closed);
    if (!end)
        return false;
    if (!is_closed) {
        size_t at = end, stop = 0;
        while ((at = kd_find(&l->src, KD_EXTENSION_END, at)) != STR_NONE &&
               !(stop = kd_extension_stop(s, at, name)))
            at++;
        if (!stop)
            return false;
        body = str_slice(s, end, at);
        end = stop;
    }
    kd_kind kind = kd_extension(l->doc, name, list, body, !is_closed, &out);
    if (kind == KD_P)
        return false;
    take(l, end);
    if (kind == KD_MARKUP)
        kd_push_atom(l, KD_ATOM_MARKUP, out);
    return true;
}

typedef enum { AFTER_TEXT, AFTER_SIGN, AFTER_SPAN } before_list;

/* What an attribute list at `at` would belong to. Whether a run or tildes end a span is known only
 * later; they are taken to where they may. */
static before_list what_is_before(const kd_lexer *l, size_t at) {
    if (at > l->plain || !l->pieces.n)
        return AFTER_TEXT;
    const kd_piece *p = &l->pieces.p[l->pieces.n - 1];
    const kd_atom *a = p->kind == KD_PIECE_ATOM ? &l->doc->atoms.p[p->atom] : NULL;
    switch (p->kind) {
    case KD_PIECE_TEXT: return p->is_sign ? AFTER_SIGN : AFTER_TEXT;
    case KD_PIECE_ENTITY: return AFTER_SIGN;
    case KD_PIECE_OPEN: return AFTER_TEXT;
    case KD_PIECE_RUN: return p->closes && p->after_opener ? AFTER_SPAN : AFTER_TEXT;
    case KD_PIECE_TILDES: return p->closes ? AFTER_SPAN : AFTER_TEXT;
    case KD_PIECE_CLOSE: return AFTER_SPAN;
    case KD_PIECE_ATOM: break;
    }
    bool is_text = a->kind == KD_ATOM_NEWLINE || a->kind == KD_ATOM_TEXT ||
                   a->kind == KD_ATOM_LITERAL || a->kind == KD_ATOM_TAG;
    return is_text ? AFTER_TEXT : AFTER_SPAN;
}

static bool braces(kd_lexer *l) {
    size_t at = l->src.at;
    if (peek(l, at + 1) != ':')
        return false;
    if (peek(l, at + 2) == ':' && extension(l))
        return true;
    size_t to = peek(l, at + 2) == ':' || peek(l, at + 2) == '/' ? STR_NONE
                                                                 : kd_brace_end(l->src.s, at + 2);
    bool of_element = l->element_end && l->element_end == at;
    before_list before = of_element ? AFTER_SPAN : what_is_before(l, at);
    if (to == STR_NONE || to == at + 2 || before == AFTER_TEXT) {
        take(l, at + 1);
        kd_push_text(l, S("{"));
        return true;
    }
    str list = str_slice(l->src.s, at + 2, to);
    if (of_element) {
        take(l, to + 1);
        l->element_end = to + 1;
        kd_attr_parse(l->doc->a, &l->doc->atoms.p[l->element].attrs, list);
        return true;
    }
    take(l, to + 1);
    if (before == AFTER_SIGN)
        return true;
    kd_atom *a = kd_push_atom(l, KD_ATOM_IAL, str_slice(l->src.s, at, to + 1));
    kd_attr_parse(l->doc->a, &a->attrs, list);
    return true;
}

/* --- all ---------------------------------------------------------------------------------------
 */

/* Reads what begins with `c` here; false when it is text. */
static bool read_special(kd_lexer *l, char c) {
    switch (c) {
    case '*':
    case '_': emphasis_run(l); return true;
    case '`': code_span(l); return true;
    case '$': return math(l);
    case '"':
    case '\'': quote(l); return true;
    case '-':
    case '.':
    case '>': return symbol(l);
    case '\\': return backslash(l);
    case '&': return entity(l);
    case '<': return angle(l);
    case '{': return braces(l);
    case '!':
    case '[':
    case ']': return kd_bracket(l);
    case '\n': newline(l); return true;
    case ' ': return !l->doc->o.hard_wrap && peek(l, l->src.at + 1) == ' ' && line_break(l, 2);
    case '~':
        if (l->doc->o.is_plain || peek(l, l->src.at + 1) != '~' || peek(l, l->src.at + 2) == '~')
            return false;
        tildes(l);
        return true;
    default: return false;
    }
}

kd_lexer kd_lex(kd_doc *doc, str text, const kd_leaks *tried) {
    kd_lexer l = {.doc = doc, .src = {.s = text}, .tried = tried};
    while (l.src.at < text.n) {
        char c = text.p[l.src.at];
        bool done = is_raw(&l) ? c == '<' && angle(&l) : read_special(&l, c);
        if (!done)
            l.src.at++;
    }
    kd_flush(&l, text.n);
    l.plain = text.n;
    while (l.tags.n) {
        str name = l.tags.p[--l.tags.n].name;
        kd_push_atom(&l, KD_ATOM_MARKUP, str_cat(doc->a, str_cat(doc->a, S("</"), name), S(">")));
    }
    return l;
}
