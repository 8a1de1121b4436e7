#include "probes/main/dns_options.h"

namespace tocsin::probe {

cli::Target into_address(plan::Address& address) {
  return {.set = [&address](std::string_view text) -> Status<> {
    const auto parsed = plan::address_from(text);
    if (!parsed) return fail("an IPv4 or IPv6 address, without brackets");
    address = *parsed;
    return {};
  }};
}

cli::Target into_name(dns::Name& name) {
  return {.set = [&name](std::string_view text) -> Status<> {
            const auto parsed = dns::Name::from_text(text);
            if (!parsed) return fail("a domain name");
            name = *parsed;
            return {};
          },
          .fallback = "."};
}

cli::Target into_type(dns::Type& type) {
  return {.set = [&type](std::string_view text) -> Status<> {
            const auto parsed = dns::type_from(text);
            if (!parsed) return fail("a type such as SOA or TYPE6");
            type = *parsed;
            return {};
          },
          .fallback = "SOA"};
}

}  // namespace tocsin::probe
