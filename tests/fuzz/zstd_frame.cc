// Any bytes: never more than was asked for, whatever the frame says of itself.
#include "core/record/zstd_frame.h"

#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Cursor in(ByteView(data, size));
  const auto plain_size = in.take_be16();
  if (!plain_size) return 0;
  const auto plain = record::decompress(in.rest(), *plain_size);
  check(!plain || plain->size() == *plain_size, "as many bytes as were asked for");
  return 0;
}
