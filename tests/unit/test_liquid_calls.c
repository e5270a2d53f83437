/* Liquid: what a caller in C sees. */
#include "support.h"

#include <string.h>

#include "liquid/liquid.h"
#include "value/date.h"
#include "value/json.h"

#define DATA "tests/data/liquid/"

static value data;

static int begin(void **state) {
    str why;
    size_t at;
    if (setup(state) != 0)
        return -1;
    if (!json_read(a, read_file(DATA "data.json"), &data, &why, &at))
        fail_msg("data.json: %.*s", STR_FMT(why));
    return 0;
}

static const liquid_tpl *parse(const liquid_env *e, const char *name, const char *text) {
    const source *s = source_new(a, str_of(name), str_of(text));
    return liquid_parse(a, e, span_of(s, 0, s->text.n), &told);
}

static liquid_env *jekyll_env(void) {
    return liquid_env_new(a, LIQUID_JEKYLL, NULL, NULL);
}

/* Renders in Jekyll's dialect with options; "!" and the first error when it stops. */
static str render_with(const char *text, const liquid_options *o) {
    const liquid_env *e = jekyll_env();
    liquid_run *r = liquid_run_new(a, e, o, &told);
    buf out = buf_new(a, 256);
    if (liquid_render(r, parse(e, "t", text), NULL, 0, data, &out) || !told.n)
        return buf_str(&out);
    return str_cat(a, S("!"), str_of(diag_rules[told.p[told.n - 1].rule].name));
}

static void a_template_renders_again_and_again(void **state) {
    (void)state;
    const liquid_env *e = jekyll_env();
    const liquid_tpl *t = parse(
        e, "t", "{% assign x = x | append: 'y' %}{{ x }}{% increment n %}{% cycle 'a','b' %}");
    liquid_run *r = liquid_run_new(a, e, NULL, &told);
    buf out = buf_new(a, 64);
    assert_true(liquid_render(r, t, NULL, 0, value_nil(), &out));
    assert_true(liquid_render(r, t, NULL, 0, value_nil(), &out));
    /* variables and cycles are fresh, counters are the page's */
    assert_text(buf_str(&out), "y0ay1a");
}

static void globals_hide_the_root(void **state) {
    (void)state;
    const liquid_env *e = jekyll_env();
    liquid_bind globals[] = {{S("b"), value_lit("global")}};
    liquid_run *r = liquid_run_new(a, e, NULL, &told);
    buf out = buf_new(a, 64);
    assert_true(liquid_render(r, parse(e, "t", "{{ b }} {{ a }}"), globals, 1, data, &out));
    assert_text(buf_str(&out), "global 1");
}

/* A block tag: {% box expr %} body {% endbox %}. */
typedef struct box {
    const liquid_expr *x;
    const liquid_body *body;
} box;

static const void *parse_box(liquid_parser *p, const liquid_use *use) {
    static const char *const ends[] = {"endbox", NULL};
    box *b = arena_make(liquid_parser_arena(p), box, 1);
    if (!use->markup.n) {
        liquid_parse_error(p, RULE_LIQUID_SYNTAX, use->at, "'box' wants a name");
        b = NULL;
    }
    const liquid_expr *x = liquid_parse_expr(p, use->markup);
    const liquid_body *body = liquid_parse_body(p, use, ends, NULL);
    if (b)
        *b = (box){x, body};
    return b;
}

static void render_box(liquid_run *r, const void *self, buf *out) {
    const box *b = self;
    buf_char(out, '[');
    liquid_write(r, liquid_eval(r, b->x), out);
    buf_char(out, ':');
    buf_add(out, liquid_body_text(r, b->body));
    buf_char(out, ']');
}

/* {% part name %}: includes the template of that name with `include.x`. */
typedef struct parts {
    const liquid_env *env;
    const char *const *names_and_texts;
} parts;

static const void *parse_part(liquid_parser *p, const liquid_use *use) {
    return liquid_parse_output(p, use->markup);
}

static void render_part(liquid_run *r, const void *self, buf *out) {
    const parts *all = liquid_run_user(r);
    str name = liquid_to_s(a, liquid_eval_output(r, self));
    map_builder b = {.a = liquid_run_arena(r)};
    map_add(&b, S("x"), value_lit("param"));
    liquid_bind var = {S("include"), map_finish(&b)};
    for (const char *const *p = all->names_and_texts; *p; p += 2)
        if (str_eq(name, str_of(p[0]))) {
            liquid_include(r, parse(all->env, p[0], p[1]), liquid_run_here(r), &var, 1, out);
            return;
        }
    liquid_fail(r, RULE_LIQUID_INCLUDE, liquid_run_here(r), "no '%.*s'", STR_FMT(name));
}

