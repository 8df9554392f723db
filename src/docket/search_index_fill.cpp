// Taking records into the search index, chunk by chunk.
#include <algorithm>
#include <utility>

#include "docket/search_index.hpp"
#include "docket/search_index_file.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using sqlite::Statement;

constexpr int kTries = 1'000;
/// Imports of at most so many rows are taken in together, with no more rows than that, and so many.
constexpr std::uint64_t kSmallImport = 4'096;
constexpr std::size_t kTogether = 1'024;

/// Seconds from 1900-01-01 to 1970-01-01, and one, so that 0 is no time.
constexpr std::int64_t kTo1970 = 2'208'988'800 + 1;
constexpr std::int64_t kLastSecond = (std::int64_t{1} << (63U - kRowBits)) - 1;

/// Which columns of a kind are read, as positions among those that a scan gives.
struct Reading {
  std::vector<std::size_t> columns;
  std::vector<std::size_t> searched;
  std::vector<std::pair<std::size_t, bool>>
      names;  ///< and whether it is also one word without blanks
  std::vector<std::pair<std::size_t, ColumnType>> times;
};

Reading reading_of(const RecordSchema& schema) {
  Reading reading;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const ColumnSchema& column = schema.columns[i];
    const bool named =
        column.options.names != Names::nothing && column.options.names != Names::address;
    if (!column.options.searched && !named && !column.options.when) continue;
    const std::size_t at = reading.columns.size();
    reading.columns.push_back(i);
    if (column.options.when) reading.times.emplace_back(at, column.type);
    if (is_text(column.type) && column.options.searched) reading.searched.push_back(at);
    if (is_text(column.type) && named)
      reading.names.emplace_back(at, column.options.names != Names::person);
  }
  return reading;
}

std::int64_t second_of(std::int64_t value, ColumnType type) {
  if (value == kAbsent) return 0;
  if (type == ColumnType::instant) return search_second(value);
  if (type != ColumnType::date) return 0;
  const auto date = DateNumber{value}.date();
  if (!date || !*date) return 0;
  const std::int64_t day = (*date)->earliest().time_since_epoch().count();
  constexpr std::int64_t kDay = 86'400'000'000;
  return search_second(day * kDay);
}

/// Rows that wait for their transaction.
struct Waiting {
  struct Row {
    std::int64_t second = 0;
    std::size_t first_field = 0;  ///< in `ends`
  };
  struct Part {
    std::size_t segment = 0;
    std::size_t row = 0;
    std::size_t rows = 0;
  };
  std::string bytes;
  std::vector<std::size_t> ends;  ///< of each field of each row in `bytes`
  std::vector<Row> rows;
  std::vector<Part> parts;

  std::string_view field(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return std::string_view(bytes).substr(begin, ends[index] - begin);
  }
  void end_field() { ends.push_back(bytes.size()); }
  void clear() {
    bytes.clear();
    ends.clear();
    rows.clear();
    parts.clear();
  }
};

constexpr std::size_t kFields = kSearchFields + 1;

template <typename Work>
Result<void> in_transaction(SearchFile& file, const Work& work) {
  REDRESS_TRY(file.execute("BEGIN IMMEDIATE"));
  Result<void> done = work();
  if (done) done = file.execute("COMMIT");
  if (!done) sqlite3_exec(file.db(), "ROLLBACK", nullptr, nullptr, nullptr);
  return done;
}

class Filling {
 public:
  Filling(SearchFile& file, SearchGroup group, const RecordSchema& schema,
          const SearchIndex::Advance& advance)
      : file_(file), group_(std::move(group)), reading_(reading_of(schema)), advance_(advance) {
    word_ = kGroup + std::to_string(group_.id);
  }

  const std::vector<std::size_t>& columns() const { return reading_.columns; }
  /// The caller has begun a transaction.
  void within_transaction() { in_transaction_ = true; }
  /// Another program took in the rows that were to be written.
  bool overtaken() const { return overtaken_; }

