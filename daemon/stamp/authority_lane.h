// Asks one time-stamping authority (RFC 3161 section 3.4, over HTTP) for a token of what is to be
// stamped, verifies it, and writes it into the log. Its own pace is nobody else's: each authority
// has a lane.
//
// Whatever an authority answers is hostile until it verifies: too slow, too long, not of what was
// asked, not signed by whom the host trusts. It is counted by what was wrong, and asked for again,
// at longer and longer intervals.
//
// On the one thread of its io_context.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/digest.h"
#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/crypto/timestamp.h"
#include "core/entry/entry.h"
#include "core/http/client.h"
#include "core/net/backoff.h"
#include "core/net/task.h"

namespace tocsin::collector {

struct AuthorityPlace {
  std::string name;  // for people, and on /metrics
  http::ClientOptions at;
  std::string path;                 // "/tsr"
  std::string host;                 // whom to ask for there; empty: the address
  std::vector<Bytes> certificates;  // that its tokens have to lead to, in DER
};

// What is to be stamped: the body of an entry.
struct ToStamp {
  std::uint64_t index = 0;
  Digest digest{};
};

// How often each thing has happened, by "logged" or by what was wrong: a closed list of ours.
using StampCounts = std::map<std::string, std::uint64_t>;

class AuthorityLane {
 public:
  // Writes an entry into the log; its index, once it is durable.
  using Log = std::function<net::Task<std::optional<std::uint64_t>>(entry::Kind, Bytes)>;
  // What the lane works with; all of it outlives the lane.
  struct Surroundings {
    Entropy& entropy;
    Log log;
    std::function<std::optional<ToStamp>()> wanted;  // now
    std::function<Duration()> until_next;            // that may be wanted
  };

  static Result<std::unique_ptr<AuthorityLane>> create(boost::asio::io_context& io,
                                                       AuthorityPlace place,
                                                       Surroundings around);
  AuthorityLane(boost::asio::io_context& io,
                AuthorityPlace place,
                std::unique_ptr<http::Client> client,
                Surroundings around);

  // Until it is cancelled.
  net::Task<> run();
  // There may be something new.
  void wake() { idle_.cancel(); }

  const std::string& name() const { return place_.name; }
  const StampCounts& counts() const { return counts_; }
  const std::optional<WallTime>& newest() const { return newest_; }  // that it has given

 private:
  // What was wrong, by its name in the counts and in words.
  struct Failure {
    std::string name;
    std::string why;
  };

  net::Task<Status<Failure>> stamp(ToStamp wanted);
  net::Task<Result<Bytes, Failure>> ask(const Digest& digest, std::uint64_t nonce);
  net::Task<> pause_after(const Failure& failure);

  AuthorityPlace place_;
  std::unique_ptr<http::Client> client_;
  Surroundings around_;
  boost::asio::steady_timer idle_;
  net::Backoff backoff_;
  StampCounts counts_;
  std::optional<WallTime> newest_;
  std::optional<std::uint64_t> done_;  // the last entry that it has stamped
  std::string told_;  // the last reason that was written to the log, so that it is said once
};

}  // namespace tocsin::collector
