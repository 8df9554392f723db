// Sums that a reader of the files must find again: statements, running balances, what is owed,
// pairs, ranges.

#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "simulate/simulate_testing.hpp"

namespace redress::simulate {
namespace {

using testing::bytes_of;
using testing::fields_of;
using testing::lines_of;
using testing::Made;
using testing::make;
using testing::minor_of;

class SumsOfKind : public ::testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(All, SumsOfKind,
                         ::testing::Values(Kind::labour, Kind::sex, Kind::domestic, Kind::mixed),
                         [](const auto& kind) { return std::string(name_of(kind.param)); });

// "C230501EUR2951,96": the amount behind the currency.
std::int64_t mt940_balance(const std::string& field) {
  const std::int64_t minor = minor_of(field.substr(10));
  return field[0] == 'D' ? -minor : minor;
}

TEST_P(SumsOfKind, Mt940OpensPlusBookingsIsClosing) {
  Made made;
  make(made, {.kind = GetParam(), .seed = 7, .size = 2'000});
  int statements = 0;
  for (const ReportFile& one : made.report.files) {
    if (one.format != "mt940") continue;
    std::int64_t sum = 0;
    for (const std::string& line : lines_of(made.exhibits() / one.name)) {
      EXPECT_LE(line.size(), 65U + 4U) << line;
      if (line.starts_with(":60F:")) sum = mt940_balance(line.substr(5));
      if (line.starts_with(":61:")) {
        const std::size_t end = line.find('N', 15);
        const std::int64_t minor = minor_of(line.substr(15, end - 15));
        sum += line[14] == 'D' ? -minor : minor;
      }
      if (line.starts_with(":62F:")) {
        ++statements;
        EXPECT_EQ(sum, mt940_balance(line.substr(5))) << one.name;
      }
    }
  }
  EXPECT_GT(statements, 10);
}

std::string between(const std::string& text, const std::string& from, const std::string& to,
                    std::size_t& at) {
  const std::size_t begin = text.find(from, at);
  if (begin == std::string::npos) return "";
  const std::size_t end = text.find(to, begin + from.size());
  at = end;
  return text.substr(begin + from.size(), end - begin - from.size());
}

// Amount and side of the next Amt element.
std::int64_t camt_amount(const std::string& text, std::size_t& at) {
  at = text.find("<Amt ", at) + 5;
  const std::int64_t minor = minor_of(between(text, "\">", "<", at));
  return between(text, "<CdtDbtInd>", "<", at) == "DBIT" ? -minor : minor;
}

TEST_P(SumsOfKind, CamtOpensPlusBookingsIsClosing) {
  Made made;
  make(made, {.kind = GetParam(), .seed = 7, .size = 2'000});
  int statements = 0;
  for (const ReportFile& one : made.report.files) {
    if (one.format != "camt.053") continue;
    const std::string text = bytes_of(made.exhibits() / one.name);
    for (std::size_t at = text.find("<Stmt>"); at != std::string::npos;
         at = text.find("<Stmt>", at)) {
      const std::size_t end = text.find("</Stmt>", at);
      at = text.find("OPBD", at);
      std::int64_t sum = camt_amount(text, at);
      at = text.find("CLBD", at);
      const std::int64_t closing = camt_amount(text, at);
      for (std::size_t entry = text.find("<Ntry>", at); entry < end;
           entry = text.find("<Ntry>", entry)) {
        sum += camt_amount(text, entry);
      }
      EXPECT_EQ(sum, closing) << one.name;
      ++statements;
      at = end;
    }
  }
  EXPECT_GT(statements, 3);
}

TEST(Sums, RunningBalancesRun) {
  Made made;
  make(made, {.kind = Kind::labour, .seed = 7, .size = 5'000});
  std::string account;
  std::int64_t balance = 0;
  std::size_t rows = 0;
  for (const std::string& line : lines_of(made.exhibits() / "bank/juniper-001.csv")) {
    const auto fields = fields_of(line, ',');
    if (fields[0] == "Account") continue;
    ASSERT_EQ(fields.size(), 7U);
    const std::int64_t change = minor_of(fields[5]) - minor_of(fields[4]);
    if (fields[0] == account) {
      EXPECT_EQ(balance + change, minor_of(fields[6]));
    }
    account = fields[0];
    balance = minor_of(fields[6]);
    EXPECT_GE(balance, 0);
    ++rows;
  }
  EXPECT_GT(rows, 500U);
}

TEST(Sums, Bai2CountsItself) {
  Made made;
  make(made, {.kind = Kind::labour, .seed = 7, .size = 2'000});
  for (const ReportFile& one : made.report.files) {
    if (one.format != "bai2") continue;
    const auto lines = lines_of(made.exhibits() / one.name);
    EXPECT_EQ(std::stoul(fields_of(lines.back(), ',')[3]), lines.size());
    std::int64_t sum = 0;
    std::int64_t closing = 0;
    for (const std::string& line : lines) {
      const auto fields = fields_of(line, ',');
      if (fields[0] == "03") sum = minor_of(fields[4]), closing = minor_of(fields[8]);
      if (fields[0] == "16") sum += minor_of(fields[2]) * (fields[1] == "195" ? 1 : -1);
      if (fields[0] == "49") {
        EXPECT_EQ(sum, closing);
      }
    }
  }
}

struct Moved {
  std::int64_t in = 0;
  std::int64_t back = 0;
};

// What came in and was taken back, by account and month, out of the tables of two banks.
std::map<std::string, Moved> pay_in_tables(const Made& made, const std::set<std::string>& accounts,
                                           const std::set<std::string>& hands) {
  std::map<std::string, Moved> out;
  for (const ReportFile& one : made.report.files) {
    if (!one.format.starts_with("bank csv")) continue;
    const bool commas = one.name.starts_with("bank/harbour");
    const bool semicolons = one.name.starts_with("bank/lindenbank");
    if (!commas && !semicolons) continue;
    for (const std::string& line : lines_of(made.exhibits() / one.name)) {
      const auto fields = fields_of(line, commas ? ',' : ';');
      if (fields.size() < 10 || !accounts.contains(fields[0])) continue;
      const std::string& other = fields[7];
      const std::string& words = commas ? fields[8] : fields[5];
      if (!hands.contains(other) || words.size() < 8 || words[words.size() - 3] != '-') continue;
      const std::int64_t minor = minor_of(commas ? fields[4] : fields[9]);
      Moved& moved = out[fields[0] + " " + words.substr(words.size() - 7)];
      (minor > 0 ? moved.in : moved.back) += minor > 0 ? minor : -minor;
    }
  }
  return out;
}

// Minutes by worker and month, out of the time sheet.
std::map<std::string, std::int64_t> minutes_in_sheet(const Made& made) {
  std::map<std::string, std::int64_t> out;
  const auto path = made.exhibits() / "papers/timesheet.csv";
  if (!std::filesystem::exists(path)) return out;
  for (const std::string& line : lines_of(path)) {
    const auto fields = fields_of(line, ',');
    if (fields[0] != "Worker")
      out[fields[0] + " " + fields[2].substr(0, 7)] += std::stol(fields[6]);
  }
  return out;
}

struct Promise {
  std::int64_t wage = 0;
  bool by_hour = false;
};

// The promises of the agreements' text form, by worker.
std::map<std::string, Promise> promises(const Made& made) {
  std::map<std::string, Promise> out;
  for (const ReportFile& one : made.report.files) {
    if (one.format != "form of an agreement") continue;
    std::string worker;
    Promise promise;
    for (const std::string& line : lines_of(made.exhibits() / one.name)) {
      const std::size_t quote = line.find('"');
      if (quote == std::string::npos) continue;
      const std::string value = line.substr(quote + 1, line.rfind('"') - quote - 1);
      if (line.starts_with("worker")) worker = value;
      if (line.starts_with("wage")) promise.wage = minor_of(value);
      if (line.starts_with("per ")) promise.by_hour = value == "hour";
    }
    out[worker] = promise;
  }
  return out;
}

int days_of(const std::string& from, const std::string& until) {
  return std::stoi(until.substr(8)) - std::stoi(from.substr(8)) + 1;
}

int days_in_month(const std::string& day) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int month = std::stoi(day.substr(5, 2));
  return month == 2 && std::stoi(day.substr(0, 4)) % 4 == 0 ? 29 : kDays[month - 1];
}

TEST_P(SumsOfKind, OwedIsPromisedLessPaidInTheFiles) {
  Made made;
  make(made, {.kind = GetParam(), .seed = 9, .size = 4'000});
  std::map<std::string, std::string> names;
  for (const auto& party : made.truth["parties"]) names[party["id"]] = party["names"][0];
  std::set<std::string> accounts;
  for (const auto& one : made.truth["owed"]) {
    if (one.contains("account")) accounts.insert(one["account"].get<std::string>());
  }
  // Whoever is not a survivor and has an account of the venture in hand.
  std::set<std::string> hands;
  for (const auto& one : made.truth["accounts"]) {
    const std::string iban = one["iban"];
    if (!accounts.contains(iban)) hands.insert(iban);
  }
  const auto moved = pay_in_tables(made, accounts, hands);
  const auto minutes = minutes_in_sheet(made);
  const auto promised = promises(made);
  std::int64_t all = 0;
  for (const auto& one : made.truth["owed"]) {
    const std::string name = names[one["party"]];
    const Promise promise = promised.at(name);
    std::int64_t total = 0;
    for (const auto& period : one["periods"]) {
      const std::string from = period["from"];
      const std::string month = from.substr(0, 7);
      const std::int64_t due =
          promise.by_hour
              ? promise.wage *
                    (minutes.contains(name + " " + month) ? minutes.at(name + " " + month) : 0) / 60
              : promise.wage * days_of(from, period["until"]) / days_in_month(from);
      Moved got;
      if (one.contains("account")) {
        const auto found = moved.find(one["account"].get<std::string>() + " " + month);
        if (found != moved.end()) got = found->second;
      }
      EXPECT_EQ(due, period["promised"]) << name << " " << month;
      EXPECT_EQ(got.in, period["paid"]) << name << " " << month;
      EXPECT_EQ(got.back, period["handed_back"]) << name << " " << month;
      EXPECT_EQ(due - got.in + got.back, period["owed"]) << name << " " << month;
      total += due - got.in + got.back;
    }
    EXPECT_EQ(total, one["owed"]);
    EXPECT_GT(total, 0);
    all += total;
  }
  EXPECT_GT(all, 100'000);
}

TEST(Sums, PairsAreTheSameMoney) {
  Made made;
  make(made, {.kind = Kind::mixed, .seed = 9, .size = 4'000});
  std::vector<std::vector<std::string>> lines;
  for (const auto& file : made.truth["files"]) {
    const std::string name = file["file"];
    lines.push_back(name.starts_with("bank/harbour") || name.starts_with("bank/lindenbank")
                        ? lines_of(made.exhibits() / name)
                        : std::vector<std::string>());
  }
  const auto amount = [&](std::size_t file, std::size_t row) {
    const std::string& line = lines[file][row - 1];
    const bool commas = line.find(';') == std::string::npos;
    return minor_of(fields_of(line, commas ? ',' : ';')[commas ? 4 : 9]);
  };
  std::size_t checked = 0;
  std::size_t own = 0;
  for (const auto& pair : made.truth["same_money"]) {
    if (pair[6].get<bool>()) ++own;
    const std::size_t out = pair[0];
    const std::size_t in = pair[2];
    if (!lines[out].empty()) {
      EXPECT_EQ(amount(out, pair[1]), -pair[4].get<std::int64_t>());
    }
    if (!lines[in].empty()) {
      EXPECT_EQ(amount(in, pair[3]), pair[5].get<std::int64_t>());
    }
    if (!lines[out].empty() || !lines[in].empty()) ++checked;
  }
  EXPECT_GT(checked, 50U);
  EXPECT_GT(own, 3U);
}

TEST_P(SumsOfKind, RangesStayWithinTheirFiles) {
  Made made;
  make(made, {.kind = GetParam(), .seed = 9, .size = 2'000});
  std::uint64_t venture = 0;
  for (const auto& file : made.truth["files"]) {
    const std::uint64_t most =
        file["rows"].get<std::uint64_t>() + file["head_rows"].get<std::uint64_t>();
    for (const char* sort : {"venture", "proceeds_in", "proceeds_on"}) {
      std::uint64_t last = file["head_rows"];
      for (const auto& range : file[sort]) {
        EXPECT_GT(range[0].get<std::uint64_t>(), last) << file["file"];
        EXPECT_GE(range[1], range[0]);
        last = range[1];
        if (std::string(sort) == "venture") {
          venture += range[1].get<std::uint64_t>() - range[0].get<std::uint64_t>() + 1;
        }
      }
      EXPECT_LE(last, most) << file["file"] << " " << sort;
    }
  }
  EXPECT_GT(venture, 100U);
}

TEST(Sums, LookAlikesAreThere) {
  Made made;
  make(made, {.kind = Kind::labour, .seed = 9, .size = 20'000});
  std::set<std::string> sorts;
  for (const auto& one : made.truth["look_alikes"]) sorts.insert(one["is"].get<std::string>());
  EXPECT_GE(sorts.size(), 4U);
}

}  // namespace
}  // namespace redress::simulate
