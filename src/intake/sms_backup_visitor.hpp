// The elements of a backup of SMS Backup & Restore as they come: sms and mms in smses, call in
// calls.
//
// Promises: one docket::Message for each sms and mms, one docket::Call for each call, one
// docket::MediaItem for each part of an mms that is not its text; the row is the number of the
// element in its root, of whatever name. An mms is kept when it has ended, with all its parts. What
// the phone calls null, (Unknown) or insert-address-token is empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docket/records_comms.hpp"
#include "intake/moments.hpp"
#include "intake/reader.hpp"
#include "intake/xml.hpp"

namespace redress::intake::sms_backup {

inline constexpr std::size_t kMostParts = 10'000;

class Visitor final : public XmlVisitor {
 public:
  Visitor(Reading& reading, Clocks& clocks) : reading_(&reading), clocks_(&clocks) {}
  void reads_with(const XmlReader& xml) { xml_ = &xml; }

  base::Result<void> begin(std::string_view name, std::string_view space,
                           std::span<const XmlAttribute> attributes) override;
  base::Result<void> end(std::string_view name, std::string_view text, bool cut) override;

  bool met() const { return !root_.empty(); }
  bool ended() const { return ended_; }
  std::string where() const;
  /// What the file as a whole is to be told of.
  void last_remarks();

 private:
  struct Part {
    std::string name;
    std::string type;
    std::int64_t size = docket::kAbsent;
    std::int64_t number = 0;
  };
  /// What of an mms is needed when it ends.
  struct Mms {
    std::string address;
    std::string contact;
    std::string date;
    std::string subject;
    std::string id;
    std::string box;
    std::string read;
    std::string text;
    std::string from;
    std::string to;
    std::uint64_t offset = 0;
    std::int64_t parts = 0;
    std::vector<Part> files;
    std::size_t used = 0;  ///< of files; the rest keep their memory
    void clear();
  };
  base::Result<void> begin_root(std::string_view name, std::span<const XmlAttribute> attributes);
  base::Result<void> begin_row(std::string_view name, std::span<const XmlAttribute> attributes);
  base::Result<void> sms(std::span<const XmlAttribute> attributes);
  base::Result<void> call(std::span<const XmlAttribute> attributes);
  void begin_mms(std::span<const XmlAttribute> attributes);
  void part(std::span<const XmlAttribute> attributes);
  void address(std::span<const XmlAttribute> attributes);
  base::Result<void> end_mms();
  base::Result<void> files_of_mms(const docket::Message& message);
  /// False: the row was refused.
  base::Result<bool> time(std::string_view date, Moment& moment);
  base::Result<void> refuse(std::string_view reason, std::string_view found,
                            std::string_view expected, std::string_view raw);
  std::string_view owner() const { return reading_->declared.owner; }
  std::string_view conversation(std::string_view address, std::string_view contact);
  std::string_view one_a_line(std::string_view addresses);
  void direct(docket::Message& message, std::string_view box, std::string_view read);

  Reading* reading_;
  Clocks* clocks_;
  const XmlReader* xml_ = nullptr;
  std::string root_;
  std::optional<std::uint64_t> said_;  ///< how many rows the file says it has
  std::size_t depth_ = 0;
  std::int64_t row_ = 0;
  bool ended_ = false;
  bool in_mms_ = false;
  std::uint64_t others_ = 0;
  std::uint64_t undated_ = 0;
  Mms mms_;
  std::string thread_;
  std::string lines_;
  std::string path_;
  std::string dialled_;
  std::string state_;
};

}  // namespace redress::intake::sms_backup
