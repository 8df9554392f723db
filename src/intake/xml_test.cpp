#include "intake/xml.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "intake/xml_mend.hpp"

namespace redress::intake {
namespace {

/// Writes down what it is told.
class Teller final : public XmlVisitor {
 public:
  base::Result<void> begin(std::string_view name, std::string_view space,
                           std::span<const XmlAttribute> attributes) override {
    told += "<" + std::string(name);
    if (!space.empty()) told += "{" + std::string(space) + "}";
    for (const XmlAttribute& each : attributes)
      told += " " + std::string(each.name) + "=" + std::string(each.value);
    told += ">";
    if (name == stop_at) return base::fail(base::ErrorKind::not_allowed, "enough");
    if (reader != nullptr) {
      const XmlPassedOver over = reader->passed_over();
      offsets.push_back({reader->offset(), reader->end_offset(), over.bytes, over.base64});
    }
    return {};
  }
  base::Result<void> end(std::string_view name, std::string_view text, bool cut) override {
    told += std::string(text) + (cut ? "~" : "") + "</" + std::string(name) + ">";
    ends.push_back(reader == nullptr ? 0 : reader->end_offset());
    return {};
  }
  struct Offsets {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint64_t over = 0;
    std::uint64_t letters = 0;
  };
  std::string told;
  std::string stop_at = "stop";
  std::vector<Offsets> offsets;
  std::vector<std::uint64_t> ends;
  const XmlReader* reader = nullptr;
};

struct Ran {
  std::string told;
  std::string error;  ///< what was found
  bool broken = false;
  bool early = false;
  std::uint64_t mended = 0;
  XmlPlace place;
  Teller teller;
};

/// Gives its bytes in small pieces.
class SmallPieces final : public Input {
 public:
  SmallPieces(std::string_view text, std::size_t piece) : text_(text), piece_(piece) {}
  std::uint64_t size() const override { return text_.size(); }
  base::Result<std::size_t> read(std::uint64_t offset,
                                 std::span<std::uint8_t> into) const override {
    return MemoryInput(text_).read(offset, into.first(std::min(piece_, into.size())));
  }

