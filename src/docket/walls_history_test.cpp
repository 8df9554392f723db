// Random histories of sealing, granting, taking back, renewing, erasing and putting an older copy back,
// against a model that knows nothing of keys.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "docket/erase.hpp"
#include "docket/office_testing.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::OfficeTest;

constexpr std::array kRoles{Role::victim_specialist, Role::counsel, Role::investigator,
                            Role::supervisor, Role::analyst};
constexpr std::array kWalls{Wall::identity, Wall::service_notes, Wall::legal_advice};

/// One thing that somebody does; numbers are taken modulo what there is.
struct Step {
  unsigned what = 0;
  unsigned who = 0;
  unsigned whom = 0;
  unsigned wall = 0;
  unsigned survivor = 0;
  bool checks = false;  ///< a grant of the release check alone
};

struct Model {
  struct Given {
    Ref<Grant> ref;
    Role reader;
    Wall wall;
    bool checks = false;
    bool stands = true;
  };
  struct Value {
    WalledValue sealed;
    SealedText prints;
    std::string text;
    std::size_t survivor = 0;
  };
  std::vector<Given> grants;
  std::set<Wall> with_readers;
  std::set<std::size_t> erased;
  std::vector<Value> values;

  bool reads(Role role, Wall wall) const {
    return std::ranges::any_of(grants, [&](const Given& one) {
      return one.stands && !one.checks && one.reader == role && one.wall == wall;
    });
  }
  bool checks(Role role, Wall wall) const {
    return may_check(role) && std::ranges::any_of(grants, [&](const Given& one) {
             return one.stands && one.reader == role && one.wall == wall;
           });
  }
};

class HistoryTest : public OfficeTest {
 public:
  void TestBody() override {}
  HistoryTest() { make_office(Side::provider); }

