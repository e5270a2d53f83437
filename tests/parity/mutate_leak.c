/* What a language model says beside the translation. */
#include "mutate.h"

static const in_language preambles[] = {
    {"", "Here is the translation of the article:"},
    {"fr", "Voici la traduction française de l’article :"},
    {"de", "Hier ist die deutsche Übersetzung des Artikels:"},
    {"es", "Aquí tienes la traducción al español del artículo:"},
    {"pt", "Aqui está a tradução do artigo para o português:"},
    {"it", "Ecco la traduzione italiana dell'articolo:"},
    {"ru", "Вот перевод статьи на русский язык:"},
    {"ar", "إليك ترجمة المقال إلى العربية:"},
    {"he", "הנה התרגום של המאמר לעברית:"},
    {"hi", "यहाँ लेख का हिन्दी अनुवाद है:"},
    {"ja", "以下は記事の日本語訳です："},
    {"ko", "다음은 기사의 한국어 번역입니다:"},
    {"zh", "以下是文章的中文翻译："},
    {"zh-Hant", "以下是文章的中文翻譯："},
};

static const in_language postambles[] = {
    {"", "Let me know if you would like me to adjust anything in this translation."},
    {"fr", "N’hésitez pas à me dire si vous souhaitez que j’ajuste la traduction."},
    {"de", "Lassen Sie mich wissen, ob ich an der Übersetzung etwas ändern soll."},
    {"es", "Avísame si quieres que ajuste algo de la traducción."},
    {"pt", "Avise-me se quiser que eu ajuste alguma coisa na tradução."},
    {"it", "Fammi sapere se vuoi che modifichi qualcosa nella traduzione."},
    {"ru", "Дайте знать, если нужно что-нибудь изменить в переводе."},
    {"ar", "أخبرني إذا كنت تريد تعديل أي شيء في الترجمة."},
    {"he", "אשמח לדעת אם תרצו שאשנה משהו בתרגום."},
    {"hi", "यदि आप अनुवाद में कोई बदलाव चाहते हैं तो मुझे बताएँ।"},
    {"ja", "翻訳に修正が必要な場合はお知らせください。"},
    {"ko", "번역에 수정이 필요하면 알려 주세요."},
    {"zh", "如果您希望我调整译文，请告诉我。"},
    {"zh-Hant", "如果您希望我調整譯文，請告訴我。"},
};

static const char *const reasonings[] = {
    "<think>\nThe user wants me to translate this Markdown article. I must keep the front matter "
    "and the code as they are.\n</think>\n\n",
    "Okay, let me translate this article step by step. First I need to look at the headings.\n\n",
    "**Thinking:** the text has a table and code blocks, so I will keep those unchanged.\n\n",
};

/* In the language of the translation, or as often in English. */
static str remark(trial *t, const in_language *rows, size_t n) {
    return any(t, 2) ? str_of(rows[0].text) : said_in(t->b->to->tag, rows, n);
}

static bool preamble(trial *t) {
    str s = remark(t, preambles, sizeof preambles / sizeof *preambles);
    return t->o->n && change(t, t->body_at, 0, str_cat(t->a, s, S("\n\n")));
}

static bool postamble(trial *t) {
    str s = remark(t, postambles, sizeof postambles / sizeof *postambles);
    size_t end = str_rtrim(t->text).n;
    if (!t->o->n || t->o->leaves[t->o->n - 1].context)
        return false;
    str rest = str_from(t->text, end);
    add_fault(t, t->text.n);
    return change(t, end, rest.n, str_cat(t->a, str_cat(t->a, S("\n\n"), s), S("\n")));
}

static bool reasoning(trial *t) {
    return t->o->n && change(t, t->body_at, 0, str_of(reasonings[any(t, 3)]));
}

static bool fenced_body(trial *t) {
    str body = str_from(t->text, t->body_at);
    str fence = str_has(body, S("```")) ? S("````") : S("```");
    if (!t->o->n || str_has(body, S("````")))
        return false;
    add_edit(t, t->body_at + str_rtrim(body).n, body.n - str_rtrim(body).n,
             str_cat(t->a, str_cat(t->a, S("\n"), fence), S("\n")));
    return change(t, t->body_at, 0, str_cat(t->a, fence, S("markdown\n")));
}

static bool leaked_placeholder(trial *t) {
    static const char *const leaks[] = {" __CODE_1__", " ⟦2⟧", " [[PLACEHOLDER_3]]"};
    range r;
    return any_match(t, match_word, &r, NULL) && change(t, r.at + r.n, 0, str_of(leaks[any(t, 3)]));
}

const kind leak_kinds[] = {
    {"preamble", preamble},
    {"postamble", postamble},
    {"reasoning", reasoning},
    {"fenced-body", fenced_body},
    {"leaked-placeholder", leaked_placeholder},
    {NULL, NULL},
};
