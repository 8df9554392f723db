// Files altered behind the docket's back: bytes flipped, pages swapped, older states put back. Each
// alteration is refused, found by verify or by the head outside, or changes nothing that is read.
// REDRESS_EVERY_BYTE=1/1 flips every byte of the database, its log and their shared memory too, where
// otherwise a sample is taken; 2/3, the second of three parts of them, for programs side by side.
#include "docket/tamper_testing.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace redress::docket {
namespace {

using testing::Finding;
using testing::kNoticed;
using testing::Noticed;
using testing::TamperTest;
using testing::words;
namespace fs = std::filesystem;

constexpr std::size_t kPage = 4096;

/// Which bytes of a file are flipped: each `every`-th on average by chance, or exactly from the `first` on.
struct Chosen {
  std::size_t every = 1;
  std::optional<std::size_t> first;
};

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// A sample, or this program's part of every byte.
Chosen sample(std::size_t every) {
  const char* asked =
      std::getenv("REDRESS_EVERY_BYTE");  // NOLINT(concurrency-mt-unsafe): one thread
  if (asked == nullptr) return {every};
  const std::string_view text = asked;
  const std::size_t slash = std::min(text.find('/'), text.size() - 1);
  const std::size_t part = number(text.substr(0, slash));
  const std::size_t parts = number(text.substr(slash + 1));
  EXPECT_TRUE(part >= 1 && part <= parts) << "REDRESS_EVERY_BYTE is PART/PARTS";
  return {std::max<std::size_t>(parts, 1), part - 1};
}

class Tamper : public TamperTest {
 protected:
  fs::path database() const { return folder() / "docket.db"; }
  fs::path log_file() const { return folder() / "docket.db-wal"; }

  /// Flips one bit of each chosen byte of a file. The counts say who noticed.
  std::array<int, 5> flip(const fs::path& file, const Chosen& chosen) {
    const testing::Kept kept(temporary_.path());
    const std::string whole = testing::read(file);
    std::array<int, 5> counts{};
    base::SeededRng chance(17);
    const auto next = [&] {
      return chosen.first ? chosen.every : 1 + base::draw_below(chance, 2 * chosen.every - 1);
    };
    for (std::size_t at = chosen.first.value_or(next() - 1); at < whole.size(); at += next()) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ (1 << base::draw_below(chance, 8)));
      testing::write(file, changed);
      const Finding found = look();
      ++counts[static_cast<std::size_t>(found.how)];
      EXPECT_NE(found.how, Noticed::silent) << file.filename() << " byte " << at;
      if (found.how == Noticed::refused || found.how == Noticed::by_verify)
        EXPECT_NE(found.text.find(file.filename().string()), std::string::npos)
            << "byte " << at << " of " << file.filename() << " and: " << found.text;
      kept.put_back();
    }
    return counts;
  }

  static std::string told(const std::array<int, 5>& counts) {
    std::string text;
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (counts[i] != 0) text += std::string(kNoticed[i]) + " " + std::to_string(counts[i]) + "; ";
    return text;
  }
};

TEST_F(Tamper, EveryByteOfTheSmallFilesIsNoticedOrHarmless) {
  make_small();
  ASSERT_EQ(look().how, Noticed::harmless);
  int files = 0;
  const testing::Kept kept(temporary_.path());
  for (const auto& [file, bytes] : kept.files()) {
    if (file == database() || file.parent_path().filename() == "in") continue;
    std::printf("  %s (%zu bytes): %s\n", file.filename().c_str(), bytes.size(),
                told(flip(file, {1, 0})).c_str());
    ++files;
  }
  // FORMAT, key ring, two exhibits; outside: heads, the lock beside them, the ring that was seen.
  EXPECT_EQ(files, 7);
}

TEST_F(Tamper, EveryFlippedByteOfTheDatabaseIsNoticed) {
  make_small();
  const auto counts = flip(database(), sample(97));
  std::printf("  docket.db: %s\n", told(counts).c_str());
  EXPECT_EQ(counts[0], 0) << "every page is authenticated";
}

/// What a killed program leaves: the log beside the database, holding the newest acts.
class TamperLog : public Tamper {
 protected:
  void make_killed() {
    make_small();
    const fs::path copy = temporary_.path() / "copy";
    {
      auto docket = open();
      ASSERT_TRUE(docket) << docket.error().text();
      add_parties(*docket, 2);
      ASSERT_TRUE(docket->remember_heads());
      whole_ = contents(*docket);
      fs::copy(folder(), copy, fs::copy_options::recursive);
    }
    fs::remove_all(folder());
    fs::rename(copy, folder());
    ASSERT_GT(fs::file_size(log_file()), 3 * kPage);
  }
};

