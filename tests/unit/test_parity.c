/* The parts of the parity check that are functions of texts: cleaning, leaves, URLs, alignment. */
#include "support.h"

#include <string.h>

#include "markdown/markdown.h"
#include "parity/align.h"
#include "parity/comment.h"
#include "parity/language.h"
#include "parity/number.h"
#include "parity/ratio.h"
#include "parity/url.h"

/* ---- what is no text ---- */

static clean cleaned(const char *body) {
    const source *s = source_new(a, S("x.md"), str_of(body));
    return clean_body(a, span_of(s, 0, s->text.n), true, (respellings){0});
}

static void assert_cleaned(const char *body, const char *want, const char *marks) {
    clean c = cleaned(body);
    assert_text(c.text, want);
    buf b = buf_new(a, 64);
    for (size_t i = 0; i < c.nmarks; i++)
        buf_printf(&b, "%s%u:%u:%.*s", i ? " " : "", c.marks[i].kind, c.marks[i].at,
                   STR_FMT(c.marks[i].text));
    assert_text(buf_str(&b), marks);
}

static void what_is_no_text_is_blanked(void **state) {
    (void)state;
    assert_cleaned("plain\n", "plain\n", "");
    assert_cleaned("a {% if x %}b\n", "a           b\n", "0:2:{% if x %}");
    assert_cleaned("[a]({{ u }}/b)\n", "[a](\1\1\1\1\1\1\1/b)\n", "1:4:{{ u }}");
    assert_cleaned("{: .x}\ntext{: #y}\n", "      \ntext      \n", "2:0:{: .x} 2:11:{: #y}");
    assert_cleaned("## Head {#id}\n", "## Head      \n", "2:8:{#id}");
    assert_cleaned("no head {#id}\n", "no head {#id}\n", "");
    assert_cleaned("/// tip\n", "       \n", "4:0:/// tip");
    assert_cleaned("//// tip\n", "        \n", "4:0://// tip");
    assert_cleaned("///path\n", "///path\n", "");
    assert_cleaned("<!-- letoon-ignore code/changed -->\n", "                                   \n",
                   "5:0:code/changed");
}

static void code_stays_as_it_is(void **state) {
    (void)state;
    assert_cleaned("```\n{{ x }}\n{: .x}\n```\n{: .y}\n", "```\n{{ x }}\n{: .x}\n```\n      \n",
                   "1:4:{{ x }} 2:23:{: .y}");
    assert_cleaned("- ~~~~\n  ```\n  {: .x}\n  ~~~~\n", "- ~~~~\n  ```\n  {: .x}\n  ~~~~\n", "");
    assert_cleaned("{% highlight c %}\nx {{ y }}\n{% endhighlight %}\n",
                   "~~~~c            \nx {{ y }}\n~~~~              \n",
                   "0:0:{% highlight c %} 1:20:{{ y }} 0:28:{% endhighlight %}");
    assert_cleaned("```\r{: .x}\r```\r{: .y}\r", "```\r{: .x}\r```\r      \r", "2:15:{: .y}");
}

static void footnotes_become_paragraphs(void **state) {
    (void)state;
    assert_cleaned("[^1]: one\n", "one\n", "3:0:1");
    clean c = cleaned("[^1]: one\n\n    two\n\nthree\n");
    assert_text(c.text, "one\n\ntwo\n\nthree\n");
    assert_int_equal(clean_source(&c, 0), 6);   /* "one" */
    assert_int_equal(clean_source(&c, 5), 15);  /* "two" */
    assert_int_equal(clean_source(&c, 10), 20); /* "three" */
}

/* ---- leaves ---- */

static outline outlined(const char *body) {
    static const str codes[] = {{"en", 2}, {"fr", 2}};
    const source *s = source_new(a, S("x.md"), str_of(body));
    outline_options oo = {.is_liquid = true, .codes = codes, .ncodes = 2};
    outline o;
    assert_true(outline_read(a, span_of(s, 0, s->text.n), &oo, &o, &told));
    return o;
}

