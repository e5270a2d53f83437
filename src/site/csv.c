#include "base/vec.h"
#include "site/data.h"

/* One field, as Ruby's CSV has it: nothing between separators is nil, "" is an empty text. */
typedef struct csv_reader {
    arena *a;
    str text;
    size_t at;
    char sep;
    str why;
} csv_reader;

static bool at_line_end(const csv_reader *r) {
    return r->at == r->text.n || r->text.p[r->at] == '\n' || r->text.p[r->at] == '\r';
}

static void skip_line_end(csv_reader *r) {
    if (r->at < r->text.n && r->text.p[r->at] == '\r')
        r->at++;
    if (r->at < r->text.n && r->text.p[r->at] == '\n')
        r->at++;
}

static bool quoted(csv_reader *r, value *out) {
    buf b = buf_new(r->a, 32);
    size_t start = r->at++;
    for (; r->at < r->text.n; r->at++) {
        char c = r->text.p[r->at];
        if (c == '"' && r->at + 1 < r->text.n && r->text.p[r->at + 1] == '"')
            r->at++;
        else if (c == '"')
            break;
        buf_char(&b, c);
    }
    if (r->at == r->text.n) {
        r->at = start;
        r->why = S("a quoted field has no end");
        return false;
    }
    r->at++;
    *out = value_str(buf_str(&b));
    if (at_line_end(r) || r->text.p[r->at] == r->sep)
        return true;
    r->why = S("text behind a quoted field");
    return false;
}

static bool field(csv_reader *r, value *out) {
    size_t from = r->at;
    if (!at_line_end(r) && r->text.p[r->at] == '"')
        return quoted(r, out);
    while (!at_line_end(r) && r->text.p[r->at] != r->sep) {
        if (r->text.p[r->at] == '"') {
            r->why = S("a quote inside an unquoted field");
            return false;
        }
        r->at++;
    }
    *out = r->at > from ? value_str(str_copy(r->a, str_slice(r->text, from, r->at))) : value_nil();
    return true;
}

static bool row(csv_reader *r, list_builder *out) {
    out->n = 0;
    if (at_line_end(r)) {
        skip_line_end(r);
        return true;
    }
    for (;;) {
        value v;
        if (!field(r, &v))
            return false;
        list_add(out, v);
        if (at_line_end(r))
            break;
        r->at++; /* the separator */
    }
    skip_line_end(r);
    return true;
}

/* As Row#to_hash: the first of two equal headers wins, fields without header are under nil. */
static value to_map(arena *a, const list_builder *header, const list_builder *fields) {
    map_builder b = {.a = a};
    size_t n = header->n > fields->n ? header->n : fields->n;
    for (size_t i = 0; i < n; i++) {
        member m = {.key = i < header->n ? header->p[i] : value_nil(),
                    .val = i < fields->n ? fields->p[i] : value_nil()};
        bool seen = false;
        for (size_t j = 0; j < b.n && !seen; j++)
            seen = value_equal(b.p[j].key, m.key, 0);
        if (!seen)
            map_add_member(&b, m);
    }
    return map_finish(&b);
}

bool csv_read(arena *a, str text, char sep, value *out, size_t *at, str *why) {
    csv_reader r = {.a = a, .text = text, .sep = sep};
    list_builder header = {.a = a}, fields = {.a = a}, rows = {.a = a};
    bool ok = row(&r, &header);
    while (ok && r.at < text.n && (ok = row(&r, &fields)))
        list_add(&rows, to_map(a, &header, &fields));
    *at = r.at;
    *why = r.why;
    *out = list_finish(&rows);
    return ok;
}
