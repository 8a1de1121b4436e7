#include "core/dns/canonical.h"

#include "core/dns/message_name.h"

namespace tocsin::dns {
namespace {

// How many names the data of such records begin with.
std::size_t leading_names(Type type) {
  switch (type) {
    case Type::ns:
    case Type::cname:
      return 1;
    case Type::soa:
      return 2;
    default:
      return 0;
  }
}

}  // namespace

// Length octets are below 'A', so that lowering the whole wire form touches letters only.
Name lower_case(const Name& name) {
  Name lower = name;
  for (auto& octet : std::span(lower.octets_).first(lower.size_)) {
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<std::uint8_t>(octet | 0x20U);
  }
  return lower;
}

Bytes canonical_data(const Record& record) {
  Bytes out;
  auto at = record.rdata_at;
  for (auto names = leading_names(record.type); names > 0; --names) {
    const auto name = read_name(record.message, at);
    const auto end = name_end(record.message, at);
    if (!name || !end || *end > record.end()) return {record.rdata.begin(), record.rdata.end()};
    append(out, lower_case(*name).wire());
    at = *end;
  }
  append(out, record.message.subspan(at, record.end() - at));
  return out;
}

}  // namespace tocsin::dns
