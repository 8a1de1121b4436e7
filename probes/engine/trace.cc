#include "probes/engine/trace.h"

#include <algorithm>
#include <map>
#include <variant>

#include "core/dns/match.h"
#include "core/net/deadline.h"
#include "core/net/overslept.h"
#include "core/net/udp_socket.h"

namespace tocsin::probe {
namespace {

// ICMP (RFC 792) and ICMPv6 (RFC 4443).
constexpr std::uint8_t icmp_time_exceeded = 11;
constexpr std::uint8_t icmpv6_time_exceeded = 3;

// After so many events without a pause the loop lets others run, and the deadline pass.
constexpr int events_at_once = 64;

HopAnswer meaning_of(const net::IcmpReport& report, plan::Family family) {
  const bool v4 = family == plan::Family::v4;
  if (report.type == (v4 ? icmp_time_exceeded : icmpv6_time_exceeded)) return HopAnswer::expired;
  return report.error == std::errc::connection_refused ? HopAnswer::refused
                                                       : HopAnswer::unreachable;
}

TraceFailure cannot(std::string_view do_what, const TraceAsk& ask, const std::error_code& error) {
  return {.why = error,
          .text = "cannot " + std::string(do_what) + " " + to_text(ask.server) + ": " +
                  error.message()};
}

Result<net::UdpSocket, std::error_code> open_socket(const boost::asio::any_io_executor& executor,
                                                    const TraceAsk& ask) {
  auto socket = net::UdpSocket::open(executor, ask.server.address.family, ask.port);
  if (socket || socket.error() != std::errc::address_in_use) return socket;
  return net::UdpSocket::open(executor, ask.server.address.family);
}

// One trace's state, which the listening coroutines work on.
class Tracing {
 public:
  Tracing(const TraceAsk& ask, const Clock& clock, net::UdpSocket socket)
      : ask_(ask),
        clock_(clock),
        next_id_(ask.query.id),
        socket_(std::move(socket)),
        buffer_(net::datagram_octets_max) {}

  // The next hop's queries, all at once.
  Status<std::error_code> send_hop() {
    if (ask_.may_send && !ask_.may_send(ask_.per_hop)) {
      return tl::unexpected(std::make_error_code(std::errc::operation_canceled));
    }
    const auto number = static_cast<std::uint8_t>(hops_.size() + 1);
    if (auto set = socket_.set_hop_limit(number); !set) return set;
    hops_.push_back({.hop_limit = number, .probes = {}});
    hop_begun_at_ = clock_.monotonic();
    for (int i = 0; i < ask_.per_hop; ++i) {
      if (auto sent = send_one(); !sent) return sent;
    }
    return {};
  }

  net::Task<std::monostate> hear_all() {
    take_all();
    while (!heard_of_all()) {
      co_await socket_.readable();
      take_all();
    }
    co_return std::monostate();
  }

  // Until it is stopped.
  net::Task<std::monostate> hear_on() {
    for (;;) {
      co_await socket_.readable();
      take_all();
    }
  }

  // In this hop.
  bool overslept() const {
    return net::overslept(clock_.monotonic() - hop_begun_at_, ask_.timeout + ask_.listen_on);
  }

  std::optional<TraceEnd> end() const { return end_of(hops_, ask_.limits); }

  Trace result(TraceEnd end) {
    return {.server = ask_.server.address,
            .source_port = socket_.port(),
            .sent_at = sent_at_,
            .hops = std::move(hops_),
            .end = end,
            .answer = std::move(answer_)};
  }

 private:
  struct Sent {
    std::size_t hop = 0;
    std::size_t probe = 0;
    MonotonicTime at;
  };

  Status<std::error_code> send_one() {
    auto query = ask_.query;
    query.id = next_id_++;
    const auto bytes = dns::build_query(query);
    auto& probes = hops_.back().probes;
    probes.push_back({.id = query.id, .notice = {}, .reply = {}});
    const auto now = clock_.monotonic();
    if (sent_.empty()) sent_at_ = now;
    sent_[query.id] = {.hop = hops_.size() - 1, .probe = probes.size() - 1, .at = now};
    const auto sent = socket_.send(bytes, ask_.server);
    if (sent) return sent;
    // A notice about an earlier query fails the next call once; it waits in the error queue.
    take_all();
    return socket_.send(bytes, ask_.server);
  }

