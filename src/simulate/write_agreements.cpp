// Papers of work: agreements as DOCX and as the text form, and the lists of what is said to be
// owed.

#include "simulate/letters.hpp"
#include "simulate/writers.hpp"
#include "simulate/zip.hpp"

namespace redress::simulate {
namespace {

using base::Result;

std::string_view work_of(Branch branch) {
  switch (branch) {
    case Branch::labour: return "Harvest and sorting";
    case Branch::venue: return "Cleaning of hotel rooms";
    case Branch::household: return "Help in the household";
  }
  return "";
}

constexpr std::string_view kFree = "Lodging and transport are free. The employee keeps all papers.";

std::string wage_text(const Survivor& one) {
  return "EUR " + amount_text(one.wage) + (one.per == Per::hour ? " per hour" : " per month");
}

std::string number_text(std::size_t number) {
  std::string out;
  put_number(out, static_cast<std::int64_t>(number), 3);
  return out;
}

std::string paragraph(std::string_view text) {
  std::string out = "<w:p><w:r><w:t xml:space=\"preserve\">";
  put_xml(out, text);
  return out + "</w:t></w:r></w:p>\n";
}

std::string docx(const World& world, const Survivor& one) {
  const Party& person = world.parties[one.party];
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  std::string body = head +
                     "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/"
                     "2006/main\"><w:body>\n";
  body += paragraph("Agreement of employment");
  body += paragraph("Employer: " + name_at(world, one.employer));
  body +=
      paragraph("Employee: " + person.name.native +
                (person.name.native == person.name.latin ? "" : " (" + person.name.latin + ")"));
  body += paragraph("Passport: " + person.paper);
  body += paragraph("Work: " + std::string(work_of(one.branch)) + ", 40 hours a week.");
  body += paragraph("Pay: " + wage_text(one) + ", for every hour that is worked.");
  body += paragraph(kFree);
  body += paragraph("Signed on " + iso(one.arrives - 7) + ", beginning on " + iso(one.arrives));
  body += "<w:sectPr/></w:body></w:document>\n";
  std::string created;
  put_utc(created, utc_of(one.arrives - 7, 36'000));
  StoredZip zip;
  zip.add("[Content_Types].xml",
          head +
              "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
              "relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType="
              "\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\""
              "/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
              "vnd.openxmlformats-package.core-properties+xml\"/></Types>\n");
  zip.add("_rels/.rels",
          head +
              "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
              "relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
              "officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
              "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
              "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
              "</Relationships>\n");
  zip.add("word/document.xml", body);
  zip.add("docProps/core.xml",
          head +
              "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/"
              "metadata/core-properties\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
              "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dcterms:created "
              "xsi:type=\"dcterms:W3CDTF\">" +
              created + "</dcterms:created></cp:coreProperties>\n");
  return zip.finish();
}

void put_value(std::string& out, std::string_view key, std::string_view value) {
  out += key;
  out += " = ";
  put_json(out, value);
  out += '\n';
}

std::string agreement_form(const World& world, const Survivor& one) {
  std::string out = "[agreement]\n";
  put_value(out, "worker", name_at(world, one.party));
  put_value(out, "employer", name_at(world, one.employer));
  put_value(out, "work", work_of(one.branch));
  put_value(out, "workplace", world.parties[one.employer].address);
  out += "signed = " + iso(one.arrives - 7) + "\n";
  out += "from = " + iso(one.arrives) + "\n";
  put_value(out, "wage", amount_text(one.wage));
  put_value(out, "currency", "EUR");
  put_value(out, "per", one.per == Per::hour ? "hour" : "month");
  put_value(out, "hours_per_week", "40");
  put_value(out, "language", code_of(world.parties[one.party].language));
  put_value(out, "terms", kFree);
  return out;
}

std::string charge_form(const World& world, std::size_t number) {
  const Survivor& one = world.survivors[number];
  std::string out = "# A list that was kept in the house. What stands here is claimed, not owed.\n";
  for (const DebtLine& line : world.debts) {
    if (line.survivor != number) continue;
    out += "\n[[charge]]\n";
    put_value(out, "person", name_at(world, one.party));
    put_value(out, "by", name_at(world, world.lookouts[one.group]));
    out += "on = " + iso(line.day) + "\n";
    put_value(out, "amount", amount_text(line.minor));
    put_value(out, "currency", "EUR");
    put_value(out, "sort", line.sort);
    put_value(out, "reason", line.reason);
    put_value(out, "balance", amount_text(line.balance));
  }
  return out;
}

}  // namespace

Result<void> write_agreements(Exhibits& exhibits, const World& world) {
  for (std::size_t number = 0; number < world.survivors.size(); ++number) {
    const Survivor& one = world.survivors[number];
    const std::string about = "agreement of " + name_at(world, one.party);
    const std::string stem = "papers/agreement-" + number_text(number + 1);
    const std::size_t form = REDRESS_TRY(
        exhibits.put(stem + ".toml", "form of an agreement", about, agreement_form(world, one), 1));
    exhibits.at(form).venture.add(1);
    if (number % 2 == 0) {
      const std::size_t paper =
          REDRESS_TRY(exhibits.put(stem + ".docx", "docx", about, docx(world, one), 1));
      exhibits.at(paper).venture.add(1);
    }
    std::uint64_t lines = 0;
    for (const DebtLine& line : world.debts) lines += line.survivor == number ? 1 : 0;
    const std::size_t list = REDRESS_TRY(
        exhibits.put("papers/list-" + number_text(number + 1) + ".toml", "form of charges",
                     "what is said that " + name_at(world, one.party) + " owes",
                     charge_form(world, number), lines));
    for (std::uint64_t row = 1; row <= lines; ++row) exhibits.at(list).venture.add(row);
  }
  return {};
}

}  // namespace redress::simulate
