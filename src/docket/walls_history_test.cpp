// Random histories of sealing, granting, taking back, renewing, erasing, turning all keys, backing up,
// restoring and putting an older copy back, against a model that knows nothing of keys.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "docket/backup.hpp"
#include "docket/erase.hpp"
#include "docket/office_testing.hpp"
#include "docket/rotate.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::OfficeTest;

constexpr std::array kRoles{Role::victim_specialist, Role::counsel, Role::investigator,
                            Role::supervisor, Role::analyst};
constexpr std::array kWalls{Wall::identity, Wall::identity, Wall::service_notes,
                            Wall::legal_advice};

enum class Deed : std::uint8_t {
  seal,
  grant,
  revoke,
  renew,
  erase,
  rotate,
  back_up,
  restore,
  keep_copy,
  put_back,
};
constexpr std::size_t kDeeds = 10;
/// What is done how often: what goes back needs something to go back to, and something taken away between.
constexpr std::array kOften{Deed::seal,      Deed::seal,     Deed::seal,    Deed::grant,
                            Deed::grant,     Deed::grant,    Deed::revoke,  Deed::revoke,
                            Deed::erase,     Deed::renew,    Deed::rotate,  Deed::back_up,
                            Deed::back_up,   Deed::restore,  Deed::restore, Deed::keep_copy,
                            Deed::keep_copy, Deed::put_back, Deed::put_back};

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

  /// A wall with three readers and something behind it.
  void begin() {
    RC_ASSERT(seal_one({}));
    for (const unsigned whom : {1U, 2U}) RC_ASSERT(grant_one({.whom = whom}));
  }

  void run(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      const Deed deed = kOften[step.what % kOften.size()];
      if (take(deed, step)) ++done[static_cast<std::size_t>(deed)];
      const bool only_adds = deed == Deed::seal || deed == Deed::grant;
      const bool only_copies = deed == Deed::back_up || deed == Deed::keep_copy;
      if (!only_adds && !only_copies) read_everything();
    }
    read_everything();
    const Verification found = verify(as(Role::supervisor));
    RC_ASSERT(found.problems.empty());
  }

  std::array<std::size_t, kDeeds> done{};  ///< how often each had something to do

 private:
  bool take(Deed deed, const Step& step) {
    switch (deed) {
      case Deed::seal: return seal_one(step);
      case Deed::grant: return grant_one(step);
      case Deed::revoke: return revoke_one(step);
      case Deed::renew: return renew_one(step);
      case Deed::erase: return erase_one(step);
      case Deed::rotate: return rotate_all();
      case Deed::back_up: return back_up_all();
      case Deed::restore: return restore_all();
      case Deed::keep_copy: return keep_copy();
      case Deed::put_back: return put_back();
    }
    return false;
  }

  static Role role(unsigned n) { return kRoles[n % kRoles.size()]; }
  static Wall wall(unsigned n) { return kWalls[n % kWalls.size()]; }

  bool seal_one(const Step& step) {
    const std::size_t about = step.survivor % survivors.size();
    const std::string text = "words " + std::to_string(model_.values.size());
    const WalledField at = field(wall(step.wall), about, "field " + text);
    const auto done = seal(role(step.who), at, text);
    const bool first = !model_.with_readers.contains(wall(step.wall));
    const bool expected =
        !model_.erased.contains(about) && (!first || may_hold(role(step.who), wall(step.wall)));
    RC_ASSERT(done.has_value() == expected);
    if (!done) return false;
    model_.values.push_back({*done, prints_of(role(step.who), at, text), text, about});
    if (!first) return true;
    model_.with_readers.insert(wall(step.wall));
    const auto readers = Walls(as(Role::supervisor)).readers(in_case);
    RC_ASSERT(readers.has_value());
    model_.grants.push_back({readers->back().grant, role(step.who), wall(step.wall)});
    return true;
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

  bool grant_one(const Step& step) {
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
    if (!done) return false;
    model_.with_readers.insert(which);
    model_.grants.push_back({*done, reader, which, step.checks});
    return true;
  }

  bool revoke_one(const Step& step) {
    if (model_.grants.empty()) return false;
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
    return done.has_value();
  }

  bool renew_one(const Step& step) {
    RC_ASSERT(Walls(as(role(step.who))).renew(in_case, "a history").has_value());
    return !model_.values.empty();
  }

  bool erase_one(const Step& step) {
    const std::size_t about = step.survivor % survivors.size();
    RC_ASSERT(shred(as(role(step.who)), survivors[about], "her wish").has_value());
    const bool had_something = std::ranges::any_of(
        model_.values, [&](const Model::Value& one) { return one.survivor == about; });
    return model_.erased.insert(about).second && had_something;
  }

  bool rotate_all() {
    shut();
    auto opened = open(name_of_user(Role::supervisor));
    RC_ASSERT(opened.has_value());
    const auto turned = rotate(std::move(*opened), testing::words("open sesame"), "a history");
    RC_ASSERT(turned.has_value());
    return !model_.values.empty();
  }

  bool back_up_all() {
    fs::remove_all(backup());
    fs::remove(backup_of_keys());
    Docket& docket = as(Role::supervisor);
    RC_ASSERT(back_up(docket, backup()).has_value());
    RC_ASSERT(back_up_keys(docket, backup_of_keys()).has_value());
    backed_up_ = model_;
    return true;
  }

  bool restore_all() {
    if (!backed_up_) return false;
    shut();
    const auto restored =
        restore({backup(), backup_of_keys(), folder(), name_of_user(Role::supervisor), "a history"},
                testing::words("open sesame"), host());
    RC_ASSERT(restored.has_value());
    fs::remove_all(restored->replaced);
    go_back_to(*backed_up_);
    return !model_.values.empty();
  }

  bool keep_copy() {
    shut();
    fs::remove_all(copy());
    fs::copy(folder(), copy(), fs::copy_options::recursive);
    kept_ = model_;
    return true;
  }

  bool put_back() {
    if (!kept_) return false;
    shut();
    fs::remove_all(folder());
    fs::copy(copy(), folder(), fs::copy_options::recursive);
    auto opened = Docket::open({folder(), name_of_user(Role::supervisor), "a history"},
                               testing::words("open sesame"), host());
    RC_ASSERT(opened.has_value());
    go_back_to(*kept_);
    return !model_.values.empty();
  }

  /// What was erased since stays erased; everything else is as it was then.
  void go_back_to(const Model& then) {
    const std::set<std::size_t> erased = model_.erased;
    lost_.insert(lost_.end(), model_.values.begin(), model_.values.end());
    model_ = then;
    model_.erased.insert(erased.begin(), erased.end());
    std::erase_if(lost_, [&](const Model::Value& one) {
      return std::ranges::any_of(model_.values, [&](const Model::Value& other) {
        return other.sealed.sealed == one.sealed.sealed;
      });
    });
  }

  /// Everybody tries everything. What was sealed in a history that is no more opens for nobody who would
  /// not read behind its wall now, and for those only where its key was there before.
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
        const Wall which = one.sealed.at.wall;
        const bool erased = model_.erased.contains(one.survivor);
        const auto text = read(who, one.sealed, fitting(who, which));
        RC_ASSERT(!text || (model_.reads(who, which) && !erased));
        const auto prints = Walls(as(who)).open_prints({{one.sealed.at, one.prints}}, "a history");
        RC_ASSERT(!prints || (model_.checks(who, which) && !erased));
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
  fs::path backup() const { return temporary_.path() / "backup"; }
  fs::path backup_of_keys() const { return temporary_.path() / "keys"; }

  Model model_;
  std::optional<Model> kept_;
  std::optional<Model> backed_up_;
  std::vector<Model::Value> lost_;
};

