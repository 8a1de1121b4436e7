#include "probes/main/measuring.h"

#include <utility>

namespace tocsin::probe {

void Measuring::want_zone() {
  if (!stopping_) plans_->want_zone();
}

net::Task<> Measuring::stop() {
  stopping_ = true;
  loops_.cancel();
  co_await loops_.join();
  co_await exchanges_.join();
  if (!std::exchange(finished_, true)) plans_->finish();
}

}  // namespace tocsin::probe
