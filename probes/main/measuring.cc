#include "probes/main/measuring.h"

#include <utility>

namespace tocsin::probe {

net::Task<> Measuring::stop() {
  loops_.cancel();
  co_await loops_.join();
  co_await exchanges_.join();
  if (!std::exchange(finished_, true)) plans_->finish();
}

}  // namespace tocsin::probe