/// The whole range, whatever the size: a range of RapidCheck is cut down to the size of its surroundings.
rc::Gen<unsigned> below(unsigned end) { return rc::gen::resize(100, rc::gen::inRange(0U, end)); }

TEST(WallsHistory, EveryHistoryReadsAsTheModelSays) {
  std::array<std::size_t, kDeeds> done{};
  const bool holds = rc::check("histories of walls", [&done] {
    const auto steps = *rc::gen::container<std::vector<Step>>(
        20, rc::gen::build<Step>(rc::gen::set(&Step::what, below(kOften.size())),
                                 rc::gen::set(&Step::who, below(5)),
                                 rc::gen::set(&Step::whom, below(8)),
                                 rc::gen::set(&Step::wall, below(kWalls.size())),
                                 rc::gen::set(&Step::survivor, below(2)),
                                 rc::gen::set(&Step::checks, rc::gen::arbitrary<bool>())));
    HistoryTest office;
    if (*rc::gen::arbitrary<bool>()) office.begin();
    office.run(steps);
    for (std::size_t i = 0; i < kDeeds; ++i) done[i] += office.done[i];
  });
  EXPECT_TRUE(holds);
  // Histories in which something never happens would hold whatever it does.
  for (std::size_t i = 0; i < kDeeds; ++i) EXPECT_GE(done[i], 20U) << "deed " << i;
}

}  // namespace
}  // namespace redress::docket