static const char class_letters[] = "ptchrb"; /* text is p or, in an item, i */

static str shape_of(const outline *o) {
    static const char contexts[] = "?QUOT";
    buf b = buf_new(a, 64);
    for (size_t i = 0; i < o->n; i++) {
        const leaf *l = &o->leaves[i];
        for (uint64_t c = l->context; c; c >>= 4)
            buf_char(&b, contexts[c & 15]);
        buf_char(&b, l->flags & LEAF_IS_ITEM ? 'i' : class_letters[l->class]);
        buf_char(&b, ' ');
    }
    return str_trim(buf_str(&b));
}

static void leaves_know_their_containers(void **state) {
    (void)state;
    outline o = outlined("# t\n\np\n\n- a\n\n  b\n  1. c\n\n> q\n\n|x|\n|-|\n|y|\n\n    code\n\n"
                         "<div>\n\n***\n");
    assert_text(shape_of(&o), "t p Ui Up OUi Qp Tr Tr c h b");
    assert_int_equal(o.leaves[0].level, 1);
    assert_int_equal(source_place(o.src, o.leaves[4].at).line, 8);
}

static void leaves_know_what_must_stay(void **state) {
    (void)state;
    outline o = outlined("See `x`, [y](https://www.e.example/fr/#f) and https://z.example/a_b, "
                         "![](i.png) <b>1</b>[^n] {{ v }}.\n");
    static const struct {
        atom_kind kind;
        const char *text;
    } want[] = {
        {ATOM_OUTPUT, "{{ v }}"},
        {ATOM_CODE, "x"},
        {ATOM_LINK, "https://www.e.example/fr/#f"},
        {ATOM_IMAGE, "i.png"},
        {ATOM_HTML, "<b>"},
        {ATOM_HTML, "</b>"},
        {ATOM_URL, "https://z.example/a_b"},
        {ATOM_REFERENCE, "n"},
    };
    assert_int_equal(o.n, 1);
    assert_int_equal(o.leaves[0].natoms, sizeof want / sizeof *want);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const atom *x = &o.leaves[0].atoms[i];
        assert_int_equal(x->kind, want[i].kind);
        assert_text(x->text, want[i].text);
        span at = outline_atom(&o, &o.leaves[0], x);
        assert_text(str_slice(o.src->text, at.at, at.at + x->text.n), want[i].text);
    }
}

/* ---- URLs ---- */

