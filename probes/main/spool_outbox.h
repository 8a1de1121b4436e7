// The spool as the uplink sees it: what each collector still lacks, newest first.
#pragma once

#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "probes/spool/spool.h"
#include "probes/uplink/outbox.h"

namespace tocsin::probe {

class SpoolOutbox final : public Outbox {
 public:
  // `collectors`: their names in the order of the uplink's lanes. The spool outlives this.
  SpoolOutbox(Spool& spool, std::vector<std::string> collectors, const ByteArray<16>& boot_id);

  Result<std::optional<Outgoing>> newest_for(Collector collector, std::uint64_t below) override;
  Status<> acknowledged(Collector collector,
                        std::uint64_t sequence,
                        ByteView acknowledgement) override;
  Status<> refused(Collector collector,
                   std::uint64_t sequence,
                   const FinalRefusal& refusal) override;

 private:
  Spool& spool_;
  std::vector<std::string> collectors_;
  ByteArray<16> boot_id_;
};

}  // namespace tocsin::probe
