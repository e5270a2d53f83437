#include "parity/numeral_table.h"

/* Hindi has a word of its own for each number below a hundred; signs of nukta are left out. */
#define HINDI_0_TO_49                                                                                                                                                                                                              \
    "0=शून्य 1=एक 2=दो 3=तीन 4=चार 5=पाँच/पांच 6=छह/छः/छे 7=सात 8=आठ 9=नौ 10=दस 11=ग्यारह 12=बारह "                                \
    "13=तेरह "                                                                                                                                                                                                             \
    "14=चौदह 15=पंद्रह/पन्द्रह 16=सोलह 17=सत्रह 18=अठारह 19=उन्नीस 20=बीस 21=इक्कीस 22=बाईस/बाइस "                     \
    "23=तेईस/तेइस "                                                                                                                                                                                                \
    "24=चौबीस 25=पच्चीस 26=छब्बीस 27=सत्ताईस/सत्ताइस 28=अट्ठाईस/अट्ठाइस 29=उनतीस 30=तीस "                                \
    "31=इकतीस/इकत्तीस 32=बत्तीस "                                                                                                                                                              \
    "33=तैंतीस 34=चौंतीस 35=पैंतीस 36=छत्तीस 37=सैंतीस 38=अडतीस 39=उनतालीस 40=चालीस 41=इकतालीस 42=बयालीस " \
    "43=तैंतालीस 44=चौवालीस/चवालीस 45=पैंतालीस 46=छियालीस 47=सैंतालीस 48=अडतालीस 49=उनचास "
#define HINDI_50_TO_99                                                                                                                                                                                                                                  \
    "50=पचास 51=इक्यावन 52=बावन 53=तिरपन 54=चौवन 55=पचपन 56=छप्पन 57=सत्तावन 58=अट्ठावन 59=उनसठ "                                                 \
    "60=साठ "                                                                                                                                                                                                                                     \
    "61=इकसठ 62=बासठ 63=तिरसठ 64=चौंसठ 65=पैंसठ 66=छियासठ 67=सडसठ 68=अडसठ 69=उनहत्तर 70=सत्तर "                                                       \
    "71=इकहत्तर 72=बहत्तर 73=तिहत्तर 74=चौहत्तर 75=पचहत्तर 76=छिहत्तर 77=सतहत्तर 78=अठहत्तर "                                             \
    "79=उन्यासी/उनासी "                                                                                                                                                                                                         \
    "80=अस्सी 81=इक्यासी 82=बयासी 83=तिरासी 84=चौरासी 85=पचासी 86=छियासी 87=सत्तासी 88=अट्ठासी "                                            \
    "89=नवासी "                                                                                                                                                                                                                               \
    "90=नब्बे 91=इक्यानवे 92=बानवे 93=तिरानवे 94=चौरानवे 95=पचानवे/पंचानवे 96=छियानवे 97=सत्तानवे 98=अट्ठानवे " \
    "99=निन्यानवे "

