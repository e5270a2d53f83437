#include <assert.h>

#include "liquid/intern.h"

static void add_filters(liquid_env *e, const liquid_filter *table) {
    for (const liquid_filter *f = table; f->name; f++) {
        const void **at = (const void **)map_at(&e->filters, str_of(f->name));
        if (!*at)
            *at = f;
    }
}

static void add_tags(liquid_env *e, const liquid_tag *table) {
    for (const liquid_tag *t = table; t->name; t++) {
        const void **at = (const void **)map_at(&e->tags, str_of(t->name));
        if (!*at)
            *at = t;
    }
}

static const liquid_filter *const standard[] = {liquid_filters_string, liquid_filters_array,
                                                liquid_filters_math, liquid_filters_html,
                                                liquid_filters_date};

bool env_is_standard(const liquid_filter *filter) {
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        for (const liquid_filter *f = standard[i]; f->name; f++)
            if (f == filter)
                return true;
    return false;
}

liquid_env *liquid_env_new(arena *a, liquid_dialect which, const liquid_filter *const *filters,
                           const liquid_tag *const *tags) {
    liquid_env *e = arena_make(a, liquid_env, 1);
    e->traits = dialect_traits(which);
    e->filters = map_new(a);
    e->tags = map_new(a);
    for (; filters && *filters; filters++)
        add_filters(e, *filters);
    for (; tags && *tags; tags++)
        add_tags(e, *tags);
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        add_filters(e, standard[i]);
    add_tags(e, liquid_tags_control);
    add_tags(e, liquid_tags_loop);
    add_tags(e, liquid_tags_cycle);
    add_tags(e, liquid_tags_var);
    add_tags(e, liquid_tags_partial);
    if (e->traits->after_5_4) {
        add_filters(e, liquid_filters_new);
        add_tags(e, liquid_tags_new);
    }
    return e;
}

static void keep(map *all, liquid_keep *wanted, void *ctx) {
    for (uint32_t i = 0; i < all->n; i++)
        if (!wanted(ctx, all->entries[i].key))
            all->entries[i].val = NULL;
}

void liquid_env_keep(liquid_env *e, liquid_keep *tag, liquid_keep *filter, void *ctx) {
    keep(&e->tags, tag, ctx);
    keep(&e->filters, filter, ctx);
}

void liquid_env_watch(liquid_env *e, void (*fn)(void *ctx, span name), void *ctx) {
    e->watch = fn;
    e->watch_ctx = ctx;
}

void liquid_env_load(liquid_env *e, liquid_loader *load, void *ctx) {
    e->load = load;
    e->load_ctx = ctx;
}

const liquid_filter *env_filter(const liquid_env *e, str name) {
    return map_get(&e->filters, name);
}

const liquid_tag *env_tag(const liquid_env *e, str name) {
    return map_get(&e->tags, name);
}

bool liquid_env_has_filter(const liquid_env *e, str name) {
    return env_filter(e, name) != NULL;
}

bool liquid_env_has_tag(const liquid_env *e, str name) {
    return env_tag(e, name) != NULL;
}
