#include "docket/staging.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>

#include "base/files.hpp"
#include "docket/postings.hpp"
#include "docket/staging_note.hpp"

namespace redress::docket {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t kWaiting = 2;  ///< segments that may wait for the worker
constexpr std::size_t kMostSegment = 1U << 30U;

/// What is known of one kind on one shelf while it is written.
struct Group {
  const RecordSchema* schema = nullptr;
  ManifestGroup made;
  std::vector<std::size_t> columns;  ///< those with a posting index
  std::vector<PostingBuilder> builders;
};

struct Job {
  Columns columns;
  Shelf shelf;
  base::SeededRng::Seed chance;  ///< of the caller's randomness, for salts and nonces
};

Error ordinals_fall(const SegmentPlace& place) {
  return Error(ErrorKind::internal, "ordinals of an import do not rise from segment to segment")
      .at({{}, 0, 0, place.text()});
}

}  // namespace

struct Staging::Work {
  Work(const BulkFolder& in, base::Rng& chance, ImportDescription of, StagingNote&& list)
      : folder(in), rng(chance), note(std::move(list)) {
    manifest.docket = in.docket();
    manifest.of = std::move(of);
    for (const NoteEntry& entry : note.entries())
      found[{entry.kind, entry.shelf, entry.number}] = entry;
    worker = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  void run(const std::stop_token& stop);
  Result<void> hand_over(Columns& columns, Shelf shelf);
  Result<void> wait_until_idle();

  // The worker's part; nobody else touches it until the worker is idle.
  Group& group_of(const RecordSchema& schema, Shelf shelf);
  Result<void> process(const Job& job);
  Result<std::optional<ManifestSegment>> kept_before(const SegmentPlace& place,
                                                     const Columns& columns);
  Result<ManifestSegment> write(const SegmentPlace& place, const Columns& columns, base::Rng& draw);
  Result<void> post(Group& group, const Columns& columns, base::Rng& draw);
  Result<void> end_run(Group& group, base::Rng& draw);

  const BulkFolder& folder;
  base::Rng& rng;
  StagingNote note;
  Manifest manifest;
  std::map<std::tuple<std::string, Shelf, std::uint32_t>, NoteEntry> found;
  std::vector<Group> groups;
  std::size_t resumed = 0;
  bool finished = false;
  std::optional<Columns> refused;
  SegmentEncoder encoder;

  std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<Job> waiting;
  std::vector<Columns> spare;
  bool busy = false;
  std::optional<Error> error;

  std::jthread worker;  ///< last: it stops before the rest goes away
};

void Staging::Work::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex);
  for (;;) {
    if (!changed.wait(lock, stop, [&] { return !waiting.empty(); })) return;
    Job job = std::move(waiting.front());
    waiting.pop_front();
    busy = true;
    const bool go_on = !error;
    lock.unlock();
    changed.notify_all();
    Result<void> done;
    if (go_on) done = process(job);
    job.columns.clear();
    lock.lock();
    if (!done) error = std::move(done).error();
    if (spare.size() < kWaiting) spare.push_back(std::move(job.columns));
    busy = false;
    changed.notify_all();
  }
}

Result<void> Staging::Work::hand_over(Columns& columns, Shelf shelf) {
  if (columns.rows() == 0) return {};
  base::SeededRng::Seed chance{};
  rng.fill(chance);
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return waiting.size() < kWaiting || error; });
  if (error) return base::fail(Error(error->kind(), error->text()));
  const auto at = std::ranges::find_if(
      spare, [&](const Columns& one) { return &one.schema() == &columns.schema(); });
  Columns next(columns.schema());
  if (at != spare.end()) {
    next = std::move(*at);
    spare.erase(at);
  }
  next.restart_at(columns.next_ordinal());
  std::swap(columns, next);
  waiting.push_back({std::move(next), shelf, chance});
  lock.unlock();
  changed.notify_all();
  return {};
}

