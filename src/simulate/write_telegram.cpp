// result.json of Telegram Desktop, one chat a file.

#include <nlohmann/json.hpp>

#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;
using Json = nlohmann::ordered_json;

// Telegram's ids of people are numbers.
std::string user_of(std::uint32_t party) { return "user" + std::to_string(900'000'000 + party); }

Json message(const World& world, const Message& one, std::int64_t id) {
  const Party& from = world.parties[one.from];
  std::string date = iso(one.when.day) + "T";
  put_time(date, one.when.second);
  Json out;
  out["id"] = id;
  out["type"] = "message";
  out["date"] = date;
  out["date_unixtime"] = std::to_string(utc_of(one.when.day, one.when.second));
  out["from"] = from.name.latin;
  out["from_id"] = user_of(one.from);
  if (one.picture) {
    out["photo"] = "(File not included. Change data exporting settings to download.)";
    out["width"] = 1280;
    out["height"] = 960;
  }
  // The first words of some messages are bold: text is a list then.
  if (id % 5 == 0) {
    const std::size_t space = one.text.find(' ');
    const std::string head = one.text.substr(0, space);
    const std::string rest = space == std::string::npos ? "" : one.text.substr(space);
    out["text"] = Json::array({Json{{"type", "bold"}, {"text", head}}, rest});
    out["text_entities"] = Json::array(
        {Json{{"type", "bold"}, {"text", head}}, Json{{"type", "plain"}, {"text", rest}}});
  } else {
    out["text"] = one.text;
    out["text_entities"] = Json::array({Json{{"type", "plain"}, {"text", one.text}}});
  }
  return out;
}

}  // namespace

Result<void> write_telegram(Exhibits& exhibits, const World& world) {
  std::size_t written = 0;
  for (std::uint32_t number = 0; number < world.threads.size(); ++number) {
    const Thread& thread = world.threads[number];
    if (thread.service != Service::telegram || written >= kMostExports) continue;
    const Span all = messages_of(world, number);
    if (all.first == all.last) continue;
    ++written;
    Json chat;
    chat["name"] = thread.title;
    chat["type"] = "personal_chat";
    chat["id"] = 900'000'000 + thread.members[0];
    chat["messages"] = Json::array();
    for (std::size_t at = all.first; at < all.last; ++at) {
      chat["messages"].push_back(
          message(world, world.messages[at], static_cast<std::int64_t>(at - all.first) + 101));
    }
    std::string name = "chats/telegram-";
    put_number(name, std::int64_t{number} + 1, 3);
    const std::size_t file =
        REDRESS_TRY(exhibits.put(name + "/result.json", "telegram", "chat with " + thread.title,
                                 chat.dump(1) + "\n", all.last - all.first));
    for (std::size_t at = all.first; at < all.last; ++at) {
      if (world.messages[at].venture) exhibits.at(file).venture.add(at - all.first + 1);
    }
  }
  return {};
}

}  // namespace redress::simulate