TEST_F(TamperLog, AFlippedByteOfTheLogIsFoundByTheHeadOutsideOrHarmless) {
  make_killed();
  const auto counts = flip(log_file(), sample(211));
  std::printf("  docket.db-wal: %s\n", told(counts).c_str());
  // SQLite takes a log up to its first frame that does not fit and says nothing.
  EXPECT_GT(counts[static_cast<std::size_t>(Noticed::outside_head)], 0);
}

TEST_F(TamperLog, AFlippedByteOfTheSharedMemoryChangesNothing) {
  make_killed();
  ASSERT_TRUE(fs::exists(folder() / "docket.db-shm"));
  const auto counts = flip(folder() / "docket.db-shm", sample(199));
  EXPECT_EQ(told(counts), "harmless " + std::to_string(counts[0]) + "; ");
}

TEST_F(TamperLog, ALogThatIsRemovedOrCutIsFoundByTheHeadOutside) {
  make_killed();
  const testing::Kept kept(temporary_.path());
  const auto size = fs::file_size(log_file());
  for (const std::uintmax_t left : {std::uintmax_t{0}, std::uintmax_t{31}, size / 2, size - 1}) {
    fs::resize_file(log_file(), left);
    EXPECT_EQ(look().how, Noticed::outside_head) << left << " bytes of the log";
    kept.put_back();
  }
  fs::remove(log_file());
  EXPECT_EQ(look().how, Noticed::outside_head);
}

// ---- pages and files in another place or of another time -----------------------------------------

using Pages = std::vector<std::string>;

Pages pages_of(const std::string& bytes) {
  Pages pages;
  for (std::size_t at = 0; at + kPage <= bytes.size(); at += kPage)
    pages.push_back(bytes.substr(at, kPage));
  return pages;
}

std::string joined(const Pages& pages) {
  std::string bytes;
  for (const std::string& page : pages) bytes += page;
  return bytes;
}

/// The page as it would have to be if its number alone chose its key stream.
std::string moved(std::string page, std::size_t from, std::size_t to) {
  const auto other = static_cast<std::uint32_t>((from + 1) ^ (to + 1));
  for (std::size_t i = 0; i < 4; ++i) {
    char& byte = page[kPage - 16 - 4 + i];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (other >> (8 * i)));
  }
  return page;
}

TEST_F(Tamper, PagesInAnotherPlaceAreNoticed) {
  make_small();
  const testing::Kept kept(temporary_.path());
  const Pages pages = pages_of(testing::bytes_of(database()));
  base::SeededRng chance(23);
  for (int i = 0; i < 60; ++i) {
    const std::size_t a = base::draw_below(chance, pages.size());
    const std::size_t b = (a + 1 + base::draw_below(chance, pages.size() - 1)) % pages.size();
    Pages changed = pages;
    changed[a] = i % 2 == 0 ? pages[b] : moved(pages[b], b, a);
    changed[b] = i % 2 == 0 ? pages[a] : moved(pages[a], a, b);
    testing::write(database(), joined(changed));
    const Finding found = look();
    EXPECT_TRUE(found.how == Noticed::refused || found.how == Noticed::by_verify)
        << a << " and " << b << ": " << kNoticed[static_cast<std::size_t>(found.how)];
    kept.put_back();
  }
}

TEST_F(Tamper, AnEmptiedOrCutOrLengthenedDatabaseIsNoticed) {
  make_small();
  const testing::Kept kept(temporary_.path());
  const std::string whole = testing::bytes_of(database());
  for (const std::size_t left : {std::size_t{0}, std::size_t{15}, kPage, whole.size() / 2,
                                 whole.size() - kPage, whole.size() - 1}) {
    testing::write(database(), whole.substr(0, left));
    const Finding found = look();
    EXPECT_TRUE(found.how == Noticed::refused || found.how == Noticed::by_verify)
        << left << " bytes: " << kNoticed[static_cast<std::size_t>(found.how)] << found.text;
    kept.put_back();
  }
  testing::write(database(), whole + std::string(kPage, '\0'));
  EXPECT_NE(look().how, Noticed::silent);  // SQLite goes by the size in the first page
}

/// The database at several moments, each later than the one before.
class TamperReplay : public Tamper {
 protected:
  void make_history() {
    make_small();
    moments_.push_back(testing::bytes_of(database()));
    for (int i = 0; i < 4; ++i) {
      auto docket = open();
      ASSERT_TRUE(docket);
      add_parties(*docket, 1 + 3 * i);
      if (i == 1) seal_name(*docket, "S2");
      if (i == 2) {
        auto acts = docket->begin();
        const auto in_case = docket->named<Case>("lantern");
        Case changed = in_case->value;
        changed.note = "amended";
        ASSERT_TRUE(acts->amend(in_case->ref, changed, "why"));
        ASSERT_TRUE(acts->commit());
      }
      ASSERT_TRUE(docket->remember_heads());
      whole_ = contents(*docket);
      docket = base::fail(base::ErrorKind::unavailable, "closed");
      moments_.push_back(testing::bytes_of(database()));
    }
  }
  std::vector<std::string> moments_;
};

