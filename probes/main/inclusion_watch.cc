#include "probes/main/inclusion_watch.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/record/limits.h"
#include "core/record/submission.h"
#include "core/system/log.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

// The timer runs on another clock than ours, so a long sleep looks again.
constexpr Duration shortest_nap = 1ms;
constexpr Duration longest_nap = 60s;
// Of what is kept as evidence: no honest answer is longer.
constexpr std::size_t told_bytes_max = 64 * 1024;

http::Request question_for(const Promise& promise, const std::string& checkpoint) {
  http::Request request;
  request.target = std::string(record::inclusion_path) + to_hex(promise.word.envelope) + "?" +
                   std::string(record::log_parameter) +
                   to_hex(crypto::sha256(as_bytes(promise.word.origin)));
  if (promise.leaf) {
    request.target += "&" + std::string(record::leaf_parameter) + std::to_string(*promise.leaf);
  }
  if (checkpoint.empty()) return request;
  request.method = "POST";
  const auto body = as_bytes(checkpoint);
  request.body.assign(body.begin(), body.end());
  return request;
}

std::string text_of(const Result<http::Response>& response) {
  if (!response) return "no answer: " + response.error().text + "\n";
  return "status " + std::to_string(response->status) + "\n\n" +
         std::string(as_text(response->body).substr(0, told_bytes_max));
}

// A collector that is busy, or behind a proxy that does not reach it, has not answered.
bool is_answer(const Result<http::Response>& response) {
  return response && response->status != 429U && response->status < 500U;
}

