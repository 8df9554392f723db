#include "intake/xml.hpp"

#include <expat.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <optional>
#include <set>
#include <vector>

#include "base/text.hpp"
#include "intake/encoding_pages.hpp"
#include "intake/rows.hpp"
#include "intake/xml_mend.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// Between namespace and name in what expat gives; stands in no address and no name.
constexpr char kBetween = '\x1F';

constexpr std::size_t kMostSpaces = 1'000;
constexpr std::size_t kMostSpace = 2'000;

struct FreeParser {
  void operator()(XML_ParserStruct* parser) const noexcept { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, FreeParser>;

struct Name {
  std::string_view space;
  std::string_view local;
};
Name split_name(const char* text) {
  const std::string_view whole(text);
  const auto at = whole.rfind(kBetween);
  if (at == std::string_view::npos) return {{}, whole};
  return {whole.substr(0, at), whole.substr(at + 1)};
}

/// Counts different names, so that a file of nothing but new names can not fill the memory.
class NameSet {
 public:
  explicit NameSet(std::size_t most) : most_(most) {}
  bool see(std::string_view name) {
    if (name.size() > kMostName) return false;
    std::string_view& recent = recent_[slot(name)];
    if (recent == name) return true;
    auto found = all_.find(name);
    if (found == all_.end()) {
      if (all_.size() >= most_) return false;
      found = all_.emplace(name).first;
    }
    recent = *found;
    return true;
  }

 private:
  static constexpr std::size_t kMostName = 1'000;
  static std::size_t slot(std::string_view name) {
    std::uint64_t first = 0;
    std::memcpy(&first, name.data(), std::min<std::size_t>(name.size(), 8));
    const std::uint64_t mixed = (first ^ (name.size() << 56U)) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mixed >> 55U);
  }
  std::size_t most_;
  std::set<std::string, std::less<>> all_;
  std::array<std::string_view, 512> recent_{};
};

/// The table of a code page under any name that ICU knows it by.
const CodePage* page_declared(const char* name) {
  if (const CodePage* page = code_page_named(name)) return page;
  const auto first_alias = [](const char* of) -> std::string_view {
    UErrorCode status = U_ZERO_ERROR;
    const char* alias = ucnv_getAlias(of, 0, &status);
    return U_SUCCESS(status) && alias != nullptr ? alias : std::string_view{};
  };
  const std::string_view wanted = first_alias(name);
  if (wanted.empty()) return nullptr;
  for (const CodePage& page : code_pages())
    if (first_alias(page.icu) == wanted) return &page;
  return nullptr;
}

bool same_letters(std::string_view text, std::string_view small) {
  return std::equal(text.begin(), text.end(), small.begin(), small.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
  });
}

/// The name behind encoding= in the XML declaration of a text with ASCII in its lower half.
std::string_view declared_encoding(std::string_view head) {
  const auto begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  head = head.substr(begin, 200);
  head = head.substr(0, head.find("?>"));
  const auto at = head.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = head.find(head[open], open + 1);
  if (close == std::string_view::npos) return {};
  return head.substr(open + 1, close - open - 1);
}

bool two_bytes_a_character(std::string_view head) {
  if (head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE")) return true;
  return head.substr(0, 4).find('\0') != std::string_view::npos;
}

}  // namespace

struct XmlReader::State {
  const Input* input;
  XmlVisitor* visitor;
  XmlLimits limits;
  Parser parser;
  std::optional<XmlMender> mender;
  NameSet names;
  std::vector<XmlAttribute> attributes;
  /// Texts of all open elements, one behind the other; what belongs to one ends where its child's
  /// begins.
  std::string text;
  struct Open {
    std::size_t begin = 0;
    bool cut = false;
  };
  std::vector<Open> open;
  std::optional<Error> failure;  ///< of the visitor, or of a limit
  std::exception_ptr thrown;     ///< memory is out: must not pass through expat
  bool broken = false;
  bool ends_early = false;
  std::size_t spaces = 0;  ///< declarations of namespaces that hold here
  std::uint64_t fed = 0;
  std::uint64_t at = 0;    ///< of the event, in what was fed
  std::uint64_t size = 0;  ///< of its tag

  State(const Input& in, XmlVisitor& to, XmlLimits most)
      : input(&in), visitor(&to), limits(most), names(most.names) {}

  Result<void> start(std::string_view head);
  Result<void> feed(std::string_view bytes, bool last);
  Error broken_error(std::string found);
  XmlPlace place() const;
  std::uint64_t source_of(std::uint64_t given) const {
    return mender ? mender->source_of(given) : given;
  }
  void where() {
    const auto index = XML_GetCurrentByteIndex(parser.get());
    if (index < 0) return;
    at = static_cast<std::uint64_t>(index);
    size = static_cast<std::uint64_t>(XML_GetCurrentByteCount(parser.get()));
  }
  void stop(Error&& error) {
    failure.emplace(std::move(error));
    XML_StopParser(parser.get(), XML_FALSE);
  }
  void refuse(const char* found) {
    broken = true;
    stop(broken_error(found));
  }
  bool stopped() const { return failure.has_value() || thrown != nullptr; }

