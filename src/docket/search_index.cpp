#include "docket/search_index.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "docket/imports_detail.hpp"
#include "docket/search_index_file.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using sqlite::Statement;

/// Where more groups than this would have to be named, rows are looked at one by one.
constexpr std::size_t kMostNamed = 24;

/// Rows that follow one another in the index and in a segment.
struct Piece {
  std::int64_t first = 0;
  std::int64_t group = 0;
  std::int64_t segment = 0;
  std::int64_t row = 0;
  std::int64_t rows = 0;
};

Result<std::vector<Piece>> pieces_of(const SearchFile& file) {
  std::vector<Piece> out;
  Statement read =
      REDRESS_TRY(file.prepare("SELECT first,of,segment,row,rows FROM pieces "
                               "ORDER BY first"));
  while (REDRESS_TRY(read.step()))
    out.push_back({read.number(0), read.number(1), read.number(2), read.number(3), read.number(4)});
  return out;
}

std::string group_words(const std::vector<std::int64_t>& groups) {
  std::string text = "\"";
  for (const std::int64_t id : groups) {
    if (text.size() > 1) text += '|';
    text += kGroup + std::to_string(id);
  }
  return text + "\"";
}

/// Limits a query of FTS5 to the groups that may be read.
class Scope {
 public:
  Scope(const std::vector<SearchGroup>& all, const std::vector<std::int64_t>& allowed)
      : allowed_(allowed.begin(), allowed.end()) {
    std::vector<std::int64_t> open;
    std::vector<std::int64_t> closed;
    for (const SearchGroup& one : all)
      (allowed_.contains(one.id) ? open : closed).push_back(one.id);
    if (closed.empty()) return;
    if (open.size() <= kMostNamed)
      inside_ = group_words(open);
    else if (closed.size() <= kMostNamed)
      outside_ = group_words(closed);
  }

  std::string limited(const std::string& query) const {
    if (!inside_.empty()) return "(" + query + ") AND " + inside_;
    if (!outside_.empty()) return "(" + query + ") NOT " + outside_;
    return query;
  }
  bool holds(std::int64_t group) const { return allowed_.contains(group); }

 private:
  std::set<std::int64_t> allowed_;
  std::string inside_;
  std::string outside_;
};

struct Fit {
  double score = 0;
  SearchRow row;
};

class Asking {
 public:
  Asking(const SearchFile& file, const std::vector<SearchGroup>& groups, const SearchAsk& ask,
         std::vector<Piece> pieces)
      : file_(file), ask_(ask), scope_(groups, ask.groups), pieces_(std::move(pieces)) {}

  Result<SearchAnswer> run() {
    if (ask_.groups.empty() || pieces_.empty()) return SearchAnswer{};
    const Spellings spellings = [this](const std::string& form, bool begins) {
      return spelled(form, begins);
    };
    std::string person;
    if (ask_.person != nullptr)
      person = " AND " + REDRESS_TRY(match_of(*ask_.person, spellings, Width::sounding, true)).text;
    const SearchMatch narrow = REDRESS_TRY(match_of(*ask_.words, spellings, Width::spelled, false));
    const SearchMatch wide = REDRESS_TRY(match_of(*ask_.words, spellings, Width::sounding, false));
    REDRESS_TRY(collect("(" + narrow.text + ")" + person, narrow.phrases, false));
    answer_.marks = narrow.marks;
    if (wide.text != narrow.text) {
      if (!answer_.more)
        REDRESS_TRY(collect("((" + wide.text + ") NOT (" + narrow.text + "))" + person,
                            wide.phrases, true));
      answer_.marks.insert(answer_.marks.end(), wide.marks.begin(), wide.marks.end());
    }
    return std::move(answer_);
  }

 private:
  /// Words with this spelling. Where there are very many, those alone that stand in what may be
  /// read.
  Result<std::vector<std::string>> spelled(const std::string& form, bool begins) {
    const std::string sql = begins ? "SELECT DISTINCT word FROM spellings WHERE form>=? AND form<?"
                                   : "SELECT word FROM spellings WHERE form=?";
    Statement read = REDRESS_TRY(file_.prepare(sql));
    read.bind(1, base::as_bytes(form));
    const std::string end = form + '\xFF';
    if (begins) read.bind(2, base::as_bytes(end));
    std::vector<std::string> words;
    while (REDRESS_TRY(read.step())) words.push_back(read.text(0));
    if (words.size() <= kMostSpelled) return words;
    std::vector<std::string> open;
    for (std::string& word : words) {
      if (!REDRESS_TRY(stands(word))) continue;
      if (open.size() == kMostSpelled)
        return base::fail(Error(ErrorKind::bad_input, "this word may be too many others")
                              .found("more than " + std::to_string(kMostSpelled))
                              .fix("write more of its letters"));
      open.push_back(std::move(word));
    }
    return open;
  }

  Result<bool> stands(const std::string& word) {
    Statement read = REDRESS_TRY(file_.prepare("SELECT rowid FROM f WHERE f MATCH ?"));
    const std::string query = scope_.limited("\"" + word + "|" + kPerson + word + "\"");
    read.bind(1, std::string_view(query));
    while (REDRESS_TRY(read.step()))
      if (row_at(read.number(0))) return true;
    return false;
  }

