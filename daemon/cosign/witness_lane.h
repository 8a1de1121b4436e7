// Asks one witness for its cosignatures (C2SP tlog-witness, add-checkpoint): what the book wants
// from it, as soon as it wants it. Its own pace is nobody else's: each witness has a lane.
//
// Whatever a witness answers is hostile until it verifies. A larger tree than ours, a size that
// changes from answer to answer, a body that is too long or too slow: an error, and a longer pause.
//
// On the one thread of its io_context.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/http/client.h"
#include "core/net/backoff.h"
#include "core/net/task.h"
#include "daemon/cosign/cosignature_book.h"
#include "daemon/ledger/log_folder.h"

namespace tocsin::collector {

// Where a witness takes checkpoints.
struct WitnessPlace {
  std::size_t witness = 0;  // in the policy
  std::string name;         // for people
  http::ClientOptions at;
  std::string path;  // the submission prefix: "" or "/prefix"
};

class WitnessLane {
 public:
  // What the lane works with; all of it outlives the lane.
  struct Surroundings {
    CosignatureBook& book;
    const LogFolder& folder;
    const Clock& clock;
    Entropy& entropy;
    std::function<void()> news;  // the book has a cosignature more
  };

  static Result<std::unique_ptr<WitnessLane>> create(boost::asio::io_context& io,
                                                     WitnessPlace place,
                                                     Surroundings around);
  WitnessLane(boost::asio::io_context& io,
              WitnessPlace place,
              std::unique_ptr<http::Client> client,
              Surroundings around);

  // Until it is cancelled.
  net::Task<> run();
  // The log has something new.
  void wake() { idle_.cancel(); }

 private:
  net::Task<Status<>> ask(CosignatureBook::Candidate wanted);
  net::Task<Result<http::Response>> send(const CosignatureBook::Candidate& wanted);
  Status<> take(const CosignatureBook::Candidate& wanted, const http::Response& response);
  Status<> learn_size(const CosignatureBook::Candidate& wanted, const http::Response& response);
  net::Task<> pause_after(const Error& error);

  WitnessPlace place_;
  std::unique_ptr<http::Client> client_;
  Surroundings around_;
  boost::asio::steady_timer idle_;
  net::Backoff backoff_;
  std::uint64_t size_ = 0;  // that the witness saw last, as far as we know
  std::string told_;        // the last reason that was written to the log, so that it is said once
};

}  // namespace tocsin::collector
