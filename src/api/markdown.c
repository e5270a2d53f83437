#include "markdown/markdown.h"
#include "api/work.h"
#include "render/render.h"
#include "site/front.h"

typedef struct conversion {
    const tool_markdown *o;
    markdown_options options;
    str encoding;
} conversion;

static bool convert(void *ctx, size_t i, arena *scratch, buf *out, diags *d) {
    const conversion *c = ctx;
    (void)i;
    const source *src = work_source(scratch, c->o->file, c->encoding, LIMIT_NOTE, NULL, d);
    if (!src)
        return false;
    size_t at = 0;
    if (!c->o->plain)
        at = front_split(src).body_at;
    str text = str_from(src->text, at);
    return markdown_html(scratch, span_of(src, at, text.n), text, &c->options, out, d);
}

static str name(void *ctx, size_t i) {
    const conversion *c = ctx;
    (void)i;
    return c->o->file ? work_text(c->o->file) : S("(stdin)");
}

static bool plain_options(work *w, conversion *c) {
    const tool_markdown *o = c->o;
    const struct {
        bool on;
        uint32_t flag;
    } flags[] = {{o->unsafe, MD_UNSAFE},
                 {o->smart, MD_SMART},
                 {o->hardbreaks, MD_HARDBREAKS},
                 {o->nobreaks, MD_NOBREAKS},
                 {o->sourcepos, MD_SOURCEPOS},
                 {o->validate_utf8, MD_VALIDATE_UTF8},
                 {o->github_pre_lang, MD_GITHUB_PRE_LANG},
                 {o->full_info_string, MD_FULL_INFO_STRING},
                 {o->strikethrough_double_tilde, MD_STRIKETHROUGH_DOUBLE_TILDE},
                 {o->table_prefer_style_attributes, MD_TABLE_PREFER_STYLE}};
    c->options.style = MARKDOWN_PLAIN;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        c->options.flags |= flags[i].on ? flags[i].flag : 0;
    for (uint32_t i = 0; i < o->extensions.n; i++) {
        uint32_t flag = markdown_extension(work_text(o->extensions.items[i]));
        if (!flag) {
            work_fail(w,
                      "no such extension: \"%s\"; there are table, strikethrough, autolink, "
                      "tagfilter, tasklist and footnotes",
                      o->extensions.items[i]);
            return false;
        }
        c->options.flags |= flag;
    }
    return true;
}

static bool site_options(work *w, conversion *c) {
    config_options co = {.source = work_text(c->o->source),
                         .configs = work_text(c->o->config),
                         .without_theme = true};
    const config *conf = config_load(w->a, &co, &w->d);
    if (!conf) {
        w->status = TOOL_FAILED;
        return false;
    }
    c->encoding = conf->encoding;
    c->options = render_markdown_options(conf, &w->d);
    return true;
}

static void body(work *w) {
    conversion c = {.o = w->options};
    if (work_has_file(w, c.o->file) && (c.o->plain ? plain_options(w, &c) : site_options(w, &c)))
        work_jobs(w, 1, convert, name, &c);
}

tool_status tool_markdown_run(const tool_markdown *o, const tool_screen *screen) {
    return work_run(screen, (void *)(uintptr_t)o, false, body);
}
