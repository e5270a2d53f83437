/* One fault in one translation is the translator's. The same one in most translations is a change
 * of the original that they have not followed: it is told once, where the original has it. */
#include "base/map.h"
#include "base/vec.h"
#include "parity/family.h"
#include "parity/url.h"

enum { LEAST = 3 };

typedef struct hit {
    kin *k;
    const diag *g;
} hit;

typedef struct agreement {
    vec(hit) hits;
    size_t kins; /* how many translations they are in */
    span at;     /* in the original */
    bool is_told;
} agreement;

/* What the rule does not compare with one place of the original, what tells each translation's own
 * work, and what no change of the original explains: it is to be mended in each. */
bool finding_is_own(rule_id of) {
    switch (of) {
    case RULE_PARITY_STALE:
    case RULE_PARITY_OUTDATED:
    case RULE_CHECK_UNUSED_IGNORE:
    case RULE_FRONTMATTER_DUPLICATE_KEY:
    case RULE_FRONTMATTER_STRAY:
    case RULE_FRONTMATTER_DOUBLED:
    case RULE_FRONTMATTER_MISTYPED_KEY:
    case RULE_FRONTMATTER_TRANSLATED_KEY:
    case RULE_FRONTMATTER_LANG:
    case RULE_MARKUP_LINK:
    case RULE_MARKUP_UNCLOSED_FENCE:
    case RULE_MARKUP_EMPHASIS:
    case RULE_CODE_SMART_QUOTES:
    case RULE_BYTES_REPLACEMENT:
    case RULE_BYTES_DOUBLE_ENCODING:
    case RULE_BYTES_BIDI:
    case RULE_BYTES_INVISIBLE:
    case RULE_BYTES_NORMAL_FORM:
    case RULE_BYTES_CONFUSABLE:
    case RULE_LEAK_COMMENT:
    case RULE_LEAK_FENCE:
    case RULE_LEAK_PLACEHOLDER:
    case RULE_LANG_OTHER:
    case RULE_LANG_VARIANT: return true;
    default: return false;
    }
}

/* The leaf of the original at which, or behind which, a place of the translation stands. */
static span opposite(const pair *p, const diag *g) {
    const leaf *last = NULL;
    for (size_t i = 0; i < p->al.n; i++) {
        const leaf *from = pair_from(p, &p->al.p[i]), *to = pair_to(p, &p->al.p[i]);
        if (to && to->at > g->at)
            break;
        if (from)
            last = from;
    }
    return last ? outline_leaf(&p->from->o, last) : span_whole(p->from->src);
}

static span original_place(const kin *k, const diag *g) {
    const source *src = k->pair->from->src;
    const diag_note *note = pair_note(k->pair, g);
    if (note) {
        uint32_t at = source_offset(src, note->at.line, note->at.col);
        return span_of(src, at, source_offset(src, note->to.line, note->to.col) - at);
    }
    return g->from.line && str_eq(g->path, k->v.src->path) ? opposite(k->pair, g) : span_whole(src);
}

static agreement *agreement_of(const family *f, map *groups, const diag *g, span at) {
    buf key = buf_new(f->a, 32);
    buf_printf(&key, "%d %u", (int)g->rule, at.at);
    void **found = map_at(groups, buf_str(&key));
    if (!*found)
        *found = arena_make(f->a, agreement, 1);
    agreement *out = *found;
    out->at = at;
    return out;
}

static void gather(const family *f, kin *k, map *groups) {
    for (size_t i = 0; i < k->found.n; i++) {
        const diag *g = &k->found.p[i];
        if (finding_is_own(g->rule))
            continue;
        agreement *of = agreement_of(f, groups, g, original_place(k, g));
        of->kins += !of->hits.n || of->hits.p[of->hits.n - 1].k != k;
        *vec_push(f->a, &of->hits) = (hit){k, g};
    }
}

/* The original's own text, and the kind of difference: each translation has other words for it.
 * Where nothing of the original stands, what one translation differs in must do. */
static str what_differs(const family *f, const agreement *of) {
    const diag *g = of->hits.p[0].g;
    buf out = buf_new(f->a, 128);
    str text = span_has_place(of->at) ? str_slice(of->at.src->text, of->at.at, of->at.at + of->at.n)
                                      : (str){"", 0};
    str quote = text_quote(f->a, text);
    const leaf *l = pair_leaf_at(&of->hits.p[0].k->pair->from->o, of->at.at);
    if (!str_trim(text).n)
        buf_printf(&out, "differ from this: %.*s", STR_FMT(g->msg));
    else if (g->rule == RULE_PARITY_MISSING_BLOCK && l && l->class == LEAF_BREAK)
        buf_lit(&out, "lack this thematic break");
    else if (g->rule == RULE_PARITY_MISSING_BLOCK)
        buf_printf(&out, "lack this: %.*s", STR_FMT(quote));
    else if (g->rule == RULE_PARITY_EXTRA_BLOCK)
        buf_printf(&out, "have more behind this: %.*s", STR_FMT(quote));
    else
        buf_printf(&out, "differ at %.*s: %s", STR_FMT(quote), diag_rules[g->rule].brief);
    return buf_str(&out);
}