Result<void> Staging::Work::wait_until_idle() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return waiting.empty() && !busy; });
  if (error) return base::fail(Error(error->kind(), error->text()));
  return {};
}

// ---- the worker --------------------------------------------------------------------------------

Group& Staging::Work::group_of(const RecordSchema& schema, Shelf shelf) {
  const auto at = std::ranges::find_if(groups, [&](const Group& group) {
    return group.schema == &schema && group.made.shelf == shelf;
  });
  if (at != groups.end()) return *at;
  Group& group = groups.emplace_back();
  group.schema = &schema;
  group.made.kind = schema.info.name;
  group.made.version = schema.info.version;
  group.made.shelf = shelf;
  if (shelf != Shelf::open) return group;  // what is quarantined is not indexed
  const PostingKey key = posting_key(folder.keys());
  for (std::size_t column = 0; column < schema.columns.size(); ++column) {
    if (schema.columns[column].lookup == Lookup::none) continue;
    group.columns.push_back(column);
    group.builders.emplace_back(schema.columns[column].lookup, key);
  }
  return group;
}

Result<void> Staging::Work::process(const Job& job) {
  base::SeededRng draw(job.chance);
  Group& group = group_of(job.columns.schema(), job.shelf);
  const SegmentPlace place{folder.docket(), manifest.of.exhibit, group.schema,
                           static_cast<std::uint32_t>(group.made.segments.size()), job.shelf};
  if (!group.made.segments.empty()) {
    const ManifestSegment& before = group.made.segments.back();
    if (job.columns.ordinals().front() < before.first_ordinal + before.rows)
      return base::fail(ordinals_fall(place));
  }
  std::optional<ManifestSegment> segment = REDRESS_TRY(kept_before(place, job.columns));
  if (segment) {
    ++resumed;
  } else {
    segment = REDRESS_TRY(write(place, job.columns, draw));
  }
  group.made.segments.push_back(*segment);
  return post(group, job.columns, draw);
}

Result<std::optional<ManifestSegment>> Staging::Work::kept_before(const SegmentPlace& place,
                                                                  const Columns& columns) {
  using Kept = std::optional<ManifestSegment>;
  const auto at = found.find({std::string(place.schema->info.name), place.shelf, place.number});
  if (at == found.end() || at->second.version != place.schema->info.version) return Kept{};
  const std::string name = folder.name_of_segment(at->second.segment.digest);
  const auto bytes = folder.read(name, kMostSegment);
  if (!bytes || base::sha256(*bytes) != at->second.segment.digest) return Kept{};
  const auto* key = REDRESS_TRY(folder.keys().of(place.shelf));
  const auto segment = Segment::open(place, BulkFile(*bytes), *key);
  if (!segment) return Kept{};
  const auto rows = read_columns(*segment);
  if (!rows || !same_rows(*rows, columns)) return Kept{};
  // Whoever wrote it may have ended before it was on the disk, or in a sync that failed.
  REDRESS_TRY(folder.keep(name, *bytes));
  return Kept{at->second.segment};
}

Result<ManifestSegment> Staging::Work::write(const SegmentPlace& place, const Columns& columns,
                                             base::Rng& draw) {
  const auto* key = REDRESS_TRY(folder.keys().of(place.shelf));
  const SealedSegment sealed = encoder.encode(place, columns, *key, draw_salt(draw));
  const ManifestSegment segment{sealed.digest, sealed.rows, sealed.first_ordinal};
  // First the note, then the file: a sweep that sees the file finds who it belongs to.
  REDRESS_TRY(note.append({std::string(place.schema->info.name), place.schema->info.version,
                           place.shelf, place.number, segment},
                          draw));
  REDRESS_TRY(folder.keep(folder.name_of_segment(sealed.digest), sealed.bytes));
  return segment;
}

