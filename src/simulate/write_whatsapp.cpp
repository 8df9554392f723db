// Exported chats of WhatsApp, in three locales of telephones.

#include <array>

#include "simulate/letters.hpp"
#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

enum class Locale : std::uint8_t { uk_android, de_android, us_apple };

struct Words {
  std::string_view sealed;  ///< the line with which a chat begins
  std::string_view left_out;
};
constexpr std::array<Words, 3> kWords{{
    {"Messages and calls are end-to-end encrypted. No one outside of this chat, not even "
     "WhatsApp, can read or listen to them. Tap to learn more.",
     "<Media omitted>"},
    {"Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann "
     "sie lesen oder anhören, nicht einmal WhatsApp.",
     "<Medien ausgeschlossen>"},
    {"\xE2\x80\x8EMessages and calls are end-to-end encrypted. No one outside of this chat, not "
     "even WhatsApp, can read or listen to them.",
     "\xE2\x80\x8Eimage omitted"},
}};

// "5/17/24, 9:05:09 PM" with the narrow space that newer telephones put before PM.
void put_us(std::string& out, When when) {
  const Civil date = civil_of(when.day);
  put_number(out, date.month);
  out += '/';
  put_number(out, date.day);
  out += '/';
  put_number(out, date.year % 100, 2);
  out += ", ";
  const Second hour = when.second / 3600;
  std::string clock;
  put_time(clock, when.second);
  put_number(out, (hour + 11) % 12 + 1);
  out += clock.substr(2);
  out += hour < 12 ? "\xE2\x80\xAF"
                     "AM"
                   : "\xE2\x80\xAF"
                     "PM";
}

void put_head(std::string& out, Locale locale, When when) {
  switch (locale) {
    case Locale::uk_android:
      put_uk(out, when.day);
      out += ", ";
      put_minutes(out, when.second);
      out += " - ";
      break;
    case Locale::de_android:
      put_de_short(out, when.day);
      out += ", ";
      put_minutes(out, when.second);
      out += " - ";
      break;
    case Locale::us_apple:
      out += '[';
      put_us(out, when);
      out += "] ";
      break;
  }
}

// Survivors save each other under their own names, and the others as the bank writes them.
const std::string& shown(const Party& party) {
  return party.role == Role::survivor ? party.name.native : party.name.latin;
}

struct Export {
  std::string bytes;
  std::uint64_t rows = 0;
};

Export chat(const World& world, std::uint32_t thread, Locale locale, Span messages) {
  Export out;
  const Words& words = kWords[static_cast<std::size_t>(locale)];
  const Thread& the_thread = world.threads[thread];
  if (messages.first == messages.last) return out;
  put_head(out.bytes, locale, world.messages[messages.first].when);
  if (locale == Locale::us_apple) out.bytes += the_thread.title + ": ";
  out.bytes += words.sealed;
  out.bytes += '\n';
  out.rows = 1;
  for (std::size_t at = messages.first; at < messages.last; ++at) {
    const Message& one = world.messages[at];
    put_head(out.bytes, locale, one.when);
    if (one.from == kNone) {
      const std::string& by = shown(world.parties[the_thread.members.front()]);
      if (locale == Locale::us_apple) out.bytes += the_thread.title + ": \xE2\x80\x8E";
      out.bytes += by;
      out.bytes += locale == Locale::de_android ? " hat die Gruppe \"" : " created group \"";
      out.bytes += the_thread.title;
      out.bytes += locale == Locale::de_android ? "\" erstellt" : "\"";
    } else {
      out.bytes += shown(world.parties[one.from]);
      out.bytes += ": ";
      out.bytes += one.picture ? std::string(words.left_out) : one.text;
    }
    out.bytes += '\n';
    ++out.rows;
  }
  return out;
}

// All messages of a thread of the venture belong to it; the line of the service in front does not.
void mark(Exhibits& exhibits, const World& world, std::size_t file, Span messages) {
  std::uint64_t row = 1;
  for (std::size_t at = messages.first; at < messages.last; ++at) {
    ++row;
    if (world.messages[at].venture && world.messages[at].from != kNone) {
      exhibits.at(file).venture.add(row);
    }
  }
}

Result<std::string> write_one(Exhibits& exhibits, const World& world, std::uint32_t thread,
                              Locale locale, Span messages, const std::string& suffix) {
  const Export made = chat(world, thread, locale, messages);
  std::string name = "chats/whatsapp-";
  put_number(name, std::int64_t{thread} + 1, 3);
  name += suffix + ".txt";
  const std::size_t file = REDRESS_TRY(exhibits.put(
      name, "whatsapp", "chat \"" + world.threads[thread].title + "\"", made.bytes, made.rows));
  mark(exhibits, world, file, messages);
  return name;
}

}  // namespace

Result<void> write_whatsapp(Exhibits& exhibits, Tracks& tracks, const World& world) {
  std::size_t written = 0;
  bool twice_due = world.options.errors;
  for (std::uint32_t number = 0; number < world.threads.size(); ++number) {
    const Thread& thread = world.threads[number];
    // Chats of the organiser come out of the telephone that was seized.
    if (thread.service != Service::whatsapp || thread.members[0] == world.organiser) continue;
    if (!thread.group && written >= kMostExports) continue;
    const Span all = messages_of(world, number);
    if (all.first == all.last) continue;
    ++written;
    const auto locale = static_cast<Locale>(number % 3);
    if (twice_due && thread.venture && all.last - all.first > 4) {
      twice_due = false;
      const Span part{all.first, all.first + (all.last - all.first) * 3 / 5};
      const std::string shorter =
          REDRESS_TRY(write_one(exhibits, world, number, locale, part, "-first"));
      const std::string longer =
          REDRESS_TRY(write_one(exhibits, world, number, locale, all, "-again"));
      tracks.planted.push_back({"longer-second-export", longer, "its beginning",
                                "the same chat as " + shorter + ", exported later and longer"});
      continue;
    }
    REDRESS_TRY(write_one(exhibits, world, number, locale, all, ""));
  }
  return {};
}

}  // namespace redress::simulate