 private:
  std::string_view text_;
  std::size_t piece_;
};

Ran run(std::string_view text, XmlLimits limits = {}, std::size_t piece = 1U << 20U) {
  const SmallPieces input(text, piece);
  Ran ran;
  XmlReader reader(input, ran.teller, limits);
  ran.teller.reader = &reader;
  const auto done = reader.run({});
  if (!done)
    ran.error = done.error().found().empty() ? done.error().message() : done.error().found();
  ran.told = ran.teller.told;
  ran.broken = reader.broken();
  ran.early = reader.ends_early();
  ran.mended = reader.mended();
  ran.place = reader.place();
  return ran;
}
std::string told(std::string_view text, XmlLimits limits = {}) { return run(text, limits).told; }

XmlLimits mending() { return {.mend = true}; }

TEST(Xml, TellsElementsAttributesAndTheirOwnText) {
  EXPECT_EQ(told("<a x='1' y=\"&lt;2\">one<b/>two<c>three</c>&#233;<![CDATA[<&]]></a>"),
            "<a x=1 y=<2><b></b><c>three</c>onetwo\xC3\xA9<&</a>");
}

TEST(Xml, NamesComeWithoutPrefixAndWithTheirSpace) {
  EXPECT_EQ(told("<p:a xmlns:p='urn:x' p:k='v'><b xmlns='urn:y'/></p:a>"),
            "<a{urn:x} k=v><b{urn:y}></b></a>");
}

TEST(Xml, KnowsUtf16AndCodePagesByTheirNames) {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<?xml version='1.0' encoding='utf-16'?><a>x</a>"))
    (wide += c) += '\0';
  EXPECT_EQ(told(wide), "<a>x</a>");
  EXPECT_EQ(told("<?xml version='1.0' encoding='windows-1251'?><a>\xCF</a>"), "<a>\xD0\x9F</a>");
  EXPECT_EQ(told("<?xml version='1.0' encoding='latin2'?><a>\xB1</a>"), "<a>\xC4\x85</a>");
  EXPECT_EQ(told("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>"), "<a>\xC3\xA9</a>");
  EXPECT_EQ(told("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-16'?><a>\xC3\xA9</a>"),
            "<a>\xC3\xA9</a>");
  EXPECT_TRUE(run("<?xml version='1.0' encoding='nobody-knows'?><a/>").broken);
}

TEST(Xml, DeclarationsOfEntitiesAreRefused) {
  const Ran laughs = run("<!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;'>]><a>&m;</a>");
  EXPECT_TRUE(laughs.broken);
  EXPECT_EQ(laughs.error, "a document type with declarations of its own");
  EXPECT_EQ(laughs.told, "");
  EXPECT_TRUE(run("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>").broken);
  EXPECT_TRUE(run("<!DOCTYPE a SYSTEM 'other.dtd'><a>&unknown;</a>").broken);
  EXPECT_EQ(told("<!DOCTYPE a SYSTEM 'other.dtd'><a>x</a>"), "<a>x</a>");
}

TEST(Xml, DepthTextTokensAndNamesAreBounded) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  EXPECT_EQ(run(deep).error, "elements in elements deeper than the limit");
  EXPECT_EQ(told("<a>\xC3\xA9\xC3\xA9<b>xyz</b></a>", {.text = 5}),
            "<a><b>x~</b>\xC3\xA9\xC3\xA9</a>");
  EXPECT_EQ(told("<a>\xC3\xA9\xC3\xA9</a>", {.text = 3}), "<a>\xC3\xA9~</a>");
  const std::string wide = "<a>ok<b x='" + std::string(3'000'000, 'y') + "'/></a>";
  const Ran token = run(wide, {.token = 100'000}, 10'000);
  EXPECT_TRUE(token.broken);
  EXPECT_EQ(token.told, "<a>");
  EXPECT_EQ(
      run("<a><!--" + std::string(300'000, 'y') + "--></a>", {.token = 100'000}, 10'000).error,
      "a tag or comment longer than the limit");
  std::string names = "<a>";
  for (int i = 0; i < 100; ++i) names += "<n" + std::to_string(i) + "/>";
  EXPECT_TRUE(run(names + "</a>", {.names = 50}).broken);
  EXPECT_FALSE(run(names + "</a>").broken);
  EXPECT_TRUE(run("<" + std::string(2'000, 'n') + "/>").broken);
  EXPECT_TRUE(run("<a xmlns='urn:" + std::string(3'000, 'n') + "'/>").broken);
  std::string spaces;
  for (int i = 0; i < 190; ++i) {
    spaces += "<a";
    for (int k = 0; k < 10; ++k) spaces += " xmlns:p" + std::to_string(k) + "='u'";
    spaces += ">";
  }
  EXPECT_EQ(run(spaces).error, "more or longer declarations of namespaces than the limit");
}

TEST(Xml, SaysWhereItBrokeAndWhetherItEndedTooEarly) {
  const Ran broken = run("<a>\n<b></c>\n</a>");
  EXPECT_TRUE(broken.broken);
  EXPECT_FALSE(broken.early);
  EXPECT_EQ(broken.error, "mismatched tag");
  EXPECT_EQ(broken.place.line, 2U);
  EXPECT_EQ(broken.place.offset, 9U);
  EXPECT_EQ(broken.told, "<a><b>");
  const Ran early = run("<a>\n<b>x</b>");
  EXPECT_TRUE(early.broken && early.early);
  EXPECT_EQ(early.told, "<a><b>x</b>");
  EXPECT_TRUE(run("").early);
}

TEST(Xml, AVisitorStopsIt) {
  const Ran ran = run("<a><stop/><b/></a>");
  EXPECT_EQ(ran.error, "enough");
  EXPECT_FALSE(ran.broken);
  EXPECT_EQ(ran.told, "<a><stop>");
}

TEST(Xml, KnowsTheBytesOfEachElement) {
  const std::string text = "<a>\n <b x='1'>yy</b><c/></a>";
  const Ran ran = run(text);
  ASSERT_EQ(ran.teller.offsets.size(), 3U);
  EXPECT_EQ(text.substr(ran.teller.offsets[1].begin, 9), "<b x='1'>");
  EXPECT_EQ(ran.teller.offsets[1].end, ran.teller.offsets[1].begin + 9);
  EXPECT_EQ(text.substr(ran.teller.ends[0]), "<c/></a>");
  EXPECT_EQ(text.substr(ran.teller.ends[1]), "</a>");
}

TEST(Xml, ALongAttributeIsCutAndItsLettersAreCounted) {
  const std::string data(9'000'000, 'Q');
  const std::string text = "<a><p data=\"" + data + "==\" t='data'/><q data='AB'/><p xdata='" +
                           std::string(50, 'z') + "' data = '" + std::string(20, 'A') + "&#10;" +
                           std::string(20, 'B') + "'/></a>";
  for (const std::size_t piece : {std::size_t{1'000}, std::size_t{4'096}, std::size_t{200'000}}) {
    const Ran ran = run(text, {.cut_attribute = "data", .cut_beyond = 10}, piece);
    EXPECT_EQ(ran.error, "");
    EXPECT_EQ(ran.told, "<a><p data=QQQQQQQQQQ t=data></p><q data=AB></q><p xdata=" +
                            std::string(50, 'z') + " data=AAAAAAAAAA></p></a>");
    ASSERT_EQ(ran.teller.offsets.size(), 4U);
    EXPECT_EQ(ran.teller.offsets[1].over, 9'000'000U - 10 + 2);
    EXPECT_EQ(ran.teller.offsets[1].letters, 9'000'000U - 10);
    EXPECT_EQ(ran.teller.offsets[2].over, 0U);
    EXPECT_EQ(ran.teller.offsets[3].letters, 30U);
    EXPECT_EQ(text.substr(ran.teller.offsets[2].begin, 3), "<q ");
    EXPECT_EQ(text.substr(ran.teller.offsets[3].begin, 3), "<p ");
    EXPECT_EQ(text.substr(ran.teller.offsets[3].end), "</a>");
  }
}

TEST(Xml, MendsWhatExportersGetWrong) {
  const Ran pair = run("<a b='&#55357;&#56842;'>&#xD83D;&#xDE0A;</a>", mending());
  EXPECT_EQ(pair.told, "<a b=\xF0\x9F\x98\x8A>\xF0\x9F\x98\x8A</a>");
  EXPECT_EQ(pair.mended, 2U);
  EXPECT_EQ(told("junk < \x01<a>x</a>", mending()), "<a>x</a>");
  EXPECT_EQ(told("<a>x\x02y &#0; &#xFFFF; \xFF z\xC3</a>", mending()),
            "<a>x\xEF\xBF\xBDy \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD z\xEF\xBF\xBD</a>");
  EXPECT_EQ(told("<a b='R&D'>AT&T &nbsp; &amp; &#55357;</a>", mending()),
            "<a b=R&D>AT&T &nbsp; & \xEF\xBF\xBD</a>");
  EXPECT_EQ(told("<a><![CDATA[&\x03]]><!--\x04--><?p \x05?></a>", mending()),
            "<a>&\xEF\xBF\xBD</a>");
  EXPECT_EQ(told("<?xml version='1.0' encoding='windows-1252'?><a>\xE9\x01&#55357;&#56842;</a>",
                 mending()),
            "<a>\xC3\xA9?\xF0\x9F\x98\x8A</a>");
  EXPECT_TRUE(run("<a>\x02</a>").broken);
  const Ran whole = run("\xEF\xBB\xBF<?xml version='1.0'?>\n<a>&#233;\xC3\xA9</a>\n", mending());
  EXPECT_EQ(whole.told, "<a>\xC3\xA9\xC3\xA9</a>");
  EXPECT_EQ(whole.mended, 0U);
}

TEST(Xml, PlacesHoldBehindWhatWasMended) {
  const std::string text = "!!<a>&#55357;&#56842;\x01<b/>&#0;R&D<c/></a>";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1'000}}) {
    const Ran ran = run(text, mending(), piece);
    EXPECT_EQ(ran.error, "");
    ASSERT_EQ(ran.teller.offsets.size(), 3U);
    EXPECT_EQ(text.substr(ran.teller.offsets[0].begin, 3), "<a>");
    EXPECT_EQ(text.substr(ran.teller.offsets[1].begin, 4), "<b/>");
    EXPECT_EQ(text.substr(ran.teller.offsets[2].begin, 4), "<c/>");
  }
}

TEST(Xml, WhatIsWellFormedIsNotMended) {
  const std::string text =
      "<?xml version='1.0'?><!-- <x data='1' --><a b='\"' c=\"'>\"><![CDATA[<b ']]>&amp;"
      "&#x1F60A;\xF0\x9F\x98\x8A<?p '?><d data=''/></a>";
  const Ran plain = run(text);
  const Ran mended = run(text, {.mend = true, .cut_attribute = "data", .cut_beyond = 4});
  EXPECT_EQ(plain.error, "");
  EXPECT_EQ(mended.error, "");
  EXPECT_EQ(plain.told, mended.told);
  EXPECT_EQ(mended.mended, 0U);
}

RC_GTEST_PROP(Xml, PiecesMakeNoDifference, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "<a>", "</a>", "<a data='", "QQQQQQQQQQQQ", "'/>", "&#55357;", "&#56842;", "\x01", "&", "é",
      "\xFF", "<!--", "-->", "<![CDATA[", "]]>", "<?p ", "?>", "x", "\"", "&#10;"));
  std::string text = "<a>";
  for (const std::string& part : parts) text += part;
  text += "</a>";
  const XmlLimits limits{.mend = true, .cut_attribute = "data", .cut_beyond = 5};
  const auto piece = *rc::gen::inRange<std::size_t>(1, 40);
  const Ran one = run(text, limits);
  const Ran many = run(text, limits, piece);
  RC_ASSERT(one.told == many.told);
  RC_ASSERT(one.error.empty() == many.error.empty());
  if (one.error.empty()) RC_ASSERT(one.mended == many.mended);
}

}  // namespace
}  // namespace redress::intake
