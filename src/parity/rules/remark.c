#include "parity/rules/remark.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* All of it is folded: in lower case, with ' for ’, "ss" for "ß". */
typedef const char *const words[];

/* ---- the words ---- */

/* Stems of "to translate" and "translation". */
static words translation = {
    "translat", "traduc",   "traduç",   "traduz",  "traduit",  "traduir",  "tradott",  "traduzion",
    "tradurr",  "übersetz", "vertal",   "vertaal", "översätt", "översatt", "oversett", "oversatt",
    "tłumacz",  "przekład", "překlad",  "přelož",  "перевод",  "перевед",  "перевест", "переклад",
    "fordít",   "käännö",   "μετάφρασ", "çevir",   "çeviri",   "terjemah", "bản dịch", "dịch",
    "ترجم",     "תרגום",    "תרגמ",     "अनुवाद",   "अनुदित",    "अनूदित",    "অনুবাদ",    "மொழிபெயர்ப்",
    "翻訳",     "日本語訳", "訳文",     "翻译",    "翻譯",     "译文",     "譯文",     "译本",
    "번역",     "แปล",      "localiz",  "localis", NULL,
};

/* How models begin to hand over: what comes next is what was asked for. */
static words handing_over = {
    "here is",
    "here's",
    "here are",
    "below is",
    "the following is",
    "this is the",
    "following is",
    "please find",
    "i have translated",
    "i've translated",
    "voici",
    "ci-dessous",
    "vous trouverez",
    "j'ai traduit",
    "hier ist",
    "hier finden",
    "hier die",
    "nachfolgend",
    "im folgenden",
    "anbei",
    "unten ",
    "ich habe",
    "aquí",
    "a continuación",
    "esta es la traducción",
    "he traducido",
    "aqui está",
    "aqui esta",
    "segue",
    "abaixo",
    "a seguir",
    "traduzi ",
    "ecco",
    "di seguito",
    "qui di seguito",
    "ho tradotto",
    "hier is",
    "hieronder",
    "här är",
    "nedan",
    "her er",
    "oto ",
    "poniżej",
    "zde je",
    "níže",
    "вот",
    "ниже",
    "далее",
    "ось",
    "нижче",
    "iată",
    "mai jos",
    "íme",
    "alább",
    "tässä",
    "εδώ είναι",
    "ακολουθεί",
    "işte",
    "i\xCC\x87şte",
    "aşağıda",
    "berikut",
    "inilah",
    "dưới đây",
    "đây là",
    "sau đây là",
    "إليك",
    "اليك",
    "فيما يلي",
    "هذه ترجمة",
    "هذه هي",
    "הנה",
    "להלן",
    "यहाँ",
    "यहां",
    "नीचे",
    "निम्नलिखित",
    "এখানে",
    "নিচে",
    "以下",
    "下記",
    "こちら",
    "次の",
    "下面",
    "这是",
    "這是",
    "如下",
    "다음은",
    "아래는",
    "여기",
    "นี่คือ",
    "ต่อไปนี้",
    "اینجا",
    "در زیر",
    "این ترجمه",
    NULL,
};

/* What they say before that. */
static words agreeing = {
    "sure",         "certainly",
    "of course",    "absolutely",
    "okay",         "ok",
    "great",        "bien sûr",
    "certainement", "d'accord",
    "avec plaisir", "natürlich",
    "gerne",        "selbstverständlich",
    "klar",         "claro",
    "por supuesto", "desde luego",
    "com certeza",  "certo",
    "certamente",   "natuurlijk",
    "uiteraard",    "självklart",
    "oczywiście",   "jistě",
    "конечно",      "хорошо",
    "звичайно",     "sigur",
    "tabii",        "elbette",
    "tentu",        "chắc chắn",
    "بالتأكيد",     "بالطبع",
    "حسنًا",         "בהחלט",
    "כמובן",        "ज़रूर",
    "बिल्कुल",        "もちろん",
    "はい",         "承知",
    "물론",         "네",
    "当然",         "當然",
    "好的",         "可以",
    NULL,
};

