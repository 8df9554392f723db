// Statements of single accounts in the formats of banks: MT940, camt.053, OFX 1.02, BAI2.
//
// Promises: each statement's opening balance plus its bookings is its closing balance; of one
// account they follow on each other, except where a month was left out on purpose. Whole files in
// memory: these are accounts of the core, some thousand bookings each. Texts are in the letters
// that the format allows.
// `row` of a booking is its number in the file from 1, over all statements.
// Sources: SWIFT MT940 as banks' customer guides describe it, with the fields ?00 to ?33 of the
// German DFÜ agreement; ISO 20022 camt.053.001.02; OFX 1.02 (SGML); BAI Cash Management Balance
// Reporting version 2.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "simulate/model.hpp"
#include "simulate/tracks.hpp"

namespace redress::simulate {

/// One month of one account.
struct Statement {
  const Books* books = nullptr;
  std::uint32_t account = 0;
  int number = 1;  ///< of the account, from 1
  Day first = 0;
  Day last = 0;
  std::int64_t opening = 0;
  std::int64_t closing = 0;
  std::span<const std::uint32_t> bookings;

  const Account& own() const { return books->accounts()[account]; }
  const char* currency() const { return own().foreign ? "RON" : "EUR"; }
};
/// One for each month from `start` to `end`, empty ones too.
std::vector<Statement> statements_of(const Books& books, std::uint32_t account, Day start, Day end);

void put_mt940(std::string& out, const Statement& statement);
void put_ofx(std::string& out, std::span<const Statement> statements);
void put_camt(std::string& out, std::span<const Statement> statements);
void put_bai2(std::string& out, std::span<const Statement> statements);

/// Writes every account of the core that has one of these forms, with the errors that are asked
/// for.
base::Result<void> write_statements(Exhibits& exhibits, Tracks& tracks, const World& world);

}  // namespace redress::simulate
