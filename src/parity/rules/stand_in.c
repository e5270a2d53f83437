#include "parity/rules/stand_in.h"

#include <string.h>

#include "base/utf8.h"
#include "parity/rules/phrase.h"

/* ---- the phrases, folded ---- */

static phrases promising = {
    "todo",
    "tbd",
    "fixme",
    "xxx",
    "lorem ipsum",
    "placeholder",
    "translate me",
    "translate this",
    "not translated",
    "not yet translated",
    "untranslated",
    "translation pending",
    "translation needed",
    "translation missing",
    "translation goes here",
    "translation here",
    "translated text",
    "needs translation",
    "insert translation",
    "to be translated",
    "à traduire",
    "a traduire",
    "non traduit",
    "traduction ",
    "noch zu übersetzen",
    "zu übersetzen",
    "nicht übersetzt",
    "noch nicht übersetzt",
    "übersetzung ",
    "pendiente de tradu",
    "por traducir",
    "sin traducir",
    "traducción ",
    "por traduzir",
    "a traduzir",
    "não traduzido",
    "tradução ",
    "da tradurre",
    "non tradotto",
    "traduzione ",
    "перевести",
    "требует перевода",
    "не переведено",
    "нужен перевод",
    "перевод ",
    "потрібен переклад",
    "не перекладено",
    "перекласти",
    "переклад ",
    "يجب ترجمة",
    "غير مترجم",
    "لم تتم ترجم",
    "لم يترجم",
    "بحاجة إلى ترجمة",
    "قيد الترجمة",
    "לתרגם",
    "לא תורגם",
    "דרוש תרגום",
    "נדרש תרגום",
    "אין תרגום",
    "अनुवाद बाकी",
    "अनुवाद लंबित",
    "अनुवाद करें",
    "अनुवाद यहाँ",
    "未翻訳",
    "要翻訳",
    "翻訳待ち",
    "ここに翻訳",
    "翻訳予定",
    "번역 필요",
    "미번역",
    "번역 예정",
    "번역 대기",
    "번역되지 않",
    "待翻译",
    "待翻譯",
    "未翻译",
    "未翻譯",
    "需要翻译",
    "需要翻譯",
    "此处为翻译",
    "çevrilecek",
    "çevrilmedi",
    "çevrilmemiş",
    "çeviri ",
    "cần dịch",
    "chưa dịch",
    "bản dịch ",
    "do przetłumaczenia",
    "nieprzetłumaczone",
    "te vertalen",
    "nog te vertalen",
    "att översätta",
    "přeložit",
    "belum diterjemahkan",
    NULL,
};

/* What is left out, … */
static phrases rest = {
    "rest",         "remain", "section", "content",    "restant", "übrige",  "weitere",
    "остальн",      "решт",   "بقية",    "باقي",       "שאר",     "יתר",     "शेष",
    "बाकी",         "残り",   "以下",    "以降",       "나머지",  "이하",    "其余",
    "其餘",         "剩余",   "剩餘",    "geri kalan", "còn lại", "pozosta", "zbyt",
    "übersprungen", "sisa",   "后续",    "後續",       NULL,
};

/* … and how. */
static phrases unchanged = {
    "unchanged",
    "the same",
    "stays",
    "omitted",
    "continues",
    "brevity",
    "remains",
    "as in the",
    "of the article",
    "of the text",
    "of the translation",
    "of the document",
    "of the content",
    "of the file",
    "of article",
    "inchang",
    "identique",
    "omis",
    "pareil",
    "unverändert",
    "bleibt",
    "ausgelassen",
    "weggelassen",
    "wie im",
    "sin cambio",
    "igual",
    "omitid",
    "continúa",
    "inalterad",
    "sem altera",
    "mantid",
    "invariat",
    "omess",
    "ugual",
    "без измен",
    "не измен",
    "опущен",
    "без змін",
    "не змін",
    "دون تغيير",
    "كما هو",
    "لم يتغير",
    "ללא שינוי",
    "זהה",
    "अपरिवर्तित",
    "यथावत",
    "वैसा ही",
    "省略",
    "変更なし",
    "同じ",
    "동일",
    "생략",
    "변경 없",
    "不变",
    "不變",
    "相同",
    "aynı",
    "değişme",
    "không thay đổi",
    "giữ nguyên",
    "bez zmian",
    "beze změn",
    "ongewijzigd",
    "oförändra",
    "tidak berubah",
    NULL,
};