  /// Nothing where it may not be read.
  std::optional<SearchRow> row_at(std::int64_t number) const {
    const std::int64_t own = number & (kMostIndexed - 1);
    auto at = std::ranges::upper_bound(pieces_, own, {}, &Piece::first);
    if (at == pieces_.begin()) return {};
    --at;
    if (own - at->first >= at->rows || !scope_.holds(at->group)) return {};
    return SearchRow{at->group, static_cast<std::uint32_t>(at->segment),
                     static_cast<std::uint32_t>(at->row + own - at->first), false};
  }

  Result<Statement> asked(const std::string& query, const std::string& columns) const {
    const bool dated = ask_.from || ask_.until;
    // Whatever has no time lies in no period.
    const std::int64_t low = dated ? std::max<std::int64_t>(ask_.from.value_or(1), 1) : 0;
    const std::int64_t high = ask_.until.value_or((std::int64_t{1} << (63U - kRowBits)) - 1);
    Statement read = REDRESS_TRY(
        file_.prepare("SELECT " + columns +
                      " FROM f WHERE f MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid " +
                      (ask_.order == SearchOrder::oldest ? "ASC" : "DESC")));
    const std::string limited = scope_.limited(query);
    read.bind(1, std::string_view(limited)).bind(2, low << kRowBits);
    read.bind(3, (high << kRowBits) | (kMostIndexed - 1));
    return read;
  }

  Result<void> collect(const std::string& query, std::size_t phrases, bool by_sound) {
    if (ask_.order == SearchOrder::fittest) return weigh(query, phrases, by_sound);
    Statement read = REDRESS_TRY(asked(query, "rowid"));
    while (REDRESS_TRY(read.step())) {
      auto row = row_at(read.number(0));
      if (!row) continue;
      row->by_sound = by_sound;
      if (passed_++ < ask_.skip) continue;
      if (answer_.rows.size() == ask_.most) {
        answer_.more = true;
        return {};
      }
      answer_.rows.push_back(*row);
    }
    return {};
  }

  /// The newest rows by how often each phrase is in them; rare phrases (among these rows) weigh
  /// more.
  Result<void> weigh(const std::string& query, std::size_t phrases, bool by_sound) {
    Statement read =
        REDRESS_TRY(asked(query, "rowid, count_phrases(f," + std::to_string(phrases) + ")"));
    std::vector<std::pair<SearchRow, base::Bytes>> found;
    std::vector<std::size_t> with(phrases, 0);
    while (REDRESS_TRY(read.step())) {
      auto row = row_at(read.number(0));
      if (!row) continue;
      if (found.size() == kMostWeighed) {
        answer_.weighed_all = false;
        break;
      }
      row->by_sound = by_sound;
      found.emplace_back(*row, read.bytes(1));
      for (std::size_t i = 0; i < found.back().second.size() && i < phrases; ++i)
        with[i] += found.back().second[i] != 0 ? 1U : 0U;
    }
    std::vector<Fit> fits;
    fits.reserve(found.size());
    for (const auto& [row, counts] : found)
      fits.push_back({score(counts, with, found.size()), row});
    std::ranges::stable_sort(fits, std::greater<>(), &Fit::score);
    for (const Fit& fit : fits) {
      if (passed_++ < ask_.skip) continue;
      if (answer_.rows.size() == ask_.most) {
        answer_.more = true;
        return {};
      }
      answer_.rows.push_back(fit.row);
    }
    return {};
  }

  static double score(const base::Bytes& counts, const std::vector<std::size_t>& with,
                      std::size_t rows) {
    // BM25 with k1 = 1.2 and b = 0, out of the rows found alone.
    constexpr double kSaturation = 1.2;
    double sum = 0;
    for (std::size_t i = 0; i < counts.size() && i < with.size(); ++i) {
      const double count = counts[i];
      const double rare =
          std::log(1.0 + static_cast<double>(rows) / (static_cast<double>(with[i]) + 0.5));
      sum += rare * count * (kSaturation + 1) / (count + kSaturation);
    }
    return sum;
  }

  const SearchFile& file_;
  const SearchAsk& ask_;
  Scope scope_;
  std::vector<Piece> pieces_;
  std::size_t passed_ = 0;
  SearchAnswer answer_;
};

Result<SearchAnswer> ask_all(const SearchFile& file, const std::vector<SearchGroup>& groups,
                             const SearchAsk& ask) {
  std::vector<Piece> pieces = REDRESS_TRY(pieces_of(file));
  return Asking(file, groups, ask, std::move(pieces)).run();
}

}  // namespace

SearchIndex::SearchIndex(std::unique_ptr<SearchFile> file) : file_(std::move(file)) {}
SearchIndex::SearchIndex(SearchIndex&& other) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&& other) noexcept = default;
SearchIndex::~SearchIndex() = default;

