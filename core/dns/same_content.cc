#include "core/dns/same_content.h"

#include <algorithm>
#include <vector>

#include "core/dns/message_name.h"

namespace tocsin::dns {
namespace {

void append_lower(Bytes& out, const Name& name) {
  for (const auto octet : name.wire()) {
    out.push_back(octet >= 'A' && octet <= 'Z' ? static_cast<std::uint8_t>(octet | 0x20U) : octet);
  }
}

// How many names the data of such records begin with, of those that may be compressed (RFC 3597
// section 4) and that replies of root and TLD servers have.
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

// The data with its names expanded; as it stands where they are not names.
Bytes expanded(const Record& record) {
  Bytes out;
  auto at = record.rdata_at;
  for (auto names = leading_names(record.type); names > 0; --names) {
    const auto name = read_name(record.message, at);
    const auto end = name_end(record.message, at);
    if (!name || !end || *end > record.end()) return {record.rdata.begin(), record.rdata.end()};
    append_lower(out, *name);
    at = *end;
  }
  append(out, record.message.subspan(at, record.end() - at));
  return out;
}

Bytes content(const Record& record) {
  Bytes out;
  append_lower(out, record.owner());
  append_be16(out, static_cast<std::uint16_t>(record.type));
  append_be16(out, static_cast<std::uint16_t>(record.klass));
  append_be32(out, record.ttl);
  append(out, expanded(record));
  return out;
}

std::vector<Bytes> contents(const Records& section) {
  std::vector<Bytes> all;
  for (const auto record : section) {
    if (record.type != Type::opt) all.push_back(content(record));
  }
  std::ranges::sort(all);
  return all;
}

}  // namespace

bool same_content(const Reply& a, const Reply& b) {
  return a.flags().bits == b.flags().bits && a.rcode() == b.rcode() &&
         contents(a.answers()) == contents(b.answers()) &&
         contents(a.authorities()) == contents(b.authorities()) &&
         contents(a.additionals()) == contents(b.additionals());
}

}  // namespace tocsin::dns
