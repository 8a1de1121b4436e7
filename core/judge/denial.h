// What one NSEC record says is not there (RFC 4034 section 4, RFC 4035 section 5.4).
#pragma once

#include <optional>

#include "core/zone/rrset.h"

namespace tocsin::judge {

class Nsec {
 public:
  // Nothing where the set is not one well-formed record. The set must outlive it.
  static std::optional<Nsec> of(const zone::Rrset& rrset);

  const dns::Name& owner() const { return *owner_; }
  bool has(dns::Type type) const;

  // No name like this one, which is not the owner either: it lies between owner and next name in
  // canonical order (the last record's next is the apex), has nothing below it, and is not below a
  // delegation, of which the parent cannot speak.
  bool denies(const dns::Name& name) const;

  // The name is there, or there are names below it, and has no record of this type, nor an alias.
  bool denies(const dns::Name& name, dns::Type type) const;

 private:
  bool spans(const dns::Name& name) const;
  bool is_delegation() const { return has(dns::Type::ns) && !has(dns::Type::soa); }

  const dns::Name* owner_ = nullptr;
  dns::Name next_;
  ByteView types_;
};

}  // namespace tocsin::judge
