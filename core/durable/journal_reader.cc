#include "core/durable/journal_reader.h"

#include <algorithm>

#include "core/durable/journal_format.h"
#include "core/durable/journal_frame.h"
#include "core/durable/journal_segment.h"

namespace tocsin::durable {
namespace {

constexpr std::size_t usual_read_bytes = std::size_t{1} << 20;
constexpr std::size_t usual_record_bytes = std::size_t{1} << 14;
constexpr std::size_t longest_read_bytes =
    format::frame_header_bytes + format::frame_payload_bytes_max;

}  // namespace

FileStatus JournalReader::read(std::uint64_t below, const RecordVisitor& visit) {
  while (next_ < below) {
    if (!segment_) {
      if (const auto opened = open_segment(); !opened) return opened;
    }
    if (const auto taken = take_frames(below, visit); !taken) return taken;
  }
  return {};
}

// The segment that holds the next record. Where it is the one that was just read to its end, the
// record is not there.
FileStatus JournalReader::open_segment() {
  const auto firsts = segments_in(*files_, folder_);
  if (!firsts) return fail_with(firsts.error());
  const auto behind = std::ranges::upper_bound(*firsts, next_);
  if (behind == firsts->begin()) {
    return fail_with(
        FileError{std::errc::io_error,
                  folder_.string() + ": record " + std::to_string(next_) + " is in no segment"});
  }
  const auto first = *std::prev(behind);
  auto segment = files_->open(folder_ / segment_name(first));
  if (!segment) return fail_with(segment.error());
  segment_ = std::move(*segment);
  place_ = {.segment = first, .offset = format::segment_header_bytes};
  index_ = first;
  return {};
}

// As many whole frames as one read gives; at the end of a segment, the way to the next.
FileStatus JournalReader::take_frames(std::uint64_t below, const RecordVisitor& visit) {
  std::size_t length = usual_read_bytes;
  auto bytes = segment_->read(place_.offset, length);
  auto frame = bytes ? frame_at_front(*bytes) : std::nullopt;
  if (bytes && !frame && bytes->size() == length) {
    bytes = segment_->read(place_.offset, longest_read_bytes);
    frame = bytes ? frame_at_front(*bytes) : std::nullopt;
  }
  if (!bytes) return fail_with(bytes.error());
  if (!frame && bytes->empty() && index_ == next_ &&
      files_->exists(folder_ / segment_name(next_))) {
    segment_.reset();
    return {};
  }
  if (!frame || frame->index != index_) {
    return fail_with(FileError{std::errc::io_error,
                               folder_.string() + ": record " + std::to_string(index_) +
                                   " is not there although it had been synced"});
  }
  auto rest = ByteView(*bytes);
  while (frame && frame->index == index_ && next_ < below) {
    if (index_ == next_) {
      visit(index_, frame->payload);
      ++next_;
    }
    const auto size = frame_size(frame->payload.size());
    place_.offset += size;
    ++index_;
    rest = rest.subspan(size);
    frame = frame_at_front(rest);
  }
  return {};
}

FileResult<StoredRecord> read_record(FileSystem& files,
                                     const FileSystem::Path& folder,
                                     const RecordPlace& place) {
  const auto path = folder / segment_name(place.segment);
  const auto segment = files.open(path);
  if (!segment) return fail_with(segment.error());
  auto bytes = (*segment)->read(place.offset, usual_record_bytes);
  auto frame = bytes ? frame_at_front(*bytes) : std::nullopt;
  if (bytes && !frame) {
    bytes = (*segment)->read(place.offset, longest_read_bytes);
    frame = bytes ? frame_at_front(*bytes) : std::nullopt;
  }
  if (!bytes) return fail_with(bytes.error());
  if (!frame) {
    return fail_with(
        FileError{std::errc::io_error,
                  path.string() + " has no whole record at byte " + std::to_string(place.offset)});
  }
  return StoredRecord{frame->index, {frame->payload.begin(), frame->payload.end()}};
}

}  // namespace tocsin::durable
