// Any bytes as a line of measurements: a measurement that columns can hold, or an error.
#include "core/assess/measurement_line.h"

#include "core/assess/month_columns.h"
#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assess::MeasurementReader reader;
  const auto read = reader.read(as_text(ByteView(data, size)));
  if (!read) {
    check(!read.error().text.empty(), "an error says what is wrong");
    return 0;
  }
  check(!read->vp.empty() && read->vp.size() <= assess::vantage_point_octets_max,
        "a vantage point has a name");
  check(!read->rtt || read->rtt->count() >= 0, "no reply comes before its query");
  assess::MonthColumns columns(*assess::Month::from_text("2026-11"));
  check(columns.add(*read).has_value(), "one measurement has room");
  return 0;
}
