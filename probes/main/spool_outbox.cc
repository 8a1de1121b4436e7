#include "probes/main/spool_outbox.h"

#include "core/system/log.h"

namespace tocsin::probe {

SpoolOutbox::SpoolOutbox(Spool& spool,
                         std::vector<std::string> collectors,
                         const ByteArray<16>& boot_id,
                         const Clock& clock,
                         Looking looking)
    : spool_(spool),
      collectors_(std::move(collectors)),
      boot_id_(boot_id),
      clock_(clock),
      looking_(std::move(looking)) {}

// A batch that turns out to be damaged becomes a gap, and the next one is looked at.
Result<std::optional<Outgoing>> SpoolOutbox::newest_for(Collector collector, std::uint64_t below) {
  while (const auto sequence = spool_.newest_for(collectors_.at(collector), below)) {
    auto batch = spool_.read(*sequence);
    if (!batch) {
      system::log(system::Level::error,
                  "a batch is unreadable",
                  {{"sequence", *sequence}, {"why", batch.error().text}});
      if (spool_.newest_for(collectors_.at(collector), below) == sequence)
        return fail(batch.error().text);
      continue;
    }
    Outgoing outgoing{.sequence = *sequence,
                      .envelope = std::move(batch->envelope),
                      .payload = std::move(batch->payload),
                      .closed_at = {}};
    if (batch->boot_id == boot_id_) outgoing.closed_at = batch->closed_at;
    return outgoing;
  }
  return std::nullopt;
}

// The signed bytes are kept of those that are looked for in the log, until they are found there.
Status<> SpoolOutbox::acknowledged(Collector collector,
                                   std::uint64_t sequence,
                                   const Receipt& receipt) {
  if (looking_.wants && looking_.wants(collector)) {
    if (const auto batch = spool_.read(sequence)) {
      looking_.take(collector, batch->envelope, receipt);
    }
  }
  spool_.acknowledge(collectors_.at(collector), sequence);
  return {};
}

Status<> SpoolOutbox::refused(Collector collector,
                              std::uint64_t sequence,
                              const FinalRefusal& refusal) {
  spool_.refuse({.collector = collectors_.at(collector),
                 .status = refusal.status,
                 .problem = refusal.document,
                 .at = clock_.wall()},
                sequence);
  return {};
}

}  // namespace tocsin::probe
