#include "release/release.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <system_error>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "release/demands.hpp"

namespace redress::release {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kMostHits = 10'000;
constexpr std::size_t kMostShown = 10;

/// The digest of what leaves: of the file, or over names and digests of all files in order.
class Digests {
 public:
  explicit Digests(bool folder) : folder_(folder) {}
  void add(const std::string& name, base::ByteView bytes) {
    if (folder_)
      hash_.update(name).update(std::string_view("\0", 1)).update(base::sha256(bytes).view());
    else
      hash_.update(bytes);
  }
  base::Digest finish() { return hash_.finish(); }

 private:
  bool folder_;
  base::Sha256 hash_;
};

/// Text has no zero bytes near its beginning; what has is an archive, a picture or a document.
bool is_text(base::ByteView bytes) {
  constexpr std::size_t kLooked = 8192;
  const base::ByteView head = bytes.first(std::min(bytes.size(), kLooked));
  constexpr std::string_view kPdf = "%PDF-";
  return std::ranges::find(head, 0) == head.end() && !base::as_text(head).starts_with(kPdf);
}

std::string line_of(const PieceHit& one) {
  return (one.piece.empty() ? std::string{} : base::one_line(one.piece) + ":") +
         std::to_string(one.hit.line) + ":" + std::to_string(one.hit.column) + "  " + one.hit.tag +
         " (" + std::string(name_of(one.hit.grade)) + ": " + std::string(name_of(one.hit.how)) +
         ")";
}

std::string lines_of(const std::vector<PieceHit>& hits, Grade grade) {
  std::string out;
  std::size_t count = 0;
  for (const PieceHit& one : hits) {
    if (one.hit.grade != grade) continue;
    if (++count <= kMostShown) out += (out.empty() ? "" : "\n            ") + line_of(one);
  }
  if (count > kMostShown)
    out += "\n            and " + std::to_string(count - kMostShown) + " more";
  return out;
}

Result<void> put_file(const std::filesystem::path& to, const Prepared& prepared,
                      const base::Digest& digest) {
  base::Bytes bytes;
  REDRESS_TRY(prepared.pieces([&](const std::string&, base::ByteView piece) -> Result<void> {
    bytes.assign(piece.begin(), piece.end());
    return {};
  }));
  if (base::sha256(bytes) != digest)
    return base::fail(ErrorKind::conflict, "what was to leave changed while it was prepared");
  return base::write_file_atomically(to, bytes);
}

/// A folder of our own beside the target; goes away unless it was given its name.
class Staging {
 public:
  explicit Staging(const std::filesystem::path& to)
      : path_(to.parent_path() / ("." + to.filename().string() + ".not-sent")) {}
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  Staging(Staging&&) = delete;
  Staging& operator=(Staging&&) = delete;
  ~Staging() {
    std::error_code code;
    if (made_) std::filesystem::remove_all(path_, code);
  }

  Result<void> make() {
    std::error_code code;
    REDRESS_TRY(base::make_folders(path_.parent_path()));
    if (!std::filesystem::create_directory(path_, code))
      return base::fail(Error(ErrorKind::unavailable, "the folder can not be made")
                            .at({path_.string(), 0, 0, {}})
                            .found(code ? code.message() : "something of this name"));
    made_ = true;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, code);
    return {};
  }
  const std::filesystem::path& path() const { return path_; }
  Result<void> name(const std::filesystem::path& to) {
    std::error_code code;
    std::filesystem::remove(to, code);  // an empty folder may stand there
    auto moved = base::move_durably(path_, to);
    made_ = !moved;
    return moved;
  }

 private:
  std::filesystem::path path_;
  bool made_ = false;
};

