#include <algorithm>
#include <array>

#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/encoding.hpp"
#include "intake/workbook_sheet.hpp"

namespace redress::intake {

using base::Result;

const std::vector<Reader>& readers() {
  static const std::vector<Reader> kReaders{
      ofx_reader(),      mt940_reader(),      bai2_reader(),      camt_reader(),
      ufdr_reader(),     sms_backup_reader(), whatsapp_reader(),  signal_reader(),
      telegram_reader(), instagram_reader(),  case_uco_reader(),  ftm_reader(),
      mbox_reader(),     eml_reader(),        work_form_reader(), htcds_reader(),
      pdf_reader(),      docx_reader(),       workbook_reader(),  picture_reader(),
      html_reader(),     zip_reader(),        table_reader(),     text_reader()};
  return kReaders;
}

const Reader* reader_named(std::string_view name) {
  const auto at = std::ranges::find(readers(), name, &Reader::name);
  return at == readers().end() ? nullptr : &*at;
}

Result<Sample> sample_of(const Input& input, std::string_view name) {
  Sample out{.name = name, .size = input.size()};
  out.bytes.resize(kSample);
  out.bytes.resize(REDRESS_TRY(input.read(0, out.bytes)));
  out.head = out.bytes;
  const FoundEncoding found = find_encoding(out.head, out.head.size() == out.size);
  out.encoding = found.name;
  if (!found.name.empty()) {
    base::ByteView text = out.head.subspan(found.mark_bytes);
    // Zero bytes behind a text are padding; of UTF-16 they may belong to its last character.
    if (!found.name.starts_with("UTF-16") && !found.name.starts_with("UTF-32"))
      while (!text.empty() && text.back() == 0) text = text.first(text.size() - 1);
    out.text = to_utf8(text, found.name);
  }
  if (looks_like_zip(out.head)) {
    if (const auto members = members_of(input, kMostNames))
      for (const Member& one : *members) out.members.push_back(one.name);
    if (std::ranges::find(out.members, "xl/workbook.xml") != out.members.end())
      out.rows = first_rows(input);
  }
  return out;
}

Recognised recognise(const Sample& sample) {
  Recognised best;
  Sure sure = Sure::no;
  for (const Reader& reader : readers()) {
    if (reader.recognise == nullptr) continue;
    Likeness likeness = reader.recognise(sample);
    if (likeness.sure <= sure) continue;
    sure = likeness.sure;
    best = {&reader, std::move(likeness.why)};
    if (sure == Sure::yes) break;
  }
  return best;
}

}  // namespace redress::intake
