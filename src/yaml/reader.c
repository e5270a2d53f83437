/* Events into values. */
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/map.h"
#include "base/vec.h"
#include "yaml/fault.h"
#include "yaml/plain.h"
#include "yaml/scalar.h"
#include "yaml/yaml.h"

/* libyaml's own memory; ended by the arena if control leaves it by a jump. */
typedef struct handle {
    yaml_parser_t parser;
    yaml_event_t event;
} handle;

typedef struct anchor {
    value val;
    unsigned height; /* levels of lists and maps in it */
    bool open;       /* its own end has not been read yet */
    size_t at;
} anchor;

/* A node just read, on its way into what holds it. */
typedef struct node {
    value val;
    size_t at, end;
    unsigned height;
    bool is_alias;
    bool is_list;  /* written as a list here, not an alias of one */
    bool no_merge; /* tagged !!str: the text "<<" and not the merge key */
} node;

/* A list or map that is not finished. Its items are the top of the reader's stack. */
typedef struct frame {
    size_t first; /* index of its first item */
    size_t at, end;
    anchor *name;
    node key;
    unsigned height;
    bool is_map, is_omap, is_flow, has_key;
} frame;

typedef struct item {
    member m; /* of a list: val only */
    bool merged;
} item;

typedef struct reader {
    arena *a;       /* for what stays */
    arena *scratch; /* for what does not: most texts are short and many, and so kept forever */
    const source *src;
    const yaml_options *o;
    diags *d;
    handle *h;
    size_t from, to;        /* the text */
    size_t index, index_at; /* a character's index as libyaml counts, and its byte offset */
    map anchors;
    vec(item) items;
    frame frames[LIMIT_YAML_DEPTH];
    unsigned depth;
    size_t nodes;
    value root;
    bool failed;
} reader;

static void end_handle(void *p) {
    handle *h = p;
    yaml_event_delete(&h->event);
    yaml_parser_delete(&h->parser);
}

static bool is_inside(const reader *r, size_t at) {
    return at > r->from && at < r->to && (r->src->text.p[at] & 0xC0) == 0x80;
}

/* Marks count characters; they come nearly in order, so each is found from the last one. */
static size_t offset_of(reader *r, size_t index) {
    for (; r->index < index && r->index_at < r->to; r->index++)
        do
            r->index_at++;
        while (is_inside(r, r->index_at));
    for (; r->index > index && r->index_at > r->from; r->index--)
        do
            r->index_at--;
        while (is_inside(r, r->index_at));
    return r->index_at;
}

PRINTF(5, 6)
static diag *fail(reader *r, rule_id id, size_t at, size_t end, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    buf msg = buf_new(r->scratch, 128);
    buf_vprintf(&msg, fmt, ap);
    va_end(ap);
    r->failed = true;
    return diag_add(r->d, id, span_of(r->src, at, end - at), "%.*s", STR_FMT(buf_str(&msg)));
}

static void fail_syntax(reader *r) {
    const yaml_parser_t *p = &r->h->parser;
    if (p->error == YAML_MEMORY_ERROR)
        arena_fail(r->a, "limit/memory");
    yaml_fault f = {.src = r->src,
                    .from = r->from,
                    .to = r->to,
                    .context_at = SIZE_MAX,
                    .problem = str_of(p->problem),
                    .context = str_of(p->context)};
    if (f.context.n)
        f.context_at = offset_of(r, p->context_mark.index);
    f.at = p->error == YAML_READER_ERROR ? r->from + p->problem_offset
                                         : offset_of(r, p->problem_mark.index);
    if (f.at > r->to)
        f.at = r->to;
    r->failed = true;
    yaml_report(&f, r->o->syntax_rule, r->scratch, r->d);
}

static bool count_nodes(reader *r, size_t more, size_t at) {
    r->nodes += more;
    if (r->nodes > LIMIT_YAML_NODES)
        fail(r, RULE_LIMIT_SIZE, at, at, "more than %d values in one YAML text", LIMIT_YAML_NODES);
    return !r->failed;
}

static bool check_depth(reader *r, unsigned height, size_t at) {
    if (r->depth + height > LIMIT_YAML_DEPTH)
        fail(r, RULE_LIMIT_DEPTH, at, at, "lists and maps nested deeper than %d levels",
             LIMIT_YAML_DEPTH);
    return !r->failed;
}

/* The anchor is there before its value is, so that a value which contains itself is seen. */
static anchor *add_anchor(reader *r, const yaml_char_t *name, size_t at) {
    if (!name)
        return NULL;
    anchor *n = arena_make(r->scratch, anchor, 1);
    n->open = true;
    n->at = at;
    map_set(&r->anchors, str_copy(r->scratch, str_of((const char *)name)), n);
    return n;
}

