#include "parity/places.h"

#include "base/file.h"
#include "base/path.h"
#include "parity/clean.h"
#include "parity/url.h"

static bool is_markdown(str path) {
    str ext = path_ext(path);
    return str_eq_fold(ext, S(".md")) || str_eq_fold(ext, S(".markdown"));
}

static void add(places *p, document *doc) {
    if (doc->is_written && !map_has(&p->by_url, doc->url))
        map_set(&p->by_url, doc->url, doc);
    if (!map_has(&p->by_path, doc->relative_path))
        map_set(&p->by_path, doc->relative_path, doc);
}

static bool is_code(const site *s, str word) {
    for (size_t i = 0; i < s->nlangs; i++)
        if (str_eq_fold(s->langs[i], word))
            return true;
    return language_is_known(s->languages, word);
}

/* A file that is copied, and what of its path may be a language: "fr/tea.md", "tea.pt-BR.md". */
static void add_copied(places *p, const static_file *file) {
    str path = str_from(file->relative_path, str_starts(file->relative_path, S("/")));
    map_set(&p->copied, path, (void *)(uintptr_t)file);
    for (size_t i = 0; i < path.n; i++) {
        if (i && str_find_char(S("/-._"), path.p[i - 1]) == STR_NONE)
            continue;
        size_t end = i;
        while (end < path.n && path.p[end] != '/' && path.p[end] != '.')
            end++;
        str word = str_slice(path, i, end);
        if (end < path.n && is_code(p->site, word))
            map_set(&p->copied_in, word, (void *)(uintptr_t)word.p);
    }
}

places *places_new(arena *a, const site *s) {
    places *p = arena_make(a, places, 1);
    *p = (places){.site = s,
                  .by_url = map_new(a),
                  .by_path = map_new(a),
                  .copied = map_new(a),
                  .copied_in = map_new(a)};
    for (size_t i = 0; i < s->nsets; i++)
        for (size_t k = 0; k < s->sets[i].n; k++)
            add(p, s->sets[i].docs[k]);
    for (size_t i = 0; i < s->nfailed; i++)
        add(p, s->failed[i]);
    for (size_t i = 0; i < s->nstatic; i++) {
        if (is_markdown(s->static_files[i]->relative_path))
            add_copied(p, s->static_files[i]);
    }
    return p;
}

str places_local(arena *a, const site *s, str url) {
    str base = s->config->baseurl;
    size_t end = 0;
    while (end < url.n && url.p[end] != '?' && url.p[end] != '#')
        end++;
    url = path_decode(a, str_slice(url, 0, end));
    if (base.n && str_starts(url, base) && url.n > base.n && url.p[base.n] == '/')
        url = str_from(url, base.n);
    return url;
}

static bool is_file_below(arena *a, str top, str name) {
    file_info info;
    str path = path_join(a, top, name);
    return path_is_within(a, top, path) && file_stat(str_cstr(a, path), &info) &&
           info.kind == FILE_REGULAR;
}

bool places_on_disk(arena *a, const site *s, str dir, str name) {
    const config *c = s->config;
    bool found = is_file_below(a, c->source, path_join(a, dir, name));
    /* Several directories without a configuration: each is the top of what is in it. */
    for (size_t i = 0; !found && !dir.n && i < c->nonly; i++)
        found = is_file_below(a, c->only[i], name);
    return found;
}

bool places_beside(arena *a, const site *s, str name) {
    static const char *const dirs[] = {"static", "assets", "public", "docs/public", "source"};
    const config *c = s->config;
    for (size_t i = 0; c->is_bare && i <= c->nonly; i++) {
        str top = i < c->nonly ? c->only[i] : c->source;
        for (size_t k = 0; k < sizeof dirs / sizeof *dirs; k++)
            if (is_file_below(a, path_join(a, top, str_of(dirs[k])), name) ||
                is_file_below(a, path_join(a, path_dir(top), str_of(dirs[k])), name))
                return true;
    }
    return false;
}

bool places_beyond(arena *a, const site *s, str name) {
    const config *c = s->config;
    for (size_t i = 0; i < c->keeps; i++)
        if (c->keep_files[i].n && str_starts(name, c->keep_files[i]))
            return true;
    for (size_t i = 0; i < c->ignored_links; i++)
        if (path_glob(c->ignore_links[i], str_cat(a, S("/"), name), 0))
            return true;
    bool has_theme = value_truthy(value_at(c->data, S("theme"))) ||
                     value_truthy(value_at(c->data, S("remote_theme")));
    return has_theme && str_starts(name, S("assets/"));
}

/* ---- links ---- */

/* Is it a place of this site that its text alone tells? */
static bool is_local(str url) {
    return url.n && !url_is_absolute(url) && !clean_has_filler(url) &&
           str_find_char(url, ':') == STR_NONE && !str_has(url, S("{{")) && url.p[0] != '?';
}

/* As web servers look: a directory's index, a page without its extension. */
static const document *find_url(arena *a, const places *p, str url) {
    static const char *const ends[] = {"", ".html", "/", "index.html", "/index.html"};
    if (str_ends(url, S("/index.html")))
        url.n -= sizeof "index.html" - 1;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const document *doc = map_get(&p->by_url, str_cat(a, url, str_of(ends[i])));
        if (doc)
            return doc;
    }
    return url.n > 1 && str_ends(url, S("/")) ? map_get(&p->by_url, str_slice(url, 0, url.n - 1))
                                              : NULL;
}

/* *full: what of PLACE_MISSING may be on the disk. */
static place_kind look(arena *a, const places *p, const document *from, str url,
                       const document **to, str *full) {
    *to = from;
    if (!is_local(url))
        return PLACE_ELSEWHERE;
    str path = places_local(a, p->site, url);
    if (!path.n)
        return PLACE_DOCUMENT;
    bool is_source = is_markdown(path), is_rooted = path.p[0] == '/';
    str dir = is_source ? path_dir(from->relative_path) : path_dir(from->url);
    *full = path_normal(a, is_rooted ? str_from(path, 1) : path_join(a, dir, path));
    if (str_starts(*full, S("..")))
        return PLACE_ELSEWHERE;
    if (is_source) {
        *to = map_get(&p->by_path, *full);
    } else {
        str rooted = str_starts(*full, S("/")) ? *full : str_cat(a, S("/"), *full);
        *to = find_url(a, p, rooted);
        *full = str_from(rooted, 1);
        if (!*to && map_has(&p->site->by_url, rooted))
            return PLACE_FILE;
    }
    if (*to)
        return PLACE_DOCUMENT;
    return places_beyond(a, p->site, *full) ? PLACE_ELSEWHERE : PLACE_MISSING;
}

place_kind places_known(arena *a, const places *p, const document *from, str url,
                        const document **to) {
    str full;
    return look(a, p, from, url, to, &full);
}

bool places_is_missing(arena *a, const places *p, const document *from, str url) {
    const document *to;
    str full;
    return look(a, p, from, url, &to, &full) == PLACE_MISSING &&
           !places_on_disk(a, p->site, S(""), full);
}