Result<void> Staging::Work::post(Group& group, const Columns& columns, base::Rng& draw) {
  const std::size_t in_run = (group.made.segments.size() - 1) % kRunSegments;
  for (std::size_t i = 0; i < group.columns.size(); ++i) {
    const TextLane& lane = columns.texts(group.schema->columns[group.columns[i]].lane);
    for (std::size_t page = 0; page < pages_of(columns.rows()); ++page)
      group.builders[i].add_page(in_run * kMostPages + page, lane, page);
  }
  return in_run + 1 == kRunSegments ? end_run(group, draw) : Result<void>{};
}

Result<void> Staging::Work::end_run(Group& group, base::Rng& draw) {
  for (std::size_t i = 0; i < group.columns.size(); ++i) {
    const PostingFile file =
        posting_files(folder, group.made, *group.schema, group.columns[i]).back();
    const PostingPlace place{folder.docket(), group.schema, group.columns[i], file.segments};
    REDRESS_TRY(folder.keep(file.name,
                            group.builders[i].finish(place, folder.keys().open, draw_salt(draw))));
  }
  return {};
}

// ---- the caller's side -------------------------------------------------------------------------

Staging::Staging(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Staging::Staging(Staging&& other) noexcept = default;
Staging::~Staging() {
  if (work_) static_cast<void>(work_->wait_until_idle());
}

Result<Staging> Staging::begin_or_resume(const BulkFolder& folder,
                                         const ImportDescription& description, base::Rng& rng) {
  auto note = REDRESS_TRY(StagingNote::open(folder, StagingNote::place_of(folder, description)));
  if (!note)
    return base::fail(Error(ErrorKind::conflict, "this exhibit is being read in the same way now")
                          .found("another program that holds the import")
                          .fix("wait for it to end, or end it; then start again"));
  return Staging(std::make_unique<Work>(folder, rng, description, std::move(*note)));
}

Result<void> Staging::add(Columns& columns, Shelf shelf) {
  return work_->hand_over(columns, shelf);
}

Result<void> Staging::refuse(const RefusedRow& row) {
  auto& refused = work_->refused;
  if (!refused) refused.emplace(record_schema_of<RefusedRow>());
  if (refused->full()) REDRESS_TRY(add(*refused));
  const auto cut = [](std::string_view text) { return text.substr(0, kMostText); };
  refused->push(RefusedRow{cut(row.locator), cut(row.reason), cut(row.raw),
                           row.cut || row.raw.size() > kMostText, cut(row.found),
                           cut(row.expected)});
  return {};
}

Result<base::Digest> Staging::finish(std::uint64_t rows_read) {
  Work& work = *work_;
  if (work.refused) REDRESS_TRY(add(*work.refused));
  REDRESS_TRY(work.wait_until_idle());
  Manifest& manifest = work.manifest;
  manifest.counts.read = rows_read;
  for (Group& group : work.groups) {
    if (group.made.segments.size() % kRunSegments != 0) REDRESS_TRY(work.end_run(group, work.rng));
    const std::uint64_t rows = group.made.rows();
    const bool refused = group.schema == &record_schema_of<RefusedRow>();
    if (group.schema->info.derived) {
      manifest.groups.push_back(std::move(group.made));
      continue;
    }
    (refused                                 ? manifest.counts.refused
     : group.made.shelf == Shelf::quarantine ? manifest.counts.quarantined
                                             : manifest.counts.kept) += rows;
    manifest.groups.push_back(std::move(group.made));
  }
  work.groups.clear();
  std::ranges::sort(manifest.groups, {},
                    [](const ManifestGroup& group) { return std::tie(group.kind, group.shelf); });
  base::Digest digest = REDRESS_TRY(keep_manifest(work.folder, manifest, work.rng));
  work.finished = true;
  return digest;
}

const Manifest& Staging::manifest() const { return work_->manifest; }

bool Staging::finished() const { return work_->finished; }

std::size_t Staging::resumed() const { return work_->resumed; }

void Staging::end() { work_->note.remove(); }

}  // namespace redress::docket
