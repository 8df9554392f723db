// What a regime hides from a user is not told by any command: not its words, not its label, not that it is
// there. Every command of the registry needs a scenario here.
#include <functional>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "commands/hidden_testing.hpp"

namespace redress::commands {
namespace {

using nlohmann::json;
using Words = std::map<std::string, std::vector<std::string>>;

enum class Tells : std::uint8_t { no, yes };  ///< to somebody on the list

/// A command that shows something.
struct Reads {
  std::string name;
  Words words;
  Tells tells = Tells::yes;
};

/// A command that takes labels: the hidden one must answer as one that nobody ever gave.
struct Takes {
  std::string name;
  Words words;
  std::string parameter;   ///< which takes the label
  std::string kind;        ///< of the hidden thing
  bool with_kind = false;  ///< "exhibit E-3" instead of "E-3"
};

const Entry* entry(const std::string& name) {
  const auto& all = registry();
  const auto at = std::ranges::find(all, name, &Entry::name);
  return at == all.end() ? nullptr : &*at;
}

/// Commands that show nothing of a case and take no label of what may be hidden, each with the reason.
const std::map<std::string, std::string>& without_scenario() {
  static const std::map<std::string, std::string> all{
      {"backup keys", "writes sealed keys"},
      {"backup make", "writes sealed bytes"},
      {"case add", "a case is not of a regime"},
      {"case amend", "a case is not of a regime"},
      {"case import", "a folder goes into a case of its own"},
      {"commands", "opens no docket"},
      {"engine", "opens no docket"},
      {"init", "opens no docket"},
      {"kinds", "opens no docket"},
      {"law check", "opens no docket"},
      {"law diff", "opens no docket"},
      {"law limits", "counts are not of a regime"},
      {"law list", "opens no docket"},
      {"law show", "opens no docket"},
      {"map", "opens no docket"},
      {"named withdraw", "an entry of the list is for who administers it"},
      {"note add", "notes are about parties, behind walls"},
      {"note open", "notes are about parties, behind walls"},
      {"note search", "notes are about parties, behind walls"},
      {"party open-name", "parties are not of a regime"},
      {"party seal-name", "parties are not of a regime"},
      {"readers", "opens no docket"},
      {"recovery make", "writes shares"},
      {"recovery use", "opens with shares"},
      {"restore", "opens no docket"},
      {"simulate", "opens no docket"},
      {"user add", "users are not of a case"},
      {"user passphrase", "a user's own"},
      {"user remove", "users are not of a case"},
      {"wall grant", "walls have keys"},
      {"wall prints", "walls have keys"},
      {"wall renew", "walls have keys"},
      {"wall revoke", "walls have keys"},
      {"wall rules", "opens no docket"},
  };
  return all;
}

class Hidden : public testing::HiddenTest {
 protected:
  std::vector<Reads> reads() const {
    const Words in_case{{"case", {"lantern"}}};
    const Words leaves{{"case", {"lantern"}},
                       {"receiver", {"the court"}},
                       {"purpose", {"enforcing federal criminal law"}},
                       {"ground", {"court-order"}},
                       {"looked-at", {"a person, and it may leave"}}};
    const auto with = [](Words words, const std::string& name, const std::string& value) {
      words[name] = {value};
      return words;
    };
    std::vector<Reads> out{
        {"authority check", in_case},
        {"authority clocks", in_case},
        {"backup list", {}, Tells::no},
        {"brief", in_case},
        {"brief", with(in_case, "detail", "")},
        {"brief", with(leaves, "html", (path("out") / "brief.html").string())},
        {"brief", with(leaves, "json-file", (path("out") / "brief.json").string())},
        {"case export", with(leaves, "folder", (path("out") / "folder").string())},
        {"case list", {}, Tells::no},
        {"custody check", in_case},
        {"disclose", with(in_case, "what", "list")},
        {"exhibit check", in_case, Tells::no},
        {"filter list", in_case, Tells::no},
        {"find", with(in_case, "words", "zq1*")},
        {"import screen", {}, Tells::no},
        {"import sweep", {}, Tells::no},
        {"journal check", {}, Tells::no},
        {"journal head", {}, Tells::no},
        {"journal show", {{"log", {"evidence"}}, {"last", {"1000"}}}},
        {"journal show", {{"log", {"work"}}, {"last", {"1000"}}}},
        {"named list", in_case, Tells::no},
        {"note list", in_case, Tells::no},
        {"party identities", in_case},
        {"party propose", in_case},
        {"proof", in_case},
        {"proof", with(in_case, "detail", "")},
        {"quarantine list", in_case},
        {"records", with(in_case, "kind", "transfer")},
        {"rebuild", {}, Tells::no},
        {"rotate", {{"full", {""}}, {"why", {"a test"}}}, Tells::no},
        {"shred", {{"case", {"lantern"}}, {"label", {"S1"}}, {"why", {"a test"}}}, Tells::no},
        {"statements", in_case},
        {"transfers list", in_case, Tells::no},
        {"transfers match", {{"case", {"lantern"}}, {"days", {"3"}}, {"fee", {"0"}}}, Tells::no},
        {"user list", {}, Tells::no},
        {"verify", {}, Tells::no},
        {"wall readers", in_case, Tells::no},
    };
    for (const Entry& one : registry()) {
      const std::string kind = one.name.substr(0, one.name.find(' '));
      if (one.name == kind + " list" && kind_of(kind) != nullptr && !has(out, one.name))
        out.push_back({one.name, in_case, labels_.contains(kind) ? Tells::yes : Tells::no});
      if (one.name == kind + " show" && labels_.contains(kind))
        out.push_back(
            {one.name, {{"case", {"lantern"}}, {"label", {labels_.at(kind)}}, {"log", {kind}}}});
    }
    out.push_back({"demand list", {}});
    return out;
  }

