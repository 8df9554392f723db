#include "simulate/phrases.hpp"

#include <array>

namespace redress::simulate {
namespace {

using Two = std::array<std::string_view, 2>;
using InAll = std::array<Two, kLanguages>;  // en de es ro ru ar vi

constexpr InAll kOffer{{
    {"Work on a farm. The room is free and the bus is free.",
     "Good pay, every month. I have a place for you."},
    {"Arbeit am Hof. Zimmer und Fahrt sind frei.",
     "Guter Lohn, jeden Monat. Ich habe einen Platz für dich."},
    {"Hay trabajo. El cuarto y el viaje son gratis.",
     "Buen sueldo cada mes. Tengo un puesto para ti."},
    {"Este de lucru. Camera și drumul sunt gratis.",
     "Salariu bun, în fiecare lună. Am un loc pentru tine."},
    {"Есть работа. Жильё и дорога бесплатно.",
     "Хорошая зарплата каждый месяц. Есть место для тебя."},
    {"يوجد عمل. السكن والسفر مجانا.", "راتب جيد كل شهر. عندي مكان لك."},
    {"Có việc làm. Phòng ở và xe đi lại miễn phí.", "Lương tốt, trả hằng tháng. Có chỗ cho em."},
}};
constexpr InAll kAsk{{
    {"Is there a contract?", "When do we leave?"},
    {"Gibt es einen Vertrag?", "Wann fahren wir?"},
    {"¿Hay contrato?", "¿Cuándo salimos?"},
    {"Există contract?", "Când plecăm?"},
    {"Договор будет?", "Когда едем?"},
    {"هل يوجد عقد؟", "متى نسافر؟"},
    {"Có hợp đồng không?", "Khi nào đi?"},
}};
constexpr InAll kArrive{{
    {"The bus arrives at six. A man with a white van waits.",
     "You are in house 1. The others will show you the bed."},
    {"Der Bus kommt um sechs. Ein weißer Wagen wartet.",
     "Du bist in Haus 1. Die anderen zeigen dir das Bett."},
    {"El autobús llega a las seis. Espera una furgoneta blanca.",
     "Estás en la casa 1. Los otros te enseñan la cama."},
    {"Autobuzul vine la șase. Așteaptă o dubă albă.", "Ești în casa 1. Ceilalți îți arată patul."},
    {"Автобус приходит в шесть. Ждёт белая машина.", "Ты в доме 1. Другие покажут кровать."},
    {"تصل الحافلة في السادسة. تنتظر سيارة بيضاء.", "أنت في البيت 1. الآخرون يدلونك على السرير."},
    {"Xe buýt đến lúc sáu giờ. Có xe trắng đợi.", "Em ở nhà số 1. Mọi người sẽ chỉ giường."},
}};
constexpr InAll kPassport{{
    {"Give me the passport.", "Give me the passport. I keep it for the registration."},
    {"Gib mir den Pass.", "Gib mir den Pass. Ich behalte ihn für die Anmeldung."},
    {"Dame el pasaporte.", "Dame el pasaporte. Lo guardo para el registro."},
    {"Dă-mi pașaportul.", "Dă-mi pașaportul. Îl țin eu pentru înregistrare."},
    {"Дай мне паспорт.", "Дай мне паспорт. Он будет у меня для регистрации."},
    {"أعطني جواز السفر.", "أعطني جواز السفر. أحتفظ به للتسجيل."},
    {"Đưa hộ chiếu cho tôi.", "Đưa hộ chiếu cho tôi. Tôi giữ để đăng ký."},
}};
constexpr InAll kDebt{{
    {"You pay the rest first.", "The journey is not paid yet. First the debt, then the pay."},
    {"Du zahlst zuerst den Rest.",
     "Die Fahrt ist noch nicht bezahlt. Zuerst die Schuld, dann der Lohn."},
    {"Primero pagas el resto.", "El viaje no está pagado. Primero la deuda, después el sueldo."},
    {"Întâi plătești restul.", "Drumul nu e plătit încă. Întâi datoria, apoi salariul."},
    {"Сначала заплати остаток.", "Дорога ещё не оплачена. Сначала долг, потом зарплата."},
    {"تدفع الباقي أولا.", "السفر لم يدفع بعد. الدين أولا ثم الراتب."},
    {"Trả phần còn lại trước đã.", "Tiền đi đường chưa trả xong. Trả nợ trước, lương sau."},
}};
constexpr InAll kRules{{
    {"Nobody goes out alone.", "Do not talk to people at work."},
    {"Niemand geht allein hinaus.", "Redet nicht mit den Leuten bei der Arbeit."},
    {"Nadie sale solo.", "No habléis con la gente del trabajo."},
    {"Nimeni nu iese singur.", "Nu vorbiți cu oamenii de la lucru."},
    {"Никто не выходит один.", "Не разговаривайте с людьми на работе."},
    {"لا أحد يخرج وحده.", "لا تتكلموا مع الناس في العمل."},
    {"Không ai được ra ngoài một mình.", "Đừng nói chuyện với người ở chỗ làm."},
}};
constexpr InAll kWork{{
    {"Ready at five tomorrow.", "Tomorrow also Sunday. Ready at half past five."},
    {"Morgen um fünf bereit sein.", "Morgen auch, am Sonntag. Um halb sechs bereit."},
    {"Mañana listos a las cinco.", "Mañana domingo también. Listos a las cinco y media."},
    {"Mâine la cinci să fiți gata.", "Mâine și duminică. Gata la cinci și jumătate."},
    {"Завтра в пять быть готовыми.", "Завтра воскресенье, тоже работаем. В полшестого."},
    {"غدا كونوا جاهزين في الخامسة.", "غدا الأحد أيضا. جاهزون في الخامسة والنصف."},
    {"Mai năm giờ phải sẵn sàng.", "Mai chủ nhật cũng làm. Năm giờ rưỡi sẵn sàng."},
}};
constexpr InAll kAskPay{{
    {"When do we get the pay?", "It is less than in the contract. Why?"},
    {"Wann kommt der Lohn?", "Es ist weniger als im Vertrag. Warum?"},
    {"¿Cuándo pagan?", "Es menos que en el contrato. ¿Por qué?"},
    {"Când primim salariul?", "E mai puțin decât în contract. De ce?"},
    {"Когда будет зарплата?", "Это меньше, чем в договоре. Почему?"},
    {"متى نستلم الراتب؟", "هذا أقل من العقد. لماذا؟"},
    {"Khi nào có lương?", "Ít hơn trong hợp đồng. Tại sao?"},
}};
constexpr InAll kDenyPay{{
    {"Next month.", "After the debt. I wrote it down."},
    {"Nächsten Monat.", "Nach der Schuld. Ich habe es aufgeschrieben."},
    {"El mes que viene.", "Después de la deuda. Lo tengo apuntado."},
    {"Luna viitoare.", "După datorie. Am scris eu."},
    {"В следующем месяце.", "После долга. Я записываю."},
    {"الشهر القادم.", "بعد الدين. كتبت كل شيء."},
    {"Tháng sau.", "Trả nợ xong đã. Tôi ghi sổ rồi."},
}};
constexpr InAll kHome{{
    {"I am well. I will send money soon.", "I can not call today."},
    {"Mir geht es gut. Ich schicke bald Geld.", "Heute kann ich nicht anrufen."},
    {"Estoy bien. Pronto mando dinero.", "Hoy no puedo llamar."},
    {"Sunt bine. Trimit bani curând.", "Azi nu pot să sun."},
    {"У меня всё хорошо. Скоро пришлю деньги.", "Сегодня не могу позвонить."},
    {"أنا بخير. سأرسل مالا قريبا.", "لا أستطيع الاتصال اليوم."},
    {"Con khỏe. Con sẽ gửi tiền sớm.", "Hôm nay con không gọi được."},
}};
constexpr InAll kFromHome{{
    {"A man came about the money.", "We think of you. When do you come home?"},
    {"Ein Mann war wegen des Geldes da.", "Wir denken an dich. Wann kommst du?"},
    {"Vino un hombre por el dinero.", "Pensamos en ti. ¿Cuándo vuelves?"},
    {"A venit un om pentru bani.", "Ne gândim la tine. Când vii acasă?"},
    {"Приходил человек насчёт денег.", "Мы думаем о тебе. Когда приедешь?"},
    {"جاء رجل بسبب المال.", "نفكر فيك. متى ترجع؟"},
    {"Có người đến hỏi tiền.", "Cả nhà nhớ con. Khi nào con về?"},
}};
constexpr InAll kTired{{
    {"My hands hurt. Again until nine.", "I counted the hours. It does not fit."},
    {"Mir tun die Hände weh. Wieder bis neun.", "Ich habe die Stunden gezählt. Es stimmt nicht."},
    {"Me duelen las manos. Otra vez hasta las nueve.", "He contado las horas. No cuadra."},
    {"Mă dor mâinile. Iar până la nouă.", "Am numărat orele. Nu se potrivește."},
    {"Руки болят. Опять до девяти.", "Я считаю часы. Не сходится."},
    {"يداي تؤلماني. مرة أخرى حتى التاسعة.", "حسبت الساعات. الحساب غير صحيح."},
    {"Đau tay quá. Lại làm đến chín giờ.", "Em đã đếm giờ. Không đúng."},
}};
constexpr InAll kOrdinary{{
    {"Football on Thursday at seven?", "I bring the cake. Who brings coffee?"},
    {"Donnerstag um sieben Fußball?", "Ich bringe Kuchen. Wer bringt Kaffee?"},
    {"¿Fútbol el jueves a las siete?", "Yo llevo el pastel. ¿Quién trae café?"},
    {"Joi la șapte fotbal?", "Aduc eu prăjitura. Cine aduce cafea?"},
    {"Футбол в четверг в семь?", "Я принесу торт. Кто принесёт кофе?"},
    {"كرة القدم يوم الخميس في السابعة؟", "أنا أحضر الكعك. من يحضر القهوة؟"},
    {"Thứ năm bảy giờ đá bóng nhé?", "Mình mang bánh. Ai mang cà phê?"},
}};

constexpr std::array<const InAll*, kOccasions> kAll{
    &kOffer,  &kAsk,     &kArrive, &kPassport, &kDebt,  &kRules,   &kWork,
    &kAskPay, &kDenyPay, &kHome,   &kFromHome, &kTired, &kOrdinary};

}  // namespace

std::string_view phrase(Occasion occasion, Language language, Chance& chance) {
  const InAll& all = *kAll[static_cast<std::size_t>(occasion)];
  return chance.pick(all[static_cast<std::size_t>(language)]);
}

}  // namespace redress::simulate
