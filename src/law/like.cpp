// Versions written on top of other versions.
#include <algorithm>
#include <cstddef>
#include <ranges>
#include <utility>

#include "law/drafts.hpp"

namespace redress::law::detail {
namespace {

bool named(const std::vector<NameAt>& names, const std::string& name) {
  return std::ranges::any_of(names, [&](const NameAt& each) { return each.name == name; });
}

class Settler {
 public:
  Settler(std::vector<VersionDraft> drafts, Standing around, Reading& reading)
      : drafts_(std::move(drafts)),
        around_(around),
        reading_(reading),
        state_(drafts_.size(), State::fresh) {}

  std::vector<VersionDraft> run() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) settle_chain(i);
    return std::move(drafts_);
  }

 private:
  enum class State : std::uint8_t { fresh, open, done };

  std::size_t index_of(const std::string& id) const {
    for (std::size_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].row.id == id) return i;
    return drafts_.size();
  }

  // Follows `like` down to a version that needs nothing, then merges on the way back.
  void settle_chain(std::size_t start) {
    std::vector<std::size_t> chain;
    std::size_t at = start;
    while (state_[at] == State::fresh) {
      state_[at] = State::open;
      chain.push_back(at);
      VersionDraft& draft = drafts_[at];
      if (draft.like.name.empty()) break;
      const std::size_t next = index_of(draft.like.name);
      if (next == drafts_.size()) {
        refuse(draft, "`like` names no version of this file", "the id of a version");
        break;
      }
      if (state_[next] == State::open) {
        refuse(draft, "`like` leads back to this version", "a version that stands alone");
        break;
      }
      at = next;
    }
    for (const std::size_t back : chain | std::views::reverse) {
      VersionDraft& draft = drafts_[back];
      if (!draft.like.name.empty())
        merge(drafts_[index_of(draft.like.name)], draft);
      else if (!draft.without.empty())
        refuse_without(draft);
      state_[back] = State::done;
    }
  }

  void refuse(VersionDraft& draft, std::string message, std::string expected) {
    reading_.report(draft.like.line, draft.like.column, std::move(message),
                    "\"" + draft.like.name + "\"", std::move(expected));
    draft.like.name.clear();
    draft.row.like.clear();
    draft.without.clear();
  }

  void refuse_without(const VersionDraft& draft) {
    const NameAt& first = draft.without.front();
    reading_.report(first.line, first.column, "`without` needs `like`", "\"" + first.name + "\"");
  }

  void merge(const VersionDraft& base, VersionDraft& own) {
    const std::size_t rows =
        base.elements.size() + base.penalties.size() + base.enhancements.size();
    if (copies_ + rows > kMostCopies) {
      refuse(own, "too much is copied by `like` in this file",
             "at most " + std::to_string(kMostCopies) + " rows");
      return;
    }
    copies_ += rows;
    if (!own.own_standing) own.row.standing = weaker(base.row.standing, around_);
    if (!own.mens_rea) own.mens_rea = base.mens_rea;
    if (!own.nexus) own.nexus = base.nexus;
    if (!own.child_rule) own.child_rule = base.child_rule;
    if (!own.root) own.root = base.root;
    for (const NameAt& each : own.without)
      if (!known(base, each.name))
        reading_.report(each.line, each.column, "`without` names nothing in that version",
                        "\"" + each.name + "\"", "the id of an element, or the tier of a penalty");
    merge_elements(base, own);
    merge_penalties(base, own);
    for (auto& each : own.enhancements)
      if (!each.own_standing) each.row.standing = own.row.standing;
    if (own.enhancements.empty()) own.enhancements = base.enhancements;
  }

  static bool known(const VersionDraft& base, const std::string& name) {
    return std::ranges::any_of(base.elements,
                               [&](const ElementDraft& each) { return each.row.id == name; }) ||
           std::ranges::any_of(base.penalties,
                               [&](const Draft<Penalty>& each) { return each.row.tier == name; });
  }

  static void merge_elements(const VersionDraft& base, VersionDraft& own) {
    std::vector<ElementDraft> merged;
    for (const ElementDraft& each : base.elements) {
      if (named(own.without, each.row.id)) continue;
      merged.push_back(each);
      std::erase_if(merged.back().children,
                    [&](const NameAt& child) { return named(own.without, child.name); });
    }
    for (ElementDraft& each : own.elements) {
      if (!each.own_standing) each.row.standing = own.row.standing;
      const auto held = std::ranges::find_if(
          merged, [&](const ElementDraft& old) { return old.row.id == each.row.id; });
      if (held != merged.end())
        *held = std::move(each);
      else
        merged.push_back(std::move(each));
    }
    own.elements = std::move(merged);
  }

  static void merge_penalties(const VersionDraft& base, VersionDraft& own) {
    std::vector<Draft<Penalty>> merged;
    for (const auto& each : base.penalties)
      if (!named(own.without, each.row.tier)) merged.push_back(each);
    for (auto& each : own.penalties) {
      if (!each.own_standing) each.row.standing = own.row.standing;
      const auto held = std::ranges::find_if(
          merged, [&](const Draft<Penalty>& old) { return old.row.tier == each.row.tier; });
      if (held != merged.end())
        *held = std::move(each);
      else
        merged.push_back(std::move(each));
    }
    own.penalties = std::move(merged);
  }

  std::vector<VersionDraft> drafts_;
  Standing around_;
  Reading& reading_;
  std::vector<State> state_;
  std::size_t copies_ = 0;
};

}  // namespace

std::vector<Version> settle(std::vector<VersionDraft> drafts, Standing around, Reading& reading) {
  std::vector<Version> out;
  for (VersionDraft& draft : Settler(std::move(drafts), around, reading).run())
    out.push_back(tie(std::move(draft), reading));
  // Nothing sorts before every date: a version whose first day is not recorded is open there.
  std::ranges::stable_sort(out, [](const Version& a, const Version& b) { return a.from < b.from; });
  return out;
}

}  // namespace redress::law::detail
