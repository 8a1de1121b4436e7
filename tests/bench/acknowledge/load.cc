// A fleet of probes for `./dev bench acknowledge`; bench.py says what it is for.
//
//   acknowledge-load enrol STATE SHAPE         into the state of a collector that does not run
//   acknowledge-load send STATE PORT SHAPE     to one that does
//   acknowledge-load floor FILE SHAPE          the same bytes at the same rhythm, into a file
//
// Needs the repository's root as its working directory.
//
// SHAPE: PROBES TLD_ROWS TLD_EVERY_MS TLD_WITHIN_MS SECONDS, as in shape.h. `send` says "measuring"
// when every connection is kept, and "measured" at the end. The last line is JSON. What is not
// acknowledged ends it at once, with 1.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <cstdlib>
#include <iostream>
#include <map>
#include <span>
#include <thread>

#include "core/base/check.h"
#include "core/durable/real_file_system.h"
#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "daemon/main/state_layout.h"
#include "tests/bench/acknowledge/figures.h"
#include "tests/bench/acknowledge/floor.h"
#include "tests/bench/acknowledge/lane.h"
#include "tests/bench/typical_batch.h"

namespace tocsin::bench {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

// Batches are made so long before they close.
constexpr Duration made_before = 1s;
// Of a client: a busy machine makes figures bad, and only a broken collector ends the load.
constexpr Duration patience = 60s;
// Certificates and connections take a while; nothing is due before.
constexpr Duration prepared_in = 5s;

Shape shape_from(std::span<char*> words) {
  const auto number = [&](std::size_t at) { return std::strtoul(words[at], nullptr, 10); };
  return {.probes = static_cast<std::uint32_t>(number(0)),
          .tld_rows = static_cast<std::uint32_t>(number(1)),
          .tld_every = std::chrono::milliseconds(number(2)),
          .tld_within = std::chrono::milliseconds(number(3)),
          .lasts = std::chrono::seconds(number(4))};
}

collector::State state_of(const std::string& dir) {
  const auto files = durable::real_file_system();
  auto state = collector::read_state(*files, collector::StateLayout{dir});
  check(state.has_value(), "the state is a collector's");
  return std::move(*state);
}

// The fleet, its connections, and what they found. Lanes run on the calling thread, batches are
// made on another.
class Load {
 public:
  Load(const std::string& state, std::uint16_t port, const Shape& shape)
      : shape_(shape), state_(state_of(state)), fleet_(fleet_of(shape.probes)) {
    for (const auto& member : fleet_) connect(member, port);
    world_.begin = clock_.monotonic() + prepared_in;
  }

  // Until all is acknowledged.
  void run() {
    const auto closings = closings_of(shape_);
    std::vector<std::size_t> batches(fleet_.size());
    for (const auto& closing : closings) ++batches[closing.probe];
    for (std::size_t i = 0; i < lanes_.size(); ++i) group_.spawn(lanes_[i]->run(batches[i]));
    const Begin begin{world_.begin, clock_.wall() + (world_.begin - clock_.monotonic())};
    std::jthread maker([&] { make_all(closings, begin); });
    warm_.expires_after(world_.begin + warm_up() - clock_.monotonic());
    warm_.async_wait([](const boost::system::error_code& error) {
      if (!error) std::cout << "measuring" << std::endl;
    });
    io_.run();
    std::cout << "measured" << std::endl;
  }

  void report() const {
    const auto of = [this](auto take, std::optional<Kind> kind) {
      std::vector<Duration> all;
      for (const auto& one : counted_) {
        if (!kind || one.closing.kind == *kind) all.push_back(take(one));
      }
      return figures_of(std::move(all));
    };
    const auto took = [](const Acknowledged& one) { return one.took; };
    const auto late = [](const Acknowledged& one) { return one.late; };
    const auto since_due = [](const Acknowledged& one) { return one.late + one.took; };
    std::size_t rows = 0;
    std::size_t bytes = 0;
    for (const auto& one : counted_) {
      rows += one.rows;
      bytes += one.body_bytes;
    }
    const std::chrono::duration<double> seconds = shape_.lasts - warm_up();
    std::cout << "{\"seconds\": " << seconds.count() << ", \"measurements\": " << rows
              << ", \"body_bytes\": " << bytes << ", \"took\": " << of(took, std::nullopt)
              << ", \"took_root\": " << of(took, Kind::root)
              << ", \"took_tlds\": " << of(took, Kind::tlds)
              << ", \"late\": " << of(late, std::nullopt)
              << ", \"since_due\": " << of(since_due, std::nullopt) << "}" << std::endl;
  }

