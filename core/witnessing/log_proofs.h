// A consistency proof out of a log's tiles, which are fetched as they turn out to be needed. The
// proof is worth what its check says: whoever serves wrong tiles makes a proof that proves nothing.
//
// One proof at a time, on the thread of its client.
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"
#include "core/http/client.h"
#include "core/net/task.h"
#include "core/tlog/tile.h"

namespace tocsin::witnessing {

class LogProofs {
 public:
  // A proof needs two tiles of each level at the most, and there are eight levels.
  static constexpr std::size_t tiles_max = 32;

  // The client outlives this. `prefix` is that of the log, "/log".
  LogProofs(http::Client& client, std::string prefix)
      : client_(client), prefix_(std::move(prefix)) {}

  // `old_size` is not above `size`.
  net::Task<Result<tlog::Proof>> prove_consistency(std::uint64_t old_size, std::uint64_t size);

 private:
  net::Task<Result<Bytes>> fetch(tlog::Tile tile);
  net::Task<Result<std::vector<Digest>>> fetch_tile(tlog::Tile tile);

  http::Client& client_;
  std::string prefix_;
};

}  // namespace tocsin::witnessing