static void set_anchor(anchor *n, value v, unsigned height) {
    if (!n)
        return;
    n->val = v;
    n->height = height;
    n->open = false;
}

static void add_members(reader *r, value from, size_t at) {
    if (!count_nodes(r, from.n, at))
        return;
    for (uint32_t i = 0; i < from.n; i++)
        *vec_push(r->scratch, &r->items) = (item){from.u.map->members[i], true};
}

/* `<<` with a map, or with a list of maps, of which the first wins. Psych merges at the place of
 * the key, so that what stands before it gives way. False: no such value, "<<" is a plain key. */
static bool merge(reader *r, const node *n) {
    if (n->val.kind == V_MAP) {
        add_members(r, n->val, n->at);
        return true;
    }
    if (!n->is_list)
        return false;
    for (uint32_t i = 0; i < n->val.n; i++)
        if (n->val.u.list[i].kind != V_MAP)
            return false;
    for (uint32_t i = n->val.n; i > 0 && !r->failed; i--)
        add_members(r, n->val.u.list[i - 1], n->at);
    return true;
}

static void add_pair(reader *r, frame *f, const node *n) {
    const node *k = &f->key;
    f->has_key = false;
    if (!k->no_merge && k->val.kind == V_STR && str_eq(value_as_str(k->val), S("<<")) &&
        merge(r, n))
        return;
    *vec_push(r->scratch, &r->items) = (item){{.key = k->val,
                                               .val = n->val,
                                               .key_at = (uint32_t)k->at,
                                               .val_at = (uint32_t)n->at,
                                               .val_n = (uint32_t)(n->end - n->at)},
                                              false};
}

static void set_key(reader *r, frame *f, const node *n) {
    f->key = *n;
    f->has_key = true;
    if (n->val.kind != V_LIST && n->val.kind != V_MAP)
        return;
    diag *g = fail(r, r->o->syntax_rule, n->at, n->end, "a %s as a key, wanted a text",
                   n->val.kind == V_MAP ? "map" : "list");
    if (str_starts(str_from(r->src->text, n->at), S("{")))
        diag_help(r->d, g,
                  "put a value that begins with a brace in quotes; Liquid is not run in it");
}

/* An !!omap is written as a list of maps with one pair each. */
static void add_omap_pair(reader *r, const node *n) {
    if (n->is_alias || n->val.kind != V_MAP || n->val.n != 1)
        fail(r, r->o->syntax_rule, n->at, n->end, "an item of an !!omap that is no \"key: value\"");
    else
        *vec_push(r->scratch, &r->items) = (item){n->val.u.map->members[0], false};
}

static void attach(reader *r, const node *n) {
    if (r->depth == 0) {
        r->root = n->val;
        return;
    }
    frame *f = &r->frames[r->depth - 1];
    if (n->end > f->end)
        f->end = n->end;
    if (n->height >= f->height)
        f->height = n->height + 1;
    if (f->is_map && !f->has_key)
        set_key(r, f, n);
    else if (f->is_map)
        add_pair(r, f, n);
    else if (f->is_omap)
        add_omap_pair(r, n);
    else
        *vec_push(r->scratch, &r->items) = (item){{.val = n->val}, false};
}

static value finish_list(reader *r, size_t first) {
    size_t n = r->items.n - first;
    value *list = arena_make(r->a, value, n);
    for (size_t i = 0; i < n; i++)
        list[i] = r->items.p[first + i].m.val;
    return value_list(list, n);
}

/* Reports keys that were written twice; what a merge brought in is meant to be overridden. */
static void report_duplicates(reader *r, size_t first, value whole) {
    const item **seen = arena_make(r->scratch, const item *, whole.n);
    for (size_t i = first; i < r->items.n; i++) {
        const item *it = &r->items.p[i];
        if (it->merged)
            continue;
        const item **before = &seen[value_find(whole, it->m.key) - whole.u.map->members];
        str key = value_to_str(r->scratch, it->m.key);
        if (*before) {
            diag *g = diag_add(r->d, r->o->duplicate_rule, span_of(r->src, it->m.key_at, key.n),
                               "the key \"%.*s\" occurs twice; the last one counts", STR_FMT(key));
            diag_help(r->d, g, "remove one of the two");
            diag_also(r->d, g, span_of(r->src, (*before)->m.key_at, key.n), "it is here first");
        }
        *before = it;
    }
}

static value finish_map(reader *r, size_t first) {
    size_t n = r->items.n - first;
    map_builder b = {r->a, arena_make(r->a, member, n), n, n};
    for (size_t i = 0; i < n; i++)
        b.p[i] = r->items.p[first + i].m;
    value whole = map_finish(&b);
    if (whole.n < n)
        report_duplicates(r, first, whole);
    return whole;
}