/* Reasoning and refusing: nothing else need be said. */
static words reasoning = {
    "<think",
    "<reasoning",
    "<analysis",
    "<scratchpad",
    "thinking:",
    "thought process",
    "reasoning:",
    "let me translate",
    "okay, let me",
    "ok, let me",
    "let me start by",
    "let me work",
    "okay, so",
    "okay, the user",
    "alright, let",
    "looking at the",
    "the user wants",
    "the user is asking",
    "the user has",
    "i need to translate",
    "i'll translate",
    "i will translate",
    "i'm going to translate",
    "first, i need to",
    "first i need to",
    "my task is",
    "as an ai",
    "as a language model",
    "i'm sorry, but i",
    "i cannot",
    "i can't",
    "i am unable",
    "je vais traduire",
    "en tant qu'ia",
    "en tant que modèle",
    "je dois traduire",
    "l'utilisateur",
    "ich werde",
    "als ki-",
    "als sprachmodell",
    "der nutzer möchte",
    "der benutzer möchte",
    "voy a traducir",
    "el usuario",
    "como modelo de lenguaje",
    "como ia",
    "vou traduzir",
    "o usuário",
    "como modelo de linguagem",
    "vado a tradurre",
    "tradurrò",
    "l'utente",
    "come modello linguistico",
    "я переведу",
    "мне нужно перевести",
    "пользователь хочет",
    "как языковая модель",
    "سأترجم",
    "سأقوم بترجمة",
    "بصفتي نموذج",
    "אתרגם",
    "המשתמש מבקש",
    "मैं अनुवाद",
    "उपयोगकर्ता चाहता",
    "翻訳します",
    "ユーザーは",
    "번역하겠습니다",
    "사용자가",
    "我将翻译",
    "我将把",
    "我来翻译",
    "我會翻譯",
    "我將",
    "用户想",
    "用户要求",
    "作为一个ai",
    "作为ai",
    "好的，我",
    "让我先",
    "ik zal",
    "ik ga",
    "przetłumaczę",
    "я перекладу",
    "saya akan menerjemahkan",
    "tôi sẽ dịch",
    "çevireceğim",
    NULL,
};

/* Some of the above are no more than likely: with the word for translating only. */
static words unsure = {
    "looking at the",
    "okay, so",
    "i cannot",
    "i can't",
    "i am unable",
    "ich werde",
    "ik zal",
    "ik ga",
    "l'utente",
    "el usuario",
    "o usuário",
    "l'utilisateur",
    "ユーザーは",
    "사용자가",
    "my task is",
    "first, i need to",
    "first i need to",
    "let me start by",
    "let me work",
    "the user has",
    "the user is asking",
    "alright, let",
    "как языковая модель",
    "reasoning:",
    "我將",
    "我将把",
    "让我先",
    "好的，我",
    "用户想",
    "as an ai",
    "thinking:",
    "okay, let me",
    "ok, let me",
    "the user wants",
    "okay, the user",
    NULL,
};

/* What such a text speaks of, besides of translating. */
static words task = {
    "markdown",   "front matter", "frontmatter", "the diff", "the article", "the text",
    "code block", "heading",      "document",    "article",  NULL,
};

