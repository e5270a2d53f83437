/* What originals said when their translations were last committed. */
#include "base/path.h"
#include "base/process.h"
#include "base/vec.h"
#include "site/history.h"
#include "site/site.h"

enum { PAST_MAX = 256 * 1024 * 1024, PAST_SECONDS = 60 };

/* Translations, and what git calls the original that each of them follows: a line each. */
typedef struct wishes {
    vec(const document *) docs;
    buf names;
} wishes;

/* Nothing is fetched for it: a repository may say by which program. */
static bool read_objects(arena *a, const config *c, str names, str *out) {
    const char *argv[] = {"git",
                          "-C",
                          str_cstr(a, c->source),
                          "--no-pager",
                          "-c",
                          "protocol.allow=never",
                          "-c",
                          "protocol.ext.allow=never",
                          "-c",
                          "protocol.ssh.allow=never",
                          "-c",
                          "protocol.git.allow=never",
                          "-c",
                          "protocol.http.allow=never",
                          "-c",
                          "protocol.https.allow=never",
                          "-c",
                          "protocol.file.allow=never",
                          "cat-file",
                          "--batch",
                          NULL};
    process_order o = {.argv = argv, .input = names, .limit = PAST_MAX, .seconds = PAST_SECONDS};
    process_result r;
    if (process_run(a, &o, &r) != PROCESS_DONE || r.code)
        return false;
    *out = r.out;
    return true;
}

/* "<id> blob <size>", a line end, the bytes, a line end; or "<name> missing". False: it is neither,
 * and nothing behind it can be told. */
static bool take_object(str *rest, str *bytes) {
    str line, word, kind;
    int64_t size;
    *bytes = (str){0};
    if (!str_cut(*rest, S("\n"), &line, rest))
        return false;
    if (str_ends(line, S(" missing")) || str_ends(line, S(" ambiguous")))
        return true;
    if (!str_cut(line, S(" "), &word, &line) || !str_cut(line, S(" "), &kind, &line) ||
        !str_to_int(line, &size) || size < 0 || (uint64_t)size >= rest->n)
        return false;
    if (str_eq(kind, S("blob")))
        *bytes = str_slice(*rest, 0, (size_t)size);
    *rest = str_from(*rest, (size_t)size + 1);
    return true;
}

static void take_all(arena *a, history *h, const wishes *all, str out) {
    str bytes;
    for (size_t i = 0; i < all->docs.n && take_object(&out, &bytes); i++) {
        str *kept = arena_make(a, str, 1);
        *kept = bytes;
        if (bytes.p)
            map_set(&h->then, all->docs.p[i]->path, kept);
    }
}

/* An original that is being edited has changed too. */
static void wish(arena *a, const history *h, const config *c, const document *from,
                 const document *doc, wishes *all) {
    const commit *at = history_followed(a, h, c, doc);
    str path = path_relative(a, c->source, from->path);
    const commit *now = history_of(h, path);
    bool has_changed = map_has(&h->edited, path) || (at && now && now->order < at->order);
    if (!at || !has_changed || doc == from || str_find_char(path, '\n') != STR_NONE)
        return;
    buf_printf(&all->names, "%.*s:./%.*s\n", STR_FMT(at->id), STR_FMT(path));
    *vec_push(a, &all->docs) = doc;
}

void history_recall(arena *a, history *h, const config *c, const set *const *sets, size_t n) {
    wishes all = {.names = buf_new(a, 4096)};
    str out;
    h->then = map_new(a);
    for (size_t i = 0; h->n && i < n; i++)
        for (size_t k = 0; sets[i]->original && k < sets[i]->n; k++)
            wish(a, h, c, sets[i]->original, sets[i]->docs[k], &all);
    if (all.docs.n && read_objects(a, c, buf_str(&all.names), &out))
        take_all(a, h, &all, out);
}

const str *history_then(const history *h, const document *doc) {
    return h->then.n ? map_get(&h->then, doc->path) : NULL;
}
