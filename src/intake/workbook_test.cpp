#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/wide.hpp"
#include "intake/archive_testing.hpp"
#include "intake/figures.hpp"
#include "intake/table_testing.hpp"
#include "intake/workbook_cells.hpp"

namespace redress::intake {
namespace {

using testing::collect;
using testing::Collected;
using testing::has_remark;
using ::testing::HasSubstr;
using testing::with_map;

struct Sheet {
  std::string name;
  std::string rows;       ///< XML in sheetData
  std::string more = {};  ///< behind it
};
struct Made {
  std::vector<Sheet> sheets;
  std::string shared = {};
  std::string formats = {};  ///< numFmts
  std::string xfs = {};
  std::string properties = {};
};

std::string workbook(const Made& made) {
  std::string list;
  std::string relations;
  std::vector<std::pair<std::string, std::string>> members;
  for (std::size_t i = 0; i < made.sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    list +=
        "<sheet name=\"" + made.sheets[i].name + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    relations += "<Relationship Id=\"rId" + n +
                 "\" Type=\"x/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    members.emplace_back("xl/worksheets/sheet" + n + ".xml",
                         "<worksheet xmlns=\"m\"><sheetData>" + made.sheets[i].rows +
                             "</sheetData>" + made.sheets[i].more + "</worksheet>");
  }
  members.emplace_back("xl/workbook.xml", "<workbook xmlns=\"m\" xmlns:r=\"r\"><workbookPr " +
                                              made.properties + "/><sheets>" + list +
                                              "</sheets></workbook>");
  members.emplace_back("xl/_rels/workbook.xml.rels",
                       "<Relationships>" + relations + "</Relationships>");
  members.emplace_back("xl/sharedStrings.xml", "<sst>" + made.shared + "</sst>");
  members.emplace_back("xl/styles.xml",
                       "<styleSheet><numFmts>" + made.formats +
                           "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                           "<xf numFmtId=\"0\"/>" +
                           made.xfs + "</cellXfs></styleSheet>");
  return testing::zip_of(members);
}

constexpr std::string_view kMap = R"([map]
gives = "transfer"
[columns]
date = "Date"
amount = "Amount"
text = "Text"
)";

const char* const kHeader =
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" "
    "t=\"inlineStr\"><is><t>Amount</t></is></c>"
    "<c r=\"D2\" t=\"str\"><v>Text</v></c></row>";

Made plain() {
  return {
      .sheets = {{"March",
                  std::string(
                      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Currency: EUR</t></is></c>"
                      "</row>") +
                      kHeader +
                      "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>45429</v></c><c "
                      "r=\"B4\"><f>1+1</f><v>12.5</v></c>"
                      "<c r=\"D4\" t=\"s\"><v>1</v></c></row>"
                      "<row r=\"5\"><c r=\"A5\" s=\"2\"><v>45429.878576388888889</v></c>"
                      "<c r=\"B5\"><v>-0.30000000000000004</v></c></row>"}},
      .shared = "<si><t>Date</t></si><si><r><t>re</t></r><r><t>nt</t></r><rPh><t>x</t></rPh></si>",
      .formats = "<numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy hh:mm\"/>",
      .xfs = "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"};
}

