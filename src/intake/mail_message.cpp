#include "intake/mail_message.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "intake/html_text.hpp"
#include "intake/picture_kind.hpp"

namespace redress::intake {

using base::Result;

namespace {

constexpr std::size_t kMostWords = MailPart::kMostWords;
constexpr std::size_t kMostName = 200;

bool blank_only(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

void MailMessage::begin(std::int64_t number, std::uint64_t offset) {
  number_ = number;
  offset_ = offset;
  place_ = "message " + std::to_string(number);
  block_.clear();
  raw_.clear();
  head_.reset();
  holders_.clear();
  part_.reset();
  pending_.clear();
  bodies_.clear();
  trouble_.reset();
  words_size_ = 0;
  next_id_ = 0;
  files_ = 0;
  in_head_ = true;
  until_ = 0;
}

Result<void> MailMessage::line(const RawLine& line, std::string_view text) {
  if (trouble_) return {};
  if (line.begins && !holders_.empty() && REDRESS_TRY(boundary(text))) return {};
  if (in_head_) {
    if (line.begins && text.empty()) return head_ends();
    if (block_.size() + text.size() + 1 > kMostHead) {
      trouble_ = Trouble{"too-long", "a head of more than 512 KiB",
                         "the fields of one mail, then an empty line"};
      return {};
    }
    block_ += text;
    if (!line.end.empty()) block_ += '\n';
    return {};
  }
  if (!part_) {  // before the first part, or behind the last
    if (rows_->looks_beside()) rows_->beside(place_, text);
    return {};
  }
  if (!pending_.empty()) part_->add(pending_);
  part_->add(text);
  pending_ = line.end;
  return {};
}

/// Whether the line is one that parts begin or end with; then it was acted upon.
Result<bool> MailMessage::boundary(std::string_view text) {
  if (!text.starts_with("--")) return false;
  for (std::size_t i = holders_.size(); i-- > 0;) {
    if (holders_[i].closed || !text.starts_with(holders_[i].boundary)) continue;
    std::string_view rest = text.substr(holders_[i].boundary.size());
    const bool last = rest.starts_with("--");
    if (last) rest.remove_prefix(2);
    if (!blank_only(rest)) continue;
    if (in_head_) REDRESS_TRY(head_ends());
    REDRESS_TRY(part_ends());
    holders_.resize(i + 1);  // parts inside that were not ended end here
    Holder& holder = holders_.back();
    if (last) {
      holder.closed = true;
      while (holders_.size() > 1 && holders_.back().closed) holders_.pop_back();
    } else {
      ++holder.parts;
      in_head_ = true;
      block_.clear();
    }
    return true;
  }
  return false;
}

Result<void> MailMessage::head_ends() {
  in_head_ = false;
  MailHead head(block_);
  look(head);
  ContentType content = head.content();
  if (!head_) {
    raw_ = block_;
    head_.emplace(std::move(head));
  }
  block_.clear();
  if (content.type == "multipart" && !content.boundary.empty() && holders_.size() < kDeepest) {
    holders_.push_back({.boundary = "--" + content.boundary,
                        .alternative = content.subtype == "alternative",
                        .id = ++next_id_});
    return {};
  }
  if (bodies_.size() >= kMostBodies) content.attached = true;
  pending_.clear();
  part_.emplace(std::move(content));
  return {};
}

void MailMessage::look(const MailHead& head) {
  if (!rows_->looks_beside()) return;
  for (const std::string& line : head.lines()) rows_->beside(place_, line);
}

/// HTML as it stands too: names stand in its attributes.
void MailMessage::look(MailPart& part) {
  if (!rows_->looks_beside()) return;
  part.finish();
  if (part.use() != PartUse::words) return;
  const std::string words = part.words();
  rows_->beside(place_, words);
  if (part.html()) rows_->beside(place_, html_to_text(words));
}

std::string MailMessage::part_number() const {
  std::string out;
  for (const Holder& each : holders_) {
    if (!out.empty()) out += '.';
    out += std::to_string(each.parts);
  }
  return out.empty() ? "1" : out;
}

Result<void> MailMessage::part_ends() {
  if (!part_) return {};
  MailPart part = std::move(*part_);
  part_.reset();
  pending_.clear();
  part.finish();
  if (part.cut())
    rows_->remark({"cut-part",
                   place_ + ", part " + part_number() +
                       ": its Base64 is not whole: what it holds was cut off",
                   true});
  look(part);
  if (part.use() != PartUse::words) return give_away(part);
  std::uint32_t alternative = 0;
  for (const Holder& each : holders_)
    if (each.alternative) alternative = each.id;
  words_size_ += part.bytes().size();
  if (part.too_long() || words_size_ > kMostWords) {
    trouble_ = Trouble{"too-long", "more than 16 MiB of words in one mail", "at most 16 MiB"};
    return {};
  }
  bodies_.push_back({part.words(), part.html(), alternative});
  return {};
}

Result<void> MailMessage::give_away(MailPart& part) {
  ++files_;
  const std::string number = part_number();
  std::string name = part.content().name.substr(0, kMostName);
  if (name.empty()) {
    const bool mail = part.content().type == "message" && part.content().subtype == "rfc822";
    name = "part-" + number + (mail ? ".eml" : part.content().type == "text" ? ".txt" : "");
  }
  name = base::repair_utf8(name);
  std::replace(name.begin(), name.end(), '/', '_');
  std::replace(name.begin(), name.end(), '\\', '_');
  const std::string where = place_ + ", part " + number;
  if (part.use() == PartUse::document)
    return rows_->part(name, where, base::as_bytes(part.bytes()));
  const std::string path = place_ + "/part " + number + "/" + name;
  const std::string digest = part.digest();
  const std::string id = head_->id("message-id");
  return rows_->keep(docket::MediaItem{.path = path,
                                       .sort = sort_of_listed(part.sort()),
                                       .size = static_cast<std::int64_t>(part.size()),
                                       .sha256 = digest,
                                       .of_message = id,
                                       .why = part.why(),
                                       .place = place_,
                                       .row = files_});
}

Result<void> MailMessage::refuse(std::string_view reason, std::string_view found,
                                 std::string_view expected) {
  if (in_head_) look(MailHead(block_));
  if (part_) look(*part_);
  part_.reset();
  const std::string_view raw = raw_.empty() ? std::string_view(block_) : std::string_view(raw_);
  return rows_->refuse({.where = place_ + ", byte " + std::to_string(offset_),
                        .reason = reason,
                        .found = found,
                        .expected = expected,
                        .raw = raw.substr(0, 64U << 10U)});
}

Result<void> MailMessage::end(std::uint64_t until, bool cut) {
  const bool open_head = in_head_;
  const bool open_parts = !holders_.empty() && !holders_.front().closed;
  if (!trouble_ && cut && (open_head || open_parts)) {
    const std::string closing =
        open_head ? "an empty line behind the head"
                  : "the line " + base::in_quotes(holders_.front().boundary + "--");
    return refuse("ends-early", "the file ends inside this mail", closing);
  }
  if (!trouble_ && open_head) REDRESS_TRY(head_ends());
  if (part_ && !pending_.empty()) part_->add(pending_);
  if (!trouble_) REDRESS_TRY(part_ends());
  if (trouble_) return refuse(trouble_->reason, trouble_->found, trouble_->expected);
  if (head_->fields() == 0) {
    return refuse("no-head", "no field where a mail begins", "From:, Date: or another field");
  }
  if (open_parts) {
    rows_->remark({"open-parts", place_ + " lacks the line that ends its parts", false});
  }
  until_ = until;
  return keep();
}

std::string MailMessage::all_words() const {
  std::string out;
  for (const Body& each : bodies_) {
    const bool other =
        each.html && each.alternative != 0 &&
        std::any_of(bodies_.begin(), bodies_.end(), [&](const Body& one) {
          return !one.html && one.alternative == each.alternative && !blank_only(one.text);
        });
    if (other || blank_only(each.text)) continue;
    if (!out.empty() && out.back() != '\n') out += '\n';
    out += each.html ? html_to_text(each.text) : each.text;
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
  return out;
}

}  // namespace redress::intake
