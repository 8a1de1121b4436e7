#include "national/attest_options.h"

#include <charconv>

#include "national/option_values.h"

namespace tocsin::national {
namespace {

std::optional<double> number_from(std::string_view text) {
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<record::Place> place_from(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = number_from(text.substr(0, comma));
  const auto longitude = number_from(text.substr(comma + 1));
  if (!latitude || !longitude) return std::nullopt;
  return record::place_at(*latitude, *longitude);
}

cli::Target into_place(record::Place& place) {
  return {.set = [&place](std::string_view text) -> Status<> {
    const auto read = place_from(text);
    if (!read) return fail("latitude and longitude in degrees, such as 59.9,10.8");
    place = *read;
    return {};
  }};
}

}  // namespace

std::vector<cli::Option> options_of(AttestOptions& options) {
  auto& said = options.said;
  return {
      required("key", "FILE", "The country's key, country-key.pem.", cli::into(options.key)),
      {.name = "passphrase-file",
       .value = "FILE",
       .help = "The first line of this file opens the key.",
       .target = cli::into(options.passphrase_file)},
      required("probe-key",
               "KEY",
               "The probe's public key in Base64 or hexadecimal, or a file with it.",
               cli::into(options.probe_key)),
      required("country", "CC", "ISO 3166-1 alpha-2: NO.", into_country(said.country)),
      required("asn", "N", "The network's number, of AS N.", cli::into(said.asn)),
      required("network", "NAME", "The network's name, for people.", into_name(said.network)),
      required("place",
               "LAT,LON",
               "Degrees; rounded to 0.1 before they are signed.",
               into_place(said.place)),
      required("from", "TIME", "From when on it is ours.", into_time(said.from)),
      required("until", "TIME", "Until when; not included.", into_time(said.until)),
      required("out", "FILE", "Where the signed statement goes.", cli::into(options.out)),
  };
}

}  // namespace tocsin::national
