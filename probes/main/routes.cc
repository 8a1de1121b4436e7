#include "probes/main/routes.h"

#include "probes/uplink/http_transport.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t small_file_bytes_max = 64 * 1024;

// Reads the texts of one enrolment; the first that is missing is the error of all.
class Reader {
 public:
  explicit Reader(durable::FileSystem& files) : files_(files) {}

  std::string text(const std::filesystem::path& path) {
    const auto bytes = durable::read_whole(files_, path, small_file_bytes_max);
    if (!bytes && !problem_) problem_ = bytes.error().text;
    return bytes ? std::string(as_text(*bytes)) : "";
  }

  const std::optional<std::string>& problem() const { return problem_; }

 private:
  durable::FileSystem& files_;
  std::optional<std::string> problem_;
};

Result<Uplink::Route> open_route(boost::asio::io_context& io,
                                 durable::FileSystem& files,
                                 const EnrolmentFiles& enrolment,
                                 const config::Collector& collector,
                                 const entry::LogKeys& log_keys,
                                 std::size_t bytes_max) {
  Reader reader(files);
  http::TlsClientOptions tls;
  tls.server_name = collector.tls_name;
  tls.ca_pem = reader.text(collector.ca_file.empty() ? enrolment.ca() : collector.ca_file);
  tls.identity = {.certificate_pem = reader.text(enrolment.certificate()),
                  .key_pem = reader.text(enrolment.tls_key())};
  if (reader.problem()) return fail(*reader.problem());

  http::ClientOptions options;
  options.address = to_text(collector.address);
  options.port = collector.port;
  options.tls = std::move(tls);
  options.body_bytes = bytes_max;
  auto transport = http_transport(io, std::move(options));
  if (!transport) return fail(transport.error().text);
  return Uplink::Route{.options = {.name = collector.name, .log_keys = log_keys},
                       .transport = std::move(*transport)};
}

}  // namespace

Result<std::vector<Uplink::Route>> open_routes(boost::asio::io_context& io,
                                               durable::FileSystem& files,
                                               const StateLayout& layout,
                                               const std::vector<config::Collector>& collectors,
                                               const std::vector<entry::LogKeys>& log_keys,
                                               std::size_t bytes_max) {
  std::vector<Uplink::Route> routes;
  for (std::size_t i = 0; i < collectors.size(); ++i) {
    const auto& collector = collectors[i];
    const auto enrolment = layout.enrolment(collector.name);
    auto route = open_route(io, files, enrolment, collector, log_keys.at(i), bytes_max);
    if (!route) return fail("collector " + collector.name + ": " + route.error().text);
    routes.push_back(std::move(*route));
  }
  return routes;
}

}  // namespace tocsin::probe
