/* The JSON-LD of {% seo %}: https://schema.org, one object a page. */
#include "render/plugin_seo.h"

static value member_of(value v, const char *key) {
    return value_at(v, str_of(key));
}

static void add(map_builder *b, const char *key, value v) {
    if (v.kind != V_NIL)
        map_add(b, str_of(key), v);
}

static value text_or_nil(str s) {
    return s.n ? value_str(s) : value_nil();
}

static value author(const seo *s) {
    value name = member_of(s->author, "name"), type = member_of(s->author, "type");
    if (!value_truthy(name))
        return value_nil();
    if (value_truthy(type) && !str_eq(value_as_str(type), S("Organization")) &&
        !str_eq(value_as_str(type), S("Person")))
        return value_nil();
    map_builder b = {.a = s->a};
    map_add(&b, S("@type"), value_truthy(type) ? type : value_lit("Person"));
    map_add(&b, S("name"), name);
    if (value_truthy(member_of(s->author, "url")))
        map_add(&b, S("url"), member_of(s->author, "url"));
    return map_finish(&b);
}

/* The URL alone, unless more is known of the image. */
static value image(const seo *s) {
    if (s->image.kind != V_MAP)
        return value_nil();
    value path = member_of(s->image, "path");
    if (s->image.u.map->n == 1)
        return path;
    map_builder b = {.a = s->a};
    for (uint32_t i = 0; i < s->image.u.map->n; i++)
        if (!str_eq(value_as_str(s->image.u.map->members[i].key), S("path")))
            map_add_member(&b, s->image.u.map->members[i]);
    map_add(&b, S("url"), path);
    map_add(&b, S("@type"), value_lit("imageObject"));
    return map_finish(&b);
}

static value publisher(const seo *s) {
    value logo = seo_site(s, "logo");
    if (!value_truthy(logo))
        return value_nil();
    map_builder mark = {.a = s->a}, b = {.a = s->a};
    map_add(&mark, S("@type"), value_lit("ImageObject"));
    map_add(&mark, S("url"), seo_link(s, logo));
    map_add(&b, S("@type"), value_lit("Organization"));
    map_add(&b, S("logo"), map_finish(&mark));
    if (value_truthy(member_of(s->author, "name")))
        map_add(&b, S("name"), member_of(s->author, "name"));
    return map_finish(&b);
}

static value main_entity(const seo *s, value type) {
    if (!str_eq(value_as_str(type), S("BlogPosting")) &&
        !str_eq(value_as_str(type), S("CreativeWork")))
        return value_nil();
    map_builder b = {.a = s->a};
    map_add(&b, S("@type"), value_lit("WebPage"));
    map_add(&b, S("@id"), value_str(s->url));
    return map_finish(&b);
}

static value type_of(const seo *s, value own) {
    value type = member_of(own, "type");
    if (value_truthy(type))
        return type;
    if (s->is_main)
        return value_lit("WebSite");
    return value_truthy(seo_page(s, "date")) ? value_lit("BlogPosting") : value_lit("WebPage");
}

static value name_of(const seo *s, value own) {
    value name = member_of(own, "name");
    if (value_truthy(name) && seo_format(s, name).n)
        return value_str(seo_format(s, name));
    if (!s->is_main)
        return value_nil();
    name = member_of(seo_site(s, "social"), "name");
    return text_or_nil(value_truthy(name) ? seo_format(s, name) : s->site_title);
}

static value links_of(const seo *s, value own) {
    value links = member_of(own, "links");
    if (!value_truthy(links))
        links = s->is_main ? member_of(seo_site(s, "social"), "links") : value_nil();
    return value_truthy(links) ? links : value_nil();
}

static value time_of(const seo *s, value when) {
    return value_truthy(when) ? seo_filter(s, "date_to_xmlschema", when) : value_nil();
}

value seo_json(const seo *s) {
    value own = seo_page(s, "seo"), type = type_of(s, own), changed;
    changed = member_of(own, "date_modified");
    if (!value_truthy(changed))
        changed = seo_page(s, "last_modified_at");
    if (!value_truthy(changed))
        changed = seo_page(s, "date");
    map_builder b = {.a = s->a};
    add(&b, "@context", value_lit("https://schema.org"));
    add(&b, "@type", type);
    add(&b, "author", author(s));
    add(&b, "dateModified", time_of(s, changed));
    add(&b, "datePublished", time_of(s, seo_page(s, "date")));
    add(&b, "description", text_or_nil(s->description));
    add(&b, "headline", text_or_nil(s->page_title));
    add(&b, "image", image(s));
    add(&b, "mainEntityOfPage", main_entity(s, type));
    add(&b, "name", name_of(s, own));
    add(&b, "publisher", publisher(s));
    add(&b, "sameAs", links_of(s, own));
    add(&b, "url", value_str(s->url));
    return map_finish(&b);
}