static phrases refusing = {
    "i'm sorry",
    "i am sorry",
    "sorry, ",
    "i apologize",
    "i apologise",
    "i cannot",
    "i can't",
    "i can not",
    "i'm unable",
    "i am unable",
    "i'm not able",
    "unfortunately, i",
    "as an ai",
    "je suis désolé",
    "désolé",
    "je ne peux",
    "je m'excuse",
    "malheureusement, je",
    "es tut mir",
    "tut mir leid",
    "entschuldigung",
    "ich kann ",
    "leider kann ich",
    "lo siento",
    "no puedo",
    "lamento",
    "desculpe",
    "sinto muito",
    "não posso",
    "infelizmente",
    "mi dispiace",
    "non posso",
    "spiacente",
    "purtroppo non",
    "извините",
    "к сожалению, я",
    "я не могу",
    "простите",
    "вибачте",
    "на жаль, я",
    "я не можу",
    "عذر",
    "آسف",
    "أعتذر",
    "لا أستطيع",
    "لا يمكنني",
    "מצטער",
    "איני יכול",
    "אני לא יכול",
    "אינני יכול",
    "क्षमा करें",
    "माफ़ कीजिए",
    "माफ करें",
    "申し訳",
    "すみません",
    "恐れ入り",
    "죄송",
    "미안",
    "抱歉",
    "很抱歉",
    "非常抱歉",
    "对不起",
    "對不起",
    "我无法",
    "我無法",
    "我不能",
    "üzgünüm",
    "maalesef",
    "xin lỗi",
    "rất tiếc",
    "przepraszam",
    "przykro mi",
    "het spijt me",
    "helaas kan ik",
    "tyvärr",
    "omlouvám",
    "mohon maaf",
    "maaf,",
    NULL,
};

/* What a refusal speaks of, besides of translating. */
static phrases refused = {
    "help with", "assist",  "request",    "fulfill",  "demande",        "anfrage", "solicitud",
    "richiesta", "cut off", "incomplete", "too long", "please provide", NULL,
};

/* Who goes on, and where. */
static phrases going_on = {
    "continue",    "continued", "go on with",  "next message", "next part", "next response",
    "end of part", "part 1 ",   "weitermach",  "fortfahr",     "fortsetz",  "continúe",
    "continuar",   "siga",      "continui",    "continuare",   "продолж",   "продовж",
    "أكمل",        "أواصل",     "أتابع",       "להמשיך",       "שאמשיך",    "जारी रख",
    "続け",        "続き",      "계속",        "继续",         "繼續",      "未完待续",
    "未完待續",    "devam ed",  "tiếp tục",    "kontynuow",    "pokračov",  "verdergaan",
    "doorgaan",    "fortsätt",  "melanjutkan", "lanjutkan",    NULL,
};

static phrases noting = {
    "translator's note",
    "translators' note",
    "translator note",
    "note from the translator",
    "note du traducteur",
    "n.d.t",
    "ndt",
    "anm. d. übers",
    "anm. d. ü",
    "anmerkung des übersetzers",
    "anmerkung der übersetz",
    "nota del traductor",
    "n. del t",
    "n. do t",
    "n.do t",
    "nota do tradutor",
    "nota da tradu",
    "nota del traduttore",
    "примечание перевод",
    "прим. пер",
    "от переводчика",
    "примітка переклад",
    "прим. перекл",
    "ملاحظة المترجم",
    "ملاحظة من المترجم",
    "הערת המתרגם",
    "הערת מתרגם",
    "הערת המתרגמת",
    "अनुवादक की टिप्पणी",
    "अनुवादक का नोट",
    "訳注",
    "訳者注",
    "訳者註",
    "역주",
    "옮긴이",
    "역자 주",
    "译者注",
    "譯者註",
    "译注",
    "譯註",
    "译者按",
    "譯者按",
    "çevirmenin notu",
    "çevirmen notu",
    "ghi chú của người dịch",
    "chú thích của người dịch",
    "przyp. tłum",
    "noot van de vertaler",
    "översättarens anm",
    "catatan penerjemah",
    "pozn. překl",
    NULL,
};

/* ---- what a block is ---- */

enum {
    SHORT = 240, /* bytes: longer blocks say something, but for "Lorem ipsum" */
    FEW = 48,    /* code points behind a word that alone says little */
    ENOUGH = 12, /* of an original that is more than a mark */
};

/* Is it an aside, from the first sign to the last? */
static bool is_bracketed(str s) {
    static const char *const opens[] = {"[",  "(",  "{",  "*",  "...", "…",
                                        "（", "【", "［", "〔", "«"};
    static const char *const closes[] = {"]",  ")",  "}",  "*",  "...", "…",
                                         "）", "】", "］", "〕", "»"};
    bool begins = false, ends = false;
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        begins = begins || str_starts(s, str_of(opens[i]));
        ends = ends || str_ends(s, str_of(closes[i]));
    }
    return begins && ends;
}

