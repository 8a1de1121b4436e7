// Configuration from YAML. An error holds every mistake of the file, one "FILE:LINE:COLUMN:
// SENTENCE" per line: unknown keys with the nearest known one, wrong types, values out of range,
// duplicates.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/collector_options.h"
#include "config/probe_options.h"
#include "config/witness_options.h"
#include "core/base/result.h"

namespace tocsin::config {

// `file` names the text in errors.
Result<ProbeOptions> probe_options_from(std::string_view yaml, std::string_view file);
Result<CollectorOptions> collector_options_from(std::string_view yaml, std::string_view file);
Result<WitnessOptions> witness_options_from(std::string_view yaml, std::string_view file);

// A file as text; the error says what the operating system says.
Result<std::string> text_of(const std::filesystem::path& file);

// Reads the file, and the table of root parties where it names one; this is also all that
// --check-config does.
Result<ProbeOptions> load_probe_options(const std::filesystem::path& file);
Result<CollectorOptions> load_collector_options(const std::filesystem::path& file);
Result<WitnessOptions> load_witness_options(const std::filesystem::path& file);

}  // namespace tocsin::config
