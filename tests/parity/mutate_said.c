/* What stands in place of text that was not translated, and what a model says around it. */
#include "mutate.h"

static const in_language refusals[] = {
    {"", "I'm sorry, but I can't translate this paragraph."},
    {"fr", "Je suis désolé, mais je ne peux pas traduire ce paragraphe."},
    {"de", "Es tut mir leid, aber ich kann diesen Absatz nicht übersetzen."},
    {"es", "Lo siento, pero no puedo traducir este párrafo."},
    {"pt", "Desculpe, mas não posso traduzir este parágrafo."},
    {"it", "Mi dispiace, ma non posso tradurre questo paragrafo."},
    {"ru", "Извините, но я не могу перевести этот абзац."},
    {"uk", "Вибачте, але я не можу перекласти цей абзац."},
    {"ar", "عذرًا، لا أستطيع ترجمة هذه الفقرة."},
    {"he", "מצטער, איני יכול לתרגם את הפסקה הזו."},
    {"hi", "क्षमा करें, मैं इस अनुच्छेद का अनुवाद नहीं कर सकता।"},
    {"ja", "申し訳ありませんが、この段落を翻訳することはできません。"},
    {"ko", "죄송하지만 이 단락은 번역할 수 없습니다."},
    {"zh", "抱歉，我无法翻译这一段。"},
    {"zh-Hant", "抱歉，我無法翻譯這一段。"},
    {"tr", "Üzgünüm, bu paragrafı çeviremem."},
    {"vi", "Xin lỗi, tôi không thể dịch đoạn này."},
};

static const in_language stand_ins[] = {
    {"", "[translation here]"},     {"fr", "[à traduire]"},
    {"de", "[noch zu übersetzen]"}, {"es", "[pendiente de traducir]"},
    {"pt", "[por traduzir]"},       {"it", "[da tradurre]"},
    {"ru", "[перевести]"},          {"uk", "[потрібен переклад]"},
    {"ar", "[يجب ترجمة هذا النص]"}, {"he", "[לתרגם]"},
    {"hi", "[अनुवाद बाकी है]"},       {"ja", "（未翻訳）"},
    {"ko", "[번역 필요]"},          {"zh", "【待翻译】"},
    {"zh-Hant", "【待翻譯】"},      {"tr", "[çevrilecek]"},
    {"vi", "[cần dịch]"},
};

static const char *const fillers[] = {
    "TODO",
    "TODO: translate",
    "TBD",
    "FIXME: translate this paragraph",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut "
    "labore et dolore magna aliqua.",
    "[TRANSLATION PENDING]",
    "(not translated)",
    "XXX",
};

static const in_language rests[] = {
    {"", "[The rest of the translation is unchanged]"},
    {"fr", "[Le reste du texte est inchangé]"},
    {"de", "[Rest der Übersetzung unverändert]"},
    {"es", "[El resto del contenido sin cambios]"},
    {"pt", "[Restante do conteúdo inalterado]"},
    {"it", "[Il resto del testo rimane invariato]"},
    {"ru", "[Остальная часть текста без изменений]"},
    {"uk", "[Решта тексту без змін]"},
    {"ar", "[بقية النص دون تغيير]"},
    {"he", "[שאר הטקסט ללא שינוי]"},
    {"hi", "[शेष पाठ अपरिवर्तित]"},
    {"ja", "（以下省略）"},
    {"ko", "(나머지 내용은 동일)"},
    {"zh", "（其余内容不变）"},
    {"zh-Hant", "（其餘內容不變）"},
    {"tr", "[Metnin geri kalanı aynıdır]"},
    {"vi", "[Phần còn lại không thay đổi]"},
};

static const char *const english_rests[] = {
    "(remaining content unchanged)",
    "[... rest of the article ...]",
    "[Content continues as in the original]",
    "... (the rest stays the same) ...",
    "*[remaining sections omitted for brevity]*",
};

