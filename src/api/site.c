#include "site/site.h"

#include "api/handle.h"
#include "base/path.h"
#include "base/vec.h"
#include "build/build.h"
#include "build/writer.h"
#include "site/edition.h"
#include "site/front.h"
#include "value/json.h"

/* A document's texts, NUL-ended. */
typedef struct doc_texts {
    const char *path, *url, *lang, *set;
    const char *json; /* made when first asked for */
    size_t json_n;
} doc_texts;

struct letoon_site {
    arena *a;
    doc_texts *texts; /* of each of docs */
    config_options options;
    unsigned jobs;
    bool force;
    const site *site;
    document_list docs;
    diags d;
    bool ok; /* of the last guarded call */
    bool is_built;
};

static config_options copy_options(arena *a, const config_options *from, const char *root) {
    config_options o = *from;
    o.source = str_copy(a, str_of(root));
    o.configs = str_copy(a, from->configs);
    o.baseurl = str_copy(a, from->baseurl);
    o.layouts = str_copy(a, from->layouts);
    return o;
}

static void take_texts(arena *a, const site *s, const document *doc, doc_texts *out) {
    str prefix = s->editions[doc->edition]->edition->prefix;
    out->path = str_cstr(a, doc->path);
    out->url = str_cstr(a, prefix.n ? str_cat(a, str_cat(a, S("/"), prefix), doc->url) : doc->url);
    out->lang = str_cstr(a, doc->lang);
    out->set = str_cstr(a, doc->set ? doc->set->key : S(""));
}

/* What has an error is known to templates only. */
static void take(letoon_site *s, const document *doc) {
    if (!doc->is_failed)
        *vec_push(s->a, &s->docs) = doc;
}

static void take_all(letoon_site *s, const site *from) {
    for (size_t i = 0; i < from->ncollections; i++)
        for (size_t j = 0; j < from->collections[i].n; j++)
            take(s, from->collections[i].docs[j]);
    for (size_t i = 0; i < from->npages; i++)
        take(s, from->pages[i]);
}

static void read_site(void *ctx) {
    letoon_site *s = ctx;
    diags_new(&s->d, s->a);
    const config *c = config_load(s->a, &s->options, &s->d);
    if (!c)
        return;
    arena *scratch = arena_own(s->a, LIMIT_ARENA);
    str skip = writer_place_in_source(s->a, c->source, c->destination);
    s->site = site_load(s->a, scratch, c, skip, &s->d);
    if (!s->site)
        return;
    for (size_t i = 0; i < s->site->neditions; i++)
        take_all(s, s->site->editions[i]);
    s->texts = arena_make(s->a, doc_texts, s->docs.n);
    for (size_t i = 0; i < s->docs.n; i++)
        take_texts(s->a, s->site, s->docs.p[i], &s->texts[i]);
    s->ok = true;
}

int32_t letoon_site_open(letoon *l, const char *root, letoon_site **out) {
    arena *a = arena_new(0);
    *out = NULL;
    handle_ok(l);
    if (!a)
        return handle_fail(l, LETOON_ELIMIT, "out of memory");
    letoon_site *s = arena_make(a, letoon_site, 1);
    s->a = a;
    s->options = copy_options(a, &l->options, root);
    s->jobs = l->jobs;
    s->force = l->force;
    int32_t code = LETOON_OK;
    if (!arena_try(a, read_site, s))
        code = handle_fail(l, LETOON_ELIMIT, "out of memory");
    else if (!s->ok) {
        code = handle_fail_with(l, &s->d);
        for (size_t i = 0; i < s->d.n; i++)
            if (s->d.p[i].rule == RULE_IO_READ)
                code = LETOON_EWORLD;
    }
    if (code == LETOON_OK)
        *out = s;
    else
        arena_free(a);
    return code;
}

void letoon_site_close(letoon_site *s) {
    if (s)
        arena_free(s->a);
}

int32_t letoon_site_findings(letoon_site *s, letoon_findings **out) {
    *out = handle_findings(&s->d);
    return *out ? LETOON_OK : LETOON_ELIMIT;
}

static void build_site(void *ctx) {
    letoon_site *s = ctx;
    build_stats stats;
    build_options o = {.jobs = s->jobs, .force = s->force};
    render *r = render_new(s->a, s->site, &s->d);
    s->ok = build_run(s->a, r, &o, &stats, &s->d);
}

static bool is_stopped(const letoon_site *s) {
    for (size_t i = 0; s->site->config->strict_front_matter && i < s->d.n; i++)
        if (front_is_fault(&s->d.p[i]))
            return true;
    return false;
}

int32_t letoon_site_build(letoon_site *s, const char *dest, letoon_findings **out) {
    *out = NULL;
    if (s->is_built)
        return LETOON_EVALUE;
    s->is_built = true;
    s->ok = false;
    if (is_stopped(s)) {
        *out = handle_findings(&s->d);
        return *out ? LETOON_EVALUE : LETOON_ELIMIT;
    }
    if (dest) {
        config *c = (config *)(uintptr_t)s->site->config;
        c->destination = path_normal(s->a, str_copy(s->a, str_of(dest)));
    }
    bool done = arena_try(s->a, build_site, s);
    *out = handle_findings(&s->d);
    if (!done || !*out)
        return LETOON_ELIMIT;
    return s->ok ? LETOON_OK : LETOON_EWORLD;
}

/* ---- documents ---- */

size_t letoon_site_count(const letoon_site *s) {
    return s->docs.n;
}

const char *letoon_doc_path(const letoon_site *s, size_t i) {
    return i < s->docs.n ? s->texts[i].path : NULL;
}

const char *letoon_doc_url(const letoon_site *s, size_t i) {
    return i < s->docs.n ? s->texts[i].url : NULL;
}

const char *letoon_doc_lang(const letoon_site *s, size_t i) {
    return i < s->docs.n ? s->texts[i].lang : NULL;
}

const char *letoon_doc_set(const letoon_site *s, size_t i) {
    return i < s->docs.n ? s->texts[i].set : NULL;
}

typedef struct doc_request {
    letoon_site *site;
    size_t i;
} doc_request;

static void make_json(void *ctx) {
    const doc_request *q = ctx;
    doc_texts *t = &q->site->texts[q->i];
    buf json = buf_new(q->site->a, 256);
    json_write(q->site->docs.p[q->i]->data, q->site->a, &json, 0);
    t->json_n = json.n;
    buf_char(&json, '\0');
    t->json = json.p;
}

const char *letoon_doc_json(letoon_site *s, size_t i, size_t *n) {
    doc_request q = {s, i};
    if (i >= s->docs.n || (!s->texts[i].json && !arena_try(s->a, make_json, &q)))
        return NULL;
    *n = s->texts[i].json_n;
    return s->texts[i].json;
}
