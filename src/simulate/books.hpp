// Accounts and bookings: money moves once and is booked on both sides.
//
// Promises: pay() books the same amount out of one account and into another, as twins; an account
// whose statement nobody obtained has no bookings of its own and stands only as the other side.
// finish() puts the bookings of each account into order of time (ties by the order of paying) and
// sets opening balances, so that opening plus bookings is closing.
// Memory: 48 bytes a booking; texts are kept once each. Cost: finish sorts, n log n.
// Units: minor units of two digits; days and wall clock of calendar.hpp.
// Bounds: 2^32 - 1 bookings.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulate/calendar.hpp"
#include "simulate/names.hpp"

namespace redress::simulate {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// How the statement of an account comes; `none`: nobody asked the bank for it.
enum class Form : std::uint8_t { none, production, mt940, camt, ofx, bai2 };

/// What a booking is, for the truth. Bits.
enum Mark : std::uint16_t {
  kPlain = 0,
  kVenture = 1,      ///< belongs to the venture
  kProceedsIn = 2,   ///< its gain, where it first enters an account
  kProceedsOn = 4,   ///< that money moved on
  kWage = 8,         ///< paid to a survivor for work
  kHandedBack = 16,  ///< taken from a survivor's pay
};

struct Account {
  std::string iban;
  std::string number;     ///< within its bank
  std::string holder;     ///< as the bank writes it: Latin letters
  std::uint8_t bank = 0;  ///< of kBanks
  Form form = Form::none;
  bool foreign = false;         ///< in RON, at kRonPerEuro
  bool external = false;        ///< no account of the invented banks: a till, a machine
  std::uint32_t owner = kNone;  ///< party of the core; kNone: somebody of the neighbourhood
  std::int64_t opening = 0;
};

/// RON for 1,000 EUR: one rate for the whole case.
inline constexpr std::int64_t kRonPerThousand = 4970;
inline std::int64_t in_ron(std::int64_t euro_minor) { return euro_minor * kRonPerThousand / 1000; }

struct Booking {
  std::int64_t minor = 0;  ///< in the currency of the account; negative: out
  std::int64_t balance = 0;
  Day day = 0;
  Second second = 0;
  std::uint32_t account = 0;
  std::uint32_t counter = 0;  ///< account of the other side
  std::uint32_t text = 0;
  std::uint32_t twin = kNone;  ///< the other side's booking
  std::uint16_t marks = kPlain;
};

struct When {
  Day day = 0;
  Second second = 0;
};

class Books {
 public:
  explicit Books(std::uint64_t seed) : seed_(seed) {}

  /// `number` must be new for the bank; `external` sides have a name and no number.
  std::uint32_t open(std::uint8_t bank, std::uint64_t number, std::string holder, Form form);
  std::uint32_t external(std::string holder);
  std::uint32_t text(std::string_view words);

  /// The marks hold for both sides. Nothing happens for an amount of zero or less.
  /// Gives the booking of the side that is paid from, or kNone.
  std::uint32_t pay(When when, std::uint32_t from, std::uint32_t to, std::int64_t minor,
                    std::string_view words, std::uint16_t marks = kPlain);
  std::uint32_t pay_text(When when, std::uint32_t from, std::uint32_t to, std::int64_t minor,
                         std::uint32_t words, std::uint16_t marks = kPlain);

  void finish();
  /// Bookings of one account in order; only after finish().
  std::span<const std::uint32_t> of(std::uint32_t account) const;

  std::vector<Account>& accounts() { return accounts_; }
  const std::vector<Account>& accounts() const { return accounts_; }
  const std::vector<Booking>& bookings() const { return bookings_; }
  const std::string& words(const Booking& booking) const { return texts_[booking.text]; }
  /// Takes everything out and keeps the memory.
  void clear();

 private:
  std::uint64_t seed_;
  std::vector<Account> accounts_;
  std::vector<Booking> bookings_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> text_numbers_;  ///< looked up, never walked
  std::vector<std::uint32_t> order_;
  std::vector<std::size_t> starts_;
};

}  // namespace redress::simulate
