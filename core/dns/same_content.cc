#include "core/dns/same_content.h"

#include <algorithm>
#include <vector>

#include "core/dns/canonical.h"

namespace tocsin::dns {
namespace {

Bytes content(const Record& record) {
  Bytes out;
  append(out, lower_case(record.owner()).wire());
  append_be16(out, static_cast<std::uint16_t>(record.type));
  append_be16(out, static_cast<std::uint16_t>(record.klass));
  append_be32(out, record.ttl);
  append(out, canonical_data(record));
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
