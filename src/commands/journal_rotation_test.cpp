// docs/verify_journal.py across changes of the docket's key, and over proofs of acts that are not shown.
#include <nlohmann/json.hpp>

#include "commands/journal_proofs_testing.hpp"

namespace redress::commands {
namespace {

using nlohmann::json;

class RotatedVerifier : public VerifierRun {
 protected:
  json inclusion(std::uint64_t position, const std::string& log = "evidence") {
    return json::parse(inclusion_text(position, log));
  }
  json consistency(const std::string& kept) { return json::parse(consistency_text(kept)); }
  json turn() { return json::parse(turned()); }
  std::string signer() { return base::to_hex(open().head(Log::evidence)->signer); }
  std::string rotation(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return " --rotation '" + (folder_ / name).string() + "'";
  }
  void expect(int status, const std::vector<std::string>& proofs, const std::string& options) {
    const Ran ran = run(proofs, options);
    EXPECT_EQ(ran.status, status) << joined(ran.lines);
    EXPECT_EQ(ran.errors, "");
  }
};

TEST_F(RotatedVerifier, KeysAreFollowedAcrossTheirChangesAndNotBeyond) {
  add_act(1);
  const std::string first = signer();
  const std::string head_1 = head_line();
  turn();
  add_act(2);
  const std::string head_2 = head_line();
  const std::uint64_t acts = *open().store().leaf_count(Log::work);
  const json two = turn();
  add_act(3);
  const std::string known = "--signer " + signer();
  json one;  // made now, so under the present head
  for (std::uint64_t at = 0; at < acts; ++at)
    if (open().act({Log::work, at})->kind == "rotation") one = inclusion(at, "work");
  const std::string from_1 = consistency(head_1).dump();
  const std::string from_2 = consistency(head_2).dump();
  const std::string newest = rotation("two", two.dump());
  const std::string chain = rotation("one", one.dump()) + newest;

  expect(1, {from_1}, known);
  expect(1, {from_2}, known);
  expect(0, {from_1, from_2}, known + chain);
  expect(0, {from_2}, known + newest);
  expect(1, {from_1}, known + newest);
  expect(0, {from_1}, known + " --signer " + first);
  expect(0, {from_1}, known + " --signer " + first + " --kept '" + head_1 + "'");
  expect(0, {from_1}, known + chain + " --kept '" + head_1 + "'");
  // A former key vouches for none after it: whoever has it could sign such an act too.
  expect(1, {from_1}, "--signer " + first + chain);
  expect(1, {from_1}, "--kept '" + head_1 + "'" + chain);
}

TEST_F(RotatedVerifier, WhatIsNoProofOfAChangeOfKeysIsSaid) {
  add_act(1);
  const std::string before = head_line();
  const json two = turn();
  add_act(2);
  const std::string known = "--signer " + signer();
  const std::string from = consistency(before).dump();
  expect(0, {from}, known + rotation("two", two.dump()));
  const Ran other = run({from}, known + rotation("other", inclusion(0).dump()));
  EXPECT_EQ(other.status, 1);
  EXPECT_NE(other.lines.front().find("no act by which a docket got new keys"), std::string::npos);
  for (const char* key : {"leaf", "head", "leaf_hash"}) {
    const std::size_t size = two[key].get<std::string>().size();
    for (const std::size_t at : {std::size_t{30}, size / 2, size - 1}) {
      json changed = two;
      changed[key] = flipped(two[key], at);
      expect(1, {from}, known + rotation("changed", changed.dump()));
    }
  }
  for (const char* noise : {"", "[[[", "null", "{}", "7"})
    expect(1, {from}, known + rotation("noise", noise));
  expect(1, {from}, known + " --rotation /nowhere");
}

TEST_F(RotatedVerifier, AHeadOfMoreActsThanThereWereWhenItsKeyEndedIsRefused) {
  add_act(1);
  const base::SecretBytes seed = open().derived(docket::Purpose::head);
  const json two = turn();
  add_act(2);
  add_act(3);
  // Whoever kept the former key signs a head of all of today's acts with it.
  json proof = inclusion(0);
  docket::Head head = *docket::parse_head(proof["head"].get<std::string>());
  const std::string known = "--signer " + base::to_hex(head.signer);
  docket::sign(head, seed, 1, docket::make_user_keys(rng_));
  proof["head"] = docket::text_of(head);
  const Ran ran = run({proof.dump()}, known + rotation("two", two.dump()));
  EXPECT_EQ(ran.status, 1);
  ASSERT_FALSE(ran.lines.empty());
  EXPECT_NE(ran.lines.front().find("of more acts than there were"), std::string::npos)
      << ran.lines.front();
}

TEST_F(RotatedVerifier, AHashWithoutItsActIsProvedToStandInItsPlace) {
  for (std::uint64_t i = 1; i <= 5; ++i) add_act(i);
  json proof = inclusion(2);
  proof.erase("leaf");
  expect(1, {proof.dump()}, keys());  // what is missing is not taken for withheld
  proof["proves"] = "inclusion-of-hash";
  const Ran ran = run({proof.dump()}, keys());
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.lines.front().find("one that is not shown"), std::string::npos);
  proof["leaf_hash"] = flipped(proof["leaf_hash"]);
  refuse({{proof.dump(), "leads to another root"}});
}

}  // namespace
}  // namespace redress::commands
