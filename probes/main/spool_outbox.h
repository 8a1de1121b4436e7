// The spool as the uplink sees it: what each collector still lacks, newest first.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "probes/spool/spool.h"
#include "probes/uplink/outbox.h"

namespace tocsin::probe {

class SpoolOutbox final : public Outbox {
 public:
  // Who looks for some of what was acknowledged in the collectors' logs.
  struct Looking {
    std::function<bool(Collector)> wants;  // asked for each that is acknowledged
    std::function<void(Collector, ByteView envelope, const Receipt& receipt)> take;
  };

  // `collectors`: their names in the order of the uplink's lanes. Spool and clock outlive
  // this.
  SpoolOutbox(Spool& spool,
              std::vector<std::string> collectors,
              const ByteArray<16>& boot_id,
              const Clock& clock,
              Looking looking = {});

  Result<std::optional<Outgoing>> newest_for(Collector collector, std::uint64_t below) override;
  Status<> acknowledged(Collector collector,
                        std::uint64_t sequence,
                        const Receipt& receipt) override;
  Status<> refused(Collector collector,
                   std::uint64_t sequence,
                   const FinalRefusal& refusal) override;

 private:
  Spool& spool_;
  std::vector<std::string> collectors_;
  ByteArray<16> boot_id_;
  const Clock& clock_;
  Looking looking_;
};

}  // namespace tocsin::probe