TEST(WorkbookReader, CellsOfEverySort) {
  const Collected got = collect(workbook_reader(), workbook(plain()), with_map(kMap));
  ASSERT_EQ(got.error, "");
  ASSERT_TRUE(got.refused.empty()) << got.refused[0].found;
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].booked_on.yyyymmdd, 20240517);
  EXPECT_EQ(rows[0].booked_wall.since_1970, docket::kAbsent);
  EXPECT_EQ(rows[0].amount.units, 1'250);
  EXPECT_EQ(rows[0].currency, "EUR");
  EXPECT_EQ(rows[0].text, "rent");
  EXPECT_EQ(rows[0].place, "March");
  EXPECT_EQ(rows[0].row, 4);
  EXPECT_EQ(rows[0].offset, docket::kAbsent);
  EXPECT_EQ(rows[1].amount.units, -30) << "as the program shows it";
  EXPECT_EQ(rows[1].booked_wall.since_1970, 1'715'979'909'000'000);
  EXPECT_TRUE(has_remark(got.remarks, "no-zone"));
}

TEST(WorkbookReader, The1904System) {
  Made made = plain();
  made.properties = "date1904=\"1\"";
  made.sheets[0].rows =
      std::string(kHeader) +
      "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>43967</v></c><c r=\"B3\"><v>1</v></c></row>";
  const Collected got = collect(workbook_reader(), workbook(made), with_map(kMap, "EUR"));
  ASSERT_EQ(got.all<docket::Transfer>().size(), 1U) << got.error;
  EXPECT_EQ(got.all<docket::Transfer>()[0].booked_on.yyyymmdd, 20240517);
}

TEST(WorkbookReader, SeveralSheets) {
  Made made = plain();
  made.sheets.push_back({"April",
                         std::string("<row r=\"1\"/>") + kHeader +
                             "<row r=\"3\" hidden=\"1\"><c r=\"A3\" s=\"1\"><v>45430</v></c>"
                             "<c r=\"B3\"><v>2</v></c></row>",
                         "<mergeCells><mergeCell ref=\"A9:B9\"/></mergeCells>"});
  made.sheets.push_back({"Notes", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>words</v></c></row>"});
  const std::string bytes = workbook(made);
  Collected got = collect(workbook_reader(), bytes, with_map(kMap, "EUR"));
  EXPECT_EQ(got.all<docket::Transfer>().size(), 3U) << got.error;
  EXPECT_EQ(got.all<docket::Transfer>()[2].place, "April");
  EXPECT_TRUE(has_remark(got.remarks, "sheet-not-read", "Notes"));
  EXPECT_TRUE(has_remark(got.remarks, "hidden", "April"));
  EXPECT_TRUE(has_remark(got.remarks, "merged"));
  got = collect(workbook_reader(), bytes,
                with_map(std::string(kMap) + "[table]\nsheet = \"April\"\n", "EUR"));
  EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
  got = collect(workbook_reader(), bytes,
                with_map(std::string(kMap) + "[table]\nsheet = 1\n", "EUR"));
  EXPECT_EQ(got.all<docket::Transfer>().size(), 2U);
  got = collect(workbook_reader(), bytes,
                with_map(std::string(kMap) + "[table]\nsheet = \"May\"\n", "EUR"));
  EXPECT_THAT(got.error, HasSubstr("\"March\""));
}

TEST(WorkbookReader, TextsWithACommaAndNumbersTogether) {
  Made made = plain();
  made.sheets[0].rows =
      std::string(kHeader) +
      "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>17.05.2024</v></c><c r=\"B3\" "
      "t=\"str\"><v>1.234,50</v></c></row>"
      "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>45430</v></c><c r=\"B4\"><v>1234.5</v></c></row>";
  const Collected got = collect(workbook_reader(), workbook(made), with_map(kMap, "EUR"));
  const auto rows = got.all<docket::Transfer>();
  ASSERT_EQ(rows.size(), 2U) << got.error;
  EXPECT_EQ(rows[0].amount.units, 123'450);
  EXPECT_EQ(rows[1].amount.units, 123'450);
}

TEST(WorkbookReader, PreparedReadsTheSame) {
  const std::string bytes = workbook(plain());
  const MemoryInput input(bytes);
  Declared declared = with_map(kMap, "EUR");
  const auto prepared = workbook_reader().prepare(input, declared);
  ASSERT_TRUE(prepared) << prepared.error().text();
  declared.map = prepared->map;
  EXPECT_EQ(workbook_reader().prepare(input, declared)->map, prepared->map);
  EXPECT_EQ(collect(workbook_reader(), bytes, declared).all<docket::Transfer>().size(), 2U);
  Declared none;
  none.currency = "EUR";
  EXPECT_EQ(collect(workbook_reader(), bytes, none).all<docket::Transfer>().size(), 2U)
      << "a proposal";
}

TEST(WorkbookReader, RefusedRows) {
  Made made = plain();
  made.sheets[0].rows =
      std::string(kHeader) +
      "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>45430</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row>"
      "<row r=\"4\"><c r=\"A4\"><v>45430</v></c><c r=\"B4\"><v>1</v></c></row>"
      "<row r=\"5\"><c r=\"A5\" s=\"1\"><v>60</v></c><c r=\"B5\"><v>1</v></c></row>"
      "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>99</v></c><c r=\"B6\"><v>1</v></c></row>"
      "<row r=\"7\"><c r=\"A7\" s=\"1\"><v>45430</v></c><c r=\"B7\"><v>1</v></c>"
      "<c r=\"ZZZ7\"><v>1</v></c></row>"
      "<row r=\"8\"><c r=\"A8\" s=\"1\"><v>45430</v></c><c r=\"B8\"><v>1</v></c></row>";
  const Collected got = collect(workbook_reader(), workbook(made), with_map(kMap, "EUR"));
  ASSERT_EQ(got.error, "");
  ASSERT_EQ(got.refused.size(), 5U);
  EXPECT_EQ(got.refused[0].reason, "bad-amount");
  EXPECT_EQ(got.refused[0].where, "March, row 3");
  EXPECT_EQ(got.refused[1].reason, "bad-date") << "a number that is not shown as a day";
  EXPECT_EQ(got.refused[2].reason, "bad-date");
  EXPECT_EQ(got.refused[3].reason, "no-date");
  EXPECT_EQ(got.refused[4].reason, "too-many-columns");
  EXPECT_EQ(got.all<docket::Transfer>().size(), 1U);
  EXPECT_TRUE(has_remark(got.remarks, "formula-errors"));
}

TEST(WorkbookReader, ASheetThatBreaksOff) {
  Made made = plain();
  made.sheets[0].rows += "<row r=\"6\"><c r=\"A6\"><v>1</w></c></row>";
  const Collected got = collect(workbook_reader(), workbook(made), with_map(kMap, "EUR"));
  EXPECT_EQ(got.all<docket::Transfer>().size(), 2U) << got.error;
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].reason, "broken");
  EXPECT_EQ(got.refused[0].where, "March, behind row 5");
}

TEST(WorkbookReader, CutAtEveryByte) {
  const std::string bytes = workbook(plain());
  const Collected all = collect(workbook_reader(), bytes, with_map(kMap, "EUR"));
  const auto whole = all.all<docket::Transfer>();
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const Collected got = collect(workbook_reader(), bytes.substr(0, size), with_map(kMap, "EUR"));
    const auto rows = got.all<docket::Transfer>();
    ASSERT_LE(rows.size(), whole.size());
    for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i].amount, whole[i].amount);
  }
}