  std::vector<Takes> takes() const {
    const std::string day = "2024-06-01T10:00:00Z";
    const Words reviewed{{"aim", {"review"}}, {"ground", {"authority"}}, {"why", {"x"}}};
    std::vector<Takes> out{
        {"add", {{"folder", {path("hashes").string()}}}, "authority", "authority"},
        {"authority done",
         {{"clock", {"notify"}}, {"on", {"2024-06-01"}}, {"by", {"a clerk"}}},
         "authority",
         "authority"},
        {"brief",
         {{"html", {(path("out") / "x").string()}},
          {"receiver", {"a"}},
          {"purpose", {"b"}},
          {"ground", {"consent"}}},
         "demand",
         "demand"},
        {"custody give", {{"to", {"x"}}, {"at", {day}}, {"purpose", {"x"}}}, "exhibit", "exhibit"},
        {"custody take", {{"at", {day}}}, "exhibit", "exhibit"},
        {"demand step",
         {{"what", {"counsel"}}, {"on", {"2024-06-01"}}, {"who", {"x"}}, {"text", {"x"}}},
         "label",
         "demand"},
        {"exhibit filter", {{"reason", {"x"}}}, "exhibit", "exhibit"},
        {"exhibit lock", {{"reason", {"x"}}}, "exhibit", "exhibit"},
        {"exhibit purge",
         {{"custodian", {"x"}}, {"place", {"x"}}, {"receipt", {"x"}}},
         "exhibit",
         "exhibit"},
        {"filter clear", reviewed, "exhibit", "exhibit"},
        {"filter open", reviewed, "exhibit", "exhibit"},
        {"filter redact", {{"why", {"x"}}, {"as", {"none"}}}, "exhibit", "exhibit"},
        {"filter redact", {{"why", {"x"}}, {"exhibit", {"none"}}}, "as", "exhibit"},
        {"filter withhold", {{"why", {"x"}}}, "exhibit", "exhibit"},
        {"find", {{"words", {"zq1*"}}}, "exhibit", "exhibit"},
        {"import quarantined",
         {{"kind", {"transfer"}}, {"aim", {"review"}}, {"ground", {"authority"}}, {"why", {"x"}}},
         "label",
         "import"},
        {"import refused", {}, "label", "import"},
        {"import release", {{"why", {"x"}}}, "label", "import"},
        {"import repeated", {}, "label", "import"},
        {"records", {{"kind", {"transfer"}}}, "import", "import"},
        {"named add",
         {{"regime", {"us/grand-jury"}}, {"person", {kOutside}}, {"from", {"2024-06-01"}}},
         "authority",
         "authority"},
        {"quarantine add",
         {{"why", {"x"}}, {"found-by", {"x"}}, {"on", {"2024-06-01"}}},
         "about",
         "item",
         true},
        {"quarantine release", {{"why", {"x"}}}, "about", "exhibit", true},
    };
    for (const char* name : {"exhibit", "authority", "item"})
      out.push_back({"proof", {}, std::string("without-") + name, name});
    add_of_kinds(out);
    return out;
  }

