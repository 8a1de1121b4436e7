// What the log's entries say of probes and countries, taken into a registry again: enrolments,
// countries' words for probes, and those that were taken back.
#pragma once

#include <cstdint>
#include <string>

#include "core/entry/entry.h"
#include "daemon/enrol/attestation_check.h"
#include "daemon/enrol/registry.h"

namespace tocsin::collector {

class RegistryWords {
 public:
  // Both outlive this.
  RegistryWords(Registry& registry, const CountryKeys& countries)
      : registry_(registry), countries_(countries) {}

  // In the order of the log; other kinds are nothing to it. Why an entry does not fit those before
  // it; nothing where it does.
  std::string take(const entry::EntryView& entry);

  // Words of countries whose key is not, or no longer, in the configuration: without effect.
  std::uint64_t ignored() const { return ignored_; }

 private:
  std::string take_enrolment(ByteView body);
  std::string take_attestation(ByteView body);
  std::string take_revocation(ByteView body);

  Registry& registry_;
  const CountryKeys& countries_;
  std::uint64_t ignored_ = 0;
};

}  // namespace tocsin::collector
