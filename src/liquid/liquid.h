/* Liquid, the template language, without anything of Jekyll's: lexer, parser, evaluator, the
 * standard tags and filters. Callers add their own tags and filters as tables.
 *
 * A template (liquid_tpl) is const after parsing and may be rendered any number of times, by any
 * process that shares it. What changes while rendering is in a run (liquid_run): variables,
 * counters, limits, the stack of includes. A run belongs to one page: its body and its layouts are
 * rendered one after another by liquid_render, each with fresh variables.
 *
 * Faults of the template's author are diagnostics with the exact place. A fault while parsing
 * leaves a usable tree (liquid_tpl_ok says whether it is whole); a fault while rendering stops that
 * render, adds one error, with notes for the templates that lead there, and liquid_render returns
 * false. */
#ifndef LETOON_LIQUID_LIQUID_H
#define LETOON_LIQUID_LIQUID_H

#include "base/map.h"
#include "base/utf8.h"
#include "diag/diag.h"
#include "value/value.h"

struct date;
struct zone;

typedef struct liquid_env liquid_env;       /* the language: dialect, tags, filters, loader */
typedef struct liquid_tpl liquid_tpl;       /* a parsed template */
typedef struct liquid_parser liquid_parser; /* a parse under way */
typedef struct liquid_run liquid_run;       /* a page being rendered */
typedef struct liquid_body liquid_body;     /* what stands between a block's tags */
typedef struct liquid_expr liquid_expr;     /* page.title, items[0], 5, "x", (1..n) */
typedef struct liquid_output liquid_output; /* an expression with filters: a | b: c */
typedef struct liquid_cond liquid_cond;     /* a == b and c contains d */

/* ---- The language ------------------------------------------------------------------------- */

/* Where they disagree is listed in dialect.h, and only there. */
typedef enum {
    LIQUID_JEKYLL,  /* as Jekyll 4.3 uses Liquid 4 and 5.4: what does not parse is read laxly */
    LIQUID_SHOPIFY, /* as Shopify's newest Liquid in its error mode `strict` */
    LIQUID_STRICT2, /* the same in its error mode `strict2`, which refuses more */
} liquid_dialect;

typedef struct liquid_call liquid_call;
typedef value liquid_filter_fn(liquid_call *c, value in);

/* min and max count the arguments behind the colon; named ones (`default: 1, allow_false: true`)
 * come as one map, the last argument, as in Ruby. LIQUID_ANY: no upper limit. */
typedef struct liquid_filter {
    const char *name;
    liquid_filter_fn *fn;
    uint8_t min, max;
} liquid_filter;
#define LIQUID_ANY UINT8_MAX

/* One use of a tag in a template. */
typedef struct liquid_use {
    str name;
    span at;     /* all of it, from {% to %} */
    span markup; /* behind the name, without white space around */
} liquid_use;

enum {
    LIQUID_TAG_SILENT = 1, /* writes nothing by itself, so a block with nothing else is blank */
    LIQUID_TAG_BLOCK = 2,  /* has an end tag, "end" and its name (for liquid_close_blocks) */
};

/* parse returns the tag's own data, made in liquid_parser_arena and const from then on, or NULL
 * after it has reported a fault: then the tag renders nothing. A NULL parse: the tag has no data.
 * render gets that data; faults go through liquid_fail. */
typedef struct liquid_tag {
    const char *name;
    const void *(*parse)(liquid_parser *p, const liquid_use *use);
    void (*render)(liquid_run *r, const void *self, buf *out);
    uint8_t flags;
} liquid_tag;

/* Finds a template for the standard tags `render` and `include` (Jekyll has its own include).
 * NULL: there is none. The template must outlive the run. */
typedef const liquid_tpl *liquid_loader(void *ctx, liquid_run *r, str name);

/* Tables end with an entry whose name is NULL. In a list of tables the first that has a name wins;
 * the lists end with NULL. The standard tables are always last and need not be given. The env keeps
 * pointers to the tables and lives in `a`. */
