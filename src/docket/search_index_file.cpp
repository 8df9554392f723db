#include "docket/search_index_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unicode/uvernum.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>
#include <vector>

#include "docket/file.hpp"
#include "docket/search_index.hpp"
#include "docket/sqlite_setup.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using sqlite::Statement;
namespace fs = std::filesystem;

constexpr std::string_view kDamaged = "the search index is damaged";
/// Another version of the words or tables needs another index.
const std::string kVersion = std::string("redress search 4, ICU ") + U_ICU_VERSION;
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "rdrsfind";
constexpr char kReady = '\xFF';  ///< of words that are words already; no length of a group's word

// columnsize=0: lengths of texts are not kept, ranking does not use them. prefix=2: a beginning of two
// letters, which many words have, is one list.
constexpr const char* kTables =
    "CREATE TABLE IF NOT EXISTS about(version TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS groups(id INTEGER PRIMARY KEY, import INTEGER NOT NULL, "
    "kind TEXT NOT NULL, manifest BLOB NOT NULL, whole INTEGER NOT NULL, done INTEGER NOT NULL, "
    "UNIQUE(import, kind)) STRICT;"
    "CREATE TABLE IF NOT EXISTS pieces(first INTEGER PRIMARY KEY, of INTEGER NOT NULL, "
    "segment INTEGER NOT NULL, row INTEGER NOT NULL, rows INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS spellings(form BLOB NOT NULL, word BLOB NOT NULL, "
    "PRIMARY KEY(form, word)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(c0,c1,c2,c3,c4,c5,c6,c7,who,"
    "tokenize='redress',content='',columnsize=0,detail=full,prefix=2);"
    // One chunk of rows is one run on disk; 32 runs become one.
    "INSERT INTO f(f,rank) VALUES('hashsize',67108864);"
    "INSERT INTO f(f,rank) VALUES('automerge',0);"
    "INSERT INTO f(f,rank) VALUES('crisismerge',32);"
    "INSERT INTO f(f,rank) VALUES('pgsz',8000);";

struct Place {
  fs::path file;
  base::SecretBytes key;
};

Place place_of(const Docket& docket, CaseRef in_case) {
  const base::SecretBytes root = docket.derived(Purpose::bulk);
  const auto derive = [&](std::uint64_t number) {
    base::SecretBytes key = base::SecretBytes::of_size(32);
    crypto_kdf_derive_from_key(key.span().data(), key.size(), number, kContext, root.view().data());
    return key;
  };
  const base::SecretBytes for_name = derive(1);
  const std::string what = base::to_hex(docket.id()) + "/search/" + std::to_string(in_case.number);
  std::array<std::uint8_t, 32> name{};
  crypto_generichash(name.data(), name.size(), base::as_bytes(what).data(), what.size(),
                     for_name.view().data(), for_name.size());
  // Each case has a key of its own: a file put in another one's place does not open.
  base::SecretBytes key = base::SecretBytes::of_size(32);
  const base::SecretBytes for_key = derive(2);
  crypto_generichash(key.span().data(), key.size(), base::as_bytes(what).data(), what.size(),
                     for_key.view().data(), for_key.size());
  return {docket.folder() / "index" / base::to_hex(name), std::move(key)};
}

Result<int> open_lock(const fs::path& file) {
  REDRESS_TRY(base::make_folders(file.parent_path()));
  fs::path lock = file;
  lock += ".lock";
  const int fd = ::open(lock.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) return base::fail(io_error("the search index can not be locked", lock));
  return fd;
}

/// Where the file system has no such locks, everybody gets them.
bool wait_for(int fd, int how) {
  const auto until = std::chrono::steady_clock::now() + kWaitAlone;
  for (;;) {
    if (::flock(fd, how | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR)) return true;
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Error in_use(const fs::path& file) {
  return Error(ErrorKind::unavailable, "another program makes or removes this search index")
      .at({file.string(), 0, 0, {}})
      .fix("try again when it has finished");
}

int wait_for_turn(void*, int asked) {
  constexpr int kLongest = 7500;  // about 30 seconds
  if (asked >= kLongest) return 0;
  sqlite3_sleep(4);
  return 1;
}

// ---- the tokenizer ------------------------------------------------------------------------------

using TakeToken = int (*)(void*, int, const char*, int, int, int);
struct Given {
  void* to;
  TakeToken take;
};

int give(const Given& given, bool beside, std::string_view word) {
  return given.take(given.to, beside ? FTS5_TOKEN_COLOCATED : 0, word.data(),
                    static_cast<int>(word.size()), 0, 0);
}

int give_words(const Given& given, std::string_view words) {
  bool beside = false;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find_first_of(" |"), words.size());
    if (end > 0) {
      const int code = give(given, beside, words.substr(0, end));
      if (code != SQLITE_OK) return code;
    }
    if (end == words.size()) break;
    beside = words[end] == '|';
    words.remove_prefix(end + 1);
  }
  return SQLITE_OK;
}

