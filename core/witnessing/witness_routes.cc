#include "core/witnessing/witness_routes.h"

#include "core/http/problem.h"
#include "core/system/log.h"
#include "core/witness/add_checkpoint.h"

namespace tocsin::witnessing {
namespace {

using system::Level;
using witness::Verdict;

constexpr std::string_view text_type = "text/plain; charset=utf-8";
constexpr std::string_view checkpoint_end = "/checkpoint";

std::string_view kept_text(ForkFolder::Kept kept) {
  switch (kept) {
    case ForkFolder::Kept::now:
      return "both checkpoints are kept";
    case ForkFolder::Kept::before:
      return "both checkpoints were kept before";
    case ForkFolder::Kept::too_many:
      return "not kept: too many of this kind are";
  }
  return "";
}

http::Response answer_to(DurableWitness& witness,
                         const http::Request& request,
                         WallTime now,
                         const WitnessFailed& failed) {
  const auto answer = witness.add_checkpoint(as_text(request.body), now);
  if (!answer) {
    failed(answer.error());
    return http::reply(500, std::string(text_type), "the witness cannot write\n");
  }
  tell(*answer);
  const auto& decision = answer->decision;
  const auto type =
      decision.verdict == Verdict::other_size ? witness::size_content_type : text_type;
  return http::reply(
      static_cast<unsigned>(decision.verdict), std::string(type), std::string_view(decision.body));
}

http::Response latest(const DurableWitness& witness, const http::Request& request) {
  auto path = request.path().substr(1);
  const auto* note = path.ends_with(checkpoint_end)
                         ? witness.latest_under(path.substr(0, path.size() - checkpoint_end.size()))
                         : nullptr;
  if (note == nullptr) {
    return http::to_response({404, "not-found", "Nothing of this log was cosigned here.", ""});
  }
  auto response = http::reply(200, std::string(text_type), std::string_view(*note));
  response.headers.add("Cache-Control", "no-cache");
  return response;
}

}  // namespace

void tell(const DurableWitness::Answer& answer) {
  const auto& decision = answer.decision;
  if (decision.fork) {
    const bool is_proof = decision.fork->kind == witness::Fork::Kind::same_size;
    system::log(is_proof ? Level::error : Level::notice,
                is_proof ? "a log has signed two trees of one size"
                         : "a checkpoint was not shown to hold what was cosigned last",
                {{"log", decision.origin}, {"evidence", kept_text(*answer.fork_kept)}});
  } else if (decision.verdict == Verdict::cosigned) {
    system::log(Level::info,
                "cosigned",
                {{"log", decision.origin}, {"size", decision.cosigned->tree.size}});
  }
}

http::Router witness_routes(DurableWitness& witness, const Clock& clock, WitnessFailed failed) {
  http::Router router;
  router.add_direct("POST",
                    std::string(witness::add_checkpoint_path),
                    [&witness, &clock, failed = std::move(failed)](const http::Request& request) {
                      return answer_to(witness, request, clock.wall(), failed);
                    });
  router.add_direct(
      "GET", "/*", [&witness](const http::Request& request) { return latest(witness, request); });
  return router;
}

}  // namespace tocsin::witnessing
