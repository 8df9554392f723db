// docs/verify_journal.py, which shares no code with Redress, over what Redress proves: every leaf of
// every log of 1 to 64 acts and every pair of sizes must hold, and whatever is changed must not.
#include <sodium.h>

#include <nlohmann/json.hpp>

#include "commands/journal_proofs_testing.hpp"

namespace redress::commands {
namespace {

using nlohmann::json;

class Verifier : public VerifierRun {
 protected:
  json inclusion(std::uint64_t position, const std::string& log = "evidence") {
    return json::parse(inclusion_text(position, log));
  }
  json consistency(const std::string& kept) { return json::parse(consistency_text(kept)); }
};

/// The n-th word of a line changed as `change` says.
json with_word(const json& line, std::size_t n,
               const std::function<std::string(std::string)>& change) {
  std::istringstream in(line.get<std::string>());
  std::string out;
  std::string word;
  for (std::size_t i = 0; in >> word; ++i)
    out += (i == 0 ? "" : " ") + (i == n ? change(word) : word);
  return out;
}

std::string flip(std::string word) {
  word.front() = word.front() == '1' ? '2' : '1';
  return word;
}

/// Changes of a head that stands under `key`; only the person's part and the signatures speak.
void add_head_changes(const json& good, const std::string& key, std::vector<Bad>& bad) {
  const std::vector<std::string> reasons{"not a head of version",
                                         "not a head of version",
                                         "",
                                         "is damaged",
                                         "",
                                         "",
                                         "",
                                         "another key",
                                         "docket's signature",
                                         "",
                                         "",
                                         "signature of user 1"};
  for (std::size_t word = 0; word < reasons.size(); ++word) {
    json changed = good;
    changed[key] = with_word(good[key], word, flip);
    bad.push_back({changed.dump(), reasons[word]});
    if (word == 0) continue;
    changed[key] = with_word(good[key], word, [](const std::string&) { return std::string(); });
    bad.push_back({changed.dump(), ""});
  }
  json changed = good;
  changed[key] = good[key].get<std::string>() + " 00";
  bad.push_back({changed.dump(), "not a head"});
  for (const json& other : {json(), json(7), json("")}) {
    changed[key] = other;
    bad.push_back({changed.dump(), ""});
  }
}

void add_path_changes(const json& good, const std::string& reason, std::vector<Bad>& bad) {
  json changed = good;
  for (std::size_t i = 0; i < good["proof"].size(); ++i) {
    changed["proof"][i] = flipped(good["proof"][i], 7 * i);
    bad.push_back({changed.dump(), reason});
    changed = good;
    changed["proof"].erase(i);
    bad.push_back({changed.dump(), ""});
    changed = good;
  }
  changed["proof"].push_back(std::string(64, 'a'));
  bad.push_back({changed.dump(), ""});
}

TEST_F(Verifier, HoldsForEveryLeafAndPairOfEverySize) {
  std::vector<std::string> lines;
  std::vector<std::string> heads{head_line()};
  for (std::uint64_t size = 1; size <= kSizes; ++size) {
    add_act(size);
    heads.push_back(head_line());
    for (std::uint64_t position = 0; position < size; ++position)
      lines.push_back(inclusion(position).dump());
    for (const std::string& kept : heads) lines.push_back(consistency(kept).dump());
  }
  const Ran ran = run(lines, keys());
  EXPECT_EQ(ran.status, 0) << "the verifier needs python3, which ./setup installs";
  EXPECT_EQ(ran.errors, "");
  ASSERT_EQ(ran.lines.size(), kSizes * (kSizes + 1) / 2 + kSizes * (kSizes + 3) / 2);
  for (const std::string& line : ran.lines) {
    EXPECT_NE(line.find(": holds: "), std::string::npos) << line;
    if (line.find("whose signature") != std::string::npos)
      EXPECT_NE(line.find("whose signature over it holds"), std::string::npos) << line;
  }
  // The same proofs are of no docket with another key.
  const Ran other = run({lines.back()}, "--signer " + flipped(signer_));
  EXPECT_EQ(other.status, 1);
}

TEST_F(Verifier, RefusesWhateverIsChangedInAProofOfAnAct) {
  std::vector<Bad> bad;
  std::vector<json> proofs;
  for (std::uint64_t size = 1; size <= 33; ++size) {
    add_act(size);
    if (size == 1 || size == 2 || size == 7 || size == 8 || size == 33)
      for (const std::uint64_t position : {std::uint64_t{0}, size / 2, size - 1})
        proofs.push_back(inclusion(position));
  }
  for (const json& good : proofs) {
    json changed = good;
    for (const std::string key : {"leaf", "leaf_hash", "root"}) {
      changed[key] = flipped(good[key], 40);
      bad.push_back({changed.dump(), key == "root" ? "root" : "leaf hash"});
      changed = good;
    }
    const base::Bytes leaf = *base::from_hex(flipped(good["leaf"], 40));
    changed["leaf"] = base::to_hex(leaf);
    changed["leaf_hash"] = docket::merkle::leaf_hash(leaf).hex();
    bad.push_back({changed.dump(), "leads to another root"});
    changed = good;
    for (const int step : {-1, 1}) {
      changed["size"] = good["size"].get<int>() + step;
      bad.push_back({changed.dump(), "size"});
      changed = good;
      changed["position"] = good["position"].get<int>() + step;
      bad.push_back({changed.dump(), ""});
      changed = good;
    }
    changed["log"] = "work";
    bad.push_back({changed.dump(), "another log"});
    add_path_changes(good, "leads to another root", bad);
  }
  add_head_changes(proofs.back(), "head", bad);
  refuse(bad);
}

TEST_F(Verifier, RefusesWhateverIsChangedInAProofThatALogBeginsWithAnother) {
  std::vector<Bad> bad;
  std::vector<std::string> heads{head_line()};
  json last;
  for (std::uint64_t size = 1; size <= 13; ++size) {
    add_act(size);
    heads.push_back(head_line());
    for (std::uint64_t first = 1; first < size; ++first) {
      const json good = last = consistency(heads[first]);
      json changed = good;
      for (const std::string key : {"first", "second"}) {
        changed[key] = good[key].get<int>() + 1;
        bad.push_back({changed.dump(), key});
        changed = good;
        changed[key + "_root"] = flipped(good[key + "_root"]);
        bad.push_back({changed.dump(), key});
        changed = good;
      }
      changed["kept"] = heads[first - 1];
      bad.push_back({changed.dump(), "first"});
      add_path_changes(good, "", bad);
    }
  }
  add_head_changes(last, "head", bad);
  add_head_changes(last, "kept", bad);
  json swapped = last;
  std::swap(swapped["head"], swapped["kept"]);
  std::swap(swapped["first"], swapped["second"]);
  std::swap(swapped["first_root"], swapped["second_root"]);
  bad.push_back({swapped.dump(), "of fewer acts"});
  json none = last;
  none.erase("kept");
  bad.push_back({none.dump(), "--kept"});
  refuse(bad);
  // With the head that somebody kept, the one in the proof does not speak.
  EXPECT_EQ(run({none.dump()}, keys() + " --kept '" + heads[12] + "'").status, 0);
  EXPECT_EQ(run({last.dump()}, keys() + " --kept '" + heads[11] + "'").status, 1);
  EXPECT_EQ(run({none.dump()}, "--kept '" + heads[12] + "'").status, 0);
}

/// A log of one leaf whose tree and head are right, whatever the leaf is.
std::string alone(const base::Bytes& leaf, const docket::DocketId& id,
                  const docket::UserKeys& keys) {
  docket::Head head{.docket = id, .log = Log::evidence, .size = 1};
  head.root = docket::merkle::leaf_hash(leaf);
  docket::sign(head, base::SecretBytes::of_size(32), 1, keys);
  return json{{"log", "evidence"},
              {"position", 0},
              {"size", 1},
              {"root", head.root.hex()},
              {"leaf", base::to_hex(leaf)},
              {"leaf_hash", head.root.hex()},
              {"proof", json::array()},
              {"head", docket::text_of(head)}}
      .dump();
}

TEST_F(Verifier, RefusesAnActThatItsUserDidNotSignOrThatBelongsElsewhere) {
  const docket::UserKeys keys = docket::make_user_keys(rng_);
  const docket::UserKeys others = docket::make_user_keys(rng_);
  const docket::DocketId id{4, 2};
  const auto leaf_of = [](const docket::Act& act, const docket::UserKeys& by) {
    docket::Leaf leaf{docket::encode(act), {}};
    const base::Bytes input = docket::signing_input(leaf.act);
    crypto_sign_detached(leaf.signature.data(), nullptr, input.data(), input.size(),
                         by.sign_secret.view().data());
    return docket::encode(leaf);
  };
  const docket::Act act{.docket = id, .log = Log::evidence, .user = 1, .kind = "case", .number = 1};
  docket::Act elsewhere = act;
  elsewhere.docket = {9};
  docket::Act later = act;
  later.position = 3;
  docket::Act work = act;
  work.log = Log::work;
  docket::Head head{.docket = id};
  docket::sign(head, base::SecretBytes::of_size(32), 1, keys);
  signer_ = base::to_hex(head.signer);
  user_ = base::to_hex(keys.sign_public);
  EXPECT_EQ(run({alone(leaf_of(act, keys), id, keys)}, this->keys()).status, 0);

  base::Bytes lying = leaf_of(act, keys);
  lying[2] = 0xff;  // the low byte of the length of the act's bytes
  base::Bytes longer = leaf_of(act, keys);
  longer.push_back(0);
  refuse({{alone(leaf_of(act, others), id, keys), "signature of user 1 over the act"},
          {alone(leaf_of(elsewhere, keys), id, keys), "of another docket"},
          {alone(leaf_of(later, keys), id, keys), "signed for another place"},
          {alone(leaf_of(work, keys), id, keys), "signed for another place"},
          {alone(leaf_of(act, keys), id, others), "another key for user 1"},
          {alone(lying, id, keys), "leaf"},
          {alone(longer, id, keys), "leaf"},
          {alone({}, id, keys), "leaf"},
          {alone({0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, id, keys), "leaf"},
          {alone(base::Bytes(5000, 0x81), id, keys), "leaf"},
          {alone(base::Bytes(5000, 0x5b), id, keys), "leaf"}});
}

TEST_F(Verifier, ASignatureHasOneFormAndAKeyOfSmallOrderSignsNothing) {
  const docket::UserKeys keys = docket::make_user_keys(rng_);
  const docket::DocketId id{4, 2};
  json good = json::parse(alone({0x80}, id, keys));
  docket::Head head = *docket::parse_head(good["head"].get<std::string>());
  head.maker.reset();
  // S + L, where L is the order of the base point (RFC 8032, 5.1): the same number to a careless eye.
  const base::Bytes order =
      *base::from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  docket::Head twice = *docket::parse_head(good["head"].get<std::string>());
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    carry += static_cast<unsigned>(twice.signature[32 + i]) + order[i];
    twice.signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8U;
  }
  EXPECT_FALSE(docket::parse_head(docket::text_of(twice)));
  // The neutral point as key and as R, S = 0: true of any text where small orders are let through.
  head.signer = {1};
  head.signature = {1};
  EXPECT_FALSE(docket::parse_head(docket::text_of(head)));
  json other = good;
  other["head"] = docket::text_of(head);
  good["head"] = docket::text_of(twice);
  signer_ = base::to_hex(twice.signer);
  refuse({{good.dump(), "docket's signature"}});
  signer_ = base::to_hex(head.signer);
  refuse({{other.dump(), "docket's signature"}});
}

TEST_F(Verifier, BadInputGetsAMessageAndNeverATrace) {
  add_act(1);
  const json good = inclusion(0);
  std::vector<Bad> bad{{"", "not JSON"},
                       {"null", "not a proof"},
                       {"[]", "not a proof"},
                       {"7", "not a proof"},
                       {"{}", "not a proof"},
                       {R"({"proof": {}})", "not a proof"},
                       {R"({"proof": [7]})", "hexadecimal"},
                       {R"({"proof": ["\ud800"]})", "hexadecimal"},
                       {std::string(100000, '['), "not JSON"},
                       {std::string(100000, '9'), ""},
                       {good.dump().substr(0, 300), "not JSON"},
                       {std::string("\x01\x00\x02", 3), "not JSON"}};
  for (const auto& [key, value] : good.items()) {
    if (key == "proves") continue;
    json changed = good;
    for (const json& other :
         {json(), json(-1), json(1.5), json(true), json("x"), json("\xc3\xa9"), json::array({1}),
          json::parse("123456789012345678901234567890"), json::object()}) {
      changed[key] = other;
      bad.push_back({changed.dump(), ""});
    }
    changed = good;
    changed.erase(key);
    bad.push_back({changed.dump(), ""});
  }
  refuse(bad);
  EXPECT_EQ(run({good.dump()}, "").status, 1);
  EXPECT_EQ(run({good.dump()}, "--signer xyz").status, 1);
  EXPECT_EQ(run({good.dump()}, keys() + " --user 2").status, 1);
  EXPECT_EQ(run({}, keys()).status, 1);
  const Ran binary = run({"\xff\xfe"}, keys());
  EXPECT_EQ(binary.status, 1);
  EXPECT_EQ(binary.errors, "");
}

}  // namespace
}  // namespace redress::commands
