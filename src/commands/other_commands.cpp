#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "base/files.hpp"
#include "base/text.hpp"
#include "commands/registry.hpp"
#include "commands/session.hpp"
#include "intake/engines_json.hpp"
#include "proof/engines_json.hpp"
#include "release/leak_json.hpp"

namespace redress::commands {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t kMostInput = 64U << 20U;

struct Engine {
  std::string_view name;
  std::string_view summary;
  Result<std::string> (*run)(std::string_view);
};
constexpr Engine kEngines[] = {
    {"breaking-points", "the smallest sets of origins whose loss breaks a proof",
     proof::run_breaking_points},
    {"leak-search", "where sensitive values stand in what is about to leave",
     release::run_leak_search},
    {"least-telling", "the smallest burden of tellings that keeps a proof covered",
     proof::run_least_telling},
    {"matrix", "states of every element of every count", proof::run_matrix},
    {"statement-checks", "whether statements follow from their bookings and from each other",
     intake::run_statement_checks},
    {"transfer-matching", "which outflow of one account is which inflow of another",
     intake::run_transfer_matching},
};

Result<std::string> input_of(const std::string& file) {
  if (!file.empty() && file != "-") return base::read_text_file(file, kMostInput);
  std::string text;
  char buffer[1U << 16U];
  while (std::cin.read(buffer, sizeof buffer) || std::cin.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(std::cin.gcount()));
    if (text.size() > kMostInput)
      return base::fail(
          Error(ErrorKind::bad_input, "the input is too long").expected("at most 64 MiB"));
  }
  return text;
}

Result<Output> engine(Session&, const Arguments& arguments) {
  Output out;
  if (arguments.has("names")) {
    json list = json::array();
    for (const Engine& one : kEngines) {
      out.text += std::string(one.name) + "\n";
      list.push_back({{"name", one.name}, {"summary", one.summary}});
    }
    out.json = list.dump(2);
    return out;
  }
  const std::string name = arguments.one("name");
  for (const Engine& one : kEngines) {
    if (one.name != name) continue;
    const std::string input = REDRESS_TRY(input_of(arguments.one("file")));
    out.text = out.json = REDRESS_TRY(one.run(input));
    if (!out.text.ends_with('\n')) out.text += '\n';
    return out;
  }
  return base::fail(Error(ErrorKind::not_found, "there is no such engine")
                        .found(name)
                        .fix("'redress engine --names' lists them"));
}

Result<Output> commands(Session&, const Arguments& arguments) {
  Output out;
  json list = json::array();
  std::set<std::string> first_words;
  for (const Entry& entry : registry()) {
    first_words.insert(entry.name.substr(0, entry.name.find(' ')));
    if (!arguments.has("names")) out.text += entry.name + ": " + entry.summary + "\n";
    json parameters = json::array();
    for (const Parameter& parameter : entry.parameters)
      parameters.push_back(
          {{"name", parameter.name}, {"required", parameter.required}, {"help", parameter.help}});
    list.push_back({{"name", entry.name},
                    {"summary", entry.summary},
                    {"example", entry.example},
                    {"permission", name_of(entry.permission)},
                    {"parameters", parameters}});
  }
  if (arguments.has("names"))
    for (const std::string& word : first_words) out.text += word + "\n";
  out.json = list.dump(2);
  return out;
}

/// The data-model page, made from the declarations.
std::string page_of(const docket::KindSchema& kind) {
  std::string text =
      "## `" + std::string(kind.info.name) + "`\n\n" + std::string(kind.info.help) + ". ";
  text += "Log: " + std::string(docket::name_of(kind.info.log)) +
          ". Disclosure class: " + std::string(docket::name_of(kind.info.disclosure)) + ".";
  if (!kind.info.within.empty()) text += " Stands inside `" + std::string(kind.info.within) + "`.";
  if (!kind.info.in_folder) text += " Not written to case folders.";
  text += "\n\n| field | form | needed | meaning |\n| --- | --- | --- | --- |\n";
  for (const docket::FieldSchema& field : kind.fields) {
    std::string form(docket::name_of(field.type));
    if (!field.target.empty()) form += " to `" + std::string(field.target) + "`";
    if (!field.choices.empty()) form += ": " + base::joined(field.choices);
    text += "| `" + std::string(field.name) + "` | " + form + " | " +
            (field.required ? "yes" : "") + " | " + std::string(field.help) + " |\n";
  }
  return text + "\n";
}

Result<Output> kinds(Session&, const Arguments& arguments) {
  Output out;
  json list = json::array();
  for (const docket::KindSchema* kind : all_kinds()) {
    out.text += arguments.has("names") ? std::string(kind->info.name) + "\n" : page_of(*kind);
    json fields = json::array();
    for (const docket::FieldSchema& field : kind->fields)
      fields.push_back({{"number", field.number},
                        {"name", field.name},
                        {"type", docket::name_of(field.type)},
                        {"required", field.required},
                        {"help", field.help}});
    list.push_back({{"name", kind->info.name},
                    {"version", kind->info.version},
                    {"disclosure", docket::name_of(kind->info.disclosure)},
                    {"fields", fields}});
  }
  out.json = list.dump(2);
  return out;
}

}  // namespace

void add_other_commands(std::vector<Entry>& entries) {
  entries.push_back({"engine",
                     "run one engine: JSON in, JSON out",
                     "redress engine breaking-points proof.json",
                     Permission::none,
                     For::any,
                     {{"name", Shape::position, "name of the engine"},
                      {"file", Shape::position, "input file; standard input when left out"},
                      {"names", Shape::flag, "list the engines"}},
                     engine});
  entries.push_back({"commands",
                     "every command with its parameters",
                     "redress commands --names",
                     Permission::none,
                     For::any,
                     {{"names", Shape::flag, "first words only"}},
                     commands});
  entries.push_back({"kinds",
                     "every kind that a docket keeps, with its fields",
                     "redress kinds --names",
                     Permission::none,
                     For::any,
                     {{"names", Shape::flag, "names only"}},
                     kinds});
}

}  // namespace redress::commands
