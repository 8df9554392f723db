// Where each booking of the core came to stand, and what was planted.
//
// Promises: saw() is called once for each booking of an account whose statement is among the
// exhibits; a booking that was left out on purpose has no place. Memory: 16 bytes a booking of the
// core.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulate/books.hpp"
#include "simulate/out.hpp"

namespace redress::simulate {

struct Where {
  std::uint32_t file = kNone;
  std::uint64_t row = 0;
};

/// An error as real exports have it, put in on purpose.
struct Planted {
  std::string code;  ///< "repeated-row", "31-february" ...
  std::string file;
  std::string where;  ///< in words
  std::string what;
};

/// Something lawful that looks like the venture.
struct LookAlike {
  std::string looks_like;
  std::string is;
  std::vector<std::string> accounts;
};

class Tracks {
 public:
  explicit Tracks(std::size_t bookings) : where_(bookings) {}

  void saw(Exhibits& exhibits, std::uint32_t number, const Booking& booking, std::size_t file,
           std::uint64_t row) {
    where_[number] = {static_cast<std::uint32_t>(file), row};
    ++seen_;
    Written& written = exhibits.at(file);
    if ((booking.marks & kVenture) != 0) written.venture.add(row);
    if ((booking.marks & kProceedsIn) != 0) written.proceeds_in.add(row);
    if ((booking.marks & kProceedsOn) != 0) written.proceeds_on.add(row);
  }
  const std::vector<Where>& where() const { return where_; }
  std::uint64_t seen() const { return seen_; }

  std::vector<Planted> planted;
  std::vector<LookAlike> look_alikes;

 private:
  std::vector<Where> where_;
  std::uint64_t seen_ = 0;
};

}  // namespace redress::simulate