  void run(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      switch (step.what % 9) {
        case 0:
        case 1: seal_one(step); break;
        case 2:
        case 3: grant_one(step); break;
        case 4: revoke_one(step); break;
        case 5: renew_one(step); break;
        case 6: erase_one(step); break;
        case 7: keep_copy(); break;
        default: put_back(); break;
      }
      const bool takes_away = step.what % 9 == 4 || step.what % 9 == 6 || step.what % 9 == 8;
      if (takes_away) read_everything();
    }
    read_everything();
    const Verification found = verify(as(Role::supervisor));
    RC_ASSERT(found.problems.empty());
  }

 private:
  static Role role(unsigned n) { return kRoles[n % kRoles.size()]; }
  static Wall wall(unsigned n) { return kWalls[n % kWalls.size()]; }

  void seal_one(const Step& step) {
    const std::size_t about = step.survivor % survivors.size();
    const std::string text = "words " + std::to_string(model_.values.size());
    const WalledField at = field(wall(step.wall), about, "field " + text);
    const auto done = seal(role(step.who), at, text);
    const bool first = !model_.with_readers.contains(wall(step.wall));
    const bool expected =
        !model_.erased.contains(about) && (!first || may_hold(role(step.who), wall(step.wall)));
    RC_ASSERT(done.has_value() == expected);
    if (!done) return;
    model_.values.push_back({*done, prints_of(role(step.who), at, text), text, about});
    if (!first) return;
    model_.with_readers.insert(wall(step.wall));
    const auto readers = Walls(as(Role::supervisor)).readers(in_case);
    RC_ASSERT(readers.has_value());
    model_.grants.push_back({readers->back().grant, role(step.who), wall(step.wall)});
  }

  /// Whoever seals makes the prints, whether or not they read; here they are the text and the key.
  SealedText prints_of(Role who, const WalledField& at, const std::string& text) {
    Docket& docket = as(who);
    auto acts = docket.begin();
    RC_ASSERT(acts.has_value());
    const auto made = Walls(docket).seal_prints(*acts, at, [&](const base::SecretBytes& key) {
      return base::Result<base::SecretBytes>(testing::words(text + base::to_hex(key.view())));
    });
    RC_ASSERT(made.has_value());
    RC_ASSERT(acts->commit().has_value());
    return *made;
  }

  void grant_one(const Step& step) {
    const Role granter = role(step.who);
    const Role reader = role(step.whom);
    const Wall which = wall(step.wall);
    const auto done =
        Walls(as(granter))
            .grant(in_case, {{}, which, user(reader), {}, {}, "a history", step.checks});
    const bool first = !model_.with_readers.contains(which);
    const bool entitled =
        first ? !step.checks && (granter == Role::supervisor || may_hold(granter, which))
              : model_.reads(granter, which);
    const bool fits = step.checks ? may_check(reader) : may_hold(reader, which);
    RC_ASSERT(done.has_value() == (fits && entitled));
    if (!done) return;
    model_.with_readers.insert(which);
    model_.grants.push_back({*done, reader, which, step.checks});
  }

  void revoke_one(const Step& step) {
    if (model_.grants.empty()) return;
    Model::Given& given = model_.grants[step.whom % model_.grants.size()];
    const bool others = std::ranges::any_of(model_.grants, [&](const Model::Given& one) {
      return one.stands && !one.checks && one.wall == given.wall && one.ref != given.ref;
    });
    const Role who = role(step.who);
    const bool entitled =
        who == Role::supervisor || who == given.reader || model_.reads(who, given.wall);
    const auto done = Walls(as(who)).revoke(given.ref, "a history");
    RC_ASSERT(done.has_value() == (given.stands && (given.checks || others) && entitled));
    if (done) given.stands = false;
  }

  void renew_one(const Step& step) {
    RC_ASSERT(Walls(as(role(step.who))).renew(in_case, "a history").has_value());
  }

  void erase_one(const Step& step) {
    const std::size_t about = step.survivor % survivors.size();
    RC_ASSERT(shred(as(role(step.who)), survivors[about], "her wish").has_value());
    model_.erased.insert(about);
  }

  void keep_copy() {
    shut();
    fs::remove_all(copy());
    fs::copy(folder(), copy(), fs::copy_options::recursive);
    kept_ = model_;
  }

  /// What was erased since stays erased; everything else is as it was then.
  void put_back() {
    if (!kept_) return;
    shut();
    fs::remove_all(folder());
    fs::copy(copy(), folder(), fs::copy_options::recursive);
    auto opened = Docket::open({folder(), name_of_user(Role::supervisor), "a history"},
                               testing::words("open sesame"), host());
    RC_ASSERT(opened.has_value());
    const std::set<std::size_t> erased = model_.erased;
    lost_.insert(lost_.end(), model_.values.begin(), model_.values.end());
    model_ = *kept_;
    model_.erased.insert(erased.begin(), erased.end());
    std::erase_if(lost_, [&](const Model::Value& one) {
      return std::ranges::any_of(model_.values, [&](const Model::Value& other) {
        return other.sealed.sealed == one.sealed.sealed;
      });
    });
  }

  /// Everybody tries everything, also what was sealed in a history that is no more.
  void read_everything() {
    for (const Role who : kRoles) {
      for (const Model::Value& one : model_.values) {
        const Wall which = one.sealed.at.wall;
        const auto text = read(who, one.sealed, fitting(who, which));
        RC_ASSERT(text.has_value() ==
                  (model_.reads(who, which) && !model_.erased.contains(one.survivor)));
        if (text) RC_ASSERT(*text == one.text);
        check_prints(who, one);
      }
      for (const Model::Value& one : lost_) {
        RC_ASSERT(!read(who, one.sealed, fitting(who, one.sealed.at.wall)).has_value());
        RC_ASSERT(!Walls(as(who)).open_prints({{one.sealed.at, one.prints}}, "a history"));
      }
    }
  }

  void check_prints(Role who, const Model::Value& one) {
    const auto prints = Walls(as(who)).open_prints({{one.sealed.at, one.prints}}, "a history");
    RC_ASSERT(prints.has_value() ==
              (model_.checks(who, one.sealed.at.wall) && !model_.erased.contains(one.survivor)));
    if (!prints) return;
    const std::string expected = one.text + base::to_hex(prints->key.view());
    RC_ASSERT(base::as_text(prints->prints.front().view()) == expected);
  }

  fs::path copy() const { return temporary_.path() / "copy"; }

  Model model_;
  std::optional<Model> kept_;
  std::vector<Model::Value> lost_;
};

TEST(WallsHistory, EveryHistoryReadsAsTheModelSays) {
  rc::check("histories of walls", [] {
    const auto steps =
        *rc::gen::resize(14, rc::gen::container<std::vector<Step>>(rc::gen::build<Step>(
                                 rc::gen::set(&Step::what, rc::gen::inRange(0U, 9U)),
                                 rc::gen::set(&Step::who, rc::gen::inRange(0U, 5U)),
                                 rc::gen::set(&Step::whom, rc::gen::inRange(0U, 8U)),
                                 rc::gen::set(&Step::wall, rc::gen::inRange(0U, 3U)),
                                 rc::gen::set(&Step::survivor, rc::gen::inRange(0U, 2U)),
                                 rc::gen::set(&Step::checks, rc::gen::arbitrary<bool>()))));
    HistoryTest office;
    office.run(steps);
  });
}

}  // namespace
}  // namespace redress::docket
