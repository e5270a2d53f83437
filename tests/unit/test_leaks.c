/* What models say, characters that were decoded twice, letters that look like others. */
#include "support.h"

#include <string.h>

#include "parity/rules/bytes.h"
#include "parity/rules/phrase.h"
#include "parity/rules/remark.h"
#include "parity/rules/stand_in.h"
#include "parity/twin.h"

static remark before(const char *text) {
    return remark_before(phrase_fold(a, str_of(text)));
}

static remark after(const char *text) {
    return remark_after(phrase_fold(a, str_of(text)));
}

static void preambles(void **state) {
    (void)state;
    static const char *const said[] = {
        "Here is the translation of the article:",
        "Sure! Here's the French translation:",
        "Voici la traduction française de l’article :",
        "Bien sûr, voici le texte traduit :",
        "Hier ist die deutsche Übersetzung:",
        "Aquí tienes la traducción al español:",
        "Aqui está a tradução para o português:",
        "Ecco la traduzione italiana:",
        "Hieronder vind je de vertaling:",
        "Oto tłumaczenie artykułu:",
        "Вот перевод статьи на русский язык:",
        "Ось переклад статті:",
        "İşte makalenin çevirisi:",
        "Dưới đây là bản dịch:",
        "إليك ترجمة المقال إلى العربية:",
        "הנה התרגום של המאמר לעברית:",
        "यहाँ लेख का हिन्दी अनुवाद है:",
        "以下は記事の日本語訳です：",
        "다음은 기사의 한국어 번역입니다:",
        "以下是文章的中文翻译：",
        "好的，以下是文章的中文翻譯：",
        "<think>\nThe user wants",
        "Looking at the diff, only the headings have to be translated.",
        "Okay, let me translate this article step by step.",
    };
    static const char *const written[] = {
        "Here is a kettle.",
        "Voici la maison :",
        "Sure, it rains.",
        "Translation is hard.",
        "Looking at the sea, she said nothing.",
        "以下是步骤：",
        "I can't say.",
        "",
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (before(said[i]) != REMARK_SURE)
            fail_msg("\"%s\" is said", said[i]);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (before(written[i]) == REMARK_SURE)
            fail_msg("\"%s\" is written", written[i]);
}

static void postambles(void **state) {
    (void)state;
    static const char *const said[] = {
        "Let me know if you would like me to adjust anything.",
        "Note: I have kept the code blocks as they are.",
        "N’hésitez pas à me dire si la traduction doit être ajustée.",
        "Lassen Sie mich wissen, ob ich an der Übersetzung etwas ändern soll.",
        "Avise-me se quiser que eu ajuste alguma coisa na tradução.",
        "Дайте знать, если нужно что-нибудь изменить в переводе.",
        "翻訳に修正が必要な場合はお知らせください。",
        "如果您希望我调整译文，请告诉我。",
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (after(said[i]) != REMARK_SURE)
            fail_msg("\"%s\" is said", said[i]);
    assert_int_equal(after("Which tea do you like?"), REMARK_MAYBE);
    assert_int_equal(after("Let me know in the comments."), REMARK_MAYBE);
    assert_int_equal(after("Note: the kettle is hot."), REMARK_NONE);
    assert_int_equal(after("译者注：这是一个翻译。"), REMARK_NONE);
}

static void decoded_twice(void **state) {
    (void)state;
    static const struct {
        const char *text, *want; /* NULL: as it should be */
    } cases[] = {
        {"Ã©tÃ©", "été"},
        {"Ã–sterreich", "Österreich"}, /* what follows the run is not taken in */
        {"â€œquotedâ€", NULL},
        {"Ã¤â€œ", "ä“"},
        {"É»", NULL},
        {"ß“", NULL},
        {"é\xC2\xA0»", NULL},
        {"À…", NULL},
        {"Å»", NULL},
        {"ä½\xC2\xA0å¥½", "你好"},
        {"ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t end = 0;
        str fix = {0};
        bool is_wrong = bytes_undouble(a, str_of(cases[i].text), 0, &end, &fix);
        if (!cases[i].want && is_wrong && end == strlen(cases[i].text))
            fail_msg("\"%s\" is taken for \"%.*s\"", cases[i].text, STR_FMT(fix));
        if (cases[i].want && (!is_wrong || !str_starts(str_of(cases[i].want), fix)))
            fail_msg("\"%s\" gives \"%.*s\"", cases[i].text, STR_FMT(fix));
    }
}

static void twins(void **state) {
    (void)state;
    assert_int_equal(twin_of(a, S("copy"), S("сору")), TWIN_LETTERS);
    assert_int_equal(twin_of(a, S("copy"), S("ｃopy")), TWIN_LETTERS);
    assert_int_equal(twin_of(a, S("copy"), S("co\xE2\x80\x8Bpy")), TWIN_INVISIBLE);
    assert_int_equal(twin_of(a, S("copy"), S("copy")), TWIN_NONE);
    assert_int_equal(twin_of(a, S("copy"), S("сорт")), TWIN_NONE);
    assert_true(twin_is_mixed(S("pip install fаstapi")));
    assert_false(twin_is_mixed(S("API сор")));
    assert_false(twin_is_mixed(S("APIфу")));
}

static stand_in what_is(const char *text) {
    leaf l = {.class = LEAF_TEXT, .text = str_of(text), .n = (uint32_t)strlen(text)};
    return stand_in_of(a, &l);
}

static void standing_in(void **state) {
    (void)state;
    static const struct {
        const char *text;
        stand_in is;
    } rows[] = {
        {"TODO", STAND_IN_PROMISE},
        {"TODO: translate", STAND_IN_PROMISE},
        {"[à traduire]", STAND_IN_PROMISE},
        {"[pendiente de traducir]", STAND_IN_PROMISE},
        {"（未翻訳）", STAND_IN_PROMISE},
        {"Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.",
         STAND_IN_PROMISE},
        {"[Rest der Übersetzung unverändert]", STAND_IN_REST},
        {"... (the rest stays the same) ...", STAND_IN_REST},
        {"（其余内容不变）", STAND_IN_REST},
        {"I'm sorry, but I can't translate this.", STAND_IN_REFUSAL},
        {"申し訳ありませんが、この段落を翻訳することはできません。", STAND_IN_REFUSAL},
        {"Soll ich weitermachen?", STAND_IN_ASKING},
        {"(to be continued…)", STAND_IN_ASKING},
        {"(N. do T.: um lugar do mesmo nome.)", STAND_IN_NOTE},
        {"\xC2\xA0", STAND_IN_EMPTY},
        {"Todos los días bebo té.", STAND_IN_NONE},
        {"The rest of the tea stays the same.", STAND_IN_NONE},
        {"(The kettle.)", STAND_IN_NONE},
        {"I'm sorry, the tea is cold.", STAND_IN_NONE},
        {"To be continued by whoever likes tea.", STAND_IN_NONE},
        {"Übersetzungen sind schwer, und wer es nicht glaubt, versuche sich an einem Gedicht.",
         STAND_IN_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (what_is(rows[i].text) != rows[i].is)
            fail_msg("\"%s\": %d", rows[i].text, what_is(rows[i].text));
}

static size_t count(const char *text, hit_kind kind) {
    hits all = {0};
    size_t n = 0;
    bytes_find(a, str_of(text), true, &all);
    for (size_t i = 0; i < all.n; i++)
        n += all.p[i].kind == kind;
    return n;
}

static void characters(void **state) {
    (void)state;
    assert_int_equal(count("a \xEF\xBF\xBD b", HIT_REPLACED), 1);
    assert_int_equal(count("\xE2\x80\xAB x \xE2\x80\xAC", HIT_BIDI), 0);
    assert_int_equal(count("\xE2\x80\xAB x\n\ny \xE2\x80\xAC", HIT_BIDI), 2);
    assert_int_equal(count("a\xC2\xAD"
                           "b \xE2\x80\x8C \xE2\x80\x8D",
                           HIT_INVISIBLE),
                     1);
    assert_int_equal(count("e\xCC\x81t", HIT_DECOMPOSED), 1);
    assert_int_equal(count("x\xCC\x84", HIT_DECOMPOSED), 0);
    assert_int_equal(count("__CODE_1__ ⟦2⟧ [[PLACEHOLDER_3]] <PH4/> {{PH}}", HIT_PLACEHOLDER), 5);
    assert_int_equal(count("__init__ [[x]] <p> {{ page }} [CODE] ⟦x⟧ __TAG__", HIT_PLACEHOLDER), 0);
    /* Texts that end in the middle of something. */
    static const char *const ends[] = {"\xE2",     "\xE2\x80", "\xC3",     "\xC3\x83\xC2",
                                       "__",       "[[",       "<",        "{{",
                                       "__CODE_1", "\xCC",     "\xF3\xA0", "\xEF\xBB"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        count(ends[i], HIT_REPLACED);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(preambles),     TEST(postambles), TEST(standing_in),
                                       TEST(decoded_twice), TEST(twins),      TEST(characters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
