#include "intake/case_uco_index.hpp"

#include <array>

namespace redress::intake {

namespace {

constexpr std::size_t kNode = 192;  ///< bytes of a node beside its texts, about

// What add() asks of an object; without one of them it keeps nothing.
constexpr std::string_view kMsisdn = "MSISDN";
constexpr std::string_view kThread = "MessageThreadFacet";
constexpr std::string_view kRelation = "kindOfRelationship";
constexpr std::array<std::string_view, 4> kNumbers = {"phoneNumber", "addressValue",
                                                      "accountIdentifier", "accountLogin"};
constexpr std::array<std::string_view, 2> kNames = {"displayName", "name"};
constexpr std::array<std::string_view, 3> kElsewhere = {"emailAddress", "contactPhoneNumber",
                                                        "contactMessagingPlatform"};
constexpr std::array<std::string_view, 3> kThreadNames = {"name", "displayName", "identifier"};

template <std::size_t N>
std::string_view first_of(const CaseObject& object,
                          const std::array<std::string_view, N>& properties) {
  for (const std::string_view property : properties)
    if (const std::string_view value = object.any(property); !value.empty()) return value;
  return {};
}

}  // namespace

CaseIndex::CaseIndex()
    : sieve_({kMsisdn, kThread, kRelation, kNumbers[0], kNumbers[1], kNumbers[2], kNumbers[3],
              kNames[0], kNames[1], kElsewhere[0], kElsewhere[1], kElsewhere[2]}) {}

bool CaseIndex::room(std::size_t bytes) {
  if (bytes_ + bytes + kNode > kMostBytes) {
    full_ = true;
    return false;
  }
  bytes_ += bytes + kNode;
  return true;
}

void CaseIndex::add(const CaseObject& object) {
  if (object.id.empty()) return;
  if (const std::size_t phone = object.facet_of("MobileDeviceFacet")) {
    const std::string_view msisdn = object.first(phone, kMsisdn);
    if (!msisdn.empty()) {
      ++phones_;
      msisdn_ = msisdn;
    }
  }
  if (const std::size_t thread = object.facet_of(kThread)) {
    const std::string_view name = first_of(object, kThreadNames);
    const std::string_view shown = name.empty() ? object.id : name;
    for (const CaseFact& fact : object.facts) {
      const bool member = fact.property == "element" || fact.property == "itemContent" ||
                          fact.property == "message";
      if (fact.facet != thread || !fact.reference || !member) continue;
      if (room(fact.value.size() + shown.size())) threads_.emplace(fact.value, shown);
    }
    return;
  }
  if (object.any(kRelation) == "Attachment_Of") {
    const std::string_view target = object.first(0, "target");
    if (!target.empty() && room(target.size())) ++files_[std::string(target)];
    return;
  }
  Label label;
  label.number = first_of(object, kNumbers);
  label.name = first_of(object, kNames);
  label.see = first_of(object, kElsewhere);
  if (label.number.empty() && label.name.empty() && label.see.empty()) return;
  const std::size_t bytes =
      object.id.size() + label.number.size() + label.name.size() + label.see.size();
  if (room(bytes)) labels_.emplace(object.id, std::move(label));
}

CaseIndex::Named CaseIndex::resolve(std::string_view id) const {
  std::string_view at = id;
  for (int step = 0; step < 4; ++step) {
    const auto found = labels_.find(at);
    if (found == labels_.end()) break;
    const Label& label = found->second;
    if (!label.number.empty() || label.see.empty()) {
      return {label.number.empty() ? std::string_view{} : std::string_view(label.number),
              label.name};
    }
    at = label.see;
  }
  return {id, {}};
}

std::string_view CaseIndex::thread_of(std::string_view message) const {
  const auto found = threads_.find(message);
  return found == threads_.end() ? std::string_view{} : std::string_view(found->second);
}

std::int64_t CaseIndex::files_of(std::string_view message) const {
  const auto found = files_.find(message);
  return found == files_.end() ? 0 : found->second;
}

}  // namespace redress::intake
