#include "parity/rules/wrap.h"

#include <string.h>

#include "value/json.h"

/* A text with the white space around it left out, and what is around it: bytes of the source. */
typedef struct wrapped {
    size_t at, end;          /* of all of it */
    size_t inner, inner_end; /* what is between */
} wrapped;

static str text_of(const pair *p, const wrapped *w) {
    return str_slice(p->to->src->text, w->inner, w->inner_end);
}

static str line_of(str text) {
    return str_rtrim(str_slice(text, 0, str_line_end(text, 0)));
}

/* Without white space at its ends again. */
static void narrow(const pair *p, wrapped *w, size_t before, size_t after) {
    w->inner += before;
    w->inner_end -= after;
    str text = p->to->src->text;
    while (w->inner < w->inner_end && ascii_is_space(text.p[w->inner]))
        w->inner++;
    while (w->inner < w->inner_end && ascii_is_space(text.p[w->inner_end - 1]))
        w->inner_end--;
}

static str original_text(const pair *p) {
    return str_trim(str_from(p->from->src->text, p->from->o.body_at));
}

/* ---- tags ---- */

static const char *const tags[] = {
    "translation",
    "translations",
    "translated",
    "translated_text",
    "translated-text",
    "translated_article",
    "translated-article",
    "translated_content",
    "target_text",
    "target",
    "output",
    "result",
    "answer",
    "response",
    "final",
    "final_answer",
    "markdown",
    "content",
    "document",
    "traduction",
    "text",
};

/* The length of "<name>" or "</name>" that the text begins with; 0: there is none of ours. */
static size_t tag_at(str text, bool is_end) {
    size_t from = is_end ? 2 : 1;
    if (!str_starts(text, is_end ? S("</") : S("<")))
        return 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        str name = str_of(tags[i]);
        if (str_eq_fold(str_slice(text, from, from + name.n), name) && text.n > from + name.n &&
            text.p[from + name.n] == '>')
            return from + name.n + 1;
    }
    return 0;
}

static void strip_tags(const pair *p, wrapped *w) {
    str text = text_of(p, w), line = str_last_line(text);
    size_t open = str_find(line, S("</"));
    size_t before = tag_at(text, false);
    size_t after = open == STR_NONE ? 0 : tag_at(str_from(line, open), true);
    if (after && open + after != line.n)
        after = 0;
    if ((before || after) && !tag_at(original_text(p), false))
        narrow(p, w, before, after);
}

/* ---- the turns of a conversation ---- */

static const char *const turns[] = {
    "assistant:",       "**assistant:**",  "**assistant**:",
    "### assistant:",   "### assistant",   "ai:",
    "**ai:**",          "chatgpt:",        "claude:",
    "model:",           "### response:",   "### response",
    "## response:",     "response:",       "### output:",
    "output:",          "translation:",    "**translation:**",
    "**translation**:", "### translation", "### translation:",
};

static const char *const next_turns[] = {"human:",           "user:",      "**human:**",
                                         "**user:**",        "### human:", "### user:",
                                         "### instruction:", "[/inst]",    "</s>"};

/* "<|im_start|>assistant" */
static bool is_token(str line) {
    return str_starts(line, S("<|")) && str_has(line, S("|>"));
}

static bool is_one_of(str line, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_eq_fold(line, str_of(list[i])))
            return true;
    return false;
}

/* "User: Thanks!" */
static bool begins_turn(str line) {
    enum { SHORT = 80 };
    return line.n < SHORT && (str_starts(line, S("User: ")) || str_starts(line, S("Human: ")));
}

static void strip_turns(const pair *p, wrapped *w) {
    str text = text_of(p, w), line = line_of(text), last = str_last_line(text);
    str theirs = original_text(p);
    if (is_token(line) || is_one_of(line, turns, sizeof turns / sizeof *turns))
        if (!str_eq_fold(line, line_of(theirs)))
            narrow(p, w, line.n, 0);
    size_t token = str_find(last, S("<|"));
    if (token != STR_NONE && str_ends(last, S("|>")))
        narrow(p, w, 0, last.n - token);
    else if ((is_one_of(last, next_turns, sizeof next_turns / sizeof *next_turns) ||
              begins_turn(last)) &&
             !begins_turn(str_last_line(theirs)))
        narrow(p, w, 0, last.n);
}

/* ---- quotation marks ---- */

static const struct {
    const char *open, *close;
} quotes[] = {{"\"\"\"", "\"\"\""}, {"'''", "'''"}, {"\"", "\""}, {"“", "”"},
              {"„", "“"},           {"«", "»"},     {"「", "」"}, {"『", "』"}};

