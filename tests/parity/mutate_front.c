/* Front matter: edited as text, line by line. */
#include "mutate.h"

/* A line "key: value" at the outer level, with the lines that are indented beneath it. */
typedef struct entry {
    range all, key, value; /* the value's without white space around; n 0: it is beneath */
} entry;

typedef vec(entry) entries;

static bool has_front(const trial *t) {
    return str_starts(t->text, S("---\n")) && t->body_at > 8;
}

static void read_entries(const trial *t, entries *out) {
    for (size_t at = 4; has_front(t) && at < t->body_at; at = line_after(t->text, at)) {
        size_t end = line_after(t->text, at);
        str line = str_slice(t->text, at, end);
        size_t colon = str_find_char(line, ':');
        if (str_starts(line, S("---")))
            return;
        if ((line.p[0] == ' ' || line.p[0] == '-') && out->n) {
            out->p[out->n - 1].all.n += line.n;
        } else if (colon != STR_NONE && ascii_is_alpha(line.p[0])) {
            str what = str_trim(str_from(line, colon + 1));
            size_t value_at = what.n ? (size_t)(what.p - t->text.p) : at + colon + 1;
            *vec_push(t->a, out) = (entry){{at, line.n}, {at, colon}, {value_at, what.n}};
        }
    }
}

static bool find_entry(const trial *t, str key, entry *out) {
    entries all = {0};
    read_entries(t, &all);
    for (size_t i = 0; i < all.n; i++)
        if (str_eq(range_text(t, all.p[i].key), key)) {
            *out = all.p[i];
            return true;
        }
    return false;
}

/* Of those a translation must have as well; `lang` and `translated` decide what it is. */
static bool any_entry(trial *t, entry *out, bool with_value) {
    entries all = {0};
    size_t seen = 0;
    read_entries(t, &all);
    for (size_t i = 0; i < all.n; i++) {
        str key = range_text(t, all.p[i].key);
        bool decides = str_eq(key, S("lang")) || str_eq(key, S("translated"));
        if (!decides && (all.p[i].value.n || !with_value) && any(t, ++seen) == 0)
            *out = all.p[i];
    }
    return seen > 0;
}

/* ---- keys ---- */

static bool drop_key(trial *t) {
    entry e;
    if (!any_entry(t, &e, false))
        return false;
    add_fault(t, 0);
    add_fault(t, line_begin(t->text, str_rtrim(str_slice(t->text, 0, t->body_at)).n));
    return change(t, e.all.at, e.all.n, S(""));
}

static bool add_key(trial *t) {
    static const char *const lines[] = {"reviewed: true\n", "model: x-1\n", "source: web\n"};
    entry e;
    return any_entry(t, &e, false) && change(t, e.all.at, 0, str_of(lines[any(t, 3)]));
}

static bool mistype_key(trial *t) {
    entry e;
    if (!any_entry(t, &e, false) || e.key.n < 4)
        return false;
    return change(t, e.key.at + 1 + any(t, e.key.n - 2), 1, S(""));
}

static const in_language keys_fr[] = {{"layout", "gabarit"},
                                      {"title", "titre"},
                                      {"image", "illustration"},
                                      {"audio", "son"},
                                      {"tags", "étiquettes"}};
static const in_language keys_de[] = {{"layout", "vorlage"},
                                      {"title", "titel"},
                                      {"image", "bild"},
                                      {"audio", "ton"},
                                      {"tags", "schlagworte"}};
static const in_language keys_es[] = {{"layout", "plantilla"},
                                      {"title", "título"},
                                      {"image", "imagen"},
                                      {"audio", "sonido"},
                                      {"tags", "etiquetas"}};
static const in_language keys_pt[] = {{"layout", "modelo"},
                                      {"title", "título"},
                                      {"image", "imagem"},
                                      {"audio", "áudio"},
                                      {"tags", "etiquetas"}};
static const in_language keys_zh[] = {
    {"layout", "布局"}, {"title", "标题"}, {"image", "图片"}, {"audio", "音频"}, {"tags", "标签"}};
static const in_language keys_hant[] = {
    {"layout", "版面"}, {"title", "標題"}, {"image", "圖片"}, {"audio", "音訊"}, {"tags", "標籤"}};
static const in_language keys_ja[] = {{"layout", "レイアウト"},
                                      {"title", "タイトル"},
                                      {"image", "画像"},
                                      {"audio", "音声"},
                                      {"tags", "タグ"}};
static const in_language keys_ko[] = {{"layout", "레이아웃"},
                                      {"title", "제목"},
                                      {"image", "이미지"},
                                      {"audio", "오디오"},
                                      {"tags", "태그"}};
