#include "report/brief_words.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/time.hpp"

namespace redress::report {
namespace {

std::string day_text(const std::optional<law::Date>& day) {
  return day ? law::text_of(*day) : std::string{};
}

std::string exhibit_text(const proof::CaseView& view, docket::Ref<docket::Exhibit> ref,
                         const std::string& place) {
  const docket::Exhibit* exhibit = view.exhibits.find(ref);
  std::string out = exhibit == nullptr ? "an exhibit that is not shown"
                                       : exhibit->label + " (" + exhibit->title + ")";
  if (!place.empty()) out += ", " + place;
  return out;
}

constexpr std::size_t kShortestRun = 3;

/// "S3" follows "S2": the same letters, and the next number.
bool follows(const std::string& before, const std::string& after) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t digits = before.find_first_of(kDigits);
  if (digits == std::string::npos || before.compare(0, digits, after, 0, digits) != 0) return false;
  // Longer numbers than these are no numbering of persons.
  if (before.size() - digits > 6 || after.size() - digits > 6 || after.size() == digits)
    return false;
  if (before.find_first_not_of(kDigits, digits) != std::string::npos ||
      after.find_first_not_of(kDigits, digits) != std::string::npos)
    return false;
  return std::stoi(after.substr(digits)) == std::stoi(before.substr(digits)) + 1;
}

}  // namespace

std::string_view symbol_of(proof::Outcome outcome) {
  switch (outcome) {
    case proof::Outcome::not_covered: return "○";
    case proof::Outcome::only_if: return "◐";
    case proof::Outcome::covered: return "●";
  }
  return "○";
}

std::string_view short_name_of(proof::Outcome outcome) {
  switch (outcome) {
    case proof::Outcome::not_covered: return "not covered";
    case proof::Outcome::only_if: return "only if";
    case proof::Outcome::covered: return "covered";
  }
  return "not covered";
}

std::string outcome_words(proof::Outcome outcome, const std::vector<std::string>& conditions) {
  std::string out(proof::name_of(outcome));
  if (outcome != proof::Outcome::only_if) return out;
  return out + " " + (conditions.empty() ? "its parts come about" : joined(conditions, "; "));
}

std::string people(const std::vector<std::string>& labels) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < labels.size();) {
    std::size_t end = i + 1;
    while (end < labels.size() && follows(labels[end - 1], labels[end])) ++end;
    if (end - i >= kShortestRun) {
      parts.push_back(labels[i] + "-" + labels[end - 1]);
    } else {
      parts.insert(parts.end(), labels.begin() + std::ptrdiff_t(i),
                   labels.begin() + std::ptrdiff_t(end));
    }
    i = end;
  }
  return joined(parts);
}

std::string sentence(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string spaced(std::string_view word) {
  std::string out(word);
  std::ranges::replace(out, '-', ' ');
  return out;
}

std::string marked(std::string_view text, bool unconfirmed) {
  std::string out(text);
  if (!out.empty() && unconfirmed) out += " " + std::string(kUnconfirmed);
  return out;
}

std::string shortened(std::string_view text, std::size_t columns) {
  std::string line = base::one_line(text);
  if (base::display_width(line) <= columns) return line;
  // The first line of the wrapped text is what fits, cut at a space where there is one.
  const std::string wrapped = base::wrap(line, columns > 1 ? columns - 1 : 1, 0);
  std::string cut = wrapped.substr(0, wrapped.find('\n'));
  while (!cut.empty() && (cut.back() == ' ' || cut.back() == ',' || cut.back() == '.'))
    cut.pop_back();
  return cut + "…";
}

std::string dates_text(const std::optional<base::PartialDate>& from,
                       const std::optional<base::PartialDate>& until) {
  if (from && until) return from == until ? from->text() : from->text() + " to " + until->text();
  if (from) return "from " + from->text();
  return until ? "until " + until->text() : std::string{};
}

std::string number_of(const proof::Count& count) {
  return count.number != 0 ? std::to_string(count.number) : count.label;
}

std::string party_text(const docket::Party& party) {
  if (party.protection != docket::Protected::no) return party.label;
  std::string out = party.label;
  if (!party.name.empty()) out += ": " + party.name;
  if (!party.role.empty()) out += (party.name.empty() ? ": " : ", ") + party.role;
  return out;
}

std::string offence_text(const law::Offence& offence) {
  if (offence.citation.empty()) return offence.title;
  return offence.title + ", " + marked(offence.citation, is_unconfirmed(offence));
}

std::string version_text(const law::Version& version) {
  std::string out = "version " + version.id;
  if (version.from && version.to) {
    out += ", in force " + day_text(version.from) + " to " + day_text(version.to);
  } else if (version.from) {
    out += ", in force from " + day_text(version.from);
  } else if (version.to) {
    out += ", in force until " + day_text(version.to);
  }
  return marked(out, is_unconfirmed(version));
}

std::string citation_of(const proof::CaseView& view, const proof::Item& item) {
  std::string out;
  if (item.exhibit) out = "exhibit " + exhibit_text(view, item.exhibit, item.locator);
  if (item.described_in) {
    if (!out.empty()) out += "; ";
    out += "described in " + exhibit_text(view, item.described_in, item.described_at);
  }
  return out.empty() ? "no exhibit is cited" : out;
}

std::vector<std::string> origin_labels(const proof::CaseView& view, const proof::Item& item) {
  std::vector<std::string> labels;
  for (const docket::Ref<proof::Origin> origin : item.origins) {
    const proof::Origin* found = view.origins.find(origin);
    labels.push_back(found == nullptr ? "an origin that is not shown" : found->label);
  }
  return labels;
}

std::string confrontation_text(const proof::Item& item) {
  using proof::Yes;
  if (item.testimonial == Yes::no) return "not testimonial";
  std::string out = item.testimonial == Yes::yes ? "testimonial" : "testimonial or not: unsure";
  static constexpr std::array<std::string_view, 3> kUnavailable{
      "whether the declarant is unavailable: unsure", "declarant unavailable",
      "declarant available"};
  static constexpr std::array<std::string_view, 3> kCrossed{"whether cross-examined before: unsure",
                                                            "cross-examined before",
                                                            "not cross-examined before"};
  out += "; " + std::string(kUnavailable[static_cast<std::size_t>(item.unavailable)]);
  return out + "; " + std::string(kCrossed[static_cast<std::size_t>(item.cross_examined)]);
}

std::string_view favour_text(docket::Favour favour) {
  switch (favour) {
    case docket::Favour::no: return "neither side";
    case docket::Favour::defence: return "the defence";
    case docket::Favour::prosecution: return "the prosecution";
    case docket::Favour::both: return "both sides";
    case docket::Favour::unsure: return "not decided";
  }
  return "not decided";
}

std::string head_text(const docket::Head& head) {
  const base::Instant at(head.at_microseconds, base::Precision::second);
  return std::string(docket::name_of(head.log)) + " log: " + counted(head.size, "act", "acts") +
         ", root " + head.root.hex() + ", " + at.text();
}

std::string docket_text(const docket::Head& head) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : head.docket) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

}  // namespace redress::report