  Result<void> take(const PageView& page) {
    const std::size_t before = static_cast<std::size_t>(
        std::min<std::uint64_t>(page.rows(), group_.done > passed_ ? group_.done - passed_ : 0));
    passed_ += before;
    for (std::size_t row = before; row < page.rows(); ++row) {
      add(page, row);
      ++passed_;
      if (waiting_.rows.size() >= kChunkRows || waiting_.bytes.size() >= kChunkBytes)
        REDRESS_TRY(in_transaction_ ? write_inside() : write());
    }
    return {};
  }

  Result<void> write() {
    if (waiting_.rows.empty()) return {};
    const std::uint64_t rows = waiting_.rows.size();
    REDRESS_TRY(in_transaction(file_, [&] { return write_inside(); }));
    return advance_ ? advance_(rows) : Result<void>{};
  }
  /// The same within a transaction of the caller, who tells of the rows behind it.
  Result<void> write_inside() {
    if (waiting_.rows.empty()) return {};
    REDRESS_TRY(inside());
    group_.done += waiting_.rows.size();
    waiting_.clear();
    return {};
  }

 private:
  void add(const PageView& page, std::size_t row) {
    const std::size_t at = page.first_row() + row;
    auto& parts = waiting_.parts;
    if (parts.empty() || parts.back().segment != page.segment() ||
        parts.back().row + parts.back().rows != at)
      parts.push_back({page.segment(), at, 0});
    ++parts.back().rows;
    Waiting::Row made{0, waiting_.ends.size()};
    for (const auto& [column, type] : reading_.times) {
      made.second = second_of(page.numbers(column)[row], type);
      if (made.second != 0) break;
    }
    add_searched(page, row);
    add_names(page, row);
    waiting_.rows.push_back(made);
  }

  /// The last searched column is the first field: what stands there takes least room.
  void add_searched(const PageView& page, std::size_t row) {
    const auto& columns = reading_.searched;
    for (std::size_t field = 0; field < kSearchFields; ++field) {
      const bool there = field < columns.size();
      const std::string_view text =
          there ? page.texts(columns[columns.size() - 1 - field])[row] : std::string_view{};
      if (field == 0 || !text.empty())
        append_search_text(waiting_.bytes, field == 0 ? word_ : std::string_view{}, text);
      if (field + 1 == kSearchFields)
        for (std::size_t more = kSearchFields; more < columns.size(); ++more) {
          if (text.empty() && more == kSearchFields) append_search_text(waiting_.bytes, {}, {});
          waiting_.bytes += '\n';
          waiting_.bytes += page.texts(columns[columns.size() - 1 - more])[row];
        }
      waiting_.end_field();
    }
  }

