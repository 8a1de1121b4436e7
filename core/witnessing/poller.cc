#include "core/witnessing/poller.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/system/log.h"
#include "core/tlog/checkpoint.h"
#include "core/witness/add_checkpoint.h"
#include "core/witnessing/log_proofs.h"

namespace tocsin::witnessing {

Poller::Poller(std::string origin,
               std::string path,
               std::unique_ptr<http::Client> client,
               DurableWitness& witness,
               const Clock& clock,
               Duration every,
               WitnessFailed failed)
    : origin_(std::move(origin)),
      path_(std::move(path)),
      client_(std::move(client)),
      witness_(witness),
      clock_(clock),
      every_(every),
      failed_(std::move(failed)) {}

net::Task<> Poller::run() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  std::string told;
  for (;;) {
    const auto polled = co_await poll();
    auto why = polled ? std::string() : polled.error().text;
    if (why != told && !why.empty()) {
      system::log(system::Level::warning, "not cosigned", {{"log", origin_}, {"why", why}});
    }
    told = std::move(why);
    timer.expires_after(every_);
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

net::Task<Status<>> Poller::poll() {
  const auto candidate = co_await ask("GET", "/candidate", "");
  if (!candidate) co_return tl::unexpected(candidate.error());
  const auto note = std::string(as_text(candidate->body));
  const auto asked = co_await request_for(note);
  if (!asked) co_return tl::unexpected(asked.error());
  if (asked->request.empty()) co_return Status<>();
  const auto answer = witness_.add_checkpoint(asked->request, clock_.wall());
  if (!answer) {
    failed_(answer.error());
    co_return tl::unexpected(answer.error());
  }
  // A log that is stuck shows the same in every round.
  if (answer->fork_kept != ForkFolder::Kept::before) tell(*answer);
  const auto& decision = answer->decision;
  if (!decision.cosigned) {
    const auto why = decision.body.substr(0, decision.body.find('\n'));
    co_return fail(asked->no_proof.empty() ? why : why + ": " + asked->no_proof);
  }
  const auto cosigned = tlog::encode(decision.cosigned->checkpoint);
  const auto delivered = co_await deliver(cosigned);
  if (delivered) delivered_ = decision.cosigned->checkpoint.text;
  const auto looked = co_await look_again(decision.cosigned->tree);
  if (!looked) failed_(looked.error());
  co_return looked ? delivered : looked;
}

// No request where the log has our cosignature on this already.
net::Task<Result<Poller::Asked>> Poller::request_for(std::string candidate) {
  auto note = tlog::parse_note(candidate);
  if (!note) co_return tl::unexpected(note.error());
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  if (!checkpoint) co_return tl::unexpected(checkpoint.error());
  if (checkpoint->origin != origin_) co_return fail("another log answers there");
  if (note->text == delivered_) co_return Asked();
  const auto* latest = witness_.latest(origin_);
  witness::AddCheckpoint request{latest != nullptr ? latest->tree.size : 0, {}, std::move(*note)};
  if (request.old_size > checkpoint->tree.size) co_return fail("the log shows an older checkpoint");
  LogProofs proofs(*client_, path_);
  auto proof = co_await proofs.prove_consistency(request.old_size, checkpoint->tree.size);
  Asked asked;
  if (proof) {
    request.proof = std::move(*proof);
  } else {
    asked.no_proof = proof.error().text;
  }
  asked.request = witness::encode(request);
  co_return asked;
}

net::Task<Status<>> Poller::look_again(tlog::TreeHead tree) {
  const auto notes = witness_.not_shown(origin_);
  if (!notes) co_return tl::unexpected(notes.error());
  if (notes->empty()) co_return Status<>();
  const auto& note = notes->at(looked_again_++ % notes->size());
  const auto checkpoint = tlog::parse_checkpoint(note.text);
  if (!checkpoint || checkpoint->tree.size > tree.size) co_return Status<>();
  LogProofs proofs(*client_, path_);
  const auto proof = co_await proofs.prove_consistency(checkpoint->tree.size, tree.size);
  const bool holds = proof && tlog::proves_consistency(*proof, checkpoint->tree, tree);
  co_return holds ? witness_.shown(origin_, note) : Status<>();
}

net::Task<Status<>> Poller::deliver(std::string note) {
  const auto taken = co_await ask("POST", "/cosignature", note);
  if (!taken) co_return tl::unexpected(taken.error());
  co_return Status<>();
}

// The answer where it is 200.
net::Task<Result<http::Response>> Poller::ask(std::string method,
                                              std::string path,
                                              std::string body) {
  http::Request request;
  request.method = std::move(method);
  request.target = path_ + path;
  request.body.assign(body.begin(), body.end());
  auto response = co_await client_->send(request);
  if (response && response->status != 200) {
    co_return fail(path + ": status " + std::to_string(response->status));
  }
  co_return response;
}

}  // namespace tocsin::witnessing