static const in_language keys_ru[] = {{"layout", "макет"},
                                      {"title", "заголовок"},
                                      {"image", "изображение"},
                                      {"audio", "аудио"},
                                      {"tags", "теги"}};
static const in_language keys_ar[] = {
    {"layout", "تخطيط"}, {"title", "عنوان"}, {"image", "صورة"}, {"audio", "صوت"}, {"tags", "وسوم"}};
static const in_language keys_he[] = {{"layout", "פריסה"},
                                      {"title", "כותרת"},
                                      {"image", "תמונה"},
                                      {"audio", "שמע"},
                                      {"tags", "תגיות"}};
static const in_language keys_hi[] = {
    {"layout", "ख़ाका"}, {"title", "शीर्षक"}, {"image", "चित्र"}, {"audio", "ध्वनि"}, {"tags", "टैग"}};

enum { KEYS = 5 };

static const struct {
    const char *tag;
    const in_language *keys;
} key_rows[] = {{"fr", keys_fr},      {"de", keys_de},        {"es", keys_es}, {"pt", keys_pt},
                {"zh-Hans", keys_zh}, {"zh-Hant", keys_hant}, {"ja", keys_ja}, {"ko", keys_ko},
                {"ru", keys_ru},      {"ar", keys_ar},        {"he", keys_he}, {"hi", keys_hi}};

static bool translate_key(trial *t) {
    entry e;
    for (size_t i = 0; i < sizeof key_rows / sizeof *key_rows; i++) {
        if (!str_eq(t->b->to->tag, str_of(key_rows[i].tag)))
            continue;
        const in_language *k = &key_rows[i].keys[any(t, KEYS)];
        return find_entry(t, str_of(k->tag), &e) && change(t, e.key.at, e.key.n, str_of(k->text));
    }
    return false;
}

static bool duplicate_key(trial *t) {
    entry e;
    if (!any_entry(t, &e, true))
        return false;
    add_fault(t, e.all.at);
    return change(t, e.all.at + e.all.n, 0, range_text(t, e.all));
}

/* ---- values ---- */

static bool set_value(trial *t, str key, str what) {
    entry e;
    return find_entry(t, key, &e) && e.value.n && !str_eq(range_text(t, e.value), what) &&
           change(t, e.value.at, e.value.n, what);
}

static bool translate_boolean(trial *t) {
    static const in_language no[] = {{"", "faux"},    {"fr", "faux"},  {"de", "falsch"},
                                     {"es", "falso"}, {"pt", "falso"}, {"ar", "خطأ"},
                                     {"he", "שקר"},   {"hi", "असत्य"},  {"ja", "偽"},
                                     {"ko", "거짓"},  {"zh", "假"},    {"ru", "ложь"}};
    static const in_language yes[] = {{"", "vrai"},        {"fr", "vrai"},       {"de", "wahr"},
                                      {"es", "verdadero"}, {"pt", "verdadeiro"}, {"ar", "صحيح"},
                                      {"he", "אמת"},       {"hi", "सत्य"},        {"ja", "真"},
                                      {"ko", "참"},        {"zh", "真"},         {"ru", "истина"}};
    entry e;
    if (find_entry(t, S("audio"), &e) && str_eq(range_text(t, e.value), S("false")) && any(t, 2))
        return change(t, e.value.at, e.value.n, SAID(t, no));
    return set_value(t, S("generated"), SAID(t, yes));
}

static bool change_lang(trial *t) {
    static const char *const codes[] = {"it", "nl", "sv", "pl"};
    return set_value(t, S("lang"), str_of(codes[any(t, 4)]));
}

static bool empty_lang(trial *t) {
    return set_value(t, S("lang"), S(""));
}