  void begin_element(const char* name, const char** values);
  void end_element(const char* name);
  void characters(const char* bytes, int count);
  void begin_space(std::string_view prefix, std::string_view space);

  /// Calls `work` with the state, and keeps exceptions out of expat.
  template <typename Work>
  static void safely(void* user, const Work& work) {
    State& state = *static_cast<State*>(user);
    if (state.stopped()) return;
    try {
      work(state);
    } catch (...) {
      state.thrown = std::current_exception();
      XML_StopParser(state.parser.get(), XML_FALSE);
    }
  }
};

namespace {

void on_begin(void* user, const char* name, const char** values) {
  XmlReader::State::safely(user, [&](auto& state) { state.begin_element(name, values); });
}

void on_end(void* user, const char* name) {
  XmlReader::State::safely(user, [&](auto& state) { state.end_element(name); });
}

void on_characters(void* user, const char* bytes, int count) {
  XmlReader::State::safely(user, [&](auto& state) { state.characters(bytes, count); });
}

void on_begin_space(void* user, const char* prefix, const char* space) {
  XmlReader::State::safely(user, [&](auto& state) {
    state.begin_space(prefix == nullptr ? "" : prefix, space == nullptr ? "" : space);
  });
}

void on_end_space(void* user, const char*) {
  XmlReader::State::safely(user, [](auto& state) { --state.spaces; });
}

void on_doctype(void* user, const char*, const char*, const char*, int has_subset) {
  XmlReader::State::safely(user, [&](auto& state) {
    if (has_subset != 0) state.refuse("a document type with declarations of its own");
  });
}

void on_entity(void* user, const char*, int, const char*, int, const char*, const char*,
               const char*, const char*) {
  XmlReader::State::safely(user, [](auto& state) { state.refuse("a declaration of an entity"); });
}

void on_skipped(void* user, const char*, int) {
  XmlReader::State::safely(
      user, [](auto& state) { state.refuse("a reference to an entity that is not declared"); });
}

int on_encoding(void*, const char* name, XML_Encoding* encoding) {
  const CodePage* page = page_declared(name);
  if (page == nullptr) return XML_STATUS_ERROR;
  for (int value = 0; value < 256; ++value)
    encoding->map[value] =
        value < 128 ? value : static_cast<int>(page->high[static_cast<std::size_t>(value - 128)]);
  encoding->data = nullptr;
  encoding->convert = nullptr;
  encoding->release = nullptr;
  return XML_STATUS_OK;
}

}  // namespace

Result<void> XmlReader::State::start(std::string_view head) {
  const bool wide = two_bytes_a_character(head);
  const std::string_view declared = declared_encoding(head);
  // Some programs write UTF-8 and say UTF-16: what was read this far is ASCII, so it can not be.
  const bool wrong =
      !wide && (same_letters(declared.substr(0, 6), "utf-16") || same_letters(declared, "unicode"));
  parser.reset(XML_ParserCreateNS(wrong ? "UTF-8" : nullptr, kBetween));
  if (parser == nullptr) throw std::bad_alloc();
  if ((limits.mend || !limits.cut_attribute.empty()) && !wide) {
    const bool utf8 = wrong || declared.empty() || same_letters(declared, "utf-8") ||
                      same_letters(declared, "utf8");
    mender.emplace(MendOptions{.characters = limits.mend,
                               .utf8 = limits.mend && utf8,
                               .cut_attribute = limits.cut_attribute,
                               .cut_beyond = limits.cut_beyond});
  }
  XML_SetUserData(parser.get(), this);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_characters);
  XML_SetNamespaceDeclHandler(parser.get(), on_begin_space, on_end_space);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  XML_SetEntityDeclHandler(parser.get(), on_entity);
  XML_SetSkippedEntityHandler(parser.get(), on_skipped);
  XML_SetUnknownEncodingHandler(parser.get(), on_encoding, nullptr);
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  return {};
}

void XmlReader::State::begin_element(const char* name, const char** values) {
  if (open.size() >= limits.depth) return refuse("elements in elements deeper than the limit");
  where();
  const Name named = split_name(name);
  if (!names.see(named.local)) return refuse("more different names than the limit");
  attributes.clear();
  for (; *values != nullptr; values += 2) {
    const std::string_view attribute = split_name(values[0]).local;
    if (!names.see(attribute)) return refuse("more different names than the limit");
    attributes.push_back({attribute, values[1]});
  }
  open.push_back({text.size(), false});
  auto done = visitor->begin(named.local, named.space, attributes);
  if (!done) stop(std::move(done).error());
}

/// Each one that holds is kept by expat.
void XmlReader::State::begin_space(std::string_view prefix, std::string_view space) {
  if (++spaces > kMostSpaces || space.size() > kMostSpace || !names.see(prefix))
    refuse("more or longer declarations of namespaces than the limit");
}