static const liquid_tag own_tags[] = {
    {"box", parse_box, render_box, LIQUID_TAG_BLOCK},
    {"part", parse_part, render_part, 0},
    {NULL, NULL, NULL, 0},
};

static value shout(liquid_call *c, value in) {
    value loud;
    str s = liquid_to_s(c->a, in);
    bool very = liquid_named(c, S("very"), &loud) && value_truthy(loud);
    return value_str(str_cat(c->a, s, very ? S("!!!") : S("!")));
}

static value own_size(liquid_call *c, value in) {
    (void)in;
    return liquid_filter_call(c->run, c->at, S("shout"), value_lit("own"), NULL, 0);
}

static const liquid_filter own_filters[] = {
    {"shout", shout, 0, 1}, {"size", own_size, 0, 0}, {NULL, NULL, 0, 0}};

static liquid_env *own_env(void) {
    static const liquid_filter *const f[] = {own_filters, NULL};
    static const liquid_tag *const t[] = {own_tags, NULL};
    return liquid_env_new(a, LIQUID_JEKYLL, f, t);
}

static str render_own(const char *text, const char *const *names_and_texts, bool *done) {
    const liquid_env *e = own_env();
    parts p = {e, names_and_texts};
    liquid_options o = {.user = &p};
    liquid_run *r = liquid_run_new(a, e, &o, &told);
    buf out = buf_new(a, 64);
    *done = liquid_render(r, parse(e, "top", text), NULL, 0, data, &out);
    return buf_str(&out);
}

static void own_tags_and_filters(void **state) {
    (void)state;
    bool done;
    assert_text(
        render_own("{% box b %}x{{ a | shout }}{% endbox %}{{ 'y' | shout: very: true }}{{ c "
                   "| size }}[{% if a %} {% box a %} {% endbox %} {% endif %}]",
                   NULL, &done),
        "[two:x1!]y!!!own![[1: ]]");
    assert_true(done);
    assert_int_equal(told.n, 0);
    assert_true(liquid_env_has_filter(own_env(), S("shout")));
    assert_false(liquid_env_has_tag(own_env(), S("nosuch")));
}

static void a_tag_that_reports_is_left_out(void **state) {
    (void)state;
    const liquid_tpl *t = parse(own_env(), "t", "a{% box %}b{% endbox %}c");
    assert_false(liquid_tpl_ok(t));
    assert_int_equal(told.n, 1);
    liquid_run *r = liquid_run_new(a, own_env(), NULL, &told);
    buf out = buf_new(a, 64);
    assert_true(liquid_render(r, t, NULL, 0, data, &out));
    assert_text(buf_str(&out), "ac");
}

static void includes_share_scopes(void **state) {
    (void)state;
    static const char *const all[] = {"p", "{{ include.x }}{{ v }}{% assign v = 2 %}{{ i }}",
                                      "stop", "{% break %}", NULL};
    bool done;
    assert_text(render_own("{% assign v = 1 %}{% part 'p' %}{{ v }}{{ include.x }}|{% for i in c "
                           "%}{% part 'p' %}{% part 'stop' %}{% endfor %}z",
                           all, &done),
                "param12|param23z");
    assert_true(done);
}

static void faults_name_the_includes(void **state) {
    (void)state;
    static const char *const all[] = {"p", "\n  {% part 'q' %}", "q", "{{ 1 | divided_by: 0 }}",
                                      NULL};
    bool done;
    render_own("ab\n{% part 'p' %}", all, &done);
    assert_false(done);
    assert_int_equal(told.n, 1);
    assert_text(told.p[0].path, "q");
    assert_int_equal(told.p[0].from.col, 8);
    const diag_note *n = told.p[0].notes;
    assert_non_null(n);
    assert_text(n->path, "p");
    assert_int_equal(n->at.line, 2);
    assert_int_equal(n->at.col, 3);
    assert_non_null(n->next);
    assert_text(n->next->path, "top");
    assert_int_equal(n->next->at.line, 2);
    assert_null(n->next->next);
}

