// One-time tokens, each a file named by its digest: who reads the folder learns no token. A token
// is used up by a rename, which only one can win, and stays as a trace of what it was used for.
//
//   STATE/tokens/open/<sha256>   "no-1\n2026-08-19T12:00:00.000000000Z\n"
//   STATE/tokens/used/<sha256>   the same
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/durable/file_system.h"

namespace tocsin::collector {

inline constexpr Duration token_age_max = std::chrono::hours(24 * 7);

class TokenStore {
 public:
  TokenStore(durable::FileSystem& files, durable::FileSystem::Path folder)
      : files_(files), folder_(std::move(folder)) {}

  // Makes the folders where they are missing.
  Status<> prepare();

  // A new token for this name, "no-1.9f86d081884c7d659a2feaa0c55ad015"; it is kept by nobody.
  Result<std::string> issue(std::string_view name, WallTime now, Entropy& entropy);

  // The name that an open token was issued for; nothing for any other text.
  std::optional<std::string> name_of(std::string_view token, WallTime now);

  // Durably, and for one caller only: false for everybody else.
  bool use_up(std::string_view token);

 private:
  durable::FileSystem& files_;
  durable::FileSystem::Path folder_;
};

}  // namespace tocsin::collector
