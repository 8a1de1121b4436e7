#include "core/record/question.h"

namespace tocsin::record {

Result<dns::Name, dns::NameError> full_name(const Question& question, std::string_view zone) {
  if (question.name == "@") return dns::Name::from_text(zone);
  if (question.name.ends_with('.')) return dns::Name::from_text(question.name);
  return dns::Name::from_text(question.name + "." + (zone == "." ? "" : std::string(zone)));
}

Result<dns::QueryOptions, dns::NameError> query_for(const Question& question,
                                                    std::string_view zone) {
  auto name = full_name(question, zone);
  if (!name) return tl::unexpected(name.error());
  dns::QueryOptions query;
  query.question = {.name = *name,
                    .type = static_cast<dns::Type>(question.type),
                    .klass = static_cast<dns::Class>(question.klass)};
  query.recursion_desired = question.recursion_desired;
  if (!question.edns) return query;
  auto& edns = query.edns.emplace();
  edns.udp_payload = question.edns->udp_payload;
  edns.dnssec_ok = question.edns->dnssec_ok;
  edns.ask_nsid = question.edns->nsid;
  return query;
}

}  // namespace tocsin::record
