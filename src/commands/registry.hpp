// The registry: every command's name, parameters, permission, help and handler in one entry, for
// the command line now and the server later.
//
// A door parses words into Arguments, asks a Session for the docket and the packs, calls the
// handler and shows what comes back: `text` for people, `json` for programs. Handlers print
// nothing, read nothing but files that the user named, and take clock and chance from the session.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docket/kinds.hpp"

namespace redress::commands {

class Session;

enum class Shape : std::uint8_t { position, option, flag, list };

struct Parameter {
  std::string name;
  Shape shape = Shape::option;
  std::string help;
  bool required = false;
};

/// What a role may do. It is a rule of the office, kept by this program; walls are kept by keys.
enum class Permission : std::uint8_t { none, read, enter, prove, release, administer, protect };

/// Which dockets have the command.
enum class For : std::uint8_t { any, prosecution };

class Arguments {
 public:
  void set(const std::string& name, std::vector<std::string> values) {
    values_[name] = std::move(values);
  }
  bool has(const std::string& name) const { return values_.contains(name); }
  std::string one(const std::string& name) const;
  std::vector<std::string> all(const std::string& name) const;
  base::Result<std::uint64_t> number(const std::string& name, std::uint64_t otherwise) const;

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

struct Output {
  std::string text;
  std::string json;
  bool clean = true;  ///< false: it worked, and what it found needs attention (exit status 1)
};

using Handler = std::function<base::Result<Output>(Session&, const Arguments&)>;

struct Entry {
  std::string name;     ///< "case import"
  std::string summary;  ///< one line
  std::string example;  ///< one worked example
  Permission permission = Permission::none;
  For sides = For::any;
  std::vector<Parameter> parameters;
  Handler handler;
  bool long_work = false;  ///< asks Surroundings::stopped: Ctrl-C leaves whole acts
};

/// Every command, sorted by name. Made once; does not change.
const std::vector<Entry>& registry();

/// Runs an entry: permission and side are checked before the handler is called.
base::Result<Output> run(const Entry& entry, Session& session, const Arguments& arguments);

bool may(docket::Role role, Permission permission);
std::string_view name_of(Permission permission);

// Each file of commands adds its own.
void add_docket_commands(std::vector<Entry>& entries);
void add_case_commands(std::vector<Entry>& entries);
void add_kind_commands(std::vector<Entry>& entries);
void add_party_commands(std::vector<Entry>& entries);
void add_wall_print_commands(std::vector<Entry>& entries);
void add_wall_commands(std::vector<Entry>& entries);
void add_keeping_commands(std::vector<Entry>& entries);
void add_rotate_commands(std::vector<Entry>& entries);
void add_journal_commands(std::vector<Entry>& entries);
void add_law_commands(std::vector<Entry>& entries);
void add_proof_commands(std::vector<Entry>& entries);
void add_demand_commands(std::vector<Entry>& entries);
void add_other_commands(std::vector<Entry>& entries);
void add_evidence_commands(std::vector<Entry>& entries);
void add_regime_commands(std::vector<Entry>& entries);
void add_import_commands(std::vector<Entry>& entries);
void add_add_commands(std::vector<Entry>& entries);
void add_refused_commands(std::vector<Entry>& entries);
void add_record_commands(std::vector<Entry>& entries);
void add_map_commands(std::vector<Entry>& entries);
void add_find_commands(std::vector<Entry>& entries);
void add_statement_commands(std::vector<Entry>& entries);
void add_simulate_commands(std::vector<Entry>& entries);
void add_contraband_commands(std::vector<Entry>& entries);
void add_filter_commands(std::vector<Entry>& entries);

}  // namespace redress::commands