liquid_env *liquid_env_new(arena *a, liquid_dialect which, const liquid_filter *const *filters,
                           const liquid_tag *const *tags);
void liquid_env_load(liquid_env *e, liquid_loader *load, void *ctx);
/* Calls fn for each unknown filter that parsing meets; NULL: no more. */
void liquid_env_watch(liquid_env *e, void (*fn)(void *ctx, span name), void *ctx);
/* Takes out the tags and filters whose names are refused. */
typedef bool liquid_keep(void *ctx, str name);
void liquid_env_keep(liquid_env *e, liquid_keep *tag, liquid_keep *filter, void *ctx);
bool liquid_env_has_filter(const liquid_env *e, str name);
bool liquid_env_has_tag(const liquid_env *e, str name);

extern const liquid_filter liquid_filters_string[], liquid_filters_array[], liquid_filters_math[],
    liquid_filters_html[], liquid_filters_date[], liquid_filters_new[];
extern const liquid_tag liquid_tags_control[], liquid_tags_loop[], liquid_tags_cycle[],
    liquid_tags_var[], liquid_tags_partial[], liquid_tags_new[];

/* ---- Parsing ------------------------------------------------------------------------------ */

/* Always a tree. Text and source must live as long as the template, which lives in `a`. */
const liquid_tpl *liquid_parse(arena *a, const liquid_env *e, span text, diags *d);
bool liquid_tpl_ok(const liquid_tpl *t); /* false: errors were reported while parsing */
const source *liquid_tpl_source(const liquid_tpl *t);

/* For tags' parse functions. */
arena *liquid_parser_arena(liquid_parser *p);
str liquid_span_text(span s);
span liquid_span_of(span outer, str inner); /* inner is a slice of outer's text */

/* Reports a fault; the template is then not ok. */
void liquid_parse_error(liquid_parser *p, rule_id id, span at, const char *fmt, ...) PRINTF(4, 5);
void liquid_parse_note(liquid_parser *p, span at, const char *fmt, ...) PRINTF(3, 4); /* lax */

/* Parses on behind the tag `open` until one of the NULL-ended `ends` ("else", "endif", NULL);
 * *end (may be NULL) says which. Never NULL. When the block is never closed that is reported at
 * `open`, and end->name is empty. */
const liquid_body *liquid_parse_body(liquid_parser *p, const liquid_use *open,
                                     const char *const *ends, liquid_use *end);

/* The same for a body that is no Liquid: the text up to {% end %}, verbatim. */
span liquid_parse_raw(liquid_parser *p, const liquid_use *open, const char *end);

/* An operand as Liquid reads one: literal, range or path. Never NULL; whatever it is, it is read
 * somehow (nonsense gives nil), as in Liquid. */
const liquid_expr *liquid_parse_expr(liquid_parser *p, span at);
/* What may stand in {{ }}. Never NULL. */
const liquid_output *liquid_parse_output(liquid_parser *p, span at);
/* What may stand behind `if`. NULL: a fault was reported. */
const liquid_cond *liquid_parse_cond(liquid_parser *p, span at);

/* The same while rendering, strictly, for filters such as where_exp: NULL and *why. `text` must
 * live as long as `a`. */
const liquid_cond *liquid_cond_read(arena *a, const liquid_env *e, str text, str *why);
/* What may stand in {{ }}, for group_by_exp: read laxly where the dialect allows it, and whatever
 * it is, it is read somehow. Never NULL. */
const liquid_output *liquid_output_read(arena *a, const liquid_env *e, str text);

/* ---- Rendering ---------------------------------------------------------------------------- */

typedef struct liquid_bind {
    str name;
    value val;
} liquid_bind;