  /// add, show, amend and withdraw of every kind, with each field that refers to something hidden.
  void add_of_kinds(std::vector<Takes>& out) const {
    for (const Entry& one : registry()) {
      const std::size_t space = one.name.find(' ');
      const std::string name = one.name.substr(0, space);
      const docket::KindSchema* kind = kind_of(name);
      if (space == std::string::npos || kind == nullptr) continue;
      const std::string verb = one.name.substr(space + 1);
      if ((verb == "show" || verb == "withdraw") && labels_.contains(name) && name != "journal")
        out.push_back({one.name, {{"reason", {"x"}}}, "label", name});
      if (verb == "amend" && labels_.contains(name))
        out.push_back({one.name, {{"reason", {"x"}}}, "of", name});
      if (verb != "add" && verb != "amend") continue;
      if (has(one, "about") && kind->info.name == "mark")
        out.push_back({one.name, own_of(verb, name), "about", "exhibit", true});
      for (const docket::FieldSchema& field : kind->fields) {
        std::string option(field.name);
        std::ranges::replace(option, '_', '-');
        if (has(one, option) && labels_.contains(std::string(field.target)))
          out.push_back({one.name, own_of(verb, name), option, std::string(field.target)});
      }
    }
  }

  /// An amendment is of something open, where there is one of that kind.
  static Words own_of(const std::string& verb, const std::string& kind) {
    static const std::map<std::string, std::string> open_ones{
        {"count", "N1"}, {"origin", "bank"}, {"party", "D1"}};
    Words out{{"reason", {"x"}}};
    const auto open = open_ones.find(kind);
    if (verb == "amend") out["of"] = {open == open_ones.end() ? "none" : open->second};
    return out;
  }

  static const docket::KindSchema* kind_of(const std::string& name) {
    for (const docket::KindSchema* kind : all_kinds())
      if (kind->info.name == name) return kind;
    return nullptr;
  }
  static bool has(const std::vector<Reads>& all, const std::string& name) {
    return std::ranges::find(all, name, &Reads::name) != all.end();
  }
  static bool has(const Entry& one, const std::string& parameter) {
    return std::ranges::find(one.parameters, parameter, &Parameter::name) != one.parameters.end();
  }

