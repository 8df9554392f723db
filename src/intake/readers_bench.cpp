// Benchmarks of the readers of XML and JSON: 50 MB of plainly made-up records, read into records that
// are dropped, beside the bare parser library over the same bytes.
//
// The bare parser of XML is expat with handlers that do nothing. That of JSON is simdjson's on-demand
// walk over the whole document which reads every string and number (for JSON lines: iterate_many):
// once over bytes and with memory that are there from the run before (by_parser), and once as a
// program that reads a file (file_by_parser): padded_string::load and a new parser. by_tree_parser is
// its other way, a tree of the document (dom) that is walked, over bytes and memory that are there.
// simdjson holds the whole document and an index of it, four bytes for each of its bytes. A reader
// also finds where each record stands, bounds its memory, and fills columns.
#include <benchmark/benchmark.h>
#include <expat.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>

#include "intake/all_readers.hpp"
#include "intake/rows.hpp"

namespace redress::intake {
namespace {

constexpr std::size_t kBytes = 50'000'000;

// ---- made-up bytes ------------------------------------------------------------------------------

std::string words(std::size_t i) {
  static constexpr std::array<std::string_view, 16> kWords = {
      "room",  "tomorrow", "at",    "nine", "the",   "bus",   "pay",   "sheet",
      "hotel", "please",   "bring", "keys", "later", "shift", "house", "dinner"};
  std::string out;
  const std::size_t count = 3 + i * 7 % 17;
  for (std::size_t k = 0; k < count; ++k) {
    if (k > 0) out += ' ';
    out += kWords[(i * 31 + k * k * 7 + k) % kWords.size()];
  }
  return out;
}
std::string digits(std::size_t i, std::size_t width) {
  const std::string out = std::to_string(i);
  return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}
std::string person(std::size_t i) { return "Person " + std::to_string(i % 900); }
std::string phone(std::size_t i) { return "+1605555" + digits(i % 10'000, 4); }
std::string day(std::size_t i) { return "2024-05-" + digits(1 + i / 400 % 28, 2); }
std::string clock(std::size_t i) {
  return digits(i / 60 % 24, 2) + ":" + digits(i % 60, 2) + ":" + digits(i * 7 % 60, 2);
}

std::string whole(std::string_view head, const std::function<std::string(std::size_t)>& item,
                  std::string_view between, std::string_view tail) {
  std::string out(head);
  out.reserve(kBytes + (64U << 10U));
  for (std::size_t i = 0; out.size() < kBytes; ++i) {
    if (i > 0) out += between;
    out += item(i);
  }
  return out += tail;
}

std::string camt() {
  const std::string head =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
      "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">\n<BkToCstmrStmt><GrpHdr>"
      "<MsgId>M1</MsgId></GrpHdr>\n<Stmt><Id>S-1</Id><ElctrncSeqNb>7</ElctrncSeqNb><Acct><Id><IBAN>"
      "AT611904300234573201</IBAN></Id><Ccy>EUR</Ccy></Acct>\n";
  const auto entry = [](std::size_t i) {
    return "<Ntry><Amt Ccy=\"EUR\">" + std::to_string(i % 9000) + "." + digits(i % 100, 2) +
           "</Amt><CdtDbtInd>" + (i % 3 == 0 ? "DBIT" : "CRDT") +
           "</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>" + day(i) + "</Dt></BookgDt><ValDt><Dt>" +
           day(i) + "</Dt></ValDt><AcctSvcrRef>R" + std::to_string(i) +
           "</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E" + std::to_string(i) +
           "</EndToEndId></Refs><RltdPties><Dbtr><Nm>" + person(i) +
           "</Nm></Dbtr><DbtrAcct><Id><IBAN>DE0210010010" + digits(i % 5000, 10) +
           "</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>" + words(i) +
           "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n";
  };
  return whole(head, entry, "", "</Stmt></BkToCstmrStmt></Document>\n");
}

std::string sms() {
  const auto one = [](std::size_t i) {
    return "  <sms protocol=\"0\" address=\"" + phone(i % 90) + "\" date=\"" +
           std::to_string(1'715'972'709'000 + i * 61'000) + "\" type=\"" +
           std::to_string(1 + i % 2) + "\" subject=\"null\" body=\"" + words(i) +
           "\" toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" "
           "locked=\"0\" date_sent=\"0\" sub_id=\"1\" readable_date=\"" +
           day(i) + " " + clock(i) + "\" contact_name=\"" + person(i % 90) + "\" />\n";
  };
  return whole("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n",
               one, "", "</smses>\n");
}

std::string telegram() {
  const auto one = [](std::size_t i) {
    return "{\"id\": " + std::to_string(i) + ", \"type\": \"message\", \"date\": \"" + day(i) +
           "T" + clock(i) + "\", \"date_unixtime\": \"" + std::to_string(1'715'972'709 + i * 61) +
           "\", \"from\": \"" + person(i % 2) + "\", \"from_id\": \"user" +
           std::to_string(1000 + i % 2) + "\", \"text\": \"" + words(i) +
           "\", \"text_entities\": [{\"type\": \"plain\", \"text\": \"" + words(i) + "\"}]}";
  };
  return whole(
      "{\n \"name\": \"Lantern\",\n \"type\": \"personal_chat\",\n \"id\": 1002,\n "
      "\"messages\": [\n  ",
      one, ",\n  ", "\n ]\n}\n");
}

std::string instagram() {
  const auto one = [](std::size_t i) {
    return "{\n      \"sender_name\": \"" + person(i % 2) +
           "\",\n      \"timestamp_ms\": " + std::to_string(1'715'972'709'123 + i * 61'000) +
           ",\n      \"content\": \"" + words(i) +
           "\",\n      \"is_geoblocked_for_viewer\": false,\n      \"is_unsent_image_by_messenger_"
           "kid_parent\": false\n    }";
  };
  return whole(
      "{\n  \"participants\": [{\"name\": \"Person 0\"}, {\"name\": \"Person 1\"}],\n  "
      "\"messages\": [\n    ",
      one, ",\n    ", "\n  ],\n  \"title\": \"Person 1\"\n}\n");
}

std::string ftm() {
  const auto one = [](std::size_t i) {
    const std::string id = std::to_string(i);
    return "{\"id\":\"pay-" + id +
           "\",\"schema\":\"Payment\",\"caption\":\"payment\",\"datasets\":[\"case-17\"],"
           "\"properties\":{\"payer\":[\"per-" +
           std::to_string(i % 900) + "\"],\"beneficiary\":[\"per-" + std::to_string(i % 800) +
           "\"],\"amount\":[\"" + std::to_string(i % 9000) +
           ".50\"],\"currency\":[\"EUR\"],\"date\":[\"" + day(i) + "\"],\"purpose\":[\"" +
           words(i) + "\"],\"transactionNumber\":[\"T " + id + "\"]}}\n";
  };
  return whole("", one, "", "");
}

std::string case_uco() {
  const auto one = [](std::size_t i) {
    return "{\"@id\": \"kb:msg-" + std::to_string(i) +
           "\", \"@type\": \"uco-observable:Message\", \"uco-core:hasFacet\": [{\"@type\": "
           "\"uco-observable:MessageFacet\", \"uco-observable:messageText\": \"" +
           words(i) + "\", \"uco-observable:from\": {\"@id\": \"kb:acc-" + std::to_string(i % 40) +
           "\"}, \"uco-observable:to\": [{\"@id\": \"kb:acc-" + std::to_string(i % 39) +
           "\"}], \"uco-observable:sentTime\": {\"@type\": \"xsd:dateTime\", \"@value\": \"" +
           day(i) + "T" + clock(i) + "+02:00\"}}]}";
  };
  return whole(
      "{\"@context\": {\"kb\": \"http://example.org/kb/\", \"uco-observable\": "
      "\"https://ontology.unifiedcyberontology.org/uco/observable/\"},\n \"@graph\": [\n",
      one, ",\n", "\n]}\n");
}

std::string field(std::string_view name, std::string_view value) {
  return "<field name=\"" + std::string(name) +
         "\" type=\"String\"><value type=\"String\">"
         "<![CDATA[" +
         std::string(value) + "]]></value></field>\n";
}
std::string party(std::string_view id, std::size_t i, std::string_view role) {
  return "<model type=\"Party\" id=\"" + std::string(id) +
         "\" deleted_state=\"Intact\" extractionId=\"0\">\n" + field("Identifier", phone(i)) +
         field("Name", person(i)) + field("Role", role) + "</model>\n";
}

std::string ufdr() {
  const auto one = [](std::size_t i) {
    const std::string id = std::to_string(i);
    return "<model type=\"InstantMessage\" id=\"m" + id +
           "\" deleted_state=\"Intact\" extractionId=\"0\">\n" + field("Body", words(i)) +
           field("Source", "Lantern Chat") +
           "<field name=\"TimeStamp\" type=\"TimeStamp\"><value type=\"TimeStamp\" "
           "format=\"TimeStampKnown\" formattedTimestamp=\"" +
           day(i) + "T" + clock(i) + "+02:00\">" + day(i) + "T" + clock(i) +
           ".000+02:00</value></field>\n" + "<modelField name=\"From\" type=\"Party\">" +
           party("f" + id, i % 90, "From") +
           "</modelField>\n<multiModelField name=\"To\" type=\"Party\">" +
           party("t" + id, i % 77, "To") + "</multiModelField>\n</model>\n";
  };
  return whole(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<project id=\"p\" "
      "xmlns=\"http://pa.cellebrite.com/report/2.0\">\n<decodedData>\n<modelType "
      "type=\"InstantMessage\">\n",
      one, "", "</modelType>\n</decodedData>\n</project>\n");
}

using Make = std::string (*)();

/// Made once, with room behind it that simdjson may read.
const std::string& made(Make make) {
  static std::map<Make, std::string> all;
  const auto at = all.find(make);
  if (at != all.end()) return at->second;
  std::string bytes = make();
  bytes.reserve(bytes.size() + simdjson::SIMDJSON_PADDING);
  return all.emplace(make, std::move(bytes)).first->second;
}

// ---- the bare parsers ---------------------------------------------------------------------------

void XMLCALL opened(void*, const char*, const char**) {}
void XMLCALL closed(void*, const char*) {}
void XMLCALL inside(void*, const char*, int) {}

bool bare_xml(const std::string& bytes, XML_Parser parser) {
  XML_SetElementHandler(parser, opened, closed);
  XML_SetCharacterDataHandler(parser, inside);
  constexpr std::size_t kPiece = 256U << 10U;
  bool good = true;
  for (std::size_t at = 0; at < bytes.size() && good; at += kPiece) {
    const std::size_t size = std::min(kPiece, bytes.size() - at);
    good = XML_Parse(parser, bytes.data() + at, static_cast<int>(size),
                     at + size == bytes.size()) == XML_STATUS_OK;
  }
  XML_ParserFree(parser);
  return good;
}

/// Every string and number; how many bytes the strings have.
std::size_t walk(simdjson::ondemand::value value) {
  using simdjson::ondemand::json_type;
  std::size_t sum = 0;
  switch (value.type()) {
    case json_type::object:
      for (auto member : value.get_object()) {
        sum += std::string_view(member.unescaped_key()).size();
        sum += walk(member.value());
      }
      return sum;
    case json_type::array:
      for (auto element : value.get_array()) sum += walk(element.value());
      return sum;
    case json_type::string: return std::string_view(value.get_string()).size();
    case json_type::number: return static_cast<std::size_t>(value.get_double() > 0);
    default: return 1;
  }
}
std::size_t walk_members(simdjson::ondemand::object object) {
  std::size_t sum = 0;
  for (auto member : object) {
    sum += std::string_view(member.unescaped_key()).size();
    sum += walk(member.value());
  }
  return sum;
}

std::size_t bare_json(const std::string& bytes) {
  static simdjson::ondemand::parser parser;  // warm: its memory is there
  auto document = parser.iterate(bytes.data(), bytes.size(), bytes.capacity());
  return walk_members(document.get_object());
}
std::size_t bare_lines(const std::string& bytes) {
  static simdjson::ondemand::parser parser;  // warm: its memory is there
  parser.threaded = false;                   // one thread, as the reader
  std::size_t sum = 0;
  simdjson::ondemand::document_stream documents;
  if (parser.iterate_many(bytes.data(), bytes.size(), 1U << 20U).get(documents)) return 0;
  for (auto document : documents) sum += walk_members(document.get_object());
  return sum;
}

/// The tree of the whole document, and a walk over it.
std::size_t walk_tree(simdjson::dom::element value) {
  std::size_t sum = 0;
  switch (value.type()) {
    case simdjson::dom::element_type::OBJECT:
      for (const auto& member : simdjson::dom::object(value))
        sum += member.key.size() + walk_tree(member.value);
      return sum;
    case simdjson::dom::element_type::ARRAY:
      for (const simdjson::dom::element one : simdjson::dom::array(value)) sum += walk_tree(one);
      return sum;
    case simdjson::dom::element_type::STRING: return std::string_view(value).size();
    default: return 1;
  }
}
std::size_t tree_json(const std::string& bytes) {
  static simdjson::dom::parser parser;  // warm: its memory is there
  return walk_tree(parser.parse(bytes.data(), bytes.size(), false));
}
std::size_t tree_lines(const std::string& bytes) {
  static simdjson::dom::parser parser;  // warm: its memory is there
  parser.threaded = false;              // one thread, as the reader
  std::size_t sum = 0;
  simdjson::dom::document_stream documents;
  if (parser.parse_many(bytes.data(), bytes.size(), 1U << 20U).get(documents)) return 0;
  for (auto document : documents) sum += walk_tree(document.value());
  return sum;
}

/// As a program that reads a file: nothing is there yet.
std::size_t bare_json_file(const std::string& file) {
  simdjson::ondemand::parser parser;
  const simdjson::padded_string bytes = simdjson::padded_string::load(file);
  auto document = parser.iterate(bytes);
  return walk_members(document.get_object());
}
std::size_t bare_lines_file(const std::string& file) {
  simdjson::ondemand::parser parser;
  parser.threaded = false;
  const simdjson::padded_string bytes = simdjson::padded_string::load(file);
  std::size_t sum = 0;
  simdjson::ondemand::document_stream documents;
  if (parser.iterate_many(bytes.data(), bytes.size(), 1U << 20U).get(documents)) return 0;
  for (auto document : documents) sum += walk_members(document.get_object());
  return sum;
}

/// The made bytes as files, until the program ends.
class Files {
 public:
  Files() { std::filesystem::create_directories(folder_); }
  ~Files() { std::filesystem::remove_all(folder_); }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  std::string of(Make make) {
    const auto [at, fresh] = names_.emplace(make, folder_ / std::to_string(names_.size()));
    if (fresh) std::ofstream(at->second, std::ios::binary) << made(make);
    return at->second.string();
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("redress-readers-" + std::to_string(::getpid()));
  std::map<Make, std::filesystem::path> names_;
};
std::string file_of(Make make) {
  static Files files;
  return files.of(make);
}

// ---- the readers --------------------------------------------------------------------------------

struct Dropped final : Taker {
  std::size_t rows = 0;
  std::size_t refused = 0;
  base::Result<void> take(docket::Columns& columns) override {
    rows += columns.rows();
    columns.clear();
    return {};
  }
  base::Result<void> refuse(const Refusal&) override {
    ++refused;
    return {};
  }
  base::Result<void> part(std::string_view, std::string_view, base::ByteView) override {
    return {};
  }
  base::Result<void> passed(std::uint64_t) override { return {}; }
};

void read_by(benchmark::State& state, const Input& input, const Reader& reader) {
  std::size_t rows = 0;
  for (auto _ : state) {
    Dropped dropped;
    Rows into(dropped);
    Reading reading{input, "made", {}, into};
    const auto done = reader.read(reading);
    if (!done || !into.finish() || dropped.refused > 0) state.SkipWithError("not read whole");
    rows = dropped.rows;
  }
  state.counters["rows"] = static_cast<double>(rows);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(input.size()));
}
void by_reader(benchmark::State& state, Make make, const Reader& (*reader)()) {
  read_by(state, MemoryInput{std::string_view(made(make))}, reader());
}
void file_by_reader(benchmark::State& state, Make make, const Reader& (*reader)()) {
  const auto input = FileInput::open(file_of(make));
  if (input) return read_by(state, **input, reader());
  state.SkipWithError("no file");
}

template <typename Done>
void parse_by(benchmark::State& state, std::size_t size, const std::string& what,
              Done (*parse)(const std::string&)) {
  for (auto _ : state) {
    auto done = parse(what);
    benchmark::DoNotOptimize(done);
    if (!done) state.SkipWithError("not parsed");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(size));
}
template <typename Done>
void by_parser(benchmark::State& state, Make make, Done (*parse)(const std::string&)) {
  const std::string& bytes = made(make);
  parse_by(state, bytes.size(), bytes, parse);
}
void by_tree_parser(benchmark::State& state, Make make, std::size_t (*parse)(const std::string&)) {
  by_parser(state, make, parse);
}
void file_by_parser(benchmark::State& state, Make make, std::size_t (*parse)(const std::string&)) {
  parse_by(state, made(make).size(), file_of(make), parse);
}

bool with_namespaces(const std::string& bytes) {
  return bare_xml(bytes, XML_ParserCreateNS(nullptr, '|'));
}

constexpr auto kUnit = benchmark::kMillisecond;
BENCHMARK_CAPTURE(by_parser, camt, camt, with_namespaces)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, camt, camt, camt_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(by_parser, sms, sms, with_namespaces)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, sms, sms, sms_backup_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(by_parser, ufdr, ufdr, with_namespaces)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, ufdr, ufdr, ufdr_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(by_parser, telegram, telegram, bare_json)->Unit(kUnit);
BENCHMARK_CAPTURE(by_tree_parser, telegram, telegram, tree_json)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, telegram, telegram, telegram_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_parser, telegram, telegram, bare_json_file)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_reader, telegram, telegram, telegram_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(by_parser, instagram, instagram, bare_json)->Unit(kUnit);
BENCHMARK_CAPTURE(by_tree_parser, instagram, instagram, tree_json)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, instagram, instagram, instagram_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_parser, instagram, instagram, bare_json_file)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_reader, instagram, instagram, instagram_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(by_parser, case_uco, case_uco, bare_json)->Unit(kUnit);
BENCHMARK_CAPTURE(by_tree_parser, case_uco, case_uco, tree_json)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, case_uco, case_uco, case_uco_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_parser, case_uco, case_uco, bare_json_file)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_reader, case_uco, case_uco, case_uco_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(by_parser, ftm, ftm, bare_lines)->Unit(kUnit);
BENCHMARK_CAPTURE(by_tree_parser, ftm, ftm, tree_lines)->Unit(kUnit);
BENCHMARK_CAPTURE(by_reader, ftm, ftm, ftm_reader)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_parser, ftm, ftm, bare_lines_file)->Unit(kUnit);
BENCHMARK_CAPTURE(file_by_reader, ftm, ftm, ftm_reader)->Unit(kUnit);

}  // namespace
}  // namespace redress::intake
