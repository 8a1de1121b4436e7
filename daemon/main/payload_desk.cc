#include "daemon/main/payload_desk.h"

#include "core/system/log.h"

namespace tocsin::collector {

boost::asio::awaitable<void> PayloadDesk::say(record::PayloadPolicy wanted) {
  if (wanted == policy_) co_return;
  policy_ = std::move(wanted);
  const record::SaidPayloadPolicy said{policy_, clock_.wall()};
  const auto index = co_await log_(entry::Kind::payload_policy, encode(said), Bytes());
  if (!index) co_return;
  system::log(system::Level::notice, "the log has another policy of payloads", {{"entry", *index}});
}

}  // namespace tocsin::collector