static bool country_for_lang(trial *t) {
    static const char *const codes[][2] = {{"ja", "jp"}, {"ko", "kr"}, {"uk", "ua"}, {"cs", "cz"},
                                           {"da", "dk"}, {"sv", "se"}, {"el", "gr"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_eq(t->b->to->tag, str_of(codes[i][0])))
            return set_value(t, S("lang"), str_of(codes[i][1]));
    return false;
}

static bool change_layout(trial *t) {
    static const char *const layouts[] = {"page", "default", "home"};
    return set_value(t, S("layout"), str_of(layouts[any(t, 3)]));
}

static bool change_image(trial *t) {
    entry e;
    if (!find_entry(t, S("image"), &e) || !str_starts(range_text(t, e.value), S("/")))
        return false;
    return change(t, e.value.at + 1, 0, S("other-"));
}

static bool change_date(trial *t) {
    entry e;
    if (!find_entry(t, S("date"), &e) || e.value.n < 10)
        return false;
    return change(t, e.value.at + 9, 1, t->text.p[e.value.at + 9] == '3' ? S("4") : S("3"));
}

static bool untranslated_title(trial *t) {
    entry e, other;
    trial from = *t;
    from.text = t->b->from->src->text;
    from.body_at = t->b->from->body_at;
    if (!find_entry(t, S("title"), &e) || !find_entry(&from, S("title"), &other))
        return false;
    str title = range_text(&from, other.value);
    return !str_eq(title, range_text(t, e.value)) && str_has(title, S(" ")) &&
           change(t, e.value.at, e.value.n, title);
}

static bool missing_audio(trial *t) {
    return set_value(t, S("audio"), S("/no-such-recording.mp3"));
}

/* A list becomes a text. */
static bool list_to_text(trial *t) {
    entry e;
    if (!find_entry(t, S("tags"), &e) || !str_starts(range_text(t, e.value), S("[")))
        return false;
    return change(t, e.value.at, e.value.n, S("\"tags\""));
}

/* ---- the block ---- */

static bool drop_front(trial *t) {
    if (!has_front(t))
        return false;
    add_fault(t, t->body_at);
    return change(t, 0, t->body_at, S(""));
}

/* Where the line of dashes is that ends it; `body_at`: nowhere. */
static size_t dashes_at(const trial *t) {
    size_t at = 4;
    while (at < t->body_at && !str_starts(str_from(t->text, at), S("---\n")))
        at = line_after(t->text, at);
    return at;
}

/* The line of dashes that ends it, or begins it, is lost or becomes typographic. */
static bool unclosed_front(trial *t) {
    if (!has_front(t))
        return false;
    size_t at = dashes_at(t);
    add_fault(t, 0);
    return at < t->body_at && change(t, at, 4, any(t, 2) ? S("\n") : S("———\n"));
}

/* As a model shows what it was given. */
static bool front_as_code(trial *t) {
    size_t at = has_front(t) ? dashes_at(t) : t->body_at;
    if (at >= t->body_at)
        return false;
    add_edit(t, at, 4, S("```\n"));
    return change(t, 0, 4, S("```yaml\n"));
}

static bool unopened_front(trial *t) {
    return has_front(t) && change(t, 0, 4, S(""));
}

static bool typographic_dashes(trial *t) {
    return has_front(t) && change(t, 0, 3, any(t, 2) ? S("———") : S("—"));
}

static bool typographic_front(trial *t) {
    size_t end = has_front(t) ? str_find(t->text, S("\n---\n")) : STR_NONE;
    if (end == STR_NONE)
        return false;
    add_edit(t, end + 1, 3, S("—"));
    return change(t, 0, 3, S("—"));
}

/* As an input method leaves it. */
static bool full_width_colon(trial *t) {
    entry e;
    if (!any_entry(t, &e, true))
        return false;
    add_fault(t, 0);
    return change(t, e.key.at + e.key.n, 1, S("："));
}

/* A text with a colon in it loses its quotes. */
static bool colon_in_value(trial *t) {
    entry e;
    if (!find_entry(t, S("title"), &e) || e.value.n < 4)
        return false;
    str title = range_text(t, e.value);
    bool is_quoted = title.p[0] == '"' || title.p[0] == '\'';
    add_fault(t, 0);
    return !is_quoted && change(t, e.value.at, e.value.n, str_cat(t->a, S("x: "), title));
}

static bool doubled(trial *t) {
    if (!has_front(t))
        return false;
    add_fault(t, 0);
    return change(t, t->body_at, 0, str_slice(t->text, 0, t->body_at));
}

static bool stray_dashes(trial *t) {
    return has_front(t) && change(t, 0, 0, S("---\n"));
}

const kind front_kinds[] = {
    {"drop-key", drop_key},
    {"add-key", add_key},
    {"mistype-key", mistype_key},
    {"translate-key", translate_key},
    {"duplicate-key", duplicate_key},
    {"translate-boolean", translate_boolean},
    {"change-lang", change_lang},
    {"empty-lang", empty_lang},
    {"country-for-lang", country_for_lang},
    {"front-as-code", front_as_code},
    {"change-layout", change_layout},
    {"change-image-key", change_image},
    {"change-date", change_date},
    {"untranslated-title", untranslated_title},
    {"missing-audio", missing_audio},
    {"doubled-front-matter", doubled},
    {"stray-dashes", stray_dashes},
    {"drop-front-matter", drop_front},
    {"unclosed-front-matter", unclosed_front},
    {"unopened-front-matter", unopened_front},
    {"typographic-dashes", typographic_dashes},
    {"typographic-front", typographic_front},
    {"full-width-colon", full_width_colon},
    {"colon-in-value", colon_in_value},
    {"list-to-text", list_to_text},
    {NULL, NULL},
};
