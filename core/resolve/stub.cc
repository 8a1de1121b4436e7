#include "core/resolve/stub.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <optional>

#include "core/dns/match.h"
#include "core/net/deadline.h"
#include "core/net/overslept.h"
#include "core/resolve/channel.h"
#include "core/resolve/socket_watch.h"

namespace tocsin::resolve {
namespace {

namespace asio = boost::asio;

Failure failure_of(int status) {
  switch (status) {
    case ARES_ETIMEOUT:
      return Failure::timeout;
    case ARES_ECONNREFUSED:
      return Failure::refused;
    case ARES_EBADRESP:
      return Failure::malformed;
    default:
      return Failure::host;
  }
}

// One question on one channel. c-ares calls back on its sockets and on its answer; the coroutine
// sleeps in between, and wakes for c-ares' own timeouts. It stays where it is: c-ares points to it.
class Conversation {
 public:
  Conversation(const asio::any_io_executor& executor, const StubAsk& ask, const Clock& clock)
      : executor_(executor), ask_(ask), clock_(clock), wake_(executor) {}
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  net::Task<Answer> run() {
    started_at_ = clock_.monotonic();
    if (ask_.resolvers.empty()) co_return failed(Failure::no_resolver);
    if (!start()) co_return failed(Failure::host);
    while (!answer_) {
      wake_.expires_after(until_next_timeout());
      co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
      ares_process_fd(channel_.get(), ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    }
    co_return std::move(*answer_);
  }

  Answer failed(Failure why) const { return fail_with(Unresolved{.why = why, .took = took()}); }

  Duration took() const { return clock_.monotonic() - started_at_; }

 private:
  bool start() {
    ChannelOptions options;
    options.resolvers = ask_.resolvers;
    options.attempt = ask_.attempt;
    options.rounds = ask_.rounds;
    options.udp_payload = ask_.query.edns ? ask_.query.edns->udp_payload : std::uint16_t{0};
    options.on_socket = [](void* self, int socket, int read, int write) {
      static_cast<Conversation*>(self)->on_socket(socket, {.read = read != 0, .write = write != 0});
    };
    options.context = this;
    auto channel = open_channel(options);
    if (!channel) return false;
    channel_ = std::move(*channel);
    const auto query = dns::build_query(ask_.query);
    ares_send(channel_.get(), query.data(), static_cast<int>(query.size()), heard, this);
    return true;
  }

  Duration until_next_timeout() {
    timeval left{};
    if (ares_timeout(channel_.get(), nullptr, &left) == nullptr) return ask_.attempt;
    return std::chrono::seconds(left.tv_sec) + std::chrono::microseconds(left.tv_usec);
  }

  void on_socket(int socket, Directions wanted) {
    auto& watch = watches_[socket];
    if (!watch) {
      watch = std::make_shared<SocketWatch>(
          executor_, socket, [this](int ready, Directions now) { on_ready(ready, now); });
    }
    watch->want(wanted);
    if (wanted.read || wanted.write) return;
    watch->stop();  // c-ares is about to close it, and its number may come again
    watches_.erase(socket);
  }

  void on_ready(int socket, Directions now) {
    ares_process_fd(
        channel_.get(), now.read ? socket : ARES_SOCKET_BAD, now.write ? socket : ARES_SOCKET_BAD);
    wake_.cancel();
  }

  static void heard(void* self, int status, int timeouts, unsigned char* reply, int size) {
    auto& conversation = *static_cast<Conversation*>(self);
    if (status == ARES_EDESTRUCTION) return;
    if (status != ARES_SUCCESS || reply == nullptr) {
      conversation.answer_ = conversation.failed(failure_of(status));
    } else {
      const ByteView bytes(reply, static_cast<std::size_t>(size));
      conversation.answer_ = conversation.heard(bytes, static_cast<std::uint32_t>(timeouts));
    }
  }

  Answer heard(ByteView bytes, std::uint32_t timeouts) const {
    const auto reply = dns::parse_reply(bytes);
    if (!reply || !dns::match(*reply, ask_.query)) return failed(Failure::malformed);
    return Resolution{.reply = Bytes(bytes.begin(), bytes.end()),
                      .rcode = reply->rcode(),
                      .took = took(),
                      .timeouts = timeouts};
  }

  asio::any_io_executor executor_;
  const StubAsk& ask_;
  const Clock& clock_;
  MonotonicTime started_at_;
  asio::steady_timer wake_;
  std::optional<Answer> answer_;
  std::map<int, std::shared_ptr<SocketWatch>> watches_;
  Channel channel_;  // the first to go: that ends the watches
};

}  // namespace

std::string_view name_of(Failure failure) {
  constexpr std::string_view names[] = {"no_resolver", "timeout", "refused", "malformed", "host"};
  return names[static_cast<std::size_t>(failure)];
}

net::Task<Answer> ask(StubAsk ask, const Clock& clock) {
  const auto executor = co_await asio::this_coro::executor;
  Conversation conversation(executor, ask, clock);
  auto answer = co_await net::with_deadline(ask.timeout, conversation.run());
  if (net::overslept(conversation.took(), ask.timeout)) {
    co_return conversation.failed(Failure::host);
  }
  if (!answer) co_return conversation.failed(Failure::timeout);
  co_return std::move(*answer);
}

}  // namespace tocsin::resolve
