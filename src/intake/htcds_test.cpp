#include <gtest/gtest.h>

#include "docket/records_text.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive_testing.hpp"
#include "intake/collect_testing.hpp"
#include "intake/htcds_fields.hpp"

namespace redress::intake {
namespace {

using docket::CaseField;
using testing::collect;
using testing::Collected;

constexpr std::string_view kTable =
    "CaseNumber,prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,prs_"
    "MobilePhone,"
    "prs_MailingCity,vic_MethodsOfControl,vic_TypeOfExploitation,vic_AgeWhenTrafficked,con_Consent,"
    "cas_IncomingReferralDate,cas_IncomingReferralDetails,worker notes\r\n"
    "Case Number,First Name,Second Name,Birthdate,Gender,Citizenship,Mobile Phone,Mailing "
    "City,Methods "
    "of Control,Type of Exploitation,Age when Trafficked,Consent,Incoming Referral Date,Incoming "
    "Referral Details,notes\r\n"
    "C-17,Ana,Invented,1999-03-04,Feminine,XX,+1 605 555 0100,Sampleton,DebtBondage;FalsePromises,"
    "ForcedLabour,17,Yes,2024-05-17,\"long, free words\",secret\r\n"
    "C-18,Bo,Example,04.03.1998,Masculine,XX,,,\"Debt bondage, False "
    "promises\",ForcedLabour,,no,,,\r\n";

std::vector<std::string> fields(const Collected& got) {
  std::vector<std::string> out;
  for (const CaseField& each : got.all<CaseField>())
    out.push_back(std::to_string(each.row) + " " + std::string(each.case_id) + " " +
                  std::string(each.place) + " " + std::string(each.field) + "=" +
                  std::string(each.value));
  return out;
}

TEST(Htcds, KeepsAnswersAndWithholdsWho) {
  const Collected got = collect(htcds_reader(), kTable);
  ASSERT_EQ(got.error, "");
  EXPECT_TRUE(got.refused.empty());
  EXPECT_EQ(fields(got), (std::vector<std::string>{
                             "3 C-17 column 4 prs_Birthdate=1999",
                             "3 C-17 column 5 prs_Gender=Feminine",
                             "3 C-17 column 6 prs_Citizenship=XX",
                             "3 C-17 column 9 vic_MethodsOfControl=DebtBondage;FalsePromises",
                             "3 C-17 column 10 vic_TypeOfExploitation=ForcedLabour",
                             "3 C-17 column 11 vic_AgeWhenTrafficked=17",
                             "3 C-17 column 12 con_Consent=Yes",
                             "3 C-17 column 13 cas_IncomingReferralDate=2024-05-17",
                             "4 C-18 column 4 prs_Birthdate=1998",
                             "4 C-18 column 5 prs_Gender=Masculine",
                             "4 C-18 column 6 prs_Citizenship=XX",
                             "4 C-18 column 9 vic_MethodsOfControl=Debt bondage, False promises",
                             "4 C-18 column 10 vic_TypeOfExploitation=ForcedLabour",
                             "4 C-18 column 12 con_Consent=no",
                         }));
  ASSERT_EQ(got.remarks.size(), 1U);
  EXPECT_EQ(got.remarks[0].code, "withheld");
  EXPECT_TRUE(got.remarks[0].text.starts_with("8 answers tell")) << got.remarks[0].text;
  EXPECT_NE(got.remarks[0].text.find("prs_FirstName 2"), std::string::npos);
  EXPECT_NE(got.remarks[0].text.find("column 15 1"), std::string::npos);
  EXPECT_EQ(got.remarks[0].text.find("worker notes"), std::string::npos);
}

/// Nothing that was put into a withheld field comes out anywhere.
TEST(Htcds, NoWithheldValueLeaks) {
  const std::string canary = "CANARY";
  std::string head;
  std::string row;
  for (const char* name : {"prs_FirstName",
                           "prs_SecondName",
                           "prs_Birthdate",
                           "prs_Gender",
                           "prs_IdentityNumber",
                           "prs_Email",
                           "prs_MailingStreet",
                           "prs_MailingCountry",
                           "vic_LocationOfExploitation",
                           "vic_DetailsOfVulnerabilities",
                           "cas_CaseOwner",
                           "cas_ReferringOrganisation",
                           "cco_CaseComment",
                           "hte_City",
                           "hte_Longitude",
                           "spl_ActionPlan",
                           "org_Name",
                           "prs_NumberOfChildren",
                           "cas_IncomingReferralDate",
                           "con_Consent",
                           "vic_AgeWhenTrafficked",
                           "CaseNumber",
                           "nickname"}) {
    head += std::string(name) + ",";
    row += canary + " at home. Call +1 605 555 0100,";
  }
  const std::string bad = "\n" + row + "\n\"" + canary + "\n";
  for (const std::string& text : {head + "\n" + row + "\n", head + bad}) {
    const Collected got = collect(htcds_reader(), text);
    ASSERT_EQ(got.error, "");
    EXPECT_TRUE(fields(got).empty());
    for (const Remark& each : got.remarks) EXPECT_EQ(each.text.find(canary), std::string::npos);
    for (const auto& each : got.refused) {
      EXPECT_EQ(each.raw, "");
      EXPECT_EQ(each.found.find(canary), std::string::npos);
    }
  }
}

TEST(Htcds, OtherWritingsOfNames) {
  EXPECT_NE(htcds_field("prs_First_Name"), nullptr);
  EXPECT_EQ(htcds_field("group_a/vic_Methods_of_Control")->name, "vic_MethodsOfControl");
  EXPECT_EQ(htcds_field("PRS_GENDER")->name, "prs_Gender");
  EXPECT_EQ(htcds_field("gender"), nullptr);
  EXPECT_EQ(htcds_field("prs_Shelter"), nullptr);
  EXPECT_EQ(htcds_field_labelled("Mailing State/Province")->name, "prs_MailingState");
  EXPECT_EQ(htcds_field_labelled("Longitude"), nullptr);
  EXPECT_EQ(htcds_field_labelled(""), nullptr);
  EXPECT_TRUE(htcds_case_number("Case ID"));
  EXPECT_TRUE(htcds_case_number("meta/instanceID"));
  EXPECT_FALSE(htcds_case_number("Case Owner"));
}

TEST(Htcds, ValuesMustLookLikeWhatTheyAre) {
  const auto open = [](HtcdsUse use, std::string_view value) {
    return std::string(htcds_open_value(use, value).value_or("-"));
  };
  EXPECT_EQ(open(HtcdsUse::code, "DebtBondage;FalsePromises"), "DebtBondage;FalsePromises");
  EXPECT_EQ(open(HtcdsUse::code, "She lives with her aunt. Call first"), "-");
  EXPECT_EQ(open(HtcdsUse::code, "a@b"), "-");
  EXPECT_EQ(open(HtcdsUse::code, "room 60555"), "-");
  EXPECT_EQ(open(HtcdsUse::code, "a b c d e f g h i j k"), "-");
  EXPECT_EQ(open(HtcdsUse::number, "17"), "17");
  EXPECT_EQ(open(HtcdsUse::number, "1 and a half"), "-");
  EXPECT_EQ(open(HtcdsUse::date, "2024-05-17"), "2024-05-17");
  EXPECT_EQ(open(HtcdsUse::date, "soon"), "-");
  EXPECT_EQ(open(HtcdsUse::flag, "Yes"), "Yes");
  EXPECT_EQ(open(HtcdsUse::flag, "only if asked"), "-");
  EXPECT_EQ(open(HtcdsUse::year, "1999-03-04"), "1999");
  EXPECT_EQ(open(HtcdsUse::year, "3/4/99"), "-");
  EXPECT_EQ(open(HtcdsUse::year, "1999 or 2000"), "-");
  EXPECT_EQ(open(HtcdsUse::year, "19990304"), "-");
  EXPECT_EQ(open(HtcdsUse::withheld, "x"), "-");
  EXPECT_TRUE(htcds_is_number("C-17"));
  EXPECT_TRUE(htcds_is_number("uuid:0a1b-22"));
  EXPECT_FALSE(htcds_is_number("Ana"));
  EXPECT_FALSE(htcds_is_number("Ana 17"));
}

TEST(Htcds, LabelsAndOtherSeparators) {
  const Collected labels = collect(htcds_reader(),
                                   "First Name;Gender;Citizenship;Method of Recruitment;Methods of "
                                   "Control;Type of Exploitation;x\n"
                                   "Ana;Feminine;XX;AtWork;DebtBondage;ForcedLabour;y\n");
  ASSERT_EQ(labels.error, "");
  EXPECT_EQ(labels.count(), 5U);
  const Collected tabs =
      collect(htcds_reader(),
              "\xEF\xBB\xBFprs_Gender\tprs_Citizenship\tcas_Status\nFeminine\tXX\tActive\n");
  EXPECT_EQ(tabs.count(), 3U);
}

TEST(Htcds, BadRowsAreRefusedAlone) {
  const Collected got = collect(htcds_reader(),
                                "prs_Gender,prs_Citizenship,cas_Status\nFeminine,XX,Active\n"
                                "\"bad\" quote,XX,Active\nMasculine,XX,Closed\n");
  EXPECT_EQ(got.count(), 6U);
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].where, "row 3");
}

