#define _POSIX_C_SOURCE 200809L
#include "lsp/look.h"

#include <unistd.h>

#include "api/baseline.h"
#include "base/file.h"
#include "base/path.h"
#include "base/wire.h"
#include "lsp/address.h"
#include "parity/beside.h"

/* As the site's documents have it; empty: it is not below the site. A link may lead there. */
static str path_in_site(const look *l, const open_document *doc) {
    arena *a = l->w.a;
    str root = l->scene->root, real = file_real_path(a, S("."));
    if (doc->path.n && path_is_within(a, root, doc->path))
        return path_relative(a, root, doc->path);
    if (doc->real.n && real.n && path_is_within(a, real, doc->real))
        return path_relative(a, real, doc->real);
    return (str){"", 0};
}

static void take_texts(look *l) {
    const open_documents *open = l->scene->open;
    l->texts = map_new(l->w.a);
    for (size_t i = 0; i < open->list.n; i++) {
        const open_document *doc = open->list.p[i];
        str path = path_in_site(l, doc);
        if (!path.n)
            continue;
        config_text *text = arena_make(l->w.a, config_text, 1);
        *text = (config_text){.bytes = doc->text, .is_utf8 = true};
        map_set(&l->texts, path, text);
    }
}

bool look_begin(look *l, arena *a, const scene *s, const str *paths, size_t n) {
    static const tool_screen screen = {0};
    *l = (look){.w = {.a = a, .screen = &screen}, .scene = s};
    diags_new(&l->w.d, a);
    if (chdir(str_cstr(a, s->root)) != 0) {
        diag_add_path(&l->w.d, RULE_IO_READ, s->root, "the directory cannot be read");
        return false;
    }
    take_texts(l);
    /* What is being written is often not to be published yet. */
    config_options o = {.configs = s->config,
                        .without_theme = true,
                        .keep_front = true,
                        .to_compare = true,
                        .texts = &l->texts,
                        .drafts = CONFIG_YES,
                        .future = CONFIG_YES,
                        .unpublished = CONFIG_YES};
    l->c.config = config_load(a, &o, &l->w.d);
    if (!l->c.config)
        return false;
    checking_configure(&l->w, &l->c);
    for (size_t i = 0; i < n; i++) {
        const open_document *doc = open_find_path(s->open, paths[i]);
        str path = doc ? path_in_site(l, doc) : (str){"", 0};
        if (path.n)
            *vec_push(a, &l->c.of.wanted) = path;
    }
    /* Of none of the site: without a name all of it would be meant. */
    return l->c.of.wanted.n && checking_read(&l->w, &l->c);
}

static bool is_of(const set *one, str path, arena *a, const document **doc) {
    for (size_t i = 0; i < one->n + one->nstrays; i++) {
        *doc = i < one->n ? one->docs[i] : one->strays[i - one->n];
        if (str_eq(path_normal(a, (*doc)->path), path))
            return true;
    }
    return false;
}

static bool find(look *l, str path, look_note *out) {
    for (size_t i = 0; path.n && i < l->c.of.sets.n; i++) {
        out->set = l->c.of.sets.p[i];
        if (is_of(out->set, path, l->w.a, &out->doc))
            return true;
    }
    return false;
}

bool look_find(look *l, const open_document *doc, look_note *out) {
    if (!find(l, path_in_site(l, doc), out))
        return false;
    out->original = beside_original(l->w.a, l->c.site, out->set);
    return true;
}

const document *look_version(const look_note *note, size_t i) {
    const set *s = note->set;
    return i < s->n ? s->docs[i] : i - s->n < s->nstrays ? s->strays[i - s->n] : NULL;
}

str look_tag(const look *l, const document *doc) {
    return language_tag(l->c.site->languages, l->w.a,
                        doc->path_lang.n ? doc->path_lang : doc->lang);
}

str look_uri(const look *l, const document *doc) {
    str path = path_normal(l->w.a, path_join(l->w.a, l->scene->root, doc->path));
    const open_document *open = open_find_path(l->scene->open, path);
    return open ? open->uri : address_of(l->w.a, path);
}

/* What the site's baseline knows is not told here either. */
static void forget_known(look *l) {
    baseline b = {.source = l->c.config->source, .path = S(BASELINE_NAME)};
    if (baseline_read(&l->w, &b))
        baseline_apply(&l->w, &b, &l->w.d);
}

void look_check(look *l, buf *out) {
    const open_documents *open = l->scene->open;
    uint32_t n = 0;
    buf paths = buf_new(l->w.a, 256);
    if (l->c.site) {
        checking_run(&l->w, &l->c);
        forget_known(l);
    }
    for (size_t i = 0; i < open->list.n; i++) {
        look_note note;
        str path = path_in_site(l, open->list.p[i]);
        bool was_asked = str_is_among(path, l->c.of.wanted.p, l->c.of.wanted.n);
        if (!l->c.site || !path.n || (!was_asked && !find(l, path, &note)))
            continue;
        wire_put_str(&paths, path);
        n++;
    }
    wire_put_u32(out, n);
    buf_add(out, buf_str(&paths));
    diags_pack(&l->w.d, out);
}