/* The languages of an agreement, some of them where they are many. */
static str list_languages(const family *f, const agreement *of) {
    enum { MOST = 12 };
    size_t n = 0;
    buf out = buf_new(f->a, 64);
    for (size_t i = 0; i < of->hits.n; i++) {
        const hit *h = &of->hits.p[i];
        if ((!i || h[-1].k != h->k) && ++n <= MOST)
            buf_printf(&out, "%s%.*s", out.n ? ", " : "", STR_FMT(h->k->lang));
    }
    if (n > MOST)
        buf_printf(&out, " and %zu more", n - MOST);
    return buf_str(&out);
}

/* Do translations differ in ways of their own? Ids of headings follow each language. */
static bool is_each_own(const agreement *of) {
    const hit *first = &of->hits.p[0];
    for (size_t i = 1; i < of->hits.n && first->g->rule == RULE_LINK_FRAGMENT; i++) {
        const hit *h = &of->hits.p[i];
        str x = first->k->v.src->text, y = h->k->v.src->text;
        if (!str_eq(url_fragment(str_slice(x, first->g->at, first->g->at + first->g->n)),
                    url_fragment(str_slice(y, h->g->at, h->g->at + h->g->n))))
            return true;
    }
    return false;
}

static void tell(family *f, agreement *of, size_t compared) {
    diags *d = &f->original->found;
    const hit *first = &of->hits.p[0];
    severity worst = SEV_NOTE;
    size_t errors = 0;
    for (size_t i = 0; i < of->hits.n; i++) {
        const hit *h = &of->hits.p[i];
        errors += h->g->sev == SEV_ERROR;
        if (h->g->sev > worst)
            worst = h->g->sev;
    }
    diag *e =
        diag_add(d, RULE_PARITY_ORIGINAL_CHANGED, of->at, "%zu of %zu translations (%.*s) %.*s",
                 of->kins, compared, STR_FMT(list_languages(f, of)), STR_FMT(what_differs(f, of)));
    if (!e)
        return;
    of->is_told = true;
    bool is_error = 2 * errors >= of->hits.n;
    diag_weaken(d, e, worst == SEV_ERROR && !is_error ? SEV_WARNING : worst);
    diag_also(d, e, span_of(first->k->v.src, first->g->at, first->g->n),
              "in \"%.*s\", for one: %.*s", STR_FMT(first->k->lang), STR_FMT(first->g->msg));
    if (first->g->rule == RULE_LANG_UNTRANSLATED)
        diag_help(d, e,
                  "translate it in each; what stays as it is in all languages stands below a line "
                  "<!-- letoon-ignore parity/original-changed -->");
    else
        diag_help(d, e,
                  "most likely the original has changed since: bring them up to date, or take "
                  "it back (letoon rules %s)",
                  diag_rules[first->g->rule].name);
}

static void take_out(const family *f, kin *k, map *groups) {
    diags kept;
    diags_new(&kept, f->a);
    for (size_t i = 0; i < k->found.n; i++) {
        diag *g = &k->found.p[i];
        if (finding_is_own(g->rule) || !agreement_of(f, groups, g, original_place(k, g))->is_told) {
            *vec_push(f->a, &kept) = *g;
            kept.count[g->sev]++;
        }
    }
    k->found = kept;
}

void across(family *f) {
    map groups = map_new(f->a);
    size_t compared = 0;
    bool any = false;
    for (size_t i = 0; i < f->n; i++)
        compared += f->p[i].pair != NULL;
    if (compared < LEAST)
        return;
    for (size_t i = 0; i < f->n; i++)
        if (f->p[i].pair)
            gather(f, &f->p[i], &groups);
    for (uint32_t i = 0; i < groups.n; i++) {
        agreement *of = groups.entries[i].val;
        if (of->kins >= LEAST && 3 * of->kins >= 2 * compared && !is_each_own(of)) {
            tell(f, of, compared);
            any |= of->is_told;
        }
    }
    for (size_t i = 0; any && i < f->n; i++)
        if (f->p[i].pair)
            take_out(f, &f->p[i], &groups);
}
