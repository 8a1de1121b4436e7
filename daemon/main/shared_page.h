// A page that anyone may ask for, such as GET /v1/root: made anew only now and then, so that no
// number of readers keeps the assessment thread from its batches. On the Asio thread.
#pragma once

#include <optional>
#include <string>

#include "core/base/clock.h"

namespace tocsin::collector {

class SharedPage {
 public:
  SharedPage(const Clock& clock, Duration age_max) : clock_(clock), age_max_(age_max) {}

  // Whether it is time to make another, which whoever asks then does.
  bool is_due() {
    const auto now = clock_.monotonic();
    if (begun_at_ && now - *begun_at_ < age_max_) return false;
    begun_at_ = now;
    return true;
  }

  // What it is made of is no longer what it was.
  void is_outdated() { begun_at_.reset(); }

  void put(std::string page) { page_ = std::move(page); }
  const std::optional<std::string>& page() const { return page_; }  // the newest that there is

 private:
  const Clock& clock_;
  Duration age_max_;
  std::optional<MonotonicTime> begun_at_;
  std::optional<std::string> page_;
};

}  // namespace tocsin::collector
