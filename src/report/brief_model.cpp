#include "report/brief_model.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace redress::report {
namespace {

std::string in_braces(const std::vector<std::string>& labels) { return "{" + joined(labels) + "}"; }

/// Breaking points of one strand as lines; smallest sets first, one line a size.
std::vector<std::string> lines_of(const proof::Breaking& breaking, std::uint32_t size_asked,
                                  std::size_t most) {
  if (!breaking.breakable) return {"no loss of origins breaks it"};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < breaking.sets.size();) {
    const std::size_t size = breaking.sets[i].size();
    std::vector<std::string> sets;
    std::size_t left = 0;
    for (; i < breaking.sets.size() && breaking.sets[i].size() == size; ++i) {
      if (sets.size() < most) {
        sets.push_back(in_braces(breaking.sets[i]));
      } else {
        ++left;
      }
    }
    lines.push_back(
        "breaks if we lose " + counted(size, "origin", "origins together") + ": " +
        joined(sets, " or ") +
        (left == 0 ? "" : ", and " + counted(left, "more set", "more sets") + " of that size"));
  }
  if (breaking.sets.empty())
    lines.push_back("the smallest set that breaks it has " +
                    counted(breaking.minimum, "origin", "origins") +
                    "; listed were sets of up to " + std::to_string(size_asked));
  if (breaking.more)
    lines.push_back("more than " + counted(breaking.sets.size(), "set", "sets") +
                    ": the list was cut there");
  return lines;
}

void add_once(std::vector<std::string>& to, std::string one) {
  if (std::ranges::find(to, one) == to.end()) to.push_back(std::move(one));
}

}  // namespace

std::vector<Column> columns_of(const Brief& brief) {
  std::vector<Column> columns{
      {"With everything", &CountGroup::intact, &ElementLine::intact},
      {"Without survivors", &CountGroup::no_survivors, &ElementLine::no_survivors}};
  proof::Without only_survivors;
  only_survivors.survivors = true;
  if (brief.has_question && brief.question != only_survivors.text()) {
    std::string title = brief.question;
    title.front() = 'W';
    columns.push_back({std::move(title), &CountGroup::asked, &ElementLine::asked});
  }
  return columns;
}

std::string outcome_sentence(const Brief& brief, const CountGroup& group) {
  std::string out;
  for (const Column& column : columns_of(brief)) {
    const proof::Outcome outcome = group.*column.of_count;
    out += (out.empty() ? "" : " ") + column.title + ": " + std::string(proof::name_of(outcome)) +
           (outcome == proof::Outcome::only_if ? " what is named below comes about." : ".");
  }
  return out;
}

std::string reliance_sentence(const CountGroup& group) {
  const std::string of = std::to_string(group.top_elements);
  std::string out;
  if (group.top_covered < group.top_elements)
    out = std::to_string(group.top_covered) + " of " + of + " elements " +
          (group.top_covered == 1 ? "is" : "are") + " covered on a stated route; ";
  if (group.top_on_survivor == 0)
    return out + (group.top_covered == 0 ? "so none can rest on a survivor's word"
                                         : "no covered element rests on a survivor's word alone");
  out += std::to_string(group.top_on_survivor) + " of " + of +
         (group.top_on_survivor == 1 ? " elements rests" : " elements rest") +
         " on a survivor's word alone: " + people(group.on_whose);
  if (group.each_on_own) out += " (each in the count about that survivor)";
  return out;
}

std::string about_sentence(const Brief& brief, const CountGroup& group) {
  const proof::Count& count = brief.proof->view.counts[group.counts.front()];
  std::string out = "against " + people(group.defendants);
  if (!group.survivors.empty())
    out +=
        "; for " + people(group.survivors) + (group.one_survivor_each ? ", one in each count" : "");
  if (!count.object.empty()) out += "; object " + count.object;
  const std::string dates = dates_text(count.from, count.until);
  if (!dates.empty()) out += "; " + dates;
  return out + "; " + std::string(docket::word(count.stage));
}

std::vector<std::string> breaking_lines(const Brief& brief, const CountGroup& group,
                                        std::size_t most) {
  if (group.intact != proof::Outcome::covered)
    return {"not covered on a stated route, so there is nothing that a loss could break"};
  const proof::CaseProof& proof = *brief.proof;
  // Counts that are alike may still name different origins (the word of another survivor).
  std::map<std::string, std::vector<std::string>> names;
  std::vector<std::pair<std::string, std::vector<std::string>>> distinct;
  for (const std::size_t strand : group.strands) {
    if (strand >= proof.breaking.size()) continue;
    std::vector<std::string> lines =
        lines_of(proof.breaking[strand], proof.options.breaking_size, most);
    std::string key = joined(lines, "\n");
    add_once(names[key], number_of(proof.view.counts[proof.intact[strand].count]));
    if (std::ranges::find(distinct, key, &decltype(distinct)::value_type::first) == distinct.end())
      distinct.emplace_back(std::move(key), std::move(lines));
  }
  std::vector<std::string> out;
  for (const auto& [key, lines] : distinct)
    for (const std::string& line : lines)
      out.push_back(distinct.size() == 1 ? line : "count " + joined(names[key]) + ": " + line);
  return out;
}

