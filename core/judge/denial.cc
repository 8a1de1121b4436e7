#include "core/judge/denial.h"

#include "core/dns/message_name.h"

namespace tocsin::judge {

std::optional<Nsec> Nsec::of(const zone::Rrset& rrset) {
  if (rrset.type != dns::Type::nsec || rrset.data.size() != 1) return std::nullopt;
  const ByteView data(rrset.data.front());
  const auto next = dns::read_name(data, 0);
  const auto end = dns::name_end(data, 0);
  if (!next || !end) return std::nullopt;
  Nsec nsec;
  nsec.owner_ = &rrset.owner;
  nsec.next_ = *next;
  nsec.types_ = data.subspan(*end);
  return nsec;
}

// RFC 4034 section 4.1.2: windows of up to 32 octets of bits.
bool Nsec::has(dns::Type type) const {
  const auto number = static_cast<std::uint16_t>(type);
  Cursor in(types_);
  while (!in.at_end()) {
    const auto window = in.take_u8();
    const auto size = in.take_u8();
    const auto bits = size ? in.take(*size) : std::nullopt;
    if (!bits) return false;
    const std::size_t octet = (number & 0xffU) / 8;
    if (*window != number >> 8 || octet >= bits->size()) continue;
    if (((*bits)[octet] & (0x80U >> (number % 8))) != 0) return true;
  }
  return false;
}

bool Nsec::spans(const dns::Name& name) const {
  if (dns::canonical_order(owner(), name) >= 0) return false;
  const bool is_last = dns::canonical_order(next_, owner()) <= 0;
  return is_last || dns::canonical_order(name, next_) < 0;
}

bool Nsec::denies(const dns::Name& name) const {
  const bool is_parents = is_delegation() && dns::is_below(name, owner());
  return spans(name) && !is_parents && !dns::is_below(next_, name);
}

bool Nsec::denies(const dns::Name& name, dns::Type type) const {
  if (!dns::same_name(owner(), name)) return spans(name) && dns::is_below(next_, name);
  // At a delegation only the DS set is the parent's to deny.
  if (is_delegation() && type != dns::Type::ds) return false;
  return !has(type) && !has(dns::Type::cname);
}

}  // namespace tocsin::judge
