// Helpers of this room's tests: a docket with one user of every role, each with a door of their own.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "docket/exhibits.hpp"
#include "docket/testing.hpp"
#include "docket/walls.hpp"

namespace redress::docket::testing {

class OfficeTest : public DocketTest {
 protected:
  static std::string name_of_user(Role role) { return "Any " + std::string(word(role)); }

  /// A docket of this side with users for all roles but recovery, and a case with survivors S1, S2.
  void make_office(Side side) {
    auto docket =
        Docket::create({folder(), side, true, name_of_user(Role::prosecutor), Role::prosecutor},
                       words("open sesame"), host());
    ASSERT_TRUE(docket) << docket.error().text();
    for (std::size_t i = 1; i < Words<Role>::kWords.size(); ++i) {
      const auto role = static_cast<Role>(i);
      if (role == Role::recovery) continue;
      auto added = docket->add_user({name_of_user(role), role}, words("open sesame"));
      ASSERT_TRUE(added) << added.error().text();
    }
    in_case = add_case(*docket);
    for (const char* label : {"S1", "S2"})
      survivors.push_back(
          *add(*docket, in_case, Party{.label = label, .protection = Protected::survivor}));
  }

  Docket& as(Role role) {
    auto& door = doors_[role];
    if (!door) {
      auto opened = open(name_of_user(role));
      EXPECT_TRUE(opened) << opened.error().text();
      door = std::make_unique<Docket>(std::move(*opened));
    }
    return *door;
  }
  /// Every door is shut, so that files can be exchanged below.
  void shut() { doors_.clear(); }
  Ref<User> user(Role role) { return as(role).user(); }

  WalledField field(Wall wall, std::size_t survivor = 0, std::string name = "true_name") {
    const bool of_case = wall == Wall::filter;
    return {in_case, of_case ? Ref<Party>{} : survivors.at(survivor), wall, std::move(name)};
  }

  /// A sealed exhibit of the case, with an authority of its own where none is given.
  Kept<Exhibit> enter_exhibit(const std::string& label, std::string_view bytes,
                              Ref<Authority> authority = {}) {
    Docket& docket = as(Role::prosecutor);
    const auto file = temporary_.path() / "in" / label;
    write(file, bytes);
    const auto sealed = take_file(docket, file);
    EXPECT_TRUE(sealed) << sealed.error().text();
    if (!authority)
      authority = *add(docket, in_case, Authority{.label = "A-" + label, .title = "a search"});
    const auto made = add(docket, in_case,
                          Exhibit{.label = label,
                                  .title = "a thing",
                                  .holding = Holding::sealed,
                                  .digest = sealed->digest,
                                  .size = static_cast<std::int64_t>(sealed->size),
                                  .authority = authority});
    EXPECT_TRUE(made) << made.error().text();
    return **docket.find(*made);
  }

  base::Result<WalledValue> seal(Role role, const WalledField& at, std::string_view text) {
    Docket& docket = as(role);
    Acts acts = REDRESS_TRY(docket.begin());
    SealedText sealed = REDRESS_TRY(Walls(docket).seal(acts, at, words(text)));
    REDRESS_TRY(acts.commit());
    return WalledValue{at, std::move(sealed)};
  }

  base::Result<std::string> read(Role role, const WalledValue& value, const Reading& reading) {
    auto opened = REDRESS_TRY(Walls(as(role)).open(std::span(&value, 1), reading));
    return std::string(base::as_text(opened.front().view()));
  }

  /// An aim and a ground that this role may have at this wall; any where it has none.
  static Reading fitting(Role role, Wall wall) {
    const auto aims = aims_of(role, wall);
    const auto grounds = grounds_of(role, wall);
    return {aims.empty() ? Aim::safety : aims.front(),
            grounds.empty() ? Ground::consent : grounds.front(), "a test"};
  }

 public:
  CaseRef in_case;
  std::vector<Ref<Party>> survivors;

 private:
  std::map<Role, std::unique_ptr<Docket>> doors_;
};

}  // namespace redress::docket::testing
