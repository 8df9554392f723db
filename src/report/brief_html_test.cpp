#include "report/brief_html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "report/brief_style.hpp"
#include "report/samples_test.hpp"

namespace redress::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Sample;

constexpr std::string_view kHostile =
    // NOLINTNEXTLINE(misc-misleading-bidirectional): what is tested
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \xE2\x80\xAE\x1b[1m\x01 &amp;";

Sample hostile_sample() {
  Sample sample = testing::sample();
  const std::string bad(kHostile);
  docket::Case& about = sample.proof.view.about;
  about.label = about.title = about.court = about.outcome = bad;
  about.sources = {bad};
  sample.offence->title = sample.offence->citation = sample.offence->source = bad;
  for (law::Element& element : sample.offence->versions.front().elements)
    element.text = element.citation = element.source = element.verbatim = bad;
  proof::Item item = testing::item(bad, bad, 1);
  item.quote = item.quote_language = item.translation = item.translator = item.locator = bad;
  item.hearsay = item.accepted_because = bad;
  item.open_motions = {bad};
  testing::fill(sample.proof.view.items, {testing::kept(1, item), testing::kept(2, item),
                                          testing::kept(3, item), testing::kept(4, item)});
  const docket::Party party{.label = bad, .name = bad, .role = bad};
  testing::fill(sample.proof.view.parties, {testing::kept(1, party), testing::kept(2, party)});
  sample.proof.alternatives_of = {bad, bad};
  sample.proof.options.without.parties = {bad};
  for (proof::DisclosureEntry& entry : sample.proof.disclosure)
    entry.about = entry.what = entry.why = bad;
  sample.kind->text = sample.kind->where = bad;
  return sample;
}

/// Tag names and attributes of a page without its style; fails on a "<" that opens no tag.
std::set<std::string> tags_of(const std::string& html) {
  std::set<std::string> tags;
  static const std::regex tag(R"re(<(/?[A-Za-z!][A-Za-z0-9]*)((?:[^<>"]|"[^"<>]*")*)>)re");
  std::size_t opened = 0;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), tag); at != std::sregex_iterator();
       ++at) {
    ++opened;
    tags.insert((*at)[1]);
    static const std::regex value(R"("[^"]*")");
    const std::string names = std::regex_replace(std::string((*at)[2]), value, "\"\"");
    EXPECT_FALSE(std::regex_search(names, std::regex("\\s(on[a-z]+|src|style|action)=")))
        << (*at)[0];
  }
  EXPECT_EQ(opened, static_cast<std::size_t>(std::ranges::count(html, '<')));
  return tags;
}

std::string without_style(std::string html) {
  const std::size_t from = html.find("<style>") + 7;
  html.erase(from, html.find("</style>") - from);
  return html;
}

