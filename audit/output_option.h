// How a command shows what it found.
#pragma once

#include "core/cli/option.h"

namespace tocsin::audit {

enum class Output { text, json };

inline cli::Option output_option(Output& output) {
  return {.name = "output",
          .value = "FORM",
          .help = "For people, or one JSON object for programs.",
          .target = cli::one_of(output, {{"text", Output::text}, {"json", Output::json}})};
}

}  // namespace tocsin::audit