Result<void> put_folder(const std::filesystem::path& to, const Prepared& prepared,
                        const base::Digest& digest) {
  Staging staging(to.has_filename() ? to : to.parent_path());
  REDRESS_TRY(staging.make());
  Digests digests(true);
  REDRESS_TRY(prepared.pieces([&](const std::string& name, base::ByteView piece) -> Result<void> {
    const std::filesystem::path file = staging.path() / name;
    if (auto made = base::make_folders(file.parent_path()); !made) return made;
    digests.add(name, piece);
    return base::write_file_atomically(file, piece);
  }));
  if (digests.finish() != digest)
    return base::fail(ErrorKind::conflict, "what was to leave changed while it was prepared");
  return staging.name(to.has_filename() ? to : to.parent_path());
}

Result<void> check_target(const Prepared& prepared, const std::filesystem::path& to) {
  std::error_code code;
  if (prepared.folder && std::filesystem::exists(to, code) &&
      !(std::filesystem::is_directory(to, code) && std::filesystem::is_empty(to, code)))
    return base::fail(Error(ErrorKind::conflict, "there is something in this folder already")
                          .at({to.string(), 0, 0, {}}));
  if (!prepared.folder && std::filesystem::is_directory(to, code))
    return base::fail(Error(ErrorKind::bad_input, "a file is needed")
                          .at({to.string(), 0, 0, {}})
                          .found("a folder"));
  return {};
}

docket::Release act_of(const Prepared& prepared, const Checked& checked) {
  docket::Release release{.form = prepared.form,
                          .receiver = prepared.terms.receiver,
                          .purpose = prepared.terms.purpose,
                          .ground = prepared.terms.ground,
                          .profile = prepared.terms.profile,
                          .digest = checked.digest(),
                          .size = static_cast<std::int64_t>(checked.bytes()),
                          .demand = prepared.terms.demand,
                          .looked_at = checked.hits().empty() ? "" : prepared.terms.looked_at};
  for (const NotSearched& one : checked.not_searched())
    release.not_searched.push_back(one.tag + ": " + one.why);
  for (const std::string& one : checked.no_text())
    release.not_searched.push_back((one.empty() ? "the file" : one) + ": not text");
  return release;
}

}  // namespace

bool Checked::whole() const {
  return std::ranges::any_of(hits_,
                             [](const PieceHit& one) { return one.hit.grade == Grade::whole; });
}

Prepared one_file(docket::ReleaseForm form, docket::CaseRef in_case, Terms terms,
                  std::string bytes) {
  Prepared out{.form = form, .in_case = in_case, .terms = std::move(terms)};
  // Shared: std::function is copied.
  out.pieces = [kept = std::make_shared<const std::string>(std::move(bytes))](
                   const TakePiece& take) { return take({}, base::as_bytes(*kept)); };
  return out;
}

Result<Checked> check(const Prepared& prepared, const SensitiveValues& sensitive) {
  const Sensitive looked_for = REDRESS_TRY(sensitive(prepared));
  Checked out;
  out.not_searched_ = looked_for.not_searched;
  // Values get prints too, so that everything is found in one pass. Where no kept prints come with a key,
  // any will do: those prints live as long as this check, beside the values themselves.
  const FingerprintKey any = FingerprintKey::of_size(32);
  const FingerprintKey& key = looked_for.prints.empty() ? any : looked_for.key;
  std::vector<FingerprintSet> sets = looked_for.prints;
  std::set<std::string> tags;
  for (const SensitiveValue& value : looked_for.values) {
    auto prints = fingerprints_of(value.text.view(), value.sort, value.region, key);
    if (prints) {
      sets.push_back({value.tag, std::move(*prints)});
      tags.insert(value.tag);
    } else {
      out.not_searched_.push_back({value.tag, prints.error().message()});
    }
  }
  for (const FingerprintSet& set : looked_for.prints) tags.insert(set.tag);
  out.searched_.assign(tags.begin(), tags.end());
  const auto search = [&](const std::string& name, base::ByteView bytes) -> Result<void> {
    Found found = REDRESS_TRY(find(base::as_text(bytes), sets, key, {.max_hits = kMostHits}));
    out.more_ = out.more_ || found.more;
    for (Hit& hit : found.hits)
      if (out.hits_.size() < kMostHits || hit.grade == Grade::whole)
        out.hits_.push_back({name, std::move(hit)});
    return {};
  };
  Digests digests(prepared.folder);
  std::size_t pieces = 0;
  REDRESS_TRY(prepared.pieces([&](const std::string& name, base::ByteView bytes) -> Result<void> {
    ++pieces;
    digests.add(name, bytes);
    out.bytes_ += bytes.size();
    if (!is_text(bytes)) out.no_text_.push_back(name);
    if (auto in_name = search(name, base::as_bytes(name)); !in_name) return in_name;
    return search(name, bytes);
  }));
  if (!prepared.folder && pieces != 1)
    return base::fail(ErrorKind::internal, "a release of one file has another number of pieces");
  for (const base::Bytes& bytes : prepared.also_searched) REDRESS_TRY(search({}, bytes));
  out.digest_ = digests.finish();
  return out;
}

