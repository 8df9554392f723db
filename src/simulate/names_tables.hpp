// The words of which names are made. Given names are common ones of each language; family names
// mean "example", "invented", "made up" in it, so that nobody bears them together by chance.
#pragma once

#include <array>
#include <string_view>

namespace redress::simulate::tables {

struct Given {
  std::string_view latin;
  std::string_view native;
  std::string_view close;  ///< as friends write it, in the own script
  bool woman = false;
};
struct Family {
  std::string_view latin;
  std::string_view native;
  std::string_view other;  ///< another romanisation
};

inline constexpr std::array<Given, 12> kGivenEn{{{"Anna", "Anna", "Annie", true},
                                                 {"Bo", "Bo", "Bo", false},
                                                 {"Mira", "Mira", "Mira", true},
                                                 {"Peter", "Peter", "Pete", false},
                                                 {"Grace", "Grace", "Grace", true},
                                                 {"Samuel", "Samuel", "Sam", false},
                                                 {"Ruth", "Ruth", "Ruth", true},
                                                 {"Daniel", "Daniel", "Dan", false},
                                                 {"Helen", "Helen", "Nell", true},
                                                 {"Victor", "Victor", "Vic", false},
                                                 {"Joan", "Joan", "Joan", true},
                                                 {"Martin", "Martin", "Marty", false}}};
inline constexpr std::array<Given, 10> kGivenDe{{{"Jürgen", "Jürgen", "Jürgen", false},
                                                 {"Käthe", "Käthe", "Käthe", true},
                                                 {"Lukas", "Lukas", "Luki", false},
                                                 {"Sabine", "Sabine", "Bine", true},
                                                 {"Günther", "Günther", "Günni", false},
                                                 {"Lena", "Lena", "Leni", true},
                                                 {"Björn", "Björn", "Björn", false},
                                                 {"Ulrike", "Ulrike", "Uli", true},
                                                 {"Stefan", "Stefan", "Steff", false},
                                                 {"Monika", "Monika", "Moni", true}}};
inline constexpr std::array<Given, 10> kGivenEs{{{"Lucía", "Lucía", "Luci", true},
                                                 {"José", "José", "Pepe", false},
                                                 {"Carmen", "Carmen", "Carmencita", true},
                                                 {"Andrés", "Andrés", "Andrés", false},
                                                 {"Pilar", "Pilar", "Pili", true},
                                                 {"Diego", "Diego", "Diego", false},
                                                 {"Inés", "Inés", "Inés", true},
                                                 {"Rubén", "Rubén", "Rubén", false},
                                                 {"Marta", "Marta", "Marta", true},
                                                 {"Pablo", "Pablo", "Pablito", false}}};
inline constexpr std::array<Given, 10> kGivenRo{{{"Ana", "Ana", "Anuța", true},
                                                 {"Ionut", "Ionuț", "Ionuț", false},
                                                 {"Mihaela", "Mihaela", "Miha", true},
                                                 {"Stefan", "Ștefan", "Fane", false},
                                                 {"Elena", "Elena", "Lenuța", true},
                                                 {"Vasile", "Vasile", "Sile", false},
                                                 {"Ioana", "Ioana", "Ioana", true},
                                                 {"Catalin", "Cătălin", "Cătă", false},
                                                 {"Raluca", "Raluca", "Ralu", true},
                                                 {"Dorin", "Dorin", "Dorin", false}}};
inline constexpr std::array<Given, 10> kGivenRu{{{"Mariya", "Мария", "Маша", true},
                                                 {"Aleksey", "Алексей", "Лёша", false},
                                                 {"Olga", "Ольга", "Оля", true},
                                                 {"Dmitry", "Дмитрий", "Дима", false},
                                                 {"Svetlana", "Светлана", "Света", true},
                                                 {"Igor", "Игорь", "Игорь", false},
                                                 {"Natalya", "Наталья", "Наташа", true},
                                                 {"Sergey", "Сергей", "Серёжа", false},
                                                 {"Yelena", "Елена", "Лена", true},
                                                 {"Yury", "Юрий", "Юра", false}}};
inline constexpr std::array<Given, 10> kGivenAr{{{"Layla", "ليلى", "ليلى", true},
                                                 {"Yusuf", "يوسف", "يوسف", false},
                                                 {"Amina", "أمينة", "أمينة", true},
                                                 {"Karim", "كريم", "كريم", false},
                                                 {"Nadia", "نادية", "نادية", true},
                                                 {"Samir", "سمير", "سمير", false},
                                                 {"Huda", "هدى", "هدى", true},
                                                 {"Tariq", "طارق", "طارق", false},
                                                 {"Salma", "سلمى", "سلمى", true},
                                                 {"Omar", "عمر", "عمر", false}}};
inline constexpr std::array<Given, 10> kGivenVi{{{"Lan", "Lan", "Lan", true},
                                                 {"Minh", "Minh", "Minh", false},
                                                 {"Huong", "Hương", "Hương", true},
                                                 {"Duc", "Đức", "Đức", false},
                                                 {"Mai", "Mai", "Mai", true},
                                                 {"Tuan", "Tuấn", "Tuấn", false},
                                                 {"Thuy", "Thủy", "Thủy", true},
                                                 {"Hai", "Hải", "Hải", false},
                                                 {"Linh", "Linh", "Linh", true},
                                                 {"Nam", "Nam", "Nam", false}}};

inline constexpr std::array<Family, 6> kFamilyEn{{{"Invented", "Invented", ""},
                                                  {"Example", "Example", ""},
                                                  {"Sample", "Sample", ""},
                                                  {"Fictional", "Fictional", ""},
                                                  {"Placeholder", "Placeholder", ""},
                                                  {"Madeup", "Madeup", ""}}};
inline constexpr std::array<Family, 5> kFamilyDe{{{"Erfunden", "Erfunden", ""},
                                                  {"Beispiel", "Beispiel", ""},
                                                  {"Platzhalter", "Platzhalter", ""},
                                                  {"Erdacht", "Erdacht", ""},
                                                  {"Musterhäft", "Musterhäft", "Musterhaeft"}}};
inline constexpr std::array<Family, 5> kFamilyEs{{{"Ejemplo", "Ejemplo", ""},
                                                  {"Inventado", "Inventado", ""},
                                                  {"Ficticio", "Ficticio", ""},
                                                  {"Imaginario", "Imaginario", ""},
                                                  {"Supuesto", "Supuesto", ""}}};
inline constexpr std::array<Family, 5> kFamilyRo{{{"Inventat", "Inventat", ""},
                                                  {"Exemplu", "Exemplu", ""},
                                                  {"Fictiv", "Fictiv", ""},
                                                  {"Imaginar", "Imaginar", ""},
                                                  {"Inchipuit", "Închipuit", ""}}};
// Women's names end in -a.
inline constexpr std::array<Family, 3> kFamilyRu{{{"Primerov", "Примеров", "Primerow"},
                                                  {"Vydumanov", "Выдуманов", "Wydumanow"},
                                                  {"Pridumanov", "Придуманов", "Pridumanow"}}};
inline constexpr std::array<Family, 4> kFamilyAr{{{"Mithal", "مثال", "Methal"},
                                                  {"Khayali", "خيالي", "Hayali"},
                                                  {"Wahmi", "وهمي", "Wehmi"},
                                                  {"Namudhaj", "نموذج", "Namouzaj"}}};
inline constexpr std::array<Family, 4> kFamilyVi{{{"Vi Du", "Ví Dụ", ""},
                                                  {"Hu Cau", "Hư Cấu", ""},
                                                  {"Gia Dinh", "Giả Định", ""},
                                                  {"Tuong Tuong", "Tưởng Tượng", ""}}};

inline constexpr std::array<std::string_view, 14> kBusinessFirst{
    "Juniper", "Lantern", "Maple",   "Harbour", "Meadow",  "Willow",  "Copper",
    "Bramble", "Cedar",   "Orchard", "Pebble",  "Saffron", "Thistle", "Windmill"};
inline constexpr std::array<std::string_view, 6> kBusinessLast{
    "Example", "Sample", "Invented", "Placeholder", "Fictional", "Madeup"};
// Businesses whose name carries no such word, because the brief examples of the project use them.
inline constexpr std::array<std::string_view, 1> kPlainBusinesses{"Lantern Hotel"};

inline constexpr std::array<std::string_view, 8> kTownNames{
    "Exampleton",   "Samplebrück",     "Erfundenstadt", "Port Invented",
    "Beispielburg", "Placeholder Bay", "Madeup Heath",  "Satul Exemplu"};
inline constexpr std::array<std::string_view, 8> kStreets{
    "Lantern Lane", "Juniper Road", "Station Street", "Mill Row",
    "Quay Street",  "Elm Avenue",   "Chapel Walk",    "Ferry Road"};

}  // namespace redress::simulate::tables
