// Whose words are privileged: what intake looks for before anything is indexed.
#pragma once

#include <string>
#include <vector>

#include "docket/kind.hpp"

namespace redress::docket {

struct Counsel {
  std::string label;
  std::string name;
  std::vector<std::string> other_names;
  std::vector<std::string> domains;
  std::vector<std::string> numbers;
  std::string why;
};

template <>
struct Kind<Counsel> {
  static constexpr KindInfo info{
      .name = "counsel",
      .plural = "privileged persons",
      .prefix = "PV",
      .disclosure = Disclosure::work_product,
      .help = "a lawyer, doctor or other person whose words with a client are privileged",
      .example =
          R"(--name "Lena Invented" --domains lawyer-example.org --numbers "+1 605 555 0130" --why "counsel of F1")"};
  static constexpr auto fields =
      FieldList{field(1, "label", &Counsel::label, "short name, unique in the case"),
                field(2, "name", &Counsel::name, "as it stands in mails and chats", kRequired),
                field(3, "other_names", &Counsel::other_names, "firm, spellings in other scripts"),
                field(4, "domains", &Counsel::domains, "of mail and web addresses"),
                field(5, "numbers", &Counsel::numbers, "telephone numbers"),
                field(6, "why", &Counsel::why, "whose counsel, or what makes it privileged")};
};

REDRESS_DECLARE_KIND(Counsel);

}  // namespace redress::docket
