// Addresses that a batch may only number: the vantage point's first hops, or its resolvers. In the
// order in which they came up; what they are is committed to (core/record/commitment.h). Numbers
// never change, so that an open batch may use them, and a commitment holds while nothing new comes
// up. Pure; one thread.
#pragma once

#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/plan/target.h"

namespace tocsin::probe {

class PrivateAddresses {
 public:
  static constexpr std::size_t count_max = 255;

  // Nothing where there are too many already.
  std::optional<std::uint8_t> number(const plan::Address& address);

  bool has(const plan::Address& address) const { return find(address).has_value(); }
  bool empty() const { return all_.empty(); }

  // What is committed to: 17 octets each, the family (4 or 6) and then 16, of which an IPv4 address
  // takes the first four.
  Bytes value() const;

 private:
  std::optional<std::uint8_t> find(const plan::Address& address) const;

  std::vector<plan::Address> all_;
};

}  // namespace tocsin::probe
