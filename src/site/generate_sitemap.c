/* jekyll-sitemap: sitemap.xml and robots.txt, unless the site has them. */
#include "site/generate.h"

static bool has_versions(const site *s) {
    for (size_t i = 0; i < s->nsets; i++)
        if (s->sets[i].n > 1)
            return true;
    return false;
}

void generate_sitemap(generator *g) {
    arena *a = g->w->a;
    map_builder sitemap = {.a = a}, robots = {.a = a};
    map_add(&sitemap, S("layout"), value_nil());
    map_add(&sitemap, S("xsl"), value_bool(generate_is_taken(g, S("sitemap.xsl"))));
    map_add(&sitemap, S("alternates"),
            value_bool(has_versions(g->s) && plugin_may_add(g->w->config)));
    map_add(&robots, S("layout"), value_nil());
    generate_page(g, S("sitemap.xml"), generate_template(S("sitemap.xml")), map_finish(&sitemap));
    generate_page(g, S("robots.txt"), generate_template(S("robots.txt")), map_finish(&robots));
}
