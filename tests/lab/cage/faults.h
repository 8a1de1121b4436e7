// Faults in force. Each is undone exactly, alone or with all others.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/lab.h"
#include "tests/lab/model/fault.h"

namespace tocsin::lab {

class Faults {
 public:
  explicit Faults(Lab& lab) : lab_(lab) {}

  // In force when it returns; where a part of it fails, none of it is.
  Status<> start(const FaultRequest& request);
  // Ends every fault of that name ("all": every fault) that has at least these arguments. Refused
  // where there is none, except for "all". Servers that were down answer again when it returns.
  Status<> clear(const FaultRequest& which);

  std::vector<FaultRequest> active() const;

 private:
  struct Active {
    FaultRequest request;
    FaultPlan plan;
    std::string table;
  };

  Status<> apply(const Active& fault);
  Status<> undo(const Active& fault);
  Status<> tell_bird(const Announcement& of, const std::string& verb);
  Status<> narrow(const NarrowLink& link, std::uint64_t mtu);

  Lab& lab_;
  std::vector<Active> active_;
  int number_ = 0;
};

}  // namespace tocsin::lab
