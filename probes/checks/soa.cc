#include "probes/checks/soa.h"

namespace tocsin::probe {

Result<dns::QueryOptions, dns::NameError> soa_query(std::string_view zone) {
  auto name = dns::Name::from_text(zone);
  if (!name) return fail_with(name.error());
  dns::EdnsOptions edns;
  edns.ask_nsid = true;
  dns::QueryOptions query;
  query.question = {.name = *name, .type = dns::Type::soa, .klass = dns::Class::in};
  query.edns = edns;
  return query;
}

void skim(const dns::Reply& reply, record::Measurement& measurement) {
  measurement.flags = reply.flags().bits;
  measurement.rcode = static_cast<std::uint16_t>(reply.rcode());
  measurement.serial = dns::soa_serial(reply);
  if (const auto nsid = dns::nsid(reply)) measurement.nsid = Bytes(nsid->begin(), nsid->end());
}

}  // namespace tocsin::probe
