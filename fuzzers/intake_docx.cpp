// Any bytes as an archive with a document, and as the words of one part of it.
#include "base/text.hpp"
#include "intake/docx_part.hpp"
#include "intake_reading.hpp"

namespace intake = redress::intake;
using redress::base::Result;
using redress::fuzzing::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size >= 2 && data[0] == 'P' && data[1] == 'K')
    return redress::fuzzing::read_with(intake::docx_reader(), data, size);
  const redress::base::ByteView bytes(data, size);
  const intake::MemoryInput input(bytes);
  intake::DocxPart part(
      "document",
      [](std::string_view place, std::int64_t row, std::string_view text) -> Result<void> {
        require(!text.empty() && !place.empty() && row > 0);
        require(redress::base::valid_utf8(text) && redress::base::valid_utf8(place));
        return {};
      });
  intake::XmlReader xml(input, part);
  (void)xml.run([](std::uint64_t) -> Result<void> { return {}; });
  require(!part.stopped());
  return 0;
}
