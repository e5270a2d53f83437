#include "parity/rules/include.h"

#include "base/path.h"
#include "parity/places.h"
#include "parity/url.h"

/* "tea/en/a-cup.md" of `{% include tea/en/a-cup.md title="Tea" %}`; *rest is what follows it. */
static str included(str tag, str *rest) {
    str kind;
    size_t n = 0;
    if (!str_starts(tag, S("{%")) || !str_ends(tag, S("%}")))
        return (str){0};
    tag = str_trim(str_slice(tag, 2, tag.n - 2));
    while (n < tag.n && !ascii_is_space(tag.p[n]))
        n++;
    kind = str_slice(tag, 0, n);
    tag = str_ltrim(str_from(tag, n));
    for (n = 0; n < tag.n && !ascii_is_space(tag.p[n]);)
        n++;
    *rest = str_trim(str_from(tag, n));
    return str_slice(tag, 0, str_is_in_words(kind, " include include_cached ") ? n : 0);
}

bool include_is_own(const pair *p, str tag, str got) {
    str rest, got_rest, file = included(tag, &rest), own = included(got, &got_rest);
    str dir = path_dir(file), own_dir = path_dir(own);
    return file.n && own.n && str_eq(rest, got_rest) && !str_eq(dir, own_dir) &&
           str_eq(url_normal(p->a, dir, p->codes, p->ncodes),
                  url_normal(p->a, own_dir, p->codes, p->ncodes)) &&
           places_on_disk(p->a, p->site, p->site->config->includes_dir, own);
}
