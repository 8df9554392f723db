#include <gtest/gtest.h>

#include "docket/records_comms.hpp"
#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/collect_testing.hpp"
#include "intake/html_text.hpp"

namespace redress::intake {
namespace {

using docket::MediaItem;
using docket::TextBlock;
using testing::collect;
using testing::Collected;
using Blocks = std::vector<std::string>;

Blocks blocks(std::string_view html) {
  const Collected got = collect(html_reader(), html);
  EXPECT_EQ(got.error, "");
  Blocks out;
  for (const TextBlock& each : got.all<TextBlock>()) {
    EXPECT_EQ(each.row, static_cast<std::int64_t>(out.size() + 1));
    out.emplace_back(each.text);
  }
  return out;
}

TEST(HtmlText, BlocksAndWhiteSpace) {
  EXPECT_EQ(blocks("<html><body><h1> House\n rules </h1><p>One<br>two  three<p>Four</body></html>"),
            (Blocks{"House rules", "One\ntwo three", "Four"}));
  EXPECT_EQ(blocks("<ul><li>a<li>b</ul>c<div>d <b>e</b><i>f</i></div>g"),
            (Blocks{"a", "b", "c", "d ef", "g"}));
  EXPECT_EQ(blocks("<pre>  x\n   y </pre>z  z"), (Blocks{"x\n   y", "z z"}));
  EXPECT_EQ(blocks("<table><tr><th>Bed<th>Price<tr><td>4</td><td> 12.50 </td></table>"),
            (Blocks{"Bed | Price", "4 | 12.50"}));
  EXPECT_EQ(blocks("a<br><br><br><br>b"), (Blocks{"a\n\nb"}));
}

TEST(HtmlText, AnswersOfASavedFormAreWords) {
  EXPECT_EQ(blocks("<p>Name <input value=\"S1\" type=text> Room <input value='4'>"
                   "<p><input type=checkbox checked>paid <input type=checkbox>owed"
                   "<p><select><option>May<option selected>June</select>"
                   "<input type=password value=secret><input type=hidden value=token>"),
            (Blocks{"Name [S1] Room [4]", "[x] paid owed", "May", "[x] June"}));
}

TEST(HtmlText, ScriptStyleAndCommentsArePassedOver) {
  EXPECT_EQ(blocks("a<script>if (x < y) '</p>' </scr </script>b<style>p{}</style>c"
                   "<!-- <p>no --> -- > -->d<!DOCTYPE x>e<?php no ?>f<![CDATA[g]]>"),
            (Blocks{"abc -- > -->def"}));
  EXPECT_EQ(blocks("<textarea>x <b> &amp; y</textarea>"), (Blocks{"x <b> & y"}));
  EXPECT_EQ(blocks("<title>A &amp; B</title><svg><title>no</title></svg>words"), (Blocks{"words"}));
  EXPECT_EQ(blocks("<p hidden style='display:none'>kept</p>"), (Blocks{"kept"}));
}

TEST(HtmlText, References) {
  EXPECT_EQ(blocks("&lt;b&gt; &amp;amp; &eacute;&#233;&#xE9; &euro;&#128; &nbsp;&zwj;"),
            (Blocks{"<b> &amp; ééé €€ \u00a0\u200d"}));
  // What is no reference stays as it was written.
  EXPECT_EQ(blocks("a & b &unknown; &; &#; &#x110000; &#0; &amp"),
            (Blocks{"a & b &unknown; &; &#; \uFFFD \uFFFD &"}));
  EXPECT_EQ(resolve_references("a=1&amp;b=2&c=3&#33;"), "a=1&b=2&c=3!");
  EXPECT_EQ(resolve_references("&"), "&");
  EXPECT_EQ(reference_text("amp"), "&");
  EXPECT_EQ(reference_text("zwnj"), "\u200c");
  EXPECT_EQ(reference_text("AElig"), "\u00c6");
  EXPECT_EQ(reference_text("nothing"), "");
  EXPECT_EQ(reference_text("#99999999999"), "\uFFFD");
}

TEST(HtmlText, LinksShowTheirTarget) {
  EXPECT_EQ(blocks("<a href=\"https://x.example/?a=1&amp;b=2\">here</a>."),
            (Blocks{"here (https://x.example/?a=1&b=2)."}));
  EXPECT_EQ(blocks("<a href='tel:+16055550100'>call</a> <a href=#top>up</a> <a>plain</a>"),
            (Blocks{"call (tel:+16055550100) up plain"}));
  EXPECT_EQ(blocks("<a href=https://x.example>https://x.example</a>"),
            (Blocks{"https://x.example"}));
}

TEST(HtmlText, OddTags) {
  EXPECT_EQ(blocks("1 < 2 and <3 <b>4</b"), (Blocks{"1 < 2 and <3 4"}));
  EXPECT_EQ(blocks("<p title=\"a > b\">x</p><p don't>y</p><p a=' \">z</p>' >w</p>"),
            (Blocks{"x", "y", "w"}));
  EXPECT_EQ(html_attribute(" class=x  HREF = 'a b' alt", "href"), "a b");
  EXPECT_EQ(html_attribute(" class=x", "alt"), "");
  EXPECT_EQ(html_to_text("<p>a</p><p>b</p>"), "a\nb");
}

TEST(Html, EveryField) {
  const Collected got = collect(
      html_reader(), "<!doctype html><html lang=en><title>Rules &amp; beds</title><p>words</p>");
  ASSERT_EQ(got.all<TextBlock>().size(), 1U);
  const TextBlock block = got.all<TextBlock>()[0];
  EXPECT_EQ(block.text, "words");
  EXPECT_EQ(block.title, "Rules & beds");
  EXPECT_EQ(block.method, "markup");
  EXPECT_EQ(block.row, 1);
}

TEST(Html, MediaIsListed) {
  const std::string large(200'000, 'A');
  const Collected got =
      collect(html_reader(),
              "<p>a <img src='photos/room 4.jpg' alt=':)'> <video src=\"clip.mp4\"></video>"
              "<img alt=x src=\"data:image/png;base64,iVBORw0KGgo=\">"
              "<img src=\"data:image/jpeg;base64," +
                  large + "\" alt=\"" + large + "\">b</p>");
  ASSERT_EQ(got.error, "");
  const auto media = got.all<MediaItem>();
  ASSERT_EQ(media.size(), 4U);
  EXPECT_EQ(media[0].path, "photos/room 4.jpg");
  EXPECT_EQ(media[0].sort, "image");
  EXPECT_EQ(media[0].size, docket::kAbsent);
  EXPECT_EQ(media[1].sort, "video");
  EXPECT_EQ(media[2].path, "data:image/png;base64");
  EXPECT_EQ(media[2].size, 9);
  EXPECT_EQ(media[2].why, "not opened: pictures and video stay where they are");
  EXPECT_EQ(media[3].size, 150'000);
  EXPECT_EQ(got.all<TextBlock>()[0].text, "a [:)] [x]b");
}

TEST(Html, DeclaredAndFoundEncodings) {
  const Collected declared =
      collect(html_reader(), "<meta charset=\"windows-1251\"><p>\xC4\xEE\xEC</p>");
  EXPECT_EQ(declared.all<TextBlock>()[0].text, "\u0414\u043e\u043c");
  ASSERT_EQ(declared.remarks.size(), 1U);
  EXPECT_EQ(declared.remarks[0].code, "encoding");
  const Collected utf8 = collect(html_reader(), "<meta charset=windows-1251><p>\xD0\x94</p>");
  EXPECT_EQ(utf8.all<TextBlock>()[0].text, "\u0414");
}

TEST(Html, LongBlocksComeInSeveral) {
  std::string html = "<p>";
  while (html.size() < 300'000) html += "\u00e9\u00e9\u00e9\u00e9\u00e9";
  const Collected got = collect(html_reader(), html);
  std::string joined;
  for (const TextBlock& each : got.all<TextBlock>()) {
    EXPECT_LE(each.text.size(), HtmlText::kMostBlock + 8192);
    joined += each.text;
  }
  EXPECT_EQ("<p>" + joined, html);
  EXPECT_GE(got.count(), 4U);
}

TEST(Html, EveryTruncationGivesAPrefix) {
  const std::string whole =
      "<html><head><title>T</title><script>x</script></head><body><p>One &amp; <a "
      "href=\"u\">two</a>"
      "<table><tr><td>a<td>b</tr></table><!-- c --><textarea>t</textarea></body></html>";
  const Blocks full = blocks(whole);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Collected got = collect(html_reader(), whole.substr(0, size));
    if (!got.error.empty()) continue;
    EXPECT_LE(got.refused.size(), 1U);
    const auto found = got.all<TextBlock>();
    ASSERT_LE(found.size(), full.size()) << whole.substr(0, size);
    for (std::size_t i = 0; i + 1 < found.size(); ++i) EXPECT_EQ(found[i].text, full[i]) << size;
  }
}

TEST(Html, TheSameInPiecesOfEverySize) {
  struct Kept final : HtmlSink {
    base::Result<void> block(std::string_view text) override {
      out += std::string(text) + "\n";
      return {};
    }
    base::Result<void> media(std::string_view, std::string_view source, std::uint64_t) override {
      out += "[" + std::string(source) + "]";
      return {};
    }
    std::string out;
  };
  const std::string html =
      "<p>One &amp; tw\u00f6 <a href='x'>y</a><pre> a\n b</pre><script>a<b</script><img src=z>"
      "<textarea>a &lt; </b></textarea><!-- x --->c";
  Kept whole;
  HtmlText once(whole);
  ASSERT_TRUE(once.feed(html));
  ASSERT_TRUE(once.finish());
  for (std::size_t size = 1; size < 20; ++size) {
    Kept kept;
    HtmlText text(kept);
    for (std::size_t at = 0; at < html.size(); at += size)
      ASSERT_TRUE(text.feed(std::string_view(html).substr(at, size)));
    ASSERT_TRUE(text.finish());
    EXPECT_EQ(kept.out, whole.out);
  }
}

TEST(Html, Recognises) {
  const auto sure = [](std::string_view text) {
    Sample out;
    out.text = text;
    return html_reader().recognise(out).sure;
  };
  EXPECT_EQ(sure("<!DOCTYPE html>\n<html>"), Sure::yes);
  EXPECT_EQ(sure("\xEF\xBB\xBF <?xml version=\"1.0\"?><html xmlns=\"x\">"), Sure::yes);
  EXPECT_EQ(sure("<div>words</div>"), Sure::maybe);
  EXPECT_EQ(sure("<?xml version=\"1.0\"?><smses count=\"1\">"), Sure::no);
  EXPECT_EQ(sure("<OFX><SIGNONMSGSRSV1>"), Sure::no);
  EXPECT_EQ(sure("a,b\n1,2\n"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
}

}  // namespace
}  // namespace redress::intake