const numeral_table numeral_tables[] = {
    {"en", 0,
     "0=zero 1=one/once 2=two/twice/second 3=three/third 4=four* 5=five/fifth 6=six* 7=seven* "
     "8=eight* 9=nine/ninth 10=ten* 11=eleven* 12=twelve/twelfth/dozen/dozens 13=thirteen* "
     "14=fourteen* 15=fifteen* 16=sixteen* 17=seventeen* 18=eighteen* 19=nineteen* "
     "20=twenty/twent* 30=thirty/thirt* 40=forty/fort* 50=fifty/fift* 60=sixty/sixt* "
     "70=seventy/sevent* 80=eighty/eight* 90=ninety/ninet* x100=hundred* s1000=thousand* "
     "s1000000=million* s1000000000=billion* &=and h=half"},
    {"fr", 0,
     "0=zéro 1=un/une 2=deux 3=trois 4=quatre 5=cinq 6=six 7=sept 8=huit 9=neuf "
     "10=dix/dizaine* 11=onze* 12=douze*/douzaine* 13=treize* 14=quatorze* 15=quinze*/quinzaine* "
     "16=seize* v20=vingt/vingts/vingtaine*/vingtième* 30=trente*/trentaine* "
     "40=quarante*/quarantaine* 50=cinquante*/cinquantaine* 60=soixante*/soixantaine* "
     "70=septante* 80=huitante*/octante* 90=nonante* x100=cent/cents/centaine* "
     "s1000=mille/mil/millier* s1000000=million* s1000000000=milliard* &=et "
     "h=demi/demie"},
    {"de", NUMERAL_GLUED,
     "0=null 1=ein/eins/eine/einen/einer/einmal 2=zwei/zweimal/zweite/zweiten 3=drei/dreimal/"
     "dritte/dritten 4=vier/viermal 5=fünf/fünfmal 6=sechs/sechsmal 7=sieben/siebenmal "
     "8=acht/achtmal 9=neun/neunmal 10=zehn/zehnmal 11=elf 12=zwölf/dutzend* 13=dreizehn* "
     "14=vierzehn* 15=fünfzehn* 16=sechzehn* 17=siebzehn* 18=achtzehn* 19=neunzehn* 20=zwanzig* "
     "30=dreißig*/dreissig* 40=vierzig* 50=fünfzig* 60=sechzig* 70=siebzig* 80=achtzig* "
     "90=neunzig* x100=hundert* s1000=tausend* s1000000=million* s1000000000=milliarde* &=und "
     "h=einhalb 1h=anderthalb*/eineinhalb*"},
    {"es", NUMERAL_GLUED,
     "0=cero 1=un/uno/una/ún 2=dos/dós 3=tres/trés 4=cuatro 5=cinco 6=seis/séis 7=siete 8=ocho "
     "9=nueve 10=diez 11=once 12=doce/docena* 13=trece 14=catorce 15=quince 16=dieciséis "
     "17=diecisiete 18=dieciocho 19=diecinueve 20=veinte/veinti/veinten* 30=treinta "
     "40=cuarenta 50=cincuenta 60=sesenta 70=setenta 80=ochenta 90=noventa 100=cien/ciento "
     "x100=cientos 200=doscient* 300=trescient* 400=cuatrocient* 500=quinient* 600=seiscient* "
     "700=setecient* 800=ochocient* 900=novecient* s1000=mil/miles s1000000=millón/millones "
     "&=y h=medio/media"},
    {"it", NUMERAL_GLUED,
     "0=zero 1=un/uno/una 2=due 3=tre/tré 4=quattro 5=cinque 6=sei 7=sette 8=otto 9=nove "
     "10=dieci/decina 11=undici 12=dodici/dozzina 13=tredici 14=quattordici 15=quindici 16=sedici "
     "17=diciassette 18=diciotto 19=diciannove 20=venti/vent/ventina 30=trenta/trent "
     "40=quaranta/quarant 50=cinquanta/cinquant 60=sessanta/sessant 70=settanta/settant "
     "80=ottanta/ottant 90=novanta/novant x100=cento/cent/centinaia s1000=mille/mila/migliaia "
     "s1000000=milion* s1000000000=miliard* &=e h=mezzo/mezza"},
    {"pt", 0,
     "0=zero 1=um/uma 2=dois/duas 3=três 4=quatro 5=cinco 6=seis 7=sete 8=oito 9=nove 10=dez "
     "11=onze 12=doze/dúzia/dúzias 13=treze 14=catorze/quatorze 15=quinze "
     "16=dezesseis/dezasseis 17=dezessete/dezassete 18=dezoito 19=dezenove/dezanove 20=vinte "
     "30=trinta 40=quarenta 50=cinquenta 60=sessenta 70=setenta 80=oitenta 90=noventa "
     "100=cem/cento x100=centenas 200=duzent* 300=trezent* 400=quatrocent* 500=quinhent* "
     "600=seiscent* 700=setecent* 800=oitocent* 900=novecent* s1000=mil/milhares "
     "s1000000=milhão/milhões s1000000000=bilhão/bilhões/bilião/biliões &=e h=meio/meia"},
    {"nl", NUMERAL_GLUED,
     "0=nul 1=een/één 2=twee 3=drie 4=vier 5=vijf 6=zes 7=zeven 8=acht 9=negen 10=tien 11=elf "
     "12=twaalf/dozijn 13=dertien* 14=veertien* 15=vijftien* 16=zestien* 17=zeventien* "
     "18=achttien* 19=negentien* 20=twintig* 30=dertig* 40=veertig* 50=vijftig* 60=zestig* "
     "70=zeventig* 80=tachtig* 90=negentig* x100=honderd* s1000=duizend* s1000000=miljoen* "
     "s1000000000=miljard* &=en/ën h=half/halve 1h=anderhalf/anderhalve"},
    {"sv", NUMERAL_GLUED,
     "0=noll 1=en/ett 2=två 3=tre 4=fyra 5=fem 6=sex 7=sju 8=åtta 9=nio 10=tio 11=elva "
     "12=tolv/dussin 13=tretton* 14=fjorton* 15=femton* 16=sexton* 17=sjutton* 18=arton* "
     "19=nitton* 20=tjugo* 30=trettio* 40=fyrtio* 50=femtio* 60=sextio* 70=sjuttio* 80=åttio* "
     "90=nittio* x100=hundra* s1000=tusen* s1000000=miljon* s1000000000=miljard* &=och h=halv"},
    {"da", NUMERAL_GLUED,
     "0=nul 1=en/et 2=to 3=tre 4=fire 5=fem 6=seks 7=syv 8=otte 9=ni 10=ti 11=elleve "
     "12=tolv/dusin 13=tretten* 14=fjorten* 15=femten* 16=seksten* 17=sytten* 18=atten* 19=nitten* "
     "20=tyve* 30=tredive* 40=fyrre* 50=halvtreds* 60=tres/tresind* 70=halvfjerds* 80=firs/"
     "firsind* 90=halvfems* x100=hundred* s1000=tusind* s1000000=million* s1000000000=milliard* "
     "&=og h=halv 1h=halvanden"},
    {"pl", 0,
     "0=zero 1=jeden/jedna/jedno/jednego 2=dwa/dwie/dwóch/dwaj 3=trzy/trzech 4=cztery/czterech "
     "5=pięć/pięciu 6=sześć/sześciu 7=siedem/siedmiu 8=osiem/ośmiu 9=dziewięć/dziewięciu "
     "10=dziesięć/dziesięciu 11=jedenaście/jedenast* 12=dwanaście/dwunast*/tuzin* "
     "13=trzynaście/trzynast* 14=czternaście/czternast* "
     "15=piętnaście/piętnast* 16=szesnaście/szesnast* 17=siedemnaście/siedemnast* "
     "18=osiemnaście/osiemnast* 19=dziewiętnaście/dziewiętnast* 20=dwadzieścia/"
     "dwudziest* 30=trzydzieści/trzydziest* 40=czterdzieści/czterdziest* 50=pięćdziesiąt/"
     "pięćdziesięci* 60=sześćdziesiąt/sześćdziesięci* 70=siedemdziesiąt/siedemdziesięci* "
     "80=osiemdziesiąt/osiemdziesięci* 90=dziewięćdziesiąt/dziewięćdziesięci* 100=sto/stu "
     "x100=setki 200=dwieście/dwustu 300=trzysta/trzystu 400=czterysta/czterystu 500=pięćset/"
     "pięciuset 600=sześćset/sześciuset 700=siedemset/siedmiuset 800=osiemset/ośmiuset "
     "900=dziewięćset/dziewięciuset s1000=tysiąc*/tysięcy s1000000=milion* s1000000000=miliard* "
     "&=i h=pół 1h=półtora/półtorej"},
    {"ru", 0,
     "0=ноль/нуль 1=один/одна/одно/одного/одной 2=два/две/двух/двумя/дважды 3=три/трёх/трех/тремя/"
     "трижды 4=четыре/четырёх/четырех 5=пять/пяти/пятью 6=шесть/шести 7=семь/семи 8=восемь/восьми "
     "9=девять/девяти 10=десять/десяти/десяток/десятки/десятков 11=одиннадцат* "
     "12=двенадцат*/дюжин* 13=тринадцат* 14=четырнадцат* 15=пятнадцат* 16=шестнадцат* "
     "17=семнадцат* 18=восемнадцат* 19=девятнадцат* 20=двадцат* 30=тридцат* 40=сорок* "
     "50=пятьдесят*/пятидесят* 60=шестьдесят*/шестидесят* 70=семьдесят*/семидесят* "
     "80=восемьдесят*/восьмидесят* 90=девяност* 100=сто/ста/сот* x100=сотни/сотен "
     "200=двести/двухсот*/двумстам 300=триста/трёхсот*/трехсот* 400=четыреста/четырёхсот*/"
     "четырехсот* 500=пятьсот/пятисот* 600=шестьсот/шестисот* 700=семьсот/семисот* "
     "800=восемьсот/восьмисот* 900=девятьсот/девятисот* s1000=тысяч*/тыс s1000000=миллион* "
     "s1000000000=миллиард* &=и/с h=половиной 1h=полтор*/полутор*"},
    {"uk", 0,
     "0=нуль 1=один/одна/одне/одного/однієї 2=два/дві/двох/двома/двічі 3=три/трьох/тричі "
     "4=чотири/чотирьох 5=п’ять/п'ять/п’яти/п'яти 6=шість/шести 7=сім/семи 8=вісім/восьми "
     "9=дев’ять/дев'ять/дев’яти/дев'яти 10=десять/десяти/десятки/десятків 11=одинадцят* "
     "12=дванадцят*/дюжин* 13=тринадцят* 14=чотирнадцят* 15=п’ятнадцят*/п'ятнадцят* "
     "16=шістнадцят* 17=сімнадцят* 18=вісімнадцят* 19=дев’ятнадцят*/дев'ятнадцят* 20=двадцят* "
     "30=тридцят* 40=сорок* 50=п’ятдесят*/п'ятдесят* 60=шістдесят* 70=сімдесят* 80=вісімдесят* "
     "90=дев’яност*/дев'яност* 100=сто/ста/сот* x100=сотні/сотень 200=двісті/двохсот* "
     "300=триста/трьохсот* 400=чотириста/чотирьохсот* 500=п’ятсот/п'ятсот 600=шістсот 700=сімсот "
     "800=вісімсот 900=дев’ятсот/дев'ятсот s1000=тисяч*/тис s1000000=мільйон* "
     "s1000000000=мільярд* &=і/й/з/та h=половиною 1h=півтора"},
    {"cs", NUMERAL_GLUED,
     "0=nula 1=jeden/jedna/jedno 2=dva/dvě 3=tři 4=čtyři 5=pět 6=šest 7=sedm 8=osm 9=devět "
     "10=deset 11=jedenáct* 12=dvanáct*/tucet 13=třináct* 14=čtrnáct* 15=patnáct* 16=šestnáct* "
     "17=sedmnáct* 18=osmnáct* 19=devatenáct* 20=dvacet* 30=třicet* 40=čtyřicet* 50=padesát* "
     "60=šedesát* 70=sedmdesát* 80=osmdesát* 90=devadesát* x100=sto/sta/set/stě/stovky "
     "s1000=tisíc* s1000000=milion* s1000000000=miliard* &=a h=půl 1h=půldruhého"},
    {"tr", 0,
     "0=sıfır 1=bir* 2=iki* 3=üç* 4=dört* 5=beş* 6=altı* 7=yedi* 8=sekiz* 9=dokuz* 10=on/onuncu "
     "20=yirmi* 30=otuz* 40=kırk* 50=elli* 60=altmış* 70=yetmiş* 80=seksen* 90=doksan* "
     "12=düzine* x100=yüz* s1000=bin* s1000000=milyon* s1000000000=milyar* h=buçuk*"},
    {"vi", 0,
     "0=không 1=một/mốt 2=hai 3=ba 4=bốn/tư 5=năm/lăm 6=sáu 7=bảy 8=tám 9=chín 10=mười m10=mươi "
     "12=tá x100=trăm s1000=nghìn/ngàn s1000000=triệu s1000000000=tỷ/tỉ &=linh/lẻ h=rưỡi"},
    {"id", 0,
     "0=nol 1=satu/sekali 2=dua 3=tiga 4=empat 5=lima 6=enam 7=tujuh 8=delapan 9=sembilan "
     "10=sepuluh 11=sebelas a10=belas m10=puluh 12=lusin 100=seratus x100=ratus/ratusan "
     "s1000=ribu/ribuan 1000=seribu s1000000=juta s1000000000=miliar h=setengah"},
    {"hi", 0,
     HINDI_0_TO_49 HINDI_50_TO_99 "x100=सौ s1000=हजार s100000=लाख s10000000=करोड s1000000000=अरब "
                                  "h=साढे 1h=डेढ 2h=ढाई"},
    {"ar", NUMERAL_PREFIXED,
     "0=صفر 1=واحد/واحدة/أحد/إحدى 2=اثنان/اثنين/مرتين/اثنا/اثني/اثنتا/اثنتي 3=ثلاثة/ثلاث "
     "4=أربعة/أربع 5=خمسة/خمس 6=ستة/ست 7=سبعة/سبع 8=ثمانية/ثماني/ثمان 9=تسعة/تسع 10=عشرة/عشر "
     "20=عشرون/عشرين 30=ثلاثون/ثلاثين 40=أربعون/أربعين 50=خمسون/خمسين 60=ستون/ستين "
     "70=سبعون/سبعين 80=ثمانون/ثمانين 90=تسعون/تسعين x100=مئة/مائة/مئات 200=مئتان/مئتين/"
     "مائتان/مائتين 300=ثلاثمئة/ثلاثمائة 400=أربعمئة/أربعمائة 500=خمسمئة/خمسمائة 600=ستمئة/ستمائة "
     "700=سبعمئة/سبعمائة 800=ثمانمئة/ثمانمائة 900=تسعمئة/تسعمائة s1000=ألف/ألفا/ألفًا/آلاف "
     "2000=ألفان/ألفين s1000000=مليون/مليونا/ملايين s1000000000=مليار/مليارات h=نصف"},
    {"he", NUMERAL_PREFIXED,
     "0=אפס 1=אחד/אחת 2=שני/שתי/שניים/שתיים/שנים/שתים/פעמיים 3=שלושה/שלוש 4=ארבעה/ארבע "
     "5=חמישה/חמש 6=שישה/שש 7=שבעה/שבע 8=שמונה 9=תשעה/תשע 10=עשרה/עשר 12=תריסר 20=עשרים "
     "30=שלושים 40=ארבעים 50=חמישים 60=שישים 70=שבעים 80=שמונים 90=תשעים x100=מאות 100=מאה "
     "200=מאתיים s1000=אלף/אלפים/אלפי 2000=אלפיים s1000000=מיליון/מיליוני s1000000000=מיליארד "
     "h=חצי"},
    {"ko", NUMERAL_GLUED,
     "0=영 1=하나/한 2=둘/두 3=셋/세 4=넷/네 5=다섯 6=여섯 7=일곱 8=여덟 9=아홉 10=열 20=스물/스무 "
     "30=서른 40=마흔 50=쉰 60=예순 70=일흔 80=여든 90=아흔"},
};

const size_t numeral_tables_n = sizeof numeral_tables / sizeof *numeral_tables;