  struct Said {
    std::string text;
    int status = 0;
  };
  /// What a person and a program see, with what was written to files; as the command line does it.
  Said run_as(Session& session, const std::string& name, const Words& words) {
    std::error_code code;
    std::filesystem::remove_all(path("out"), code);
    std::filesystem::create_directories(path("out"), code);
    Arguments arguments;
    for (const auto& [key, values] : words) arguments.set(key, values);
    const auto out = run(*entry(name), session, arguments);
    if (!out) return {out.error().text(), 2 + static_cast<int>(out.error().kind())};
    std::string text = out->text + "\n" + out->json + "\n";
    for (const auto& file : std::filesystem::recursive_directory_iterator(path("out"), code))
      if (file.is_regular_file())
        text += file.path().string() + "\n" + docket::testing::read(file.path()) + "\n";
    return {std::move(text), out->clean ? 0 : 1};
  }
};

TEST_F(Hidden, EveryCommandHasAScenario) {
  make();
  std::set<std::string> covered;
  for (const Reads& one : reads()) covered.insert(one.name);
  for (const Takes& one : takes()) covered.insert(one.name);
  for (const char* own :
       {"exhibit known-hashes", "journal prove", "transfers accept", "transfers undo"})
    covered.insert(own);  // have tests of their own
  for (const auto& [name, why] : without_scenario()) {
    EXPECT_NE(entry(name), nullptr) << name;
    EXPECT_FALSE(covered.contains(name)) << name << " has a scenario and is said to need none";
  }
  for (const Entry& one : registry()) {
    const std::string kind = one.name.substr(0, one.name.find(' '));
    // What refers to nothing that may be hidden and is not hidden itself: counts, parties, holds ...
    const bool plain = kind_of(kind) != nullptr && !labels_.contains(kind) &&
                       std::ranges::none_of(kind_of(kind)->fields, [&](const auto& field) {
                         return labels_.contains(std::string(field.target));
                       });
    EXPECT_TRUE(covered.contains(one.name) || without_scenario().contains(one.name) || plain)
        << one.name << " has no scenario: say what it shows to somebody from whom a regime hides "
        << "something, or why it shows nothing";
  }
  for (const Reads& one : reads()) EXPECT_NE(entry(one.name), nullptr) << one.name;
  for (const Takes& one : takes()) {
    ASSERT_NE(entry(one.name), nullptr) << one.name;
    EXPECT_TRUE(has(*entry(one.name), one.parameter)) << one.name << " --" << one.parameter;
  }
}

TEST_F(Hidden, NoCommandShowsItAndEachShowsItToWhoIsOnTheList) {
  make();
  Session outside = session(kOutside);
  for (const Reads& one : reads()) {
    SCOPED_TRACE(one.name);
    const Said known = run_as(*inside_, one.name, one.words);
    EXPECT_EQ(!told(known.text).empty(), one.tells == Tells::yes) << known.text;
    const Said said = run_as(outside, one.name, one.words);
    for (const std::string& word : told(said.text))
      if (one.name.ends_with(" show") && one.words.contains("label"))
        EXPECT_EQ(word.substr(0, word.find(' ')), one.words.at("label").front()) << said.text;
      else
        ADD_FAILURE() << word << " stands in:\n" << said.text.substr(0, 4000);
  }
}

TEST_F(Hidden, AProofOfAnActThatIsHiddenHoldsWithoutTheAct) {
  make();
  Session outside = session(kOutside);
  for (const docket::Log log : docket::kLogs) {
    const std::uint64_t size = *docket().store().leaf_count(log);
    std::size_t without = 0;
    for (std::uint64_t at = 0; at < size; ++at) {
      const Words words{{"log", {std::string(docket::name_of(log))}},
                        {"position", {std::to_string(at)}}};
      const Said said = run_as(outside, "journal prove", words);
      EXPECT_TRUE(told(said.text).empty()) << said.text;
      const Said known = run_as(*inside_, "journal prove", words);
      const auto proof = json::parse(said.text.substr(said.text.rfind("\n{") + 1));
      auto whole = json::parse(known.text.substr(known.text.rfind("\n{") + 1));
      EXPECT_TRUE(whole.contains("leaf"));
      if (proof.contains("leaf")) continue;
      ++without;
      whole.erase("leaf");
      EXPECT_EQ(proof["proves"], "inclusion-of-hash");
      EXPECT_EQ(proof["leaf_hash"], whole["leaf_hash"]);
      EXPECT_EQ(proof["proof"], whole["proof"]);
    }
    EXPECT_GT(without, 0U);
  }
}

TEST_F(Hidden, ALabelOfItAnswersAsOneThatNobodyGave) {
  make();
  Session outside = session(kOutside);
  for (const Takes& one : takes()) {
    SCOPED_TRACE(one.name + " --" + one.parameter);
    const auto answer = [&](Session& session, const std::string& label) {
      Words words = one.words;
      words.emplace("case", std::vector<std::string>{"lantern"});
      words[one.parameter] = {one.with_kind ? one.kind + " " + label : label};
      Said said = run_as(session, one.name, words);
      for (std::size_t at = said.text.find(label); at != std::string::npos;
           at = said.text.find(label))
        said.text.replace(at, label.size(), "<label>");
      return said;
    };
    const std::uint64_t before = *docket().store().leaf_count(docket::Log::evidence) +
                                 *docket().store().leaf_count(docket::Log::work);
    const Said hidden = answer(outside, labels_.at(one.kind));
    const Said none = answer(outside, "nobodys-label");
    EXPECT_EQ(hidden.text, none.text);
    EXPECT_EQ(hidden.status, none.status);
    EXPECT_GE(hidden.status, 2) << hidden.text;
    EXPECT_TRUE(told(hidden.text).empty()) << hidden.text;
    EXPECT_EQ(*docket().store().leaf_count(docket::Log::evidence) +
                  *docket().store().leaf_count(docket::Log::work),
              before)
        << "something was entered: " << hidden.text;
  }
}

TEST_F(Hidden, ARecordOfItIsNoSideOfATransfer) {
  make();
  Session outside = session(kOutside);
  const auto accept = [&](const std::string& import) {
    return run_as(outside, "transfers accept",
                  {{"case", {"lantern"}},
                   {"out", {import + " transfer 0"}},
                   {"in", {"nobodys-label transfer 0"}},
                   {"reason", {"x"}}});
  };
  const Said hidden = accept(labels_["import"]);
  const Said none = accept("nobodys-other");
  EXPECT_GE(hidden.status, 2);
  EXPECT_EQ(hidden.status, none.status);
  EXPECT_LE(told(hidden.text).size(), 1U) << hidden.text;  // the label that was typed
  const Said undo = run_as(outside, "transfers undo",
                           {{"case", {"lantern"}}, {"label", {"TM-1"}}, {"reason", {"x"}}});
  EXPECT_GE(undo.status, 2);
}

TEST_F(Hidden, FaultsInItAreNotToldAndThoseInTheOpenAre) {
  make();
  Session outside = session(kOutside);
  // Once the origin is a survivor's word, the hidden binding can not say that it stands without her.
  const Words change{
      {"case", {"lantern"}}, {"of", {"bank"}}, {"parties", {"S1"}}, {"reason", {"she wrote it"}}};
  const Said refused = run_as(*inside_, "origin amend", change);
  EXPECT_GE(refused.status, 2);
  EXPECT_FALSE(told(refused.text).empty()) << refused.text;
  const Said moved = run_as(outside, "origin amend", change);
  EXPECT_EQ(moved.status, 0) << moved.text;
  EXPECT_TRUE(told(moved.text).empty()) << moved.text;
  // What is wrong by itself is refused, kept apart or not.
  enter("authority",
        {{"label", text("A1")},
         {"form", text("warrant")},
         {"title", text("A search")},
         {"issued", text("2024-05-01")}},
        "");
  const Said early = run_as(outside, "exhibit add",
                            {{"case", {"lantern"}},
                             {"title", {"A box"}},
                             {"holding", {"reference"}},
                             {"custodian", {"the store"}},
                             {"authority", {"A1"}},
                             {"obtained", {"2024-04-01"}}});
  EXPECT_NE(early.text.find("before its authority was issued"), std::string::npos) << early.text;
}

TEST_F(Hidden, ItLeavesForThePurposesOfItsRegimeAlone) {
  make();
  const auto brief = [&](const std::string& purpose, const std::string& ground) {
    return told(run_as(*inside_, "brief",
                       {{"case", {"lantern"}},
                        {"json-file", {(path("out") / "brief.json").string()}},
                        {"receiver", {"the court"}},
                        {"purpose", {purpose}},
                        {"ground", {ground}},
                        {"looked-at", {"a person, and it may leave"}}})
                    .text);
  };
  EXPECT_FALSE(brief("Enforcing federal criminal law: motion 3", "court-order").empty());
  EXPECT_TRUE(brief("a report about hotels", "court-order").empty());
  EXPECT_TRUE(brief("enforcing federal criminal law", "authority").empty());
}

TEST_F(Hidden, ItsBytesAreClosedWithoutBeingTold) {
  make();
  docket::testing::write(path("hashes"), digest_.hex() + "\n");
  Session outside = session(kOutside);
  const Said said = run_as(outside, "exhibit known-hashes", {{"file", {path("hashes").string()}}});
  EXPECT_TRUE(told(said.text).empty()) << said.text;
  EXPECT_EQ(said.status, 0);
  const auto exhibit = docket().named<docket::Exhibit>(labels_["exhibit"], {case_});
  ASSERT_TRUE(exhibit);
  EXPECT_TRUE(exhibit->value.locked);
  for (const std::string log : {"evidence", "work"})
    EXPECT_TRUE(
        told(run_as(outside, "journal show", {{"log", {log}}, {"last", {"1000"}}}).text).empty());
}

}  // namespace
}  // namespace redress::commands
