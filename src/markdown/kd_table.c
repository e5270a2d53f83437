#include "markdown/kd.h"

typedef struct table {
    kd_block *block, *part; /* rows so far, not yet in the table */
    bool leading_pipe, has_footer;
    size_t columns, rows;
    buf aligns;
} table;

/* Only these characters, and `needed` among them. */
static bool is_line_of(str line, char needed, str others) {
    bool has = false;
    for (size_t i = 0; i < line.n; i++) {
        has = has || line.p[i] == needed;
        if (line.p[i] != needed && str_find_char(others, line.p[i]) == STR_NONE)
            return false;
    }
    return has;
}

static void end_part(kd_reader *r, table *t, kd_kind kind, bool force) {
    if (t->has_footer && kind == KD_TBODY && !force)
        return;
    t->part->kind = kind;
    kd_append(t->block, t->part);
    t->part = kd_bare(r->doc->a, KD_TBODY);
}

static void read_aligns(table *t, str line) {
    for (size_t i = 0; i < line.n;) {
        bool left = line.p[i] == ':' && i + 1 < line.n && line.p[i + 1] == '-';
        if (!left && line.p[i] != '-') {
            i++;
            continue;
        }
        for (i += left; i < line.n && line.p[i] == '-';)
            i++;
        bool right = i < line.n && line.p[i] == ':';
        i += right;
        buf_char(&t->aligns, left && right ? 'c' : left ? 'l' : right ? 'r' : '-');
    }
}

/* Past a code span that begins at `at`, or a <code> element; `at` when there is none. */
static size_t after_code(str s, size_t at) {
    if (str_starts(str_from(s, at), S("<code"))) {
        enum { FARTHEST = 4096 };
        size_t to = str_find(str_slice(s, at, at + FARTHEST), S("</code>"));
        return to == STR_NONE ? at : at + to + 7;
    }
    if (s.p[at] != '`')
        return at;
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] == '`')
        n++;
    bool spaced = n == 1 && (at == 0 || ascii_is_space(s.p[at - 1])) && at + 1 < s.n &&
                  ascii_is_space(s.p[at + 1]);
    size_t to = spaced ? STR_NONE : str_find(str_from(s, at + n), str_slice(s, at, at + n));
    return to == STR_NONE ? at + n : at + n + to + n;
}

static void add_cell(kd_reader *r, kd_block *row, buf *text) {
    kd_block *cell = kd_bare(r->doc->a, KD_CELL);
    buf_add(&cell->text, str_trim(buf_str(text)));
    kd_append(row, cell);
    text->n = 0;
}

static void add_row(kd_reader *r, table *t, str line) {
    kd_block *row = kd_bare(r->doc->a, KD_ROW);
    buf text = buf_new(r->doc->a, line.n);
    for (size_t i = 0; i < line.n; i++) {
        size_t code = line.p[i] == '`' || line.p[i] == '<' ? after_code(line, i) : i;
        if (code > i) {
            buf_add(&text, str_slice(line, i, code));
            i = code - 1;
        } else if (line.p[i] == '\\' && i + 1 < line.n && line.p[i + 1] == '|') {
            buf_char(&text, '|');
            i++;
        } else if (line.p[i] == '|') {
            add_cell(r, row, &text);
        } else {
            buf_char(&text, line.p[i]);
        }
    }
    add_cell(r, row, &text);
    if (t->leading_pipe && !row->first->text.n) {
        row->first = row->first->next;
        if (row->first)
            row->first->prev = NULL;
        else
            row->last = NULL;
    }
    if (row->last && !row->last->text.n)
        kd_take_last(row);
    for (kd_block *c = row->first; c; c = c->next)
        row->columns++;
    t->rows++;
    if (row->columns > t->columns)
        t->columns = row->columns;
    kd_append(t->part, row);
}

/* One line; false at the table's end. */
static bool table_line(kd_reader *r, table *t) {
    str s = r->src->s;
    size_t end = str_line_end(s, r->src->at);
    str line = str_slice(s, r->src->at, end - 1);
    if (!kd_has_pipe(line))
        return false;
    r->src->at = end;
    if (is_line_of(line, '-', S("+|: \t"))) {
        if (!t->part->first)
            return true;
        if (!t->aligns.n && !t->has_footer) {
            end_part(r, t, KD_THEAD, false);
            read_aligns(t, line);
        } else {
            end_part(r, t, KD_TBODY, false);
        }
    } else if (is_line_of(line, '=', S("+|: \t"))) {
        if (t->part->first)
            end_part(r, t, KD_TBODY, true);
        t->has_footer = true;
    } else {
        add_row(r, t, str_rtrim(line));
    }
    return true;
}