static void urls_of_translations_are_equal(void **state) {
    (void)state;
    static const str codes[] = {{"en", 2}, {"fr", 2}, {"zh-Hans", 7}};
    static const struct {
        const char *url, *want;
    } cases[] = {
        {"https://www.E.example/", "e.example"},
        {"http://e.example", "e.example"},
        {"//e.example/a/", "e.example/a"},
        {"https://fr.e.example/a", "e.example/a"},
        {"https://e.example/en/a#f", "e.example/a"},
        {"/fr/a/index.html", "/a"},
        {"/a/b.html?x=1", "/a/b?x=1"},
        {"/lang/fr/a.html", "/a"},
        {"/lang/zh-CN/a", "/a"},
        {"/lang/a", "/lang/a"},
        {"2025-01-02-tea-fr.md", "2025-01-02-tea.md"},
        {"tea.fr.md", "tea.md"},
        {"tea.fr-FR.md", "tea.md"},
        {"./a/tea.fr.md", "a/tea.md"},
        {"../fr/tea.md#x", "../tea.md"},
        {"#top", ""},
        {"mailto:a@e.example", "mailto:a@e.example"},
        {"/Pot_%28round%29?q=caf%C3%A9", "/Pot_(round)?q=café"},
        {"/100%", "/100%"},
        {"en/guide?id=quick-start", "/guide"},
        {"fr/guide?id=démarrage", "/guide"},
        {"en/item?id=12", "/item?id=12"},
        {"https://e.example/guide?id=quick-start", "e.example/guide?id=quick-start"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(url_normal(a, str_of(cases[i].url), codes, 3), cases[i].want);
    assert_text(url_fragment(S("/a#b")), "b");
    assert_true(url_is_absolute(S("https://e.example")));
    assert_true(url_is_absolute(S("mailto:x")));
    assert_false(url_is_absolute(S("/a:b")));
}

/* ---- alignment ---- */

/* "0-0 1-. 2-1": leaves of the original and of the translation; '.' where one has none. */
static void assert_aligned(const char *from, const char *to, const char *want) {
    outline x = outlined(from), y = outlined(to);
    alignment al = align_outlines(a, &x, &y, 1);
    buf b = buf_new(a, 64);
    for (size_t i = 0; i < al.n; i++) {
        if (i)
            buf_char(&b, ' ');
        if (al.p[i].from == ALIGN_NONE)
            buf_char(&b, '.');
        else
            buf_int(&b, al.p[i].from);
        buf_char(&b, '-');
        if (al.p[i].to == ALIGN_NONE)
            buf_char(&b, '.');
        else
            buf_int(&b, al.p[i].to);
    }
    assert_text(buf_str(&b), want);
}

static void leaves_find_their_counterparts(void **state) {
    (void)state;
    assert_aligned("", "", "");
    assert_aligned("a\n", "", "0-.");
    assert_aligned("", "a\n", ".-0");
    assert_aligned("# t\n\none\n\ntwo\n", "# t\n\none\n\ntwo\n", "0-0 1-1 2-2");
    assert_aligned("# t\n\none `x`\n\ntwo `y`\n", "# t\n\ntwo `y`\n", "0-0 1-. 2-1");
    assert_aligned("p\n\n```\nx\n```\n\nq\n", "p\n\nq\n", "0-0 1-. 2-1");
    assert_aligned("p\n\nq\n", "p\n\n***\n\nq\n", "0-0 .-1 1-2");
}

static void lengths_depend_on_the_languages(void **state) {
    (void)state;
    assert_true(ratio_of(S("en"), S("en")) == 1);
    assert_true(ratio_of(S("en"), S("zh-Hant")) < 0.5F);
    assert_true(ratio_of(S("ja"), S("de")) > 2);
    assert_true(ratio_of(S("en"), S("tlh")) == 1);
}

/* ---- languages ---- */

static void letters_are_counted_by_script(void **state) {
    (void)state;
    profile q = profile_of(S("Añb Ωм עעا देᐁ 中文かな한글, 12 “x”"), NULL, NULL);
    static const uint32_t want[SCRIPTS] = {
        [SCRIPT_LATIN] = 4,      [SCRIPT_GREEK] = 1, [SCRIPT_CYRILLIC] = 1, [SCRIPT_HEBREW] = 2,
        [SCRIPT_ARABIC] = 1,     [SCRIPT_KANA] = 2,  [SCRIPT_HAN] = 2,      [SCRIPT_HANGUL] = 2,
        [SCRIPT_DEVANAGARI] = 2, [SCRIPT_OTHER] = 1,
    };
    for (int i = 0; i < SCRIPTS; i++)
        assert_int_equal(q.of[i], want[i]);
    assert_int_equal(q.letters, 18);
}

static void function_words_are_counted(void **state) {
    (void)state;
    const babel *b = babel_new(a);
    const tongue *en = tongue_of(a, b, S("en-GB")), *fr = tongue_of(a, b, S("fr"));
    profile q = profile_of(S("The cat is on the mat, et LE chien."), en, fr);
    assert_int_equal(q.words, 9);
    assert_int_equal(q.hits[0], 4); /* the is on the */
    assert_int_equal(q.distinct[0], 3);
    assert_int_equal(q.hits[1], 3); /* on et le */
    /* Paths, addresses and identifiers are no words. */
    q = profile_of(S("is_the_on /the/on the.is.org v2the on"), en, NULL);
    assert_int_equal(q.words, 1);
    assert_int_equal(q.hits[0], 1);
    q = profile_of(S("И НЕ это"), tongue_of(a, b, S("ru")), NULL);
    assert_int_equal(q.hits[0], 3);
    assert_false(tongue_has_words(tongue_of(a, b, S("ja"))));
    assert_true(tongue_has_script(tongue_of(a, b, S("ja")), SCRIPT_KANA));
}

static void the_language_of_a_text_is_guessed(void **state) {
    (void)state;
    static const char *const texts[][2] = {
        {"The house stood by the river and nobody knew who had built it.", "en"},
        {"La maison se dressait au bord du fleuve et personne ne savait qui l'avait bâtie.", "fr"},
        {"Das Haus stand am Fluss, und niemand wusste, wer es gebaut hatte.", "de"},
        {"Un diario de té es un archivo de texto en el que se anota lo que se ha bebido.", "es"},
        {"A casa ficava à beira do rio e ninguém sabia quem a tinha feito nem quando.", "pt"},
        {"Дом стоял у реки, и никто не знал, кто и когда его построил.", "ru"},
        {"Ev nehrin kıyısında duruyordu ve onu kimin ne zaman yaptığını bilen yoktu.", "tr"},
    };
    const babel *b = babel_new(a);
    const tongue *none = tongue_of(a, b, S("xx")), *french = tongue_of(a, b, S("fr"));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(babel_guess(b, str_of(texts[i][0]), none).tag, texts[i][1]);
    assert_null(babel_guess(b, S("日本語 한국어 xyzzy"), none).tag);
    /* "la" and "de" are French words too, "los" and "del" are not. */
    guess g = babel_guess(b, S("la casa de los reyes del pueblo"), french);
    assert_string_equal(g.tag, "es");
    assert_int_equal(g.distinct, 4);
    assert_int_equal(g.alone, 2);
}

static void ways_of_writing_chinese_are_told(void **state) {
    (void)state;
    const han_table *t = han_table_new(a);
    han_counts n = han_count(t, S("这个请求会发送到数据库 abc"));
    assert_true(n.simplified >= 5 && n.traditional == 0);
    n = han_count(t, S("這個請求會發送到資料庫"));
    assert_true(n.traditional >= 5 && n.simplified == 0);
}

/* ---- numbers ---- */

static const char *const kind_names[] = {"plain", "date", "version", "named", "hex"};

/* Each with its kind, unless that is plain, and its readings. */
static void assert_read(numbers all, const char *want) {
    buf b = buf_new(a, 64);
    for (size_t i = 0; i < all.n; i++) {
        const number *x = &all.p[i];
        buf_printf(&b, "%s%s", i ? " " : "", x->kind ? kind_names[x->kind] : "");
        for (size_t k = 0; k < x->nreadings; k++)
            buf_printf(&b, "%s%llue%d", k ? "|" : "", (unsigned long long)x->readings[k].mant,
                       x->readings[k].exp);
    }
    assert_text(buf_str(&b), want);
}

static void numbers_are_read_in_any_digits(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"a 48 b 7", "48e0 7e0"},
        {"1,000 1.000", "1e3|1000e-3 1e3|1000e-3"},
        {"1 000 000, 1'000'000", "1e6 1e6"},
        {"12,34,567.5", "12345675e-1"},
        {"1.234.567,89", "123456789e-2"},
        {"3.5 3,50", "35e-1 350e-2"},
        {"١٬٢٣٤٫٥ १,००० ３５", "12345e-1 1e3|1000e-3 35e0"},
        {"3.0.1 v1.10 192.168.0.1", "version version110e-2 version"},
        {"2024-03-05 05.03.2024", "date date"},
        {"#1234, RFC 2616, CVE-2018-6914", "named1234e0 named2616e0 named"},
        {"commit 1f2e3d4c5, 1234567", "hex 1234567e0"},
        {"20 million, 2千万, 2 crore", "2e1|2e7 2e0|2e7 2e0|2e7"},
        {"5 Billionen", "5e0|5e9|5e12"},
        {"https://x.example/42 and [^17]", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_read(numbers_read(a, str_of(cases[i].text)), cases[i].want);
}

static void numbers_are_read_in_words(void **state) {
    (void)state;
    assert_read(numbers_spelled(a, S("Fifteen, twenty-five"), S("en")), "15e0 2e1 5e0 25e0");
    assert_read(numbers_spelled(a, S("dix-sept ans"), S("fr-CA")), "1e1 7e0 17e0");
    assert_read(numbers_spelled(a, S("二〇二四年，二千零五，一百二十，五倍"), S("zh-Hans")),
                "2024e0 2005e0 12e1 5e0");
    assert_read(numbers_spelled(a, S("siglo XXI"), S("es")), "21e0");
    assert_read(numbers_spelled(a, S("mười lăm"), S("vi")), "1e1 5e0 15e0");
}

static const struct {
    const char *tag, *text, *has;
} number_words[] = {
    {"de", "einundzwanzig", "21e0"},
    {"de", "fünfundsiebzig", "75e0"},
    {"de", "neunundneunzig", "99e0"},
    {"de", "hundertzwanzig", "12e1"},
    {"de", "dreihundertfünfundvierzig", "345e0"},
    {"de", "neunzehnhundertfünfundneunzig", "1995e0"},
    {"de", "zweitausendvierundzwanzig", "2024e0"},
    {"de", "fünfzehntausend", "15e3"},
    {"de", "anderthalb", "15e-1"},
    {"de", "zweieinhalb", "25e-1"},
    {"de", "siebzehnten", "17e0"},
    {"fr", "vingt et un", "21e0"},
    {"fr", "soixante et onze", "71e0"},
    {"fr", "soixante-quinze", "75e0"},
    {"fr", "quatre-vingts", "8e1"},
    {"fr", "quatre-vingt-dix", "9e1"},
    {"fr", "quatre-vingt-dix-neuf", "99e0"},
    {"fr", "trois cent quarante-cinq", "345e0"},
    {"fr", "deux mille vingt-quatre", "2024e0"},
    {"fr", "mille neuf cent quatre-vingt-quinze", "1995e0"},
    {"fr", "quinze mille", "15e3"},
    {"fr", "deux cents", "2e2"},
    {"fr", "septante-deux", "72e0"},
    {"es", "veintiuno", "21e0"},
    {"es", "veintiséis", "26e0"},
    {"es", "setenta y cinco", "75e0"},
    {"es", "trescientos cuarenta y cinco", "345e0"},
    {"es", "quinientos", "5e2"},
    {"es", "dos mil veinticuatro", "2024e0"},
    {"es", "mil novecientos noventa y cinco", "1995e0"},
    {"es", "quince mil", "15e3"},
    {"pt", "vinte e um", "21e0"},
    {"pt", "setenta e cinco", "75e0"},
    {"pt", "trezentos e quarenta e cinco", "345e0"},
    {"pt", "quinhentas", "5e2"},
    {"pt", "dois mil e vinte e quatro", "2024e0"},
    {"pt", "quinze mil", "15e3"},
    {"pt", "dezasseis", "16e0"},
    {"it", "ventuno", "21e0"},
    {"it", "ventotto", "28e0"},
    {"it", "settantacinque", "75e0"},
    {"it", "trecentoquarantacinque", "345e0"},
    {"it", "duemilaventiquattro", "2024e0"},
    {"it", "quindicimila", "15e3"},
    {"nl", "eenentwintig", "21e0"},
    {"nl", "vijfenzeventig", "75e0"},
    {"nl", "driehonderdvijfenveertig", "345e0"},
    {"nl", "tweeduizend vierentwintig", "2024e0"},
    {"nl", "anderhalf", "15e-1"},
    {"nl", "tweeëntwintig", "22e0"},
    {"sv", "tjugoett", "21e0"},
    {"sv", "sjuttiofem", "75e0"},
    {"sv", "trehundrafyrtiofem", "345e0"},
    {"da", "enogtyve", "21e0"},
    {"da", "femoghalvfjerds", "75e0"},
    {"da", "halvtreds", "5e1"},
    {"ru", "двадцать один", "21e0"},
    {"ru", "семьдесят пять", "75e0"},
    {"ru", "триста сорок пять", "345e0"},
    {"ru", "двухсот", "2e2"},
    {"ru", "пятьсот", "5e2"},
    {"ru", "две тысячи двадцать четыре", "2024e0"},
    {"ru", "пятнадцать тысяч", "15e3"},
    {"ru", "полтора", "15e-1"},
    {"ru", "сорока", "4e1"},
    {"ru", "пятьдесят", "5e1"},
    {"ru", "шестнадцатый", "16e0"},
    {"uk", "двадцять один", "21e0"},
    {"uk", "сімдесят п’ять", "75e0"},
    {"uk", "триста сорок п’ять", "345e0"},
    {"uk", "п’ятсот", "5e2"},
    {"uk", "п’ятнадцять тисяч", "15e3"},
    {"uk", "півтора", "15e-1"},
    {"pl", "dwadzieścia jeden", "21e0"},
    {"pl", "siedemdziesiąt pięć", "75e0"},
    {"pl", "trzysta czterdzieści pięć", "345e0"},
    {"pl", "pięćset", "5e2"},
    {"pl", "piętnaście tysięcy", "15e3"},
    {"pl", "półtora", "15e-1"},
    {"cs", "dvacet jedna", "21e0"},
    {"cs", "sedmdesát pět", "75e0"},
    {"cs", "tři sta čtyřicet pět", "345e0"},
    {"tr", "yirmi bir", "21e0"},
    {"tr", "yetmiş beş", "75e0"},
    {"tr", "üç yüz kırk beş", "345e0"},
    {"tr", "iki bin yirmi dört", "2024e0"},
    {"tr", "on beş bin", "15e3"},
    {"tr", "bir buçuk", "15e-1"},
    {"vi", "hai mươi mốt", "21e0"},
    {"vi", "bảy mươi lăm", "75e0"},
    {"vi", "ba trăm bốn mươi lăm", "345e0"},
    {"vi", "một rưỡi", "15e-1"},
    {"vi", "mười lăm nghìn", "15e3"},
    {"id", "dua puluh satu", "21e0"},
    {"id", "tujuh puluh lima", "75e0"},
    {"id", "tiga ratus empat puluh lima", "345e0"},
    {"id", "lima belas ribu", "15e3"},
    {"hi", "इक्कीस", "21e0"},
    {"hi", "पचहत्तर", "75e0"},
    {"hi", "पच्चीस", "25e0"},
    {"hi", "निन्यानवे", "99e0"},
    {"hi", "तीन सौ पैंतालीस", "345e0"},
    {"hi", "डेढ़", "15e-1"},
    {"hi", "ढाई", "25e-1"},
    {"hi", "पंद्रह हज़ार", "15e3"},
    {"ar", "واحد وعشرون", "21e0"},
    {"ar", "خمسة وسبعون", "75e0"},
    {"ar", "خمسة عشر", "15e0"},
    {"ar", "مئتان", "2e2"},
    {"ar", "ثلاثمئة وخمسة وأربعون", "345e0"},
    {"ar", "خمسة عشر ألفا", "15e3"},
    {"ar", "ألفين", "2e3"},
    {"he", "עשרים ואחת", "21e0"},
    {"he", "שבעים וחמש", "75e0"},
    {"he", "חמש עשרה", "15e0"},
    {"he", "שלוש מאות ארבעים וחמש", "345e0"},
    {"he", "מאתיים", "2e2"},
    {"he", "חמישה עשר אלף", "15e3"},
    {"ja", "二十一", "21e0"},
    {"ja", "七十五", "75e0"},
    {"ja", "三百四十五", "345e0"},
    {"ja", "二〇二四", "2024e0"},
    {"ja", "一万五千", "15e3"},
    {"ja", "千五百万", "15e6"},
    {"ja", "一・五", "15e-1"},
    {"zh", "二十一", "21e0"},
    {"zh", "七十五", "75e0"},
    {"zh", "三百四十五", "345e0"},
    {"zh", "二〇二四", "2024e0"},
    {"zh", "一万五千", "15e3"},
    {"zh", "一千五百万", "15e6"},
    {"zh", "一点五", "15e-1"},
    {"zh-Hant", "二十一", "21e0"},
    {"zh-Hant", "七十五", "75e0"},
    {"zh-Hant", "三百四十五", "345e0"},
    {"zh-Hant", "二零二四", "2024e0"},
    {"zh-Hant", "一萬五千", "15e3"},
    {"zh-Hant", "一點五", "15e-1"},
    {"ko", "스물한", "21e0"},
    {"ko", "일흔다섯", "75e0"},
    {"ko", "이십오", "25e0"},
    {"ko", "삼백사십오", "345e0"},
    {"ko", "이천이십사", "2024e0"},
    {"ko", "만 오천", "15e3"},
    {"ko", "천오백만", "15e6"},
    {"ko", "아흔아홉", "99e0"},
};

static void numbers_are_read_in_words_of_many_languages(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++) {
        numbers all = numbers_spelled(a, str_of(number_words[i].text), str_of(number_words[i].tag));
        bool found = false;
        for (size_t k = 0; k < all.n; k++) {
            buf b = buf_new(a, 32);
            buf_printf(&b, "%llue%d", (unsigned long long)all.p[k].readings[0].mant,
                       all.p[k].readings[0].exp);
            found = found || str_eq(buf_str(&b), str_of(number_words[i].has));
        }
        if (!found)
            fail_msg("%s: %s is not read as %s", number_words[i].tag, number_words[i].text,
                     number_words[i].has);
    }
}

/* ---- comments ---- */

static void assert_code(const char *info, const char *code, const char *want) {
    code_lines c = code_lines_of(str_of(code), str_of(info));
    str line, whole;
    buf b = buf_new(a, 64);
    while (code_next(&c, &line, &whole))
        buf_printf(&b, "%s%.*s", b.n ? "|" : "", STR_FMT(line));
    assert_text(buf_str(&b), want);
}

static void comments_are_left_out(void **state) {
    (void)state;
    assert_code("python", "a = 1  # one\n# two\n\nb = '#'\n", "a = 1|b = '#'");
    assert_code("py", "url = \"http://x/#y\"  # z\n", "url = \"http://x/#y\"");
    assert_code("sh", "echo $#  # n\necho a#b\n", "echo $#|echo a#b");
    assert_code("js", "f(); // x\n/* a\n b */ g();\nh(/* i */ j);\n", "f();| g();|h(/* i */ j);");
    assert_code("html", "<p> <!-- x -->\n<!-- y\n z -->\n<b>\n", "<p>|<b>");
    assert_code("sql", "select 1 -- one\n", "select 1");
    assert_code("", "x  # y\nz // w\n", "x|z");
    assert_text(code_language(S("{.python hl_lines=\"1\"}")), "python");
    assert_text(code_language(S("py title=x")), "py");
    assert_int_equal(code_kind_of(S("")), CODE_UNNAMED);
    assert_int_equal(code_kind_of(S("console")), CODE_OUTPUT);
    assert_int_equal(code_kind_of(S("rust")), CODE_NAMED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(letters_are_counted_by_script),
        TEST(function_words_are_counted),
        TEST(the_language_of_a_text_is_guessed),
        TEST(ways_of_writing_chinese_are_told),
        TEST(numbers_are_read_in_any_digits),
        TEST(numbers_are_read_in_words),
        TEST(numbers_are_read_in_words_of_many_languages),
        TEST(comments_are_left_out),
        TEST(what_is_no_text_is_blanked),
        TEST(code_stays_as_it_is),
        TEST(footnotes_become_paragraphs),
        TEST(leaves_know_their_containers),
        TEST(leaves_know_what_must_stay),
        TEST(urls_of_translations_are_equal),
        TEST(leaves_find_their_counterparts),
        TEST(lengths_depend_on_the_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
