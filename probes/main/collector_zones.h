// The root zone as the collectors' logs have it: GET /v1/zone. What comes is verified like any
// other; a collector that has none, or an old one, is no reason to complain. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/durable/file_system.h"
#include "probes/uplink/lane.h"
#include "probes/zone/zone_keeper.h"

namespace tocsin::probe {

class CollectorZones {
 public:
  struct Source {
    std::string name;  // of the collector
    std::unique_ptr<Transport> transport;
  };

  // The files outlive this.
  CollectorZones(durable::FileSystem& files, std::vector<Source> sources)
      : files_(files), sources_(std::move(sources)) {}

  // One for each collector; this outlives them.
  std::vector<ZoneGiver> givers();

 private:
  net::Task<Status<>> fetch(std::size_t source, std::filesystem::path into);

  durable::FileSystem& files_;
  std::vector<Source> sources_;
};

}  // namespace tocsin::probe