/* A tag as people write it. */
static str short_tag(arena *a, str tag) {
    str head = S("tag:yaml.org,2002:");
    return str_starts(tag, head) ? str_cat(a, S("!!"), str_from(tag, head.n)) : tag;
}

static void fail_tag(reader *r, str tag, size_t at, size_t end) {
    diag *g =
        fail(r, r->o->syntax_rule, at, end,
             "the tag \"%.*s\" makes a Ruby object, which Jekyll does not permit", STR_FMT(tag));
    diag_help(r->d, g, "leave the tag out, or put the value in quotes if it is a text");
}

/* Tags for which Psych makes objects of classes that Jekyll does not permit. All others are read
 * as if they were not there. */
static bool is_object_tag(str tag, bool is_map) {
    static const char *const of_maps[] = {"!set", "!!set", "!omap", "!!omap", "!str", "!!str"};
    if (str_starts(tag, S("!ruby/")) || str_starts(tag, is_map ? S("!map:") : S("!seq:")) ||
        str_starts(tag, S("!str:")))
        return true;
    for (size_t i = 0; is_map && i < sizeof of_maps / sizeof *of_maps; i++)
        if (str_eq(tag, str_of(of_maps[i])))
            return true;
    return false;
}

static void open_frame(reader *r, const yaml_event_t *e) {
    bool is_map = e->type == YAML_MAPPING_START_EVENT;
    const yaml_char_t *name = is_map ? e->data.mapping_start.anchor : e->data.sequence_start.anchor;
    const yaml_char_t *tag = is_map ? e->data.mapping_start.tag : e->data.sequence_start.tag;
    size_t at = offset_of(r, e->start_mark.index), end = offset_of(r, e->end_mark.index);
    str known = short_tag(r->scratch, str_of((const char *)tag));
    if (is_object_tag(known, is_map))
        fail_tag(r, known, at, end);
    if (!check_depth(r, 1, at) || !count_nodes(r, 1, at))
        return;
    r->frames[r->depth++] =
        (frame){.first = r->items.n,
                .at = at,
                .end = at,
                .name = add_anchor(r, name, at),
                .height = 1,
                .is_map = is_map,
                .is_omap = !is_map && (str_eq(known, S("!!omap")) || str_eq(known, S("!omap"))),
                .is_flow = is_map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                                  : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE};
}

/* A block ends, for libyaml, where the next token begins; for people, with its last value. */
static void close_frame(reader *r, const yaml_event_t *e) {
    frame f = r->frames[r->depth - 1];
    if (f.is_flow)
        f.end = offset_of(r, e->end_mark.index);
    bool is_map = f.is_map || f.is_omap;
    value v = is_map ? finish_map(r, f.first) : finish_list(r, f.first);
    r->items.n = f.first;
    r->depth--;
    set_anchor(f.name, v, f.height);
    attach(r, &(node){v, f.at, f.end, f.height, .is_list = !is_map});
}

static void read_alias(reader *r, const yaml_event_t *e) {
    str name = str_of((const char *)e->data.alias.anchor);
    size_t at = offset_of(r, e->start_mark.index), end = offset_of(r, e->end_mark.index);
    const anchor *n = map_get(&r->anchors, name);
    if (!n) {
        diag *g = fail(r, r->o->syntax_rule, at, end,
                       "the alias \"*%.*s\" refers to nothing; wanted the name of an anchor "
                       "(\"&%.*s\") above it",
                       STR_FMT(name), STR_FMT(name));
        diag_help(r->d, g, "put a text that begins with an asterisk in quotes");
    } else if (n->open) {
        diag *g = fail(r, r->o->syntax_rule, at, end, "the value \"*%.*s\" would contain itself",
                       STR_FMT(name));
        diag_also(r->d, g, span_of(r->src, n->at, name.n + 1), "it begins here");
    } else if (check_depth(r, n->height, at) && count_nodes(r, 1, at)) {
        attach(r, &(node){n->val, at, end, n->height, .is_alias = true});
    }
}

/* A scalar with a tag and what Psych makes of it. */
static scalar_result resolve_tagged(reader *r, str tag, str text, value *out) {
    *out = value_str(text);
    if (str_eq(tag, S("!!binary")) || str_eq(tag, S("!binary")))
        *out = value_str(scalar_base64(r->a, text));
    else if (str_eq(tag, S("!!float")) || str_eq(tag, S("!float")))
        return scalar_float(r->a, text, r->o->zone, out);
    else if (!str_eq(tag, S("!!str")) && !str_eq(tag, S("!str")))
        return scalar_resolve(r->a, text, r->o->zone, out);
    return SCALAR_OK;
}

