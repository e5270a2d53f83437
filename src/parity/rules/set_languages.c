/* Codes of languages that are none, once for the whole site. */
#include "parity/parity.h"

#include "base/map.h"
#include "site/front.h"

typedef struct use {
    const document *first;
    size_t n;
} use;

static void tell(arena *a, const site *s, str code, const use *u, diags *d) {
    str guess, body;
    const source *src;
    if (!language_is_doubtful(s->languages, a, code, &guess) ||
        !document_read(s->config, a, u->first, &src, &body, d))
        return;
    diag *e =
        diag_add(d, RULE_SET_UNKNOWN_LANGUAGE, front_key_place(a, src, s->config->zone, S("lang")),
                 "\"%.*s\" is no code of a language", STR_FMT(code));
    if (guess.n)
        diag_help(d, e, "did you mean \"%.*s\"? \"%.*s\" is the language of %zu note%s",
                  STR_FMT(guess), STR_FMT(code), u->n, u->n == 1 ? "" : "s");
    else
        diag_help(d, e,
                  "codes are those of ISO 639, such as en; letoon: languages: has a site's "
                  "own");
}

void parity_check_languages(arena *a, const site *s, const set *const *sets, size_t n, diags *d) {
    map uses = map_new(a);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < sets[i]->n; k++) {
            const document *doc = sets[i]->docs[k];
            if (doc->path_lang.n)
                continue; /* told of with what the path says */
            void **at = map_at(&uses, doc->lang);
            if (!*at)
                *at = arena_make(a, use, 1);
            use *u = *at;
            u->n++;
            if (!u->first || str_cmp(doc->path, u->first->path) < 0)
                u->first = doc;
        }
    }
    for (uint32_t i = 0; i < uses.n; i++)
        if (uses.entries[i].key.n)
            tell(a, s, uses.entries[i].key, uses.entries[i].val, d);
}
