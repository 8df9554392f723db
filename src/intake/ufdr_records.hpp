// From decoded things of a UFED report to records.
//
// Promises: one docket::Call, Message or Contact for each model that has ended, one
// docket::MediaItem for each of its attachments, none opened. Whose device it was is taken from the
// report (MSISDN), else from the party that the report marks as the phone's owner, else from what
// was declared. A direction is told where the report tells it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "docket/records_comms.hpp"
#include "intake/moments.hpp"
#include "intake/reader.hpp"
#include "intake/ufdr_model.hpp"

namespace redress::intake::ufdr {

inline constexpr std::string_view kWhy = "not opened: pictures and video stay where they are";

/// What one telephone of a report is, by what the report says of it.
struct Device {
  std::string extraction;
  std::string msisdn;
  std::string imei;
  std::string imsi;
};

class Devices {
 public:
  /// An item of metadata; names that are none of these are passed over.
  void see(std::string_view extraction, std::string_view name, std::string_view value);
  /// Of an extraction; where it has none of its own, what holds for the report as a whole.
  const Device& of(std::string_view extraction) const;

 private:
  std::vector<Device> devices_;
  Device none_;
};

/// Where a record stands.
struct Standing {
  std::string_view place;
  std::int64_t row = docket::kAbsent;
  std::int64_t offset = docket::kAbsent;
  std::int64_t bytes = docket::kAbsent;
};

class Writer {
 public:
  Writer(Reading& reading, Clocks& clocks) : reading_(&reading), clocks_(&clocks) {}
  Devices& devices() { return devices_; }

  base::Result<void> call(const Model& model, const Standing& at);
  /// `chat`: the conversation, null where there is none.
  base::Result<void> message(const Model& model, const Model* chat, const Standing& at);
  base::Result<void> mail(const Model& model, const Standing& at);
  base::Result<void> contact(const Model& model, const Standing& at);

  std::uint64_t undated() const { return undated_; }

 private:
  base::Result<bool> time(const Model& model, const Standing& at, Moment& moment);
  base::Result<void> refuse(const Standing& at, std::string_view reason, std::string_view found,
                            std::string_view expected, std::string_view raw);
  std::string_view owner(const Model& model, const Model* chat) const;
  std::string_view state(const Model& model, std::string_view more);
  void direct(const Model& model, const Model* chat, docket::Message& message);
  void receivers(const Model& model, const Model* chat, docket::Message& message);
  std::string_view service(const Model& model, const Model* chat);
  std::string_view thread(const Model& model, const Model* chat);
  base::Result<void> keep(const Model& model, docket::Message& message, const Standing& at);
  void lead(std::string_view label, std::string_view text);

  Reading* reading_;
  Clocks* clocks_;
  Devices devices_;
  std::uint64_t undated_ = 0;
  std::string lines_;
  std::string state_;
  std::string service_;
  std::string thread_;
  std::string texts_[4];
};

}  // namespace redress::intake::ufdr
