// SMS Backup & Restore: short messages and calls of one telephone, as XML with attributes.

#include <algorithm>
#include <array>

#include "simulate/letters.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

void put_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  put_xml(out, value);
  out += '"';
}

// "May 17, 2024 9:05:09 PM"
std::string readable(When when) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil date = civil_of(when.day);
  std::string out(kMonths[date.month - 1]);
  out += ' ';
  put_number(out, date.day);
  out += ", ";
  put_number(out, date.year);
  out += ' ';
  const Second hour = when.second / 3600;
  put_number(out, (hour + 11) % 12 + 1);
  std::string clock;
  put_time(clock, when.second);
  return out + clock.substr(2) + (hour < 12 ? " AM" : " PM");
}

std::string millis(When when) { return std::to_string(utc_of(when.day, when.second) * 1000); }

// Messages of all short message threads of one person, in order of time.
std::vector<std::size_t> messages_with(const World& world, std::uint32_t party) {
  std::vector<std::size_t> out;
  for (std::uint32_t number = 0; number < world.threads.size(); ++number) {
    const Thread& thread = world.threads[number];
    const bool member =
        std::find(thread.members.begin(), thread.members.end(), party) != thread.members.end();
    if (thread.service != Service::sms || !member) continue;
    const Span all = messages_of(world, number);
    for (std::size_t at = all.first; at < all.last; ++at) out.push_back(at);
  }
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const When left = world.messages[a].when;
    const When right = world.messages[b].when;
    return left.day != right.day ? left.day < right.day : left.second < right.second;
  });
  return out;
}

std::uint32_t other_of(const Thread& thread, std::uint32_t party) {
  return thread.members[thread.members[0] == party ? 1 : 0];
}

Result<void> write_messages(Exhibits& exhibits, const World& world, std::uint32_t owner,
                            const std::string& stem) {
  const std::vector<std::size_t> all = messages_with(world, owner);
  if (all.empty()) return {};
  std::string out = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses";
  put_attribute(out, "count", std::to_string(all.size()));
  out += ">\n";
  for (const std::size_t at : all) {
    const Message& one = world.messages[at];
    const Party& other = world.parties[other_of(world.threads[one.thread], owner)];
    out += "  <sms";
    put_attribute(out, "protocol", "0");
    put_attribute(out, "address", number_of(other, one.venture));
    put_attribute(out, "date", millis(one.when));
    put_attribute(out, "type", one.from == owner ? "2" : "1");
    put_attribute(out, "subject", "null");
    put_attribute(out, "body", one.text);
    put_attribute(out, "read", "1");
    put_attribute(out, "status", "-1");
    put_attribute(out, "locked", "0");
    put_attribute(out, "readable_date", readable(one.when));
    put_attribute(out, "contact_name", other.name.native);
    out += " />\n";
  }
  out += "</smses>\n";
  const std::size_t file = REDRESS_TRY(exhibits.put(
      stem + "-sms.xml", "sms backup", "short messages of one telephone", out, all.size()));
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (world.messages[all[row]].venture) exhibits.at(file).venture.add(row + 1);
  }
  return {};
}

Result<void> write_calls(Exhibits& exhibits, const World& world, std::uint32_t owner,
                         const std::string& stem) {
  std::string lines;
  RowRanges venture;
  std::uint64_t rows = 0;
  for (const Call& one : world.calls) {
    if (one.sms || (one.from != owner && one.to != owner)) continue;
    const bool out_going = one.from == owner;
    const Party& other = world.parties[out_going ? one.to : one.from];
    lines += "  <call";
    put_attribute(lines, "number", number_of(other, one.venture));
    put_attribute(lines, "duration", std::to_string(one.duration));
    put_attribute(lines, "date", millis(one.when));
    put_attribute(lines, "type", out_going ? "2" : one.answered ? "1" : "3");
    put_attribute(lines, "presentation", "1");
    put_attribute(lines, "readable_date", readable(one.when));
    put_attribute(lines, "contact_name", other.name.latin);
    lines += " />\n";
    ++rows;
    if (one.venture) venture.add(rows);
  }
  if (rows == 0) return {};
  const std::string out =
      "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"" +
      std::to_string(rows) + "\">\n" + lines + "</calls>\n";
  const std::size_t file = REDRESS_TRY(
      exhibits.put(stem + "-calls.xml", "sms backup, calls", "calls of one telephone", out, rows));
  exhibits.at(file).venture = venture;
  return {};
}

}  // namespace

Result<void> write_sms(Exhibits& exhibits, const World& world) {
  std::vector<std::uint32_t> owners;
  for (std::size_t number = 0; number < world.survivors.size() && owners.size() < 12; number += 3) {
    owners.push_back(world.survivors[number].party);
  }
  if (!world.drivers.empty()) owners.push_back(world.drivers.front());
  for (const std::uint32_t owner : owners) {
    const std::string stem = "phones/" + world.parties[owner].phones.front().substr(1);
    REDRESS_TRY(write_messages(exhibits, world, owner, stem));
    REDRESS_TRY(write_calls(exhibits, world, owner, stem));
  }
  return {};
}

}  // namespace redress::simulate
