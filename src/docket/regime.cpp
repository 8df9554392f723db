#include "docket/regime.hpp"

#include <algorithm>

#include "base/keys.hpp"

namespace redress::docket {
namespace {

using base::Result;

constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

/// Kinds whose matter passes on to what names them. Parties and counts are not matter of a source.
constexpr std::string_view kMatter[] = {"authority", "exhibit",   "mention", "item",  "binding",
                                        "handover",  "agreement", "demand",  "import"};

struct Step {
  std::uint32_t to = 0;
  By by = By::derived;
};

/// From each thing to those that came from it.
std::vector<std::vector<Step>> turned(std::span<const Derived> things) {
  std::vector<std::vector<Step>> out(things.size());
  for (std::uint32_t i = 0; i < things.size(); ++i)
    for (const CameFrom& link : things[i].from)
      if (link.at < things.size()) out[link.at].push_back({i, link.by});
  return out;
}

/// Shortest ways from one origin outwards; `back[i]` is the thing before i on the way to the origin.
std::vector<std::uint32_t> ways(const std::vector<std::vector<Step>>& onward, std::uint32_t origin,
                                bool through_own_process) {
  std::vector<std::uint32_t> back(onward.size(), kNowhere);
  std::vector<std::uint32_t> queue{origin};
  back[origin] = origin;
  for (std::size_t i = 0; i < queue.size(); ++i)
    for (const Step& step : onward[queue[i]]) {
      if (back[step.to] != kNowhere) continue;
      if (step.by == By::own_process && !through_own_process) continue;
      back[step.to] = queue[i];
      queue.push_back(step.to);
    }
  return back;
}

Reached reached_by(std::span<const Derived> things, const std::vector<std::uint32_t>& back,
                   std::uint32_t thing, std::uint32_t origin) {
  Reached out{things[origin].regime, origin, {thing}, thing == origin, false};
  for (std::uint32_t at = thing; at != origin; at = back[at]) out.path.push_back(back[at]);
  for (const CameFrom& link : things[thing].from)
    out.direct = out.direct || (link.at == origin && link.by == By::obtained_under);
  return out;
}

}  // namespace

std::vector<std::vector<Reached>> trace(std::span<const Derived> things) {
  std::vector<std::vector<Reached>> out(things.size());
  const auto onward = turned(things);
  for (std::uint32_t origin = 0; origin < things.size(); ++origin) {
    if (things[origin].regime.empty()) continue;
    const auto plain = ways(onward, origin, false);
    const auto any = ways(onward, origin, true);
    for (std::uint32_t i = 0; i < things.size(); ++i) {
      if (any[i] == kNowhere) continue;
      const bool crosses = plain[i] == kNowhere;
      Reached one = reached_by(things, crosses ? any : plain, i, origin);
      one.crosses = crosses;
      out[i].push_back(std::move(one));
    }
  }
  return out;
}

bool serves(const RegimeRule& rule, std::string_view purpose) {
  const std::string asked = base::normal_name(purpose);
  return rule.purposes.empty() || std::ranges::any_of(rule.purposes, [&](const std::string& one) {
           return one == "any" || asked.find(base::normal_name(one)) != std::string::npos;
         });
}

bool applies(const Reached& reached, const RegimeRule& rule) {
  if (reached.direct) return true;
  return rule.inherited && !(reached.crosses && rule.ends_with_own_process);
}

Strictest strictest(std::span<const Reached> reached, const RuleOf& rule_of) {
  Strictest out;
  for (const Reached& one : reached) {
    RegimeRule rule = rule_of(one.regime);
    if (!applies(one, rule)) continue;
    out.existence_may_be_told = out.existence_may_be_told && rule.existence_may_be_told;
    out.may_back_item = out.may_back_item && rule.may_back_item;
    out.may_leave = std::min(out.may_leave, rule.may_leave);
    out.named_list = out.named_list || rule.named_list;
    out.regimes.push_back(&one);
    out.rules.push_back(std::move(rule));
  }
  return out;
}

std::optional<std::uint32_t> Matter::find(std::string_view kind, std::uint64_t number) const {
  const auto found = at.find({kind, number});
  return found == at.end() ? std::nullopt : std::optional(found->second);
}

std::string Matter::path_of(const Reached& one) const {
  std::string out;
  for (const std::uint32_t step : one.path) out += (out.empty() ? "" : " <- ") + things[step].name;
  return out;
}

namespace {

bool is_process(AuthorityForm form) {
  return form == AuthorityForm::warrant || form == AuthorityForm::subpoena ||
         form == AuthorityForm::court_order || form == AuthorityForm::treaty_request;
}

class Builder {
 public:
  Builder(const Docket& docket, CaseRef in_case) : docket_(docket), case_(in_case) {}

  Result<Matter> run() {
    for (const KindSchema* kind : docket_.host().kinds)
      if (kind->info.in_case) REDRESS_TRY(read(*kind));
    for (const auto& [kind, row] : rows_) REDRESS_TRY(link(*kind, row));
    out_.reached = trace(out_.things);
    return std::move(out_);
  }

