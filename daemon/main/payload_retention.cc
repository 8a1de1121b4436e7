#include "daemon/main/payload_retention.h"

#include "core/record/limits.h"
#include "core/system/log.h"
#include "daemon/segments/segment_minutes.h"

namespace tocsin::collector {
namespace {

constexpr Duration idle = std::chrono::minutes(1);
constexpr Duration while_full = std::chrono::hours(1);

}  // namespace

void PayloadRetention::step() {
  if (clock_.monotonic() < not_before_) return;
  if (const auto due = segments_.retention().to_be_summed_up(clock_.wall())) {
    segments_.summed_up(*due);
    if (const auto done = sum_up(*due); !done) tell(*due, "cannot be summed up", done.error().text);
  } else if (const auto over = segments_.retention().to_go(clock_.wall())) {
    let_go(*over);
  } else {
    not_before_ = clock_.monotonic() + idle;
  }
}

// A full disk may have room again; what else goes wrong is for a person to look at.
void PayloadRetention::let_go(const DuePayloads& due) {
  const auto freed = segments_.thin(due);
  if (freed) {
    system::log(system::Level::notice,
                "payloads whose promised time is over are deleted",
                {{"plan", due.plan},
                 {"first", due.segment.first},
                 {"next", due.segment.next},
                 {"bytes", *freed}});
    return;
  }
  tell(due, "cannot be deleted", freed.error().text);
  if (!durable::is_disk_full(freed.error())) return segments_.cannot_go(due);
  not_before_ = clock_.monotonic() + while_full;
}

// The collector goes on: it takes up space that it need not, and loses nothing.
void PayloadRetention::tell(const DuePayloads& due,
                            const std::string& what,
                            const std::string& why) {
  system::log(system::Level::error,
              "payloads whose promised time is over " + what + ", and stay",
              {{"plan", due.plan},
               {"first", due.segment.first},
               {"next", due.segment.next},
               {"error", why}});
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