TEST(WorkbookReader, WhatIsNoWorkbook) {
  EXPECT_FALSE(collect(workbook_reader(), "no archive").error.empty());
  EXPECT_THAT(collect(workbook_reader(), testing::zip_of({{"content.xml", "<a/>"}})).error,
              HasSubstr("XLSX"));
  EXPECT_THAT(collect(workbook_reader(), testing::zip_of({{"word/document.xml", "<a/>"}})).error,
              HasSubstr("xl/workbook.xml"));
  Sample sample;
  sample.members = {"[Content_Types].xml", "xl/workbook.xml"};
  EXPECT_EQ(workbook_reader().recognise(sample).sure, Sure::yes);
  sample.members = {"word/document.xml"};
  EXPECT_EQ(workbook_reader().recognise(sample).sure, Sure::no);
}

TEST(WorkbookCells, Formats) {
  EXPECT_EQ(form_of_code("dd/mm/yyyy"), CellForm::day);
  EXPECT_EQ(form_of_code("[$-407]d. mmmm yyyy;@"), CellForm::day);
  EXPECT_EQ(form_of_code("mmm"), CellForm::day);
  EXPECT_EQ(form_of_code("yyyy\\-mm\\-dd hh:mm:ss"), CellForm::day_and_clock);
  EXPECT_EQ(form_of_code("h:mm AM/PM"), CellForm::clock);
  EXPECT_EQ(form_of_code("[h]:mm:ss"), CellForm::elapsed);
  for (const char* plain :
       {"General", "0.00", "#,##0.00 \"EUR\"", "0.00E+00", "@", "[Red]0", "\"days\" 0", ""})
    EXPECT_EQ(form_of_code(plain), CellForm::plain) << plain;
  EXPECT_EQ(form_of_builtin(14), CellForm::day);
  EXPECT_EQ(form_of_builtin(4), CellForm::plain);
}