/* Is the mark that a paragraph begins with not closed in it? */
static bool is_left_open(str text, str open, str close) {
    str paragraph = str_slice(text, 0, str_find(text, S("\n\n")));
    size_t n = str_count(paragraph, open);
    return str_eq(open, close) ? n % 2 == 1 : n > str_count(paragraph, close);
}

static void strip_quotes(const pair *p, wrapped *w) {
    str text = text_of(p, w), theirs = original_text(p);
    if (!str_has(text, S("\n\n")))
        return;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (str_starts(theirs, str_of(quotes[i].open)))
            return;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        str open = str_of(quotes[i].open), close = str_of(quotes[i].close);
        if (str_starts(text, open) && str_ends(text, close) && is_left_open(text, open, close)) {
            narrow(p, w, open.n, close.n);
            return;
        }
    }
}

/* ---- JSON ---- */

/* "{"translation": "# A title\n\nText"}", or the string alone. */
static bool is_json(const pair *p, const wrapped *w) {
    enum { LINES = 2, KEY = 100 /* bytes, in which its first key is */ };
    str text = text_of(p, w);
    bool is_object = str_starts(text, S("{")) && str_ends(text, S("}"));
    bool is_string = str_starts(text, S("\"")) && str_ends(text, S("\""));
    if (!(is_object && str_has(str_slice(text, 0, KEY), S("\": \""))) && !is_string)
        return false;
    size_t lines = str_count(text, S("\\n"));
    return !str_starts(original_text(p), str_slice(text, 0, 2)) && lines >= LINES &&
           lines > str_count(text, S("\n"));
}

/* The text that it is the string of; empty: it is no JSON. */
static str json_text(arena *a, str json) {
    value v, longest = {0};
    str why;
    size_t at;
    if (!json_read(a, json, &v, &why, &at))
        return (str){0};
    if (v.kind == V_STR)
        longest = v;
    for (uint32_t i = 0; v.kind == V_MAP && v.u.map && i < v.u.map->n; i++) {
        value one = v.u.map->members[i].val;
        if (one.kind == V_STR && value_as_str(one).n > value_as_str(longest).n)
            longest = one;
    }
    return longest.kind == V_STR ? str_trim(value_as_str(longest)) : (str){0};
}

static void tell_json(const pair *p, const wrapped *w) {
    const source *src = p->to->src;
    size_t n = line_of(text_of(p, w)).n;
    diag *e = diag_add(p->d, RULE_LEAK_COMMENT, span_of(src, w->at, n),
                       "the whole text is a string of JSON, so readers see \\n for its lines");
    str said = json_text(p->a, text_of(p, w));
    diag_help(p->d, e,
              said.n ? "put the string's value in its place, as letoon check --fix does"
                     : "put the string's value in its place, with a line break for each \\n");
    if (said.n)
        diag_fix(p->d, e, span_of(src, w->at, w->end - w->at), said);
}

/* ---- telling ---- */

static void tell(const pair *p, const wrapped *w) {
    const source *src = p->to->src;
    bool is_led = w->inner > w->at, is_trailed = w->inner_end < w->end;
    size_t at = is_led ? w->at : w->inner_end, end = is_led ? w->inner : w->end;
    str what = str_trim(str_slice(src->text, at, end));
    size_t from = at + (size_t)(what.p - (src->text.p + at));
    diag *e = diag_add(p->d, RULE_LEAK_COMMENT, span_of(src, from, what.n),
                       "this is put around the text, and is none of it: %.*s",
                       STR_FMT(text_quote(p->a, what)));
    diag_help(p->d, e,
              is_led && is_trailed ? "remove it, and what is its like at the end" : "remove it");
    if (is_led)
        diag_fix(p->d, e, span_of(src, w->at, w->inner - w->at), S(""));
    if (is_trailed)
        diag_fix(p->d, e, span_of(src, w->inner_end, w->end - w->inner_end), S(""));
}

bool rule_wrap(pair *p, version *to) {
    wrapped w = {.inner = to->o.body_at, .inner_end = to->src->text.n};
    narrow(p, &w, 0, 0);
    w.at = w.inner;
    w.end = w.inner_end;
    if (w.at == w.end || !p->from->o.n)
        return true;
    if (is_json(p, &w)) {
        tell_json(p, &w);
        return false;
    }
    strip_tags(p, &w);
    strip_turns(p, &w);
    strip_quotes(p, &w);
    if (w.inner == w.at && w.inner_end == w.end)
        return true;
    version_options o = {.site = p->site, .codes = p->codes, .ncodes = p->ncodes};
    if (w.inner >= w.inner_end || !version_narrow(p->a, &o, to, w.inner, w.inner_end, p->d))
        return true;
    tell(p, &w);
    return true;
}
