/* Writes pairs with a fault each, and the table of what is to be said of them:
 *
 *     kind <tab> the translation <tab> the clean one <tab> lines <tab> language */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/path.h"
#include "mutate.h"

enum { ATTEMPTS = 80 }; /* to find a pair that has a place for the fault, for each try */

typedef struct maker {
    arena *a;
    corpus all;
    const char *out;
    buf expected;
    unsigned n;
} maker;

/* A language first, then one of the directories that have it, then a pair. */
static const base *any_base(maker *m, trial *t) {
    str tag = m->all.tags.p[any(t, m->all.tags.n)];
    const base_group *got = NULL;
    size_t seen = 0;
    for (size_t i = 0; i < m->all.groups.n; i++)
        if (str_eq(m->all.groups.p[i].tag, tag) && any(t, ++seen) == 0)
            got = &m->all.groups.p[i];
    return got->bases.p[any(t, got->bases.n)];
}

/* The file of a version in the copy of its root; `stem` empty: under its own name. */
static str copy_path(const maker *m, const base *b, const document *doc, str stem) {
    str in = str_from(doc->path, str_eq(b->root->source, S(".")) ? 0 : b->root->source.n + 1);
    str own = path_stem(in), dir = path_dir(in);
    size_t lang = doc->lang.n;
    bool has_lang = own.n > lang + 1 && str_eq(str_from(own, own.n - lang), doc->lang) &&
                    !ascii_is_alnum(own.p[own.n - lang - 1]);
    str end = has_lang ? str_from(own, own.n - lang - 1) : S("");
    buf name = buf_new(m->a, 128);
    buf_add(&name, stem.n ? stem : own);
    buf_add(&name, stem.n ? end : S(""));
    buf_add(&name, path_ext(in));
    str path = path_join(m->a, str_of(m->out), b->root->name);
    return path_join(m->a, path, path_join(m->a, dir, buf_str(&name)));
}

static void write_note(const maker *m, str path, str text) {
    bool changed;
    str why;
    if (!file_write_atomic(&sys_real, m->a, str_cstr(m->a, path), text, &changed, &why))
        fail("%.*s: %.*s", STR_FMT(path), STR_FMT(why));
}

static uint32_t line_of(const source *s, const trial *t, size_t i) {
    return source_place(s, (uint32_t)(edited_place(t, t->faults.p[i]) + t->into)).line;
}

static void expect(maker *m, const row *r, const trial *t, str path, str text) {
    buf *b = &m->expected;
    str pure = copy_path(m, t->b, t->b->to->doc, S(""));
    const source *s = source_new(m->a, path, text);
    buf_printf(b, "%.*s\t%.*s\t%.*s\t", STR_FMT(r->name), STR_FMT(path), STR_FMT(pure));
    for (size_t i = 0; i < t->faults.n; i++)
        buf_printf(b, "%s%u", i ? "," : "", line_of(s, t, i));
    for (unsigned i = 1; i <= t->lines; i++)
        buf_printf(b, ",%u", line_of(s, t, 0) + i);
    buf_printf(b, "\t%.*s\n", STR_FMT(t->b->to->tag));
}

static void write_pair(maker *m, const row *r, const trial *t, str text) {
    buf stem = buf_new(m->a, 64);
    buf_printf(&stem, "%05u-%.*s", ++m->n, STR_FMT(r->name));
    str to = copy_path(m, t->b, t->b->to->doc, buf_str(&stem));
    str from = copy_path(m, t->b, t->b->from->doc, buf_str(&stem));
    write_note(m, to, text);
    write_note(m, from, apply_edits(t, t->b->from->src->text, true));
    expect(m, r, t, to, text);
}

typedef vec(uint64_t) hashes;

static bool is_new(maker *m, hashes *seen, str text) {
    uint64_t h = hash64(text, 0);
    for (size_t i = 0; i < seen->n; i++)
        if (seen->p[i] == h)
            return false;
    *vec_push(m->a, seen) = h;
    return true;
}

/* Each try depends on the seed, the kind and its own number alone. */
static void make_kind(maker *m, const row *r, uint64_t seed, unsigned tries) {
    hashes seen = {0};
    for (unsigned i = 0; i < tries; i++) {
        uint64_t random = hash64(r->name, (seed << 32) + i);
        for (unsigned k = 0; k < ATTEMPTS; k++) {
            trial t = {.a = m->a, .name = r->name, .all = &m->all, .random = random_next(&random)};
            t.b = any_base(m, &t);
            t.text = t.b->to->src->text;
            t.o = &t.b->to->o;
            t.body_at = t.b->to->body_at;
            if (!r->kind->make(&t))
                continue;
            str text = apply_edits(&t, t.text, false);
            if (!t.edits.n || !is_new(m, &seen, text))
                continue;
            write_pair(m, r, &t, text);
            break;
        }
    }
}

int make_notes(arena *a, const table *kinds, int argc, char **argv) {
    maker m = {.a = a,
               .all = {.a = a, .puts = kinds->puts},
               .out = argv[2],
               .expected = buf_new(a, 1 << 16)};
    uint64_t seed = strtoull(argv[0], NULL, 10);
    unsigned tries = (unsigned)strtoul(argv[1], NULL, 10);
    for (int i = 3; i < argc; i++)
        corpus_read(&m.all, argv[i]);
    if (!m.all.bases.n)
        fail("no pairs");
    for (size_t i = 0; i < kinds->n; i++)
        make_kind(&m, &kinds->p[i], seed, tries);
    write_note(&m, path_join(a, str_of(m.out), S("expected.tsv")), buf_str(&m.expected));
    printf("%u pairs with a fault, of %zu clean ones in %zu languages\n", m.n, m.all.bases.n,
           m.all.tags.n);
    return 0;
}
