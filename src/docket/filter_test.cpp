#include "docket/filter.hpp"

#include <algorithm>

#include "docket/backup.hpp"
#include "docket/canary_testing.hpp"
#include "docket/case_folder.hpp"
#include "docket/contraband.hpp"
#include "docket/digest_list.hpp"
#include "docket/exhibits.hpp"
#include "docket/intake.hpp"
#include "docket/office_testing.hpp"
#include "docket/rotate.hpp"
#include "docket/scope_quarantine.hpp"
#include "docket/verify.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
using testing::OfficeTest;
using testing::words;

const std::string kLetter = "CANARY-5521 Dear counsel, as you advised me in May\n";
const std::string kTitle = "CANARY-5522 Letter to counsel";
/// Stands for what the release room makes.
base::Result<base::SecretBytes> words_of(const Exhibit& words, const base::SecretBytes& key) {
  if (words.title.empty()) return base::fail(base::ErrorKind::bad_input, "nothing to print");
  EXPECT_EQ(key.size(), 32U);
  return base::SecretBytes::copy_of(base::as_bytes("CANARY-5525 " + words.title));
}
const Reading kReview{Aim::review, Ground::authority, "whether it is privileged"};

class Filter : public OfficeTest {
 protected:
  void begin() {
    make_office(Side::prosecution);
    Docket& docket = as(Role::supervisor);
    ASSERT_TRUE(Walls(docket).grant(
        in_case, Grant{{}, Wall::filter, user(Role::disclosure_reviewer), {}, {}, "filter team"}));
    authority_ = *add(docket, in_case, Authority{.label = "A1", .title = "a search"});
  }
  fs::path letter(const std::string& text = kLetter) {
    const fs::path file = elsewhere_.path() / "letter.txt";
    testing::write(file, text);
    return file;
  }
  Exhibit described() const {
    return {.label = "letter",
            .title = kTitle,
            .file_name = "CANARY-5523.txt",
            .giver = "CANARY-5524",
            .authority = authority_};
  }
  base::Result<Ref<Exhibit>> enter_behind(Role role) {
    Docket& docket = as(role);
    const FilteredFile file = REDRESS_TRY(take_behind_filter(docket, letter()));
    Acts acts = REDRESS_TRY(docket.begin());
    const auto ref = REDRESS_TRY(enter_behind_filter(docket, acts, described(), file,
                                                     {in_case, "a letter to counsel", words_of}));
    REDRESS_TRY(acts.commit());
    REDRESS_TRY(finish_filtering(docket));
    return ref;
  }
  base::Result<Ref<Exhibit>> enter_openly(Role role, const std::string& label = "letter") {
    Docket& docket = as(role);
    const SealedFile file = REDRESS_TRY(take_file(docket, letter()));
    Exhibit exhibit = described();
    exhibit.label = label;
    exhibit.holding = Holding::sealed;
    exhibit.digest = file.digest;
    exhibit.size = static_cast<std::int64_t>(file.size);
    return add(docket, in_case, exhibit);
  }
  base::Result<std::string> opened(Role role, const Reading& reading = kReview) {
    std::string out;
    REDRESS_TRY(open_filtered(as(role), in_case, "letter", reading,
                              [&](base::ByteView chunk) -> base::Result<void> {
                                out += base::as_text(chunk);
                                return {};
                              }));
    return out;
  }
  std::size_t sealed_files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder() / "exhibits"))
      count += entry.is_regular_file() ? 1U : 0U;
    return count;
  }
  static std::string problems(const Docket& docket) {
    std::string out;
    for (const base::Error& one : verify(docket).problems) out += one.text() + "\n";
    return out;
  }
  /// Sealed bytes that open with the key that every user of the docket can derive.
  std::size_t under_the_dockets_key(const fs::path& place) {
    std::size_t count = 0;
    const auto key = as(Role::supervisor).derived(Purpose::exhibit_key);
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      if (!entry.is_regular_file()) continue;
      const auto done = open_sealed_file(entry.path(), key,
                                         [](base::ByteView) -> base::Result<void> { return {}; });
      count += done ? 1U : 0U;
    }
    return count;
  }

  testing::TemporaryFolder elsewhere_;
  Ref<Authority> authority_;
};

