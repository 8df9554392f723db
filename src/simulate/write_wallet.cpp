// A wallet's movements as a block explorer exports them. Addresses and hashes begin with 0xfab1e:
// no key has them.

#include "simulate/writers.hpp"

namespace redress::simulate {
namespace {

using base::Result;

std::string wallet_address(std::uint64_t number) {
  std::string out = "0xfab1e";
  put_number(out, static_cast<std::int64_t>(number), 35);
  return out;
}

std::string hash(std::uint64_t number) {
  std::string out = "0xfab1e";
  put_number(out, static_cast<std::int64_t>(number), 59);
  return out;
}

// Millionths of a token as decimal text.
void put_token(std::string& out, std::int64_t millionths) {
  put_number(out, millionths / 1'000'000);
  out += '.';
  put_number(out, millionths % 1'000'000, 6);
}

}  // namespace

Result<void> write_wallet(Exhibits& exhibits, const World& world) {
  Chance chance(world.options.seed, Purpose::wallet);
  const std::string own = wallet_address(1);
  std::string out =
      "Transaction Hash,Blockno,UnixTimestamp,DateTime (UTC),From,To,TokenValue,ContractAddress,"
      "TokenName,TokenSymbol\n";
  std::uint64_t rows = 0;
  const auto row = [&](When when, const std::string& from, const std::string& to,
                       std::int64_t millionths) {
    const std::int64_t utc = utc_of(when.day, when.second);
    out += hash(++rows);
    out += ',';
    put_number(out, 17'000'000 + (utc - utc_of(world.start, 0)) / 12);
    out += ',';
    put_number(out, utc);
    out += ',';
    put_utc(out, utc, ' ', false);
    out += ',' + from + ',' + to + ',';
    put_token(out, millionths);
    out += ',' + wallet_address(99) + ",Sample Coin,SMPL\n";
  };
  for (std::uint32_t month = 0; month < world.shape.months; ++month) {
    const Day first = month_start(world.start, static_cast<int>(month));
    const std::int64_t sum = chance.between(200, 900) * 1'000'000;
    row({payday(first, 17), 40'000 + chance.between32(0, 9'000)}, wallet_address(7), own, sum);
    row({payday(first, 17), 52'000 + chance.between32(0, 3'000)}, own, wallet_address(12),
        sum / 3 * 2);
    row({payday(first, 18), 30'000 + chance.between32(0, 9'000)}, own, wallet_address(13), sum / 4);
  }
  const std::size_t file = REDRESS_TRY(exhibits.put("wallets/wallet.csv", "wallet export",
                                                    "a wallet that the recruiter used", out, rows));
  exhibits.at(file).head_rows = 1;
  for (std::uint64_t one = 1; one <= rows; ++one) exhibits.at(file).venture.add(one + 1);
  return {};
}

}  // namespace redress::simulate
