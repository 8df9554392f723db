// Field :86: of MT940 and MT942: what a booking was for, and who is on its other side.
//
// Promises: three forms are told apart by what stands there, and nothing of any is lost.
// 1. Codes (Germany, Austria, Poland): three digits of a business code, then a separator (? < > ~ ^
//    and the like) with two digits before each part. Parts 20-29 and 60-63 are the purpose: one
//    that fills 27 characters goes on in the next, others end a line. 00 is the bank's word for it,
//    30 and 31 are bank and account of the other side (38: its IBAN), 32 and 33 its name. Every
//    other part becomes a line "?10 399" of the text.
// 2. Words between strokes (Netherlands, SEPA): "/IBAN/NL../NAME/../REMI/..", "/CNTP/..". The text
//    stays as it is; IBAN, BIC and NAME, or the four parts of CNTP, are the other side.
// 3. Free text: its lines, without blanks at their ends; of "REK: <account>/NAAM: <name>" (Knab)
//    the other side is taken.
// In forms 1 and 2 lines are joined as they stand, since they are cut at 65 characters anywhere; in
// form 3 they stay lines.
// Cost: linear, no allocation beyond strings that are reused. Bad input: whatever is no such form
// is free text.
// Source: DK, DFUE agreement annex 3 (MT940, business codes); SEPA usage of Dutch banks;
// docs/readers/mt940.md.
#pragma once

#include <string>
#include <string_view>

namespace redress::intake {

class Mt940Details {
 public:
  /// Reads one field's text, lines joined by LF. The views live until the next call.
  void read(std::string_view field);
  /// As if there were none.
  void clear();

  std::string_view text() const { return text_; }
  std::string_view business_code() const { return business_code_; }  ///< "166"
  std::string_view account() const { return account_; }
  std::string_view bank() const { return bank_; }
  std::string_view name() const { return name_; }

 private:
  bool read_coded();
  void take_part(unsigned code, std::string_view part);
  bool read_words();
  void take_word(std::string_view word, std::string_view value);
  void read_free(std::string_view field);
  void read_remittance();

  std::string joined_;
  std::string text_;
  std::string booking_text_;  ///< the bank's word
  std::string other_;         ///< lines of parts without a field of their own
  std::string business_code_;
  std::string account_;
  std::string bank_;
  std::string name_;
  char separator_ = '?';
  std::size_t last_purpose_ = 0;  ///< characters of the last part of the purpose
  std::size_t last_name_ = 0;
};

}  // namespace redress::intake
