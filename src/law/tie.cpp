// Element trees: names of children become indexes; circles and endless chains are cut.
#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "law/drafts.hpp"

namespace redress::law::detail {
namespace {

// Walks depth first with a stack of its own (a pack may be hostile) and cuts every edge that
// leads back into the walk or under which the tree is as deep as it may be.
class Cutter {
 public:
  explicit Cutter(Version& version)
      : version_(version),
        state_(version.elements.size(), State::fresh),
        height_(version.elements.size(), 0) {}

  void run() {
    if (version_.root) walk(*version_.root);
    for (std::uint32_t i = 0; i < version_.elements.size(); ++i) walk(i);
  }

 private:
  enum class State : std::uint8_t { fresh, open, done };
  struct Frame {
    std::uint32_t element;
    std::size_t next = 0;
  };

  void walk(std::uint32_t start) {
    if (state_[start] != State::fresh) return;
    std::vector<Frame> stack{{start}};
    state_[start] = State::open;
    while (!stack.empty()) {
      Frame& frame = stack.back();
      auto& children = version_.elements[frame.element].children;
      if (frame.next == children.size()) {
        close(frame.element);
        stack.pop_back();
        continue;
      }
      const std::uint32_t child = children[frame.next];
      if (state_[child] == State::open) {
        lose(frame.element, child, ChildFault::circle);
        children.erase(children.begin() + static_cast<std::ptrdiff_t>(frame.next));
        continue;
      }
      ++frame.next;
      if (state_[child] == State::fresh) {
        state_[child] = State::open;
        stack.push_back({child});
      }
    }
  }

  void close(std::uint32_t element) {
    auto& children = version_.elements[element].children;
    std::uint32_t height = 0;
    std::erase_if(children, [&](std::uint32_t child) {
      if (height_[child] < kDeepestTree) {
        height = std::max(height, height_[child]);
        return false;
      }
      lose(element, child, ChildFault::too_deep);
      return true;
    });
    height_[element] = height + 1;
    state_[element] = State::done;
  }

  void lose(std::uint32_t element, std::uint32_t child, ChildFault fault) {
    const Element& from = version_.elements[element];
    version_.lost_children.push_back({from.id, version_.elements[child].id, fault, from.place});
  }

  Version& version_;
  std::vector<State> state_;
  std::vector<std::uint32_t> height_;
};

}  // namespace

Version tie(VersionDraft draft, Reading& reading) {
  Version version = std::move(draft.row);
  version.mens_rea = draft.mens_rea.value_or("");
  version.nexus = draft.nexus.value_or("");
  version.child_rule = draft.child_rule.value_or("");
  version.root_name = draft.root.value_or("");
  for (auto& each : draft.penalties) version.penalties.push_back(std::move(each.row));
  for (auto& each : draft.enhancements) version.enhancements.push_back(std::move(each.row));

  std::map<std::string, std::uint32_t, std::less<>> index;
  for (std::uint32_t i = 0; i < draft.elements.size(); ++i) {
    index.emplace(draft.elements[i].row.id, i);
    version.elements.push_back(std::move(draft.elements[i].row));
  }
  for (std::size_t i = 0; i < draft.elements.size(); ++i) {
    Element& element = version.elements[i];
    for (const NameAt& child : draft.elements[i].children) {
      const auto at = index.find(child.name);
      if (at != index.end())
        element.children.push_back(at->second);
      else
        version.lost_children.push_back({element.id,
                                         child.name,
                                         ChildFault::missing,
                                         {reading.file, child.line, child.column, {}}});
    }
  }
  if (const auto at = index.find(version.root_name); at != index.end()) version.root = at->second;
  Cutter(version).run();
  return version;
}

}  // namespace redress::law::detail
