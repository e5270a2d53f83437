/* What the files of this folder share. */
#ifndef LETOON_LIQUID_INTERN_H
#define LETOON_LIQUID_INTERN_H

#include "liquid/dialect.h"
#include "liquid/liquid.h"

/* A text in a constant table. */
#define LIT(lit)                                                                                   \
    { "" lit, sizeof(lit) - 1 }

/* ---- env.c --------------------------------------------------------------------------------- */

struct liquid_env {
    const dialect *traits;
    map filters, tags; /* name -> const liquid_filter *, const liquid_tag * */
    liquid_loader *load;
    void *load_ctx;
    void (*watch)(void *ctx, span name); /* unknown filters; NULL: nobody asks */
    void *watch_ctx;
};

const liquid_filter *env_filter(const liquid_env *e, str name);
const liquid_tag *env_tag(const liquid_env *e, str name);
bool env_is_standard(const liquid_filter *filter); /* one of ours */

/* ---- The tree ------------------------------------------------------------------------------ */

typedef enum { X_LITERAL, X_METHOD, X_PATH, X_RANGE } expr_kind;

/* What a path's part asks for when the object has no such key, and which fields of a loop's
 * object it names; found while parsing so that rendering compares no text. */
typedef enum {
    FIELD_NONE,
    FIELD_SIZE,
    FIELD_FIRST,
    FIELD_LAST,
    FIELD_INDEX,
    FIELD_INDEX0,
    FIELD_RINDEX,
    FIELD_RINDEX0,
    FIELD_LENGTH,
    FIELD_PARENTLOOP,
    FIELD_NAME,
} field;

typedef struct path_part {
    str key;                  /* when index is NULL */
    const liquid_expr *index; /* [index], when it is not a constant text */
    uint8_t field;
    bool command; /* written .size, .first or .last, not ["size"] */
} path_part;

struct liquid_expr {
    uint8_t kind;
    uint32_t at, n; /* in the template's source */
    union {
        value literal; /* X_LITERAL, X_METHOD (V_EMPTY, V_BLANK) */
        struct {
            str name;
            uint64_t hash;
            const liquid_expr *index; /* [index].x: the name is computed; else NULL */
            const path_part *parts;
            uint32_t nparts;
        } path;
        struct {
            const liquid_expr *from, *to;
        } range;
    } u;
};

typedef struct named_arg {
    str name;
    const liquid_expr *x;
} named_arg;

typedef struct named_args {
    named_arg *p;
    size_t n, cap;
} named_args;

/* Of one tag; each is looked through for each name in the template. */
enum { ARGUMENTS_MAX = 1000 };

typedef struct filter_use {
    const liquid_filter *filter; /* NULL: unknown */
    str name;
    uint32_t at;
    uint32_t nargs, nnamed;
    const liquid_expr *const *args;
    const named_arg *named;
    const value *constant; /* the args' values when all are literals and none is named */
} filter_use;

struct liquid_output {
    const liquid_expr *x; /* NULL: nothing stands there */
    const filter_use *filters;
    uint32_t nfilters;
};

typedef enum { OP_NONE, OP_EQ, OP_NE, OP_LT, OP_GT, OP_LE, OP_GE, OP_CONTAINS, OP_UNKNOWN } cond_op;
typedef enum { REL_END, REL_AND, REL_OR } cond_rel;

struct liquid_cond {
    uint8_t op, rel; /* rel: to next */
    str op_text;     /* of an unknown operator */
    uint32_t at, n;
    const liquid_expr *left, *right; /* right may be NULL: nil */
    const liquid_cond *next;
};

typedef enum { NODE_TEXT, NODE_OUTPUT, NODE_TAG } node_kind;

typedef struct node {
    struct node *next;
    uint8_t kind;
    uint32_t at, n;
    union {
        str text;
        const liquid_output *output;
        struct {
            const liquid_tag *tag;
            const void *self;
        } tag;
    } u;
} node;

struct liquid_body {
    node *first, *last;
    bool blank; /* writes nothing but white space */
};

struct liquid_tpl {
    const source *src;
    liquid_body body;
    bool ok;
};

/* ---- parser.c ------------------------------------------------------------------------------ */

typedef struct open_block {
    struct open_block *outer;
    const liquid_use *use;
    const char *const *ends;
} open_block;

struct liquid_parser {
    arena *a;
    const liquid_env *env;
    diags *d;
    const source *src;
    size_t pos, end; /* in src->text */
    bool lines;      /* inside {% liquid %}: one tag a line */
    bool trim;       /* the last tag ended in -%} */
    bool broken;     /* an error was reported */
    bool silent;     /* so many errors that no more are reported, or the parse was given up */
    bool bodies, bodies_blank; /* of the tag being parsed: it has bodies; all of them are blank */
    size_t no_tag_end, no_out_end; /* from here on there is no %}, no }; SIZE_MAX: unknown */
    unsigned depth, errors;
    open_block *open;
    str unknown, meant; /* the last unknown tag, and the block that it perhaps should be */
};