Bytes bytes_of(std::string_view text) {
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

InclusionWatch::InclusionWatch(asio::any_io_executor executor,
                               Surroundings around,
                               std::vector<Source> sources)
    : executor_(std::move(executor)), around_(around) {
  for (auto& source : sources) {
    const auto needs =
        source.witnesses.empty() ? Promises::Needs::the_logs_signature : Promises::Needs::witnesses;
    EvidenceFolder evidence(around.files, source.evidence);
    watched_.push_back(std::make_unique<Watched>(Watched{.source = std::move(source),
                                                         .promises = {needs, around.entropy},
                                                         .evidence = std::move(evidence),
                                                         .changed = asio::steady_timer(executor_),
                                                         .seen = {}}));
  }
}

void InclusionWatch::start(net::TaskGroup& group) {
  for (std::size_t i = 0; i < watched_.size(); ++i) group.spawn(follow(i));
}

bool InclusionWatch::wants(std::size_t collector) {
  auto& watched = *watched_.at(collector);
  ++watched.acknowledged;
  return watched.promises.wants_one(around_.clock.monotonic());
}

void InclusionWatch::take(std::size_t collector, ByteView envelope, const Receipt& receipt) {
  auto& watched = *watched_.at(collector);
  auto promise = promise_from(envelope, receipt.acknowledgement, watched.source.log_keys);
  if (!promise) return;  // the uplink has let no such thing through
  promise->leaf = receipt.leaf;
  watched.promises.take(std::move(*promise), around_.clock.monotonic());
  watched.acknowledged_before = watched.acknowledged;
  watched.changed.cancel();
}

std::vector<record::SeenCheckpoint> InclusionWatch::seen() const {
  std::vector<record::SeenCheckpoint> all;
  for (const auto& watched : watched_) {
    if (!watched->seen) continue;
    const auto& [origin, tree] = *watched->seen;
    all.push_back({origin, tree.size, tree.root});
  }
  return all;
}

std::vector<record::SeenCheckpoint> newest_of(std::vector<record::SeenCheckpoint> some,
                                              const std::vector<record::SeenCheckpoint>& others) {
  for (const auto& other : others) {
    const auto same = std::ranges::find(some, other.origin, &record::SeenCheckpoint::origin);
    if (same == some.end()) {
      some.push_back(other);
    } else if (other.size > same->size) {
      *same = other;
    }
  }
  some.resize(std::min(some.size(), record::checkpoints_max));
  return some;
}

InclusionCounts InclusionWatch::counts(std::size_t collector) const {
  const auto& watched = *watched_.at(collector);
  auto counts = watched.promises.counts();
  counts.dropped = std::max<std::uint64_t>(counts.dropped, watched.evidence.count());
  return counts;
}

net::Task<> InclusionWatch::follow(std::size_t collector) {
  auto& watched = *watched_[collector];
  for (;;) {
    const auto now = around_.clock.monotonic();
    if (const auto* due = watched.promises.due(now)) {
      auto promise = *due;
      co_await look(watched, std::move(promise));
      continue;
    }
    const auto next = watched.promises.next_due().value_or(now + longest_nap);
    watched.changed.expires_after(std::clamp(next - now, shortest_nap, longest_nap));
    // Time is up, or another was taken, or we are cancelled: then the next wait ends this task.
    co_await watched.changed.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

net::Task<> InclusionWatch::look(Watched& watched, Promise promise) {
  Attempt attempt(watched.source.quorum);
  Heard heard;
  co_await ask_witnesses(watched, promise, attempt, heard);
  if (!attempt.settled()) {
    const auto shown = co_await ask_for_proof(watched, promise, std::nullopt, heard);
    attempt.in_its_own_tree(shown);
  }
  settle(watched, promise, found(watched, attempt), heard);
}

net::Task<> InclusionWatch::ask_witnesses(Watched& watched,
                                          const Promise& promise,
                                          Attempt& out,
                                          Heard& heard) {
  for (auto& witness : watched.source.witnesses) {
    if (out.settled()) co_return;
    const auto said = co_await ask(watched, witness, promise, heard);
    if (!said) continue;
    const auto shown = co_await ask_for_proof(watched, promise, said->checkpoint.tree, heard);
    const auto tree =
        said->at > promise.until() ? Attempt::Tree::after_the_end : Attempt::Tree::before_the_end;
    out.in_a_witnessed_tree(tree, shown);
  }
}

// Nothing where it is not there, or says nothing that both have signed.
net::Task<std::optional<Witnessed>> InclusionWatch::ask(Watched& watched,
                                                        Witness& witness,
                                                        const Promise& promise,
                                                        Heard& heard) {
  const auto& origin = promise.word.origin;
  http::Request request;
  request.target = witness.path + "/" + to_hex(crypto::sha256(as_bytes(origin))) + "/checkpoint";
  const auto response = co_await witness.transport->send(std::move(request));
  if (!response || response->status != 200U) co_return std::nullopt;
  const auto text = as_text(response->body);
  auto said = check_witnessed(text, origin, watched.source.log_keys.of(origin), witness.key);
  if (!said) {
    system::log(system::Level::error,
                "a witness's checkpoint is not taken",
                {{"witness", witness.key.name}, {"why", said.error().text}});
    co_return std::nullopt;
  }
  heard.checkpoint = std::string(text);
  co_return std::move(*said);
}

net::Task<Shown> InclusionWatch::ask_for_proof(Watched& watched,
                                               const Promise& promise,
                                               std::optional<tlog::TreeHead> tree,
                                               Heard& heard) {
  auto request = question_for(promise, tree ? heard.checkpoint : "");
  const auto response = co_await watched.source.transport->send(std::move(request));
  heard.answer = text_of(response);
  if (!is_answer(response)) co_return Shown::no_answer;
  if (response->status != 200U) co_return Shown::none;
  const auto& log_key = watched.source.log_keys.of(promise.word.origin);
  const auto shown = check_proof(as_text(response->body), promise, log_key, tree);
  if (!shown) {
    heard.answer += "\nrefused: " + shown.error().text + "\n";
    co_return Shown::none;
  }
  if (!heard.shown || shown->tree.size > heard.shown->tree.size) heard.shown = *shown;
  co_return Shown::proof;
}

// Whoever acknowledges meanwhile is there, and gives no proof.
Found InclusionWatch::found(Watched& watched, const Attempt& attempt) const {
  const auto before = std::exchange(watched.acknowledged_before, watched.acknowledged);
  const auto found = attempt.found();
  const bool is_there = watched.acknowledged > before;
  return found == Found::no_answer && is_there ? Found::missing : found;
}

void InclusionWatch::settle(Watched& watched,
                            const Promise& promise,
                            Found found,
                            const Heard& heard) {
  const auto step =
      watched.promises.settle(promise.word.envelope, found, around_.clock.monotonic());
  // What only the log itself has signed counts where nobody else is asked.
  const bool counts = found == Found::witnessed || watched.source.witnesses.empty();
  if (counts && heard.shown) watched.seen = heard.shown;
  if (step == Promises::Step::dropped) accuse(watched, promise, heard);
  tell(watched, promise, step);
}

void InclusionWatch::accuse(Watched& watched, const Promise& promise, const Heard& heard) {
  const auto name = to_hex(promise.word.envelope);
  EvidenceFolder::Files files{{"entry", promise.entry},
                              {"acknowledgement", promise.acknowledgement},
                              {"answer", bytes_of(heard.answer)}};
  if (!heard.checkpoint.empty()) files.emplace_back("checkpoint", bytes_of(heard.checkpoint));
  const auto kept = watched.evidence.keep(name, files);
  system::log(
      system::Level::error,
      "a collector's log lacks a batch that it acknowledged",
      {{"collector", watched.source.name},
       {"batch", name},
       {"acknowledged_at", to_rfc3339(promise.word.at)},
       {"due_by", to_rfc3339(promise.until())},
       {"evidence",
        kept ? (watched.evidence.path() / name).string() : "not kept: " + kept.error().text}});
}

void InclusionWatch::tell(Watched& watched, const Promise& promise, Promises::Step step) {
  const auto batch = to_hex(promise.word.envelope);
  const auto& collector = watched.source.name;
  if (step == Promises::Step::late) {
    system::log(system::Level::notice,
                "a batch that was missing is in the log after all",
                {{"collector", collector}, {"batch", batch}});
  }
  const bool is_found = step == Promises::Step::proven || step == Promises::Step::unwitnessed;
  const bool witnessed = step == Promises::Step::proven;
  // A line when it starts and when it ends, not one for each batch.
  if (!is_found || watched.witnessed == witnessed) return;
  watched.witnessed = witnessed;
  system::log(witnessed ? system::Level::notice : system::Level::warning,
              witnessed ? "witnesses confirm a log again" : "not enough witnesses confirm a log",
              {{"collector", collector}, {"batch", batch}});
}

}  // namespace tocsin::probe
