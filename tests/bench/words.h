/* The vocabulary of the benchmark's notes: every language in its own script. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stddef.h>

#define BENCH_WORDS 48

typedef struct language {
    const char *code;
    const char *space;        /* between words; empty where the script has none */
    const char *comma, *stop; /* the comma with its space */
    const char *words[BENCH_WORDS];
} language;

/* clang-format off */
static const language languages[] = {
    {"en", " ", ", ", ".",
     {"harbour", "light",  "river",  "window", "careful", "reader", "paper",   "carries",
      "answer",  "every",  "morning", "bridge", "slowly",  "market", "between", "stone",
      "garden",  "letter", "with",   "copper", "finds",   "quiet",  "engine",  "winter",
      "people",  "the",    "road",   "and",    "before",  "little", "summer",  "measure",
      "builds",  "a",      "table",  "from",   "island",  "number", "travels", "green",
      "ship",    "returns", "old",   "under",  "village", "music",  "keeps",   "bread"}},
    {"zh", "", "，", "。",
     {"港口", "灯光", "河流", "窗户", "仔细", "读者", "纸张", "带来", "回答", "每个", "早晨", "桥梁",
      "慢慢", "市场", "之间", "石头", "花园", "信件", "一起", "铜器", "发现", "安静", "机器", "冬天",
      "人们", "的",   "道路", "和",   "以前", "小小", "夏天", "测量", "建造", "在",   "桌子", "来自",
      "岛屿", "数字", "旅行", "绿色", "船只", "回来", "古老", "下面", "村庄", "音乐", "保持", "面包"}},
    {"fr", " ", ", ", ".",
     {"port",   "lumière", "rivière", "fenêtre", "soigneux", "lecteur", "papier", "porte",
      "réponse", "chaque", "matin",   "pont",    "lentement", "marché", "entre",  "pierre",
      "jardin", "lettre",  "avec",    "cuivre",  "trouve",   "calme",   "moteur", "hiver",
      "gens",   "le",      "chemin",  "et",      "avant",    "petit",   "été",    "mesure",
      "bâtit",  "une",     "table",   "depuis",  "île",      "nombre",  "voyage", "vert",
      "navire", "revient", "ancien",  "sous",    "village",  "musique", "garde",  "pain"}},
    {"es", " ", ", ", ".",
     {"puerto", "luz",    "río",    "ventana", "cuidadoso", "lector",  "papel",   "lleva",
      "respuesta", "cada", "mañana", "puente",  "despacio",  "mercado", "entre",   "piedra",
      "jardín", "carta",  "con",    "cobre",   "encuentra", "quieto",  "motor",   "invierno",
      "gente",  "el",     "camino", "y",       "antes",     "pequeño", "verano",  "medida",
      "construye", "una", "mesa",   "desde",   "isla",      "número",  "viaja",   "verde",
      "barco",  "vuelve", "viejo",  "bajo",    "pueblo",    "música",  "guarda",  "pan"}},
    {"ja", "", "、", "。",
     {"港が",   "明かり", "川の",   "窓を",   "丁寧に", "読者は", "紙に",   "運ぶ",
      "答え",   "すべて", "朝の",   "橋と",   "ゆっくり", "市場", "間で",   "石の",
      "庭に",   "手紙を", "一緒に", "銅の",   "見つける", "静かな", "機械", "冬は",
      "人々が", "その",   "道を",   "そして", "以前",   "小さな", "夏の",   "測る",
      "建てる", "ある",   "机の",   "から",   "島へ",   "数字",   "旅する", "緑の",
      "船は",   "戻る",   "古い",   "下に",   "村の",   "音楽",   "守る",   "パン"}},
    {"de", " ", ", ", ".",
     {"Hafen",  "Licht",  "Fluss",  "Fenster", "sorgfältig", "Leserin", "Papier", "trägt",
      "Antwort", "jeder", "Morgen", "Brücke",  "langsam",    "Markt",   "zwischen", "Stein",
      "Garten", "Brief",  "mit",    "Kupfer",  "findet",     "ruhig",   "Maschine", "Winter",
      "Leute",  "die",    "Straße", "und",     "bevor",      "klein",   "Sommer", "Maß",
      "baut",   "ein",    "Tisch",  "aus",     "Insel",      "Zahl",    "reist",  "grün",
      "Schiff", "kehrt",  "alt",    "unter",   "Dorf",       "Musik",   "behält", "Brot"}},
    {"hi", " ", ", ", "।",
     {"बंदरगाह", "रोशनी", "नदी",  "खिड़की", "सावधान", "पाठक",  "कागज़", "लाता",
      "उत्तर",    "हर",    "सुबह",  "पुल",    "धीरे",   "बाज़ार", "बीच",   "पत्थर",
      "बगीचा",   "चिट्ठी", "साथ",   "ताँबा",   "पाता",   "शांत",   "मशीन",  "सर्दी",
      "लोग",     "वह",    "सड़क",  "और",     "पहले",   "छोटा",   "गर्मी",   "माप",
      "बनाता",   "एक",    "मेज़",   "से",     "द्वीप",   "संख्या",  "यात्रा",  "हरा",
      "जहाज़",   "लौटता", "पुराना", "नीचे",   "गाँव",   "संगीत",  "रखता",  "रोटी"}},
    {"ar", " ", "، ", ".",
     {"ميناء",  "ضوء",   "نهر",   "نافذة", "حذر",   "قارئ",  "ورق",   "يحمل",
      "جواب",   "كل",    "صباح",  "جسر",   "ببطء",  "سوق",   "بين",   "حجر",
      "حديقة",  "رسالة", "مع",    "نحاس",  "يجد",   "هادئ",  "آلة",   "شتاء",
      "ناس",    "هذا",   "طريق",  "ثم",    "قبل",   "صغير",  "صيف",   "قياس",
      "يبني",   "في",    "طاولة", "من",    "جزيرة", "رقم",   "يسافر", "أخضر",
      "سفينة",  "يعود",  "قديم",  "تحت",   "قرية",  "موسيقى", "يحفظ", "خبز"}},
    {"hant", "", "，", "。",
     {"港口", "燈光", "河流", "窗戶", "仔細", "讀者", "紙張", "帶來", "回答", "每個", "早晨", "橋樑",
      "慢慢", "市場", "之間", "石頭", "花園", "信件", "一起", "銅器", "發現", "安靜", "機器", "冬天",
      "人們", "的",   "道路", "和",   "以前", "小小", "夏天", "測量", "建造", "在",   "桌子", "來自",
      "島嶼", "數字", "旅行", "綠色", "船隻", "回來", "古老", "下面", "村莊", "音樂", "保持", "麵包"}},
};
/* clang-format on */

#define BENCH_LANGUAGES (sizeof languages / sizeof languages[0])

#endif
