// One mail, line by line: head, parts, words; then the record of it, and what came with it.
//
// Promises: the mail's own words are its text/plain, or its text/html as lines where there is no
// other; of alternatives the plain one. A document that came with it is handed on as a file of its
// own, a forwarded mail too; everything else is listed with size and SHA-256 of its decoded bytes.
// Every field of every head and all words, those of other alternatives and around the parts too, are shown to who
// looks for privileged persons, whether the mail is kept or refused.
// Nothing is kept of a mail whose head or parts end before they should: it is refused as a whole.
// Memory: kMostHead, MailPart's bounds, kMostWords of words; not more for a larger mail.
// Bad input: parts that no line ends are taken to end with what holds them; beyond kDeepest parts
// in parts are one part; a mail with a longer head or more words than the limits is refused with
// its place.
// Source: RFC 5322; RFC 2046, section 5.1, for parts and their order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/mail_headers.hpp"
#include "intake/mail_lines.hpp"
#include "intake/mail_part.hpp"
#include "intake/moments.hpp"
#include "intake/rows.hpp"

namespace redress::intake {

class MailMessage {
 public:
  static constexpr std::size_t kMostHead = 512U << 10U;
  static constexpr std::size_t kDeepest = 32;
  static constexpr std::size_t kMostBodies = 200;

  /// All must outlive it.
  MailMessage(Rows& rows, Clocks& clocks, const Declared& declared)
      : rows_(&rows), clocks_(&clocks), owner_(declared.owner) {}

  /// `number`: from 1 in its file; `offset`: of its first byte there.
  void begin(std::int64_t number, std::uint64_t offset);
  base::Result<void> line(const RawLine& line, std::string_view text);
  /// `until`: the byte behind it. `cut`: the file ends here, so what is open was cut off.
  base::Result<void> end(std::uint64_t until, bool cut);

 private:
  struct Holder {
    std::string boundary;  ///< with its two dashes
    bool alternative = false;
    std::uint32_t id = 0;
    std::uint32_t parts = 0;
    bool closed = false;
  };
  struct Body {
    std::string text;
    bool html = false;
    std::uint32_t alternative = 0;
  };
  struct Trouble {
    std::string reason;
    std::string found;
    std::string expected;
  };

  base::Result<bool> boundary(std::string_view text);
  base::Result<void> head_ends();
  base::Result<void> part_ends();
  base::Result<void> give_away(MailPart& part);
  void look(const MailHead& head);
  void look(MailPart& part);
  base::Result<void> keep();
  base::Result<void> long_words(std::string& text);
  base::Result<void> refuse(std::string_view reason, std::string_view found,
                            std::string_view expected);
  std::string part_number() const;
  std::string all_words() const;
  void fill_people(const MailHead& head);

  Rows* rows_;
  Clocks* clocks_;
  std::string owner_;

  std::int64_t number_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t until_ = 0;
  std::string place_;
  std::string block_;  ///< lines of the head that is being read
  std::string raw_;    ///< of the mail's own head
  std::optional<MailHead> head_;
  std::vector<Holder> holders_;
  std::optional<MailPart> part_;
  std::string pending_;  ///< line end that belongs to a boundary if one follows
  std::vector<Body> bodies_;
  std::optional<Trouble> trouble_;
  std::size_t words_size_ = 0;
  std::uint32_t next_id_ = 0;
  std::int64_t files_ = 0;
  bool in_head_ = false;

  std::string sender_;
  std::string sender_name_;
  std::string recipients_;
  std::string direction_;
};

}  // namespace redress::intake