TEST(Htcds, EveryTruncationGivesAPrefix) {
  const Collected full = collect(htcds_reader(), kTable);
  const auto all = fields(full);
  for (std::size_t size = 0; size < kTable.size(); ++size) {
    const Collected got = collect(htcds_reader(), kTable.substr(0, size));
    if (!got.error.empty()) continue;
    const auto found = fields(got);
    ASSERT_LE(found.size(), all.size()) << size;
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], all[i]) << size;
  }
}

TEST(Htcds, Recognises) {
  const auto sure = [](std::string_view text) {
    Sample out;
    out.text = text;
    return htcds_reader().recognise(out).sure;
  };
  EXPECT_EQ(sure(kTable), Sure::yes);
  EXPECT_EQ(sure("date,amount,currency\n2024-01-01,5,EUR\n"), Sure::no);
  EXPECT_EQ(sure("First Name,Email,Title\n"), Sure::no);
  EXPECT_EQ(sure(""), Sure::no);
  EXPECT_NE(collect(htcds_reader(), "a,b\n1,2\n").error, "");
}

// ---- the standard's own sheet -------------------------------------------------------------------

std::string sheet_row(int number, const std::vector<std::string>& cells) {
  std::string out = "<row r=\"" + std::to_string(number) + "\">";
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].empty())
      out += "<c r=\"" + std::string(1, static_cast<char>('A' + i)) + std::to_string(number) +
             "\" t=\"str\"><v>" + cells[i] + "</v></c>";
  return out + "</row>";
}