std::string number(std::string_view text, char decimal = '.') {
  std::string out;
  return append_number(out, text, decimal) ? out : "none";
}
std::string moment(std::string_view text, CellForm form, bool from_1904 = false) {
  std::string out;
  return append_moment(out, text, form, from_1904) ? out : "none";
}

TEST(WorkbookCells, Numbers) {
  EXPECT_EQ(number("12.5"), "12.5");
  EXPECT_EQ(number("12.5", ','), "12,5");
  EXPECT_EQ(number("0.30000000000000004"), "0.3");
  EXPECT_EQ(number("1234567.8900000001"), "1234567.89");
  EXPECT_EQ(number("1.5E-3"), "0.0015");
  EXPECT_EQ(number("1.5E+3"), "1500");
  EXPECT_EQ(number("-0.0"), "0");
  EXPECT_EQ(number("999999999999999.96"), "1000000000000000");
  EXPECT_EQ(number("0.99999999999999999"), "1");
  EXPECT_EQ(number("4e400"), "none");
  EXPECT_EQ(number("abc"), "none");
  EXPECT_EQ(number(""), "none");
  EXPECT_EQ(number("1.2.3"), "none");
}

TEST(WorkbookCells, Moments) {
  EXPECT_EQ(moment("45429", CellForm::day), "2024-05-17");
  EXPECT_EQ(moment("45429.5", CellForm::day), "2024-05-17T12:00:00");
  EXPECT_EQ(moment("1", CellForm::day), "1900-01-01");
  EXPECT_EQ(moment("59", CellForm::day), "1900-02-28");
  EXPECT_EQ(moment("60", CellForm::day), "none");
  EXPECT_EQ(moment("61", CellForm::day), "1900-03-01");
  EXPECT_EQ(moment("0", CellForm::day, true), "1904-01-01");
  EXPECT_EQ(moment("0.5", CellForm::clock), "12:00:00");
  EXPECT_EQ(moment("1.1458333333333333", CellForm::elapsed), "27:30:00");
  EXPECT_EQ(moment("45429.878576388888889", CellForm::day_and_clock), "2024-05-17T21:05:09");
  EXPECT_EQ(moment("109574", CellForm::day), "2199-12-31");
  EXPECT_EQ(moment("109575", CellForm::day), "none");
  EXPECT_EQ(moment("2", CellForm::day), "1900-01-02");
  EXPECT_EQ(moment("-1", CellForm::day), "none");
  EXPECT_EQ(column_of_reference("A1"), 1U);
  EXPECT_EQ(column_of_reference("XFD1048576"), 16'384U);
  EXPECT_EQ(column_of_reference("AAAA1"), 0U);
  EXPECT_EQ(column_of_reference("12"), 0U);
}

RC_GTEST_PROP(WorkbookCellsProperty, NumbersKeepTheirValue, ()) {
  const auto units = *rc::gen::inRange<std::int64_t>(-99'999'999'999'999, 99'999'999'999'999);
  const std::string text = base::decimal_text(units, 2);
  RC_ASSERT(parse_minor(number(text), {'.'}, *base::Currency::parse("EUR")) == units);
}

RC_GTEST_PROP(WorkbookCellsProperty, AnyBytes, (const std::string& text)) {
  std::string out;
  (void)append_number(out, text, '.');
  for (const CellForm form : {CellForm::day, CellForm::clock, CellForm::elapsed})
    (void)append_moment(out, text, form, false);
  (void)form_of_code(text);
  (void)column_of_reference(text);
}

}  // namespace
}  // namespace redress::intake
