/* Liquid: the cases of tests/data/liquid, and what a caller in C sees.
 *
 * A case is "> name", the template, then a line "! rule line:column" for each diagnostic and, when
 * it renders, "=" and the output. Files that begin with "jekyll" are in Jekyll's dialect; their
 * outputs are Ruby's Liquid 5.4's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/file.h"
#include "liquid/liquid.h"
#include "value/date.h"
#include "value/json.h"

#define DATA "tests/data/liquid/"

static arena *a;
static diags d;
static value data;

static str read_file(const char *path) {
    str text, why;
    if (!file_read(&sys_real, a, path, 0x1000000, &text, &why))
        fail_msg("%s: %.*s", path, STR_FMT(why));
    return text;
}

static int setup(void **state) {
    (void)state;
    str why;
    size_t at;
    a = arena_new(0);
    diags_new(&d, a);
    if (!json_read(a, read_file(DATA "data.json"), &data, &why, &at))
        fail_msg("data.json: %.*s", STR_FMT(why));
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(a);
    return 0;
}

/* ---- The cases ---- */

typedef struct test_case {
    str name, template, diags, output;
    bool renders;
} test_case;

static str without_end(str s) {
    return s.n && s.p[s.n - 1] == '\n' ? str_slice(s, 0, s.n - 1) : s;
}

/* Cuts the next case off *rest. */
static bool next_case(str *rest, test_case *c) {
    str block, line;
    if (!str_starts(*rest, S("> "))) {
        str head;
        if (!str_cut(*rest, S("\n> "), &head, rest))
            return false;
    } else {
        *rest = str_from(*rest, 2);
    }
    size_t end = str_find(*rest, S("\n> "));
    block = end == STR_NONE ? *rest : str_slice(*rest, 0, end + 1);
    *rest = end == STR_NONE ? S("") : str_from(*rest, end + 1);
    *c = (test_case){0};
    str_cut(block, S("\n"), &c->name, &block);
    c->template.p = c->diags.p = block.p;
    while (block.n && !c->renders) {
        str_cut(block, S("\n"), &line, &block);
        const char *behind = line.p + line.n + 1;
        c->renders = str_eq(line, S("="));
        if (c->renders)
            break;
        if (!str_starts(line, S("! ")))
            c->template.n = (size_t)(behind - c->template.p);
        else if (!c->diags.n)
            c->diags = (str){line.p, line.n + 1};
        else
            c->diags.n = (size_t)(behind - c->diags.p);
    }
    if (!c->diags.n && !c->renders) /* nothing but the template: a mistake */
        fail_msg("case '%.*s' expects nothing", STR_FMT(c->name));
    c->template = without_end(c->template);
    c->output = without_end(end == STR_NONE ? block : without_end(block));
    return true;
}

static str found_diags(arena *in, const diags *found) {
    buf b = buf_new(in, 64);
    for (size_t i = 0; i < found->n; i++)
        buf_printf(&b, "! %s %u:%u\n", diag_rules[found->p[i].rule].name,
                   (unsigned)found->p[i].from.line, (unsigned)found->p[i].from.col);
    return buf_str(&b);
}

static str wanted_diags(arena *in, str lines) {
    buf b = buf_new(in, 64);
    str line;
    while (lines.n) {
        str_cut(lines, S("\n"), &line, &lines);
        if (str_starts(line, S("! ")))
            buf_printf(&b, "%.*s\n", STR_FMT(line));
    }
    return buf_str(&b);
}

static int run_case(const char *file, const test_case *c) {
    arena *in = arena_new(0);
    diags found;
    diags_new(&found, in);
    bool jekyll = strncmp(file, "jekyll", 6) == 0;
    liquid_env *e = liquid_env_new(in, jekyll ? LIQUID_JEKYLL : LIQUID_STRICT_SUITE, NULL, NULL);
    const source *s = source_new(in, S("t"), c->template);
    const liquid_tpl *t = liquid_parse(in, e, span_of(s, 0, s->text.n), &found);
    date now = {.sec = civil_days(2025, 6, 7) * 86400 + 8 * 3600 + 9 * 60};
    liquid_options o = {.now = &now};
    liquid_run *r = liquid_run_new(in, e, &o, &found);
    buf out = buf_new(in, 256);
    bool done = liquid_tpl_ok(t) && liquid_render(r, t, NULL, 0, data, &out);
    str got = found_diags(in, &found), want = wanted_diags(in, c->diags);
    bool ok =
        str_eq(got, want) && done == c->renders && (!done || str_eq(buf_str(&out), c->output));
    if (!ok)
        print_error("%s: %.*s\n--- wanted\n%.*s%.*s\n--- got\n%.*s%.*s\n", file, STR_FMT(c->name),
                    STR_FMT(want), STR_FMT(c->output), STR_FMT(got), STR_FMT(buf_str(&out)));
    arena_free(in);
    return !ok;
}