/* Past an element of HTML that begins at `at`, all of the rest when nothing ends it; `at` when none
 * begins. */
static size_t after_element(arena *a, str s, size_t at) {
    kd_tag tag;
    str name;
    size_t end = kd_start_tag(a, s, at, &tag);
    if (!end || tag.is_closed || kd_is_void_tag(tag.name) || kd_is_block_tag(tag.name))
        return end ? end : at;
    for (size_t n; (n = str_find(str_from(s, end), S("</"))) != STR_NONE; end += n + 2) {
        size_t close = kd_end_tag(s, end + n, &name);
        if (close && str_eq_fold(name, tag.name))
            return close;
    }
    return s.n;
}

/* Text between code: does its first line, when it ends, have a pipe? *pipe: its last has. The lines
 * between are not asked, as in kramdown. */
static bool check_text(str text, bool *pipe) {
    while (text.n && text.p[text.n - 1] == '\n')
        text.n--;
    size_t first = str_find_char(text, '\n'), last = str_rfind_char(text, '\n');
    if (first != STR_NONE) {
        if (!*pipe && !kd_has_pipe(str_slice(text, 0, first)))
            return false;
        *pipe = false;
        text = str_from(text, last + 1);
    }
    *pipe = *pipe || kd_has_pipe(text);
    return true;
}

static bool check_code(str code, bool *pipe) {
    size_t lines = 1;
    for (size_t i = 0; i < code.n; i++)
        lines += code.p[i] == '\n';
    if (lines > 2 || (lines == 2 && !*pipe))
        return false;
    *pipe = *pipe && lines == 1;
    return true;
}

/* Have the lines pipes outside of code and HTML? Code may go from one line to the next. */
static bool has_pipes(arena *a, str text) {
    bool pipe = false;
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        size_t code = text.p[i] == '`' ? after_code(text, i) : i;
        size_t element = text.p[i] == '<' ? after_element(a, text, i) : i;
        size_t run = i;
        while (run < code && text.p[run] == '`')
            run++;
        bool is_code = run < code; /* else backticks that begin none */
        if (element > i || is_code) {
            if (!check_text(str_slice(text, from, i), &pipe) ||
                (is_code && !check_code(str_slice(text, i, code), &pipe)))
                return pipe;
            from = is_code ? code : element;
            i = from - 1;
        } else if (code > i) {
            i = code - 1;
        }
    }
    check_text(str_from(text, from), &pipe);
    return pipe;
}

static void fill(kd_reader *r, table *t) {
    for (kd_block *part = t->block->first; part; part = part->next)
        for (kd_block *row = part->first; row; row = row->next)
            for (; row->columns < t->columns; row->columns++)
                kd_append(row, kd_bare(r->doc->a, KD_CELL));
    while (t->aligns.n < t->columns)
        buf_char(&t->aligns, '-');
    t->block->columns = t->columns;
    t->block->aligns = t->aligns.p;
}

static bool has_body(const kd_block *block) {
    for (const kd_block *part = block->first; part; part = part->next)
        if (part->kind == KD_TBODY)
            return true;
    return false;
}

bool kd_table(kd_reader *r) {
    str s = r->src->s;
    size_t from = r->src->at, at = kd_after_spaces(s, from, 3), end = str_line_end(s, at);
    if (at >= s.n || ascii_is_space(s.p[at]) || !kd_has_pipe(str_slice(s, at, end)) ||
        !kd_is_after_boundary(r))
        return false;
    table t = {.block = kd_new(r, KD_TABLE), /* which takes the attributes, also from no table */
               .part = kd_bare(r->doc->a, KD_TBODY),
               .leading_pipe = s.p[at] == '|',
               .aligns = buf_new(r->doc->a, 16)};
    if (is_line_of(str_slice(s, from, end - 1), '-', S("+|: \t")))
        r->src->at = end;
    while (r->src->at < s.n && t.rows * t.columns < LIMIT_TABLE_CELLS && table_line(r, &t))
        ;
    bool ok = kd_is_boundary(s, r->src->at) && r->src->at > from &&
              has_pipes(r->doc->a, str_slice(s, from, r->src->at - 1)) &&
              t.columns <= LIMIT_TABLE_COLUMNS;
    if (ok && t.part->first)
        end_part(r, &t, t.has_footer ? KD_TFOOT : KD_TBODY, false);
    if (!ok || !has_body(t.block)) {
        r->src->at = from;
        return false;
    }
    fill(r, &t);
    kd_append(r->tree, t.block);
    return true;
}