/* Is all of it that the word is of, and it no word of a longer one? */
static bool is_promise(str folded) {
    str s = phrase_skip(folded);
    size_t n = phrase_begins(s, promising);
    if (!n)
        return false;
    if (str_starts(s, S("lorem ipsum")))
        return true;
    bool is_phrase = str_has(str_slice(s, 0, n), S(" ")) || s.p[0] & 0x80;
    return (is_phrase || n == s.n || !ascii_is_alpha(s.p[n])) &&
           utf8_count_valid(str_from(s, n)) <= FEW;
}

static bool has_letters(str text) {
    for (size_t i = 0, n; i < text.n; i += n) {
        uint32_t cp;
        n = utf8_decode(str_from(text, i), &cp);
        if (utf8_is_letter(cp) || utf8_is_digit(cp))
            return true;
    }
    return false;
}

/* Is there nothing in it that a reader sees? */
static bool is_empty(const leaf *l) {
    for (uint32_t i = 0; i < l->natoms; i++) {
        const atom *x = &l->atoms[i];
        bool is_break = x->kind == ATOM_HTML && str_starts(x->text, S("<br"));
        if (!is_break && x->kind != ATOM_STRONG && x->kind != ATOM_EMPH)
            return false;
    }
    return !has_letters(l->text);
}

/* "<br>", and nothing else. */
static bool is_break(str html) {
    html = str_trim(html);
    return str_starts(html, S("<br")) && str_find_char(html, '>') + 1 == html.n;
}

/* "⟦2⟧", "[[CODE_BLOCK_3]]", "<code_block_0/>", "__CODE_1__" and nothing else: a tool put it in
 * place of what is not to be translated. */
static bool is_placeholder(const leaf *l) {
    enum { LONGEST = 40 };
    char word[LONGEST + 1];
    size_t n = 0, digits = 0;
    str s = str_trim(l->text);
    if (l->class != LEAF_TEXT || s.n > LONGEST || str_find_char(s, ' ') != STR_NONE)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        digits += ascii_is_digit(s.p[i]);
        if (ascii_is_alpha(s.p[i]))
            word[n++] = ascii_lower(s.p[i]);
    }
    return digits &&
           (str_starts(s, S("⟦")) || str_is_in_words((str){word, n}, " code codeblock "
                                                                     "placeholder block "));
}

stand_in stand_in_of(arena *a, const leaf *l) {
    phrase_text all;
    if (l->class == LEAF_HTML && l->n < SHORT)
        return is_break(l->text) ? STAND_IN_EMPTY : STAND_IN_NONE;
    if (l->class != LEAF_TEXT)
        return STAND_IN_NONE;
    if (is_empty(l))
        return STAND_IN_EMPTY;
    if (is_placeholder(l))
        return STAND_IN_PROMISE;
    str s = str_trim(phrase_fold(a, l->text));
    if (is_promise(s))
        return STAND_IN_PROMISE;
    if (l->text.n > SHORT)
        return STAND_IN_NONE;
    bool is_aside = is_bracketed(s);
    phrase_search(&all, s);
    if (phrase_begins(phrase_skip(s), noting))
        return STAND_IN_NOTE;
    if (phrase_begins(phrase_skip(s), refusing) &&
        (phrase_holds(&all, phrase_translation) || phrase_holds(&all, refused)))
        return STAND_IN_REFUSAL;
    if (is_aside && phrase_holds(&all, rest) && phrase_holds(&all, unchanged))
        return STAND_IN_REST;
    if ((is_aside || phrase_asks(s)) && phrase_holds(&all, going_on))
        return STAND_IN_ASKING;
    return STAND_IN_NONE;
}

/* ---- marking them ---- */

/* How refusals and promises begin, by the first bytes: what begins so is looked at though it is as
 * long as it should be. */
