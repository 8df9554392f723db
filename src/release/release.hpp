// The one way out: prepared bytes are checked, the act is made, and only then the bytes are written.
//
//   Checked checked = REDRESS_TRY(check(prepared, sensitive, options));
//   Sent sent = REDRESS_TRY(send(docket, prepared, checked, to));
//
// Promises: nothing is written under a name that others see before the act of its release is durable;
// what was written has the digest that the act names; bytes that could not be written are recorded as not
// sent. A whole hit of the release check (leak_search.hpp) refuses; a part hit refuses unless the terms say
// who looked at it and why it may leave. What could not be searched is named, in the answer and in the act.
// No value stands in any message. Bounds: one piece in memory at a time, kMostShown hits in a message.
// Bad input: a receiver, purpose or ground that is missing; a demand that counsel has not looked at; a
// target that is there already (folders); each is refused before any act.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "docket/docket.hpp"
#include "release/leak_search.hpp"
#include "release/profiles.hpp"

namespace redress::release {

struct Terms {
  std::string receiver;
  std::string purpose;
  docket::Ground ground = docket::Ground::authority;
  std::string profile{kDefaultProfile};
  std::string looked_at;  ///< who looked at part hits and why they may leave; empty: nobody
  docket::Ref<docket::Demand> demand;
};

using TakePiece = docket::TakeFile;

/// What is to leave. `pieces` gives the same pieces each time that it is called.
struct Prepared {
  docket::ReleaseForm form = docket::ReleaseForm::brief;
  docket::CaseRef in_case;
  Terms terms;
  bool folder = false;  ///< many files under one folder; else one piece, whose name is not used
  std::function<base::Result<void>(const TakePiece&)> pieces;
  /// What the bytes hold in a form that can not be searched as it is (acts in hexadecimal).
  std::vector<base::Bytes> also_searched;
};

Prepared one_file(docket::ReleaseForm form, docket::CaseRef in_case, Terms terms,
                  std::string bytes);

/// Why a value is not searched: "you hold no key".
struct NotSearched {
  std::string tag;
  std::string why;
};

/// What the check looks for. Values that the releasing user may open, prints for those that the user may
/// not, and the rest by name: nothing is left out in silence.
struct Sensitive {
  std::vector<SensitiveValue> values;
  std::vector<FingerprintSet> prints;
  FingerprintKey key;  ///< of the prints; 32 bytes where there are any
  std::vector<NotSearched> not_searched;
};

/// The seam to walls: the caller fills it, for the case and the purpose of the release.
using SensitiveValues = std::function<base::Result<Sensitive>(const Prepared&)>;

struct PieceHit {
  std::string piece;
  Hit hit;
};

/// What the check found; only check() makes one, and send() takes nothing else.
class Checked {
 public:
  const std::vector<PieceHit>& hits() const { return hits_; }
  const std::vector<NotSearched>& not_searched() const { return not_searched_; }
  const std::vector<std::string>& searched() const { return searched_; }
  /// Pieces that are no text (archives, pictures, PDF): what is inside was not searched.
  const std::vector<std::string>& no_text() const { return no_text_; }
  const base::Digest& digest() const { return digest_; }
  std::uint64_t bytes() const { return bytes_; }
  bool whole() const;

 private:
  friend base::Result<Checked> check(const Prepared&, const SensitiveValues&);
  std::vector<PieceHit> hits_;
  bool more_ = false;
  std::vector<NotSearched> not_searched_;
  std::vector<std::string> searched_;
  std::vector<std::string> no_text_;
  base::Digest digest_;
  std::uint64_t bytes_ = 0;
};

base::Result<Checked> check(const Prepared& prepared, const SensitiveValues& sensitive);

/// Whether it may leave; the error lists where the hits are and what they are, never the values.
base::Result<void> may_leave(const Prepared& prepared, const Checked& checked);

struct Sent {
  docket::Ref<docket::Release> release;
  std::string label;
};

/// Refuses what may_leave refuses; then the act, then the bytes.
base::Result<Sent> send(docket::Docket& docket, const Prepared& prepared, const Checked& checked,
                        const std::filesystem::path& to);

/// Lines for a person: what was searched, what was not, which part hits a person looked at.
std::string told(const Checked& checked);

}  // namespace redress::release