TEST_F(Filter, WhatIsEnteredBehindTheWallOpensForTheFilterTeamAlone) {
  begin();
  const auto ref = enter_behind(Role::investigator);
  ASSERT_TRUE(ref) << ref.error().text();
  EXPECT_EQ(sealed_files(), 1U);
  EXPECT_EQ(under_the_dockets_key(folder() / "exhibits"), 0U);
  const auto kept = as(Role::prosecutor).find(*ref);
  EXPECT_EQ((*kept)->value.title, kBehindFilter);
  EXPECT_EQ((*kept)->value.file_name, "");
  EXPECT_EQ((*kept)->value.digest, base::sha256(base::as_bytes(kLetter)));
  for (const Role role : {Role::investigator, Role::prosecutor, Role::supervisor, Role::analyst,
                          Role::victim_specialist})
    EXPECT_FALSE(opened(role)) << word(role);
  EXPECT_FALSE(opened(Role::disclosure_reviewer, {Aim::review, Ground::consent, "x"}));
  EXPECT_FALSE(read_exhibit(as(Role::disclosure_reviewer), *(*kept)->value.digest,
                            [](base::ByteView) -> base::Result<void> { return {}; }));
  const auto text = opened(Role::disclosure_reviewer);
  ASSERT_TRUE(text) << text.error().text();
  EXPECT_EQ(*text, kLetter);
  EXPECT_EQ(as(Role::prosecutor).all<Opening>(in_case)->size(), 1U);
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
  EXPECT_EQ(verify(as(Role::prosecutor)).filtered, 1U);
}

TEST_F(Filter, NothingOfItIsInAnyFileNorUnderAKeyThatTheCaseTeamHas) {
  begin();
  ASSERT_TRUE(enter_behind(Role::investigator));
  ASSERT_TRUE(back_up(as(Role::supervisor), temporary_.path() / "backup"));
  ASSERT_TRUE(back_up_keys(as(Role::supervisor), temporary_.path() / "keys"));
  const std::vector<std::string> canaries{"CANARY-5521", "CANARY-5522", "CANARY-5523",
                                          "CANARY-5524", "CANARY-5525"};
  const auto found = testing::search_for_canaries({temporary_.path()}, canaries);
  EXPECT_TRUE(found.empty()) << found.front().text();
  EXPECT_EQ(under_the_dockets_key(temporary_.path()), 0U);
  // Nor in what the acts say, which everybody reads who opens the docket.
  const Docket& docket = as(Role::prosecutor);
  std::string acts;
  for (const Log log : kLogs)
    for (std::uint64_t at = 0; at < *docket.store().leaf_count(log); ++at)
      acts += std::string(base::as_text(*docket.store().leaf(log, at)));
  EXPECT_TRUE(testing::search_bytes("acts", acts, canaries).empty());
  EXPECT_FALSE(testing::search_bytes("acts", acts, {"letter"}).empty());  // its label is open
}

TEST_F(Filter, WhoChecksWhatLeavesOpensThePrintsOfItsWordsAndNothingElse) {
  begin();
  ASSERT_TRUE(enter_behind(Role::investigator));
  const auto prints_for = [&](Role role) -> base::Result<std::string> {
    const auto kept = REDRESS_TRY(as(role).named<Exhibit>("letter", in_case));
    const WalledValue value{words_behind(kept).at, kept.value.prints};
    const auto got = REDRESS_TRY(Walls(as(role)).open_prints({value}, "a release"));
    return std::string(base::as_text(got.prints.front().view()));
  };
  EXPECT_FALSE(prints_for(Role::prosecutor));
  EXPECT_FALSE(prints_for(Role::investigator)) << "who entered it keeps no key";
  const std::string prints = "CANARY-5525 " + kTitle;
  EXPECT_EQ(*prints_for(Role::disclosure_reviewer), prints);
  const auto grant = Walls(as(Role::disclosure_reviewer))
                         .grant(in_case, Grant{.wall = Wall::filter,
                                               .reader = user(Role::prosecutor),
                                               .why = "releases",
                                               .checks = true});
  ASSERT_TRUE(grant) << grant.error().text();
  EXPECT_EQ(*prints_for(Role::prosecutor), prints);
  EXPECT_FALSE(opened(Role::prosecutor));
  const auto openings = as(Role::prosecutor).all<Opening>(in_case);
  EXPECT_TRUE(openings->back().value.prints);
  ASSERT_TRUE(Walls(as(Role::disclosure_reviewer)).revoke(*grant, "left the case"));
  EXPECT_FALSE(prints_for(Role::prosecutor));
}