TEST_F(TamperReplay, AnOldPageInANewerDatabaseIsNoticed) {
  make_history();
  const testing::Kept kept(temporary_.path());
  const Pages newest = pages_of(moments_.back());
  std::array<int, 5> counts{};
  for (std::size_t m = 0; m + 1 < moments_.size(); ++m) {
    const Pages old = pages_of(moments_[m]);
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i] == newest[i]) continue;
      for (const bool with_head : {true, false}) {
        Pages changed = newest;
        changed[i] = old[i];
        testing::write(database(), joined(changed));
        const Finding found = look();
        ++counts[static_cast<std::size_t>(found.how)];
        EXPECT_NE(found.how, Noticed::silent)
            << "page " << i << " of moment " << m << (with_head ? "" : ", no head outside");
        kept.put_back();
      }
    }
  }
  std::printf("  old pages: %s\n", told(counts).c_str());
  EXPECT_GT(counts[static_cast<std::size_t>(Noticed::by_verify)], 0);
}

TEST_F(TamperReplay, SeveralOldPagesTogetherAreNoticed) {
  make_history();
  const testing::Kept kept(temporary_.path());
  const Pages newest = pages_of(moments_.back());
  std::array<int, 5> counts{};
  base::SeededRng chance(29);
  for (int round = 0; round < 150; ++round) {
    const Pages old = pages_of(moments_[base::draw_below(chance, moments_.size() - 1)]);
    Pages changed = newest;
    bool any = false;
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i] == newest[i] || base::draw_below(chance, 2) == 0) continue;
      changed[i] = old[i];
      any = true;
    }
    if (!any) continue;
    testing::write(database(), joined(changed));
    const Finding found = look();
    ++counts[static_cast<std::size_t>(found.how)];
    EXPECT_NE(found.how, Noticed::silent) << "round " << round;
    kept.put_back();
  }
  std::printf("  mixed pages: %s\n", told(counts).c_str());
}

TEST_F(TamperReplay, AnOlderDatabaseAsAWholeIsFoundByTheHeadOutsideAndByNothingElse) {
  make_history();
  for (std::size_t m = 0; m + 1 < moments_.size(); ++m) {
    testing::write(database(), moments_[m]);
    EXPECT_EQ(look().how, Noticed::outside_head);
    // The limit that docs/methods/durability.md states: it is a true state of the docket.
    EXPECT_EQ(look(false).how, Noticed::silent);
  }
}

TEST_F(TamperLog, AnOlderLogBesideANewerDatabaseIsNoticed) {
  make_killed();
  const std::string older_log = testing::bytes_of(log_file());
  {
    auto docket = open();  // takes the log over and makes more
    ASSERT_TRUE(docket) << docket.error().text();
    add_parties(*docket, 9);
    ASSERT_TRUE(docket->remember_heads());
    whole_ = contents(*docket);
  }
  ASSERT_FALSE(fs::exists(log_file()));
  testing::write(log_file(), older_log);
  const Finding found = look();
  EXPECT_NE(found.how, Noticed::silent);
  EXPECT_NE(found.how, Noticed::harmless);
}

TEST_F(Tamper, TheKeyRingOfAnotherDocketDoesNotOpenThisOne) {
  make_small();
  const auto other = temporary_.path() / "other";
  ASSERT_TRUE(Docket::create({other, Side::prosecution, true, "Ada Example", Role::prosecutor},
                             words("open sesame"), host()));
  fs::copy_file(other / "keyring", folder() / "keyring", fs::copy_options::overwrite_existing);
  const Finding found = look();
  EXPECT_EQ(found.how, Noticed::refused);
  EXPECT_NE(found.text.find("key ring"), std::string::npos) << found.text;
}

TEST_F(Tamper, ExhibitsThatAreSwappedOrGoneAreFoundByVerify) {
  make_small();
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder() / "exhibits"))
    if (entry.is_regular_file()) files.push_back(entry.path());
  ASSERT_EQ(files.size(), 2U);
  const testing::Kept kept(temporary_.path());
  const std::string first = testing::bytes_of(files[0]);
  testing::write(files[0], testing::bytes_of(files[1]));
  testing::write(files[1], first);
  EXPECT_EQ(look().how, Noticed::by_verify);
  kept.put_back();
  fs::remove(files[0]);
  EXPECT_EQ(look().how, Noticed::by_verify);
  kept.put_back();
  EXPECT_EQ(look().how, Noticed::harmless);
}

}  // namespace
}  // namespace redress::docket
