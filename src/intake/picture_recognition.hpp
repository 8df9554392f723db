// Words in a still picture, by tesseract in bounds: only where a person declared that pictures may
// be opened.
//
// Promises: one block a paragraph that the program found, with its box in pixels and the average of
// the confidence that it says for each word (rounded down): the machine's own word, not a measure
// of truth. Cost: seconds a page. Memory: as outside.hpp; one block.
// Bad input: a picture that it
// can not read is an error with its status; rows of its table that do not have the form are passed
// over.
// Source: tesseract 5, TSV output (level, page, block, paragraph, line, word, left, top,
// width, height, conf, text).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/outside.hpp"

namespace redress::intake {

struct RecognisedBlock {
  std::int64_t page = 1;  ///< of a picture with several
  std::string_view text;
  std::int64_t confidence = 0;  ///< 0 to 100
  std::int64_t left = 0;        ///< pixels
  std::int64_t top = 0;
  std::int64_t right = 0;
  std::int64_t bottom = 0;
};
using TakeBlock = std::function<base::Result<void>(const RecognisedBlock&)>;

/// Reads the table, piece by piece.
class RecognisedTable {
 public:
  explicit RecognisedTable(TakeBlock take) : take_(std::move(take)) {}
  base::Result<void> feed(std::string_view piece);
  base::Result<void> finish();

 private:
  base::Result<void> row(std::string_view row);
  base::Result<void> give();

  TakeBlock take_;
  std::string held_;
  std::string text_;
  std::array<std::int64_t, 3> at_{};  ///< page, block, paragraph
  std::int64_t line_ = 0;
  RecognisedBlock block_;
  std::int64_t hundredths_ = 0;
  std::int64_t words_ = 0;
};

/// The language as the program calls it: the declared one, or eng.
std::string recognition_language(std::string_view declared);
/// An error where the program or the data of the language is not here, saying which package has it.
base::Result<void> check_recognition(const std::string& language);
base::Result<void> recognise_words(const MemoryFile& picture, const std::string& language,
                                   const TakeBlock& take);
/// "tesseract 5.3.0", or that it is not here.
std::string recognition_version();

}  // namespace redress::intake