  void add_names(const PageView& page, std::size_t row) {
    names_.clear();
    for (const auto& [column, whole] : reading_.names) {
      std::string_view rest = page.texts(column)[row];
      while (!rest.empty()) {  // one name or number a line
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        add_name(rest.substr(0, end), whole);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    if (!names_.empty()) append_search_words(waiting_.bytes, names_);
    waiting_.end_field();
  }
  void add_name(std::string_view text, bool whole) {
    const std::size_t before = names_.size();
    bool letters = false;
    std::size_t number = std::string::npos;
    std::size_t words = 0;
    std::string all;
    file_.words().each(text, [&](const TextWord& one) {
      const bool beside = (one.flags & kWordBeside) != 0;
      if ((one.flags & kWordNumber) != 0) number = names_.size();
      letters |= !beside && (one.word.front() < '0' || one.word.front() > '9');
      if (!names_.empty()) names_ += beside ? '|' : ' ';
      names_ += kPerson;
      names_ += one.word;
      if (beside) return;
      all += one.word;
      ++words;
    });
    // A number in groups is asked for as one: its groups would take most of the room.
    if (!letters && number != std::string::npos)
      names_.replace(before, number + 1 - before, before == 0 ? "" : " ");
    else if (whole && words > 1 && all.size() <= kMostWord)
      names_ += std::string("|") + kPerson + all;
  }

  Result<void> inside() {
    Statement state = REDRESS_TRY(
        file_.prepare("SELECT done, (SELECT coalesce(max(first + rows), 0) FROM pieces) "
                      "FROM groups WHERE id=?"));
    state.bind(1, group_.id);
    const bool there = REDRESS_TRY(state.step());
    overtaken_ = !there || state.number(0) != static_cast<std::int64_t>(group_.done);
    if (overtaken_)
      return base::fail(ErrorKind::unavailable, "other programs fill this search index");
    const std::int64_t first = state.number(1);
    state.reset();
    const auto rows = static_cast<std::int64_t>(waiting_.rows.size());
    if (first + rows > kMostIndexed)
      return base::fail(Error(ErrorKind::bad_input, "a search index holds no more records")
                            .found(std::to_string(first + rows))
                            .expected("at most " + std::to_string(kMostIndexed)));
    REDRESS_TRY(insert_rows(first));
    REDRESS_TRY(insert_pieces(first));
    REDRESS_TRY(insert_spellings());
    Statement now = REDRESS_TRY(file_.prepare("UPDATE groups SET done=done+? WHERE id=?"));
    return now.bind(1, rows).bind(2, group_.id).run();
  }

  /// In the order of their numbers: FTS5 collects what rises, and writes it out where it does not.
  Result<void> insert_rows(std::int64_t first) {
    order_.clear();
    for (std::size_t i = 0; i < waiting_.rows.size(); ++i)
      order_.emplace_back(
          (waiting_.rows[i].second << kRowBits) | (first + static_cast<std::int64_t>(i)), i);
    std::ranges::sort(order_);
    Statement insert = REDRESS_TRY(file_.prepare(
        "INSERT INTO f(rowid,c0,c1,c2,c3,c4,c5,c6,c7,who) VALUES(?,?,?,?,?,?,?,?,?,?)"));
    for (const auto& [number, index] : order_) {
      insert.bind(1, number);
      const std::size_t field = waiting_.rows[index].first_field;
      for (std::size_t i = 0; i < kFields; ++i) {
        const std::string_view text = waiting_.field(field + i);
        if (!text.empty()) insert.bind(static_cast<int>(i) + 2, text);
      }
      REDRESS_TRY(insert.run());
    }
    return {};
  }

  Result<void> insert_pieces(std::int64_t first) {
    Statement insert = REDRESS_TRY(file_.prepare("INSERT INTO pieces VALUES(?,?,?,?,?)"));
    for (const Waiting::Part& part : waiting_.parts) {
      insert.bind(1, first).bind(2, group_.id);
      insert.bind(3, static_cast<std::int64_t>(part.segment));
      insert.bind(4, static_cast<std::int64_t>(part.row));
      insert.bind(5, static_cast<std::int64_t>(part.rows));
      REDRESS_TRY(insert.run());
      first += static_cast<std::int64_t>(part.rows);
    }
    return {};
  }

  Result<void> insert_spellings() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const NewWord& word : file_.words().take_new())
      for (std::string& form : spellings_of(word)) all.emplace_back(std::move(form), word.word);
    std::ranges::sort(all);
    Statement insert = REDRESS_TRY(file_.prepare("INSERT OR IGNORE INTO spellings VALUES(?,?)"));
    for (const auto& [form, word] : all) {
      insert.bind(1, base::as_bytes(form)).bind(2, base::as_bytes(word));
      REDRESS_TRY(insert.run());
    }
    return {};
  }

  SearchFile& file_;
  SearchGroup group_;
  Reading reading_;
  const SearchIndex::Advance& advance_;
  std::string word_;  ///< of the group
  bool overtaken_ = false;
  bool in_transaction_ = false;
  std::uint64_t passed_ = 0;
  Waiting waiting_;
  std::string names_;
  std::vector<std::pair<std::int64_t, std::size_t>> order_;
};

/// The group as it stands; a new one where there is none.
Result<SearchGroup> begin_group(SearchFile& file, const ImportedRecords& imported) {
  const std::string_view kind = imported.records.schema().info.name;
  const auto import = static_cast<std::int64_t>(imported.import.ref.number);
  Statement make =
      REDRESS_TRY(file.prepare("INSERT OR IGNORE INTO groups(import,kind,manifest,whole,done) "
                               "VALUES(?,?,?,?,0)"));
  make.bind(1, import).bind(2, kind).bind(3, imported.import.value.manifest->view());
  make.bind(4, static_cast<std::int64_t>(imported.records.rows()));
  REDRESS_TRY(make.run());
  Statement read =
      REDRESS_TRY(file.prepare("SELECT id, done FROM groups WHERE import=? AND kind=?"));
  read.bind(1, import).bind(2, kind);
  SearchGroup group{0, imported.import.ref.number, std::string(kind), imported.records.rows(), 0};
  if (REDRESS_TRY(read.step())) {
    group.id = read.number(0);
    group.done = static_cast<std::uint64_t>(read.number(1));
  }
  return group;
}

