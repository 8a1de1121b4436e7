#include "core/durable/journal.h"

#include "core/durable/journal_format.h"
#include "core/durable/journal_segment.h"
#include "core/durable/sidecar.h"

namespace tocsin::durable {
namespace {

constexpr std::size_t segment_read_max = std::size_t{1} << 32;

FileError damaged(const FileSystem::Path& segment, std::uint64_t index) {
  return {std::errc::io_error,
          segment.string() + ": record " + std::to_string(index) +
              " is damaged although it had been synced; restore the file from a copy"};
}

FileResult<Bytes> read_segment(FileSystem& files, const FileSystem::Path& path) {
  return read_whole(files, path, segment_read_max);
}

}  // namespace

FileResult<Journal> Journal::open(FileSystem& files,
                                  FileSystem::Path folder,
                                  JournalOptions options) {
  Journal journal(files, std::move(folder), options);
  if (const auto made = files.make_directory(journal.folder_, Privacy::owner_only); !made) {
    return fail_with(made.error());
  }
  auto lock = files.lock(journal.folder_);
  if (!lock) return fail_with(lock.error());
  journal.lock_ = std::move(*lock);
  if (const auto recovered = journal.recover(); !recovered) return fail_with(recovered.error());
  return journal;
}

// Every segment but the last was synced whole before the next was made.
FileStatus Journal::recover() {
  const auto firsts = segments_in(*files_, folder_);
  if (!firsts) return fail_with(firsts.error());
  for (const auto first : *firsts) {
    const auto path = folder_ / segment_name(first);
    if (first != next_index_) return fail_with(damaged(path, next_index_));
    if (first == firsts->back()) return recover_last(segment_name(first));
    if (const auto recovered = recover_sealed(first); !recovered) return recovered;
    durable_below_ = recovery_.records = next_index_;
  }
  return {};
}

FileStatus Journal::recover_sealed(std::uint64_t first) {
  if (options_.sealed == SealedSegments::by_sidecar) {
    if (const auto sidecar = Sidecar::open(*files_, folder_, first)) {
      next_index_ = sidecar->end().next;
      sealed_bytes_ += sidecar->end().bytes;
      return {};
    }
  }
  const auto path = folder_ / segment_name(first);
  const auto bytes = read_segment(*files_, path);
  if (!bytes) return fail_with(bytes.error());
  const auto scan = scan_segment(*bytes, first, [](const Frame&) {});
  if (scan.whole_bytes != bytes->size()) return fail_with(damaged(path, scan.next_index));
  next_index_ = scan.next_index;
  sealed_bytes_ += bytes->size();
  return {};
}

FileStatus Journal::recover_last(const std::string& name) {
  const auto path = folder_ / name;
  auto segment = files_->open(path);
  if (!segment) return fail_with(segment.error());
  const auto bytes = (*segment)->read(0, segment_read_max);
  if (!bytes) return fail_with(bytes.error());
  const auto scan = scan_segment(*bytes, next_index_, [](const Frame&) {});
  if (scan.corrupt) return fail_with(damaged(path, scan.next_index));
  const auto torn = ByteView(*bytes).subspan(scan.whole_bytes);
  if (!torn.empty()) {
    if (const auto kept = set_aside(torn, scan.whole_bytes); !kept) return kept;
    if (const auto cut = (*segment)->truncate(scan.whole_bytes); !cut) return cut;
  }
  // A segment whose header is torn holds nothing: it is made again when it is needed.
  if (scan.whole_bytes == 0) return files_->remove(path);
  // What a process before us appended and did not sync counts from here on, so it must stay.
  if (const auto synced = (*segment)->sync(); !synced) return synced;
  next_index_ = durable_below_ = recovery_.records = scan.next_index;
  segment_ = std::move(*segment);
  segment_bytes_ = scan.whole_bytes;
  return {};
}

FileStatus Journal::set_aside(ByteView torn, std::uint64_t offset) {
  recovery_.torn_bytes = torn.size();
  recovery_.torn_bytes_in =
      folder_ / ("torn-" + std::to_string(next_index_) + "-" + std::to_string(offset));
  return write_atomically(*files_, recovery_.torn_bytes_in, torn, Privacy::owner_only);
}

FileResult<std::uint64_t> Journal::append(ByteView record) {
  if (broken_) return fail_with(*broken_);
  if (record.size() > format::frame_payload_bytes_max) {
    return fail_with(FileError{std::errc::file_too_large, "a record beyond the journal's limit"});
  }
  const auto size = frame_size(record.size());
  if (!segment_ || segment_bytes_ + size > options_.segment_bytes_max) {
    if (const auto started = start_segment(); !started) return fail_with(started.error());
  }
  Bytes frame;
  frame.reserve(size);
  append_frame(frame, {next_index_, durable_below_, record});
  if (const auto appended = segment_->append(frame); !appended) {
    return fail_with(broken(appended.error()).error());
  }
  segment_bytes_ += size;
  return next_index_++;
}

FileStatus Journal::sync() {
  if (broken_) return fail_with(*broken_);
  if (!segment_ || durable_below_ == next_index_) return {};
  if (const auto synced = segment_->sync(); !synced) return broken(synced.error());
  durable_below_ = next_index_;
  return {};
}

FileStatus Journal::start_segment() {
  if (segment_ && segment_bytes_ == format::segment_header_bytes) return {};  // still empty
  if (const auto synced = sync(); !synced) return synced;
  sealed_bytes_ += segment_bytes_;
  auto segment = files_->create(folder_ / segment_name(next_index_), Privacy::owner_only);
  if (!segment) return broken(segment.error());
  segment_ = std::move(*segment);
  const auto header = segment_header(next_index_);
  segment_bytes_ = header.size();
  const auto started =
      segment_->append(header).and_then([&] { return segment_->sync(); }).and_then([&] {
        return files_->sync_directory(folder_);
      });
  return started ? started : broken(started.error());
}

FileStatus Journal::broken(FileError error) {
  broken_ = error;
  return fail_with(std::move(error));
}

FileStatus read_journal(FileSystem& files,
                        const FileSystem::Path& folder,
                        std::uint64_t first,
                        const RecordVisitor& visit) {
  const auto firsts = segments_in(files, folder);
  if (!firsts) return fail_with(firsts.error());
  for (std::size_t i = 0; i < firsts->size(); ++i) {
    const bool last = i + 1 == firsts->size();
    if (!last && (*firsts)[i + 1] <= first) continue;
    const auto path = folder / segment_name((*firsts)[i]);
    const auto bytes = read_segment(files, path);
    if (!bytes) return fail_with(bytes.error());
    const auto scan = scan_segment(*bytes, (*firsts)[i], [&](const Frame& frame) {
      if (frame.index >= first) visit(frame.index, frame.payload);
    });
    const bool whole = scan.whole_bytes == bytes->size();
    if (scan.corrupt || (!last && !whole)) return fail_with(damaged(path, scan.next_index));
  }
  return {};
}

}  // namespace tocsin::durable