static void includes_have_a_depth(void **state) {
    (void)state;
    static const char *const all[] = {"p", "{% part 'p' %}", NULL};
    bool done;
    render_own("{% part 'p' %}", all, &done);
    assert_false(done);
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, RULE_LIMIT_DEPTH);
}

/* ---- The standard include and render ---- */

static const liquid_tpl *load_part(void *ctx, liquid_run *r, str name) {
    static const char *const all[] = {
        "card",   "<{{ card }}{{ x }}{{ outer }}{{ a }}{{ forloop.index }}>",
        "item",   "({{ item }}{{ x }}{{ outer }}){% assign leak = 'L' %}{% increment cnt %}",
        "stop",   "{% break %}",
        "inner",  "{% include 'item' %}",
        "loop",   "{% render 'loop' %}",
        "broken", "{% if %}",
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i += 2)
        if (str_eq(name, str_of(all[i])))
            return parse(ctx, all[i], all[i + 1]);
    assert_non_null(liquid_run_env(r));
    return NULL;
}

static void partial(const char *text, const char *want) {
    diags_new(&told, a);
    liquid_env *e = liquid_env_new(a, LIQUID_SHOPIFY, NULL, NULL);
    liquid_env_load(e, load_part, e);
    liquid_run *r = liquid_run_new(a, e, NULL, &told);
    buf out = buf_new(a, 64);
    bool done = liquid_render(r, parse(e, "t", text), NULL, 0, data, &out);
    assert_text(done ? buf_str(&out) : str_of(diag_rules[told.p[told.n - 1].rule].name), want);
}

static void render_is_isolated(void **state) {
    (void)state;
    partial("{% assign outer = 1 %}{% render 'card', x: 2 %}{{ x }}", "<2>");
    partial("{% render 'card' with b %}{% render 'card' with b as x %}", "<two><two>");
    partial("{% render 'card' for c, x: '-' %}", "<3-1><1-2><2-3>");
    partial("{% render 'card' for (1..2) as x %}", "<11><22>");
    partial("{% for i in c %}{% render 'stop' %}{{ i }}{% endfor %}", "312");
    partial("{% increment cnt %}{% render 'item' %}{% increment cnt %}{{ leak }}", "0()01");
}

static void include_is_not(void **state) {
    (void)state;
    partial("{% assign outer = 1 %}{% include 'item', x: 2 %}{{ leak }}{{ x }}", "(21)0L");
    partial("{% include 'item' with b %}{% include 'item' for c %}", "(two)0(3)1(1)2(2)3");
    partial("{% assign p = 'item' %}{% include p with b as x %}", "(two)0");
    partial("{% for i in c %}{% include 'stop' %}{{ i }}{% endfor %}z", "z");
}

static void partials_that_cannot_be(void **state) {
    (void)state;
    partial("{% render 'none' %}", "liquid/include");
    partial("{% include nil %}", "liquid/include");
    partial("{% render 'inner' %}", "liquid/include");
    partial("{% render 'broken' %}", "liquid/include");
    partial("{% render 'loop' %}", "limit/depth");
    partial("{% render nope %}", "");
    assert_int_equal(told.p[0].rule, RULE_LIQUID_SYNTAX);
    buf b = buf_new(a, 0);
    buf_lit(&b, "{% render 'card'");
    for (int i = 0; i < 2000; i++)
        buf_printf(&b, ", x%d: 1", i);
    buf_lit(&b, " %}");
    buf_char(&b, 0);
    parse(jekyll_env(), "t", buf_str(&b).p);
    assert_int_equal(told.p[told.n - 1].rule, RULE_LIMIT_SIZE);
}

static void the_clock_tells_now(void **state) {
    (void)state;
    str year = render_with("{{ 'now' | date: '%Y' }}", NULL);
    assert_int_equal(year.n, 4);
    assert_true(str_cmp(year, S("2024")) > 0);
}

static void outputs_at_run_time(void **state) {
    (void)state;
    const liquid_env *e = jekyll_env();
    liquid_run *r = liquid_run_new(a, e, NULL, &told);
    assert_non_null(liquid_run_diags(r));
    const liquid_output *o = liquid_output_read(a, e, S("'a' | append: 'b'"));
    assert_non_null(o);
}

