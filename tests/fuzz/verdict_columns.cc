// Any octets as what stands between the head and the digest of a file of verdict columns: a month
// whose figures can be computed and that is written as it was read, or an error.
#include "audit/columns_file.h"
#include "core/assess/rssac047.h"
#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = audit::decode_columns_body(ByteView(data, size));
  if (!read) {
    check(!read.error().text.empty(), "an error says what is wrong");
    return 0;
  }
  const auto& counts = read->columns.counts();
  check(counts.repeated <= counts.soa + counts.correctness, "counts are those of the rows");
  const auto figures = assess::rssac047_of(read->columns);
  check(figures.counts == counts, "figures are of these measurements");
  const auto written = audit::encode_columns(read->origin, read->columns);
  check(written.has_value(), "what was read has room");
  const auto again = audit::decode_columns(*written);
  check(again && again->columns.counts() == counts, "what is written is read");
  check(audit::encode_columns(again->origin, again->columns).value() == *written,
        "it is written in one way");
  return 0;
}