  void take_all() {
    for (int i = 0; i < events_at_once; ++i) {
      const auto event = socket_.take(buffer_);
      if (!event) break;
      std::visit([this](const auto& what) { on(what); }, *event);
    }
  }

  void on(const net::TransmitStamp&) {}

  void on(const net::IcmpReport& report) {
    if (report.sent_to != ask_.server) return;
    const auto* sent = find(report);
    if (sent == nullptr || probe(*sent).notice) return;
    probe(*sent).notice = HopNotice{.what = meaning_of(report, ask_.server.address.family),
                                    .from = report.from,
                                    .rtt = clock_.monotonic() - sent->at,
                                    .type = report.type,
                                    .code = report.code,
                                    .names_query = quoted_id(report).has_value()};
  }

  void on(const net::Datagram& datagram) {
    const auto reply = dns::parse_reply(datagram.bytes);
    if (datagram.from != ask_.server || !reply || !sent_.contains(reply->id())) return;
    auto query = ask_.query;
    query.id = reply->id();
    const auto& sent = sent_[query.id];
    if (!dns::match(*reply, query) || probe(sent).reply) return;
    const HopReply heard{.rtt = clock_.monotonic() - sent.at, .hop_limit = datagram.hop_limit};
    probe(sent).hear(heard);
    if (!answer_) answer_ = TraceAnswer{.heard = record::skim(*reply), .reply = heard};
  }

  static std::optional<std::uint16_t> quoted_id(const net::IcmpReport& report) {
    return Cursor(report.quoted).take_be16();
  }

  // By the id, where enough of our query comes back; else the first query of this hop that nobody
  // has spoken of.
  const Sent* find(const net::IcmpReport& report) const {
    if (const auto id = quoted_id(report)) {
      const auto found = sent_.find(*id);
      return found == sent_.end() ? nullptr : &found->second;
    }
    const auto& probes = hops_.back().probes;
    const auto open = std::ranges::find(probes, HopAnswer::silent, &HopProbe::answer);
    return open == probes.end() ? nullptr : &sent_.at(open->id);
  }

  HopProbe& probe(const Sent& sent) { return hops_[sent.hop].probes[sent.probe]; }

  bool heard_of_all() const {
    const auto heard = [](const HopProbe& one) { return one.answer() != HopAnswer::silent; };
    return std::ranges::all_of(hops_.back().probes, heard);
  }

  const TraceAsk& ask_;
  const Clock& clock_;
  std::uint16_t next_id_;
  MonotonicTime sent_at_;
  MonotonicTime hop_begun_at_;
  net::UdpSocket socket_;
  Bytes buffer_;
  std::vector<Hop> hops_;
  std::map<std::uint16_t, Sent> sent_;  // by id
  std::optional<TraceAnswer> answer_;
};

}  // namespace

net::Task<Result<Trace, TraceFailure>> trace(TraceAsk ask, const Clock& clock) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto socket = open_socket(executor, ask);
  if (!socket) co_return tl::unexpected(cannot("open a socket for", ask, socket.error()));
  Tracing tracing(ask, clock, std::move(*socket));
  while (!tracing.end()) {
    const auto sent = tracing.send_hop();
    if (!sent) co_return tl::unexpected(cannot("send to", ask, sent.error()));
    const auto all = co_await net::with_deadline(ask.timeout, tracing.hear_all());
    if (all) co_await net::with_deadline(ask.listen_on, tracing.hear_on());
    if (tracing.overslept()) {
      const auto interrupted = std::make_error_code(std::errc::interrupted);
      co_return tl::unexpected(cannot("go on with the trace to", ask, interrupted));
    }
  }
  co_return tracing.result(*tracing.end());
}

}  // namespace tocsin::probe