TEST(BriefHtml, HostileTextIsEscaped) {
  const Sample sample = hostile_sample();
  const std::string html = brief_html(sample.proof);
  EXPECT_TRUE(base::valid_utf8(html));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  // NOLINTNEXTLINE(misc-misleading-bidirectional): what is tested
  EXPECT_THAT(html, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  const std::set<std::string> tags = tags_of(without_style(html));
  for (const char* never : {"script", "img", "link", "iframe", "object", "form", "svg", "base"})
    EXPECT_FALSE(tags.contains(never)) << never;
}

TEST(BriefHtml, LoadsNothing) {
  const Sample sample = testing::sample();
  const std::string html = brief_html(sample.proof);
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'unsafe-inline'"));
  EXPECT_THAT(html, HasSubstr("https://sources.invalid/book?a=1&amp;b=2"));
  EXPECT_THAT(std::string(detail::kStyle), Not(HasSubstr("url(")));
  EXPECT_THAT(std::string(detail::kStyle), Not(HasSubstr("@import")));
  static const std::regex link("href=\"([^\"]*)\"");
  for (auto at = std::sregex_iterator(html.begin(), html.end(), link); at != std::sregex_iterator();
       ++at) {
    const std::string target = (*at)[1];
    ASSERT_EQ(target.front(), '#') << target;
    EXPECT_THAT(html, HasSubstr("id=\"" + target.substr(1) + "\""));
  }
}

TEST(BriefHtml, SaysStatesInWords) {
  const std::string html = brief_html(testing::sample().proof);
  EXPECT_THAT(html, HasSubstr("</span> covered on a stated route</span>"));
  EXPECT_THAT(html, HasSubstr("</span> not covered</span>"));
  EXPECT_THAT(html, HasSubstr("Counts 1-2: Holding"));
  EXPECT_THAT(html, HasSubstr("takes a paper <span class=\"tag only-if\">[unconfirmed]</span>"));
  EXPECT_THAT(html, HasSubstr("BRC <span class=\"tag only-if\">[unconfirmed]</span>"));
  EXPECT_THAT(html, HasSubstr("not used: by threat of harm"));
  EXPECT_THAT(html, HasSubstr(std::string(proof::kNotAForecast)));
  EXPECT_THAT(html, HasSubstr("Redaction profile: default"));
  EXPECT_THAT(html, HasSubstr("evidence log: 12 acts, root abab"));
  EXPECT_THAT(html, Not(HasSubstr("Harbour Row")));
}

TEST(BriefHtml, QuotesKeepTheirLanguage) {
  Sample sample = testing::sample();
  proof::Item item = testing::item("word", "She asked to leave.", 1);
  item.quote = "Gusto kong\numuwi.";
  item.quote_language = "tl";
  item.translation = "I want to go home.";
  item.translator = "a machine";
  testing::fill(sample.proof.view.items, {testing::kept(1, item), testing::kept(2, item),
                                          testing::kept(3, item), testing::kept(4, item)});
  const std::string html = brief_html(sample.proof);
  EXPECT_THAT(html, HasSubstr("<blockquote dir=\"auto\" lang=\"tl\"><p>Gusto kong<br>umuwi.</p>"));
  EXPECT_THAT(html, HasSubstr("Translation by a machine; not checked by a person: a lead only"));
}

TEST(BriefHtml, IdsAreUniqueAndHeadingsInOrder) {
  const std::string html = brief_html(testing::sample().proof);
  std::set<std::string> ids;
  static const std::regex id(" id=\"([^\"]*)\"");
  for (auto at = std::sregex_iterator(html.begin(), html.end(), id); at != std::sregex_iterator();
       ++at)
    EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1];
  int last = 0;
  int first_level = 0;
  static const std::regex heading("<h([1-6])");
  for (auto at = std::sregex_iterator(html.begin(), html.end(), heading);
       at != std::sregex_iterator(); ++at) {
    const int level = std::stoi((*at)[1]);
    EXPECT_LE(level, last + 1);
    first_level += level == 1 ? 1 : 0;
    last = level;
  }
  EXPECT_EQ(first_level, 1);
}

TEST(BriefHtml, TagsAreClosed) {
  const std::string html = without_style(brief_html(testing::sample().proof));
  for (const char* name :
       {"section", "table",      "thead", "tbody", "tr",     "th",   "td",      "ul",
        "ol",      "li",         "dl",    "dt",    "dd",     "p",    "details", "summary",
        "article", "blockquote", "span",  "a",     "main",   "nav",  "header",  "footer",
        "h2",      "h3",         "body",  "html",  "strong", "code", "caption"}) {
    const auto count = [&](const std::string& pattern) {
      const std::regex one(pattern);
      return std::distance(std::sregex_iterator(html.begin(), html.end(), one),
                           std::sregex_iterator());
    };
    EXPECT_EQ(count(std::string("<") + name + "[ >]"), count(std::string("</") + name + ">"))
        << name;
  }
}

TEST(BriefHtml, AnEmptyCase) {
  const proof::CaseProof empty{};
  const std::string html = brief_html(empty);
  EXPECT_THAT(html, HasSubstr("No count is entered"));
}

/// Relative luminance and contrast: WCAG 2.2, definitions of those terms.
double luminance(const std::string& hex) {
  const auto channel = [&](std::size_t at) {
    const std::string two =
        hex.size() == 4 ? std::string(2, hex[1 + at]) : hex.substr(1 + 2 * at, 2);
    const double value = std::stoi(two, nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}

double contrast(const std::string& a, const std::string& b) {
  const double one = luminance(a);
  const double two = luminance(b);
  return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

TEST(BriefHtml, ColoursAreLegibleInEveryScheme) {
  const std::string style(detail::kStyle);
  static const std::regex colour("--([a-z-]+): (#[0-9a-f]{3,6})");
  std::map<std::string, std::vector<std::string>> schemes;
  for (auto at = std::sregex_iterator(style.begin(), style.end(), colour);
       at != std::sregex_iterator(); ++at)
    schemes[(*at)[1]].push_back((*at)[2]);
  ASSERT_EQ(schemes["page"].size(), 3U);  // light, dark, paper
  for (std::size_t i = 0; i < 3; ++i)
    for (const char* text : {"ink", "quiet", "link", "covered", "only-if", "not-covered"})
      for (const char* behind : {"page", "card"})
        EXPECT_GE(contrast(schemes[text].at(i), schemes[behind].at(i)), 4.5)
            << text << " on " << behind << i;
}

}  // namespace
}  // namespace redress::report
