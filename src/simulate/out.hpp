// The folder that is written: one file after another, each with its digest, and which of its rows
// belong to the venture.
//
// Promises: a file never replaces another and follows no link; bytes go out in pieces of about a
// mebibyte; the digest is of what was written. A failure of the disk is kept and returned by
// close().
// Memory: one piece, and ranges of rows: neighbouring rows cost nothing more.
// Units: `row` is the number of a record in its file from 1; of a table it is the number of the
// line, heading and lines before it included (`head_rows` of them are not records).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace redress::simulate {

/// Row numbers, in order of adding, as closed ranges.
class RowRanges {
 public:
  struct Range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
  };
  /// Rows come in rising order; one that is not is put into a range of its own.
  void add(std::uint64_t row) {
    if (!ranges_.empty() && ranges_.back().last + 1 == row) {
      ranges_.back().last = row;
    } else {
      ranges_.push_back({row, row});
    }
  }
  const std::vector<Range>& ranges() const { return ranges_; }
  std::uint64_t count() const;

 private:
  std::vector<Range> ranges_;
};

/// What was written, for the truth and the report.
struct Written {
  std::string name;    ///< below the folder of exhibits: "bank/harbour-001.csv"
  std::string format;  ///< "mt940", "bank csv, semicolons" ...
  std::string about;   ///< one line: whose it is
  std::uint64_t rows = 0;
  std::uint64_t head_rows = 0;
  std::uint64_t bytes = 0;
  base::Digest digest;
  RowRanges venture;      ///< rows that belong to the venture
  RowRanges proceeds_in;  ///< its gain, where it first enters an account
  RowRanges proceeds_on;  ///< the same money moved on
};

class OutFile {
 public:
  static base::Result<OutFile> open(const std::filesystem::path& path);
  OutFile(OutFile&&) noexcept;
  OutFile& operator=(OutFile&&) noexcept;
  ~OutFile();

  /// What is appended here is written when flush_some or close is called.
  std::string& text() { return text_; }
  void put(std::string_view bytes) {
    text_ += bytes;
    flush_some();
  }
  /// Writes when a piece is full.
  void flush_some() {
    if (text_.size() >= kPiece) flush();
  }
  std::uint64_t bytes() const { return bytes_ + text_.size(); }

  struct Closed {
    std::uint64_t bytes = 0;
    base::Digest digest;
  };
  base::Result<Closed> close();

 private:
  static constexpr std::size_t kPiece = 1U << 20U;
  OutFile(std::filesystem::path path, int descriptor);
  void flush();

  std::filesystem::path path_;
  int descriptor_ = -1;
  int failed_ = 0;  ///< errno of the first write that failed
  std::string text_;
  std::uint64_t bytes_ = 0;
  base::Sha256 hash_;
};

/// The exhibits of a case as they come about.
class Exhibits {
 public:
  /// Makes `root`, which must be missing or empty.
  static base::Result<Exhibits> begin(const std::filesystem::path& root);

  /// A file that is open; `number` is its place in files().
  struct Open {
    std::size_t number = 0;
    OutFile file;
  };
  base::Result<Open> open(std::string name, std::string format, std::string about);
  base::Result<void> close(Open& open);
  /// A small file in one piece.
  base::Result<std::size_t> put(std::string name, std::string format, std::string about,
                                std::string_view bytes, std::uint64_t rows);

  Written& at(std::size_t number) { return files_[number]; }
  const std::vector<Written>& files() const { return files_; }
  const std::filesystem::path& root() const { return root_; }

 private:
  explicit Exhibits(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
  std::vector<Written> files_;
};

}  // namespace redress::simulate
