/* Decoding: every encoding round-trips, every fault is one diag at its exact byte, and the
 * encoding that a text really has is the first one a message names. */
#include "support.h"

#include <stdlib.h>

#include <iconv.h>

#include "encoding/encoding.h"

static str encoded(str utf8, const char *name) {
    iconv_t cd = iconv_open(name, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    size_t cap = 4 * utf8.n + 16, left = cap, n = utf8.n;
    char *out = arena_bytes(a, cap), *to = out, *in = (char *)(uintptr_t)utf8.p;
    size_t r = iconv(cd, (void *)&in, &n, &to, &left);
    if (r == (size_t)-1)
        fail_msg("a sample does not fit %s at byte %zu", name, utf8.n - n);
    iconv(cd, NULL, NULL, &to, &left);
    iconv_close(cd);
    return (str){out, cap - left};
}

typedef struct sample {
    const char *encoding, *text;
} sample;

/* Prose of a few lines, as notes have it: Markdown signs and ASCII words between. */
#define ZH_HANS                                                                                                                       \
    "---\ntitle: 写给朋友的一封信\n---\n我们今天要说的是学习的方法。他在北京工作了三年，现在回到" \
    "家里来了。\n\n这个问题很重要，因为没有时间就没有办法去做 `Python` 开发。\n"
#define ZH_HANT                                                                                                                       \
    "---\ntitle: 寫給朋友的一封信\n---\n我們今天要說的是學習的方法。他在臺北工作了三年，現在回到" \
    "家裡來了。\n\n這個問題很重要，因為沒有時間就沒有辦法去做 `Python` 開發。\n"
#define JA                                                                                                                            \
    "---\ntitle: 友だちへの手紙\n---\n今日は勉強の方法について話します。プログラムを書くときは、" \
    "まず考えてください。\n\nテストは大切です。`Python` を使います。\n"
#define KO                                                                                                                         \
    "---\ntitle: 친구에게 보내는 편지\n---\n오늘은 공부하는 방법에 대해서 이야기합니다. 그는 서울" \
    "에서 일하고 있습니다.\n\n이 문제는 아주 중요합니다. `Python` 을 사용합니다.\n"
#define FR                                                                                                  \
    "---\ntitle: Une lettre à un ami\n---\nJ’ai déjà répondu à cette question : l’été dernier, " \
    "la forêt était très sèche.\n\nÇa va de soi, même là-bas.\n"
#define DE                                                                                                 \
    "---\ntitle: Grüße\n---\nWir müssen über die Größe der Schlüssel reden; das heißt: über die " \
    "Länge. Schöne Grüße aus Köln.\n"
#define PL                                                                                               \
    "---\ntitle: List do przyjaciela\n---\nDzisiaj mówimy o tym, jak się uczyć. Zażółć gęślą " \
    "jaźń, to są wszystkie nasze litery, które łatwo zgubić.\n"
#define CS                                                                                                \
    "---\ntitle: Dopis příteli\n---\nDnes mluvíme o tom, jak se učit. Příliš žluťoučký kůň " \
    "úpěl ďábelské ódy. Děkuji, těším se.\n"
#define RU                                                                                                                                              \
    "---\ntitle: Письмо другу\n---\nСегодня мы говорим о том, как нужно учиться. Он работал в " \
    "Москве три года, а теперь вернулся домой.\n\nЭто важный вопрос для `Python`.\n"
#define EL                                                                                                                                             \
    "---\ntitle: Γράμμα σε έναν φίλο\n---\nΣήμερα μιλάμε για το πώς να μαθαίνεις. Αυτό είναι " \
    "πολύ σημαντικό θέμα.\n"
#define AR                                                                                                                                              \
    "---\ntitle: رسالة إلى صديق\n---\nنتحدث اليوم عن طريقة التعلم. هذا سؤال مهم جدا لأن الوقت " \
    "قليل.\n"
#define HE "---\ntitle: מכתב לחבר\n---\nהיום אנחנו מדברים על הדרך ללמוד. זאת שאלה חשובה מאוד.\n"
#define TH "---\ntitle: จดหมายถึงเพื่อน\n---\nวันนี้เราพูดถึงวิธีการเรียน คำถามนี้สำคัญมาก\n"

static const sample samples[] = {
    {"GB18030", ZH_HANS}, {"Big5", ZH_HANT},    {"Shift_JIS", JA},    {"EUC-JP", JA},
    {"EUC-KR", KO},       {"windows-1252", FR}, {"windows-1252", DE}, {"ISO-8859-2", PL},
    {"windows-1250", PL}, {"ISO-8859-2", CS},   {"windows-1251", RU}, {"KOI8-R", RU},
    {"CP866", RU},        {"ISO-8859-5", RU},   {"windows-1253", EL}, {"windows-1256", AR},
    {"windows-1255", HE}, {"windows-874", TH},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

static void test_declared(void **state) {
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        str want = str_of(samples[i].text), name = str_of(samples[i].encoding);
        decoded got = decode(a, S("a.md"), encoded(want, samples[i].encoding), name, &told);
        assert_true(got.ok);
        assert_false(got.had_bom);
        assert_str(got.text, want);
        assert_str(got.encoding, name);
    }
    assert_int_equal(told.n, 0);
}

/* The true encoding is named first, or beside one that reads this text the same way. */
static void test_guessed(void **state) {
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        str bytes = encoded(str_of(samples[i].text), samples[i].encoding);
        diags_new(&told, a);
        decoded got = decode(a, S("a.md"), bytes, S(""), &told);
        assert_false(got.ok);
        assert_int_equal(told.n, 1);
        const diag *g = &told.p[0];
        assert_int_equal(g->rule, RULE_ENCODING_INVALID);
        if (getenv("LETOON_TEST_VERBOSE"))
            print_message("%s: %.*s\n", samples[i].encoding, STR_FMT(g->msg));
        str head, names;
        assert_true(str_cut(g->msg, S("likely the file's encoding is "), &head, &names));
        if (!str_starts(names, str_of(samples[i].encoding)) && !str_has(names, S(" or ")))
            fail_msg("%s was taken for: %.*s", samples[i].encoding, STR_FMT(g->msg));
        assert_in(names, samples[i].encoding, "a diagnostic");
    }
}

