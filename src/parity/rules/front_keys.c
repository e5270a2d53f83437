#include "parity/rules/front_keys.h"

#define TEXT(lit)                                                                                  \
    { "" lit, sizeof(lit) - 1 }

static const struct {
    str name;
    key_policy policy;
} defaults[] = {
    {TEXT("aliases"), KEY_FREE},
    {TEXT("audio"), KEY_OWN},
    {TEXT("author"), KEY_SAME},
    {TEXT("authors"), KEY_SAME},
    {TEXT("cSpell:ignore"), KEY_FREE},
    {TEXT("categories"), KEY_OWN},
    {TEXT("category"), KEY_OWN},
    {TEXT("date"), KEY_SAME},
    {TEXT("default_lang_commit"), KEY_FREE},
    {TEXT("description"), KEY_TRANSLATED},
    {TEXT("drifted_from_default"), KEY_FREE},
    {TEXT("excerpt"), KEY_TRANSLATED},
    {TEXT("generated"), KEY_OWN},
    {TEXT("image"), KEY_SAME},
    {TEXT("lang"), KEY_OWN},
    {TEXT("language"), KEY_FREE},
    {TEXT("languages"), KEY_FREE},
    {TEXT("l10n"), KEY_FREE},
    {TEXT("last_modified_at"), KEY_FREE},
    {TEXT("last_updated"), KEY_FREE},
    {TEXT("lastmod"), KEY_FREE},
    {TEXT("layout"), KEY_SAME},
    {TEXT("letoon"), KEY_FREE},
    {TEXT("math"), KEY_SAME},
    {TEXT("order"), KEY_SAME},
    {TEXT("original"), KEY_FREE},
    {TEXT("original_lang"), KEY_FREE},
    {TEXT("page_id"), KEY_SAME},
    {TEXT("permalink"), KEY_FREE},
    {TEXT("published"), KEY_FREE},
    {TEXT("redirect_from"), KEY_FREE},
    {TEXT("ref"), KEY_SAME},
    {TEXT("slug"), KEY_FREE},
    {TEXT("source"), KEY_FREE},
    {TEXT("sourceCommit"), KEY_FREE},
    {TEXT("source_commit"), KEY_FREE},
    {TEXT("source_lang"), KEY_FREE},
    {TEXT("source_language"), KEY_FREE},
    {TEXT("subtitle"), KEY_TRANSLATED},
    {TEXT("tags"), KEY_OWN},
    {TEXT("title"), KEY_TRANSLATED},
    {TEXT("translated"), KEY_OWN},
    {TEXT("translated_from"), KEY_FREE},
    {TEXT("translation_key"), KEY_SAME},
    {TEXT("translation_of"), KEY_FREE},
    {TEXT("translator"), KEY_FREE},
    {TEXT("translators"), KEY_FREE},
    {TEXT("type"), KEY_SAME},
    {TEXT("untranslated"), KEY_FREE},
    {TEXT("weight"), KEY_SAME},
};

static const struct {
    const char *name;
    key_policy policy;
} policies[] = {{"same", KEY_SAME},
                {"translated", KEY_TRANSLATED},
                {"per-language", KEY_OWN},
                {"free", KEY_FREE}};

value front_policies(const config *c) {
    return value_at(value_at(value_at(c->data, S("letoon")), S("check")), S("keys"));
}

key_policy front_policy(value keys, str key) {
    str said = value_as_str(value_at(keys, key));
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
        if (said.n && str_eq(said, str_of(policies[i].name)))
            return policies[i].policy;
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (str_eq(key, defaults[i].name))
            return defaults[i].policy;
    return KEY_OWN;
}

/* Names that translators and models have given to keys. */
static const struct {
    str key;
    const char *names; /* with spaces around */
} translations[] = {
    {TEXT("title"),
     " titre titel título titulo titolo tytuł название заголовок 标题 標題 タイトル 제목 "
     "العنوان عنوان शीर्षक başlık judul "},
    {TEXT("lang"),
     " langue language idioma lingua sprache język язык 语言 語言 言語 언어 اللغة لغة भाषा "
     "dil bahasa "},
    {TEXT("layout"),
     " couche mise_en_page disposition diseño diseno plantilla disposizione vorlage "
     "układ макет шаблон 布局 版式 レイアウト 레이아웃 التخطيط تخطيط लेआउट düzen tata_letak "},
    {TEXT("date"), " datum fecha data дата 日期 日付 날짜 التاريخ تاريخ दिनांक tarih tanggal "},
    {TEXT("type"), " typ tipo тип 类型 類型 タイプ 種類 유형 النوع نوع प्रकार tür jenis "},
    {TEXT("image"),
     " bild imagen immagine imagem obraz изображение 图片 圖片 图像 画像 이미지 الصورة صورة "
     "चित्र छवि görsel gambar "},
    {TEXT("audio"), " аудио 音频 音訊 音声 オーディオ 오디오 الصوت صوت ऑडियो ses "},
    {TEXT("generated"),
     " généré genere generado generato gerado generiert wygenerowane сгенерировано "
     "生成 自动生成 生成済み 생성됨 مولد उत्पन्न "},
    {TEXT("translated"),
     " traduit traducido tradotto traduzido übersetzt uebersetzt przetłumaczone "
     "переведено 已翻译 翻译 翻譯 翻訳 翻訳済み 번역됨 مترجم अनुवादित çevrildi "},
    {TEXT("tags"),
     " étiquettes etiquettes mots-clés etiquetas etichette schlagwörter tagi теги 标签 "
     "標籤 タグ 태그 الوسوم وسوم टैग etiketler tag "},
    {TEXT("categories"),
     " catégories categorías categorias categorie kategorien kategorie категории "
     "分类 分類 カテゴリ 카테고리 الفئات श्रेणियाँ kategoriler kategori "},
    {TEXT("description"),
     " descripción descripcion descrizione descrição beschreibung opis описание "
     "描述 説明 설명 الوصف विवरण açıklama deskripsi "},
    {TEXT("author"), " auteur autor autore автор 作者 著者 저자 المؤلف लेखक yazar penulis "},
};

str front_untranslated(str name) {
    char word[64];
    if (name.n + 2 > sizeof word)
        return (str){0};
    word[0] = ' ';
    for (size_t i = 0; i < name.n; i++)
        word[i + 1] = ascii_lower(name.p[i]);
    word[name.n + 1] = ' ';
    for (size_t i = 0; i < sizeof translations / sizeof *translations; i++)
        if (str_has(str_of(translations[i].names), (str){word, name.n + 2}))
            return translations[i].key;
    return (str){0};
}
