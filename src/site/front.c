#include "site/front.h"

#include <string.h>

#include "base/limits.h"
#include "yaml/yaml.h"

/* Line ends as the file has them: Jekyll knows "\n" alone; a file without any of these in its first
 * line, but with a CR, is an old Macintosh's, whose lines end in CR. */
typedef struct text_lines {
    str text;
    char end;
} text_lines;

static bool is_dashes(str text, size_t at, const char *three) {
    return text.n - at >= 3 && memcmp(text.p + at, three, 3) == 0;
}

/* The line end of a first line of three dashes and white space; '\0' when it is none. */
static char first_line_end(str text) {
    if (!is_dashes(text, 0, "---"))
        return '\0';
    str space = str_slice(text, 3, str_skip_space(text, 3));
    if (str_find_char(space, '\n') != STR_NONE)
        return '\n';
    return str_find_char(space, '\r') != STR_NONE ? '\r' : '\0';
}

bool front_begins(str text) {
    return first_line_end(text) != '\0';
}

/* Does a closer stand at `at`, a line's first byte? Then *body is what follows it. The white space
 * after the dashes may span lines, all of which belong to the closer: Ruby's \s*$\n? */
static bool is_closer(text_lines t, size_t at, size_t *body) {
    if (at > t.text.n || (!is_dashes(t.text, at, "---") && !is_dashes(t.text, at, "...")))
        return false;
    size_t stop = str_skip_space(t.text, at + 3);
    if (stop == t.text.n) {
        *body = stop;
        return true;
    }
    size_t end = str_rfind_char(str_slice(t.text, at + 3, stop), t.end);
    *body = at + 3 + end + 1;
    return end != STR_NONE;
}

/* The start of the next line; STR_NONE after the last. */
static size_t next_line(text_lines t, size_t at) {
    const char *end = memchr(t.text.p + at, t.end, t.text.n - at);
    return end ? (size_t)(end - t.text.p) + 1 : STR_NONE;
}

/* Without the source's line table, which a note without findings never needs. */
static uint32_t line_number(str text, size_t at) {
    uint32_t line = 1;
    for (size_t i = 0; i < at; i++)
        line +=
            text.p[i] == '\n' || (text.p[i] == '\r' && (i + 1 == text.n || text.p[i + 1] != '\n'));
    return line;
}

front_parts front_split(const source *src) {
    text_lines t = {src->text, first_line_end(src->text)};
    front_parts parts = {.has = t.end != '\0', .yaml = span_of(src, 0, 0), .body_line = 1};
    if (!parts.has)
        return parts;
    size_t body;
    for (size_t at = next_line(t, 0); at != STR_NONE; at = next_line(t, at)) {
        if (!is_closer(t, at, &body))
            continue;
        parts.closed = true;
        parts.yaml.n = (uint32_t)at;
        parts.body_at = (uint32_t)body;
        parts.body_line = line_number(src->text, body);
        break;
    }
    return parts;
}

/* A line that somebody may have meant to be the closer: indented dashes, four of them, long dashes,
 * full-width ones, or dashes with text. */
bool front_is_dashes(str line) {
    static const char *const dashes[] = {"-", "\u2013", "\u2014", "\u2015", "\uFF0D", "\u2212"};
    str rest = str_trim(line);
    size_t n = 0;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        for (str dash = str_of(dashes[i]); str_starts(rest, dash); n++)
            rest = str_from(rest, dash.n);
    return rest.n == 0 && (n >= 2 || (n && line.p[0] != '-'));
}

/* Could this line be part of a YAML map? Generous: a line of prose with a colon could. */
static bool is_yaml_like(str line) {
    if (line.n > 1 && line.p[0] == '*' && !ascii_is_alnum(line.p[1]))
        return false; /* bold text, a list, a rule: no alias */
    if (line.n == 0 || strchr(" \t-]})\"'?&*", line.p[0]))
        return true;
    size_t colon = str_find_char(line, ':');
    return colon != STR_NONE && colon < 64 &&
           (colon + 1 == line.n || ascii_is_space(line.p[colon + 1]));
}

/* The line before which the block of `src` seems to end; 0: at the end of the text. *near: that
 * line looks like a closer gone wrong. */
static uint32_t guess_end(const source *src, bool *near) {
    uint32_t lines = line_number(src->text, src->text.n), end = 2;
    for (uint32_t n = 2; n <= lines; n++) {
        str line = source_line(src, n);
        bool blank = str_trim(line).n == 0;
        *near = front_is_dashes(line);
        if (*near)
            return n;
        if (blank || line.p[0] == '#')
            continue; /* a comment, or the body's first heading: what follows decides */
        if (!is_yaml_like(line))
            return end;
        end = n + 1; /* may be one past the last line */
    }
    return source_offset(src, end, 1) < src->text.n ? end : 0;
}

