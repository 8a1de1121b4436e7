#include "daemon/ledger/inclusion_routes.h"

#include <algorithm>

#include "core/base/hex.h"
#include "core/http/problem.h"
#include "core/record/submission.h"
#include "core/tlog/checkpoint.h"
#include "daemon/ledger/log_proof.h"

namespace tocsin::collector {
namespace {

constexpr std::string_view proof_type = "text/plain; charset=utf-8";
// It goes back whole; signatures of a hundred witnesses have room.
constexpr std::size_t checkpoint_bytes_max = 16 * 1024;

std::optional<Digest> digest_in(std::string_view hex) {
  const auto bytes = from_hex(hex);
  Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

// What stands behind this name; nothing where the query does not have it.
std::optional<std::string_view> find_in(std::string_view query, std::string_view parameter) {
  while (!query.empty()) {
    const auto part = query.substr(0, query.find('&'));
    if (part.starts_with(parameter)) return part.substr(parameter.size());
    query.remove_prefix(std::min(query.size(), part.size() + 1));
  }
  return std::nullopt;
}

// Whoever was told which leaf it is may say so, and the batch may be of any age. Where it is
// another one, what is proved is that, and does not hold for the batch.
std::optional<std::uint64_t> leaf_of(const Digest& envelope,
                                     std::string_view query,
                                     const BatchIndex& batches) {
  const auto leaf = find_in(query, record::leaf_parameter);
  return leaf ? tlog::parse_decimal(*leaf) : batches.find(envelope);
}

const ProvingLog* log_of(std::string_view query, const std::vector<ProvingLog>& logs) {
  const auto named = find_in(query, record::log_parameter);
  if (!named) return &logs.back();
  const auto origin = digest_in(*named);
  const auto found =
      std::ranges::find_if(logs, [&](const ProvingLog& log) { return log.origin == origin; });
  return found == logs.end() ? nullptr : &*found;
}

http::Response missing(std::string why) {
  return http::to_response(
      {404, "not-included", "The log has no such batch under this checkpoint.", std::move(why)});
}

http::Response answer_under(const LogFolder& folder,
                            const std::string& checkpoint,
                            std::uint64_t leaf) {
  const auto proof = prove_in(folder, checkpoint, leaf);
  if (!proof) return missing(proof.error().text);
  return http::reply(200, std::string(proof_type), std::string_view(*proof));
}

http::Response answer_under_our_own(const LogFolder& folder, std::uint64_t leaf) {
  const auto cosigned = folder.cosigned();
  if (cosigned) {
    auto answer = answer_under(folder, *cosigned, leaf);
    if (answer.status == 200) return answer;
  }
  const auto checkpoint = folder.published();
  return checkpoint ? answer_under(folder, *checkpoint, leaf) : missing("the log is empty");
}

http::Response answer(const std::vector<ProvingLog>& logs, const http::Request& request) {
  if (request.body.size() > checkpoint_bytes_max) {
    return http::to_response({413, "too-large", "No checkpoint is as long as this.", ""});
  }
  const auto* log = log_of(request.query(), logs);
  if (log == nullptr) return missing("that log is none of this collector's");
  const auto digest = digest_in(request.path().substr(record::inclusion_path.size()));
  const auto leaf = digest ? leaf_of(*digest, request.query(), log->batches) : std::nullopt;
  if (!leaf) return missing("not among the newest batches");
  if (request.body.empty()) return answer_under_our_own(log->folder, *leaf);
  return answer_under(log->folder, std::string(as_text(request.body)), *leaf);
}

}  // namespace

void add_inclusion_routes(http::Router& router, std::vector<ProvingLog> logs) {
  for (const auto* method : {"GET", "POST"}) {
    router.add_direct(method,
                      std::string(record::inclusion_path) + "*",
                      [logs](const http::Request& request) { return answer(logs, request); });
  }
}

}  // namespace tocsin::collector
