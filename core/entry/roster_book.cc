#include "core/entry/roster_book.h"

#include <algorithm>
#include <ranges>

#include "core/record/enrolment.h"
#include "core/record/revocation.h"

namespace tocsin::entry {
namespace {

// The front of what ascends.
std::vector<std::uint64_t> below(const std::vector<std::uint64_t>& indexes, std::uint64_t size) {
  return {indexes.begin(), std::ranges::lower_bound(indexes, size)};
}

template <class Said>
std::vector<Said> below(const std::vector<Said>& said, std::uint64_t size) {
  return {said.begin(), std::ranges::lower_bound(said, size, {}, &Said::index)};
}

}  // namespace

bool is_of_roster(Kind kind) {
  return kind == Kind::enrolment || kind == Kind::attestation || kind == Kind::revocation;
}

void RosterBook::take(std::uint64_t index, const EntryView& entry) {
  if (!is_of_roster(entry.kind)) return;
  said_.push_back(index);
  bool is_of_a_probe = false;
  if (entry.kind == Kind::enrolment) is_of_a_probe = enrol(index, entry.body);
  if (entry.kind == Kind::attestation) is_of_a_probe = attest(index, entry.body);
  if (entry.kind == Kind::revocation) is_of_a_probe = revoke(index, entry.body);
  if (!is_of_a_probe) others_.push_back(index);
}

bool RosterBook::enrol(std::uint64_t index, ByteView body) {
  const auto enrolment = record::open_enrolment(body);
  if (!enrolment) return false;
  auto& [listed, keys] = probes_[enrolment->probe];
  if (listed.enrolments.empty()) {
    listed.id = enrolment->probe;
    listed.name = enrolment->name;
  }
  listed.enrolments.push_back(index);
  keys.emplace(enrolment->key_epoch, enrolment->key);
  return true;
}

bool RosterBook::attest(std::uint64_t index, ByteView body) {
  const auto said = record::peek_attestation(body);
  if (!said) return false;
  const auto probe = probes_.find(said->probe);
  if (probe == probes_.end()) return false;
  auto& [listed, known] = probe->second;
  const auto keys = known | std::views::values;
  if (std::ranges::find(keys, said->key) == keys.end()) return false;
  listed.attestations.push_back({index, said->country, said->from, said->until});
  return true;
}

bool RosterBook::revoke(std::uint64_t index, ByteView body) {
  const auto said = record::peek_revocation(body);
  auto* probe = said ? find_key(said->key) : nullptr;
  if (probe == nullptr) return false;
  probe->listed.revocations.push_back({index, said->country, said->from});
  return true;
}

RosterBook::Known* RosterBook::find_key(const crypto::PublicKey& key) {
  for (auto& [id, probe] : probes_) {
    const auto keys = probe.keys | std::views::values;
    if (std::ranges::find(keys, key) != keys.end()) return &probe;
  }
  return nullptr;
}

RosterList RosterBook::list_at(std::uint64_t size) const {
  RosterList list;
  for (const auto& [id, probe] : probes_) {
    const auto& all = probe.listed;
    if (all.enrolments.front() >= size) continue;
    list.probes.push_back({.id = id,
                           .name = all.name,
                           .enrolments = below(all.enrolments, size),
                           .attestations = below(all.attestations, size),
                           .revocations = below(all.revocations, size)});
  }
  list.others = below(others_, size);
  return list;
}

std::size_t RosterBook::said_at(std::uint64_t size) const {
  return below(said_, size).size();
}

}  // namespace tocsin::entry
