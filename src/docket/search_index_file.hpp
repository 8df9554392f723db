// The file of a search index: where it is, its key, its lock, and SQLite over it with the words'
// own tokenizer.
//
// `index/` of the docket's folder has one encrypted SQLite file for each case, under a keyed
// name; its key and name are derived from the docket's bulk key (libsodium's keyed BLAKE2b), so
// that every user of the docket opens it and nobody else. It is derived data: removed at any
// time, and made again. Temporary data stays in memory. A shared lock (flock on a file beside
// it) is held while it is open; who removes it holds the lock alone, and waits kWaitAlone for
// that.
// Bad input: a file that is damaged, of another key or of another version gives is_damaged_index
// (search_index.hpp).
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "docket/search_index_words.hpp"
#include "docket/sqlite_statement.hpp"

namespace redress::docket {

inline constexpr std::chrono::seconds kWaitAlone{5};
/// Searched columns of one kind have fields of their own, the last one the first field; what is
/// beyond shares one.
inline constexpr std::size_t kSearchFields = 8;

/// In words about the index, which holds nothing that is not kept elsewhere.
base::Error about_index(const base::Error& error);
template <typename T>
base::Result<T> about_index(base::Result<T> result) {
  if (result) return result;
  return base::fail(about_index(result.error()));
}

/// What FTS5 gets as the text of a column. A text: its group's word in front, then the bytes as
/// they are.
void append_search_text(std::string& to, std::string_view group, std::string_view text);
/// Words that are words already: blanks part places, '|' what stands at one place.
void append_search_words(std::string& to, std::string_view words);

class SearchFile {
 public:
  /// Makes it where there is none.
  static base::Result<std::unique_ptr<SearchFile>> open(const Docket& docket, CaseRef in_case);
  /// One without a docket, which goes away with it.
  static base::Result<std::unique_ptr<SearchFile>> in_memory();
  /// Removes it, whatever it is; nothing where there is none.
  static base::Result<void> remove(const Docket& docket, CaseRef in_case);

  sqlite3* db() const { return db_.get(); }
  const std::string& file() const { return file_; }
  WordReader& words() { return words_; }

  base::Result<sqlite::Statement> prepare(const std::string& sql) const {
    return sqlite::Statement::prepare(db_.get(), sql, file_);
  }
  base::Result<void> execute(const char* sql) const {
    return sqlite::execute(db_.get(), sql, file_);
  }

  SearchFile(const SearchFile&) = delete;
  SearchFile& operator=(const SearchFile&) = delete;
  ~SearchFile();

 private:
  explicit SearchFile(std::string file) : file_(std::move(file)) {}
  base::Result<void> open_database(const base::SecretBytes& key);
  base::Result<void> connect(int how);
  base::Result<void> add_functions();
  base::Result<void> make_tables();

  std::string file_;
  int lock_ = -1;  ///< given back after the database is closed
  WordReader words_;
  sqlite::Database db_;
};

}  // namespace redress::docket
