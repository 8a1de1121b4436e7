#include "daemon/main/payload_retention.h"

#include "core/record/limits.h"
#include "core/system/log.h"
#include "daemon/segments/segment_minutes.h"

namespace tocsin::collector {
namespace {

constexpr Duration idle = std::chrono::minutes(1);

}  // namespace

void PayloadRetention::step() {
  if (clock_.monotonic() < not_before_) return;
  const auto due = segments_.retention().to_be_summed_up(clock_.wall());
  if (!due) {
    not_before_ = clock_.monotonic() + idle;
    return;
  }
  segments_.retention().summed_up(*due);
  if (const auto done = sum_up(*due); !done) {
    system::log(system::Level::error,
                "payloads whose promised time is over cannot be summed up, and stay",
                {{"plan", due->plan},
                 {"first", due->segment.first},
                 {"next", due->segment.next},
                 {"error", done.error().text}});
  }
}

Status<> PayloadRetention::sum_up(const DuePayloads& due) {
  const auto minutes = minutes_of(files_, journal_, due.segment, due.plan);
  if (!minutes) return tl::unexpected(minutes.error());
  auto object = record::seal(*minutes);
  const bool is_readable =
      object.size() <= record::payload_bytes_max && record::open_minute_results(object).has_value();
  if (!is_readable) return fail("they are too many for one object");
  const entry::LoggedMinutes logged{.plan = due.plan,
                                    .first = due.segment.first,
                                    .next = due.segment.next,
                                    .results = entry::refer_to(object),
                                    .at = clock_.wall()};
  log_(encode(logged), std::move(object));
  return {};
}

}  // namespace tocsin::collector