Result<void> may_leave(const Prepared& prepared, const Checked& checked) {
  if (checked.whole())
    return base::fail(
        Error(ErrorKind::not_allowed, "what stands behind a wall would leave")
            .found(lines_of(checked.hits(), Grade::whole))
            .fix("take it out of the text, or release with a profile that leaves it out"));
  if (!checked.hits().empty() && prepared.terms.looked_at.empty())
    return base::fail(
        Error(ErrorKind::not_allowed,
              "words that may tell what stands behind a wall need a person's look")
            .found(lines_of(checked.hits(), Grade::part))
            .fix("look at each place; then say who looked and why it may leave with --looked-at"));
  return {};
}

Result<Sent> send(docket::Docket& docket, const Prepared& prepared, const Checked& checked,
                  const std::filesystem::path& to) {
  if (prepared.terms.receiver.empty() || prepared.terms.purpose.empty())
    return base::fail(Error(ErrorKind::bad_input, "every byte that leaves is a release")
                          .expected("--receiver, --purpose and --ground"));
  REDRESS_TRY(profile_named(prepared.terms.profile, prepared.form));
  REDRESS_TRY(may_answer(docket, prepared.terms.demand, prepared.terms.ground));
  REDRESS_TRY(may_leave(prepared, checked));
  REDRESS_TRY(check_target(prepared, to));
  Sent sent;
  {
    docket::Acts acts = REDRESS_TRY(docket.begin());
    sent.release = REDRESS_TRY(
        acts.enter(act_of(prepared, checked), prepared.in_case, prepared.terms.purpose));
    REDRESS_TRY(acts.commit());
  }
  auto kept = REDRESS_TRY(docket.find(sent.release));
  if (!kept) return base::fail(ErrorKind::internal, "the act of a release is not there");
  sent.label = kept->value.label;
  auto written = prepared.folder ? put_folder(to, prepared, checked.digest())
                                 : put_file(to, prepared, checked.digest());
  if (written) return sent;
  Error failed = std::move(written).error();
  kept->value.not_sent = failed.message();
  docket::Acts acts = REDRESS_TRY(docket.begin());
  REDRESS_TRY(acts.amend(sent.release, kept->value, "the bytes were not written"));
  REDRESS_TRY(acts.commit());
  return base::fail(
      std::move(failed).context("release " + sent.label + " is in the journal as not sent"));
}

std::string told(const Checked& checked) {
  std::string out;
  if (!checked.searched().empty())
    out += "Searched for: " + base::joined(checked.searched()) + ".\n";
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
  for (const NotSearched& one : checked.not_searched()) {
    auto at = std::ranges::find(reasons, one.why, &decltype(reasons)::value_type::first);
    if (at == reasons.end()) at = reasons.insert(at, {one.why, {}});
    at->second.push_back(one.tag);
  }
  for (const auto& [why, tags] : reasons)
    out += "Not searched (" + why + "): " + base::joined(tags) + ".\n";
  if (!checked.no_text().empty())
    out += std::to_string(checked.no_text().size()) +
           " files are not text; what is inside them was not searched.\n";
  if (const std::string parts = lines_of(checked.hits(), Grade::part); !parts.empty())
    out += "Looked at by a person: " + parts + "\n";
  return out;
}

}  // namespace redress::release
