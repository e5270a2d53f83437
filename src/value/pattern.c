#include "value/pattern.h"

#include <assert.h>
#include <string.h>

/* The pattern is compiled to a little program; jumps are relative, so that code can be moved to
 * make room before it. */
typedef enum { OP_CHAR, OP_SET, OP_SPLIT, OP_JUMP, OP_SAVE, OP_EDGE, OP_END } op;

enum { CODE_MAX = 600, SETS_MAX = 48, STEPS_MAX = 200000, DEPTH_MAX = 2000 };

typedef struct instruction {
    uint8_t op, c; /* c: the char, or the set */
    int16_t x, y;  /* SPLIT: first x, then y; JUMP: x; SAVE: slot x */
} instruction;

typedef struct charset {
    uint8_t bits[16];
    bool high; /* takes what is beyond ASCII */
} charset;

typedef struct program {
    const char *at; /* the rest of the pattern */
    int n, nsets, ngroups;
    instruction code[CODE_MAX];
    charset sets[SETS_MAX];
} program;

static instruction *emit(program *p, op o) {
    assert(p->n < CODE_MAX);
    instruction *i = &p->code[p->n++];
    *i = (instruction){.op = (uint8_t)o};
    return i;
}

static void insert_split(program *p, int at, int x, int y) {
    emit(p, OP_SPLIT);
    memmove(p->code + at + 1, p->code + at, (size_t)(p->n - at - 1) * sizeof *p->code);
    p->code[at] = (instruction){.op = OP_SPLIT, .x = (int16_t)x, .y = (int16_t)y};
}

static void set_add(charset *s, int from, int to) {
    for (int c = from; c <= to; c++)
        s->bits[c / 8] |= (uint8_t)(1 << c % 8);
}

static void set_add_class(charset *s, char name) {
    switch (name) {
    case 'd': set_add(s, '0', '9'); break;
    case 's':
        set_add(s, '\t', '\r');
        set_add(s, ' ', ' ');
        break;
    case 'w':
        set_add(s, 'a', 'z');
        s->high = true;
        break;
    default: set_add(s, name, name); break;
    }
}

static void negate(charset *s) {
    for (size_t i = 0; i < sizeof s->bits; i++)
        s->bits[i] = (uint8_t)~s->bits[i];
    s->high = !s->high;
}

static charset *emit_set(program *p) {
    assert(p->nsets < SETS_MAX);
    emit(p, OP_SET)->c = (uint8_t)p->nsets;
    charset *s = &p->sets[p->nsets++];
    *s = (charset){.high = false};
    return s;
}

static void compile_set(program *p) {
    charset *s = emit_set(p);
    bool negated = *++p->at == '^';
    for (p->at += negated; *p->at != ']'; p->at++) {
        if (*p->at == '\\')
            set_add_class(s, *++p->at);
        else if (p->at[1] == '-' && p->at[2] != ']') {
            set_add(s, p->at[0], p->at[2]);
            p->at += 2;
        } else
            set_add(s, *p->at, *p->at);
    }
    p->at++;
    if (negated)
        negate(s);
}

static void compile_escape(program *p) {
    char c = *++p->at;
    p->at++;
    if (c == 'b') {
        emit(p, OP_EDGE);
    } else if (c == 'D' || c == 'S') {
        charset *s = emit_set(p);
        set_add_class(s, ascii_lower(c));
        negate(s);
    } else if (c == 'd' || c == 's' || c == 'w') {
        set_add_class(emit_set(p), c);
    } else {
        emit(p, OP_CHAR)->c = (uint8_t)c;
    }
}

static void compile_choice(program *p, unsigned depth);

static void compile_group(program *p, unsigned depth) {
    bool captures = p->at[1] != '?';
    p->at += captures ? 1 : 3;
    int group = captures ? p->ngroups++ : 0;
    if (captures)
        emit(p, OP_SAVE)->x = (int16_t)(2 * group);
    compile_choice(p, depth + 1);
    p->at++;
    if (captures)
        emit(p, OP_SAVE)->x = (int16_t)(2 * group + 1);
}

static void compile_atom(program *p, unsigned depth) {
    switch (*p->at) {
    case '(': compile_group(p, depth); break;
    case '[': compile_set(p); break;
    case '\\': compile_escape(p); break;
    default: emit(p, OP_CHAR)->c = (uint8_t)ascii_lower(*p->at++); break;
    }
}

static int take_count(program *p) {
    int n = 0;
    while (ascii_is_digit(*p->at))
        n = n * 10 + (*p->at++ - '0');
    return n;
}