TEST_F(Filter, PrintsAreMadeAnewByWhoReadsAndGoWhenItIsCleared) {
  begin();
  ASSERT_TRUE(enter_behind(Role::investigator));
  const auto prints = [&] {
    return as(Role::prosecutor).named<Exhibit>("letter", in_case)->value.prints;
  };
  const SealedText before = prints();
  EXPECT_FALSE(print_filtered(as(Role::prosecutor), in_case, kReview, words_of));
  const auto done = print_filtered(as(Role::disclosure_reviewer), in_case, kReview, words_of);
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_EQ(done->made, 1U);
  EXPECT_NE(prints(), before);
  const auto none = print_filtered(as(Role::disclosure_reviewer), in_case, kReview,
                                   [](const Exhibit&, const base::SecretBytes&) {
                                     return base::Result<base::SecretBytes>(
                                         base::fail(base::ErrorKind::bad_input, "too little"));
                                   });
  EXPECT_EQ(none->none, 1U);
  EXPECT_TRUE(prints().ciphertext.empty());
  ASSERT_TRUE(print_filtered(as(Role::disclosure_reviewer), in_case, kReview, words_of));
  EXPECT_FALSE(prints().ciphertext.empty());
  EXPECT_EQ(*opened(Role::disclosure_reviewer), kLetter);
  ASSERT_TRUE(clear_filtered(as(Role::disclosure_reviewer), in_case, "letter", kReview));
  EXPECT_TRUE(prints().ciphertext.empty());
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
}

TEST_F(Filter, AnExhibitThatIsHereGoesBehindTheWallWithItsTwinsAndItsOldBytesAreGone) {
  begin();
  ASSERT_TRUE(enter_openly(Role::investigator));
  ASSERT_TRUE(enter_openly(Role::investigator, "twin"));
  EXPECT_EQ(under_the_dockets_key(folder() / "exhibits"), 1U);
  const auto done =
      put_behind_filter(as(Role::analyst), in_case, "letter", "seen by a reader", words_of);
  ASSERT_TRUE(done) << done.error().text();
  EXPECT_EQ(*done, 2U);
  EXPECT_EQ(sealed_files(), 2U);
  EXPECT_EQ(under_the_dockets_key(folder() / "exhibits"), 0U);
  EXPECT_EQ(as(Role::prosecutor).named<Exhibit>("twin", in_case)->value.title, kBehindFilter);
  EXPECT_EQ(*opened(Role::disclosure_reviewer), kLetter);
  EXPECT_FALSE(put_behind_filter(as(Role::analyst), in_case, "letter", "once more", words_of));
  EXPECT_FALSE(take_file(as(Role::investigator), letter())) << "not openly while it stands there";
  EXPECT_FALSE(enter_behind(Role::investigator)) << "the label is taken";
  EXPECT_EQ(*sweep(as(Role::prosecutor)), 0U);
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
}

TEST_F(Filter, WithoutAReaderOfTheWallNothingIsClosedAndNothingIsLost) {
  make_office(Side::prosecution);
  authority_ = *add(as(Role::supervisor), in_case, Authority{.label = "A1", .title = "a search"});
  ASSERT_TRUE(enter_openly(Role::investigator));
  const auto refused =
      put_behind_filter(as(Role::investigator), in_case, "letter", "seen", words_of);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("nobody reads behind this wall yet"), std::string::npos);
  EXPECT_EQ(as(Role::prosecutor).named<Exhibit>("letter", in_case)->value.title, kTitle);
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
}

