#include "parity/language.h"

#include "base/utf8.h"

/* Characters that occur in texts of one of the two ways of writing Chinese and not in those of the
 * other, by what documentation in both uses; those that both know in some sense are left out. */
static const char simplified[] =
    "个数这为应会类们据参时将请码径来发赖对与项声档动样该进内过务创义运认设现实开当单验试体关"
    "从种证传标选编库测节还调构带间异转复问变错输结装获导头换简组执态读误机许细统让写辑您经录"
    "无点询状术规际检环仅载额访称记语须则计终块网键显属级见题阅层适览饰继浏镜书学够几说两递签"
    "别骤续络盖权优预扩习场资拥产连尝负缀协汉号击闭补择员备联帮储较话议条队诉杂拟总长荐挂识退"
    "缓滤责译绍独东顺链详图轻础页迁旧抛释团听银约触弃举逻远费观断恋达监报钩词电洁势专临顾阶邮"
    "离压难盘风顶险轮赞缩频脚绝溃树栈担钥订激柜护吗隐钮欢围针赋败纯师严辅讨绕织稳满毕暂乱门软"
    "赶谢诸觉虽窃归广办刚侦";

static const char traditional[] =
    "個會這為應與數們據來時參料設徑於請動後將標樣檔執內類實發驗對預單過試結範進產現確啟種況體"
    "讓從測庫關頭選義賴變獨稱點錯轉裝項沒給欄許訊編記構讀準統額運誤複細網態學匯訂務輸繼換專麼"
    "詢間無檢載術權須註際環規經連帶較屬層錄續計覽鍵說雜語見兩憑還階瀏終題閱飾則顯適軟問協驟頁"
    "僅線擴號籤掛憶幾負雲長習優東嘗漢決強綴儲製擇擊湊區議靜隊責級擬員電舊獲認訴閉達譯遞監濾偵"
    "順遷虛夠塊備調聽聯拋導輕蓋團顧識純納覺總礎隨銀棄戀觀儘遠補縮潔鬆針費條斷圖紹暫邏腦業壓響"
    "離詳緒碟鎖贊難雖門護萬異櫃樹極敗彈張劃錶併風釋遊輪誌訪觸薦濟歷擔創冊險鈕輔謝詞織簽歡擷師"
    "壞勢邊談話聲約疊慮圍隱陳評腳維盡減慣亂辦趕絕掃報";

enum { FIRST = 0x4E00, LAST = 0x9FFF };

struct han_table {
    uint8_t is[LAST - FIRST + 1]; /* 1: simplified, 2: traditional */
};

static void enter(han_table *t, str characters, uint8_t as) {
    while (characters.n) {
        uint32_t cp;
        size_t len = utf8_decode(characters, &cp);
        t->is[cp - FIRST] = as;
        characters = str_from(characters, len);
    }
}

const han_table *han_table_new(arena *a) {
    han_table *t = arena_make(a, han_table, 1);
    enter(t, str_of(simplified), 1);
    enter(t, str_of(traditional), 2);
    return t;
}

han_counts han_count(const han_table *t, str text) {
    han_counts n = {0};
    const unsigned char *p = (const unsigned char *)text.p;
    for (size_t i = 0; i + 2 < text.n;) {
        if (p[i] < 0xE4 || p[i] > 0xE9) { /* U+4000 to U+9FFF begin with these */
            i++;
            continue;
        }
        uint32_t cp =
            (uint32_t)(p[i] & 0x0F) << 12 | (uint32_t)(p[i + 1] & 0x3F) << 6 | (p[i + 2] & 0x3F);
        i += 3;
        if (cp < FIRST || cp > LAST)
            continue;
        n.simplified += t->is[cp - FIRST] == 1;
        n.traditional += t->is[cp - FIRST] == 2;
    }
    return n;
}
