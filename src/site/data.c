#include "site/data.h"

#include "base/file.h"
#include "base/path.h"
#include "base/vec.h"
#include "encoding/encoding.h"
#include "site/theme.h"
#include "value/json.h"
#include "yaml/yaml.h"

enum { DATA_DEPTH = 32 };

typedef struct loader {
    arena *a, *scratch;
    const config *config;
    diags *d;
    unsigned followed; /* links to directories */
} loader;

/* Jekyll's sanitize_filename: characters that are no words, spaces or hyphens go, and runs of
 * spaces between words become "_". */
static str key_of(arena *a, str name) {
    buf kept = buf_new(a, name.n), b = buf_new(a, name.n);
    for (size_t i = 0; i < name.n; i++)
        if (ascii_is_word(name.p[i]) || ascii_is_space(name.p[i]) || name.p[i] == '-')
            buf_char(&kept, name.p[i]);
    str s = str_trim(buf_str(&kept));
    for (size_t i = 0; i < s.n; i++) {
        if (!ascii_is_space(s.p[i]))
            buf_char(&b, s.p[i]);
        else if (i + 1 < s.n && !ascii_is_space(s.p[i + 1]))
            buf_char(&b, '_');
    }
    return buf_str(&b);
}

static bool read_yaml(loader *l, const source *src, value *out, diags *d) {
    const yaml_options yaml = {.syntax_rule = RULE_DATA_INVALID,
                               .duplicate_rule = RULE_FRONTMATTER_DUPLICATE_KEY,
                               .zone = l->config->zone};
    return yaml_read(l->a, span_of(src, 0, src->text.n), &yaml, out, d);
}

/* Jekyll reads JSON as YAML, which forgives a comma too many, or a comment. */
static bool read_json(loader *l, const source *src, value *out, str *why, size_t *at) {
    diags d;
    if (json_read(l->a, src->text, out, why, at))
        return true;
    diags_new(&d, l->scratch);
    if (!read_yaml(l, src, out, &d))
        return false;
    diag_add(l->d, RULE_DATA_JSON, span_of(src, *at, 1), "no JSON, read as YAML: %.*s",
             STR_FMT(*why));
    return true;
}

static bool parse(loader *l, const source *src, str ext, value *out) {
    str why;
    size_t at = 0;
    bool ok;
    if (str_eq_fold(ext, S(".json")))
        ok = read_json(l, src, out, &why, &at);
    else if (str_eq_fold(ext, S(".csv")) || str_eq_fold(ext, S(".tsv")))
        ok = csv_read(l->a, src->text, str_eq_fold(ext, S(".tsv")) ? '\t' : ',', out, &at, &why);
    else
        return read_yaml(l, src, out, l->d);
    if (!ok)
        diag_add(l->d, RULE_DATA_INVALID, span_of(src, at, 1), "cannot be parsed: %.*s",
                 STR_FMT(why));
    return ok;
}

static bool read_one(loader *l, str path, str relative, value *out) {
    str bytes, why;
    if (!file_read(&sys_real, l->scratch, str_cstr(l->scratch, path), LIMIT_FILE, &bytes, &why)) {
        diag_add_unread(l->d, path, why, LIMIT_FILE);
        return false;
    }
    decoded text = decode(l->a, path, bytes, config_encoding(l->config, relative), l->d);
    /* Values may share the text: it goes where they live. */
    const source *src = source_new(l->scratch, path, str_copy(l->a, text.text));
    return text.ok && parse(l, src, path_ext(path), out);
}

static value read_dir(loader *l, str path, str relative, unsigned depth);

/* Jekyll reads all of one extension after the other, and what comes later wins. */
static void read_files(loader *l, str path, str relative, const dir_entry *entries, size_t n,
                       map_builder *out) {
    static const char *const exts[] = {".yaml", ".yml", ".json", ".csv", ".tsv"};
    for (size_t k = 0; k < sizeof exts / sizeof *exts; k++) {
        for (size_t i = 0; i < n; i++) {
            const dir_entry *e = &entries[i];
            value v;
            if (e->kind != FILE_REGULAR || e->name.p[0] == '.' ||
                !str_eq(path_ext(e->name), str_of(exts[k])))
                continue;
            if (read_one(l, path_join(l->a, path, e->name), path_join(l->a, relative, e->name), &v))
                map_add(out, key_of(l->a, path_stem(e->name)), v);
            arena_reset(l->scratch);
        }
    }
}

static value read_dir(loader *l, str path, str relative, unsigned depth) {
    map_builder out = {.a = l->a};
    dir_entry *entries;
    size_t n;
    str why;
    if (depth == 0 || !file_is_directory(l->a, path))
        return map_finish(&out);
    if (!dir_list(l->a, str_cstr(l->a, path), &entries, &n, &why)) {
        diag_add_path(l->d, RULE_IO_READ, path, "the directory cannot be read: %.*s", STR_FMT(why));
        return map_finish(&out);
    }
    read_files(l, path, relative, entries, n, &out);
    for (size_t i = 0; i < n; i++) {
        str below = path_join(l->a, path, entries[i].name);
        if (entries[i].kind != FILE_DIRECTORY || entries[i].name.p[0] == '.')
            continue;
        if (entries[i].is_link &&
            !dir_may_follow(l->scratch, str_cstr(l->scratch, below), &l->followed, &why))
            diag_add_path(l->d, RULE_IO_IRREGULAR, below, "%.*s, so left out", STR_FMT(why));
        else
            map_add(&out, key_of(l->a, entries[i].name),
                    read_dir(l, below, path_join(l->a, relative, entries[i].name), depth - 1));
    }
    return map_finish(&out);
}

static str in_source(arena *a, const config *c) {
    return str_eq(c->source, S(".")) ? c->data_dir : path_join(a, c->source, c->data_dir);
}

bool data_read(arena *a, arena *scratch, const config *c, str relative, value *out, diags *d) {
    loader l = {a, scratch, c, d, 0};
    str path = str_eq(c->source, S(".")) ? relative : path_join(a, c->source, relative);
    bool ok = read_one(&l, path, relative, out);
    arena_reset(scratch);
    return ok;
}

value data_load(arena *a, arena *scratch, const config *c, diags *d) {
    loader l = {a, scratch, c, d, 0};
    value own = read_dir(&l, in_source(a, c), c->data_dir, DATA_DEPTH);
    str theirs = c->theme ? theme_folder(a, c->theme, S("_data"), d) : S("");
    if (!theirs.n)
        return own;
    return value_merge(a, read_dir(&l, theirs, S("_data"), DATA_DEPTH), own, 0);
}
