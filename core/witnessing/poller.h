// A witness without anybody who connects to it: it asks a log which checkpoint it should cosign,
// makes the proof from the log's tiles by itself, decides as it would on a request, and carries its
// cosignature to the log. Where the tiles give no proof, it decides on the checkpoint without one,
// which keeps it beside what was cosigned last: a log that has forked has no other tiles to show.
// What was kept so it looks at again, one in a round, once it has cosigned the next.
//
//   GET  /log/candidate          the checkpoint that the log wants cosigned
//   GET  /log/tile/...           for the proof
//   POST /log/cosignature        the checkpoint with our signature
//
// Why so: docs/decisions/0016-a-witness-may-ask.md. One log each; all on one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/client.h"
#include "core/net/task.h"
#include "core/witnessing/durable_witness.h"
#include "core/witnessing/witness_routes.h"

namespace tocsin::witnessing {

class Poller {
 public:
  // What is referred to outlives this. `failed` hears that nothing can be written any more.
  // `path` is that of the log at the client's end, "/log".
  Poller(std::string origin,
         std::string path,
         std::unique_ptr<http::Client> client,
         DurableWitness& witness,
         const Clock& clock,
         Duration every,
         WitnessFailed failed);

  // Until it is cancelled.
  net::Task<> run();
  // One round; says why it did not end with a cosignature that the log has taken.
  net::Task<Status<>> poll();

 private:
  net::Task<Result<http::Response>> ask(std::string method, std::string path, std::string body);
  struct Asked {
    std::string request;   // as the log itself would send it
    std::string no_proof;  // why it has none
  };
  net::Task<Result<Asked>> request_for(std::string candidate);
  net::Task<Status<>> deliver(std::string note);
  // Of what was not shown to hold what was cosigned before it: whether this tree holds it.
  net::Task<Status<>> look_again(tlog::TreeHead tree);

  std::string origin_;
  std::string path_;
  std::unique_ptr<http::Client> client_;
  DurableWitness& witness_;
  const Clock& clock_;
  Duration every_;
  WitnessFailed failed_;
  std::size_t looked_again_ = 0;
  std::string delivered_;  // the text of the checkpoint under which the log has our signature
};

}  // namespace tocsin::witnessing
