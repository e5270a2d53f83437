/* Files that front matter names: a recording, a picture. */
#include "parity/family.h"

#include "base/path.h"
#include "parity/places.h"
#include "parity/rules/front_keys.h"
#include "parity/url.h"

static const char *const keys[] = {"audio", "image", "video"};

/* Layouts often put a directory of their own before a name. */
static bool is_somewhere(const family *f, str name) {
    for (size_t i = 0; i < f->site->nstatic; i++) {
        str url = f->site->static_files[i]->url;
        if (str_ends(url, name) && url.n > name.n && url.p[url.n - name.n - 1] == '/')
            return true;
    }
    return false;
}

static bool exists(const family *f, const document *doc, str written) {
    if (url_is_absolute(written) || str_has(written, S("{{")) || str_has(written, S("{%")) ||
        !path_ext(written).n)
        return true;
    str name = places_local(f->a, f->site, written);
    bool is_rooted = name.n && name.p[0] == '/';
    str plain = is_rooted ? str_from(name, 1) : name;
    return places_on_disk(f->a, f->site, S(""), plain) ||
           map_has(&f->site->by_url, is_rooted ? name : str_cat(f->a, S("/"), name)) ||
           places_beyond(f->a, f->site, plain) || places_beside(f->a, f->site, plain) ||
           (!is_rooted && (places_on_disk(f->a, f->site, path_dir(doc->relative_path), name) ||
                           is_somewhere(f, plain)));
}

static str named(const document *doc, str key) {
    value v = document_get(doc, key);
    if (v.kind == V_MAP)
        v = value_at(v, S("path"));
    return v.kind == V_STR ? value_as_str(v) : (str){"", 0};
}

/* Is it told already, of the original or by the rule that wants the original's value? */
static bool is_told(const family *f, const kin *k, str key, str name) {
    if (!f->original || f->original == k || !f->original->doc->is_markdown)
        return false;
    return front_policy(front_policies(f->site->config), key) == KEY_SAME ||
           str_eq(name, named(f->original->doc, key));
}

void rule_files(family *f) {
    for (size_t i = 0; i < f->n; i++) {
        kin *k = &f->p[i];
        for (size_t n = 0; n < sizeof keys / sizeof *keys; n++) {
            str key = str_of(keys[n]), name = named(k->doc, key);
            if (!name.n || is_told(f, k, key, name) || exists(f, k->doc, name))
                continue;
            span at = kin_value(f, k, key);
            if (!span_has_place(at))
                continue; /* the configuration's defaults name it, for many notes */
            diag *e =
                diag_add(&k->found, RULE_FRONTMATTER_FILE, at,
                         "\"%s\" names a file that does not exist: %.*s", keys[n], STR_FMT(name));
            diag_help(&k->found, e, "add the file, or write %s: false", keys[n]);
        }
    }
}