/* The word before the colon: the same note with a mark in each of its forms. */
static void test_marks(void **state) {
    (void)state;
    static const struct {
        const char *name, *mark;
        size_t n;
    } marks[] = {
        {"UTF-8", "\xEF\xBB\xBF", 3},    {"UTF-16LE", "\xFF\xFE", 2},
        {"UTF-16BE", "\xFE\xFF", 2},     {"UTF-32LE", "\xFF\xFE\0\0", 4},
        {"UTF-32BE", "\0\0\xFE\xFF", 4},
    };
    str want = S(ZH_HANS "\xF0\x9F\x90\x88 \\ ~\n");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        str bytes = str_cat(a, (str){marks[i].mark, marks[i].n}, encoded(want, marks[i].name));
        /* The mark decides, whatever the site declares. */
        decoded got = decode(a, S("a.md"), bytes, S("KOI8-R"), &told);
        assert_true(got.ok && got.had_bom);
        assert_str(got.encoding, str_of(marks[i].name));
        assert_str(got.text, want);
        /* Without the mark, declared. */
        got = decode(a, S("a.md"), encoded(want, marks[i].name), str_of(marks[i].name), &told);
        assert_true(got.ok && !got.had_bom);
        assert_str(got.text, want);
    }
    assert_int_equal(told.n, 0);
}

static void test_utf16_without_order(void **state) {
    (void)state;
    str want = S(ZH_HANS);
    for (int i = 0; i < 2; i++) {
        const char *name = i ? "UTF-16LE" : "UTF-16BE";
        decoded got = decode(a, S("a.md"), encoded(want, name), S("utf-16"), &told);
        assert_true(got.ok);
        assert_str(got.text, want);
    }
    decoded got = decode(a, S("a.md"), encoded(S("---\nx: 1\n---\n"), "UTF-16LE"), S(""), &told);
    assert_false(got.ok);
    assert_int_equal(told.n, 1);
    assert_in(told.p[0].msg, "UTF-16LE", "a diagnostic");
    got = decode(a, S("b.md"), encoded(want, "UTF-16BE"), S(""), &told);
    assert_false(got.ok);
    assert_in(told.p[1].msg, "UTF-16BE", "a diagnostic");
    got = decode(a, S("c.md"), encoded(S("wide\n"), "UTF-32LE"), S(""), &told);
    assert_false(got.ok);
    assert_in(told.p[2].msg, "UTF-32LE", "a diagnostic");
    /* One NUL does not make a text wide. */
    got = decode(a, S("d.md"), S("abc\0defghijklmnopqrstuvwxyz"), S(""), &told);
    assert_true(got.ok);
    assert_int_equal(got.text.n, 27);
}