static void cases(const char *file) {
    buf path = buf_new(a, 64);
    buf_printf(&path, DATA "%s", file);
    str rest = read_file(str_cstr(a, buf_str(&path)));
    test_case c;
    int n = 0, wrong = 0;
    while (next_case(&rest, &c)) {
        n++;
        wrong += run_case(file, &c);
    }
    assert_true(n > 5);
    if (wrong)
        fail_msg("%s: %d of %d cases fail", file, wrong, n);
}

static void outputs(void **state) {
    (void)state;
    cases("jekyll-output.txt");
}

static void filters(void **state) {
    (void)state;
    cases("jekyll-filters.txt");
}

static void tags(void **state) {
    (void)state;
    cases("jekyll-tags.txt");
}

static void white_space(void **state) {
    (void)state;
    cases("jekyll-space.txt");
}

static void strict_dialect(void **state) {
    (void)state;
    cases("suite.txt");
}

/* Random templates, with what Ruby's Liquid 5.4 makes of them; null: it raises. */
static void as_ruby_renders(void **state) {
    (void)state;
    str why;
    size_t at;
    value rows;
    int wrong = 0;
    assert_true(json_read(a, read_file(DATA "ruby.json"), &rows, &why, &at));
    assert_true(rows.n > 500);
    for (uint32_t i = 0; i < rows.n; i++) {
        arena *in = arena_new(0);
        diags found;
        diags_new(&found, in);
        value template = rows.u.list[i].u.list[0], want = rows.u.list[i].u.list[1];
        const liquid_env *e = liquid_env_new(in, LIQUID_JEKYLL, NULL, NULL);
        const source *s = source_new(in, S("t"), value_as_str(template));
        const liquid_tpl *t = liquid_parse(in, e, span_of(s, 0, s->text.n), &found);
        buf out = buf_new(in, 256);
        bool done = liquid_tpl_ok(t) &&
                    liquid_render(liquid_run_new(in, e, NULL, &found), t, NULL, 0, data, &out);
        bool ok =
            done == (want.kind == V_STR) && (!done || str_eq(buf_str(&out), value_as_str(want)));
        if (!ok)
            print_error("%.*s\n--- wanted\n%.*s\n--- got\n%.*s\n", STR_FMT(s->text),
                        STR_FMT(value_as_str(want)), STR_FMT(buf_str(&out)));
        wrong += !ok;
        arena_free(in);
    }
    if (wrong)
        fail_msg("%d of %u templates differ", wrong, (unsigned)rows.n);
}

/* ---- What a caller sees ---- */

static const liquid_tpl *parse(const liquid_env *e, const char *name, const char *text) {
    const source *s = source_new(a, str_of(name), str_of(text));
    return liquid_parse(a, e, span_of(s, 0, s->text.n), &d);
}

static liquid_env *jekyll_env(void) {
    return liquid_env_new(a, LIQUID_JEKYLL, NULL, NULL);
}

/* Renders in Jekyll's dialect with options; "!" and the first error when it stops. */
static str render_with(const char *text, const liquid_options *o) {
    const liquid_env *e = jekyll_env();
    liquid_run *r = liquid_run_new(a, e, o, &d);
    buf out = buf_new(a, 256);
    if (liquid_render(r, parse(e, "t", text), NULL, 0, data, &out) || !d.n)
        return buf_str(&out);
    return str_cat(a, S("!"), str_of(diag_rules[d.p[d.n - 1].rule].name));
}

static void assert_str(str got, const char *want) {
    if (!str_eq(got, str_of(want)))
        fail_msg("got '%.*s', want '%s'", STR_FMT(got), want);
}

static void a_template_renders_again_and_again(void **state) {
    (void)state;
    const liquid_env *e = jekyll_env();
    const liquid_tpl *t = parse(
        e, "t", "{% assign x = x | append: 'y' %}{{ x }}{% increment n %}{% cycle 'a','b' %}");
    liquid_run *r = liquid_run_new(a, e, NULL, &d);
    buf out = buf_new(a, 64);
    assert_true(liquid_render(r, t, NULL, 0, value_nil(), &out));
    assert_true(liquid_render(r, t, NULL, 0, value_nil(), &out));
    /* variables and cycles are fresh, counters are the page's */
    assert_str(buf_str(&out), "y0ay1a");
}

