#include "core/witnessing/durable_witness.h"

#include "core/base/check.h"
#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/tlog/note_check.h"

namespace tocsin::witnessing {

using durable::Privacy;

std::string origin_hash(std::string_view origin) {
  return to_hex(crypto::sha256(as_bytes(origin)));
}

Result<DurableWitness> DurableWitness::open(durable::FileSystem& files,
                                            const Path& folder,
                                            witness::Cosigner cosigner,
                                            const std::vector<witness::WatchedLog>& logs) {
  if (auto made = files.make_directory(folder, Privacy::owner_only); !made) {
    return durable::fail(made.error());
  }
  auto lock = files.lock(folder);
  if (!lock) return durable::fail(lock.error());
  DurableWitness witness({std::move(cosigner), logs}, std::move(*lock));
  for (const auto& log : logs) {
    if (auto resumed = witness.resume(files, folder, log.origin); !resumed) {
      return tl::unexpected(resumed.error());
    }
  }
  return witness;
}

Status<> DurableWitness::resume(durable::FileSystem& files,
                                const Path& folder,
                                const std::string& origin) {
  const auto name = origin_hash(origin);
  const auto place = folder / name;
  if (auto made = files.make_directory(place, Privacy::owner_only); !made) {
    return durable::fail(made.error());
  }
  durable::ReplacedFile checkpoint(
      files, place / "checkpoint", tlog::note_bytes_max, Privacy::owner_only);
  if (auto loaded = checkpoint.load(); !loaded) return loaded;
  if (!checkpoint.content().empty()) {
    if (auto resumed = witness_.resume(origin, checkpoint.content()); !resumed) {
      return fail(checkpoint.path().string() + ": " + resumed.error().text);
    }
  }
  const auto made =
      places_.emplace(name, Place{std::move(checkpoint), ForkFolder(files, place / "forks")}).first;
  return show(origin, made->second);
}

Result<DurableWitness::Answer> DurableWitness::add_checkpoint(std::string_view request,
                                                              WallTime now) {
  Answer answer{witness_.add_checkpoint(request, now), std::nullopt};
  const auto& decision = answer.decision;
  if (decision.origin.empty()) return answer;
  auto& place = places_.find(origin_hash(decision.origin))->second;
  if (decision.fork) {
    const auto kept = place.forks.keep(*decision.fork);
    if (!kept) return tl::unexpected(kept.error());
    answer.fork_kept = *kept;
  }
  if (decision.cosigned) {
    // Asked again within one second the same is said, and the disk has it.
    auto note = tlog::encode(decision.cosigned->checkpoint);
    if (note != place.checkpoint.content()) {
      if (auto kept = place.checkpoint.replace(std::move(note)); !kept) {
        return tl::unexpected(kept.error());
      }
    }
    witness_.take(decision.origin, *decision.cosigned);
  } else {
    place.refused_at[decision.verdict] = now;
  }
  if (auto shown = show(decision.origin, place); !shown) return tl::unexpected(shown.error());
  return answer;
}

Result<std::vector<tlog::Note>> DurableWitness::not_shown(const std::string& origin) const {
  return places_.find(origin_hash(origin))->second.forks.not_shown();
}

Status<> DurableWitness::shown(const std::string& origin, const tlog::Note& offered) {
  auto& place = places_.find(origin_hash(origin))->second;
  if (auto forgotten = place.forks.forget(offered); !forgotten) return forgotten;
  return show(origin, place);
}

Status<> DurableWitness::show(const std::string& origin, const Place& place) {
  const auto forks = place.forks.count();
  if (!forks) return tl::unexpected(forks.error());
  Standing standing;
  standing.refused_at = place.refused_at;
  standing.forks = *forks;
  if (const auto* latest = witness_.latest(origin)) {
    const auto own = tlog::check_note(latest->checkpoint, std::span(&witness_.key(), 1));
    check(own.has_value(), "what was cosigned has our cosignature");
    standing.cosigned_size = latest->tree.size;
    standing.cosigned_at = own->verified.front().at;
  }
  standings_->set(origin, std::move(standing));
  return {};
}

const std::string* DurableWitness::latest_under(std::string_view hex) const {
  const auto place = places_.find(hex);
  if (place == places_.end() || place->second.checkpoint.content().empty()) return nullptr;
  return &place->second.checkpoint.content();
}

}  // namespace tocsin::witnessing
