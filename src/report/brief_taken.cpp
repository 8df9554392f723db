// What was taken in: how many records readers took out of which exhibits, and what waits for a look.
#include "report/brief_html_parts.hpp"
#include "report/brief_text_parts.hpp"

namespace redress::report {
namespace {

std::string some(std::int64_t count, const char* what) {
  return count == 0 ? std::string() : ", " + std::to_string(count) + " " + what;
}

}  // namespace

std::string taken_sentence(const Brief& brief) {
  if (brief.proof->taken.empty()) return {};
  proof::TakenIn sum;
  for (const proof::TakenIn& one : brief.proof->taken) {
    sum.records += one.records;
    sum.repeated += one.repeated;
    sum.quarantined += one.quarantined;
    sum.refused += one.refused;
  }
  return std::to_string(sum.records) + (sum.records == 1 ? " record" : " records") + " out of " +
         counted(brief.proof->taken.size(), "reading of an exhibit", "readings of exhibits") +
         some(sum.refused, "rows refused") + some(sum.quarantined, "in quarantine") +
         some(sum.repeated, "repeated") +
         ". Records are leads: what bears on an element becomes an item when a person accepts it.";
}

std::string taken_line(const proof::TakenIn& one) {
  return "exhibit " + one.exhibit + (one.title.empty() ? "" : " (" + one.title + ")") + ", " +
         one.reader + ": " + std::to_string(one.records) +
         (one.records == 1 ? " record" : " records") + some(one.refused, "refused") +
         some(one.quarantined, "in quarantine") + some(one.repeated, "repeated");
}

namespace detail {

void put_taken(TextPage& page, const Brief& brief, bool detail) {
  constexpr std::size_t kFew = 5;
  const auto& taken = brief.proof->taken;
  if (taken.empty()) return;
  page.heading("Taken in");
  page.line(taken_sentence(brief));
  const std::size_t most = detail ? taken.size() : std::min(kFew, taken.size());
  for (std::size_t i = 0; i < most; ++i) page.line(taken_line(taken[i]), 0, "- ");
  if (most < taken.size())
    page.line(
        "and " + counted(taken.size() - most, "more reading", "more readings") + ", in full detail",
        0, {}, Weight::dim);
}

std::string taken_section(const Brief& brief) {
  if (brief.proof->taken.empty()) return {};
  std::vector<std::string> lines;
  for (const proof::TakenIn& one : brief.proof->taken) lines.push_back(safe(taken_line(one)));
  return section("taken", "Taken in",
                 "<p>" + safe(taken_sentence(brief)) + "</p>\n" + list_html(lines) + "\n");
}

}  // namespace detail
}  // namespace redress::report
