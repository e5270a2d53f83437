#include "parity/rules/front_numbers.h"

#include "base/bytes.h"
#include "parity/number.h"
#include "parity/rules/front_keys.h"

typedef struct side {
    str text;
    numbers all;
} side;

static str raw(const side *s, const number *x) {
    return str_slice(s->text, x->at, x->at + x->n);
}

static bool are_same(const side *s, const number *x, const side *t, const number *y) {
    return str_eq(raw(s, x), raw(t, y)) || number_may_be(x, y);
}

/* May it well be written otherwise in another language? */
static bool is_free(const number *x) {
    return x->kind == NUMBER_DATE || x->kind == NUMBER_HEX || x->is_time || x->nbare;
}

/* The only number of a text that the other one has not; *n: how many there are. */
static const number *lone_of(const side *s, const side *t, size_t *n) {
    const number *found = NULL;
    *n = 0;
    for (size_t i = 0; i < s->all.n; i++) {
        bool is_there = false;
        for (size_t k = 0; k < t->all.n; k++)
            is_there = is_there || are_same(s, &s->all.p[i], t, &t->all.p[k]);
        if (is_there)
            continue;
        found = &s->all.p[i];
        ++*n;
    }
    return found;
}

/* Is a number of the original in the translation's words? */
static bool is_spelled(const pair *p, const number *x, str text) {
    numbers words = numbers_spelled(p->a, text, p->to->tag);
    return number_may_be_among(x, &words);
}

/* Years of other calendars and eras are other numbers. */
static bool is_year(const number *x, const number *y) {
    enum { FIRST = 1900, LAST = 2100 };
    uint64_t n = y->readings[0].mant;
    return y->nreadings && y->readings[0].exp == 0 && x->n == 4 && (n < FIRST || n > LAST);
}

static bool has_digit(str text) {
    for (size_t i = 0; i < text.n; i++)
        if (number_may_begin(text.p[i]))
            return true;
    return false;
}

static void check_key(const pair *p, const member *from, const member *to) {
    side s = {.text = value_as_str(from->val)}, t = {.text = value_as_str(to->val)};
    size_t lost, got;
    if (!has_digit(s.text) || !has_digit(t.text) || str_eq(s.text, t.text))
        return;
    s.all = numbers_read(p->a, s.text);
    t.all = numbers_read(p->a, t.text);
    const number *x = lone_of(&s, &t, &lost), *y = lone_of(&t, &s, &got);
    if (lost != 1 || got != 1 || x->kind != y->kind || is_free(x) || is_free(y) || is_year(x, y) ||
        is_spelled(p, x, t.text))
        return;
    rule_id id = x->kind == NUMBER_PLAIN ? RULE_NUMBER_CHANGED : RULE_NUMBER_IDENTIFIER;
    diag *e =
        diag_add(p->d, id, span_of(p->to->src, to->val_at, to->val_n),
                 "the %.*s has %.*s, the original's %.*s", STR_FMT(value_as_str(to->key)),
                 STR_FMT(text_quote(p->a, raw(&t, y))), STR_FMT(text_quote(p->a, raw(&s, x))));
    diag_help(p->d, e, "write %.*s, if it is the same there", STR_FMT(raw(&s, x)));
    diag_also(p->d, e, span_of(p->from->src, from->val_at, from->val_n), "the original");
}

void front_numbers(const pair *p) {
    value policies = front_policies(p->site->config), front = p->from->front;
    for (uint32_t i = 0; front.kind == V_MAP && i < front.u.map->n; i++) {
        const member *from = &front.u.map->members[i];
        str key = value_as_str(from->key);
        const member *to = from->val.kind == V_STR ? value_member(p->to->front, key) : NULL;
        if (to && to->val.kind == V_STR && front_policy(policies, key) == KEY_TRANSLATED)
            check_key(p, from, to);
    }
}
