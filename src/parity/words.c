#include "parity/words.h"

/* The little words of languages: articles, pronouns, prepositions, conjunctions, auxiliaries. In
 * running text a quarter of all words and more are of these; in another language's hardly any. */
const function_words words_table[] = {
    {"en", "the of and to in is that it was for on are as with at be this have from or by not "
           "but what all were when we there can an your which their if do will each about how up "
           "out them then she many some so these would other into has more her two like him see "
           "time could no make than been its now my made did over down only way use may you they "
           "i our also just any such most very because should"},
    {"fr", "le la les de des du un une et à est en que qui dans pour sur pas plus par au aux ce "
           "cette ces il elle ils elles on nous vous je se sa son ses ne ou où mais avec sans "
           "être sont était ont leur leurs comme si tout tous toute peut même aussi entre fait "
           "donc alors très bien lorsque puis ainsi chaque votre notre dont afin cela celui "
           "celle l d qu lors sera été avait doit vous déjà encore toujours jamais sous vers chez"},
    {"de", "der die das und ist in zu den von mit nicht ein eine einen einem einer eines auf für "
           "im dem des sich als auch es an er sie wir ihr ich sind wie aus bei oder aber nach "
           "wird werden hat haben kann können wenn dass diese dieser dieses nur noch um über so "
           "zum zur vor durch man mehr war sein ihre ihren wurde sehr dann da hier beim vom"},
    {"es", "el la los las de del y que en un una unos unas es por con para no se lo su sus al "
           "como más pero este esta estos estas ese esa o si ya cuando muy sin sobre también me "
           "hay son ser fue está están tu tus puede pueden entre todo todos cada desde donde "
           "porque hasta así cual quien nos otra otro esto eso mi qué ha han incluso hubo había "
           "tiene hace sea siempre antes después mientras tanto aquí ahora según además "
           "puedes era eran nada algo mucho mismo misma entonces podría podrías"},
    {"it", "il lo la i gli le di del della dei delle degli e è che in un una uno per con non si "
           "da dal dalla al alla ai alle come più ma anche questo questa questi queste nel nella "
           "nei sono essere ha hanno se o ci suo sua loro tra su sul sulla dove quando perché "
           "già solo ogni può molto così tutti tutto era stato cui quale all dell nell dall "
           "sull quindi mentre prima dopo anzi essa esso deve devono fare viene ancora"},
    {"pt", "o a os as de do da dos das e que em um uma uns umas é para com não se por no na nos "
           "nas ao à mais como mas este esta isso isto ou seu sua seus suas ele ela são ser foi "
           "está estão também já quando muito sem sobre entre pode podem você há até cada pelo "
           "pela pelos onde porque tem têm todo todos só mesmo eu sempre antes depois enquanto "
           "então além agora aqui ainda havia seja nada algo muitos pouco deve fazer"},
    {"nl", "de het een en van in is dat op te zijn met voor niet die aan er om als ook maar bij "
           "of uit nog naar dan wat kan kunnen worden wordt door over je we ze hij zij deze dit "
           "heeft hebben was meer geen wel zo tot moet alleen onder tussen hun haar mijn uw waar "
           "omdat veel al"},
    {"sv", "och att det i en är på som för av med den till ett inte har om de var från kan så "
           "men vi du jag han hon sig när eller ska också bara denna detta dessa över efter vid "
           "under mellan blir vara hade där mer alla sin sina min din någon mycket än"},
    {"da", "og at det i en er på som for af med den til et ikke har om de var fra kan så men vi "
           "du jeg han hun sig når eller skal også kun denne dette disse over efter ved under "
           "mellem bliver være havde der mere alle sin sine min din nogen meget end"},
    {"nb", "og at det i en er på som for av med den til et ikke har om de var fra kan så men vi "
           "du jeg han hun seg når eller skal også bare denne dette disse over etter ved under "
           "mellom blir være hadde der mer alle sin sine min din noen mye enn"},
    {"pl", "i w z na do się nie to jest że o od po za przez dla jak ale czy co tym tego jego jej "
           "ich są być był była może można tak już tylko lub oraz gdy gdzie który która które "
           "których przed pod bez też każdy bardzo jeśli aby ten ta te ze przy między wszystkie"},
    {"cs", "a v na se je že to s z do o i za pro jako ale jsou nebo by když které který která "
           "jeho její jejich může být byl byla už jen také tak po od při mezi podle pokud aby "
           "ten tato tento co si ve ze pod nad bez všechny velmi"},
    {"ro", "și în de la cu pe nu este sunt un o ce care din pentru mai dar sau ca să se al ale "
           "lui ei lor prin după când acest această aceste fi fost are au poate foarte doar "
           "fiecare între dacă până unde unei unui"},
    {"hu", "a az és hogy nem is egy van ez de meg mint csak már ha vagy minden lehet volt ezt "
           "azt kell még el ki be sem után között alatt által ezek azok amely ami aki nagyon úgy "
           "így mert majd pedig"},
    {"tr", "ve bir bu için ile de da ne gibi daha çok olarak olan her ama veya en kadar sonra "
           "değil var yok ise ki mi mı şu o ben sen biz siz onlar bunu bunun olduğu olması "
           "tarafından ancak çünkü hem nasıl üzerinde içinde"},
    {"id", "dan yang di ke dari untuk dengan pada ini itu adalah tidak akan dapat atau juga oleh "
           "sebagai dalam anda kita kami mereka ia saya bisa telah sudah ada karena jika seperti "
           "lebih saat setiap antara hanya harus tetapi agar bahwa tersebut sebuah"},
    {"vi", "và là của có cho không được các một những với trong này khi để từ đó như về ra đã sẽ "
           "người bạn tôi nó cũng hay hoặc nhưng nếu vì trên theo đến tại rất chỉ mỗi phải thì "
           "sau giữa mà nào bởi"},
    {"fi", "ja on ei se että oli kun niin mutta tai joka myös ovat kuin jos vain sen hän olla "
           "voi voit mitä siitä kanssa sekä jotka tämä nämä tässä ole ennen jälkeen kaikki hyvin "
           "vielä koska"},
    {"ca", "el la els les de del dels i que en un una és per amb no es a al com més però aquest "
           "aquesta o si ja quan molt sense sobre també són ser ha han pot poden entre tot tots "
           "cada des on perquè fins així seva seu"},
    {"ru", "и в не на что с по как это для но из к от его так же то все за у о бы вы мы он она "
           "они или при если может быть также только уже чтобы который которая которые этого "
           "этот эта эти до когда без под где можно нет был была есть их ли во со после между "
           "через там тут здесь тем том тот той таким такой такие затем вам вас нас его её "
           "своей свои чем либо например используя ваш ваша вашего вашей поэтому однако"},
    {"uk", "і в не на що з по як це для але із до від його так же то всі за у о б ви ми він вона "
           "вони або при якщо може бути також тільки вже щоб який яка які цього цей ця ці коли "
           "без під де можна немає був була є їх чи та після між через там тут тим тому той "
           "таким такий такі потім вам вас нас його її своєї свої ніж або наприклад лише "
           "вашого вашої ваш ваша тож однак"},
    {"bg", "и в не на че с по как това за но от към се така да е са ще си бъде или при ако може "
           "също само вече който която които този тази тези до когато без под където няма беше "
           "има им ли във със след между чрез"},
    {"el", "και το η ο τα οι του της των τον την στο στη στην στα σε με για από που να είναι δεν "
           "θα ένα μια ή αν ως αυτό αυτή αλλά όπως πιο μπορεί όταν πολύ μόνο έχει έχουν ότι σας "
           "μας"},
    {"ar", "في من على إلى أن هذا هذه التي الذي عن مع ما لا هو هي كان كانت أو ثم قد كل بين بعد "
           "قبل عند إذا لم لن حتى أي ذلك تلك كما يمكن غير فقط لكن أنه أنها"},
    {"fa", "و در به از که این را با است برای آن یک می شود خود تا کند بر هم اما یا اگر نیز شده هر "
           "باید بود ما شما آنها هستند دارد کرد کنید بین پس بدون"},
    {"he", "של את על לא זה הוא היא עם כי גם אם או אבל כל יש אין אני אתה הם מה כמו רק עד בין אחרי "
           "לפני היה הייתה זו אלה יותר מאוד כאשר לכם"},
    {"hi", "के का की में है और से को पर यह कि एक हैं भी नहीं तो इस लिए कर ने हो या जो आप हम वह "
           "था थी ये अपने साथ तक जब अगर केवल सकते"},
};

const size_t words_count = sizeof words_table / sizeof *words_table;
