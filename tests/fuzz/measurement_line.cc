// Any bytes as a line of measurements, and of annotations: a measurement that columns can hold, a
// portion that can be left out of them, or an error.
#include "core/assess/measurement_line.h"

#include "core/assess/annotation_line.h"
#include "core/assess/month_columns.h"
#include "core/base/check.h"

using namespace tocsin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assess::MeasurementReader reader;
  const auto line = as_text(ByteView(data, size));
  assess::MonthColumns columns(*assess::Month::from_text("2026-11"));
  if (const auto annotation = assess::annotation_from(line)) {
    check(columns.exclude(annotation->about) == 0, "of nothing nothing is left out");
  }
  const auto read = reader.read(line);
  if (!read) {
    check(!read.error().text.empty(), "an error says what is wrong");
    return 0;
  }
  check(!read->vp.empty() && read->vp.size() <= assess::vantage_point_octets_max,
        "a vantage point has a name");
  check(!read->rtt || read->rtt->count() >= 0, "no reply comes before its query");
  check(columns.add(*read).has_value(), "one measurement has room");
  return 0;
}
