// A probe's whole way out, from closing a batch to its acknowledgement, on the real disk, killed
// with -9 again and again: at a random write to its disk, or while a collector owes it an answer.
// The collector is the test: it survives, and knows what it was sent and what it acknowledged.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <limits>
#include <map>
#include <random>

#include "core/plan/root_hints.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "probes/main/batches.h"
#include "probes/main/spool_outbox.h"
#include "probes/uplink/uplink.h"
#include "tests/support/durable/killing_file_system.h"
#include "tests/support/process/child.h"
#include "tests/support/process/scratch_folder.h"

namespace tocsin::probe {
namespace {

constexpr auto never = std::numeric_limits<std::size_t>::max();

crypto::SigningKey key_of(std::uint8_t seed) {
  return crypto::SigningKey::from_seed(crypto::Seed{seed});
}
const crypto::SigningKey& probe_key() {
  static const auto key = key_of(1);
  return key;
}
const crypto::SigningKey& log_key() {
  static const auto key = key_of(2);
  return key;
}

// One end of a stream between probe and collector: whole messages, or that the other end is gone.
class Line {
 public:
  explicit Line(int socket) : socket_(socket) {}
  ~Line() { ::close(socket_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  bool send(ByteView message) {
    Bytes framed;
    append_be32(framed, static_cast<std::uint32_t>(message.size()));
    append(framed, message);
    const auto sent = ::send(socket_, framed.data(), framed.size(), MSG_NOSIGNAL);
    return sent == static_cast<ssize_t>(framed.size());
  }

  std::optional<Bytes> receive() {
    Bytes head(4);
    if (!fill(head)) return std::nullopt;
    Bytes body(*Cursor(head).take_be32());
    if (!fill(body)) return std::nullopt;
    return body;
  }

 private:
  bool fill(std::span<std::uint8_t> into) {
    const auto size = static_cast<ssize_t>(into.size());
    return size == 0 || ::recv(socket_, into.data(), into.size(), MSG_WAITALL) == size;
  }

  int socket_;
};

class LineTransport final : public Transport {
 public:
  explicit LineTransport(int socket) : line_(socket) {}

  net::Task<Result<http::Response>> send(http::Request request) override {
    if (!line_.send(request.body)) co_return tocsin::fail("the collector is gone");
    auto answer = line_.receive();
    if (!answer) co_return tocsin::fail("no answer");
    co_return http::reply(200, "application/cose", std::move(*answer));
  }

 private:
  Line line_;
};

// The probe: closes a batch with each turn of its loop and delivers what it can; `batches` of them,
// then it delivers the rest and ends. Killed at the disk write of this number, if it comes so far.
int probe(const std::filesystem::path& folder, int socket, int batches, std::size_t writes) {
  const system::SystemClock clock;
  system::SystemEntropy entropy;
  const auto files = durable::files_that_kill_at(writes);
  auto spool = Spool::open(*files, {.folder = folder, .collectors = {"geneva"}}, entropy.u64());
  if (!spool) return 1;
  boost::asio::io_context io;
  SpoolOutbox outbox(**spool, {"geneva"}, {}, clock);
  std::vector<Uplink::Route> routes;
  routes.push_back({{"geneva", log_key().public_key()}, std::make_unique<LineTransport>(socket)});
  Uplink uplink(io.get_executor(), outbox, std::move(routes), clock, entropy);
  const References references{std::vector<Reference>{}};
  const auto plan = plan::watch();
  Batches open(io.get_executor(),
               {clock, **spool, references, entropy, {}, [&] { uplink.wake(); }},
               {.key = probe_key(),
                .probe = record::probe_id_of(probe_key().public_key()),
                .incarnation = (*spool)->incarnation(),
                .software = "tocsin-probe/test"},
               plan,
               plan::compiled_root_targets());
  net::TaskGroup group(io.get_executor());
  uplink.start(group);
  for (int i = 0; i < batches; ++i) {
    open.close();
    io.poll();
  }
  while ((*spool)->waiting_for("geneva") > 0) io.run_one();
  ::_exit((*spool)->flush() ? 0 : 2);  // as abruptly as by a kill, but with everything delivered
}

// What the collector knows, across all kills of the probe.
class Collector {
 public:
  // Takes `count` batches and answers all but the last; then it gives up.
  void serve(Line& line, unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      const auto body = line.receive();
      if (!body) return;
      const auto word = admit(*body);
      if (i + 1 == count) return;
      if (!line.send(word)) return;
    }
  }

  // Everything below the newest was received, or is told to be a gap, and nothing is both.
  void expect_all_accounted_for() const {
    ASSERT_FALSE(received_.empty());
    for (std::uint64_t n = 0; n < received_.rbegin()->first; ++n) {
      EXPECT_NE(received_.contains(n), gaps_.contains(n)) << n;
    }
  }

  std::size_t received() const { return received_.size(); }
  std::size_t gaps() const { return gaps_.size(); }
  std::size_t repeated() const { return repeated_; }

 private:
  Bytes admit(ByteView body) {
    const auto submission = record::decode_submission(body);
    const auto bytes = submission->envelope;
    auto envelope = record::SignedEnvelope::decode({bytes.begin(), bytes.end()});
    const auto verified =
        record::VerifiedEnvelope::verify(std::move(*envelope), probe_key().public_key());
    EXPECT_TRUE(verified && record::open(verified->envelope(), submission->payload));
    note(*verified);
    record::Acknowledgement word;
    word.envelope = verified->digest();
    return record::sign(word, log_key());
  }

  void note(const record::VerifiedEnvelope& verified) {
    const auto& envelope = verified.envelope();
    if (received_.empty()) incarnation_ = envelope.incarnation;
    EXPECT_EQ(envelope.incarnation, incarnation_);
    const auto [known, is_new] = received_.emplace(envelope.sequence, verified.digest());
    EXPECT_EQ(known->second, verified.digest()) << envelope.sequence << " is in two versions";
    if (!is_new) ++repeated_;
    for (const auto& gap : envelope.gaps) {
      EXPECT_EQ(gap.reason, record::GapReason::never_closed);
      for (auto n = gap.first; n <= gap.last; ++n) gaps_.insert(n);
    }
  }

  std::uint64_t incarnation_ = 0;
  std::map<std::uint64_t, Digest> received_;
  std::set<std::uint64_t> gaps_;
  std::size_t repeated_ = 0;
};

// A probe that lives until it is killed: by one of its own writes, or by us once the collector has
// taken `batches` of its batches, of which it answers all but the last.
void live_and_die(const std::filesystem::path& folder,
                  Collector& collector,
                  unsigned batches,
                  std::size_t writes) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  test::Child child([&] {
    ::close(ends[0]);
    return probe(folder, ends[1], 1'000'000, writes);
  });
  ::close(ends[1]);
  Line line(ends[0]);
  collector.serve(line, batches);
  child.kill();
}

void live_to_the_end(const std::filesystem::path& folder, Collector& collector) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  test::Child child([&] {
    ::close(ends[0]);
    return probe(folder, ends[1], 1, never);
  });
  ::close(ends[1]);
  Line line(ends[0]);
  collector.serve(line, 1'000'000);
  EXPECT_EQ(child.wait(), 0);
}

TEST(ProbeKill, LosesNoBatchAndCountsNoneTwice) {
  const test::ScratchFolder scratch;
  Collector collector;
  std::mt19937 random(20261123);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    live_and_die(scratch.path(), collector, 1 + random() % 12, 5 + random() % 120);
    if (HasFailure()) return;
  }
  live_to_the_end(scratch.path(), collector);
  collector.expect_all_accounted_for();
  EXPECT_GT(collector.received(), 30U);
  EXPECT_GT(collector.repeated(), 0U) << "an unanswered batch is sent again";
  EXPECT_GT(collector.gaps(), 0U) << "a number taken by who is then killed is told";
}

}  // namespace
}  // namespace tocsin::probe