/* Offers at the end. */
static words offering = {
    "let me know",
    "feel free to",
    "would you like me",
    "if you'd like me",
    "if you would like me",
    "i hope this",
    "hope this helps",
    "if you need any",
    "n'hésitez pas",
    "dites-moi",
    "faites-moi savoir",
    "fais-moi savoir",
    "souhaitez que je",
    "voulez-vous que je",
    "lassen sie mich wissen",
    "lass mich wissen",
    "sagen sie mir",
    "sag mir",
    "sagen sie bescheid",
    "soll ich",
    "avísame",
    "avíseme",
    "hazme saber",
    "házmelo saber",
    "no dudes en",
    "no dude en",
    "quieres que",
    "avise-me",
    "me avise",
    "não hesite",
    "diga-me",
    "gostaria que eu",
    "fammi sapere",
    "fatemi sapere",
    "mi faccia sapere",
    "non esitare",
    "vuoi che",
    "laat me weten",
    "laat het me weten",
    "säg till",
    "meddela mig",
    "si til",
    "daj mi znać",
    "daj znać",
    "dejte mi vědět",
    "дайте знать",
    "дай знать",
    "сообщите",
    "не стесняйтесь",
    "скажите",
    "дайте мені знати",
    "повідомте",
    "anunță-mă",
    "spune-mi",
    "bana bildir",
    "bana haber",
    "çekinmeyin",
    "beri tahu saya",
    "jangan ragu",
    "cho tôi biết",
    "đừng ngần ngại",
    "أخبرني",
    "أعلمني",
    "لا تتردد",
    "אשמח",
    "הודיעו לי",
    "אל תהסס",
    "מוזמנים",
    "बताएँ",
    "बताएं",
    "बताइए",
    "संकोच न",
    "お知らせください",
    "ご遠慮なく",
    "お申し付け",
    "알려 주세요",
    "알려주세요",
    "말씀해 주세요",
    "请告诉我",
    "請告訴我",
    "告诉我",
    "告訴我",
    "随时",
    "隨時",
    "บอกฉัน",
    "به من بگو",
    "اطلاع دهید",
    NULL,
};

/* Offers that no author makes. */
static words serving = {
    "would you like me to adjust",
    "would you like me to translate",
    "like me to adjust",
    "like me to translate",
    "like me to change",
    "any adjustments",
    "further assistance",
    "other assistance",
    NULL,
};

/* Remarks on the work. */
static words noting = {
    "note",  "notes",  "remarque", "hinweis",    "anmerkung", "nota", "opmerking",
    "obs",   "uwaga",  "poznámka", "примечание", "примітка",  "not:", "catatan",
    "lưu ý", "ملاحظة", "הערה",     "नोट",        "टिप्पणी",    "注",   "備考",
    "说明",  "說明",   "참고",     "i have",     "i've",      "j'ai", "ich habe",
    "he ",   "ho ",    "mantive",  "я сохранил", "я оставил", NULL,
};

/* Who did it: the one who speaks. */
static words first_person = {
    "i have kept",
    "i've kept",
    "i kept",
    "i have preserved",
    "i've preserved",
    "i preserved",
    "i have left",
    "i've left",
    "i left",
    "i have translated",
    "i've translated",
    "i translated",
    "i have maintained",
    "i've maintained",
    "i maintained",
    "i did not translate",
    "i have not translated",
    "i retained",
    "j'ai conservé",
    "j'ai gardé",
    "j'ai laissé",
    "j'ai traduit",
    "j'ai préservé",
    "ich habe die",
    "ich habe den",
    "ich habe das",
    "ich habe alle",
    "he mantenido",
    "he conservado",
    "he dejado",
    "he traducido",
    "mantive ",
    "deixei ",
    "preservei ",
    "ho mantenuto",
    "ho lasciato",
    "ho conservato",
    "ho tradotto",
    "я оставил",
    "я сохранил",
    "я перевел",
    "я перевёл",
    "لقد ترجمت",
    "لقد احتفظت",
    "أبقيت",
    "השארתי",
    "שמרתי",
    "मैंने",
    "そのまま残",
    "そのままにし",
    "翻訳しました",
    "그대로 유지했",
    "번역했습니다",
    "我保留",
    "我已保留",
    "我将其",
    "我已将",
    "ik heb de",
    "ik heb het",
    "zachowałem",
    "zostawiłem",
    "saya mempertahankan",
    "tôi đã giữ",
    NULL,
};

/* ---- looking for them ---- */