/* Bytes, declared encoding, what comes out, and where the diag stands. */
static const struct fault {
    str bytes;
    const char *declared;
    str text;
    uint32_t line, col;
    const char *msg, *help;
} faults[] = {
    {{"ab\nc\xFF"
      "d\n",
      7},
     "",
     {"ab\nc\xEF\xBF\xBD"
      "d\n",
      9},
     2,
     2,
     "byte 0xFF at offset 4 is not valid UTF-8",
     "encoding: "},
    {{"x\xE4\xBD", 3},
     "",
     {"x\xEF\xBF\xBD", 4},
     1,
     2,
     "bytes 0xE4 0xBD at offset 1 are not valid UTF-8",
     "encoding"},
    {{"\xC0\xAF", 2},
     "utf8",
     {"\xEF\xBF\xBD\xEF\xBF\xBD", 6},
     1,
     1,
     "byte 0xC0 at offset 0 is not valid UTF-8",
     "encoding"},
    {{"\xED\xA0\x80", 3},
     "",
     {"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 9},
     1,
     1,
     "byte 0xED at offset 0",
     "encoding"},
    {{"\xEF\xBB\xBFok\n\x80", 7},
     "",
     {"ok\n\xEF\xBF\xBD", 6},
     2,
     1,
     "byte 0x80 at offset 6 is not valid UTF-8",
     "the rest of the file is UTF-8"},
    {{"\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0\xE5\xA5"
      "\xBD\xE4\xBD",
      26},
     "",
     {"\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xBD\xA0\xE5\xA5"
      "\xBD\xEF\xBF\xBD",
      27},
     1,
     9,
     "bytes 0xE4 0xBD at offset 24",
     "a character was cut"},
    {{"\xC4\xE3\n\xFF\xFF.", 6},
     "gbk",
     {"\xE4\xBD\xA0\n\xEF\xBF\xBD\xEF\xBF\xBD.", 11},
     2,
     1,
     "byte 0xFF at offset 3 is not valid gbk, the encoding declared for this file",
     "_config.yml"},
    {{"\xC4\xE3\xC4", 3},
     "GB18030",
     {"\xE4\xBD\xA0\xEF\xBF\xBD", 6},
     1,
     2,
     "byte 0xC4 at offset 2 is only the beginning of a character in GB18030",
     "_config.yml"},
    {{"\xFF\xFE"
      "a\0\n\0\x00\xDC"
      "b\0",
      10},
     "",
     {"a\n\xEF\xBF\xBD"
      "b",
      6},
     2,
     1,
     "bytes 0x00 0xDC at offset 6 are not valid UTF-16LE, the encoding of the byte order mark",
     ""},
    {{"\xFF\xFE"
      "a\0b",
      5},
     "",
     {"a\xEF\xBF\xBD", 4},
     1,
     2,
     "byte 0x62 at offset 4 is only the beginning",
     ""},
    {{"\x87\x40", 2}, "shift_jis", {NULL, 0}, 1, 1, "is not valid shift_jis", "encoding: cp932"},
    {{"caf\xC3\xA9 \xFF", 7}, "ascii", {NULL, 0}, 1, 4, "byte 0xC3 at offset 3", "_config.yml"},
    {{"caf\xC3\xA9", 5}, "ascii", {NULL, 0}, 1, 4, "byte 0xC3 at offset 3", "is valid UTF-8"},
    {{"\xE9\n\x93"
      "a\x94",
      5},
     "iso-8859-1",
     {NULL, 0},
     2,
     1,
     "byte 0x93 at offset 2 is a control code in iso-8859-1",
     "encoding: windows-1252"},
};

static void test_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const struct fault *t = &faults[i];
        diags_new(&told, a);
        decoded got = decode(a, S("dir/a.md"), t->bytes, str_of(t->declared), &told);
        assert_false(got.ok);
        assert_int_equal(told.n, 1);
        const diag *g = &told.p[0];
        assert_int_equal(g->rule, RULE_ENCODING_INVALID);
        assert_int_equal(g->sev, SEV_ERROR);
        if (t->text.p)
            assert_str(got.text, t->text);
        assert_in(g->msg, t->msg, "a diagnostic");
        assert_in(g->help, t->help, "a diagnostic");
        assert_int_equal(g->from.line, t->line);
        assert_int_equal(g->from.col, t->col);
    }
}