static void messages_are_one_line_of_text(void **state) {
    (void)state;
    static const char *const texts[][2] = {
        {"{{ a 变量 }}", "unexpected '变'; what follows may be ignored"},
        {"{% if a\n变量 %}{% endif %}", "unexpected '变'; what follows may be ignored"},
        {"{% for\nx\ny %}{% endfor %}", "'for' wants {% for item in list %}, not 'x'"},
        {"{{ \"a\nb\" | slice: \"x\ny\" }}", "'slice' needs an integer, not String 'x'"},
        {"{{ 日本語日本語日本語日本語日本語日本語日本語日本語", "'{{' is not closed with '}}'"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        diags_new(&told, a);
        render_with(texts[i][0], NULL);
        assert_text(told.p[0].msg, texts[i][1]);
    }
}

static void undefined_names(void **state) {
    (void)state;
    liquid_options report = {.variables = LIQUID_UNDEFINED_REPORT,
                             .filters = LIQUID_UNDEFINED_REPORT};
    assert_text(
        render_with("{{ no }}{{ d.no.x }}{{ b | no }}{{ g }}{{ words[9] }}{% if no %}{% endif "
                    "%}{% assign g = nil %}{{ g }}",
                    &report),
        "two");
    assert_int_equal(told.n, 3); /* a truth test only asks */
    assert_int_equal(told.p[1].from.col, 12);
    assert_int_equal(told.p[1].sev, SEV_WARNING);
    assert_text(render_with("{% for i in c %}{{ no }}{% endfor %}", &report), "");
    assert_int_equal(told.n, 4); /* a place is told once */
    assert_text(render_with("{{ no | default: 1 }}{% if no == nil or no != empty %}{% endif %}"
                            "{% unless true == no %}{% endunless %}",
                            &report),
                "1");
    assert_int_equal(told.n, 4);
    assert_text(render_with("{% if no == 'x' %}{% endif %}{{ b | default: no }}", &report), "two");
    assert_int_equal(told.n, 6);
    liquid_options stop = {.variables = LIQUID_UNDEFINED_STOP};
    assert_text(render_with("{{ b }}{{ no }}", &stop), "!liquid/undefined");
    liquid_options filters_stop = {.filters = LIQUID_UNDEFINED_STOP};
    assert_text(render_with("{{ no }}{{ b | no }}", &filters_stop), "!liquid/undefined");
}

static void limits(void **state) {
    (void)state;
    liquid_options steps = {.limits = {.steps = 100}};
    assert_text(render_with("{% for i in (1..1000000000) %}{% endfor %}", &steps), "!limit/steps");
    assert_int_equal(told.n, 1);
    assert_text(render_with("{{ (1..1000000000) | join }}", &steps), "!limit/steps");
    assert_text(render_with("{% for i in (1..1000000000) limit: 2 %}{{ i }}{% endfor %}", &steps),
                "12");
    liquid_options output = {.limits = {.output = 100}};
    assert_text(render_with("{% for i in (1..50) %}abc{% endfor %}", &output), "!limit/output");
    assert_text(render_with("{% capture x %}{% for i in (1..50) %}abc{% endfor %}{% endcapture %}",
                            &output),
                "!limit/output");
    uint64_t shared = 0;
    liquid_options together = {.limits = {.steps = 50}, .steps = &shared};
    assert_text(render_with("{% for i in (1..20) %}{% endfor %}", &together), "");
    assert_text(render_with("{% for i in (1..40) %}{% endfor %}", &together), "!limit/steps");
}

static str repeat(const char *what, size_t times) {
    buf b = buf_new(a, strlen(what) * times + 1);
    for (size_t i = 0; i < times; i++)
        buf_add(&b, str_of(what));
    buf_char(&b, '\0');
    return buf_str(&b);
}

static void depth_has_a_limit(void **state) {
    (void)state;
    const liquid_tpl *t = parse(jekyll_env(), "t", repeat("{% if a %}", 100000).p);
    assert_false(liquid_tpl_ok(t));
    assert_int_equal(told.n, 1);
    assert_int_equal(told.p[0].rule, RULE_LIMIT_DEPTH);
}

static void faults_have_an_end(void **state) {
    (void)state;
    static const char *const texts[] = {"{%", "{{", "{% x %}", "{% endif %}", "{{ } ", "{% if %}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        diags_new(&told, a);
        assert_false(liquid_tpl_ok(parse(jekyll_env(), "t", repeat(texts[i], 100000).p)));
        assert_in_range(told.n, 1, 120);
    }
}

static void memory_is_the_arenas(void **state) {
    (void)state;
    /* deep paths, long chains and doubling texts end by the arena's limit, not by the stack's */
    assert_text(render_with(repeat("{{ a.b }}", 20000).p, NULL), "");
    buf b = buf_new(a, 0);
    buf_lit(&b, "{{ a");
    buf_add(&b, str_slice(repeat("[a", 5000), 0, 10000));
    buf_lit(&b, " }}");
    buf_char(&b, 0);
    render_with(buf_str(&b).p, NULL);
}

static void conditions_at_run_time(void **state) {
    (void)state;
    const liquid_env *e = jekyll_env();
    str why;
    const liquid_cond *c = liquid_cond_read(a, e, S("item.v > 1 and item.n != 'r'"), &why);
    assert_non_null(c);
    assert_null(liquid_cond_read(a, e, S("item.v >"), &why));
    assert_text(why, "unexpected end");
    assert_null(liquid_cond_read(a, e, S("item = 1"), &why));
    assert_text(why, "unexpected '='");
}

static void masks(void **state) {
    (void)state;
    liquid_spans spans = {0};
    const source *s = source_new(a, S("t"),
                                 S("a {{ b }}\n{% raw %}{{ x }}{% endraw %}{% comment %}\nhidden "
                                   "{% y %}{% endcomment %}z {{"));
    str m = liquid_mask(a, span_of(s, 0, s->text.n), &spans);
    assert_int_equal(m.n, s->text.n);
    assert_text(m, "a        \n         {{ x }}                         \n"
                   "                              z {{");
    assert_int_equal(spans.n, 4);
    assert_int_equal(spans.p[0].kind, LIQUID_SPAN_OUTPUT);
    assert_int_equal(spans.p[0].at.at, 2);
    assert_int_equal(spans.p[3].kind, LIQUID_SPAN_COMMENT);
    assert_text(spans.p[1].name, "raw");
    assert_false(liquid_has_construct(S("a { { % { %}")));
    assert_true(liquid_has_construct(S("a {%")));
    assert_true(liquid_has_construct(S("{{")));
}

static void closes(const char *head, const char *added) {
    bool changed;
    str closed = liquid_close_blocks(a, jekyll_env(), str_of(head), &changed);
    assert_true(str_starts(closed, str_of(head)));
    assert_text(str_from(closed, strlen(head)), added);
    assert_int_equal(changed, *added != '\0');
}

static void blocks_are_closed(void **state) {
    (void)state;
    closes("{% if a %}x{% for i in c %}{{ i }}{% endfor %}", "\n{% endif %}");
    closes("{% if a %}{% endif %}{% assign b %}", "");
    closes("{% if a %}{% endif %}{% if b %}{%- for x in y -%}", "\n{% endfor %}\n{% endif %}");
    closes("{% raw %}{% if a %}{% endraw %}", "");
    closes("{% raw %}{% raw %}{% endraw %}", "");
    closes("{% raw %}{% if a %}", "\n{% endraw %}");
    closes("{% comment %}{% comment %}{% if %}{% endcomment %}", "\n{% endcomment %}");
    closes("{% endif %}{% nosuch %}", "");
}

static void spans_in_a_part_of_a_source(void **state) {
    (void)state;
    const source *s = source_new(a, S("t"), S("---\nx: y\n---\n{{ b }}{% nosuch %}\n"));
    const liquid_tpl *t = liquid_parse(a, jekyll_env(), span_of(s, 13, s->text.n - 13), &told);
    assert_false(liquid_tpl_ok(t));
    assert_int_equal(told.p[0].from.line, 4);
    assert_int_equal(told.p[0].from.col, 11);
    assert_text(liquid_tpl_source(t)->path, "t");
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, begin, teardown)
    const struct CMUnitTest tests[] = {
        T(a_template_renders_again_and_again),
        T(globals_hide_the_root),
        T(own_tags_and_filters),
        T(a_tag_that_reports_is_left_out),
        T(includes_share_scopes),
        T(faults_name_the_includes),
        T(includes_have_a_depth),
        T(render_is_isolated),
        T(include_is_not),
        T(partials_that_cannot_be),
        T(the_clock_tells_now),
        T(outputs_at_run_time),
        T(messages_are_one_line_of_text),
        T(undefined_names),
        T(limits),
        T(depth_has_a_limit),
        T(faults_have_an_end),
        T(memory_is_the_arenas),
        T(conditions_at_run_time),
        T(masks),
        T(blocks_are_closed),
        T(spans_in_a_part_of_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
