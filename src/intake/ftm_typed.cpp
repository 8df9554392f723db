#include "intake/ftm_typed.hpp"

#include <array>

#include "base/money.hpp"
#include "base/time.hpp"
#include "docket/records_comms.hpp"
#include "docket/records_money.hpp"
#include "docket/records_work.hpp"
#include "intake/json_get.hpp"

namespace redress::intake {

namespace {

using base::Result;

std::string_view or_else(std::string_view a, std::string_view b) { return a.empty() ? b : a; }

/// A year, month or day; the time behind it is not looked at.
docket::DateNumber day_of(std::string_view text) {
  const auto date = base::PartialDate::parse(text.substr(0, 10));
  return date ? docket::DateNumber::of(*date) : docket::DateNumber{};
}

void join(const FtmEntity& entity, std::string_view property, std::string_view between,
          std::string& out) {
  for (const FtmValue& each : entity.values) {
    if (each.property != property) continue;
    if (!out.empty()) out += between;
    out += each.value;
  }
}

void join_led(const FtmEntity& entity, std::string_view property, std::string_view lead,
              std::string& out) {
  for (const FtmValue& each : entity.values) {
    if (each.property != property) continue;
    if (!out.empty()) out += '\n';
    out += lead;
    out += each.value;
  }
}

enum Paid : std::uint8_t {
  amount,
  currency,
  amount_eur,
  amount_usd,
  purpose,
  date,
  start_date,
  authored_at,
  payer_account,
  payer,
  beneficiary_account,
  beneficiary,
  number,
  sequence,
  programme,
  kPaid
};
constexpr JsonNames<kPaid> kPaidNames({"amount", "currency", "amountEur", "amountUsd", "purpose",
                                       "date", "startDate", "authoredAt", "payerAccount", "payer",
                                       "beneficiaryAccount", "beneficiary", "transactionNumber",
                                       "sequenceNumber", "programme"});

/// The properties of a payment by one walk over its values.
struct PaidFields {
  std::array<std::string_view, kPaid> first;
  std::array<unsigned, kPaid> count{};