/// False where another program was quicker: the rows are to be read again, from where it came to.
Result<bool> fill_group(SearchFile& file, const ImportedRecords& imported,
                        const SearchIndex::Advance& advance) {
  SearchGroup group = REDRESS_TRY(begin_group(file, imported));
  if (group.done >= group.rows) return true;
  Filling filling(file, std::move(group), imported.records.schema(), advance);
  auto scanned = imported.records.scan({.columns = filling.columns(), .ranges = {}},
                                       [&](const PageView& page) { return filling.take(page); });
  if (filling.overtaken()) return false;
  REDRESS_TRY(std::move(scanned));
  const auto written = filling.write();
  if (filling.overtaken()) return false;
  if (!written) return base::fail(about_index(written.error()));
  return true;
}

/// How many from `at` on go into one transaction.
std::size_t together(const std::vector<const ImportedRecords*>& small, std::size_t at) {
  std::size_t many = 0;
  for (std::uint64_t rows = 0; at + many < small.size() && many < kTogether; ++many) {
    rows += small[at + many]->records.rows();
    if (many > 0 && rows > kSmallImport) break;
  }
  return many;
}

/// Small imports in one transaction, in which nobody else fills.
Result<void> fill_together(SearchFile& file, std::span<const ImportedRecords* const> imported,
                           const SearchIndex::Advance& advance) {
  std::uint64_t rows = 0;
  const SearchIndex::Advance silent;
  const auto work = [&]() -> Result<void> {
    for (const ImportedRecords* one : imported) {
      SearchGroup group = REDRESS_TRY(begin_group(file, *one));
      if (group.done >= group.rows) continue;
      rows += group.rows - group.done;
      Filling filling(file, std::move(group), one->records.schema(), silent);
      filling.within_transaction();
      REDRESS_TRY(one->records.scan({.columns = filling.columns(), .ranges = {}},
                                    [&](const PageView& page) { return filling.take(page); }));
      REDRESS_TRY(filling.write_inside());
    }
    return {};
  };
  REDRESS_TRY(in_transaction(file, work));
  return advance && rows > 0 ? advance(rows) : Result<void>{};
}

}  // namespace

std::int64_t search_second(std::int64_t micros_since_1970) {
  constexpr std::int64_t kMicros = 1'000'000;
  std::int64_t second = micros_since_1970 / kMicros;
  if (micros_since_1970 % kMicros < 0) --second;
  return std::clamp<std::int64_t>(second + kTo1970, 1, kLastSecond);
}

bool SearchIndex::lacks(const ImportedRecords& imported) const {
  const RecordSchema& schema = imported.records.schema();
  const bool searched = std::ranges::any_of(
      schema.columns, [](const ColumnSchema& one) { return one.options.searched; });
  const SearchGroup* known = group_of(imported.import.ref.number, schema.info.name);
  return searched && (known == nullptr || known->done < known->rows);
}

Result<void> SearchIndex::fill(std::span<const ImportedRecords* const> imported,
                               const Advance& advance) {
  std::vector<const ImportedRecords*> small;
  std::vector<const ImportedRecords*> large;
  for (const ImportedRecords* one : imported)
    if (lacks(*one)) (one->records.rows() <= kSmallImport ? small : large).push_back(one);
  if (small.empty() && large.empty()) return {};
  file_->words().collect_new();
  for (std::size_t at = 0; at < small.size();) {
    const std::size_t many = together(small, at);
    REDRESS_TRY(about_index(fill_together(*file_, std::span(small).subspan(at, many), advance)));
    at += many;
  }
  for (const ImportedRecords* one : large) {
    bool filled = false;
    for (int i = 0; i < kTries && !filled; ++i)
      filled = REDRESS_TRY(about_index(fill_group(*file_, *one, advance)));
    if (!filled) return base::fail(ErrorKind::unavailable, "other programs fill this search index");
  }
  return load();
}

}  // namespace redress::docket
