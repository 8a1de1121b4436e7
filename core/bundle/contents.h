// The files of an evidence bundle, by path, and which paths there are (docs/formats/bundle.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/digest.h"

namespace tocsin::bundle {

// All files but MANIFEST, which follows from them.
using Contents = std::map<std::string, Bytes>;

inline constexpr std::string_view manifest_path = "MANIFEST";
inline constexpr std::string_view claim_path = "claim.json";
inline constexpr std::string_view before_path = "before";
inline constexpr std::string_view after_path = "after";
inline constexpr std::string_view consistency_path = "consistency";
inline constexpr std::string_view stamped_path = "stamped";
inline constexpr std::string_view stamped_proof_path = "stamped-consistency";
inline constexpr std::string_view policy_path = "policy.example";
inline constexpr std::string_view report_path = "report.html";
inline constexpr std::string_view verify_path = "verify.sh";

std::string object_path(const Digest& digest);  // "object/<64 digits>"
std::string entry_path(std::uint64_t index);    // "entry/1234"
std::string proof_path(std::uint64_t index);    // "entry/1234.tlog-proof"

std::string token_path(std::uint64_t index);  // "token/1234"
std::optional<std::uint64_t> token_index(std::string_view path);

// Exactly the paths that a bundle's contents may have: those above, the log's entry bundles, and
// partial tiles above the lowest level, because a range begins at a whole bundle.
bool is_bundle_path(std::string_view path);

// A line for each file, by path: SHA-256 in hexadecimal, two blanks, path.
std::string manifest_of(const Contents& contents);

}  // namespace tocsin::bundle
