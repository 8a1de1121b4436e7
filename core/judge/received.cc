#include "core/judge/received.h"

#include <algorithm>
#include <tuple>

#include "core/base/check.h"
#include "core/dns/canonical.h"

namespace tocsin::judge {
namespace {

enum class Role : std::uint8_t { data, signature };

// One record, under the RRset that it is of or covers.
struct Item {
  dns::Name owner;
  dns::Class klass{};
  dns::Type type{};
  Role role{};
  Bytes data;

  bool is_of(const Item& other) const {
    return type == other.type && klass == other.klass && dns::identical(owner, other.owner);
  }
};

bool before(const Item& a, const Item& b) {
  const auto left = std::tie(a.type, a.klass);
  const auto right = std::tie(b.type, b.klass);
  if (left != right) return left < right;
  if (!dns::identical(a.owner, b.owner)) {
    return std::ranges::lexicographical_compare(a.owner.wire(), b.owner.wire());
  }
  return std::tie(a.role, a.data) < std::tie(b.role, b.data);
}

Item item_of(const dns::Record& record) {
  Item item{.owner = dns::lower_case(record.owner()),
            .klass = record.klass,
            .type = record.type,
            .data = dns::canonical_data(record)};
  if (record.type != dns::Type::rrsig) return item;
  if (const auto covered = Cursor(record.rdata).take_be16()) {
    item.type = static_cast<dns::Type>(*covered);
    item.role = Role::signature;
  }
  return item;
}

std::vector<Item> items_of(SectionName name, const dns::Records& records) {
  std::vector<Item> items;
  items.reserve(records.size());
  for (const auto record : records) {
    const bool is_edns = name == SectionName::additional && record.type == dns::Type::opt;
    if (!is_edns) items.push_back(item_of(record));
  }
  std::ranges::sort(items, before);
  return items;
}

// Items of one RRset, data first; nothing where there are only signatures.
void add_rrset(ReceivedSection& section, std::span<Item> items) {
  if (items.front().role == Role::signature) return;
  ReceivedRrset received{
      .rrset = {.owner = items.front().owner, .type = items.front().type, .data = {}},
      .klass = items.front().klass};
  for (auto& item : items) {
    auto& into = item.role == Role::data ? received.rrset.data : received.signatures;
    // A record that is there twice is there (RFC 2181 section 5).
    if (into.empty() || into.back() != item.data) into.push_back(std::move(item.data));
  }
  section.rrsets.push_back(std::move(received));
}

ReceivedSection section_of(SectionName name, const dns::Records& records) {
  auto items = items_of(name, records);
  ReceivedSection section{.name = name, .records = items.size()};
  const std::span<Item> all(items);
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end].is_of(all[begin])) ++end;
    add_rrset(section, all.subspan(begin, end - begin));
    begin = end;
  }
  return section;
}

}  // namespace

std::string_view name_of(SectionName name) {
  constexpr std::string_view names[] = {"Answer", "Authority", "Additional"};
  return names[static_cast<std::size_t>(name)];
}

const ReceivedRrset* ReceivedSection::find(const dns::Name& owner, dns::Type type) const {
  const auto found = std::ranges::find_if(rrsets, [&](const ReceivedRrset& each) {
    return each.rrset.type == type && each.klass == dns::Class::in &&
           dns::identical(each.rrset.owner, owner);
  });
  return found == rrsets.end() ? nullptr : &*found;
}

Received receive(const dns::Reply& reply) {
  auto question = reply.question();
  check(question.has_value(), "a reply that is judged has one question");
  question->name = dns::lower_case(question->name);
  return {.question = *question,
          .flags = reply.flags(),
          .rcode = reply.rcode(),
          .answer = section_of(SectionName::answer, reply.answers()),
          .authority = section_of(SectionName::authority, reply.authorities()),
          .additional = section_of(SectionName::additional, reply.additionals())};
}

}  // namespace tocsin::judge