const SearchGroup* SearchIndex::group_of(std::uint64_t import, std::string_view kind) const {
  const auto at = std::ranges::find_if(
      groups_, [&](const SearchGroup& one) { return one.import == import && one.kind == kind; });
  return at == groups_.end() ? nullptr : &*at;
}

Result<std::set<std::string>> SearchIndex::kinds(const Docket& docket, CaseRef in_case) const {
  std::set<std::string> names;
  std::set<std::uint64_t> begun;
  for (const SearchGroup& one : groups_) {
    names.insert(one.kind);
    begun.insert(one.import);
  }
  std::unique_ptr<Bulk> bulk;
  for (const Kept<Import>& import : REDRESS_TRY(docket.all<Import>(in_case))) {
    if (import.withdrawn || begun.contains(import.ref.number) || !import.value.manifest) continue;
    if (!bulk) bulk = REDRESS_TRY(Bulk::open(docket));
    // One that can not be read is named where its records are asked for.
    const auto manifest = read_manifest(bulk->folder(), *import.value.manifest);
    if (!manifest) continue;
    for (const ManifestGroup& group : manifest->groups)
      if (group.shelf == Shelf::open) names.insert(group.kind);
  }
  return names;
}

Result<void> SearchIndex::load() {
  groups_.clear();
  Statement read = REDRESS_TRY(
      about_index(file_->prepare("SELECT id,import,kind,whole,done FROM groups ORDER BY id")));
  while (REDRESS_TRY(about_index(read.step())))
    groups_.push_back({read.number(0), static_cast<std::uint64_t>(read.number(1)), read.text(2),
                       static_cast<std::uint64_t>(read.number(3)),
                       static_cast<std::uint64_t>(read.number(4))});
  return {};
}

/// Whether it holds what nobody may read any more (an exhibit that was locked, withdrawn or put
/// behind the filter wall), what no import says, or mostly what was withdrawn or replaced.
Result<bool> SearchIndex::is_stale(const Docket& docket, CaseRef in_case) {
  if (groups_.empty()) return false;
  const auto all = REDRESS_TRY(docket.all<Import>(in_case));
  Statement read =
      REDRESS_TRY(about_index(file_->prepare("SELECT import, manifest, done FROM groups")));
  std::map<std::int64_t, std::pair<base::Bytes, std::int64_t>> known;
  while (REDRESS_TRY(about_index(read.step()))) {
    auto& [manifest, rows] = known[read.number(0)];
    manifest = read.bytes(1);
    rows += read.number(2);
  }
  const Replaced replaced = replaced_in(all);
  std::map<std::uint64_t, const Kept<Import>*> by_number;
  for (const Kept<Import>& one : all) by_number.emplace(one.ref.number, &one);
  std::int64_t rows = 0;
  std::int64_t idle = 0;
  for (const auto& [number, entry] : known) {
    const auto at = by_number.find(static_cast<std::uint64_t>(number));
    if (at == by_number.end()) return true;
    const Kept<Import>& import = *at->second;
    if (!import.value.manifest || !std::ranges::equal(import.value.manifest->bytes, entry.first))
      return true;
    const auto exhibit = imports::readable(docket, import.value);
    if (!exhibit && exhibit.error().kind() != ErrorKind::unavailable) return true;
    const bool counts = !import.withdrawn && !replaced.contains(import.ref.number);
    rows += entry.second;
    idle += counts ? 0 : entry.second;
  }
  return 2 * idle > rows;
}

Result<SearchIndex> SearchIndex::open(const Docket& docket, CaseRef in_case) {
  constexpr int kTries = 2;
  for (int i = 0; i < kTries; ++i) {
    auto file = SearchFile::open(docket, in_case);
    if (!file && !is_damaged_index(file.error())) return base::fail(std::move(file).error());
    if (file) {
      SearchIndex index(std::move(*file));
      auto loaded = index.load();
      auto stale = loaded ? index.is_stale(docket, in_case) : Result<bool>(true);
      if (!stale && !is_damaged_index(stale.error())) return base::fail(std::move(stale).error());
      if (stale && !*stale) return index;
    }
    REDRESS_TRY(forget(docket, in_case));
  }
  return base::fail(ErrorKind::unavailable, "the search index can not be made");
}

Result<void> SearchIndex::forget(const Docket& docket, CaseRef in_case) {
  return SearchFile::remove(docket, in_case);
}

void forget_words_of(const Docket& docket, const base::Digest& digest) {
  const auto exhibits = docket.all<Exhibit>();
  if (!exhibits) return;
  std::set<std::uint64_t> cases;
  for (const Kept<Exhibit>& one : *exhibits)
    if (one.value.digest == digest) cases.insert(one.of_case);
  for (const std::uint64_t number : cases)
    static_cast<void>(SearchFile::remove(docket, CaseRef{number}));
}

Result<SearchAnswer> SearchIndex::ask(const SearchAsk& ask) {
  // One moment for what is read of pieces and of words.
  REDRESS_TRY(about_index(file_->execute("BEGIN")));
  auto answer = about_index(ask_all(*file_, groups_, ask));
  sqlite3_exec(file_->db(), "ROLLBACK", nullptr, nullptr, nullptr);
  return answer;
}

}  // namespace redress::docket
