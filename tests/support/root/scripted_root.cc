#include "tests/support/root/scripted_root.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/dns/message_format.h"
#include "core/dns/message_name.h"
#include "core/dns/record_reader.h"
#include "core/zone/content.h"

namespace tocsin::test {
namespace {

using dns::Type;

constexpr std::uint16_t udp_payload = 1232;

dns::Name name_of(std::string_view text) {
  return dns::Name::from_text(text).value();
}

void append_code(Bytes& out, auto code) {
  append_be16(out, static_cast<std::uint16_t>(code));
}

RecordList joined(RecordList list, const RecordList& more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

void add(RecordList& list, const RecordList& more) {
  list.insert(list.end(), more.begin(), more.end());
}

template <class Map>
RecordList found(const Map& map, const typename Map::key_type& key) {
  const auto at = map.find(key);
  return at == map.end() ? RecordList() : at->second;
}

}  // namespace

Bytes Message::bytes() const {
  Bytes out;
  append_be16(out, 0x1234);
  append_be16(out, flags);
  append_be16(out, 1);
  append_code(out, answer.size());
  append_code(out, authority.size());
  append_code(out, additional.size() + 1);
  append(out, question.name.wire());
  append_code(out, question.type);
  append_code(out, question.klass);
  for (const auto* section : {&answer, &authority, &additional}) {
    for (const auto& each : *section) append(out, each);
  }
  append(out, dns::Name().wire());
  append_code(out, Type::opt);
  append_be16(out, udp_payload);
  append_be32(out, dns::format::edns_flag_do);
  append_be16(out, 0);
  return out;
}

ScriptedRoot::ScriptedRoot(const zone::Zone& zone) {
  for (const auto& each : zone.content().records) {
    const auto owner = each.owner.to_text();
    if (each.type != Type::rrsig) {
      records_[{owner, each.type}].push_back(each.wire);
      if (each.type == Type::nsec) nsec_owners_.push_back(each.owner);
      continue;
    }
    const auto covered = static_cast<Type>(*Cursor(each.data()).take_be16());
    signatures_[{owner, covered}].push_back(each.wire);
  }
}

RecordList ScriptedRoot::records(std::string_view owner, Type type) const {
  return found(records_, {std::string(owner), type});
}

RecordList ScriptedRoot::signatures(std::string_view owner, Type type) const {
  return found(signatures_, {std::string(owner), type});
}

RecordList ScriptedRoot::signed_records(std::string_view owner, Type type) const {
  return joined(records(owner, type), signatures(owner, type));
}

std::string ScriptedRoot::tld_of(const dns::Name& name) const {
  auto text = name.to_text();
  while (std::ranges::count(text, '.') > 1) text.erase(0, text.find('.') + 1);
  return text;
}

Message ScriptedRoot::reply(std::string_view name, Type type) const {
  Message message{.question = {name_of(name), type}, .flags = dns::format::flag_qr};
  const auto tld = tld_of(message.question.name);
  const bool is_root = message.question.name.is_root();
  const bool below = !is_root && !(tld == name && type == Type::ds);
  if (below && !records(tld, Type::ns).empty()) {
    refer(message, tld);
    return message;
  }
  message.flags |= dns::format::flag_aa;
  if (records(name, type).empty()) {
    deny(message, std::string(name));
  } else {
    answer(message, std::string(name));
  }
  return message;
}

void ScriptedRoot::answer(Message& message, const std::string& name) const {
  message.answer = signed_records(name, message.question.type);
  if (message.question.type == Type::soa) message.authority = signed_records(".", Type::ns);
}

void ScriptedRoot::refer(Message& message, const std::string& tld) const {
  message.authority = records(tld, Type::ns);
  const bool has_ds = !records(tld, Type::ds).empty();
  add(message.authority, signed_records(tld, has_ds ? Type::ds : Type::nsec));
  for (const auto& wire : records(tld, Type::ns)) {
    const auto record = dns::read_record(wire, 0).value();
    const auto server = dns::read_name(wire, record.rdata_at).value().to_text();
    add(message.additional, records(server, Type::a));
    add(message.additional, records(server, Type::aaaa));
  }
}

void ScriptedRoot::deny(Message& message, const std::string& name) const {
  message.authority = signed_records(".", Type::soa);
  if (!records(name, Type::nsec).empty()) {
    add(message.authority, signed_records(name, Type::nsec));
    return;
  }
  message.flags |= static_cast<std::uint16_t>(dns::Rcode::nxdomain);
  add(message.authority, signed_records(".", Type::nsec));
  const auto before = nsec_before(message.question.name);
  if (before != ".") add(message.authority, signed_records(before, Type::nsec));
}

std::string ScriptedRoot::nsec_before(const dns::Name& name) const {
  const auto after = std::ranges::upper_bound(
      nsec_owners_, name, [](const auto& a, const auto& b) { return canonical_order(a, b) < 0; });
  check(after != nsec_owners_.begin(), "the root comes first");
  return std::prev(after)->to_text();
}

Bytes with_data(Bytes record, std::size_t at, ByteView octets) {
  const auto data_at = dns::read_record(record, 0).value().rdata_at;
  std::ranges::copy(octets, record.begin() + static_cast<std::ptrdiff_t>(data_at + at));
  return record;
}

Bytes record(std::string_view owner, Type type, ByteView data) {
  Bytes out;
  append(out, name_of(owner).wire());
  append_code(out, type);
  append_code(out, dns::Class::in);
  append_be32(out, 86'400);
  append_code(out, data.size());
  append(out, data);
  return out;
}

}  // namespace tocsin::test
