#include "core/dns/edns.h"

#include "core/dns/message_format.h"

namespace tocsin::dns {
namespace {

struct Option {
  OptionCode code{};
  ByteView value;
};

std::optional<Option> take_option(Cursor& cursor) {
  const auto code = cursor.take_be16();
  const auto length = cursor.take_be16();
  if (!code || !length) return std::nullopt;
  const auto value = cursor.take(*length);
  if (!value) return std::nullopt;
  return Option{static_cast<OptionCode>(*code), *value};
}

bool are_options(ByteView bytes) {
  Cursor cursor(bytes);
  while (!cursor.at_end()) {
    if (!take_option(cursor)) return false;
  }
  return true;
}

}  // namespace

std::optional<ByteView> Edns::option(OptionCode code) const {
  Cursor cursor(options);
  while (const auto option = take_option(cursor)) {
    if (option->code == code) return option->value;
  }
  return std::nullopt;
}

Result<Edns, ParseError> read_edns(const Record& opt) {
  if (!opt.owner().is_root()) return fail_with(ParseError::opt_not_at_root);
  if (!are_options(opt.rdata)) return fail_with(ParseError::option_beyond_end);
  return Edns{.udp_payload = static_cast<std::uint16_t>(opt.klass),
              .extended_rcode = static_cast<std::uint8_t>(opt.ttl >> format::edns_rcode_shift),
              .version = static_cast<std::uint8_t>(opt.ttl >> format::edns_version_shift),
              .dnssec_ok = (opt.ttl & format::edns_flag_do) != 0,
              .options = opt.rdata};
}

}  // namespace tocsin::dns
