// Who runs what of the root, from YAML (config/root-parties.yaml is what we ship).
#pragma once

#include <filesystem>
#include <string_view>

#include "core/assess/root_parties.h"
#include "core/base/result.h"

namespace tocsin::config {

// Every mistake of the file, as in load.h: each letter once, and each fact with its source.
Result<assess::RootParties> root_parties_from(std::string_view yaml, std::string_view file);

// The letters must be these and no others: a table that lacks one would move n and k of n for
// whoever measures it.
Result<assess::RootParties> load_root_parties(const std::filesystem::path& file,
                                              std::string_view letters);

// config/root-parties.yaml as it was when this was compiled.
assess::RootParties shipped_root_parties();

}  // namespace tocsin::config
