#include "core/durable/thinned_segment.h"

#include "core/base/check.h"
#include "core/durable/journal_segment.h"
#include "core/durable/sidecar.h"

namespace tocsin::durable {
namespace {

constexpr std::size_t segment_read_max = std::size_t{1} << 32U;

FileError wrong(const FileSystem::Path& path, const std::string& why) {
  return {std::errc::io_error, path.string() + " " + why};
}

Bytes thinned(ByteView segment, std::uint64_t first, const Thinning& thinning, SegmentScan& scan) {
  auto out = segment_header(first);
  out.reserve(segment.size());
  scan = scan_segment(segment, first, [&](const Frame& frame) {
    const auto shorter = thinning(frame.index, frame.payload);
    check(!shorter || shorter->size() <= frame.payload.size(), "a record becomes no longer");
    append_frame(out, {frame.index, frame.durable_below, shorter ? *shorter : frame.payload});
  });
  return out;
}

}  // namespace

ThinnedSegment::ThinnedSegment(FileSystem& files,
                               const FileSystem::Path& folder,
                               std::uint64_t first)
    : files_(&files),
      segment_(folder / segment_name(first)),
      temporary_(segment_),
      sidecar_(sidecar_path(folder, first)) {
  temporary_ += ".tmp";
}

FileResult<ThinnedSegment> ThinnedSegment::write(FileSystem& files,
                                                 const FileSystem::Path& folder,
                                                 std::uint64_t first,
                                                 std::uint64_t next,
                                                 const Thinning& thinning) {
  ThinnedSegment made(files, folder, first);
  const auto old = read_whole(files, made.segment_, segment_read_max);
  if (!old) return fail_with(old.error());
  SegmentScan scan;
  const auto bytes = thinned(*old, first, thinning, scan);
  if (scan.whole_bytes != old->size() || scan.next_index != next) {
    return fail_with(wrong(made.segment_, "is not whole"));
  }
  made.bytes_freed_ = old->size() - bytes.size();
  if (const auto put = made.put(bytes); !put) return fail_with(put.error());
  return made;
}

FileStatus ThinnedSegment::put(ByteView bytes) {
  if (const auto removed = files_->remove(temporary_); !removed) return removed;
  const auto free = files_->free_bytes(segment_.parent_path());
  if (!free) return fail_with(free.error());
  if (*free < bytes.size() + space_kept_free) {
    return fail_with(FileError{std::errc::no_space_on_device,
                               segment_.string() + " cannot be thinned: the disk is too full"});
  }
  const auto file = files_->create(temporary_, Privacy::owner_only);
  if (!file) return fail_with(file.error());
  const auto written = (*file)->append(bytes).and_then([&] { return (*file)->sync(); });
  if (!written) return written;
  const auto there = read_whole(*files_, temporary_, segment_read_max);
  if (!there) return fail_with(there.error());
  return equal(*there, bytes) ? FileStatus()
                              : fail_with(wrong(temporary_, "has other bytes than were written"));
}

FileStatus ThinnedSegment::replace() {
  return files_->remove(sidecar_)
      .and_then([&] { return files_->rename(temporary_, segment_); })
      .and_then([&] { return files_->sync_directory(segment_.parent_path()); });
}

}  // namespace tocsin::durable
