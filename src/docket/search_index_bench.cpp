// A million messages in the search index: filling it, and the first page of words that are rare,
// common, side by side, begun, or of another script; against a scan by LIKE and against plain FTS5
// with its own ranking over the same texts. Everything in one run: read the ratios
// (docs/benchmarks.md).
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "docket/exhibits.hpp"
#include "docket/imports.hpp"
#include "docket/records_comms.hpp"
#include "docket/search_index.hpp"

namespace redress::docket {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMessages = 1'000'000;
constexpr std::size_t kWords = 100'000;

template <typename T>
T must(base::Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().text().c_str());
  std::abort();
}
void must(base::Result<void> result) {
  if (!result) std::abort();
}

struct Place {
  fs::path path;
  Place() {
    std::string name = (fs::temp_directory_path() / "redress-bench-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Place() { fs::remove_all(path); }
};

/// Invented words, the first ones used most often (Zipf); a part of the messages is in Cyrillic
/// letters.
class Writer {
 public:
  Writer() {
    for (std::size_t i = 0; i < kWords; ++i) {
      std::string word;
      for (std::size_t n = 2 + random_() % 3; n > 0; --n) word += pick(kBegin) + pick(kEnd);
      words_.push_back(word);
    }
    for (std::size_t i = 0; i < kWords / 10; ++i) {
      std::string word;
      for (std::size_t n = 2 + random_() % 3; n > 0; --n) word += pick(kCyrillic);
      cyrillic_.push_back(word);
    }
    words_[0] = "the";
    words_[1] = "hotel";
    words_[2] = "lantern";
    words_[kWords / 2] = "passport";
    cyrillic_[kWords / 20] = "Шевченко";
  }

  std::string message() {
    std::string text;
    const auto& words = random_() % 50 == 0 ? cyrillic_ : words_;
    for (std::size_t n = 4 + random_() % 12; n > 0; --n) {
      if (!text.empty()) text += ' ';
      text += words[rank(words.size())];
    }
    return text;
  }
  std::size_t random() { return random_(); }

 private:
  template <std::size_t N>
  std::string pick(const char* const (&from)[N]) {
    return from[random_() % N];
  }
  std::size_t rank(std::size_t most) {
    const double u = std::uniform_real_distribution<double>(0, 1)(random_);
    const auto at = static_cast<std::size_t>(std::pow(static_cast<double>(most), u)) - 1;
    return std::min(at, most - 1);
  }
  static constexpr const char* kBegin[] = {"b", "d", "k", "l", "m", "n", "r", "s", "st", "t", "v"};
  static constexpr const char* kEnd[] = {"a", "an", "e", "er", "i", "in", "o", "u"};
  static constexpr const char* kCyrillic[] = {"ба", "во", "ди", "жу", "ко", "ле", "ма", "но", "ша"};
  std::mt19937_64 random_{7};
  std::vector<std::string> words_;
  std::vector<std::string> cyrillic_;
};

struct Made {
  Place place;
  base::SystemClock clock;
  base::SystemRng rng;
  std::optional<Docket> docket;
  CaseRef in_case;
  std::vector<std::string> texts;
  std::optional<CaseRecords> records;

  Made() {
    docket.emplace(must(
        Docket::create({place.path / "docket", Side::prosecution, true, "Bench", Role::prosecutor},
                       base::SecretBytes::copy_of(base::as_bytes("bench")),
                       {clock, rng, place.path / "state", own_kinds(), {}})));
    std::ofstream(place.path / "chat") << "messages";
    const auto sealed = must(take_file(*docket, place.path / "chat"));
    Import import;
    {
      Acts acts = must(docket->begin());
      in_case = must(acts.enter(Case{.label = "c", .title = "t"}, {}, ""));
      import.authority =
          must(acts.enter(Authority{.label = "A1", .title = "a search"}, in_case, ""));
      import.exhibit = must(acts.enter(Exhibit{.label = "E1",
                                               .title = "a chat",
                                               .holding = Holding::sealed,
                                               .digest = sealed.digest,
                                               .size = static_cast<std::int64_t>(sealed.size),
                                               .authority = import.authority},
                                       in_case, ""));
      must(acts.commit());
    }
    import.reader = "bench";
    import.reader_version = "1";
    const auto bulk = must(Bulk::for_import(*docket));
    Staging staging =
        must(Staging::begin_or_resume(bulk->folder(), must(describe(*docket, import)), rng));
    Writer writer;
    Columns columns(record_schema_of<Message>(), 0);
    std::int64_t at = 1'700'000'000'000'000;
    texts.reserve(kMessages);
    for (std::size_t i = 0; i < kMessages; ++i) {
      texts.push_back(writer.message());
      at += static_cast<std::int64_t>(writer.random() % 60'000'000);
      const std::string number = "+1 605 555 01" + std::to_string(10 + writer.random() % 90);
      const std::string name = "Person " + std::to_string(writer.random() % 2'000);
      const std::string thread = "thread " + std::to_string(writer.random() % 300);
      columns.push(Message{.at = {at},
                           .thread = thread,
                           .sender = number,
                           .sender_name = name,
                           .text = texts.back(),
                           .row = static_cast<std::int64_t>(i + 1)});
      if (columns.full() || i + 1 == kMessages) must(staging.add(columns));
    }
    must(staging.finish(kMessages));
    must(publish(*docket, *bulk, staging, import, {in_case, "bench"}));
    records.emplace(must(records_of(*docket, in_case, record_schema_of<Message>(), {})));
  }

  double index_bytes() const {
    double sum = 0;
    for (const auto& entry : fs::directory_iterator(docket->folder() / "index"))
      sum += static_cast<double>(entry.file_size());
    return sum;
  }
  SearchIndex filled() const {
    SearchIndex index = must(SearchIndex::open(*docket, in_case));
    std::vector<const ImportedRecords*> all;
    for (const ImportedRecords& one : records->imports()) all.push_back(&one);
    must(index.fill(all, {}));
    return index;
  }
};

Made& made() {
  static Made one;
  return one;
}

void fill(benchmark::State& state) {
  const Made& all = made();
  for (auto _ : state) {
    must(SearchIndex::forget(*all.docket, all.in_case));
    const SearchIndex index = all.filled();
    benchmark::DoNotOptimize(index.groups().size());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kMessages));
  state.counters["bytes_a_message"] = all.index_bytes() / static_cast<double>(kMessages);
}
BENCHMARK(fill)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

/// The first page, with opening the index as a command does.
void first_page(benchmark::State& state, const char* words, SearchOrder order, std::size_t skip) {
  const Made& all = made();
  {
    const SearchIndex once = all.filled();
  }
  const SearchNode node = must(parse_search(words));
  std::size_t rows = 0;
  for (auto _ : state) {
    SearchIndex index = must(SearchIndex::open(*all.docket, all.in_case));
    SearchAsk ask{.words = &node, .order = order, .skip = skip};
    for (const SearchGroup& one : index.groups()) ask.groups.push_back(one.id);
    rows = must(index.ask(ask)).rows.size();
  }
  state.counters["rows"] = static_cast<double>(rows);
}
#define FIRST_PAGE(name, words, order, skip)              \
  BENCHMARK_CAPTURE(first_page, name, words, order, skip) \
      ->Unit(benchmark::kMillisecond)                     \
      ->UseRealTime()
FIRST_PAGE(rare_word, "passport", SearchOrder::newest, 0);
FIRST_PAGE(most_common_word, "the", SearchOrder::newest, 0);
FIRST_PAGE(most_common_word_oldest, "the", SearchOrder::oldest, 0);
FIRST_PAGE(most_common_word_page_500, "the", SearchOrder::newest, 10'000);
FIRST_PAGE(two_common_words, "hotel lantern", SearchOrder::newest, 0);
FIRST_PAGE(phrase, "\"hotel lantern\"", SearchOrder::newest, 0);
FIRST_PAGE(near, "hotel near/5 lantern", SearchOrder::newest, 0);
FIRST_PAGE(prefix, "lant*", SearchOrder::newest, 0);
FIRST_PAGE(prefix_of_the_most_common, "the*", SearchOrder::newest, 0);
FIRST_PAGE(prefix_three_letters, "sta*", SearchOrder::newest, 0);
FIRST_PAGE(prefix_two_letters, "st*", SearchOrder::newest, 0);
FIRST_PAGE(other_script, "shevchenko", SearchOrder::newest, 0);
FIRST_PAGE(not_there, "absent", SearchOrder::newest, 0);
FIRST_PAGE(common_not_common, "the not hotel", SearchOrder::newest, 0);
FIRST_PAGE(common_fittest, "the or hotel", SearchOrder::fittest, 0);

// ---- the ordinary alternatives ------------------------------------------------------------------

class Plain {
 public:
  Plain() {
    sqlite3_open_v2((made().place.path / "plain.db").c_str(), &db_,
                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    run("CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT)");
    run("CREATE VIRTUAL TABLE f USING fts5(text, content='t', content_rowid='id')");
    run("BEGIN");
    sqlite3_stmt* put = nullptr;
    sqlite3_prepare_v2(db_, "INSERT INTO t(text) VALUES(?)", -1, &put, nullptr);
    for (const std::string& text : made().texts) {
      sqlite3_bind_text64(put, 1, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
      sqlite3_step(put);
      sqlite3_reset(put);
    }
    sqlite3_finalize(put);
    run("COMMIT");
    const auto begin = std::chrono::steady_clock::now();
    run("INSERT INTO f(f) VALUES('rebuild')");
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  ~Plain() { sqlite3_close(db_); }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  std::size_t rows(const char* sql) const {
    sqlite3_stmt* ask = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &ask, nullptr) != SQLITE_OK) std::abort();
    std::size_t count = 0;
    while (sqlite3_step(ask) == SQLITE_ROW) ++count;
    sqlite3_finalize(ask);
    return count;
  }
  double seconds() const { return seconds_; }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
  }
  sqlite3* db_ = nullptr;
  double seconds_ = 0;
};

void plain(benchmark::State& state, const char* sql) {
  static const Plain one;
  std::size_t rows = 0;
  for (auto _ : state) rows = one.rows(sql);
  state.counters["rows"] = static_cast<double>(rows);
  state.counters["fill_messages_a_second"] = static_cast<double>(kMessages) / one.seconds();
}
#define PLAIN(name, sql) \
  BENCHMARK_CAPTURE(plain, name, sql)->Unit(benchmark::kMillisecond)->UseRealTime()
PLAIN(like_rare_word, "SELECT id FROM t WHERE text LIKE '%passport%' ORDER BY id DESC LIMIT 21");
PLAIN(like_not_there, "SELECT id FROM t WHERE text LIKE '%absent%' ORDER BY id DESC LIMIT 21");
PLAIN(fts_ranked_rare_word, "SELECT rowid FROM f('passport') ORDER BY rank LIMIT 21");
PLAIN(fts_ranked_most_common_word, "SELECT rowid FROM f('the') ORDER BY rank LIMIT 21");
PLAIN(fts_ranked_two_common_words, "SELECT rowid FROM f('hotel lantern') ORDER BY rank LIMIT 21");
PLAIN(fts_ranked_prefix, "SELECT rowid FROM f('lant*') ORDER BY rank LIMIT 21");

}  // namespace
}  // namespace redress::docket
