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

std::ptrdiff_t most_of(Fork::Kind kind) {
  return kind == Fork::Kind::same_size ? ForkFolder::same_size_max : ForkFolder::not_shown_max;
}

}  // namespace

Result<ForkFolder::Kept> ForkFolder::keep(const Fork& fork) {
  const auto digest = crypto::sha256(as_bytes(fork.offered.text));
  const auto prefix = prefix_of(fork.kind);
  const auto name = prefix + to_hex(ByteView(digest).first(digest_bytes_in_name));
  if (files_.exists(folder_ / (name + offered_end))) return Kept::before;
  if (auto made = files_.make_directory(folder_, Privacy::owner_only); !made) {
    return durable::fail(made.error());
  }
  const auto names = files_.list(folder_);
  if (!names) return durable::fail(names.error());
  const auto is_one = [&](const auto& other) {
    return other.starts_with(prefix) && other.ends_with(offered_end);
  };
  if (std::ranges::count_if(*names, is_one) >= most_of(fork.kind)) return Kept::too_many;
  if (auto put = write(name + held_end, fork.held); !put) return tl::unexpected(put.error());
  if (auto put = write(name + offered_end, fork.offered); !put) return tl::unexpected(put.error());
  return Kept::now;
}

Status<> ForkFolder::write(const std::string& name, const tlog::Note& note) {
  const auto bytes = tlog::encode(note);
  const auto written =
      durable::write_atomically(files_, folder_ / name, as_bytes(bytes), Privacy::owner_only);
  if (!written) return durable::fail(written.error());
  return {};
}

}  // namespace tocsin::witnessing
