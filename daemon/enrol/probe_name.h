// The name that a probe goes by here: bound to its token, then to its key, and from then on the
// `probe` label of every metric.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin::collector {

inline constexpr std::size_t probe_name_max = 32;

// Lower-case letters, digits and inner hyphens, as in a DNS label: "no-1".
bool is_probe_name(std::string_view text);

// What a probe's certificate says: "spiffe://collector.example/probe/no-1" (X.509 SVID).
std::string probe_uri(std::string_view collector, std::string_view name);
// The name in such a URI; nothing where it is another collector's or no such URI.
std::optional<std::string_view> probe_of_uri(std::string_view collector, std::string_view uri);

}  // namespace tocsin::collector
