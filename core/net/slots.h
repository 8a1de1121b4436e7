// A bound on how many of something run at once: whoever gets no slot waits in line. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "core/net/task.h"

namespace tocsin::net {

class Slots {
 public:
  // Held while the work goes on; must not outlive its Slots.
  class Slot {
   public:
    Slot() = default;
    Slot(Slot&&) = default;
    Slot& operator=(Slot&&) = default;

   private:
    friend class Slots;
    struct GiveBack {
      void operator()(Slots* slots) const { slots->give_back(); }
    };
    explicit Slot(Slots* slots) : slots_(slots) {}
    std::unique_ptr<Slots, GiveBack> slots_;
  };

  Slots(const boost::asio::any_io_executor& executor, std::size_t count);

  Task<Slot> acquire();
  std::size_t free() const { return free_; }

 private:
  void give_back();

  boost::asio::steady_timer freed_;  // never expires; each give_back wakes one waiter
  std::size_t free_;
};

}  // namespace tocsin::net
