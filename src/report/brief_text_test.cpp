#include "report/brief_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "report/samples_test.hpp"

namespace redress::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Sample;

// NOLINTNEXTLINE(misc-misleading-bidirectional): what is tested
constexpr std::string_view kHostile = "\x1b[31mred\x1b[0m \xE2\x80\xAE gnirts \n\r\t<b>\xFF";

/// Every free text of the sample becomes hostile.
Sample hostile_sample() {
  Sample sample = testing::sample();
  const std::string bad(kHostile);
  sample.proof.view.about.title += bad;
  sample.proof.view.about.court = bad;
  sample.proof.view.about.outcome = bad;
  sample.offence->title = bad;
  for (law::Element& element : sample.offence->versions.front().elements) element.text = bad;
  const proof::Item item = testing::item(bad, bad, 1);
  testing::fill(sample.proof.view.items, {testing::kept(1, item), testing::kept(2, item),
                                          testing::kept(3, item), testing::kept(4, item)});
  for (auto* strands : {&sample.proof.intact, &sample.proof.asked, &sample.proof.no_survivors})
    for (proof::Strand& strand : *strands) {
      strand.warnings = {bad};
      proof::Bearing& blocked = strand.elements[5].supports.front();
      proof::RouteState route = *blocked.route;
      route.why_blocked = bad;
      blocked.route = std::make_shared<const proof::RouteState>(std::move(route));
    }
  sample.proof.disclosure.front().what = bad;
  return sample;
}

void expect_plain(const std::string& text, std::size_t width) {
  EXPECT_TRUE(base::valid_utf8(text));
  // NOLINTNEXTLINE(misc-misleading-bidirectional): what is tested
  EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    ASSERT_NE(to, std::string::npos) << "the last line has no end";
    const std::string line = text.substr(from, to - from);
    EXPECT_EQ(base::one_line(line), line);
    EXPECT_LE(base::display_width(line), width) << line;
    from = to + 1;
  }
}

TEST(BriefText, SaysStatesInWords) {
  const Sample sample = testing::sample();
  const std::string text = brief_text(sample.proof, {.width = 200});
  EXPECT_THAT(text, HasSubstr("United States v. Marlow"));
  EXPECT_THAT(text, HasSubstr("covered on a stated route"));
  EXPECT_THAT(text, HasSubstr("not covered"));
  EXPECT_THAT(text, HasSubstr("rests on a survivor's word alone: S1, S2"));
  EXPECT_THAT(text, HasSubstr("blocked: testimonial, and nobody was cross-examined"));
  EXPECT_THAT(text, HasSubstr("leans on a survivor: S1"));
  EXPECT_THAT(text, HasSubstr("not used: by threat of harm"));
  EXPECT_THAT(text, HasSubstr("takes a paper [unconfirmed]"));
  EXPECT_THAT(text, HasSubstr("BRC [unconfirmed]"));
  EXPECT_THAT(text, HasSubstr("Counts 1-2"));
  EXPECT_THAT(text, HasSubstr(std::string(proof::kNotAForecast)));
  EXPECT_THAT(text, HasSubstr(std::string(proof::kWorkProductLegend)));
  EXPECT_THAT(text, HasSubstr("evidence log: 12 acts, root abab"));
  EXPECT_THAT(text, HasSubstr("HELD, not reviewed: E-1"));
  EXPECT_THAT(text, HasSubstr("us/grand-jury"));
}

TEST(BriefText, PracticeDocketsSaySo) {
  Sample sample = testing::sample();
  EXPECT_THAT(brief_text(sample.proof, {}), Not(HasSubstr("Practice docket")));
  sample.proof.practice = true;
  EXPECT_THAT(brief_text(sample.proof, {}), HasSubstr("Practice docket"));
}

TEST(BriefText, LeavesAddressesOut) {
  const Sample sample = testing::sample();
  for (const bool detail : {false, true})
    EXPECT_THAT(brief_text(sample.proof, {.detail = detail}), Not(HasSubstr("Harbour Row")));
}

TEST(BriefText, ColourOnlyWhenAsked) {
  const Sample sample = testing::sample();
  EXPECT_THAT(brief_text(sample.proof, {.color = false}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(brief_text(sample.proof, {.color = true}), HasSubstr("\x1b[1m"));
}

TEST(BriefText, HostileTextIsHarmlessAtEveryWidth) {
  const Sample sample = hostile_sample();
  for (const std::size_t width : {40U, 61U, 80U, 100U, 160U})
    for (const bool detail : {false, true}) {
      const TextOptions options{.width = width, .color = false, .detail = detail};
      expect_plain(brief_text(sample.proof, options), width);
      expect_plain(proof_text(sample.proof, options), width);
      expect_plain(disclosure_text(sample.proof, options), width);
    }
}

TEST(BriefText, AnEmptyCase) {
  const proof::CaseProof empty{};
  expect_plain(brief_text(empty, {.width = 80}), 80);
  expect_plain(proof_text(empty, {.width = 80}), 80);
  expect_plain(disclosure_text(empty, {.width = 80}), 80);
}

TEST(ProofText, SaysWhatFallsAndWhatStands) {
  Sample sample = testing::sample();
  sample.proof.options.without.survivors = true;
  sample.proof.asked = sample.proof.no_survivors;
  const std::string text = proof_text(sample.proof, {.width = 200});
  EXPECT_THAT(text, HasSubstr("without any survivor's word"));
  EXPECT_THAT(text, HasSubstr("lost: told-1, told-2"));
  EXPECT_THAT(text, HasSubstr("keeps a person: by book-lines (BRC)"));
  EXPECT_THAT(text, HasSubstr("letter: blocked: testimonial"));
  EXPECT_THAT(text, Not(HasSubstr("by threat of harm")));
}

TEST(DisclosureText, GroupsByState) {
  Sample sample = testing::sample();
  sample.proof.disclosure[0].state = proof::DisclosureState::disclosed;
  sample.proof.disclosure[0].settled = "disclosed 2031-02-01";
  const std::string brief = disclosure_text(sample.proof, {.width = 200});
  EXPECT_THAT(brief, HasSubstr("disclosed: 1"));
  EXPECT_THAT(brief, Not(HasSubstr("disclosed 2031-02-01")));
  EXPECT_THAT(disclosure_text(sample.proof, {.width = 200, .detail = true}),
              HasSubstr("disclosed 2031-02-01"));
}

}  // namespace
}  // namespace redress::report