void XmlReader::State::end_element(const char* name) {
  where();
  const Open ending = open.back();
  open.pop_back();
  const std::string_view own = std::string_view(text).substr(ending.begin);
  auto done = visitor->end(split_name(name).local, own, ending.cut);
  text.resize(ending.begin);
  if (!done) stop(std::move(done).error());
}

void XmlReader::State::characters(const char* bytes, int count) {
  if (open.empty()) return;
  const auto size_of = static_cast<std::size_t>(count);
  const std::size_t room = limits.text - std::min(limits.text, text.size());
  if (size_of <= room && !open.back().cut) [[likely]] {
    text.append(bytes, size_of);
    return;
  }
  std::size_t fits = open.back().cut ? 0 : room;
  // Not in the middle of a character.
  while (fits > 0 && (static_cast<unsigned char>(bytes[fits]) & 0xC0U) == 0x80U) --fits;
  text.append(bytes, fits);
  open.back().cut = true;
}

XmlPlace XmlReader::State::place() const {
  XmlPlace place;
  if (parser == nullptr) return place;
  place.offset = source_of(at);
  place.line = XML_GetCurrentLineNumber(parser.get());
  place.column = XML_GetCurrentColumnNumber(parser.get()) + 1;
  return place;
}

Error XmlReader::State::broken_error(std::string found) {
  where();
  const XmlPlace where_now = place();
  return Error(ErrorKind::bad_input, "the XML can not be read on")
      .at({{},
           static_cast<std::uint32_t>(where_now.line),
           static_cast<std::uint32_t>(where_now.column),
           "byte " + std::to_string(where_now.offset)})
      .found(std::move(found))
      .expected("well-formed XML 1.0 without declarations of entities")
      .fix("what stands before that place is whole; ask for the file again if it was cut off");
}

Result<void> XmlReader::State::feed(std::string_view bytes, bool last) {
  const XML_Status status =
      XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  fed += bytes.size();
  if (thrown != nullptr) std::rethrow_exception(thrown);
  if (failure) return base::fail(std::move(*failure));
  if (status == XML_STATUS_ERROR) {
    broken = true;
    const XML_Error code = XML_GetErrorCode(parser.get());
    ends_early = last && code != XML_ERROR_JUNK_AFTER_DOC_ELEMENT;
    return base::fail(broken_error(XML_ErrorString(code)));
  }
  const auto index = XML_GetCurrentByteIndex(parser.get());
  const std::uint64_t passed = index < 0 ? fed : static_cast<std::uint64_t>(index);
  if (mender) mender->forget(passed);
  if (fed - std::min(fed, passed) <= limits.token) return {};
  broken = true;
  return base::fail(broken_error("a tag or comment longer than the limit"));
}

std::string_view first_bytes(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

std::string in_words(const XmlPlace& place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column) +
         ", byte " + std::to_string(place.offset);
}

Result<void> refuse_rest(Rows& rows, const XmlReader& xml, const Error& error,
                         std::string_view where) {
  const std::string at = std::string(where) + ", " + in_words(xml.place());
  return rows.refuse({.where = at,
                      .reason = xml.ends_early() ? "ends-early" : "broken",
                      .found = error.found(),
                      .expected = "well-formed XML to the end",
                      .raw = {}});
}

XmlReader::XmlReader(const Input& input, XmlVisitor& visitor, XmlLimits limits)
    : state_(std::make_unique<State>(input, visitor, limits)) {}
XmlReader::~XmlReader() = default;

Result<void> XmlReader::run(const std::function<Result<void>(std::uint64_t)>& passed) {
  State& state = *state_;
  ByteStream stream(*state.input);
  for (;;) {
    const base::ByteView piece = REDRESS_TRY(stream.piece());
    const bool last = piece.empty();
    if (state.parser == nullptr) REDRESS_TRY(state.start(base::as_text(piece)));
    std::string_view bytes = base::as_text(piece);
    if (state.mender) bytes = state.mender->pass(bytes, last);
    if (last && !bytes.empty()) REDRESS_TRY(state.feed(bytes, false));
    REDRESS_TRY(state.feed(last ? std::string_view{} : bytes, last));
    if (last) return {};
    if (passed) REDRESS_TRY(passed(stream.offset()));
  }
}

bool XmlReader::broken() const { return state_->broken; }
bool XmlReader::ends_early() const { return state_->ends_early; }
XmlPlace XmlReader::place() const { return state_->place(); }
std::uint64_t XmlReader::offset() const { return state_->source_of(state_->at); }
std::uint64_t XmlReader::end_offset() const { return state_->source_of(state_->at + state_->size); }
XmlPassedOver XmlReader::passed_over() const {
  if (!state_->mender) return {};
  return state_->mender->cut_between(state_->at, state_->at + state_->size);
}
std::uint64_t XmlReader::mended() const { return state_->mender ? state_->mender->mended() : 0; }

}  // namespace redress::intake