TEST_F(Filter, TheReviewerClearsAndNobodyElse) {
  begin();
  ASSERT_TRUE(enter_behind(Role::investigator));
  EXPECT_FALSE(clear_filtered(as(Role::prosecutor), in_case, "letter", kReview));
  const auto done = clear_filtered(as(Role::disclosure_reviewer), in_case, "letter", kReview);
  ASSERT_TRUE(done) << done.error().text();
  const auto kept = as(Role::prosecutor).named<Exhibit>("letter", in_case);
  EXPECT_EQ(kept->value.holding, Holding::sealed);
  EXPECT_EQ(kept->value.title, kTitle);
  EXPECT_EQ(kept->value.giver, "CANARY-5524");
  EXPECT_FALSE(kept->value.sealed_digest);
  EXPECT_EQ(sealed_files(), 1U);
  EXPECT_EQ(under_the_dockets_key(folder() / "exhibits"), 1U);
  EXPECT_TRUE(take_file(as(Role::investigator), letter()));
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
  EXPECT_EQ(filtered_exhibits(as(Role::prosecutor), in_case)->front().last.value.step,
            FilterStep::cleared);
}

TEST_F(Filter, WithheldItStaysApartAndInNoFolderAndTheMarkSaysWhy) {
  begin();
  const auto ref = enter_behind(Role::investigator);
  ASSERT_TRUE(ref);
  EXPECT_FALSE(keep_filtered(as(Role::prosecutor), in_case, "letter", {}, "privileged"));
  const auto done =
      keep_filtered(as(Role::disclosure_reviewer), in_case, "letter", {}, "privileged");
  ASSERT_TRUE(done) << done.error().text();
  const Docket& docket = as(Role::prosecutor);
  const auto marks = docket.all<Mark>(in_case);
  ASSERT_EQ(marks->size(), 1U);
  EXPECT_EQ(marks->front().value.about, "exhibit letter");
  EXPECT_EQ(marks->front().value.withheld_because, "filter wall: privileged");
  EXPECT_TRUE(
      kept_apart(docket, in_case, *matter_of(docket, in_case))->holds("exhibit", ref->number));
  std::string all;
  const auto written =
      give_case_folder(docket, in_case, {},
                       [&](const std::string& name, base::ByteView bytes) -> base::Result<void> {
                         all += name + std::string(base::as_text(bytes));
                         return {};
                       });
  ASSERT_TRUE(written);
  EXPECT_EQ(written->kept_in, 1U);
  EXPECT_EQ(all.find("[[exhibit]]"), std::string::npos);
  EXPECT_EQ(all.find("CANARY"), std::string::npos);
}

TEST_F(Filter, AlteredSealedBytesAreFoundWithoutTheKey) {
  begin();
  ASSERT_TRUE(enter_behind(Role::investigator));
  for (const auto& entry : fs::recursive_directory_iterator(folder() / "exhibits")) {
    if (!entry.is_regular_file()) continue;
    std::string bytes = testing::read(entry.path());
    bytes[bytes.size() - 3] = static_cast<char>(bytes[bytes.size() - 3] ^ 1);
    testing::write(entry.path(), bytes);
  }
  EXPECT_NE(problems(as(Role::prosecutor)).find("behind the filter wall"), std::string::npos);
  EXPECT_FALSE(opened(Role::disclosure_reviewer));
}

