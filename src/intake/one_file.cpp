#include "intake/one_file.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "docket/exhibits.hpp"
#include "intake/all_readers.hpp"
#include "intake/archive.hpp"
#include "intake/media_inside.hpp"
#include "intake/take_in.hpp"

namespace redress::intake {

using base::Error;
using base::ErrorKind;
using base::Result;
using docket::Exhibit;
using docket::Import;
using docket::Kept;

namespace {

constexpr int kMostInside = 5;

struct CounselList {
  PrivilegedNames names;
  std::int64_t changed_at = 0;  ///< microseconds, of the newest act on it
  std::string mark;
};

/// The list, and a mark that changes with it.
Result<CounselList> counsel_of(const docket::Docket& docket, docket::CaseRef in_case) {
  CounselList out;
  base::Sha256 hash;
  const auto add = [&](std::vector<std::string>& list, const std::string& value) {
    if (value.empty()) return;
    list.push_back(value);
    hash.update(value).update("\n");
  };
  for (const Kept<docket::Counsel>& one : REDRESS_TRY(docket.all<docket::Counsel>(in_case))) {
    const docket::Act act = REDRESS_TRY(docket.act(one.act));
    out.changed_at = std::max(out.changed_at, act.at_microseconds);
    if (one.withdrawn) continue;
    add(out.names.names, one.value.name);
    for (const std::string& name : one.value.other_names) add(out.names.names, name);
    for (const std::string& domain : one.value.domains) add(out.names.domains, domain);
    for (const std::string& number : one.value.numbers) add(out.names.numbers, number);
  }
  // What an earlier gate did not see is to be asked again.
  hash.update(kGateVersion);
  if (!out.names.names.empty()) out.mark = hash.finish().hex().substr(0, 16);
  return out;
}

Error was_changed(const std::string& name) {
  return Error(ErrorKind::conflict, "a file was changed while it was read")
      .at({name, 0, 0, {}})
      .fix("give a copy that nobody writes to");
}

bool is_media_reader(const Reader& reader) { return reader.name == "picture"; }

}  // namespace

Adding::Adding(docket::Docket& docket, const AddOptions& options, Kept<docket::Authority> authority,
               docket::KnownHashes known, PrivilegeGate privilege)
    : docket_(&docket),
      options_(&options),
      authority_(std::move(authority)),
      known_(std::move(known)),
      privilege_(std::make_unique<PrivilegeGate>(std::move(privilege))),
      nobody_(std::make_unique<PrivilegeGate>(PrivilegedNames{})),
      earlier_(std::make_unique<EarlierRows>(docket, options.in_case, options.rules)) {}

Result<Adding> Adding::begin(docket::Docket& docket, const AddOptions& options,
                             const FilesBelow& below) {
  const auto authority = REDRESS_TRY(docket.find(options.authority));
  if (!authority)
    return base::fail(Error(ErrorKind::bad_input, "what is taken in stands under an authority")
                          .expected("--authority with the label of one that was entered")
                          .fix("'redress authority add' enters it"));
  if (authority->withdrawn)
    return base::fail(
        Error(ErrorKind::bad_input, "nothing is taken in under this authority any more")
            .found(authority->value.label + ", which was withdrawn")
            .expected("--authority with the label of one that stands")
            .fix("'redress authority add' enters it"));
  if (!options.as.empty() && reader_named(options.as) == nullptr)
    return base::fail(Error(ErrorKind::bad_input, "there is no reader of this name")
                          .found(base::in_quotes(options.as))
                          .fix("'redress readers' lists them"));
  CounselList counsel = REDRESS_TRY(counsel_of(docket, options.in_case));
  Adding out(docket, options, *authority, REDRESS_TRY(docket::known_hashes(docket)),
             PrivilegeGate(counsel.names));
  out.counsel_ = std::move(counsel.mark);
  out.counsel_changed_at_ = counsel.changed_at;
  out.progress_.files = below.files.size();
  out.progress_.bytes = below.bytes;
  return out;
}

Result<void> Adding::step(std::uint64_t bytes, std::uint64_t rows) {
  progress_.bytes_done = bytes_before_ + bytes;
  progress_.rows = rows_before_ + rows;
  return options_->on_step ? options_->on_step(progress_) : Result<void>{};
}

Result<void> Adding::file(const FileBelow& file, std::vector<FileReport>& reports) {
  progress_.file = file.name;
  const std::size_t before = reports.size();
  REDRESS_TRY(step(0, 0));
  auto input = FileInput::open(file.path);
  if (!input) {
    reports.push_back(
        {.name = file.name, .size = file.size, .fate = Fate::refused, .why = input.error().text()});
  } else {
    const FileInput& opened = **input;
    const Source from{
        .name = file.name, .path = file.path, .input = &opened, .unchanged = [&opened] {
          return opened.unchanged();
        }};
    REDRESS_TRY(source(from, reports));
  }
  ++progress_.files_done;
  bytes_before_ += file.size;
  for (std::size_t i = before; i < reports.size(); ++i) rows_before_ += reports[i].read;
  return {};
}

Result<base::Digest> Adding::digest_of(const Source& source) {
  base::Sha256 hash;
  ByteStream stream(*source.input);
  for (;;) {
    const base::ByteView piece = REDRESS_TRY(stream.piece());
    if (piece.empty()) return hash.finish();
    hash.update(piece);
  }
}

Result<std::optional<Kept<Exhibit>>> Adding::here_already(const base::Digest& digest) const {
  std::optional<Kept<Exhibit>> found;
  for (Kept<Exhibit>& one :
       REDRESS_TRY(docket_->all_with(&Exhibit::digest, digest, options_->in_case)))
    if (!one.withdrawn && !(options_->hidden && options_->hidden(one.ref))) found = std::move(one);
  return found;
}

/// The newest reading of this exhibit that stands: by this reader, or by any where it is read again.
Result<std::optional<Kept<Import>>> Adding::standing_reading(const Kept<Exhibit>& exhibit,
                                                             const Reader& reader) const {
  const auto all = REDRESS_TRY(docket_->all_with(&Import::exhibit, exhibit.ref, options_->in_case));
  std::optional<Kept<Import>> found;
  for (const Kept<Import>& one : all) {
    if (one.withdrawn) continue;
    if (one.value.reader != reader.name && !options_->reread) continue;
    if (docket::replacement_of(all, one.ref) == nullptr) found = one;
  }
  return found;
}

/// What is here already is not read twice, but again where that is wished. True: nothing is to do.
Result<bool> Adding::is_known(const Kept<Exhibit>& exhibit, Plan& plan, FileReport& report) {
  report.exhibit = exhibit.value.label;
  report.fate = Fate::known;
  std::string why = "it is exhibit " + exhibit.value.label;
  std::optional<Kept<Import>> standing;
  if (plan.reader != nullptr) standing = REDRESS_TRY(standing_reading(exhibit, *plan.reader));
  if (standing) report.import = standing->value.label;
  // What stands behind the filter wall as a whole is not read; of what was screened, rows are.
  const bool closed = exhibit.value.holding == docket::Holding::filtered &&
                      (!standing || standing->value.screened.empty());
  if (closed || plan.reader == nullptr) {
    report.why = std::move(why);
    return true;
  }
  if (!standing || options_->reread) {
    REDRESS_TRY(may_read_again(exhibit, standing));
    if (!standing) return false;
    plan.replaces = standing->ref;
    plan.before = standing->value;
    plan.other_scope = !REDRESS_TRY(changes_of_scope(exhibit, standing->act)).empty();
    return false;
  }
  if (standing->value.screened != counsel_)
    why += "; the list of privileged persons has changed since it was read (--reread)";
  else if (standing->value.reader_version != plan.reader->version)
    why += "; this version of the reader may read more of it (--reread)";
  else if (standing->value.options != options_text(plan.declared, counsel_))
    why += "; it was read with other options (--reread)";
  report.why = std::move(why);
  return true;
}

/// Whether the reading that would be replaced was made in the same way.
bool Adding::in_the_same_way(const Plan& plan) const {
  // What repeated another exhibit then may stand alone now.
  if (plan.other_scope || (plan.before && plan.before->repeated > 0)) return false;
  return plan.before && plan.before->reader == plan.reader->name &&
         plan.before->reader_version == plan.reader->version &&
         plan.before->options == options_text(plan.declared, counsel_) &&
         plan.before->map == plan.declared.map;
}

Result<void> Adding::source(const Source& source, std::vector<FileReport>& reports) {
  FileReport report{.name = source.name, .size = source.input->size()};
  auto digest = digest_of(source);
  Result<void> done;
  std::vector<FileReport> inside;
  if (!digest) {
    done = tl::unexpected(std::move(digest).error());
  } else {
    done = take(source, *digest, report, inside);
  }
  return tell(std::move(done), std::move(report), std::move(inside), reports);
}

/// What the docket could not do ends the work; what is wrong with the file is told.
Result<void> Adding::tell(Result<void> done, FileReport report, std::vector<FileReport> inside,
                          std::vector<FileReport>& reports) {
  if (!done) {
    const ErrorKind kind = done.error().kind();
    if (kind == ErrorKind::unavailable || kind == ErrorKind::internal) return done;
    report.fate = Fate::refused;
    report.why = done.error().text();
  }
  reports.push_back(std::move(report));
  std::ranges::move(inside, std::back_inserter(reports));
  return {};
}

/// What it is: the reader that was asked for, or the one that knows its beginning.
Result<Adding::Plan> Adding::recognised(const Source& source, FileReport& report) const {
  const Sample sample = REDRESS_TRY(sample_of(*source.input, source.name));
  Plan plan{.declared = options_->declared};
  if (!options_->as.empty() && source.depth == 0) {
    plan.reader = reader_named(options_->as);
    report.why = "read as " + options_->as;
  } else {
    Recognised found = recognise(sample);
    plan.reader = found.reader;
    report.why = std::move(found.why);
    // Words that stand in columns are a table to who has a map for them.
    const bool words = plan.reader != nullptr && plan.reader->name == "text";
    if (words && source.depth == 0 && !options_->declared.map.empty()) {
      plan.reader = &table_reader();
      report.why = "read with the map that was given";
    }
  }
  if (plan.reader != nullptr) {
    report.reader = plan.reader->name;
    report.version = plan.reader->version;
  }
  if (is_cut_archive(sample))
    report.remarks.push_back(
        {"archive",
         "it begins as a ZIP archive, and no member of it can be listed: it was cut "
         "off or damaged; look for a whole copy",
         true});
  else if (plan.reader == nullptr && !sample.members.empty())
    report.remarks.push_back(
        {"archive",
         "an archive of " + std::to_string(sample.members.size()) +
             " members that no reader knows: unpack it, look at what is in it, "
             "and take the folder in",
         true});
  const bool media = plan.reader != nullptr && is_media_reader(*plan.reader);
  // What somebody let be read is the file itself: not what is inside of mails and archives.
  if (source.depth > 0) plan.declared.open_media = false;
  plan.by_reference = stays_where_it_is(sample, plan.reader) ||
                      (media && (source.depth > 0 || !plan.declared.open_media));
  return plan;
}

/// What is settled before anything is kept: the map, and what a first pass finds.
Result<void> Adding::look(const Source& source, Plan& plan, FileReport& report) {
  if (plan.reader == nullptr) return {};
  if (plan.reader->prepare != nullptr) {
    Prepared settled = REDRESS_TRY(plan.reader->prepare(*source.input, plan.declared));
    plan.declared.map = std::move(settled.map);
    std::ranges::move(settled.remarks, std::back_inserter(report.remarks));
  }
  PrivilegeGate& gate = plan.cleared ? *nobody_ : *privilege_;
  if (needs_survey(*plan.reader, gate))
    plan.found = REDRESS_TRY(survey(*plan.reader, *source.input, source.name, plan.declared, gate));
  return {};
}

Result<void> Adding::take(const Source& source, const base::Digest& digest, FileReport& report,
                          std::vector<FileReport>& reports) {
  auto exhibit = REDRESS_TRY(here_already(digest));
  Plan plan = REDRESS_TRY(recognised(source, report));
  if (exhibit) plan.cleared = !counsel_.empty() && REDRESS_TRY(cleared(*exhibit));
  const bool named = !plan.cleared && (source.privileged || privilege_->hits(source.name) ||
                                       (exhibit && names_somebody(exhibit->value)));
  if (exhibit && named && REDRESS_TRY(close_whole(*exhibit, report))) return {};
  if (exhibit && REDRESS_TRY(is_known(*exhibit, plan, report))) return {};
  const auto looked = look(source, plan, report);
  if (looked && in_the_same_way(plan)) {
    report.fate = Fate::known;
    report.why = "it was read in this way already, import " + plan.before->label;
    report.remarks.clear();
    return {};
  }
  const bool unread = !looked || plan.reader == nullptr;
  // Columns of a table that are in no field, and its headers, are in no record that could be asked.
  const bool as_text = unread || plan.reader->name == table_reader().name;
  const bool raw = as_text && REDRESS_TRY(names_privileged(*source.input, *privilege_));
  const bool hits = !plan.cleared && (raw || plan.found.privileged > 0 || named);
  // A document, a single mail, and what is named after somebody are privileged as a whole; of a chat or
  // list its rows are.
  const bool whole = hits && (unread || named || plan.found.document || plan.found.privileged == 0);
  const bool known = exhibit.has_value();
  if (!exhibit) exhibit = REDRESS_TRY(enter(source, digest, plan, hits));
  if (hits && exhibit->value.holding == docket::Holding::sealed)
    exhibit = REDRESS_TRY(put_behind(*exhibit));
  report.exhibit = exhibit->value.label;
  if (whole) {
    if (known) REDRESS_TRY(close_with_parts(*exhibit));
    report.fate = Fate::filtered;
    report.import.clear();
    report.why = plan.by_reference
                     ? "it names a privileged person: it stays where it is, and was not read"
                     : "it names a privileged person: it stands behind the filter wall";
    return {};
  }
  if (!looked) return base::fail(Error(looked.error().kind(), looked.error().text()));
  if (plan.reader == nullptr) {
    report.fate = plan.by_reference ? Fate::listed : Fate::sealed;
    report.why = "no reader knows it: it was entered, and nothing was read";
    return {};
  }
  if (known && !plan.cleared) plan.apart = REDRESS_TRY(rows_apart(*exhibit));
  REDRESS_TRY(read(source, plan, *exhibit, report, reports));
  REDRESS_TRY(behind_with_parts(*exhibit, reports, report));
  report.fate = plan.by_reference ? Fate::listed : Fate::taken;
  if (plan.before) report.why += "; it replaces import " + plan.before->label;
  if (hits) report.why += "; rows that name a privileged person are in quarantine";
  return {};
}

Result<void> Adding::read(const Source& source, Plan& plan, const Kept<Exhibit>& exhibit,
                          FileReport& report, std::vector<FileReport>& reports) {
  const ToTake what{.input = *source.input,
                    .name = source.name,
                    .reader = plan.reader,
                    .declared = std::move(plan.declared),
                    .exhibit = exhibit,
                    .authority = authority_.value,
                    .survey = std::move(plan.found),
                    .counsel = counsel_,
                    .replaces = plan.replaces,
                    .apart = plan.apart,
                    .keep_repeats = options_->keep_repeats};
  const auto on_part = [&](std::string_view name, std::string_view where, base::ByteView bytes,
                           bool privileged) -> Result<void> {
    if (source.depth >= kMostInside) {
      report.remarks.push_back({"too-deep",
                                std::string(where) + " lies more than " +
                                    std::to_string(kMostInside) +
                                    " files deep and was not taken out: take it in by itself",
                                true});
      return {};
    }
    const MemoryInput part(bytes);
    return this->source({.name = source.name + "/" + std::string(where) + "/" + std::string(name),
                         .bytes = bytes,
                         .input = &part,
                         .inside = exhibit.ref,
                         .privileged = privileged,
                         .depth = source.depth + 1},
                        reports);
  };
  const TakeCalls calls{
      .on_part = on_part,
      .passed = [&](std::uint64_t bytes, std::uint64_t rows) { return step(bytes, rows); },
      .finally = source.unchanged};
  const FileReport before = report;
  PrivilegeGate& gate = plan.cleared ? *nobody_ : *privilege_;
  auto taken = take_in(*docket_, *options_, what, calls, report, {gate, *earlier_});
  if (!taken) report = before;
  return taken;
}

/// The exhibit, in an act of its own: sealed, by reference, or behind the filter wall.
Result<Kept<Exhibit>> Adding::enter(const Source& source, const base::Digest& digest,
                                    const Plan& plan, bool behind) {
  // A title leaves with briefs; names of files hold accounts, numbers and people.
  const std::string format = plan.reader == nullptr ? "" : std::string(plan.reader->name) + " ";
  Exhibit exhibit{.title = format + (source.path.empty() ? "file inside another exhibit" : "file"),
                  .file_name = std::filesystem::path(source.name).filename().string(),
                  .giver = options_->giver,
                  .authority = options_->authority,
                  .obtained = options_->obtained};
  exhibit.digest = digest;
  exhibit.size = static_cast<std::int64_t>(source.input->size());
  // Media stays where it is, also where it names somebody: only its name is not told.
  const bool nameless = behind && plan.by_reference && privilege_->hits(source.name);
  if (nameless) exhibit.file_name.clear();
  exhibit.note =
      nameless ? "its name names a privileged person, and is not told" : kTakenInAs + source.name;
  if (source.inside) exhibit.found_through.push_back(source.inside);
  const docket::Ref<Exhibit> entered =
      REDRESS_TRY(behind && !plan.by_reference ? enter_behind(source, exhibit)
                                               : enter_open(source, exhibit, plan.by_reference));
  auto kept = REDRESS_TRY(docket_->find(entered));
  if (!kept)
    return base::fail(Error(ErrorKind::internal, "an exhibit that was entered is not there"));
  return std::move(*kept);
}

Result<docket::Ref<Exhibit>> Adding::enter_behind(const Source& source, const Exhibit& exhibit) {
  const docket::FilteredFile file =
      source.path.empty()
          ? REDRESS_TRY(docket::take_bytes_behind_filter(*docket_, source.bytes, source.name))
          : REDRESS_TRY(docket::take_behind_filter(*docket_, source.path));
  if (file.plain.digest != exhibit.digest) return base::fail(was_changed(source.name));
  docket::Acts acts = REDRESS_TRY(docket_->begin());
  const auto entered = REDRESS_TRY(
      docket::enter_behind_filter(*docket_, acts, exhibit, file,
                                  {options_->in_case, docket::kPrivilegedHit, options_->prints}));
  REDRESS_TRY(acts.commit());
  earlier_->acted(2);  // the exhibit, and that it went behind the wall
  REDRESS_TRY(docket::finish_filtering(*docket_));
  return entered;
}

Result<docket::Ref<Exhibit>> Adding::enter_open(const Source& source, Exhibit exhibit,
                                                bool by_reference) {
  if (by_reference) {
    if (known_.has(*exhibit.digest) || REDRESS_TRY(docket::is_forbidden(*docket_, *exhibit.digest)))
      return base::fail(docket::not_taken(source.name));
    exhibit.holding = docket::Holding::reference;
    exhibit.custodian = options_->custodian;
    if (!exhibit.file_name.empty()) exhibit.place = source.name;
  } else {
    const docket::SealedFile sealed =
        source.path.empty()
            ? REDRESS_TRY(docket::take_bytes(*docket_, source.bytes, source.name, known_))
            : REDRESS_TRY(docket::take_file(*docket_, source.path, known_, *exhibit.digest));
    if (sealed.digest != exhibit.digest) return base::fail(was_changed(source.name));
    exhibit.holding = docket::Holding::sealed;
  }
  docket::Acts acts = REDRESS_TRY(docket_->begin());
  const auto entered = REDRESS_TRY(acts.enter(exhibit, options_->in_case, options_->reason));
  REDRESS_TRY(acts.commit());
  earlier_->acted(1);
  return entered;
}

}  // namespace redress::intake