static const in_language offers[] = {
    {"", "Let me know if you need anything else!"},
    {"fr", "N'hésitez pas à me dire si vous souhaitez d'autres modifications."},
    {"de", "Sag mir Bescheid, wenn ich noch etwas anpassen soll!"},
    {"es", "Si necesitas algún otro ajuste, no dudes en decírmelo."},
    {"pt", "Se precisar de mais algum ajuste, é só me dizer."},
    {"it", "Se hai bisogno di altre modifiche, fammi sapere!"},
    {"ru", "Если нужно что-то ещё изменить, дайте мне знать."},
    {"uk", "Якщо потрібно щось змінити, дайте мені знати."},
    {"ar", "إذا كنت بحاجة إلى أي تعديلات أخرى فلا تتردد في إخباري."},
    {"he", "אם צריך שינויים נוספים, אשמח לעזור."},
    {"hi", "यदि आपको कोई और बदलाव चाहिए तो कृपया मुझे बताएं।"},
    {"ja", "他に修正が必要な点がありましたら、お気軽にお知らせください。"},
    {"ko", "추가로 수정할 부분이 있으면 언제든지 말씀해 주세요."},
    {"zh", "如果需要其他修改，请随时告诉我。"},
    {"zh-Hant", "如果需要其他修改，請隨時告訴我。"},
    {"tr", "Başka bir değişiklik isterseniz bana bildirin."},
    {"vi", "Nếu bạn cần chỉnh sửa gì thêm, hãy cho tôi biết."},
};

static const in_language mores[] = {
    {"", "Would you like me to continue?"},
    {"fr", "Souhaitez-vous que je continue ?"},
    {"de", "Soll ich weitermachen?"},
    {"es", "¿Quieres que continúe?"},
    {"pt", "Quer que eu continue?"},
    {"it", "Vuoi che continui?"},
    {"ru", "Продолжить?"},
    {"uk", "Продовжити?"},
    {"ar", "هل تريد أن أكمل؟"},
    {"he", "להמשיך?"},
    {"hi", "क्या मैं जारी रखूँ?"},
    {"ja", "続けますか？"},
    {"ko", "계속할까요?"},
    {"zh", "需要我继续吗？"},
    {"zh-Hant", "需要我繼續嗎？"},
    {"tr", "Devam edeyim mi?"},
    {"vi", "Bạn có muốn tôi tiếp tục không?"},
};

static const char *const english_mores[] = {
    "[Continued in the next message]",
    "(to be continued…)",
    "Shall I continue with the rest of the article?",
    "*Continue?*",
    "[End of part 1]",
};

static const in_language notes[] = {
    {"", "[Translator's note: the author means the place of the same name.]"},
    {"fr", "*(Note du traducteur : l'auteur parle du lieu du même nom.)*"},
    {"de", "[Anm. d. Übers.: Gemeint ist der gleichnamige Ort.]"},
    {"es", "(Nota del traductor: el autor se refiere al lugar del mismo nombre.)"},
    {"pt", "[N. do T.: o autor refere-se ao lugar com o mesmo nome.]"},
    {"it", "[N.d.T.: l'autore intende il luogo omonimo.]"},
    {"ru", "*Примечание переводчика: автор имеет в виду одноимённое место.*"},
    {"uk", "*Примітка перекладача: автор має на увазі однойменне місце.*"},
    {"ar", "[ملاحظة المترجم: يقصد الكاتب المكان الذي يحمل الاسم نفسه.]"},
    {"he", "[הערת המתרגם: הכוונה למקום באותו שם.]"},
    {"hi", "[अनुवादक की टिप्पणी: लेखक का आशय इसी नाम के स्थान से है।]"},
    {"ja", "（訳注：著者は同名の場所を指している。）"},
    {"ko", "[역주: 저자는 같은 이름의 장소를 말한다.]"},
    {"zh", "（译者注：作者指的是同名的地方。）"},
    {"zh-Hant", "（譯者註：作者指的是同名的地方。）"},
};