int make_tokenizer(void* user, const char**, int, Fts5Tokenizer** out) {
  *out = static_cast<Fts5Tokenizer*>(user);
  return SQLITE_OK;
}
void end_tokenizer(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer* own, void* to, int flags, const char* data, int size, TakeToken take) {
  if (data == nullptr || size <= 0) return SQLITE_OK;
  Given given{to, take};
  std::string_view text(data, static_cast<std::size_t>(size));
  if ((flags & FTS5_TOKENIZE_QUERY) != 0) return give_words(given, text);
  const char first = text.front();
  text.remove_prefix(1);
  if (first == kReady) return give_words(given, text);
  const auto length =
      std::min(static_cast<std::size_t>(static_cast<unsigned char>(first)), text.size());
  if (length > 0) {
    const int code = give(given, false, text.substr(0, length));
    if (code != SQLITE_OK) return code;
    text.remove_prefix(length);
  }
  auto* reader = reinterpret_cast<WordReader*>(own);
  return reader->read(text, &given, [](void* at, const TextWord& word) {
    return give(*static_cast<const Given*>(at), (word.flags & kWordBeside) != 0, word.word);
  });
}

/// How often each of the first phrases is in a row: one byte each.
void count_phrases(const Fts5ExtensionApi* api, Fts5Context* at, sqlite3_context* out,
                   int arguments, sqlite3_value** values) {
  const int most = arguments > 0 ? sqlite3_value_int(values[0]) : 0;
  const int phrases = std::min(most, api->xPhraseCount(at));
  std::vector<std::uint8_t> counts(static_cast<std::size_t>(std::max(phrases, 0)), 0);
  int instances = 0;
  int code = api->xInstCount(at, &instances);
  for (int i = 0; code == SQLITE_OK && i < instances; ++i) {
    int phrase = 0;
    int column = 0;
    int place = 0;
    code = api->xInst(at, i, &phrase, &column, &place);
    if (code != SQLITE_OK || phrase < 0 || phrase >= phrases) continue;
    std::uint8_t& count = counts[static_cast<std::size_t>(phrase)];
    if (count < 255) ++count;
  }
  if (code != SQLITE_OK) return sqlite3_result_error_code(out, code);
  sqlite3_result_blob(out, counts.data(), static_cast<int>(counts.size()), SQLITE_TRANSIENT);
}

}  // namespace

void append_search_text(std::string& to, std::string_view group, std::string_view text) {
  to += static_cast<char>(group.size());
  to += group;
  to += text;
}
void append_search_words(std::string& to, std::string_view words) {
  to += kReady;
  to += words;
}

bool is_damaged_index(const base::Error& error) { return error.message() == kDamaged; }

base::Error about_index(const base::Error& error) {
  if (error.message().find("docket's database") == std::string::npos &&
      error.message().find("the act ") == std::string::npos)
    return Error(error.kind(), error.message())
        .at(error.place())
        .found(error.found())
        .expected(error.expected())
        .fix(error.fix());
  // Damage, another key, or tables that are not there: all that is not the disk's or a turn's
  // matter.
  const bool damage = error.kind() == ErrorKind::bad_input ||
                      error.message().find("failed while") != std::string::npos;
  if (damage)
    return Error(ErrorKind::unavailable, std::string(kDamaged))
        .at(error.place())
        .found(error.found())
        .fix("search again: it is made anew");
  return Error(error.kind(), "the search index can not be read or written")
      .at(error.place())
      .found(error.found())
      .fix("look at the disk and its free space; nothing of the docket itself is in it");
}

SearchFile::~SearchFile() {
  db_.reset();
  if (lock_ >= 0) ::close(lock_);
}

