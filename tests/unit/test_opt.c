/* The option machinery over a table of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* The program's own files are in no archive. */
#include "../../src/cli/help.c"
#include "../../src/cli/opt.c"

typedef struct options {
    const char *name, *since;
    int64_t jobs;
    bool loud, plain;
    tool_choice drafts;
    tool_list words;
} options;

static const opt opts[] = {
    {"name", 'n', OPT_TEXT, offsetof(options, name), "NAME", "a name"},
    {"jobs", 'j', OPT_COUNT, offsetof(options, jobs), "N", "a number"},
    {"loud", 'l', OPT_FLAG, offsetof(options, loud), NULL, "a switch"},
    {"plain_text", 'p', OPT_FLAG, offsetof(options, plain), NULL, "a switch"},
    {"drafts", 'D', OPT_CHOICE, offsetof(options, drafts), NULL, "a choice"},
    {"since", 0, OPT_MAYBE, offsetof(options, since), "REV", "perhaps a value"},
    {"word", 'w', OPT_LIST, offsetof(options, words), "WORD", "a list"},
    {0},
};

static const example examples[] = {{0}};
static const command c = {.name = "try",
                          .operands = "[A] [B]",
                          .most = 2,
                          .brief = "",
                          .intro = "",
                          .opts = opts,
                          .examples = examples};
const command *const commands[] = {&c, NULL};

static const tool_screen screen;

/* Splits `line` at spaces into argv and parses it. */
static int parse(const char *line, options *o, char **argv, char *room) {
    int argc = 0;
    strcpy(room, line);
    for (char *word = strtok(room, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    *o = (options){.jobs = -1};
    return opt_parse(&c, argc, argv, o, &screen);
}

static void values_come_in_every_spelling(void **state) {
    (void)state;
    static const char *const lines[] = {"-n x",     "-nx",     "--name x", "--name=x",
                                        "--nam=x",  "--n x",   "-ln x",    "-l --name=y -nx",
                                        "a -n x b", "a b -lnx"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        options o;
        char *argv[8], room[64];
        assert_true(parse(lines[i], &o, argv, room) >= 0);
        assert_string_equal(o.name, "x");
    }
}

/* Its value never is the next word. */
static void a_value_may_be_left_out(void **state) {
    (void)state;
    options o;
    char *argv[8], room[64];
    assert_int_equal(parse("a", &o, argv, room), 1);
    assert_null(o.since);
    assert_int_equal(parse("--since a", &o, argv, room), 1);
    assert_string_equal(o.since, "");
    assert_int_equal(parse("--since=x a", &o, argv, room), 1);
    assert_string_equal(o.since, "x");
}

static void switches_and_counts(void **state) {
    (void)state;
    options o;
    char *argv[16], room[64];
    assert_int_equal(parse("-lpj4 --drafts", &o, argv, room), 0);
    assert_true(o.loud && o.plain);
    assert_int_equal(o.jobs, 4);
    assert_int_equal(o.drafts, TOOL_YES);
    assert_int_equal(parse("--plain-text -D --no-drafts", &o, argv, room), 0);
    assert_true(o.plain && !o.loud);
    assert_int_equal(o.jobs, -1);
    assert_int_equal(o.drafts, TOOL_NO);
    assert_int_equal(parse("--no-dra", &o, argv, room), 0);
    assert_int_equal(o.drafts, TOOL_NO);
    assert_int_equal(parse("-wa --word b --w=", &o, argv, room), 0);
    assert_int_equal(o.words.n, 3);
    assert_string_equal(o.words.items[1], "b");
    assert_string_equal(o.words.items[2], "");
}

static void operands_keep_their_order(void **state) {
    (void)state;
    options o;
    char *argv[16], room[64];
    assert_int_equal(parse("- -l --", &o, argv, room), 1);
    assert_string_equal(argv[0], "-");
    assert_int_equal(parse("-n 1 a -j 2 b", &o, argv, room), 2);
    assert_string_equal(argv[0], "a");
    assert_string_equal(argv[1], "b");
    assert_int_equal(parse("a -- -l", &o, argv, room), 2);
    assert_string_equal(argv[1], "-l");
    assert_false(o.loud);
    assert_int_equal(parse("--name -- a", &o, argv, room), 1);
    assert_string_equal(o.name, "--");
}

static void wrong_lines_are_refused(void **state) {
    (void)state;
    static const char *const lines[] = {
        "-x",     "--xname", "-lx",    "-n",   "--name", "--loud=1",  "--no-loud", "-j -1",
        "-j 1.5", "-j1025",  "a b c",  "--=x", "--no-",  "--no-x",    "--draftsy", "-j=2",
        "--jobs", "--jobs=", "--word", "-lj",  "--n0",   "--names x",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        options o;
        char *argv[16], room[64];
        if (parse(lines[i], &o, argv, room) != OPT_WRONG)
            fail_msg("accepted: %s", lines[i]);
    }
}

static void too_long_lists_are_refused(void **state) {
    (void)state;
    char *argv[TOOL_LIST_MAX + 1], word[] = "-wx";
    for (size_t i = 0; i <= TOOL_LIST_MAX; i++)
        argv[i] = word;
    options o = {0};
    assert_int_equal(opt_parse(&c, TOOL_LIST_MAX, argv, &o, &screen), 0);
    o = (options){0};
    assert_int_equal(opt_parse(&c, TOOL_LIST_MAX + 1, argv, &o, &screen), OPT_WRONG);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_in_every_spelling),
        cmocka_unit_test(a_value_may_be_left_out),
        cmocka_unit_test(switches_and_counts),
        cmocka_unit_test(operands_keep_their_order),
        cmocka_unit_test(wrong_lines_are_refused),
        cmocka_unit_test(too_long_lists_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
