#include "core/zone/nsec_chain.h"

#include <algorithm>

#include "core/dns/message_name.h"

namespace tocsin::zone {
namespace {

tl::unexpected<Fault> broken(const Node& node, std::string why) {
  return fail_with(Fault{.kind = FaultKind::chain_broken,
                         .owner = node.owner().to_text(),
                         .type = dns::Type::nsec,
                         .detail = std::move(why)});
}

// At a delegation the parent has a say on these only; addresses there are glue.
bool is_parents(dns::Type type) {
  return type == dns::Type::ns || type == dns::Type::ds || type == dns::Type::nsec ||
         type == dns::Type::rrsig;
}

std::vector<std::uint16_t> types_at(const Node& node) {
  std::vector<std::uint16_t> types;
  for (const auto& rrset : rrsets_of(node.records)) {
    const auto type = rrset.front().type;
    if (node.place != Place::delegation || is_parents(type)) {
      types.push_back(static_cast<std::uint16_t>(type));
    }
  }
  return types;
}

// Section 4.1.2: windows of up to 32 octets of bits. Nothing where it is not well formed.
std::optional<std::vector<std::uint16_t>> types_in(ByteView bitmap) {
  std::vector<std::uint16_t> types;
  Cursor in(bitmap);
  while (!in.at_end()) {
    const auto window = in.take_u8();
    const auto size = in.take_u8();
    const auto octets = size ? in.take(*size) : std::nullopt;
    if (!octets) return std::nullopt;
    for (std::size_t bit = 0; bit < 8 * octets->size(); ++bit) {
      const bool set = ((*octets)[bit / 8] & (0x80U >> (bit % 8))) != 0;
      if (set) types.push_back(static_cast<std::uint16_t>(*window * 256U + bit));
    }
  }
  return types;
}

Status<Fault> check_link(const Node& node, const Node& next) {
  const auto records = node.of(dns::Type::nsec);
  if (records.size() != 1) return broken(node, "not exactly one NSEC record");
  const auto data = records.front().data();
  const auto name = dns::read_name(data, 0);
  const auto end = dns::name_end(data, 0);
  if (!name || !end) return broken(node, "the next name is unreadable");
  if (!dns::same_name(*name, next.owner())) {
    return broken(node, "next is " + name->to_text() + ", the zone has " + next.owner().to_text());
  }
  if (types_in(data.subspan(*end)) != types_at(node)) {
    return broken(node, "the zone has other types there");
  }
  return {};
}

}  // namespace

Status<Fault> check_chain(const std::vector<Node>& nodes) {
  std::vector<const Node*> own;
  for (const auto& node : nodes) {
    if (node.place != Place::below_cut) own.push_back(&node);
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto& next = *own[(i + 1) % own.size()];
    if (auto link = check_link(*own[i], next); !link) return link;
  }
  return {};
}

}  // namespace tocsin::zone