static void report_unterminated(const source *src, diags *d) {
    bool near = false;
    uint32_t line = guess_end(src, &near);
    diag *g = diag_add(d, RULE_FRONTMATTER_UNTERMINATED, span_of(src, 0, 3),
                       "the front matter that begins here has no end; wanted a line \"---\"");
    if (line == 0) {
        diag_help(d, g, "add a line \"---\" at the end of the file");
        return;
    }
    span at = span_of(src, source_offset(src, line, 1), 0);
    if (near) {
        diag_also(d, g, at, "this line is not it");
        diag_help(d, g, "write three hyphens, and nothing else, in line %u", line);
    } else {
        diag_also(d, g, at, "it seems to end before this line");
        diag_help(d, g,
                  "add a line \"---\" before line %u; if the text is meant to begin with a rule, "
                  "write \"***\"",
                  line);
    }
}

static value empty_map(arena *a) {
    map_builder b = {.a = a};
    return map_finish(&b);
}

/* What stands first in the block: for a caret when the whole is wrong. */
static span first_thing(const source *src, span yaml) {
    size_t at = str_skip_space(str_slice(src->text, 0, yaml.n), 3), end = at;
    while (end < yaml.n && src->text.p[end] != '\n' && src->text.p[end] != '\r')
        end++;
    return span_of(src, at, end - at);
}

static bool read_block(arena *a, const source *src, const front_options *o, span yaml, value *data,
                       diags *d) {
    const yaml_options how = {.syntax_rule = RULE_FRONTMATTER_YAML,
                              .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY,
                              .whole = true,
                              .zone = o->zone};
    value v;
    if (yaml.n > LIMIT_FRONT) {
        diag_add(d, RULE_LIMIT_SIZE, span_of(src, 0, 3),
                 "a front matter of %u bytes; it may have %zu", yaml.n, LIMIT_FRONT);
        return false;
    }
    if (!yaml_read(a, yaml, &how, &v, d))
        return false;
    if (v.kind == V_NIL)
        return true;
    if (v.kind != V_MAP) {
        diag *g = diag_add(d, RULE_FRONTMATTER_YAML, first_thing(src, yaml),
                           "the front matter is a %s; wanted \"key: value\" lines",
                           v.kind == V_LIST ? "list" : "single value");
        diag_help(d, g, "write a key, a colon and a space before each value");
        return false;
    }
    *data = v;
    return !o->schema || front_check(src, v, o->schema, d);
}

/* The block ends at a rule of the text: its own end is missing, and what is told of is text. */
static bool is_text_told(const source *src, span yaml, const diags *told) {
    bool near = false;
    uint32_t line = guess_end(src, &near);
    if (!told->n || told->p[0].rule != RULE_FRONTMATTER_YAML || line < 3 ||
        line > told->p[0].from.line || source_offset(src, line, 1) >= yaml.n)
        return false;
    return near || !str_trim(source_line(src, line)).n || !str_trim(source_line(src, line - 1)).n;
}

/* As read_block, but for front matter that swallowed some of the text. */
static bool read_closed(arena *a, const source *src, const front_options *o, span yaml, value *data,
                        diags *d) {
    if (!str_has(str_slice(src->text, yaml.at, yaml.at + yaml.n), S("\n\n")))
        return read_block(a, src, o, yaml, data, d);
    diags own;
    diags_new(&own, a);
    memcpy(own.severities, d->severities, sizeof own.severities);
    bool ok = read_block(a, src, o, yaml, data, &own);
    if (ok || !is_text_told(src, yaml, &own))
        diags_append(d, &own);
    else
        report_unterminated(src, d);
    return ok;
}

bool front_read(arena *a, const source *src, const front_options *o, front_parts *parts,
                value *data, diags *d) {
    *parts = front_split(src);
    *data = empty_map(a);
    if (!parts->has)
        return true;
    if (o->had_bom) {
        diag *g = diag_add(d, RULE_ENCODING_BOM, span_of(src, 0, 0),
                           "a byte order mark before the front matter; Jekyll would copy the file "
                           "as it is");
        diag_help(d, g, "save the file as UTF-8 without a byte order mark");
    }
    if (!parts->closed) {
        report_unterminated(src, d);
        return false;
    }
    return read_closed(a, src, o, parts->yaml, data, d);
}

bool front_is_fault(const diag *g) {
    str name = str_of(diag_rules[g->rule].name);
    return g->sev == SEV_ERROR &&
           (str_starts(name, S("frontmatter/")) || str_starts(name, S("encoding/")));
}

span front_key_place(arena *a, const source *src, const zone *z, str key) {
    front_options o = {.zone = z};
    front_parts parts;
    value data;
    diags ignored;
    diags_new(&ignored, a);
    front_read(a, src, &o, &parts, &data, &ignored);
    const member *m = value_member(data, key);
    return m && m->val_n ? span_of(src, m->val_at, m->val_n) : span_whole(src);
}