TEST_F(Filter, ItComesBackFromABackupAndGoesOnUnderNewKeys) {
  begin();
  ASSERT_TRUE(enter_behind(Role::investigator));
  ASSERT_TRUE(back_up(as(Role::supervisor), temporary_.path() / "backup"));
  ASSERT_TRUE(back_up_keys(as(Role::supervisor), temporary_.path() / "keys"));
  const fs::path back = temporary_.path() / "back";
  const std::string reviewer = name_of_user(Role::disclosure_reviewer);
  ASSERT_TRUE(as(Role::supervisor).remember_heads());
  shut();
  // Elsewhere, where nothing is remembered.
  Host other = host();
  other.state = temporary_.path() / "other state";
  const auto restored =
      restore({temporary_.path() / "backup", temporary_.path() / "keys", back, reviewer, ""},
              words("open sesame"), other);
  ASSERT_TRUE(restored) << restored.error().text();
  {
    auto docket = Docket::open({back, reviewer}, words("open sesame"), other);
    ASSERT_TRUE(docket);
    EXPECT_EQ(problems(*docket), "");
    EXPECT_TRUE(open_filtered(*docket, in_case, "letter", kReview,
                              [](base::ByteView) -> base::Result<void> { return {}; }));
  }
  auto before = open(name_of_user(Role::supervisor));
  const auto rotated = rotate(std::move(*before), words("open sesame"), "a laptop was lost");
  ASSERT_TRUE(rotated) << rotated.error().text();
  EXPECT_EQ(*opened(Role::disclosure_reviewer), kLetter);
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
}

TEST_F(Filter, ContrabandFoundBehindTheWallIsLockedAndRemoved) {
  begin();
  const auto ref = enter_behind(Role::investigator);
  ASSERT_TRUE(lock(as(Role::disclosure_reviewer), in_case, "letter", "seen by the reviewer"));
  EXPECT_FALSE(opened(Role::disclosure_reviewer));
  ASSERT_TRUE(purge(as(Role::disclosure_reviewer), in_case, "letter", "Custodian", "vault", "R-1"));
  const auto done = purge(as(Role::supervisor), in_case, "letter", "Custodian", "vault", "R-1");
  ASSERT_TRUE(done && done->done);
  EXPECT_EQ(sealed_files(), 0U);
  EXPECT_EQ(problems(as(Role::prosecutor)), "");
}

/// The same states that a crash leaves, made step by step.
TEST_F(Filter, BrokenOffAnywhereEitherStateIsWholeAndTheNextOpeningFinishes) {
  begin();
  const auto ref = enter_openly(Role::investigator);
  ASSERT_TRUE(ref);
  const base::Digest digest = base::sha256(base::as_bytes(kLetter));
  const fs::path place = place_of_exhibit(as(Role::prosecutor), digest);
  const fs::path aside = temporary_.path() / "aside";
  fs::copy_file(place, aside);
  ASSERT_TRUE(put_behind_filter(as(Role::investigator), in_case, "letter", "seen", words_of));
  EXPECT_FALSE(fs::exists(place));
  {
    // After the act, before the old bytes were destroyed: they are back, and still on the list.
    Docket& docket = as(Role::investigator);
    fs::copy_file(aside, place);
    Acts acts = *docket.begin();
    ASSERT_TRUE(list(docket.store(), kFilterLeftovers, digest));
    ASSERT_TRUE(acts.commit());
    ASSERT_TRUE(back_up(docket, temporary_.path() / "backup"));
    EXPECT_EQ(under_the_dockets_key(temporary_.path() / "backup"), 0U);
  }
  shut();
  as(Role::supervisor);  // the next opening
  EXPECT_FALSE(fs::exists(place));
  EXPECT_EQ(*opened(Role::disclosure_reviewer), kLetter);
  {
    // A clearing that broke off with its copy in its place and no act.
    Docket& docket = as(Role::disclosure_reviewer);
    Acts acts = *docket.begin();
    ASSERT_TRUE(list(docket.store(), kFilterLeftovers, digest));
    ASSERT_TRUE(acts.commit());
    fs::copy_file(aside, place);
  }
  shut();
  EXPECT_EQ(*opened(Role::disclosure_reviewer), kLetter);
  EXPECT_FALSE(fs::exists(place));
  EXPECT_EQ(*sweep(as(Role::supervisor)), 0U);
  EXPECT_EQ(problems(as(Role::supervisor)), "");
}

}  // namespace
}  // namespace redress::docket