std::vector<std::string> telling_lines(const proof::CaseProof& proof) {
  const proof::TellingPlan& plan = proof.tellings;
  const bool any_covered = std::ranges::any_of(proof.intact, [](const proof::Strand& strand) {
    return strand.outcome == proof::Outcome::covered;
  });
  if (!any_covered)
    return {"No count is covered on a stated route, so no telling can keep one covered."};
  if (proof.view.tellings.size() == 0) return {"No telling is recorded in this case."};
  if (plan.none_needed) return {"The covered counts need no telling of a survivor."};
  if (!plan.possible) return {"No set of tellings keeps the covered counts covered."};
  std::vector<std::string> lines{
      "The smallest burden that keeps the covered counts covered is " +
      std::to_string(plan.burden) +
      " (the weights that were entered; 1 for each telling without one; 0 for one already held):"};
  for (const auto& set : plan.sets) lines.push_back(in_braces(set));
  if (plan.more) lines.emplace_back("more sets are as good as these: the list was cut");
  return lines;
}

std::string handling_text(const Brief& brief) {
  if (brief.regimes.empty()) return {};
  return "material of this case comes under " + joined(brief.regimes) +
         ": the rules of each regime hold for this brief too";
}

std::string route_code(const proof::RouteState& route) {
  return route.text.substr(0, route.text.find(": "));
}

std::string use_words(const Use& use) {
  std::string out;
  if (use.lost) out = "lost under the question";
  const std::string between = out.empty() ? "" : "; ";
  if (use.carries == Carries::blocked) return out + between + "blocked: " + use.route.why_blocked;
  if (use.carries == Carries::only_if)
    return out + between + "only if " + joined(use.route.conditions, "; ");
  return out;
}

std::string leans_words(const Use& use) {
  if (!use.whose.empty()) return "leans on a survivor: " + people(use.whose);
  return use.leans_on_survivor ? "leans on a survivor: one must explain it" : "";
}

std::vector<std::string> count_notes(const Brief& brief, const CountGroup& group) {
  std::vector<std::pair<std::string, std::vector<std::string>>> notes;
  for (const proof::Index index : group.counts) {
    const proof::Count& count = brief.proof->view.counts[index];
    if (count.note.empty()) continue;
    auto at = std::ranges::find(notes, count.note, &decltype(notes)::value_type::first);
    if (at == notes.end()) at = notes.insert(notes.end(), {count.note, {}});
    at->second.push_back(number_of(count));
  }
  return texts_of(notes, [](const auto& one) {
    return (one.second.size() == 1 ? "Note on count " : "Note on counts ") + people(one.second) +
           ": " + one.first;
  });
}

std::string where_of(const Brief& brief, const proof::NextStep& step) {
  const proof::CaseProof& proof = *brief.proof;
  const std::set<std::string> concerned(step.strands.begin(), step.strands.end());
  std::vector<std::string> parts;
  for (const CountGroup& group : brief.groups) {
    if (group.offence != step.offence) continue;
    const bool is_in = std::ranges::any_of(group.strands, [&](std::size_t strand) {
      return concerned.contains(proof::name_of(proof.view, proof.intact[strand]));
    });
    if (!is_in) continue;
    std::string name = group.name;
    name.front() = 'c';
    parts.push_back(name + " against " + people(group.defendants));
  }
  return parts.empty() ? joined(step.strands, "; ") : joined(parts, "; ");
}

std::vector<std::string> unused_of(const CountGroup& group, std::size_t element) {
  std::vector<std::string> texts;
  const ElementLine& line = group.elements[element];
  for (std::size_t i = element + 1; i < line.end; i = group.elements[i].end)
    if (group.elements[i].unused) {
      const law::Element& child = *group.elements[i].element;
      texts.push_back(marked(child.text, is_unconfirmed(child)));
    }
  return texts;
}

std::vector<std::string> alternative_notes(const proof::Alternative& one) {
  std::vector<std::string> notes;
  if (one.covered_without_survivors)
    notes.emplace_back("stands without any survivor's word: spares every telling");
  if (one.loses_restitution)
    notes.emplace_back("would lose restitution that follows from the counts");
  if (one.loses_forfeiture)
    notes.emplace_back("would lose forfeiture that follows from the counts");
  if (!one.missing.empty()) notes.push_back("missing: " + joined(one.missing, "; "));
  return notes;
}

std::vector<std::pair<proof::DisclosureState, std::size_t>> disclosure_counts(
    const std::vector<proof::DisclosureEntry>& entries) {
  using proof::DisclosureState;
  std::vector<std::pair<DisclosureState, std::size_t>> counts;
  for (const DisclosureState state :
       {DisclosureState::due, DisclosureState::favourable, DisclosureState::unreviewed,
        DisclosureState::withheld, DisclosureState::disclosed})
    counts.emplace_back(state, static_cast<std::size_t>(std::ranges::count(
                                   entries, state, &proof::DisclosureEntry::state)));
  return counts;
}

std::string disclosure_clock(const proof::DisclosureEntry& entry) {
  std::string out = entry.due ? "due by " + entry.due->text() : std::string{};
  if (!entry.settled.empty()) out += (out.empty() ? "" : "; ") + entry.settled;
  return out;
}

}  // namespace redress::report
