// A month on the command line.
#pragma once

#include <optional>

#include "core/assess/month.h"
#include "core/cli/option.h"

namespace tocsin::audit {

inline cli::Option month_option(std::optional<assess::Month>& month) {
  return {.name = "month",
          .value = "MONTH",
          .help = "The month in UTC: 2026-11.",
          .target = {.set = [&month](std::string_view text) -> Status<> {
            month = assess::Month::from_text(text);
            return month ? Status<>() : fail("a month such as 2026-11");
          }}};
}

}  // namespace tocsin::audit
