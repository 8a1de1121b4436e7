#include "national/option_values.h"

#include "core/record/attestation.h"
#include "core/record/limits.h"

namespace tocsin::national {

cli::Target into_time(WallTime& time) {
  return {.set = [&time](std::string_view text) -> Status<> {
    const auto read = from_rfc3339(text);
    if (!read) return fail("a time in UTC such as 2026-01-01T00:00:00Z");
    time = *read;
    return {};
  }};
}

cli::Target into_country(std::string& country) {
  return {.set = [&country](std::string_view text) -> Status<> {
    if (!record::is_country_code(text)) return fail("two capital letters (ISO 3166-1 alpha-2)");
    country = text;
    return {};
  }};
}

cli::Target into_name(std::string& name) {
  return {.set = [&name](std::string_view text) -> Status<> {
    if (text.empty() || text.size() > record::network_name_bytes_max) {
      return fail("a name of 1 to " + std::to_string(record::network_name_bytes_max) + " bytes");
    }
    name = text;
    return {};
  }};
}

cli::Option required(std::string name, std::string value, std::string help, cli::Target target) {
  return {.name = std::move(name),
          .value = std::move(value),
          .help = std::move(help),
          .target = std::move(target),
          .presence = cli::Presence::required};
}

}  // namespace tocsin::national
