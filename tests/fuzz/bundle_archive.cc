// Any bytes as an evidence bundle: what is taken has only paths of a bundle, and packed again it is
// taken again.
#include "core/base/check.h"
#include "core/bundle/archive.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto contents = bundle::unpack(ByteView(data, size));
  if (!contents) return 0;
  const auto packed = bundle::pack(*contents);
  check(packed && packed->size() == size, "there is nothing in it but its files");
  check(bundle::unpack(*packed) == *contents, "what was packed is taken");
  return 0;
}