static void globals_hide_the_root(void **state) {
    (void)state;
    const liquid_env *e = jekyll_env();
    liquid_bind globals[] = {{S("b"), value_lit("global")}};
    liquid_run *r = liquid_run_new(a, e, NULL, &d);
    buf out = buf_new(a, 64);
    assert_true(liquid_render(r, parse(e, "t", "{{ b }} {{ a }}"), globals, 1, data, &out));
    assert_str(buf_str(&out), "global 1");
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
    liquid_run *r = liquid_run_new(a, e, &o, &d);
    buf out = buf_new(a, 64);
    *done = liquid_render(r, parse(e, "top", text), NULL, 0, data, &out);
    return buf_str(&out);
}

static void own_tags_and_filters(void **state) {
    (void)state;
    bool done;
    assert_str(
        render_own("{% box b %}x{{ a | shout }}{% endbox %}{{ 'y' | shout: very: true }}{{ c "
                   "| size }}[{% if a %} {% box a %} {% endbox %} {% endif %}]",
                   NULL, &done),
        "[two:x1!]y!!!own![[1: ]]");
    assert_true(done);
    assert_int_equal(d.n, 0);
    assert_true(liquid_env_has_filter(own_env(), S("shout")));
    assert_false(liquid_env_has_tag(own_env(), S("nosuch")));
}

static void a_tag_that_reports_is_left_out(void **state) {
    (void)state;
    const liquid_tpl *t = parse(own_env(), "t", "a{% box %}b{% endbox %}c");
    assert_false(liquid_tpl_ok(t));
    assert_int_equal(d.n, 1);
    liquid_run *r = liquid_run_new(a, own_env(), NULL, &d);
    buf out = buf_new(a, 64);
    assert_true(liquid_render(r, t, NULL, 0, data, &out));
    assert_str(buf_str(&out), "ac");
}

