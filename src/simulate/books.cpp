#include "simulate/books.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace redress::simulate {

std::uint32_t Books::open(std::uint8_t bank, std::uint64_t number, std::string holder, Form form) {
  Account account;
  account.number = account_number(kBanks[bank], number, seed_);
  account.iban = iban_of(kBanks[bank], account.number);
  account.holder = std::move(holder);
  account.bank = bank;
  account.form = form;
  account.foreign = bank == kInventata;
  accounts_.push_back(std::move(account));
  return static_cast<std::uint32_t>(accounts_.size() - 1);
}

std::uint32_t Books::external(std::string holder) {
  Account account;
  account.holder = std::move(holder);
  account.external = true;
  accounts_.push_back(std::move(account));
  return static_cast<std::uint32_t>(accounts_.size() - 1);
}

std::uint32_t Books::text(std::string_view words) {
  const auto [found, is_new] =
      text_numbers_.try_emplace(std::string(words), static_cast<std::uint32_t>(texts_.size()));
  if (is_new) texts_.emplace_back(words);
  return found->second;
}

std::uint32_t Books::pay(When when, std::uint32_t from, std::uint32_t to, std::int64_t minor,
                         std::string_view words, std::uint16_t marks) {
  return pay_text(when, from, to, minor, text(words), marks);
}

std::uint32_t Books::pay_text(When when, std::uint32_t from, std::uint32_t to, std::int64_t minor,
                              std::uint32_t words, std::uint16_t marks) {
  if (minor <= 0) return kNone;
  Booking booking;
  booking.day = when.day;
  booking.second = when.second;
  booking.text = words;
  booking.marks = marks;
  const bool out = accounts_[from].form != Form::none;
  const bool in = accounts_[to].form != Form::none;
  const auto first = static_cast<std::uint32_t>(bookings_.size());
  if (out) {
    booking.minor = -(accounts_[from].foreign ? in_ron(minor) : minor);
    booking.account = from;
    booking.counter = to;
    booking.twin = in ? first + 1 : kNone;
    bookings_.push_back(booking);
  }
  if (in) {
    booking.minor = accounts_[to].foreign ? in_ron(minor) : minor;
    booking.account = to;
    booking.counter = from;
    booking.twin = out ? first : kNone;
    bookings_.push_back(booking);
  }
  return out ? first : kNone;
}

void Books::finish() {
  order_.resize(bookings_.size());
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(), [this](std::uint32_t left, std::uint32_t right) {
    const Booking& a = bookings_[left];
    const Booking& b = bookings_[right];
    if (a.account != b.account) return a.account < b.account;
    if (a.day != b.day) return a.day < b.day;
    if (a.second != b.second) return a.second < b.second;
    return left < right;
  });
  starts_.assign(accounts_.size() + 1, 0);
  for (const Booking& one : bookings_) ++starts_[one.account + 1];
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  for (std::uint32_t account = 0; account < accounts_.size(); ++account) {
    std::int64_t lowest = 0;
    std::int64_t running = 0;
    for (const std::uint32_t one : of(account)) {
      running += bookings_[one].minor;
      lowest = std::min(lowest, running);
    }
    // Enough that the account never falls below a small rest; the cents differ from account to
    // account.
    running = accounts_[account].opening = 2'000 + account * 37 % 9'000 - lowest;
    for (const std::uint32_t one : of(account)) {
      running += bookings_[one].minor;
      bookings_[one].balance = running;
    }
  }
}

std::span<const std::uint32_t> Books::of(std::uint32_t account) const {
  return std::span(order_).subspan(starts_[account], starts_[account + 1] - starts_[account]);
}

void Books::clear() {
  accounts_.clear();
  bookings_.clear();
  texts_.clear();
  text_numbers_.clear();
  order_.clear();
  starts_.clear();
}

}  // namespace redress::simulate
