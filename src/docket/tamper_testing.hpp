// Helpers of the tests that alter a docket's files behind its back: a small docket with something of
// everything, its contents in one digest, and what became of an alteration.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "docket/exhibits.hpp"
#include "docket/testing.hpp"
#include "docket/verify.hpp"
#include "docket/walls.hpp"

namespace redress::docket::testing {

namespace fs = std::filesystem;

/// Who noticed: nobody needs to where everything reads as before.
enum class Noticed : std::uint8_t { harmless, refused, outside_head, by_verify, silent };
inline constexpr std::array<std::string_view, 5> kNoticed{"harmless", "refused", "outside head",
                                                          "verify", "SILENT"};

struct Finding {
  Noticed how = Noticed::silent;
  std::string text;  ///< what was said
};

class TamperTest : public DocketTest {
 protected:
  /// A case, two users, an authority, two sealed exhibits, a sealed name.
  void make_small() {
    auto docket = create();
    ASSERT_TRUE(docket) << docket.error().text();
    ASSERT_TRUE(docket->add_user({"Bo Example", Role::investigator}, words("another phrase")));
    case_ = add_case(*docket);
    const auto authority =
        add(*docket, case_,
            Authority{.label = "A1", .form = AuthorityForm::warrant, .title = "Search"});
    ASSERT_TRUE(authority) << authority.error().text();
    for (const std::string name : {"pay", "rota"}) take(*docket, name, *authority);
    seal_name(*docket, "S1");
    ASSERT_TRUE(docket->remember_heads());
    whole_ = contents(*docket);
  }

  void take(Docket& docket, const std::string& name, Ref<Authority> authority) {
    const fs::path in = temporary_.path() / "in" / name;
    write(in, "a page of a " + name + " sheet\n");
    const auto taken = take_file(docket, in);
    ASSERT_TRUE(taken) << taken.error().text();
    ASSERT_TRUE(add(docket, case_,
                    Exhibit{.label = name,
                            .title = name,
                            .holding = Holding::sealed,
                            .digest = taken->digest,
                            .size = static_cast<std::int64_t>(taken->size),
                            .giver = "Moss Invented",
                            .authority = authority}));
  }

  void seal_name(Docket& docket, const std::string& label) {
    const auto party = add(docket, case_, Party{.label = label, .protection = Protected::survivor});
    ASSERT_TRUE(party);
    auto acts = docket.begin();
    auto sealed = Walls(docket).seal(*acts, {case_, *party, Wall::identity, "true_name"},
                                     words("Wren Invented"));
    ASSERT_TRUE(sealed);
    ASSERT_TRUE(acts->amend(
        *party, Party{.label = label, .protection = Protected::survivor, .true_name = *sealed},
        "named"));
    ASSERT_TRUE(acts->commit());
  }

  void add_parties(Docket& docket, int count) {
    for (int i = 0; i < count; ++i)
      ASSERT_TRUE(
          add(docket, case_, Party{.name = "Moss Invented", .note = std::string(200, 'n')}));
  }

  /// Every act, every row and every stored key, in one digest.
  static std::string contents(const Docket& docket) {
    base::Sha256 hash;
    for (const Log log : kLogs) {
      const auto size = docket.store().leaf_count(log);
      if (!size) return size.error().text();
      for (std::uint64_t i = 0; i < *size; ++i) {
        const auto leaf = docket.store().leaf(log, i);
        if (!leaf) return leaf.error().text();
        hash.update(*leaf);
      }
    }
    for (const KindSchema* kind : docket.host().kinds) {
      auto read = docket.store().rows(*kind, 0, [&](const Row& row) { add_row(hash, row); });
      if (!read) return read.error().text();
    }
    for (const KeyUse use : {KeyUse::erasure, KeyUse::group, KeyUse::data}) {
      const auto keys = docket.store().keys(use, 0);
      if (!keys) return keys.error().text();
      for (const StoredKey& key : *keys) add_key(hash, key);
    }
    return hash.finish().hex();
  }

  /// What opening, verifying and reading say now.
  Finding look(bool with_outside_head = true) {
    Host host = this->host();
    if (!with_outside_head) host.state.clear();
    auto docket = Docket::open({folder(), "Ada Example", {}}, words("open sesame"), host);
    if (!docket) {
      const bool older = docket.error().kind() == base::ErrorKind::conflict;
      return {older ? Noticed::outside_head : Noticed::refused, docket.error().text()};
    }
    const Verification found = verify(*docket);
    if (!found.problems.empty()) return {Noticed::by_verify, found.problems.front().text()};
    return {contents(*docket) == whole_ ? Noticed::harmless : Noticed::silent, "nothing was said"};
  }

  std::string whole_;
  CaseRef case_;

 private:
  static void add_key(base::Sha256& hash, const StoredKey& key) {
    hash.update(std::to_string(key.id) + "/" + std::to_string(key.holder) + "/" +
                std::to_string(key.version) + "/" + key.wall + "/" + std::to_string(key.of_case) +
                "/" + std::to_string(key.subject) + "/" + std::to_string(key.under));
    hash.update(key.open);
    hash.update(key.wrapped);
  }
  static void add_row(base::Sha256& hash, const Row& row) {
    hash.update(std::to_string(row.number) + "/" + std::to_string(row.of_case) + "/" +
                std::to_string(row.act.position) + (row.withdrawn ? "w" : "-"));
    for (const Value& value : row.values) {
      hash.update(std::to_string(value.index()));
      if (const auto* n = std::get_if<std::int64_t>(&value)) hash.update(std::to_string(*n));
      if (const auto* text = std::get_if<std::string>(&value)) hash.update(*text);
      if (const auto* bytes = std::get_if<base::Bytes>(&value)) hash.update(*bytes);
      if (const auto* many = std::get_if<std::vector<std::int64_t>>(&value))
        for (const std::int64_t n : *many) hash.update(std::to_string(n) + ",");
      if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        for (const std::string& text : *texts) hash.update(text + ",");
    }
  }
};

/// The same as read(), quick enough to be called thousands of times.
inline std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::error_code code;
  const auto size = fs::file_size(file, code);
  std::string bytes(code ? 0 : size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

/// All files below a folder as they are, to be put back after each alteration.
class Kept {
 public:
  explicit Kept(fs::path folder) : folder_(std::move(folder)) {
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      if (entry.is_regular_file()) files_[entry.path()] = bytes_of(entry.path());
  }
  const std::map<fs::path, std::string>& files() const { return files_; }

  void put_back() const {
    std::vector<fs::path> extra;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      if (entry.is_regular_file() && !files_.contains(entry.path())) extra.push_back(entry.path());
    for (const fs::path& file : extra) fs::remove(file);
    for (const auto& [file, bytes] : files_)
      if (!fs::exists(file) || bytes_of(file) != bytes) write(file, bytes);
  }

 private:
  fs::path folder_;
  std::map<fs::path, std::string> files_;
};

}  // namespace redress::docket::testing