void parser_init(liquid_parser *p, arena *a, const liquid_env *e, span text, diags *d);

/* Known by its address: unknown tags in such a body are passed over. */
extern const char *const comment_ends[];

/* if, for, case: when every body of a block is blank, its texts are dropped. */
void body_drop_texts(const liquid_body *b);

/* ---- message.c: what a message may quote ---- */

/* The beginning of s: one line, at most some 60 bytes, no character cut. */
str brief(str s);
/* Bytes of the first character of s, which is not empty. */
size_t char_length(str s);
/* The message in b on one line, as text that lives as long as b's arena. */
str message_of(buf *b);

/* ---- token.c ------------------------------------------------------------------------------- */

typedef enum { TOK_END, TOK_TEXT, TOK_TAG, TOK_OUTPUT, TOK_BAD_TAG, TOK_BAD_OUTPUT } token_kind;

typedef struct token {
    token_kind kind;
    size_t at, n;
    bool trim_before, trim_after;
    str name;   /* of a tag; empty when it has none */
    str inside; /* markup of a tag, contents of an output; not trimmed */
} token;

/* The next token of the text at p->pos, which it moves. */
token token_next(liquid_parser *p);

/* ---- scan.c: the regular expressions of Liquid's lax grammar, by hand ----------------------- */

enum { CLASS_SPACE = 1, CLASS_DIGIT = 2, CLASS_WORD = 4, CLASS_SEGMENT = 8 };
extern const uint8_t char_classes[128];

static inline bool is_class(char c, unsigned classes) {
    return (c & 0x80) == 0 && (char_classes[(unsigned char)c] & classes) != 0;
}
static inline bool is_space(char c) {
    return is_class(c, CLASS_SPACE);
}
static inline bool is_word(char c) { /* \w */
    return is_class(c, CLASS_WORD);
}
static inline bool is_segment(char c) { /* [\w-] */
    return is_class(c, CLASS_SEGMENT);
}
size_t skip_space(str s, size_t i);      /* \s* */
size_t match_fragment(str s, size_t i);  /* QuotedFragment at i: its end, or i */
size_t match_fragments(str s, size_t i); /* QuotedFragment+ at i */
bool find_fragment(str s, size_t from, size_t *at, size_t *end); /* the first one */

/* TagAttributes: (\w[\w-]*)\s*:\s*(QuotedFragment), the first from *at on, which moves behind. */
bool scan_attribute(str s, size_t *at, str *key, str *val);

/* VariableSignature+ at i: its end, or i. */
size_t match_signature(str s, size_t i);

/* ---- lexer.c: the strict grammar's tokens --------------------------------------------------- */

typedef enum {
    LEX_END,
    LEX_BAD,
    LEX_ID,
    LEX_NUMBER,
    LEX_STRING,
    LEX_COMPARISON,
    LEX_DOTDOT,
    LEX_PIPE,
    LEX_DOT,
    LEX_COLON,
    LEX_COMMA,
    LEX_OPEN_SQUARE,
    LEX_CLOSE_SQUARE,
    LEX_OPEN_ROUND,
    LEX_CLOSE_ROUND,
    LEX_QUESTION,
    LEX_DASH,
} lex_kind;

typedef struct lexeme {
    lex_kind kind;
    size_t at;
    str text;
} lexeme;

typedef struct lexer {
    str s;
    lexeme now; /* the one to be consumed */
    const dialect *traits;
} lexer;

lexer lex_new(const liquid_parser *p, str s);
void lex_next(lexer *l);
lexeme lex_peek(const lexer *l); /* the one behind `now` */
bool lex_take(lexer *l, lex_kind kind);
bool lex_take_id(lexer *l, str word);

/* Brackets in one expression; deeper ones are refused, in either dialect. */
enum { EXPRESSION_DEPTH = 100 };

/* One expression, white space between its parts taken out. False: none stands there. */
bool lex_expression(lexer *l, const liquid_parser *p, str *out, size_t *at);

/* ---- expr.c, output.c, cond.c --------------------------------------------------------------- */

/* Liquid's Expression.parse; `at` is the offset in the source for messages. */
const liquid_expr *expr_read(liquid_parser *p, str text, uint32_t at);
/* The same where `empty` and `blank` are more than empty texts. */
const liquid_expr *expr_read_operand(liquid_parser *p, str text, uint32_t at);

