// What the options of several statements are made of.
#pragma once

#include <string>

#include "core/base/time.h"
#include "core/cli/option.h"

namespace tocsin::national {

cli::Target into_time(WallTime& time);           // "2026-01-01T00:00:00Z"
cli::Target into_country(std::string& country);  // "NO"
cli::Target into_name(std::string& name);        // of a network or an operator, for people

cli::Option required(std::string name, std::string value, std::string help, cli::Target target);

}  // namespace tocsin::national