 private:
  // Until then each probe has its connection, has sent a batch of each plan, and has caught up.
  Duration warm_up() const { return std::max<Duration>(30s, shape_.tld_every + 2s); }

  void connect(const Member& member, std::uint16_t port) {
    http::ClientOptions options;
    options.address = "127.0.0.1";
    options.port = port;
    options.connect = patience;
    options.exchange = patience;
    options.tls = http::TlsClientOptions{
        .server_name = collector::host_of(state_.name),
        .ca_pem = state_.authority.certificate_pem(),
        .identity = certified(member, state_, clock_.wall(), entropy_),
    };
    auto client = http::Client::create(io_, std::move(options));
    check(client.has_value(), "the collector has an address");
    lanes_.push_back(std::make_unique<Lane>(world_, std::move(*client)));
  }

  void acknowledged(const Acknowledged& one) {
    if (one.closing.at >= warm_up()) counted_.push_back(one);
  }

  [[noreturn]] static void fail(const std::string& why) {
    std::cerr << "acknowledge-load: " << why << std::endl;
    std::_Exit(1);
  }

  // On its own thread.
  void make_all(const std::vector<Closing>& closings, Begin begin) {
    BatchMaker maker(shape_, fleet_, begin);
    asio::io_context io;
    asio::steady_timer timer(io);
    for (const auto& closing : closings) {
      timer.expires_after(begin.monotonic + closing.at - made_before - clock_.monotonic());
      timer.wait();
      auto batch = std::make_shared<MadeBatch>(maker.make(closing));
      asio::post(io_, [this, batch] { lanes_[batch->closing.probe]->take(std::move(*batch)); });
    }
  }

  const Shape shape_;
  const system::SystemClock clock_;
  system::SystemEntropy entropy_;
  asio::io_context io_;
  const collector::State state_;
  const std::vector<Member> fleet_;
  Lane::World world_{io_,
                     clock_,
                     state_.log.key.public_key(),
                     {},
                     [this](const Acknowledged& one) { acknowledged(one); },
                     &Load::fail};
  std::vector<std::unique_ptr<Lane>> lanes_;
  net::TaskGroup group_{io_.get_executor()};
  asio::steady_timer warm_{io_};
  std::vector<Acknowledged> counted_;
};

int write_floor(const std::string& file, const Shape& shape) {
  const auto fleet = fleet_of(1);
  BatchMaker maker(shape, fleet, {});
  std::array<std::size_t, 2> bytes{};
  for (int round = 0; round < 2; ++round) {  // the second brings no target set along
    const auto at = root_batch_lasts + shape.tld_every;
    bytes = {maker.make({at, 0, Kind::root}).body.size(),
             maker.make({at, 0, Kind::tlds}).body.size()};
  }
  const auto took = floor_of(file, closings_of(shape), bytes);
  std::cout << "{\"took\": " << figures_of(took) << ", \"root_bytes\": " << bytes[0]
            << ", \"tld_bytes\": " << bytes[1] << "}" << std::endl;
  return 0;
}

int run(std::span<char*> words) {
  const std::string command = words.empty() ? "" : words[0];
  if (command == "enrol" && words.size() == 7) {
    const auto files = durable::real_file_system();
    enrol(*files, words[1], fleet_of(shape_from(words.subspan(2)).probes));
    return 0;
  }
  if (command == "floor" && words.size() == 7) {
    return write_floor(words[1], shape_from(words.subspan(2)));
  }
  if (command == "send" && words.size() == 8) {
    const auto port = static_cast<std::uint16_t>(std::strtoul(words[2], nullptr, 10));
    Load load(words[1], port, shape_from(words.subspan(3)));
    load.run();
    load.report();
    return 0;
  }
  return 2;
}

}  // namespace
}  // namespace tocsin::bench

int main(int count, char** words) {
  return tocsin::bench::run({words + 1, words + count});
}