static const in_language thoughts[] = {
    {"", "The user gave me an article.\n\nFirst I look at the headings, then at the tables."},
    {"fr", "L'utilisateur me donne un article.\n\nD'abord les titres, puis les tableaux."},
    {"de", "Der Nutzer gibt mir einen Artikel.\n\nZuerst die Überschriften, dann die Tabellen."},
    {"es", "El usuario me da un artículo.\n\nPrimero los títulos, luego las tablas."},
    {"ru", "Пользователь дал статью.\n\nСначала заголовки, потом таблицы."},
    {"ar", "أعطاني المستخدم مقالة.\n\nأبدأ بالعناوين ثم الجداول."},
    {"ja", "ユーザーから記事を受け取った。\n\nまず見出し、次に表を訳す。"},
    {"zh", "好的，用户给了我一篇文章。\n\n先看标题，再看表格。"},
};

/* In the language of the translation, or as often another one of the list. */
static str said(trial *t, const in_language *rows, size_t n, const char *const *more, size_t m) {
    if (any(t, 2))
        return said_in(t->b->to->tag, rows, n);
    return more ? str_of(more[any(t, m)]) : str_of(rows[0].text);
}
#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool is_worth_saying(const trial *t, const leaf *l) {
    const leaf *other = counterpart(t, l);
    return is_paragraph(t, l) && l->chars >= 40 && other && other->chars >= 40 &&
           other->hash != l->hash;
}

static bool say_instead(trial *t, str what) {
    const leaf *l = any_leaf(t, is_worth_saying);
    range r = l ? whole_lines(t, l) : (range){0};
    return l && !has_definitions(range_text(t, r)) &&
           change(t, r.at, r.n, str_cat(t->a, what, S("\n")));
}

static bool refuse(trial *t) {
    return say_instead(t, said(t, refusals, COUNT(refusals), NULL, 0));
}

static bool stand_in(trial *t) {
    return say_instead(t, said(t, stand_ins, COUNT(stand_ins), fillers, COUNT(fillers)));
}

static str say_rest(trial *t) {
    return said(t, rests, COUNT(rests), english_rests, COUNT(english_rests));
}

static str say_more(trial *t) {
    return said(t, mores, COUNT(mores), english_mores, COUNT(english_mores));
}

static bool elide_in_words(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph), *last = l ? l + 2 : NULL;
    if (!l || (size_t)(l - t->o->leaves) + 4 > t->o->n)
        return false;
    range r = lines_between(t, l, last);
    if (last->context || has_definitions(range_text(t, r)))
        return false;
    add_fault_behind(t, r.at);
    str what = say_rest(t);
    return change(t, r.at, r.n, str_cat(t->a, what, S("\n")));
}

/* Puts a line in place of the last third. */
static bool put_for_rest(trial *t, str (*say)(trial *t)) {
    size_t i = t->o->n - t->o->n / 3;
    if (t->o->n < 12 || t->o->leaves[i].context)
        return false;
    range r = whole_lines(t, &t->o->leaves[i]);
    str what = say(t);
    add_fault_behind(t, r.at);
    return !has_definitions(str_from(t->text, r.at)) &&
           change(t, r.at, t->text.n - r.at, str_cat(t->a, what, S("\n")));
}

static bool elide_rest(trial *t) {
    return put_for_rest(t, say_rest);
}

static bool stop_and_ask(trial *t) {
    return put_for_rest(t, say_more);
}

/* ---- around it ---- */

static bool say_after(trial *t, str what) {
    size_t end = str_rtrim(t->text).n;
    if (!t->o->n || t->o->leaves[t->o->n - 1].context)
        return false;
    buf b = buf_new(t->a, what.n + 4);
    buf_printf(&b, "\n\n%.*s\n", STR_FMT(what));
    add_fault(t, t->text.n);
    return change(t, end, t->text.n - end, buf_str(&b));
}

static bool offer(trial *t) {
    return say_after(t, said(t, offers, COUNT(offers), NULL, 0));
}

static bool ask_after(trial *t) {
    return say_after(t, say_more(t));
}