Result<void> SearchFile::add_functions() {
  fts5_api* api = nullptr;
  {
    sqlite3_stmt* raw = nullptr;
    int code = sqlite3_prepare_v2(db_.get(), "SELECT fts5(?1)", -1, &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, sqlite::FinalizeStatement> statement(raw);
    if (code == SQLITE_OK) code = sqlite3_bind_pointer(raw, 1, &api, "fts5_api_ptr", nullptr);
    if (code == SQLITE_OK) sqlite3_step(raw);
  }
  if (api == nullptr) return base::fail(ErrorKind::internal, "this SQLite has no full-text search");
  fts5_tokenizer tokenizer{make_tokenizer, end_tokenizer, tokenize};
  int code = api->xCreateTokenizer(api, "redress", &words_, &tokenizer, nullptr);
  if (code == SQLITE_OK)
    code = api->xCreateFunction(api, "count_phrases", nullptr, count_phrases, nullptr);
  if (code != SQLITE_OK)
    return base::fail(sqlite::error_of(db_.get(), code, "adding functions", file_));
  return {};
}

Result<void> SearchFile::connect(int how) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(
      file_.c_str(), &raw,
      how | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  db_.reset(raw);
  if (code != SQLITE_OK)
    return base::fail(sqlite::error_of(db_.get(), code, "opening an index", file_));
  sqlite3_busy_handler(db_.get(), wait_for_turn, nullptr);
  // What an index brings with it is data, and runs nothing.
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(db_.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  return {};
}

Result<std::unique_ptr<SearchFile>> SearchFile::in_memory() {
  std::unique_ptr<SearchFile> made(new SearchFile(":memory:"));
  REDRESS_TRY(made->connect(SQLITE_OPEN_MEMORY));
  REDRESS_TRY(made->add_functions());
  REDRESS_TRY(made->make_tables());
  return made;
}

Result<void> SearchFile::open_database(const base::SecretBytes& key) {
  // Made here, since SQLite makes files that others may read.
  const int fd = ::open(file_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd >= 0) ::close(fd);
  REDRESS_TRY(connect(SQLITE_OPEN_NOFOLLOW));
  REDRESS_TRY(sqlite::set_key(db_.get(), key, file_));
  REDRESS_TRY(execute("PRAGMA page_size=8192"));
  // Nearly all of what is written is new pages, which are written once; whoever reads waits for a
  // commit alone.
  REDRESS_TRY(execute("PRAGMA journal_mode=TRUNCATE"));
  REDRESS_TRY(execute("PRAGMA synchronous=FULL"));
  REDRESS_TRY(execute("PRAGMA temp_store=MEMORY"));
  REDRESS_TRY(execute("PRAGMA cache_size=-32768"));
  REDRESS_TRY(add_functions());
  return make_tables();
}

Result<void> SearchFile::make_tables() {
  Statement count = REDRESS_TRY(prepare("SELECT count(*) FROM sqlite_schema WHERE name='about'"));
  if (REDRESS_TRY(count.step()) && count.number(0) == 0) {
    count.reset();
    REDRESS_TRY(execute("BEGIN IMMEDIATE"));
    auto made = execute(kTables);
    if (made) {
      Statement about =
          REDRESS_TRY(prepare("INSERT INTO about SELECT ? WHERE NOT EXISTS (SELECT 1 FROM about)"));
      made = about.bind(1, std::string_view(kVersion)).run();
    }
    if (made) made = execute("COMMIT");
    if (!made) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    REDRESS_TRY(std::move(made));
  }
  count.reset();
  Statement about = REDRESS_TRY(prepare("SELECT version FROM about"));
  if (REDRESS_TRY(about.step()) && about.text(0) == kVersion) return {};
  return base::fail(Error(ErrorKind::bad_input, "the docket's database is of another version")
                        .at({file_, 0, 0, {}}));
}

Result<std::unique_ptr<SearchFile>> SearchFile::open(const Docket& docket, CaseRef in_case) {
  const Place place = place_of(docket, in_case);
  std::unique_ptr<SearchFile> made(new SearchFile(place.file.string()));
  made->lock_ = REDRESS_TRY(open_lock(place.file));
  if (!wait_for(made->lock_, LOCK_SH)) return base::fail(in_use(place.file));
  REDRESS_TRY(about_index(made->open_database(place.key)));
  return made;
}

Result<void> SearchFile::remove(const Docket& docket, CaseRef in_case) {
  const Place place = place_of(docket, in_case);
  std::error_code code;
  if (!fs::exists(fs::symlink_status(place.file.parent_path(), code))) return {};
  const File lock(REDRESS_TRY(open_lock(place.file)));
  if (!wait_for(lock.fd(), LOCK_EX)) return base::fail(in_use(place.file));
  for (const char* ending : {"", "-journal"}) {
    fs::path file = place.file;
    file += ending;
    fs::remove(file, code);
    if (code) return base::fail(io_error("a search index could not be removed", file));
  }
  return base::sync_folder(place.file.parent_path());
}

}  // namespace redress::docket