static void test_unknown(void **state) {
    (void)state;
    static const char *const names[] = {"no-such", "utf-8//IGNORE", "wchar_t", "../x", "a b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_false(encoding_exists(str_of(names[i])));
        diags_new(&told, a);
        decoded got = decode(a, S("a.md"), S("a\xFF"), str_of(names[i]), &told);
        assert_false(got.ok);
        assert_int_equal(told.n, 1);
        assert_int_equal(told.p[0].rule, RULE_ENCODING_UNKNOWN);
        assert_in(told.p[0].msg, names[i], "a diagnostic");
        assert_str(got.text, S("a\xEF\xBF\xBD"));
    }
    assert_false(encoding_exists(S("")));
    assert_true(encoding_exists(S("utf8")));
    assert_true(encoding_exists(S("gb18030")));
    assert_true(encoding_exists(S("windows-31j")));
    assert_true(encoding_exists(S("macroman")));
}

/* iconv makes a yen sign of Shift_JIS's backslash; Markdown and YAML need the backslash. */
static void test_backslash(void **state) {
    (void)state;
    static const char *const names[] = {"shift_jis",   "sjis", "cp932", "johab",
                                        "iso-2022-jp", "gbk",  "big5"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!encoding_exists(str_of(names[i])))
            continue;
        decoded got = decode(a, S("a.md"), S("\\*a\\* ~~b~~\n"), str_of(names[i]), &told);
        assert_true(got.ok);
        assert_str(got.text, S("\\*a\\* ~~b~~\n"));
    }
    /* A second byte that looks like a backslash stays part of its character. */
    decoded got = decode(a, S("a.md"), S("\x95\x5C\x5C\x96\x7E"), S("shift_jis"), &told);
    assert_str(got.text, S("表\\盆"));
    assert_int_equal(told.n, 0);
}

static void test_shares(void **state) {
    (void)state;
    str text = S("plain \xE4\xBD\xA0\r\nand\ra\0b");
    decoded got = decode(a, S("a.md"), text, S(" UTF-8 "), &told);
    assert_true(got.ok && got.text.p == text.p && got.text.n == text.n);
    got = decode(a, S("a.md"), (str){NULL, 0}, S(""), &told);
    assert_true(got.ok && got.text.n == 0);
    got = decode(a, S("a.md"), (str){NULL, 0}, S("gbk"), &told);
    assert_true(got.ok && got.text.n == 0);
    assert_int_equal(told.n, 0);
}

/* Long enough that iconv runs out of room, with a character across every boundary. */
static void test_long(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        buf b = buf_new(a, 0);
        buf_repeat(&b, 'x', shift);
        for (int i = 0; i < 20000; i++)
            buf_lit(&b, "字漢é");
        str want = buf_str(&b);
        decoded got = decode(a, S("a.md"), encoded(want, "GB18030"), S("gb18030"), &told);
        assert_true(got.ok);
        assert_true(str_eq(got.text, want));
    }
}

/* Every place where memory can run out: control leaves by a jump, and no converter leaks. */
static void decode_small(void *arg) {
    arena *small = arg;
    diags d;
    diags_new(&d, small);
    decode(small, S("a.md"), S("\xC4\xE3\xFF\xC4\xE3 text"), S("gbk"), &d);
    decode(small, S("a.md"), S("\xC4\xE3\xBA\xC3\xC5"), S(""), &d);
}

static void test_out_of_memory(void **state) {
    (void)state;
    size_t failed = 0;
    bool done = false;
    for (size_t limit = 16; !done && limit < 1000000; limit += 64) {
        arena *small = arena_new(limit);
        done = arena_try(small, decode_small, small);
        failed += !done;
        arena_free(small);
    }
    assert_true(done);
    assert_true(failed > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_declared),  TEST(test_guessed),
        TEST(test_marks),     TEST(test_utf16_without_order),
        TEST(test_faults),    TEST(test_unknown),
        TEST(test_backslash), TEST(test_shares),
        TEST(test_long),      TEST(test_out_of_memory),
    };
    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