/* The first of the words that a text begins with; its length, 0: none. */
static size_t begins(str s, words list) {
    for (size_t i = 0; s.n && list[i]; i++)
        if (s.p[0] == list[i][0] && str_starts(s, str_of(list[i])))
            return strlen(list[i]);
    return 0;
}

/* A text that is searched for hundreds of words, hardly one of which it has: which two bytes stand
 * side by side in it is noted, as far as so many bits tell. */
enum { PAIR_BITS = 2048 };

typedef struct searched {
    str text;
    uint64_t pairs[PAIR_BITS / 64];
} searched;

static uint32_t pair_bit(const char *p) {
    return ((uint32_t)(unsigned char)p[0] * 37 ^ (unsigned char)p[1]) % PAIR_BITS;
}

static void search(searched *s, str text) {
    *s = (searched){.text = text};
    for (size_t i = 0; i + 1 < text.n; i++)
        s->pairs[pair_bit(text.p + i) / 64] |= (uint64_t)1 << pair_bit(text.p + i) % 64;
}

static bool has_pair(const searched *s, const char *p) {
    return s->pairs[pair_bit(p) / 64] >> pair_bit(p) % 64 & 1;
}

/* All the words are of three bytes or more. */
static bool contains(const searched *s, words list) {
    for (size_t i = 0; list[i]; i++)
        if (has_pair(s, list[i]) && has_pair(s, list[i] + 1) && str_has(s->text, str_of(list[i])))
            return true;
    return false;
}

static bool is_between(str s) {
    uint32_t cp;
    if (!s.n)
        return false;
    utf8_decode(s, &cp);
    return utf8_is_space(cp) || utf8_is_punct(cp);
}

static str skip_between(str s) {
    while (is_between(s) && s.p[0] != '<') {
        uint32_t cp;
        s = str_from(s, utf8_decode(s, &cp));
    }
    return s;
}

/* "Sure!", "Certainly: …": what was said before it was handed over. */
static str skip_agreeing(str s) {
    size_t n = begins(s, agreeing);
    return n && is_between(str_from(s, n)) ? skip_between(str_from(s, n)) : s;
}

remark remark_before(str s) {
    s = skip_between(s);
    bool is_reasoning = begins(s, reasoning) > 0;
    if (is_reasoning && !begins(s, unsure))
        return REMARK_SURE;
    str rest = skip_agreeing(s);
    bool hands_over = begins(rest, handing_over) || (rest.p != s.p && begins(rest, reasoning));
    if (!hands_over && !is_reasoning)
        return REMARK_NONE;
    searched all;
    search(&all, s);
    if (contains(&all, translation) || (is_reasoning && contains(&all, task)))
        return REMARK_SURE;
    return REMARK_MAYBE;
}

static bool ends_in_question(str s) {
    s = str_rtrim(s);
    return str_ends(s, S("?")) || str_ends(s, S("？")) || str_ends(s, S("؟"));
}

remark remark_after(str s) {
    searched all;
    s = skip_between(s);
    search(&all, s);
    if (begins(s, noting) && contains(&all, first_person))
        return REMARK_SURE;
    if (!contains(&all, offering))
        return ends_in_question(s) ? REMARK_MAYBE : REMARK_NONE;
    return contains(&all, serving) || contains(&all, translation) ? REMARK_SURE : REMARK_MAYBE;
}

str remark_fold(arena *a, str text) {
    enum { MATTERS = 480 };
    size_t n = text.n < MATTERS ? text.n : MATTERS;
    while (n && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    str s = utf8_fold(a, str_slice(text, 0, n));
    buf b = buf_new(a, s.n);
    for (size_t at; (at = str_find(s, S("\xE2\x80\x99"))) != STR_NONE; s = str_from(s, at + 3)) {
        buf_add(&b, str_slice(s, 0, at));
        buf_char(&b, '\'');
    }
    buf_add(&b, s);
    return buf_str(&b);
}