std::string book(const std::string& rows, const std::string& more = {}) {
  return testing::workbook_of(
      {{"Ana Invented", testing::sheet_of(rows)}, {"about", testing::sheet_of(more)}});
}

const std::string kRows =
    sheet_row(1, {"", "cas_CaseOwner", "prs_FirstName", "prs_Gender", "vic_TypeOfExploitation"}) +
    sheet_row(2, {"", "Case Owner", "First Name", "Gender", "Type of Exploitation"}) +
    sheet_row(3, {"1", "Vera Example", "Ana", "Feminine", "ForcedLabour"}) + sheet_row(4, {"2"});

TEST(HtcdsWorkbook, IsKnownByItsHeadAndReadWithoutWhoSheIs) {
  const std::string bytes = book(kRows, sheet_row(1, {"Ana Invented called"}));
  const MemoryInput input{std::string_view(bytes)};
  const auto sample = sample_of(input, "cases.xlsx");
  ASSERT_TRUE(sample);
  EXPECT_EQ(recognise(*sample).reader->name, "htcds");
  const Collected got = collect(htcds_reader(), bytes);
  ASSERT_EQ(got.error, "");
  EXPECT_EQ(fields(got),
            (std::vector<std::string>{"3  sheet 1, column 4 prs_Gender=Feminine",
                                      "3  sheet 1, column 5 vic_TypeOfExploitation=ForcedLabour"}));
  ASSERT_EQ(got.remarks.size(), 2U);
  EXPECT_EQ(got.remarks[0].text.find("2 answers tell"), 0U) << got.remarks[0].text;
  EXPECT_EQ(got.remarks[1].code, "sheets");
  for (const Remark& one : got.remarks)
    EXPECT_EQ(one.text.find("Ana"), std::string::npos) << one.text;
}

TEST(HtcdsWorkbook, TheSheetOfWordsToChooseFromHasNoAnswers) {
  const std::string words = sheet_row(3, {"Gender", "Citizenship", "Methods of Control",
                                          "Type of Exploitation", "Consent", "Birthdate"}) +
                            sheet_row(4, {"Feminine", "XX", "DebtBondage", "ForcedLabour", "Yes"});
  EXPECT_EQ(collect(htcds_reader(), book(kRows, words)).all<CaseField>().size(), 2U);
  EXPECT_GT(collect(htcds_reader(), book(words)).all<CaseField>().size(), 2U)
      << "alone it is a table";
}

TEST(HtcdsWorkbook, OtherWorkbooksAreLeftToTheirReader) {
  const std::string bytes = book(sheet_row(1, {"Date", "Amount", "Gender", "Text"}));
  const MemoryInput input{std::string_view(bytes)};
  EXPECT_EQ(recognise(*sample_of(input, "cases.xlsx")).reader->name, "workbook");
  EXPECT_NE(collect(htcds_reader(), bytes).error.find("no table in the fields of HTCDS"),
            std::string::npos);
}

TEST(HtcdsWorkbook, CutAnywhereGivesAnErrorOrWholeAnswers) {
  const std::string bytes = book(kRows);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Collected got = collect(htcds_reader(), std::string_view(bytes).substr(0, size));
    for (const CaseField& one : got.all<CaseField>())
      EXPECT_TRUE(one.value == "Feminine" || one.value == "ForcedLabour") << size << one.value;
  }
}

}  // namespace
}  // namespace redress::intake
