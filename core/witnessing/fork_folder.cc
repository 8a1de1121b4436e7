#include "core/witnessing/fork_folder.h"

#include <algorithm>

#include "core/base/hex.h"
#include "core/crypto/sha256.h"

namespace tocsin::witnessing {
namespace {

using durable::Privacy;
using witness::Fork;

constexpr std::size_t digest_bytes_in_name = 8;
constexpr const char* held_end = ".held";
constexpr const char* offered_end = ".offered";

std::string prefix_of(Fork::Kind kind) {
  return kind == Fork::Kind::same_size ? "same-size-" : "not-shown-";
}

std::string name_of(Fork::Kind kind, const tlog::Note& offered) {
  const auto digest = crypto::sha256(as_bytes(offered.text));
  return prefix_of(kind) + to_hex(ByteView(digest).first(digest_bytes_in_name));
}

bool is_full(Fork::Kind kind, const ForkFolder::Counts& counts) {
  return kind == Fork::Kind::same_size ? counts.same_size >= ForkFolder::same_size_max
                                       : counts.not_shown >= ForkFolder::not_shown_max;
}

}  // namespace

Result<ForkFolder::Kept> ForkFolder::keep(const Fork& fork) {
  const auto name = name_of(fork.kind, fork.offered);
  if (files_.exists(folder_ / (name + offered_end))) return Kept::before;
  if (auto made = files_.make_directory(folder_, Privacy::owner_only); !made) {
    return durable::fail(made.error());
  }
  const auto counts = count();
  if (!counts) return tl::unexpected(counts.error());
  if (is_full(fork.kind, *counts)) return Kept::too_many;
  if (auto put = write(name + held_end, fork.held); !put) return tl::unexpected(put.error());
  if (auto put = write(name + offered_end, fork.offered); !put) return tl::unexpected(put.error());
  return Kept::now;
}

Result<ForkFolder::Counts> ForkFolder::count() const {
  const auto names = files_.list(folder_);
  if (!names && names.error().code == std::errc::no_such_file_or_directory) return Counts();
  if (!names) return durable::fail(names.error());
  const auto of = [&](Fork::Kind kind) {
    const auto prefix = prefix_of(kind);
    return static_cast<std::size_t>(std::ranges::count_if(*names, [&](const auto& name) {
      return name.starts_with(prefix) && name.ends_with(offered_end);
    }));
  };
  return Counts{of(Fork::Kind::same_size), of(Fork::Kind::not_shown)};
}

Result<std::vector<tlog::Note>> ForkFolder::not_shown() const {
  std::vector<tlog::Note> notes;
  const auto names = files_.list(folder_);
  if (!names && names.error().code == std::errc::no_such_file_or_directory) return notes;
  if (!names) return durable::fail(names.error());
  for (const auto& name : *names) {
    if (!name.starts_with(prefix_of(Fork::Kind::not_shown)) || !name.ends_with(offered_end)) {
      continue;
    }
    const auto bytes = durable::read_whole(files_, folder_ / name, tlog::note_bytes_max);
    if (!bytes) return durable::fail(bytes.error());
    // Whatever else somebody has put there is his.
    if (auto note = tlog::parse_note(as_text(*bytes))) notes.push_back(*std::move(note));
  }
  return notes;
}

// Whatever counts goes first.
Status<> ForkFolder::forget(const tlog::Note& not_shown) {
  const auto name = name_of(Fork::Kind::not_shown, not_shown);
  for (const auto* end : {offered_end, held_end}) {
    if (auto gone = files_.remove(folder_ / (name + end)); !gone) {
      return durable::fail(gone.error());
    }
  }
  if (auto synced = files_.sync_directory(folder_); !synced) return durable::fail(synced.error());
  return {};
}

Status<> ForkFolder::write(const std::string& name, const tlog::Note& note) {
  const auto bytes = tlog::encode(note);
  const auto written =
      durable::write_atomically(files_, folder_ / name, as_bytes(bytes), Privacy::owner_only);
  if (!written) return durable::fail(written.error());
  return {};
}

}  // namespace tocsin::witnessing
