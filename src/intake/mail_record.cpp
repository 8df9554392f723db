// The record of a mail whose lines were all seen.
#include <algorithm>

#include "base/keys.hpp"
#include "base/text.hpp"
#include "docket/records_comms.hpp"
#include "intake/mail_message.hpp"

namespace redress::intake {

using base::Result;

namespace {

bool same_address(std::string_view a, std::string_view b) {
  const auto x = base::normal_email(a);
  const auto y = base::normal_email(b);
  return x && y && *x == *y;
}

}  // namespace

void MailMessage::fill_people(const MailHead& head) {
  sender_.clear();
  sender_name_.clear();
  recipients_.clear();
  direction_.clear();
  std::vector<MailAddress> from = head.addresses("from");
  if (from.empty()) from = head.addresses("sender");
  if (!from.empty()) {
    sender_ = from.front().address;
    sender_name_ = from.front().name;
  }
  bool received = false;
  for (const std::string_view field : {"to", "cc", "bcc"}) {
    for (const MailAddress& each : head.addresses(field)) {
      if (each.address.empty()) continue;
      if (!recipients_.empty()) recipients_ += '\n';
      recipients_.append(field).append(": ").append(each.address);
      received = received || (!owner_.empty() && same_address(each.address, owner_));
    }
  }
  if (received) direction_ = "in";
  if (!owner_.empty() && same_address(sender_, owner_)) direction_ = "out";
}

/// Words that no field can hold become a file of their own, uncut.
Result<void> MailMessage::long_words(std::string& text) {
  if (text.size() <= docket::kMostText) return {};
  REDRESS_TRY(rows_->part("message-" + std::to_string(number_) + ".txt", place_ + ", its words",
                          base::as_bytes(text)));
  rows_->remark({"long-words",
                 place_ + " has more than 1 MiB of words: they stand in a file of their own",
                 false});
  text.clear();
  return {};
}

Result<void> MailMessage::keep() {
  const MailHead& head = *head_;
  fill_people(head);
  std::string text = all_words();
  REDRESS_TRY(long_words(text));
  const std::string subject = head.text("subject");
  const std::string id = head.id("message-id");
  const std::string reply = head.id("in-reply-to");
  const std::string thread = head.text("x-gm-thrid");
  const std::string automatic(head.field("auto-submitted"));

  Moment moment;
  const std::string_view date = head.field("date");
  if (const auto written = mail_date(date)) {
    moment = clocks_->moment(*written);
  } else {
    const std::string what =
        date.empty() ? "no Date field" : "a Date field that is no date: " + base::in_quotes(date);
    rows_->remark({"no-date", place_ + " has " + what, false});
  }
  return rows_->keep(docket::Message{
      .at = moment.at,
      .wall = moment.wall,
      .zone = moment.zone,
      .within_s = moment.within_s,
      .twice = moment.twice,
      .on = moment.on,
      .service = "mail",
      .thread = thread,
      .direction = direction_,
      .sender = sender_,
      .sender_name = sender_name_,
      .recipients = recipients_,
      .owner = owner_,
      .subject = subject,
      .text = text,
      .message_id = id,
      .reply_to = reply,
      .files = files_,
      .by_program = !automatic.empty() && automatic != "no",
      .place = place_,
      .row = number_,
      .offset = static_cast<std::int64_t>(offset_),
      .bytes = static_cast<std::int64_t>(until_ - offset_),
  });
}

}  // namespace redress::intake