  explicit PaidFields(const FtmEntity& entity) {
    for (const FtmValue& each : entity.values) {
      const std::size_t at = kPaidNames.find(each.property);
      if (at == kPaid) continue;
      if (count[at]++ == 0) first[at] = each.value;
    }
  }
  std::string_view operator[](Paid one) const { return first[one]; }
  std::string_view either(Paid one, Paid other) const { return or_else(first[one], first[other]); }
};

struct Amount {
  std::string_view text;
  std::string_view currency;
};

/// The amount as paid, else in a currency of the property's name.
Amount amount_of(const PaidFields& paid, std::string_view declared) {
  const std::string_view code = or_else(paid[currency], declared);
  if (!paid[amount].empty() && !code.empty()) return {paid[amount], code};
  if (!paid[amount_eur].empty()) return {paid[amount_eur], "EUR"};
  if (!paid[amount_usd].empty()) return {paid[amount_usd], "USD"};
  return {paid[amount], {}};
}

}  // namespace

bool FtmTyped::is_typed(std::string_view schema) {
  return schema == "Payment" || schema == "Call" || schema == "Message" || schema == "Email" ||
         schema == "Passport" || schema == "Identification";
}

Result<void> FtmTyped::keep(const FtmEntity& entity, const FtmPlace& place) {
  if (entity.schema == "Payment") return payment(entity, place);
  if (entity.schema == "Call") return call(entity, place);
  if (entity.schema == "Message" || entity.schema == "Email") return message(entity, place);
  if (entity.schema == "Passport" || entity.schema == "Identification") return paper(entity, place);
  return {};
}

Result<void> FtmTyped::refuse(const FtmPlace& place, std::string_view reason,
                              std::string_view found, std::string_view expected) {
  const std::string where = "line " + std::to_string(place.row);
  return rows_->refuse(
      {.where = where, .reason = reason, .found = found, .expected = expected, .raw = found});
}

bool FtmTyped::time_of(const FtmEntity& entity, Moment& out) {
  return read_time(
      or_else(entity.first("date"), or_else(entity.first("startDate"), entity.first("authoredAt"))),
      out);
}

bool FtmTyped::read_time(std::string_view text, Moment& out) {
  if (text.empty()) return true;
  if (const auto written = parse_written(text, {DayOrder::year_first})) {
    out = clocks_.moment(*written);
    return true;
  }
  if (text.size() > 7) return false;
  out.on = day_of(text);
  return out.on.yyyymmdd != docket::kAbsent;
}

Result<void> FtmTyped::payment(const FtmEntity& entity, const FtmPlace& place) {
  const PaidFields paid(entity);
  const Amount money_text = amount_of(paid, declared_->currency);
  if (money_text.text.empty()) return {};
  if (money_text.currency.empty()) {
    ++lacked_currency_;
    return {};
  }
  if (paid.count[amount] > 1)
    return refuse(place, "bad-amount", "several amounts of one payment", "one amount");
  if (!currency_ || currency_->code() != money_text.currency) {
    const auto code = base::Currency::parse(money_text.currency);
    if (!code) return refuse(place, "bad-currency", money_text.currency, "a code of ISO 4217");
    currency_ = *code;
  }
  const auto money = base::Money::parse(money_text.text, *currency_);
  if (!money || money->minor() == std::numeric_limits<std::int64_t>::min())
    return refuse(place, "bad-amount", money_text.text,
                  "digits with a point, no more decimals than the currency has");
  Moment when;
  const std::string_view day = paid.either(date, start_date);
  if (!read_time(or_else(day, paid[authored_at]), when))
    return refuse(place, "bad-date", paid[date], "a date as 2024, 2024-05 or 2024-05-17");
  text_.clear();
  if (paid.count[purpose] > 1) join(entity, "purpose", "; ", text_);
  return rows_->keep(
      docket::Transfer{.booked_at = when.at,
                       .booked_on = when.on.yyyymmdd != docket::kAbsent ? when.on : day_of(day),
                       .amount = {-money->minor()},
                       .currency = money_text.currency,
                       .account = paid.either(payer_account, payer),
                       .counter_account = paid.either(beneficiary_account, beneficiary),
                       .text = or_else(text_, paid[purpose]),
                       .row = place.row,
                       .reference = paid.either(number, sequence),
                       .code = paid[programme],
                       .booked_wall = when.wall,
                       .zone = when.zone,
                       .offset = place.offset,
                       .bytes = place.bytes});
}

Result<void> FtmTyped::call(const FtmEntity& entity, const FtmPlace& place) {
  Moment when;
  if (!time_of(entity, when))
    return refuse(place, "bad-date", entity.first("date"), "a date and time of ISO 8601");
  const std::string_view duration = entity.first("duration");
  const auto seconds = whole_seconds(duration);
  if (!duration.empty() && !seconds)
    return refuse(place, "bad-duration", duration, "whole seconds");
  docket::Call call;
  call.at = when.at;
  call.wall = when.wall;
  call.zone = when.zone;
  call.within_s = when.within_s;
  call.twice = when.twice;
  call.on = when.on;
  call.service = "voice";
  call.from = or_else(entity.first("callerNumber"), entity.first("caller"));
  call.to = or_else(entity.first("receiverNumber"), entity.first("receiver"));
  call.owner = declared_->owner;
  call.duration_s = seconds.value_or(docket::kAbsent);
  call.row = place.row;
  call.offset = place.offset;
  call.bytes = place.bytes;
  return rows_->keep(call);
}

Result<void> FtmTyped::message(const FtmEntity& entity, const FtmPlace& place) {
  const bool mail = entity.schema == "Email";
  Moment when;
  if (!time_of(entity, when))
    return refuse(place, "bad-date", entity.first("date"), "a date and time of ISO 8601");
  list_.clear();
  if (mail) {
    join_led(entity, "to", "to ", list_);
    join_led(entity, "cc", "cc ", list_);
    join_led(entity, "bcc", "bcc ", list_);
  } else {
    join_led(entity, "recipients", {}, list_);
    join_led(entity, "recipientAccount", {}, list_);
  }
  text_.clear();
  join(entity, "bodyText", "\n", text_);
  docket::Message message;
  message.at = when.at;
  message.wall = when.wall;
  message.zone = when.zone;
  message.within_s = when.within_s;
  message.twice = when.twice;
  message.on = when.on;
  message.service = mail ? "mail" : "message";
  message.thread = entity.first("threadTopic");
  message.sender =
      or_else(mail ? entity.first("from") : entity.first("senderAccount"), entity.first("sender"));
  message.recipients = list_;
  message.owner = declared_->owner;
  message.subject = or_else(entity.first("subject"), entity.first("title"));
  message.text = text_;
  message.message_id = or_else(entity.first("messageId"), entity.id);
  message.reply_to = or_else(entity.first("inReplyTo"), entity.first("inReplyToMessage"));
  message.row = place.row;
  message.offset = place.offset;
  message.bytes = place.bytes;
  return rows_->keep(message);
}

Result<void> FtmTyped::paper(const FtmEntity& entity, const FtmPlace& place) {
  name_ = entity.first("givenName");
  if (const auto surname = entity.first("surname"); !surname.empty()) {
    if (!name_.empty()) name_ += ' ';
    name_ += surname;
  }
  const bool passport = entity.schema == "Passport";
  return rows_->keep(docket::IdentityPaper{
      .holder = name_.empty() ? entity.first("holder") : std::string_view(name_),
      .sort = or_else(entity.first("type"), passport ? "passport" : ""),
      .country = entity.first("country"),
      .number = or_else(entity.first("number"), entity.first("passportNumber")),
      .issued = day_of(entity.first("startDate")),
      .expires = day_of(entity.first("endDate")),
      .born = day_of(entity.first("birthDate")),
      .note = name_.empty() ? std::string_view{} : entity.first("holder"),
      .row = place.row});
}

}  // namespace redress::intake
