#include "audit/log_fetch.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <charconv>

#include "core/http/client.h"
#include "core/http/problem.h"

namespace tocsin::audit {
namespace {

namespace asio = boost::asio;

constexpr std::string_view scheme = "http://";

struct Place {
  http::ClientOptions at;
  std::string path;  // without a slash at its end
};

// Nothing where it is not of this form.
std::optional<Place> place_of(std::string_view url) {
  if (!url.starts_with(scheme)) return std::nullopt;
  url.remove_prefix(scheme.size());
  const auto path = url.find('/');
  auto host = url.substr(0, path);
  Place place;
  if (path != std::string_view::npos) place.path = url.substr(path);
  while (place.path.ends_with('/')) place.path.pop_back();
  const auto colon = host.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = host.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), place.at.port);
  if (error != std::errc() || end != port.data() + port.size()) return std::nullopt;
  host = host.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  place.at.address = host;
  return place;
}

// Keeps its connection between files.
class Fetcher {
 public:
  Fetcher(std::string path, std::shared_ptr<asio::io_context> io, std::unique_ptr<http::Client> to)
      : path_(std::move(path)), io_(std::move(io)), client_(std::move(to)) {}

  Result<http::Response> ask(const std::string& file) {
    http::Request request;
    request.target = path_ + "/" + file;
    auto answer = asio::co_spawn(*io_, client_->send(std::move(request)), asio::use_future);
    io_->restart();
    io_->run();
    return answer.get();
  }

 private:
  std::string path_;
  std::shared_ptr<asio::io_context> io_;
  std::unique_ptr<http::Client> client_;
};

// It goes to somebody's terminal: one word of ours, or nothing.
std::string reason_in(const http::Response& response) {
  constexpr auto letters = "abcdefghijklmnopqrstuvwxyz-";
  auto slug = http::problem_slug(response);
  return slug.find_first_not_of(letters) == std::string::npos ? slug : std::string();
}

Result<std::shared_ptr<Fetcher>> fetcher_for(const std::string& url) {
  auto place = place_of(url);
  if (!place) return fail(url + ": only http://ADDRESS:PORT/PATH");
  place->at.body_bytes = tlog::log_file_bytes_max;
  const auto io = std::make_shared<asio::io_context>();
  auto client = http::Client::create(*io, place->at);
  if (!client) return fail(url + ": " + client.error().text);
  return std::make_shared<Fetcher>(place->path, io, std::move(*client));
}

}  // namespace

bool is_url(const std::string& text) {
  return text.find("://") != std::string::npos;
}

Result<tlog::FileSource> fetched(const std::string& url) {
  const auto fetcher = fetcher_for(url);
  if (!fetcher) return tl::unexpected(fetcher.error());
  return [fetcher = *fetcher](const std::string& file) -> std::optional<Bytes> {
    auto response = fetcher->ask(file);
    if (!response || response->status != 200) return std::nullopt;
    return std::move(response->body);
  };
}

Result<Bytes> fetch_one(const std::string& url, const std::string& file) {
  const auto fetcher = fetcher_for(url);
  if (!fetcher) return tl::unexpected(fetcher.error());
  auto response = (*fetcher)->ask(file);
  if (!response) return tl::unexpected(response.error());
  if (response->status == 200) return std::move(response->body);
  return fail(file + ": status " + std::to_string(response->status) + " " + reason_in(*response));
}

}  // namespace tocsin::audit
