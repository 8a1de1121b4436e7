#include "probes/uplink/http_transport.h"

namespace tocsin::probe {
namespace {

class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(std::unique_ptr<http::Client> client) : client_(std::move(client)) {}

  net::Task<Result<http::Response>> send(http::Request request) override {
    return client_->send(std::move(request));
  }

 private:
  std::unique_ptr<http::Client> client_;
};

}  // namespace

Result<std::unique_ptr<Transport>> http_transport(boost::asio::io_context& io,
                                                  http::ClientOptions options) {
  auto client = http::Client::create(io, std::move(options));
  if (!client) return fail(std::move(client.error().text));
  return std::make_unique<HttpTransport>(std::move(*client));
}

}  // namespace tocsin::probe
