// Any text: a name whose text gives the same name again, or an error.
#include "core/base/check.h"
#include "core/dns/name.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto name = dns::Name::from_text(as_text(ByteView(data, size)));
  if (!name) return 0;
  const auto again = dns::Name::from_text(name->to_text());
  check(again.has_value(), "a name's text is a name");
  check(dns::identical(*name, *again), "a name survives its text");
  check(dns::canonical_order(*name, *again) == 0, "a name is equal to itself in order");
  return 0;
}