static bool note_in_text(trial *t) {
    const leaf *l = any_leaf(t, is_paragraph);
    range r = l ? whole_lines(t, l) : (range){0};
    str what = said(t, notes, COUNT(notes), NULL, 0);
    return l && str_ends(range_text(t, r), S("\n")) &&
           change(t, r.at + r.n, 0, str_cat(t->a, str_cat(t->a, S("\n"), what), S("\n")));
}

static bool think(trial *t) {
    static const char *const tags[] = {"think", "thinking", "reasoning"};
    const char *tag = tags[any(t, 3)];
    str what = str_of(thoughts[any(t, COUNT(thoughts))].text);
    buf b = buf_new(t->a, 512);
    buf_printf(&b, "<%s>\n%.*s\n</%s>\n\n", tag, STR_FMT(what), tag);
    return t->o->n && change(t, t->body_at, 0, buf_str(&b));
}

/* What parts the turns of a conversation. */
static bool turn(trial *t) {
    static const char *const before[] = {"Assistant:\n\n", "**Assistant:**\n\n",
                                         "<|im_start|>assistant\n\n", "### Response:\n\n",
                                         "AI: \n\n"};
    static const char *const after[] = {"<|im_end|>", "<|endoftext|>", "</s>",      "[/INST]",
                                        "Human:",     "User: Thanks!", "<|eot_id|>"};
    if (any(t, 2))
        return say_after(t, str_of(after[any(t, COUNT(after))]));
    return t->o->n && change(t, t->body_at, 0, str_of(before[any(t, COUNT(before))]));
}

static bool wrap(trial *t, str before, str after) {
    size_t end = str_rtrim(t->text).n;
    if (t->o->n < 2 || end < t->body_at)
        return false;
    add_edit(t, end, t->text.n - end, after);
    return change(t, t->body_at, 0, before);
}

static bool wrap_in_tags(trial *t) {
    static const char *const tags[] = {"translation", "translated_text",    "output",
                                       "result",      "translated-article", "response"};
    const char *tag = tags[any(t, COUNT(tags))];
    const char *gap = any(t, 2) ? "\n\n" : "\n";
    buf b = buf_new(t->a, 64), e = buf_new(t->a, 64);
    buf_printf(&b, "<%s>%s", tag, gap);
    buf_printf(&e, "%s</%s>\n", gap, tag);
    return wrap(t, buf_str(&b), buf_str(&e));
}

static bool wrap_in_quotes(trial *t) {
    static const struct {
        const char *open, *close;
    } marks[] = {{"\"", "\"\n"}, {"\"\"\"\n", "\n\"\"\"\n"}, {"“", "”\n"}, {"«", "»\n"}};
    size_t i = any(t, COUNT(marks));
    bool is_text = t->o->n && t->o->leaves[t->o->n - 1].class == LEAF_TEXT;
    return is_text && wrap(t, str_of(marks[i].open), str_of(marks[i].close));
}

/* As a string of JSON. */
static bool wrap_in_json(trial *t) {
    str body = str_trim(str_from(t->text, t->body_at));
    buf b = buf_new(t->a, 2 * body.n);
    buf_lit(&b, "{\"translation\": \"");
    for (size_t i = 0; i < body.n; i++) {
        char c = body.p[i];
        if (c == '\n')
            buf_lit(&b, "\\n");
        else if (c == '"' || c == '\\')
            buf_printf(&b, "\\%c", c);
        else
            buf_char(&b, c);
    }
    buf_lit(&b, "\"}\n");
    return t->o->n > 2 && change(t, t->body_at, t->text.n - t->body_at, buf_str(&b));
}

const kind said_kinds[] = {
    {"refusal", refuse},
    {"stand-in", stand_in},
    {"elide-in-words", elide_in_words},
    {"elide-rest", elide_rest},
    {"stop-and-ask", stop_and_ask},
    {"offer", offer},
    {"ask-to-go-on", ask_after},
    {"translators-note", note_in_text},
    {"thinking", think},
    {"turn-marker", turn},
    {"wrap-in-tags", wrap_in_tags},
    {"wrap-in-quotes", wrap_in_quotes},
    {"wrap-in-json", wrap_in_json},
    {NULL, NULL},
};