static void fail_scalar(reader *r, scalar_result why, str text, const node *n) {
    diag *g = why == SCALAR_SYMBOL
                  ? fail(r, r->o->syntax_rule, n->at, n->end,
                         "\"%.*s\" is a Ruby symbol, which Jekyll does not permit", STR_FMT(text))
                  : fail(r, r->o->syntax_rule, n->at, n->end,
                         "\"%.*s\" has the look of a number or a time, but is none", STR_FMT(text));
    diag_help(r->d, g, "put it in quotes if it is a text");
}

static void read_scalar(reader *r, const yaml_event_t *e) {
    str tag = short_tag(r->scratch, str_of((const char *)e->data.scalar.tag));
    str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
    node n = {.at = offset_of(r, e->start_mark.index), .end = offset_of(r, e->end_mark.index)};
    while (n.end > n.at && ascii_is_space(r->src->text.p[n.end - 1]))
        n.end--; /* a block scalar's line ends */
    n.no_merge = str_eq(tag, S("!!str"));
    scalar_result result = SCALAR_OK;
    if (is_object_tag(tag, false))
        fail_tag(r, tag, n.at, n.end);
    else if (e->data.scalar.quoted_implicit)
        n.val = value_str(text);
    else if (tag.n)
        result = resolve_tagged(r, tag, text, &n.val);
    else
        result = scalar_resolve(r->a, text, r->o->zone, &n.val);
    if (result == SCALAR_SYMBOL && r->o->takes_symbols)
        result = SCALAR_OK;
    if (result != SCALAR_OK)
        fail_scalar(r, result, text, &n);
    if (r->failed || !count_nodes(r, 1, n.at))
        return;
    if (value_as_str(n.val).p == text.p) /* libyaml's memory, which ends with the event */
        n.val.u.s = str_copy(r->a, text).p;
    set_anchor(add_anchor(r, e->data.scalar.anchor, n.at), n.val, 0);
    attach(r, &n);
}

/* Psych stops after the first document and never sees what is behind it. Where that is no intended
 * stop, it loses the rest without a word: here the rest is a fault. */
static void check_rest(reader *r) {
    yaml_event_t *e = &r->h->event;
    yaml_event_delete(e);
    if (!yaml_parser_parse(&r->h->parser, e)) {
        fail_syntax(r);
    } else if (e->type == YAML_DOCUMENT_START_EVENT) {
        size_t at = offset_of(r, e->start_mark.index);
        fail(r, r->o->syntax_rule, at, offset_of(r, e->end_mark.index),
             "a second YAML document, which would be ignored; wanted one");
    }
}

static bool take_event(reader *r) {
    yaml_event_t *e = &r->h->event;
    yaml_event_delete(e);
    if (!yaml_parser_parse(&r->h->parser, e)) {
        fail_syntax(r);
        return false;
    }
    switch (e->type) {
    case YAML_ALIAS_EVENT: read_alias(r, e); break;
    case YAML_SCALAR_EVENT: read_scalar(r, e); break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: open_frame(r, e); break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: close_frame(r, e); break;
    case YAML_STREAM_END_EVENT: return false;
    case YAML_DOCUMENT_END_EVENT:
        if (r->o->whole)
            check_rest(r);
        return false;
    default: break;
    }
    return !r->failed;
}

static void open_parser(reader *r) {
    const unsigned char *text = (const unsigned char *)r->src->text.p;
    r->h = arena_make(r->scratch, handle, 1);
    void **slot = arena_defer(r->scratch, end_handle);
    if (!yaml_parser_initialize(&r->h->parser))
        arena_fail(r->a, "limit/memory");
    *slot = r->h;
    yaml_parser_set_encoding(&r->h->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->h->parser, text + r->from, r->to - r->from);
}

static void end_scratch(void *p) {
    arena_free(p);
}

/* Gone with `a` when a jump leaves it behind. */
static void open_scratch(reader *r, void **slot) {
    r->scratch = arena_new(0);
    if (!r->scratch)
        arena_fail(r->a, "limit/memory");
    *slot = r->scratch;
    arena_lean(r->scratch, r->a);
}

bool yaml_read(arena *a, span text, const yaml_options *o, value *out, diags *d) {
    if (plain_read(a, text, o, out))
        return true;
    reader r = {.a = a, .src = text.src, .o = o, .d = d};
    r.from = text.at;
    r.to = (size_t)text.at + text.n;
    if (str_starts(str_slice(text.src->text, r.from, r.to), S("\xEF\xBB\xBF")))
        r.from += 3;
    r.index_at = r.from;
    void **slot = arena_defer(a, end_scratch);
    open_scratch(&r, slot);
    r.anchors = map_new(r.scratch);
    open_parser(&r);
    while (take_event(&r))
        ;
    *slot = NULL;
    arena_free(r.scratch);
    *out = r.failed ? value_nil() : r.root;
    return !r.failed;
}

const char *yaml_library_version(void) {
    return yaml_get_version_string();
}
