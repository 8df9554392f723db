// What a reader is: a function from the bytes of one exhibit to rows, with what it is called, which version it is,
// how it knows its files, and how much memory it may take.
//
// One reader a file (`ofx.cpp`) and one entry in `readers.cpp`. A reader is an engine: no docket, no clock, no chance.
// It streams: memory stays under its stated bound whatever the size of the file. What a file is, is found by
// its content; its name is for messages only.
// Bad input: an error where the file as a whole is not what the reader reads (then nothing of it is kept).
// Everything smaller is one refused row, and reading goes on: what stands before and behind is kept. Where
// nothing more can be read (an element that never ends, bytes that end too early), the rest is one refused row with
// reason "ends-early" or "broken", and what was whole before stays. A half row is never kept.
// Whatever the bytes: no crash, no hang, no more than the bound.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "intake/input.hpp"
#include "intake/rows.hpp"

namespace redress::intake {

/// Order of day, month and year in dates that do not tell: 03/04/2024.
enum class DayOrder : std::uint8_t { unsaid, day_first, month_first, year_first };

/// What a person declared about a source. What nobody declared is never guessed silently: a reader that
/// needs it refuses the row, or keeps what is certain and remarks on it.
struct Declared {
  std::string zone;  ///< of clocks without a zone: "Europe/Vienna", "+02:00", "UTC"; empty: unsaid
  std::string currency;  ///< of amounts without one; ISO 4217; empty: unsaid
  std::string region;    ///< country of national telephone numbers, ISO 3166; empty: unsaid
  std::string account;   ///< whose statement it is, where the file does not say
  std::string owner;     ///< number or account whose device it was, where the file does not say
  std::string language;  ///< of pictures of text, as tesseract calls it; empty: eng
  DayOrder days = DayOrder::unsaid;
  std::string map;  ///< text of a column map (docs/maps.md); empty: one is proposed or built in
  std::vector<std::string>
      maps;                 ///< texts of the maps that the packs ship, tried where `map` is empty
  bool open_media = false;  ///< pictures of the file may be read by character recognition
  std::string media_word;   ///< of the person who let them be read: how no minor can be shown
};

/// The beginning of a file, for recognising it.
struct Sample {
  std::string_view name;             ///< never decides
  base::ByteView head;               ///< the first kSample bytes, as they stand
  base::Bytes bytes;                 ///< what `head` looks into, where the sample owns it
  std::string text;                  ///< the same as UTF-8, as far as it is text; empty: it is not
  std::string encoding;              ///< "UTF-8", "windows-1252" ...; empty: it is not text
  std::uint64_t size = 0;            ///< of the whole file
  std::vector<std::string> members;  ///< names in it, where it is a ZIP archive; at most kMostNames
  std::string rows;  ///< the first rows of a workbook's sheets, tabs between their cells
};
inline constexpr std::size_t kSample = 64U << 10U;
inline constexpr std::size_t kMostNames = 50'000;

/// How sure a reader is that a file is one of its own.
enum class Sure : std::uint8_t { no, maybe, yes };
struct Likeness {
  Sure sure = Sure::no;
  std::string why;  ///< "begins with OFXHEADER"
};

/// What a look at the whole file settles before it is read, so that the import can say it: the map that will be used.
/// Reading with `map` gives the same records whatever maps are shipped then.
struct Prepared {
  std::string map;
  std::vector<Remark> remarks;
};

struct Reading {
  const Input& input;
  std::string name;  ///< of the file, for messages
  Declared declared;
  Rows& rows;
};

struct Reader {
  std::string_view name;             ///< "mt940"
  std::string_view version;          ///< raised whenever the same bytes may give other records
  std::string_view help;             ///< one line: what it reads, which versions of the format
  std::string_view kinds;            ///< of records that it gives: "transfer, balance"
  std::size_t memory = 0;            ///< bytes that it takes at most, beside Rows
  bool several_statements = false;   ///< one file may hold a statement twice: it is read twice
  std::string (*tools)() = nullptr;  ///< libraries and programs with versions; null: none
  Likeness (*recognise)(const Sample& sample) = nullptr;
  /// null: there is nothing to settle.
  base::Result<Prepared> (*prepare)(const Input& input, const Declared& declared) = nullptr;
  base::Result<void> (*read)(Reading& reading) = nullptr;
};

/// Every reader, in the order in which they are asked: what knows its files by a mark of their own comes before
/// what takes any table or text.
const std::vector<Reader>& readers();
/// null: there is none of this name.
const Reader* reader_named(std::string_view name);

/// Looks at the beginning of a file.
base::Result<Sample> sample_of(const Input& input, std::string_view name);
/// The reader that is surest, the first of several; none: nobody knows it.
struct Recognised {
  const Reader* reader = nullptr;
  std::string why;
};
Recognised recognise(const Sample& sample);

}  // namespace redress::intake
