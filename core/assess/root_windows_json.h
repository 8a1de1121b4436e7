// The root's last hour and day as JSON: the members of `availability` and `correctness` in GET
// /v1/root (docs/formats/root.md), and the same from the auditor.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/assess/window_figures.h"

namespace tocsin::assess {

// The value and both bounds; null where nobody knows.
nlohmann::ordered_json figure_json(const std::optional<RootFigure>& figure);

// Which entries of the log they are made of.
nlohmann::ordered_json log_json(const LogWindows& windows);

// Of `availability`: "ipv4_udp" and so on.
nlohmann::ordered_json window_json(const WindowFigures& figures);
// Of `correctness`.
nlohmann::ordered_json responses_json(const WindowFigures& figures);

}  // namespace tocsin::assess