typedef struct liquid_limits {
    uint64_t steps;    /* nodes rendered and items walked; 0: LIMIT_STEPS */
    size_t output;     /* bytes of one template's output or of one capture; 0: LIMIT_OUTPUT */
    uint32_t includes; /* templates within one another; 0: LIMIT_INCLUDES */
} liquid_limits;

typedef enum {
    LIQUID_UNDEFINED_NIL,    /* as Jekyll: silently nil; an unknown filter passes its input on */
    LIQUID_UNDEFINED_REPORT, /* liquid/undefined is added as a warning, unless the template only
                                asks: a truth test, a comparison with nil, true, empty and their
                                like, the input of `default` */
    LIQUID_UNDEFINED_STOP,   /* liquid/undefined is added, the render stops */
} liquid_undefined;

typedef struct liquid_options {
    void *user;                          /* for the callers' own tags and filters */
    const struct date *now;              /* 'now' and 'today'; NULL: date_now */
    const struct zone *zone;             /* of dates without one; NULL: UTC */
    liquid_limits limits;                /* zeroes: the program's limits */
    uint64_t *steps;                     /* counts steps for several runs together; NULL: its own */
    liquid_undefined variables, filters; /* Jekyll's strict_variables, strict_filters */
} liquid_options;

/* A run in `scratch`, from which results are allocated too, until the page is done. */
liquid_run *liquid_run_new(arena *scratch, const liquid_env *e, const liquid_options *o, diags *d);

/* Renders with fresh variables, cycles and loop offsets; counters (increment) go on within the run.
 * A name is looked up among the template's variables, then in `globals`, then in `root` (a map, a
 * drop or nil). Not for use inside another liquid_render of the same run. False: it stopped, and
 * an error was added. */
bool liquid_render(liquid_run *r, const liquid_tpl *t, const liquid_bind *globals, size_t n,
                   value root, buf *out);

/* For tags and filters while rendering. */
arena *liquid_run_arena(liquid_run *r);
const liquid_env *liquid_run_env(const liquid_run *r);
diags *liquid_run_diags(liquid_run *r);
void *liquid_run_user(liquid_run *r);
const struct date *liquid_run_now(liquid_run *r);
const struct zone *liquid_run_zone(const liquid_run *r);
span liquid_run_here(const liquid_run *r);    /* the tag or output being rendered */
bool liquid_run_stopped(const liquid_run *r); /* a fault was reported: return soon */

/* A slot of the render under way, made (NULL) on first use; `key` is any address of the tag's own.
 * Fresh in each liquid_render, shared with its includes. */
void **liquid_run_slot(liquid_run *r, const void *key);

/* Stops the render with an error at a place, with notes for the includes that lead there. The first
 * fault counts; later ones are not reported. */
void liquid_fail(liquid_run *r, rule_id id, span at, const char *fmt, ...) PRINTF(4, 5);
/* The same for what is asked for and not there: the render goes on without it, so that all that is
 * missing is told at once. Told once a place. The caller must look for errors when it is done. */
void liquid_miss(liquid_run *r, rule_id id, span at, const char *fmt, ...) PRINTF(4, 5);
/* A diagnostic with the same notes that does not stop. */
void liquid_report(liquid_run *r, rule_id id, span at, const char *fmt, ...) PRINTF(4, 5);

/* The same for a template that has errors of its own and is included at `at`: its diagnostics are
 * those from `before` on, which get the notes. */
void liquid_fail_inside(liquid_run *r, span at, size_t before);

bool liquid_find(liquid_run *r, str name, value *out); /* false and nil: undefined */
void liquid_assign(liquid_run *r, str name, value v);  /* as {% assign %}: in the outermost scope */

/* Inner scopes, for loops and includes: bound names hide outer ones until the pop. */
void liquid_scope_push(liquid_run *r);
void liquid_scope_bind(liquid_run *r, str name, value v); /* replaces in the innermost scope */
void liquid_scope_pop(liquid_run *r);