static const char *const firsts[] = {
    "I'm so",  "I’m so",    "I am s",     "I am u",  "I cann",  "I can'",   "I can’",  "I apol",
    "Sorry,",  "Unfort",    "As an ",     "Je sui",  "Désolé",  "Je ne ",   "Malheu",  "Es tut",
    "Tut mi",  "Entsch",    "Ich ka",     "Leider",  "Lo sie",  "No pue",   "Lament",  "Descul",
    "Sinto ",  "Não po",    "Infeli",     "Mi dis",  "Non po",  "Spiace",   "Purtro",  "Извините",
    "К сожал", "Я не могу", "Простите",   "Вибачте", "На жаль", "Я не мож", "عذرًا",    "عذرا",
    "آسف",     "أعتذر",     "لا أستط",    "מצטער",   "אינני",   "איני ",    "אני לא",  "क्षमा",
    "माफ",     "申し訳",    "すみません", "恐れ入",  "죄송",    "미안",     "抱歉",    "很抱歉",
    "非常抱",  "对不起",    "對不起",     "我无法",  "我無法",  "我不能",   "Üzgünüm", "Maales",
    "Xin lỗ",  "Rất ti",    "Przepr",     "Przykr",  "Het sp",  "Helaas",   "Tyvärr",  "Omlouv",
    "Mohon ",  "FIXME:",    "TODO: ",     "Lorem ",  "Transl",  "Maaf, "};

enum { FIRST_BYTES = 6 };

static uint32_t hash_first(const char *p) {
    uint32_t h = 0;
    for (int i = 0; i < FIRST_BYTES; i++)
        h = h * 31 + (unsigned char)p[i];
    return h;
}

void stand_in_begins(sieve *out) {
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        sieve_add(out, hash_first(firsts[i]));
}

static bool may_begin(const pair *p, str text) {
    if (text.n < FIRST_BYTES)
        return false;
    switch ((unsigned char)text.p[0]) {
    case '[':
    case '(':
    case '.': return true;
    case 0xE2: return str_starts(text, S("…"));
    case 0xE3:
        if (str_starts(text, S("【")))
            return true;
        break;
    case 0xEF: return str_starts(text, S("（")) || str_starts(text, S("［"));
    default: break;
    }
    return sieve_may_have(&p->lore->begins, hash_first(text.p));
}

/* Without anything that a translation must keep. */
static bool is_bare(const leaf *l) {
    for (uint32_t i = 0; i < l->natoms; i++)
        if (l->atoms[i].kind != ATOM_STRONG && l->atoms[i].kind != ATOM_EMPH)
            return false;
    return true;
}

/* Does the text end with it, and is anything of the original missing? What asks whether to go on
 * may be as long as a later block is then. */
static bool is_last_of_less(const pair *p, const aligned *x) {
    const leaf *to = pair_to(p, x);
    return x->to + 1 == p->to->o.n && p->al.pairs < p->from->o.n && !to->context && is_bare(to);
}

static bool is_suspect(const pair *p, const aligned *x) {
    static const float odd = 2.5F;
    const leaf *from = pair_from(p, x), *to = pair_to(p, x);
    if (!to || to->flags & LEAF_IS_ELIDED || to->n > 2 * SHORT)
        return false;
    if (is_placeholder(to))
        return true;
    if (to->class != LEAF_TEXT)
        return to->class == LEAF_HTML && !from;
    if (!from || (x->cost > odd && is_bare(to)) || is_last_of_less(p, x) ||
        (from->chars >= ENOUGH && 2 * (float)to->chars < p->ratio * (float)from->chars))
        return true;
    return !to->context && to->text.n < SHORT && is_bare(to) && may_begin(p, to->text);
}

static bool is_stand_in(const pair *p, const aligned *x) {
    static const float alike = -0.5F; /* they have something in common */
    const leaf *from = pair_from(p, x);
    if (from && x->cost < alike)
        return false;
    stand_in is = stand_in_of(p->a, pair_to(p, x));
    if (is == STAND_IN_NONE || (from && stand_in_of(p->a, from) == is))
        return false;
    return is != STAND_IN_EMPTY || !from || from->chars >= ENOUGH;
}

/* At the end of the text it is taken off, so that it does not hide what is missing there. */
static bool cut_last(pair *p, version *to) {
    const leaf *last = to->o.n > 1 ? &to->o.leaves[to->o.n - 1] : NULL;
    if (!last || !(last->flags & LEAF_IS_ELIDED) || last->class != LEAF_TEXT || last->context)
        return false;
    p->last = last;
    to->o.n--;
    to->o.stops = true;
    return true;
}

void stand_in_mark(pair *p, version *to) {
    leaf *copy = NULL;
    for (size_t i = 0; i < p->al.n; i++) {
        const aligned *x = &p->al.p[i];
        if (!is_suspect(p, x) || !is_stand_in(p, x))
            continue;
        if (!copy) {
            copy = arena_make(p->a, leaf, to->o.n);
            memcpy(copy, to->o.leaves, to->o.n * sizeof *copy);
        }
        copy[x->to].flags |= LEAF_IS_ELIDED;
    }
    if (copy)
        to->o.leaves = copy;
    if (cut_last(p, to) || copy)
        p->al = align_outlines(p->a, &p->from->o, &to->o, p->ratio);
}
