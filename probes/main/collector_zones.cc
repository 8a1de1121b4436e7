#include "probes/main/collector_zones.h"

#include "core/record/zone_version.h"

namespace tocsin::probe {

std::vector<ZoneGiver> CollectorZones::givers() {
  std::vector<ZoneGiver> givers;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    givers.push_back(
        {.name = sources_[i].name, .fetch_into = [this, i](std::filesystem::path into) {
           return fetch(i, std::move(into));
         }});
  }
  return givers;
}

net::Task<Status<>> CollectorZones::fetch(std::size_t source, std::filesystem::path into) {
  http::Request request;
  request.target = record::zone_path;
  const auto response = co_await sources_[source].transport->send(std::move(request));
  if (!response) co_return fail(response.error().text);
  if (response->status != 200) {
    co_return fail("it answers with status " + std::to_string(response->status));
  }
  const auto written =
      durable::write_atomically(files_, into, response->body, durable::Privacy::owner_only);
  if (!written) co_return durable::fail(written.error());
  co_return Status<>();
}

}  // namespace tocsin::probe