value liquid_eval(liquid_run *r, const liquid_expr *x);
value liquid_eval_output(liquid_run *r, const liquid_output *o);
bool liquid_eval_cond(liquid_run *r, const liquid_cond *c);
void liquid_write(liquid_run *r, value v, buf *out); /* as {{ v }} does */

void liquid_body_render(liquid_run *r, const liquid_body *b, buf *out);
str liquid_body_text(liquid_run *r, const liquid_body *b); /* rendered into the run's arena */

/* Renders another template here: an inner scope with `vars`, all else shared, so that assign leaks
 * out and break leaves the includer's loop. `at` is the including tag. Too deep: limit/depth. */
void liquid_include(liquid_run *r, const liquid_tpl *t, span at, const liquid_bind *vars, size_t n,
                    buf *out);
/* The same with nothing shared but globals when `keep_globals`, as the standard `render` does. */
void liquid_include_isolated(liquid_run *r, const liquid_tpl *t, span at, const liquid_bind *vars,
                             size_t n, bool keep_globals, buf *out);

/* ---- Filters ------------------------------------------------------------------------------ */

struct liquid_call {
    arena *a; /* for results; lives as long as the page */
    liquid_run *run;
    span at; /* the filter's name in the template */
    const liquid_filter *filter;
    const value *args; /* n of them */
    size_t n;
    bool named; /* the last of args is the map of named arguments */
};

/* Stops the render with liquid/argument at the filter; gives nil, to be returned. */
value liquid_filter_fail(liquid_call *c, const char *fmt, ...) PRINTF(2, 3);
value liquid_arg(const liquid_call *c, size_t i); /* nil when absent */
bool liquid_named(const liquid_call *c, str name, value *out);

/* Calls a filter by name as a template would; an unknown one gives `in` back. */
value liquid_filter_call(liquid_run *r, span at, str name, value in, const value *args, size_t n);

/* Ruby's to_s: lists and maps as inspect prints them; nil is "". */
str liquid_to_s(arena *a, value v);
/* Ruby's Integer(): integers, and text that is wholly one, clamped to 64 bits; false for all else.
 */
bool liquid_to_integer(value v, int64_t *out);
/* The date in a value, as the date filter sees it: dates, seconds, "now", text. */
bool liquid_to_date(liquid_run *r, value v, struct date *out);

/* What array filters walk: lists flattened, ranges as integers, nil as nothing, a map or anything
 * else as one item. Counts steps; empty once the run has stopped. */
value liquid_items(liquid_run *r, value v);
/* What `for` walks: lists as they are, maps as [key, value] pairs, a text that is not empty as one
 * item, all else as nothing. */
value liquid_each(liquid_run *r, value v);
/* item.prop or item[prop] as a path would give it. */
value liquid_property(liquid_run *r, value item, value prop);

typedef bool liquid_less(void *ctx, value x, value y, int *order); /* false: cannot be compared */
/* A stable sort of a copy; false when two items cannot be compared. */
bool liquid_sort(arena *a, value list, liquid_less *cmp, void *ctx, value *out);

/* ---- Text with Liquid in it, not parsed ---------------------------------------------------- */

typedef enum { LIQUID_SPAN_TAG, LIQUID_SPAN_OUTPUT, LIQUID_SPAN_COMMENT } liquid_span_kind;

typedef struct liquid_span {
    liquid_span_kind kind;
    span at;
    str name; /* of the tag */
} liquid_span;

typedef struct liquid_spans {
    liquid_span *p;
    size_t n, cap;
} liquid_spans;

bool liquid_has_construct(str text); /* contains {% or {{ */

/* The text with tags, outputs and comments blanked: same length, line ends kept. Bodies of `raw`
 * stay. */
str liquid_mask(arena *a, span text, liquid_spans *out);

/* Appends an end tag for each block that `head` opens and never closes, as Jekyll does to an
 * excerpt; *changed says whether there was one. */
str liquid_close_blocks(arena *a, const liquid_env *e, str head, bool *changed);

#endif