/* Reports what the strict grammar does not accept: an error, or a note when lax. True: go on lax.
 */
bool read_laxly(liquid_parser *p, span markup, size_t bad);

/* ---- strict.c: a tag's markup, read by the strict grammar to its end ------------------------- */

/* Steps go on after a fault, and do nothing; strict_end reports it at the token that did not fit.
 */
typedef struct strict_reader {
    liquid_parser *p;
    span markup;
    lexer l;
    bool ok, reported;
} strict_reader;

strict_reader strict_begin(liquid_parser *p, span markup);
const liquid_expr *strict_expr(strict_reader *r);    /* NULL once there was a fault */
const liquid_expr *strict_operand(strict_reader *r); /* where `empty` and `blank` are themselves */
str strict_take(strict_reader *r, lex_kind kind);    /* a token of this kind */
void strict_word(strict_reader *r, str word);
/* [,] name: expression [,] …; only `known` names (NULL-ended), unless it is NULL. */
void strict_arguments(strict_reader *r, const char *const *known, named_args *out);
bool strict_end(strict_reader *r); /* nothing is left, and there was no fault */
/* All of the markup is one name. Empty: a fault was reported. */
str strict_name(liquid_parser *p, span markup);

/* ---- run.c, scope.c, eval.c ------------------------------------------------------------------ */

typedef struct scope_bind {
    str name;
    uint64_t hash;
    value val;
} scope_bind;

/* Names to values, by hash. */
typedef struct scope_vars {
    scope_bind *p;
    uint32_t n, cap;
    uint32_t *slots; /* index + 1; NULL while few */
    uint32_t nslots;
} scope_vars;

typedef struct run_slot {
    const void *key;
    void *val;
} run_slot;

typedef struct run_frame {
    struct run_frame *outer;
    const source *src;
    span at;                  /* of the tag that brought us here */
    uint32_t node_at, node_n; /* the node that was being rendered */
} run_frame;

typedef enum { RUN_ON, RUN_BREAK, RUN_CONTINUE, RUN_FAILED } run_state;

struct liquid_run {
    arena *a;
    const liquid_env *env;
    diags *d;
    liquid_options o;
    uint64_t own_steps;
    uint8_t state;
    const source *src; /* of the template being rendered */
    uint32_t at, n;    /* of the node being rendered */
    run_frame *frames;
    uint32_t depth, nesting;
    bool include_barred; /* inside `render` */
    bool asking;         /* whether there is such a variable: its lack is no fault */

    const liquid_bind *globals;
    size_t nglobals;
    value root;
    scope_vars vars, counters;
    struct {
        scope_bind *p;
        size_t n, cap;
    } binds; /* inner scopes, one behind the other */
    struct {
        size_t *p;
        size_t n, cap;
    } marks;     /* where each begins */
    size_t base; /* binds before it are another scope's (isolated includes) */
    struct {
        run_slot *p;
        size_t n, cap;
    } slots;
    const struct date *now;
    drop self;    /* the object `self` */
    map reported; /* places of what is undefined, each told once */
};

uint64_t name_hash(str name);
const value *vars_get(const scope_vars *v, str name, uint64_t hash);
void vars_set(arena *a, scope_vars *v, str name, uint64_t hash, value val);
bool scope_find(liquid_run *r, str name, uint64_t hash, value *out);
/* The object `self`, whose members are the variables that can be seen. */
extern const drop_type self_type;
value scope_self(liquid_run *r);
void scope_bind_hashed(liquid_run *r, str name, uint64_t hash, value v);

/* As liquid_report, for those who add to it. */
diag *run_report(liquid_run *r, rule_id id, span at, const char *fmt, ...) PRINTF(4, 5);

/* What is done about them is the run's to say. `in` is what has no such key; NULL: no variable has
 * this name. */
void undefined_variable(liquid_run *r, const liquid_expr *x, const value *in, str key);
void undefined_filter(liquid_run *r, span at, str name);

/* Counts steps; false when the run has stopped or this was too much. */
bool run_step(liquid_run *r, uint64_t n);

/* The object `forloop` and `tablerowloop`. */
typedef struct loop {
    str name;
    int64_t length, index;
    const struct loop *parent;
    drop self;
} loop;
extern const drop_type loop_type;
value loop_field(const loop *l, field f);
field field_of(str key);

/* What a loop walks, without making a list of it. */
typedef struct sequence {
    value_kind kind; /* V_LIST, V_RANGE, V_MAP, V_STR; V_NIL: nothing */
    value v;
    int64_t n;
} sequence;
sequence sequence_of(liquid_run *r, value v);
value sequence_at(liquid_run *r, const sequence *s, int64_t i);

value text_value(liquid_run *r, str s);
int64_t integer_size(value v);

#endif
