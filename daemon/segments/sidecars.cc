#include "daemon/segments/sidecars.h"

#include "core/base/check.h"
#include "core/durable/journal_reader.h"
#include "core/durable/journal_segment.h"
#include "core/durable/sidecar.h"
#include "daemon/segments/summary_codec.h"

namespace tocsin::collector {
namespace {

using durable::FileSystem;

constexpr std::size_t sidecar_bytes_max = std::size_t{1} << 31U;

// Nothing where the sidecar cannot be believed.
std::optional<SegmentSummary> kept_summary(FileSystem& files,
                                           const FileSystem::Path& journal,
                                           const SegmentRange& segment,
                                           SummaryDepth depth) {
  const auto sidecar = durable::Sidecar::open(files, journal, segment.first);
  if (!sidecar || sidecar->end().next != segment.next) return std::nullopt;
  const auto front = sidecar->part(front_part);
  auto summary = front ? decode_front(*front) : std::nullopt;
  if (!summary || depth == SummaryDepth::front) return summary;
  const auto links = sidecar->part(links_part);
  if (!links || !decode_links(*links, *summary)) return std::nullopt;
  return summary;
}

Result<Bytes> made_anew(FileSystem& files,
                        const FileSystem::Path& journal,
                        const SegmentRange& segment) {
  const auto summed = sum_up(files, journal, segment);
  if (!summed) return tl::unexpected(summed.error());
  const auto end = durable::read_segment_end(files, journal, segment.first, summed->last_at());
  if (!end) return durable::fail(end.error());
  return durable::encode_sidecar(*end, encode(summed->summary()));
}

// What is wrong with it; nothing where it is right.
std::string compare(FileSystem& files,
                    const FileSystem::Path& journal,
                    const SegmentRange& segment) {
  const auto path = durable::sidecar_path(journal, segment.first);
  const auto made = made_anew(files, journal, segment);
  if (!made) return made.error().text;
  const auto there = durable::read_whole(files, path, sidecar_bytes_max);
  if (!there) return there.error().text;
  return *there == *made ? "" : path.string() + " is not what its segment makes it";
}

}  // namespace

Result<std::vector<SegmentRange>> sealed_segments(FileSystem& files,
                                                  const FileSystem::Path& journal) {
  const auto firsts = durable::segments_in(files, journal);
  if (!firsts) return durable::fail(firsts.error());
  std::vector<SegmentRange> sealed;
  for (std::size_t i = 0; i + 1 < firsts->size(); ++i) {
    sealed.push_back({.first = firsts->at(i), .next = firsts->at(i + 1)});
  }
  return sealed;
}

Result<Summarizer> sum_up(FileSystem& files,
                          const FileSystem::Path& journal,
                          const SegmentRange& segment) {
  Summarizer summed(segment.first);
  durable::JournalReader reader(files, journal, segment.first);
  Status<> taken;
  const auto read = reader.read(segment.next, [&](std::uint64_t index, ByteView record) {
    if (taken) taken = summed.take(index, reader.place().offset, record);
  });
  if (!read) return durable::fail(read.error());
  if (!taken) return tl::unexpected(taken.error());
  return summed;
}

Result<SegmentSummary> summary_of(FileSystem& files,
                                  const FileSystem::Path& journal,
                                  const SegmentRange& segment,
                                  SummaryDepth depth) {
  if (auto kept = kept_summary(files, journal, segment, depth)) return *std::move(kept);
  const auto summed = sum_up(files, journal, segment);
  if (!summed) return tl::unexpected(summed.error());
  if (const auto sealed = seal(files, journal, *summed); !sealed) {
    return tl::unexpected(sealed.error());
  }
  return summed->summary();
}

Status<> seal(FileSystem& files, const FileSystem::Path& journal, const Summarizer& summed) {
  const auto end = durable::read_segment_end(files, journal, summed.segment(), summed.last_at());
  if (!end) return durable::fail(end.error());
  check(end->next == summed.next(), "a sealed segment was summed up to its end");
  const auto written = durable::write_sidecar(files, journal, *end, encode(summed.summary()));
  if (!written) return durable::fail(written.error());
  return {};
}

Result<std::size_t> rewrite_sidecars(FileSystem& files, const FileSystem::Path& journal) {
  const auto sealed = sealed_segments(files, journal);
  if (!sealed) return tl::unexpected(sealed.error());
  for (const auto& segment : *sealed) {
    const auto summed = sum_up(files, journal, segment);
    if (!summed) return tl::unexpected(summed.error());
    if (const auto done = seal(files, journal, *summed); !done) {
      return tl::unexpected(done.error());
    }
  }
  return sealed->size();
}

Result<SidecarFindings> check_sidecars(FileSystem& files, const FileSystem::Path& journal) {
  const auto sealed = sealed_segments(files, journal);
  if (!sealed) return tl::unexpected(sealed.error());
  SidecarFindings findings;
  findings.sealed = sealed->size();
  for (const auto& segment : *sealed) {
    // A collector that runs beside us may be replacing the segment: then it is right a moment
    // later.
    std::string why;
    for (int times = 0; times < 2; ++times) {
      const bool is_there = files.exists(durable::sidecar_path(journal, segment.first));
      why = is_there ? compare(files, journal, segment) : "missing";
      if (why.empty()) break;
    }
    if (why == "missing")
      ++findings.missing;
    else if (!why.empty())
      findings.wrong.push_back(std::move(why));
  }
  return findings;
}

}  // namespace tocsin::collector