/* {m,n} as m times the atom and n - m times the atom or nothing. */
static void compile_count(program *p, int from) {
    instruction atom = p->code[from];
    assert(p->n == from + 1);
    p->at++;
    int least = take_count(p), most = least;
    if (*p->at == ',') {
        p->at++;
        most = take_count(p);
    }
    p->at++;
    p->n = from;
    for (int i = 0; i < most; i++) {
        if (i >= least) {
            instruction *split = emit(p, OP_SPLIT);
            split->x = 1;
            split->y = 2;
        }
        *emit(p, OP_CHAR) = atom;
    }
}

static void compile_sequence(program *p, unsigned depth) {
    while (*p->at && *p->at != '|' && *p->at != ')') {
        int from = p->n;
        compile_atom(p, depth);
        int n = p->n - from;
        switch (*p->at) {
        case '?': insert_split(p, from, 1, n + 1); break;
        case '*':
            insert_split(p, from, 1, n + 2);
            emit(p, OP_JUMP)->x = (int16_t) - (n + 1);
            break;
        case '+': {
            instruction *split = emit(p, OP_SPLIT);
            split->x = (int16_t)-n;
            split->y = 1;
            break;
        }
        case '{': compile_count(p, from); continue;
        default: continue;
        }
        p->at++;
    }
}

static void compile_choice(program *p, unsigned depth) {
    assert(depth < 32); /* the patterns are ours */
    int from = p->n;
    compile_sequence(p, depth);
    if (*p->at != '|')
        return;
    p->at++;
    insert_split(p, from, 1, p->n - from + 2);
    int jump = p->n;
    emit(p, OP_JUMP);
    compile_choice(p, depth + 1);
    p->code[jump].x = (int16_t)(p->n - jump);
}

typedef struct run {
    const program *p;
    str s;
    size_t saved[2 * PATTERN_GROUPS];
    size_t end;
    int steps;
} run;

static bool is_word(str s, size_t i) {
    return i < s.n && (ascii_is_alnum(s.p[i]) || s.p[i] == '_' || (unsigned char)s.p[i] >= 0x80);
}

static bool is_edge(str s, size_t i) {
    return is_word(s, i) != (i > 0 && is_word(s, i - 1));
}

/* Bytes of the character at i that the set takes, 0 for none. */
static size_t set_takes(const charset *set, str s, size_t i) {
    unsigned char c = (unsigned char)ascii_lower(s.p[i]);
    if (c < 0x80)
        return set->bits[c / 8] >> c % 8 & 1;
    size_t n = 1;
    while (i + n < s.n && ((unsigned char)s.p[i + n] & 0xC0) == 0x80)
        n++;
    return set->high ? n : 0;
}

static bool match(run *r, int pc, size_t i, unsigned depth) {
    if (depth > DEPTH_MAX)
        return false;
    for (; r->steps < STEPS_MAX; r->steps++) {
        const instruction *o = &r->p->code[pc];
        size_t n = 1;
        switch ((op)o->op) {
        case OP_CHAR:
            if (i == r->s.n || (uint8_t)ascii_lower(r->s.p[i]) != o->c)
                return false;
            break;
        case OP_SET:
            n = i < r->s.n ? set_takes(&r->p->sets[o->c], r->s, i) : 0;
            if (n == 0)
                return false;
            break;
        case OP_SPLIT:
            if (match(r, pc + o->x, i, depth + 1))
                return true;
            pc += o->y;
            continue;
        case OP_JUMP: pc += o->x; continue;
        case OP_SAVE: {
            size_t was = r->saved[o->x];
            r->saved[o->x] = i;
            if (match(r, pc + 1, i, depth + 1))
                return true;
            r->saved[o->x] = was;
            return false;
        }
        case OP_EDGE:
            if (!is_edge(r->s, i))
                return false;
            n = 0;
            break;
        case OP_END: r->end = i; return true;
        }
        i += n;
        pc++;
    }
    return false;
}

bool pattern_find(const char *pattern, str s, pattern_match *m) {
    program p;
    p.at = pattern;
    p.n = p.nsets = p.ngroups = 0;
    compile_choice(&p, 0);
    assert(*p.at == '\0' && p.ngroups <= PATTERN_GROUPS);
    emit(&p, OP_END);
    run r = {.p = &p, .s = s};
    for (size_t from = 0; from <= s.n; from++) {
        for (size_t i = 0; i < 2 * PATTERN_GROUPS; i++)
            r.saved[i] = STR_NONE;
        if (!match(&r, 0, from, 0))
            continue;
        *m = (pattern_match){.from = from, .to = r.end};
        for (int i = 0; i < p.ngroups; i++)
            if (r.saved[2 * i] != STR_NONE && r.saved[2 * i + 1] != STR_NONE)
                m->group[i] = str_slice(s, r.saved[2 * i], r.saved[2 * i + 1]);
        return true;
    }
    return false;
}
