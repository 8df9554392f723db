// Fuzz target: what is sealed, out of any bytes: sealed files, values, wrapped keys, and the note of a staged
// import, which is also sealed here over the bytes, entry by entry. The first byte says which. Nothing opens
// to what was not sealed; a note keeps its whole entries and loses its torn tail.
#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "docket/seal.hpp"
#include "docket/segment_bytes.hpp"
#include "docket/staging_note.hpp"
#include "docket/wrap.hpp"

#include "scene.hpp"

namespace {

using namespace redress;
using namespace redress::docket;
using fuzzing::must;
using fuzzing::put;

class Sealed : fuzzing::Scene {
 public:
  Sealed() {
    put(folder() / "plain", std::string(3'000, 'x'));
    std::filesystem::remove(folder() / "sealed");
    must(seal_file(folder() / "plain", folder() / "sealed", key_).has_value());
    std::ifstream in(folder() / "sealed", std::ios::binary);
    whole_ = {std::istreambuf_iterator<char>(in), {}};
  }

  void run(std::uint8_t what, base::ByteView bytes) {
    switch (what % 4) {
      case 0: return file(bytes);
      case 1: return altered_file(bytes);
      case 2: return values(bytes);
      default: return note(bytes);
    }
  }

 private:
  /// Sealed files have random headers: none that the fuzzer makes up opens.
  void file(base::ByteView bytes) {
    static constexpr std::string_view kMagic = "redress sealed file 1\n";
    for (const std::string_view front : {std::string_view(), kMagic}) {
      put(folder() / "made", std::string(front) + std::string(base::as_text(bytes)));
      must(!open_sealed_file(folder() / "made", key_,
                             [](base::ByteView) { return base::Result<void>{}; }));
    }
  }

  /// The bytes over a piece of a good file, or behind a part of it.
  void altered_file(base::ByteView bytes) {
    if (bytes.size() < 3) return;
    const std::size_t at = (std::size_t{bytes[0]} << 8U | bytes[1]) % (whole_.size() + 1);
    const bool cut = bytes[2] % 2 == 0;
    const std::string_view piece = base::as_text(bytes.subspan(3));
    std::string made = whole_.substr(0, at) + std::string(piece);
    if (!cut && at + piece.size() < whole_.size()) made += whole_.substr(at + piece.size());
    put(folder() / "made", made);
    std::size_t passed = 0;
    const auto opened = open_sealed_file(folder() / "made", key_, [&](base::ByteView plain) {
      must(std::ranges::all_of(plain, [](std::uint8_t c) { return c == 'x'; }));
      passed += plain.size();
      return base::Result<void>{};
    });
    must(opened.has_value() == (made == whole_));
    must(passed <= 3'000);
  }

  void values(base::ByteView bytes) {
    (void)key_of_value(bytes);
    must(!open_value(bytes, {}, key_));
    const std::size_t place = bytes.size() / 3;
    base::Bytes sealed = seal_value(bytes.subspan(place), bytes.first(place), {7, 1}, key_, rng());
    const auto opened = open_value(sealed, bytes.first(place), key_);
    must(opened && std::ranges::equal(opened->view(), bytes.subspan(place)));
    if (!bytes.empty()) {
      sealed[bytes[0] % sealed.size()] ^= 1U;
      must(!open_value(sealed, bytes.first(place), key_));
    }
    const BoxKeys box = box_keys_of(key_);
    must(!unwrap(bytes, box, {}));
  }

  /// As it stands; and cut at each byte 0xFF into entries that are sealed where they would stand.
  void note(base::ByteView bytes) {
    const BulkFolder bulk = *BulkFolder::open(folder(), {}, keys_);
    const auto file = bulk.staging() / "note";
    put(file, base::as_text(bytes));
    must(opened(bulk, file) == 0);
    ByteWriter out;
    std::size_t made = 0;
    for (auto rest = bytes; !rest.empty(); ++made) {
      const auto end = std::ranges::find(rest, std::uint8_t{0xFF}) - rest.begin();
      const base::ByteView plain = rest.first(static_cast<std::size_t>(end));
      rest = rest.subspan(std::min(rest.size(), plain.size() + 1));
      ByteWriter place;
      place.text("redress staging note");
      place.raw(DocketId{});
      place.text("note");
      place.number(static_cast<std::uint64_t>(made));
      out.text(base::as_text(seal_value(plain, place.take(), {0, 1}, bulk.keys().open, rng())));
    }
    put(file, base::as_text(out.view()));
    const std::size_t entries = opened(bulk, file);
    must(entries <= made);
    must(opened(bulk, file) == entries);  // the tail is gone now
  }

  static std::size_t opened(const BulkFolder& bulk, const std::filesystem::path& file) {
    const auto note = StagingNote::open(bulk, file);
    must(note && *note);
    return (*note)->entries().size();
  }

  base::SecretBytes key_ = base::SecretBytes::of_size(32);
  BulkKeys keys_ = derive_bulk_keys(key_);
  std::string whole_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Sealed sealed;
  if (size > 0) sealed.run(data[0], {data + 1, size - 1});
  return 0;
}
