// What a command works with: the docket (opened when first asked for), the packs, the folder it was
// started in, and how to ask for what is never an argument. One session a command or request.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "docket/docket.hpp"
#include "law/load.hpp"

namespace redress::commands {

/// What is asked for, and not shown: a line; a passphrase of which a person is not yet sure, twice; or a
/// text of several lines, which is all that is left where it is not typed.
enum class Asked : std::uint8_t { line, new_passphrase, text };

struct Surroundings {
  std::filesystem::path docket;  ///< its folder; empty: the current folder
  std::filesystem::path packs;
  std::filesystem::path state;  ///< where heads are remembered
  std::string user;
  std::string explain_older;
  std::size_t width = 100;  ///< columns for text
  bool color = false;
  std::FILE* progress = nullptr;  ///< where long work shows how far it is; null: nowhere
  bool progress_terminal = false;
  /// Whether the person asked to stop (Ctrl-C): long work ends at the next whole act.
  std::function<bool()> stopped;
  std::function<base::Result<base::SecretBytes>(const std::string& prompt, Asked what)> ask;
};

class Session {
 public:
  Session(Surroundings surroundings, const base::Clock& clock, base::Rng& rng)
      : surroundings_(std::move(surroundings)), clock_(clock), rng_(rng) {}

  const Surroundings& surroundings() const { return surroundings_; }
  docket::Host host();
  const base::Clock& clock() const { return clock_; }

  base::Result<docket::Docket*> docket();
  void adopt(docket::Docket docket) { docket_.emplace(std::move(docket)); }
  bool is_open() const { return docket_.has_value(); }
  /// The open docket, for a command after which it is not open any more.
  base::Result<docket::Docket> give_up();
  base::Result<docket::User> user();

  /// The packs; a pack with problems is an error that lists them.
  base::Result<const law::Library*> library();
  law::Loaded load_packs() const { return law::load(surroundings_.packs); }

  base::Result<docket::Kept<docket::Case>> case_named(const std::string& label);

 private:
  Surroundings surroundings_;
  const base::Clock& clock_;
  base::Rng& rng_;
  std::optional<docket::Docket> docket_;
  std::optional<law::Library> library_;
};

/// Every kind that this program keeps, in the order of case folders.
const std::vector<const docket::KindSchema*>& all_kinds();

}  // namespace redress::commands
