// The reader of OFX and QFX: its entry, and how it knows its files.
#include <algorithm>

#include "intake/all_readers.hpp"
#include "intake/bank_text.hpp"
#include "intake/ofx_rows.hpp"

namespace redress::intake {
namespace {

using base::Result;

constexpr std::uint64_t kTagsAStep = 4'096;

Result<void> read_ofx(Reading& reading) {
  OfxTokens tokens(REDRESS_TRY(OfxText::open(reading.input)));
  OfxRows rows = REDRESS_TRY(OfxRows::of(reading));
  const bool offsets = tokens.text().same_bytes();
  OfxToken token;
  std::uint64_t count = 0;
  while (REDRESS_TRY(tokens.next(token))) {
    REDRESS_TRY(rows.take(token, offsets));
    if (++count % kTagsAStep == 0) REDRESS_TRY(reading.rows.passed(tokens.text().consumed()));
  }
  if (!rows.any_ofx())
    return base::fail(base::Error(base::ErrorKind::bad_input, "this is no OFX")
                          .at({.file = reading.name})
                          .found("no tag <OFX>")
                          .expected("an OFX 1.x or 2.x answer of a bank")
                          .fix("read it with the reader of its format"));
  REDRESS_TRY(rows.finish());
  tokens.text().remark(reading.rows);
  return {};
}

Likeness recognise_ofx(const Sample& sample) {
  std::string front = sample.text.substr(0, 8'192);
  for (char& c : front)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool body = front.find("<OFX>") != std::string::npos;
  if (front.find("OFXHEADER") != std::string::npos)
    return {Sure::yes, body ? "has an OFX header and <OFX>" : "has an OFX header"};
  if (!body) return {};
  const bool answer = front.find("<SIGNONMSGSRSV") != std::string::npos ||
                      front.find("MSGSRSV1>") != std::string::npos;
  if (answer) return {Sure::yes, "has <OFX> with message sets"};
  return {Sure::maybe, "has <OFX>"};
}

}  // namespace

const Reader& ofx_reader() {
  static const Reader kReader{
      .name = "ofx",
      .version = "1",
      .help = "statements of accounts and cards in OFX 1.x (SGML) and 2.x (XML), QFX",
      .kinds = "transfer, balance",
      .memory = 32U << 20U,
      .recognise = recognise_ofx,
      .read = read_ofx,
  };
  return kReader;
}

}  // namespace redress::intake