 private:
  Result<void> read(const KindSchema& kind) {
    const bool matter = std::ranges::find(kMatter, kind.info.name) != std::end(kMatter);
    const bool names_matter =
        kind.index_of("about") || std::ranges::any_of(kind.fields, [](const FieldSchema& field) {
          return std::ranges::find(kMatter, field.target) != std::end(kMatter);
        });
    if (!matter && !names_matter) return {};
    return docket_.store().rows(kind, case_.number, [&](Row&& row) {
      const auto index = static_cast<std::uint32_t>(out_.things.size());
      out_.at[{kind.info.name, row.number}] = index;
      std::string name = std::string(kind.info.name) + " " + detail::label_of(row);
      by_name_[name] = index;
      out_.things.push_back({std::move(name), {}, {}});
      rows_.emplace_back(&kind, std::move(row));
    });
  }

  Result<void> link(const KindSchema& kind, const Row& row) {
    const std::uint32_t self = out_.at[{kind.info.name, row.number}];
    if (kind.info.name == Kind<Authority>::info.name) return link_authority(self, row);
    if (kind.info.name == Kind<Exhibit>::info.name) return link_exhibit(self, row);
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
      const FieldSchema& field = kind.fields[i];
      if (field.name == "about") link_name(self, row.values[i]);
      if (std::ranges::find(kMatter, field.target) == std::end(kMatter)) continue;
      if (const auto* one = std::get_if<std::int64_t>(&row.values[i]))
        add(self, field.target, *one);
      if (const auto* many = std::get_if<std::vector<std::int64_t>>(&row.values[i]))
        for (const std::int64_t number : *many) add(self, field.target, number);
    }
    return {};
  }

  void link_name(std::uint32_t self, const Value& value) {
    constexpr std::string_view kRows = "rows of ";
    const auto* text = std::get_if<std::string>(&value);
    const auto named =
        text == nullptr
            ? by_name_.end()
            : by_name_.find(text->starts_with(kRows) ? text->substr(kRows.size()) : *text);
    if (named != by_name_.end()) out_.things[self].from.push_back({named->second, By::derived});
  }

  void add(std::uint32_t self, std::string_view kind, std::int64_t number, By by = By::derived) {
    const auto at = out_.find(kind, static_cast<std::uint64_t>(number));
    if (at) out_.things[self].from.push_back({*at, by});
  }

  Result<void> link_authority(std::uint32_t self, const Row& row) {
    const auto authority = REDRESS_TRY(from_values<Authority>(row.values));
    out_.things[self].regime = authority.regime;
    const By by = is_process(authority.form) ? By::own_process : By::derived;
    for (const Ref<Exhibit> led : authority.led_by)
      add(self, "exhibit", static_cast<std::int64_t>(led.number), by);
    return {};
  }

  /// Found through something, and yet obtained under another authority that is process.
  Result<bool> by_own_process(const Exhibit& exhibit, Ref<Exhibit> through) {
    const auto other = REDRESS_TRY(docket_.find(through));
    const auto authority = REDRESS_TRY(docket_.find(exhibit.authority));
    return other && authority && other->value.authority != exhibit.authority &&
           is_process(authority->value.form);
  }

  Result<void> link_exhibit(std::uint32_t self, const Row& row) {
    const auto exhibit = REDRESS_TRY(from_values<Exhibit>(row.values));
    add(self, "authority", static_cast<std::int64_t>(exhibit.authority.number), By::obtained_under);
    if (exhibit.described_in)
      add(self, "exhibit", static_cast<std::int64_t>(exhibit.described_in.number));
    for (const Ref<Exhibit> through : exhibit.found_through)
      add(self, "exhibit", static_cast<std::int64_t>(through.number),
          REDRESS_TRY(by_own_process(exhibit, through)) ? By::own_process : By::derived);
    return {};
  }

  const Docket& docket_;
  CaseRef case_;
  Matter out_;
  std::vector<std::pair<const KindSchema*, Row>> rows_;
  std::map<std::string, std::uint32_t> by_name_;
};

}  // namespace

Result<Matter> matter_of(const Docket& docket, CaseRef in_case) {
  return Builder(docket, in_case).run();
}

bool may_read(const Matter& matter, std::uint32_t thing, const RuleOf& rule_of,
              std::span<const Kept<Named>> lists, const RegimeReader& user,
              std::chrono::sys_days today) {
  const std::string reader = base::normal_name(user.name);
  const Strictest rules = strictest(matter.reached[thing], rule_of);
  for (std::size_t i = 0; i < rules.regimes.size(); ++i) {
    const std::vector<Role>& roles = rules.rules[i].roles;
    if (!roles.empty() && (!user.role || std::ranges::find(roles, *user.role) == roles.end()))
      return false;
    if (!rules.rules[i].named_list) continue;
    const Reached& reached = *rules.regimes[i];
    const bool named = std::ranges::any_of(lists, [&](const Kept<Named>& one) {
      if (one.withdrawn || one.value.regime != reached.regime || reader.empty()) return false;
      if (base::normal_name(one.value.person) != reader) return false;
      if (!one.value.from || one.value.from->latest() > today) return false;
      if (!one.value.authority) return true;
      const auto at = matter.find("authority", one.value.authority.number);
      return at && *at == reached.origin;
    });
    if (!named) return false;
  }
  return true;
}

}  // namespace redress::docket