static void includes_share_scopes(void **state) {
    (void)state;
    static const char *const all[] = {"p", "{{ include.x }}{{ v }}{% assign v = 2 %}{{ i }}",
                                      "stop", "{% break %}", NULL};
    bool done;
    assert_str(render_own("{% assign v = 1 %}{% part 'p' %}{{ v }}{{ include.x }}|{% for i in c "
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
    assert_int_equal(d.n, 1);
    assert_str(d.p[0].path, "q");
    assert_int_equal(d.p[0].from.col, 8);
    const diag_note *n = d.p[0].notes;
    assert_non_null(n);
    assert_str(n->path, "p");
    assert_int_equal(n->at.line, 2);
    assert_int_equal(n->at.col, 3);
    assert_non_null(n->next);
    assert_str(n->next->path, "top");
    assert_int_equal(n->next->at.line, 2);
    assert_null(n->next->next);
}

static void includes_have_a_depth(void **state) {
    (void)state;
    static const char *const all[] = {"p", "{% part 'p' %}", NULL};
    bool done;
    render_own("{% part 'p' %}", all, &done);
    assert_false(done);
    assert_int_equal(d.n, 1);
    assert_int_equal(d.p[0].rule, RULE_LIMIT_DEPTH);
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
        diags_new(&d, a);
        render_with(texts[i][0], NULL);
        assert_str(d.p[0].msg, texts[i][1]);
    }
}

static void undefined_names(void **state) {
    (void)state;
    liquid_options report = {.variables = LIQUID_UNDEFINED_REPORT,
                             .filters = LIQUID_UNDEFINED_REPORT};
    assert_str(
        render_with("{{ no }}{{ d.no.x }}{{ b | no }}{{ g }}{{ words[9] }}{% if no %}{% endif "
                    "%}{% assign g = nil %}{{ g }}",
                    &report),
        "two");
    assert_int_equal(d.n, 4);
    assert_int_equal(d.p[1].from.col, 12);
    liquid_options stop = {.variables = LIQUID_UNDEFINED_STOP};
    assert_str(render_with("{{ b }}{{ no }}", &stop), "!liquid/undefined");
    liquid_options filters_stop = {.filters = LIQUID_UNDEFINED_STOP};
    assert_str(render_with("{{ no }}{{ b | no }}", &filters_stop), "!liquid/undefined");
}

static void limits(void **state) {
    (void)state;
    liquid_options steps = {.limits = {.steps = 100}};
    assert_str(render_with("{% for i in (1..1000000000) %}{% endfor %}", &steps), "!limit/steps");
    assert_int_equal(d.n, 1);
    assert_str(render_with("{{ (1..1000000000) | join }}", &steps), "!limit/steps");
    assert_str(render_with("{% for i in (1..1000000000) limit: 2 %}{{ i }}{% endfor %}", &steps),
               "12");
    liquid_options output = {.limits = {.output = 100}};
    assert_str(render_with("{% for i in (1..50) %}abc{% endfor %}", &output), "!limit/output");
    assert_str(render_with("{% capture x %}{% for i in (1..50) %}abc{% endfor %}{% endcapture %}",
                           &output),
               "!limit/output");
    uint64_t shared = 0;
    liquid_options together = {.limits = {.steps = 50}, .steps = &shared};
    assert_str(render_with("{% for i in (1..20) %}{% endfor %}", &together), "");
    assert_str(render_with("{% for i in (1..40) %}{% endfor %}", &together), "!limit/steps");
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
    assert_int_equal(d.n, 1);
    assert_int_equal(d.p[0].rule, RULE_LIMIT_DEPTH);
}

static void faults_have_an_end(void **state) {
    (void)state;
    static const char *const texts[] = {"{%", "{{", "{% x %}", "{% endif %}", "{{ } ", "{% if %}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        diags_new(&d, a);
        assert_false(liquid_tpl_ok(parse(jekyll_env(), "t", repeat(texts[i], 100000).p)));
        assert_in_range(d.n, 1, 120);
    }
}

static void memory_is_the_arenas(void **state) {
    (void)state;
    /* deep paths, long chains and doubling texts end by the arena's limit, not by the stack's */
    assert_str(render_with(repeat("{{ a.b }}", 20000).p, NULL), "");
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
    assert_str(why, "unexpected end");
    assert_null(liquid_cond_read(a, e, S("item = 1"), &why));
    assert_str(why, "unexpected '='");
}

static void masks(void **state) {
    (void)state;
    liquid_spans spans = {0};
    const source *s = source_new(a, S("t"),
                                 S("a {{ b }}\n{% raw %}{{ x }}{% endraw %}{% comment %}\nhidden "
                                   "{% y %}{% endcomment %}z {{"));
    str m = liquid_mask(a, span_of(s, 0, s->text.n), &spans);
    assert_int_equal(m.n, s->text.n);
    assert_str(m, "a        \n         {{ x }}                         \n"
                  "                              z {{");
    assert_int_equal(spans.n, 4);
    assert_int_equal(spans.p[0].kind, LIQUID_SPAN_OUTPUT);
    assert_int_equal(spans.p[0].at.at, 2);
    assert_int_equal(spans.p[3].kind, LIQUID_SPAN_COMMENT);
    assert_str(spans.p[1].name, "raw");
    assert_false(liquid_has_construct(S("a { { % { %}")));
    assert_true(liquid_has_construct(S("a {%")));
    assert_true(liquid_has_construct(S("{{")));
}

static void blocks_are_closed(void **state) {
    (void)state;
    bool changed;
    const liquid_env *e = jekyll_env();
    assert_str(
        liquid_close_blocks(a, e, S("{% if a %}x{% for i in c %}{{ i }}{% endfor %}"), &changed),
        "{% if a %}x{% for i in c %}{{ i }}{% endfor %}\n{% endif %}");
    assert_true(changed);
    assert_str(liquid_close_blocks(a, e, S("{% if a %}{% endif %}{% assign b %}"), &changed),
               "{% if a %}{% endif %}{% assign b %}");
    assert_false(changed);
}

static void spans_in_a_part_of_a_source(void **state) {
    (void)state;
    const source *s = source_new(a, S("t"), S("---\nx: y\n---\n{{ b }}{% nosuch %}\n"));
    const liquid_tpl *t = liquid_parse(a, jekyll_env(), span_of(s, 13, s->text.n - 13), &d);
    assert_false(liquid_tpl_ok(t));
    assert_int_equal(d.p[0].from.line, 4);
    assert_int_equal(d.p[0].from.col, 11);
    assert_str(liquid_tpl_source(t)->path, "t");
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(outputs),
        T(filters),
        T(tags),
        T(white_space),
        T(strict_dialect),
        T(as_ruby_renders),
        T(a_template_renders_again_and_again),
        T(globals_hide_the_root),
        T(own_tags_and_filters),
        T(a_tag_that_reports_is_left_out),
        T(includes_share_scopes),
        T(faults_name_the_includes),
        T(includes_have_a_depth),
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
