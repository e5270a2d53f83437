#include "parity/suppress.h"

#include "base/vec.h"
#include "diag/select.h"

/* One rule or area that is not to be heard of between two places of the source. */
typedef struct wish {
    str pattern; /* empty: every rule */
    span at;     /* where it is written */
    uint32_t from, to;
    bool is_used;
} wish;

typedef vec(wish) wishes;

static str next_word(str *rest) {
    size_t from = 0, to;
    while (from < rest->n && (ascii_is_space(rest->p[from]) || rest->p[from] == ','))
        from++;
    for (to = from; to < rest->n && !ascii_is_space(rest->p[to]) && rest->p[to] != ','; to++)
        ;
    str word = str_slice(*rest, from, to);
    *rest = str_from(*rest, to);
    return word;
}

static bool is_row_below(const leaf *l) {
    return l->class == LEAF_ROW && !(l->flags & LEAF_IS_HEAD);
}

/* From the end of the block before the comment to the end of the one behind it: what is missing is
 * told right behind the former. */
static void find_range(const outline *o, const mark *m, wish *w) {
    w->from = o->body_at;
    w->to = UINT32_MAX;
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        if (l->at + l->n <= m->at) {
            w->from = l->at + l->n;
            continue;
        }
        w->to = l->at + l->n;
        if (l->at < m->at)
            w->from = l->at;
        else /* before a table, in which there is no room for it: all of that */
            while (l->class == LEAF_ROW && ++i < o->n && is_row_below(&o->leaves[i]))
                w->to = o->leaves[i].at + o->leaves[i].n;
        return;
    }
}

static void read_comments(arena *a, const version *v, wishes *out) {
    for (size_t i = 0; i < v->o.nmarks; i++) {
        const mark *m = &v->o.marks[i];
        if (m->kind != MARK_IGNORE)
            continue;
        wish w = {.at = span_of(v->src, m->at, m->n)};
        find_range(&v->o, m, &w);
        str rest = m->text, word = next_word(&rest);
        do {
            w.pattern = word;
            *vec_push(a, out) = w;
            word = next_word(&rest);
        } while (word.n);
    }
}

static void read_front(arena *a, const version *v, wishes *out) {
    value own = value_at(v->front, S("letoon"));
    const member *m = own.kind == V_MAP ? value_member(own, S("ignore")) : NULL;
    if (!m)
        return;
    wish w = {.at = span_of(v->src, m->key_at, sizeof "ignore" - 1), .to = UINT32_MAX};
    for (uint32_t i = 0; m->val.kind == V_LIST && i < m->val.n; i++) {
        w.pattern = value_to_str(a, m->val.u.list[i]);
        if (w.pattern.n) /* else it would be every rule */
            *vec_push(a, out) = w;
    }
    str rest = m->val.kind == V_STR ? value_as_str(m->val) : (str){0};
    while ((w.pattern = next_word(&rest)).n)
        *vec_push(a, out) = w;
}

/* What a note's front matter says to letoon and letoon does not understand would be taken for a
 * suppression that works. */
static void tell_front(const version *v, diags *d) {
    const member *own = v->front.kind == V_MAP ? value_member(v->front, S("letoon")) : NULL;
    uint32_t n = own && own->val.kind == V_MAP ? own->val.u.map->n : 0;
    bool is_odd = own && own->val.kind != V_MAP && own->val.kind != V_NIL;
    for (uint32_t i = 0; i < n + is_odd; i++) {
        const member *m = is_odd ? own : &own->val.u.map->members[i];
        str key = value_as_str(m->key);
        bool is_list = m->val.kind == V_LIST || m->val.kind == V_STR || m->val.kind == V_NIL;
        if (!is_odd && is_list && str_eq(key, S("ignore")))
            continue;
        diag *g = diag_add(d, RULE_CHECK_UNUSED_IGNORE, span_of(v->src, m->key_at, (uint32_t)key.n),
                           "\"%.*s\" does nothing as it stands", STR_FMT(key));
        diag_help(d, g, "what a note is not to be told is named by letoon: {ignore: [area/rule]}");
    }
}

static bool is_suppressed(wishes *all, const diag *g) {
    bool any = false;
    for (size_t i = 0; i < all->n; i++) {
        wish *w = &all->p[i];
        if (g->at < w->from || g->at > w->to ||
            (w->pattern.n && !rule_matches(g->rule, w->pattern)))
            continue;
        w->is_used = any = true;
    }
    return any;
}

static void tell_unused(const wish *w, diags *d) {
    if (w->is_used)
        return;
    if (!w->pattern.n || rule_is_known(w->pattern)) {
        diag *g =
            diag_add(d, RULE_CHECK_UNUSED_IGNORE, w->at, "nothing is found here to ignore%s%.*s",
                     w->pattern.n ? " of " : "", STR_FMT(w->pattern));
        diag_help(d, g, "remove it");
        return;
    }
    diag *g = diag_add(d, RULE_CHECK_UNUSED_IGNORE, w->at, "there is no rule \"%.*s\" to ignore",
                       STR_FMT(w->pattern));
    str near = rule_nearest(w->pattern);
    if (near.n)
        diag_help(d, g, "did you mean \"%.*s\"?", STR_FMT(near));
    else
        diag_help(d, g, "letoon rules lists them");
}

void suppress(arena *a, const version *v, const diags *found, bool tells, diags *d) {
    wishes all = {0};
    read_front(a, v, &all);
    read_comments(a, v, &all);
    diags kept = *found;
    kept.n = 0;
    for (size_t i = 0; i < found->n; i++)
        if (!str_eq(found->p[i].path, v->src->path) || !is_suppressed(&all, &found->p[i]))
            kept.p[kept.n++] = found->p[i];
    diags_append(d, &kept);
    if (tells)
        tell_front(v, d);
    for (size_t i = 0; tells && i < all.n; i++)
        tell_unused(&all.p[i], d);
}
