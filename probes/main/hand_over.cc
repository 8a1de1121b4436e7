#include "probes/main/hand_over.h"

#include <algorithm>
#include <ostream>

#include "core/base/utf8.h"
#include "core/http/problem.h"
#include "core/record/signed_envelope.h"
#include "core/record/submission.h"

namespace tocsin::probe {
namespace {

http::Request request_for(const RefusedBatch& refused, const Bytes& notice) {
  http::Request request;
  request.method = "POST";
  request.target = record::refusal_notice_path;
  request.headers.add("Content-Type", std::string(record::submission_media_type));
  request.body =
      record::encode_handed_refusal({notice, refused.batch.envelope, refused.batch.payload});
  return request;
}

// "12\n".
std::optional<std::string> entry_in(const http::Response& response) {
  auto text = std::string(as_text(response.body));
  if (!text.ends_with('\n')) return std::nullopt;
  text.pop_back();
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::optional(text) : std::nullopt;
}

Status<> taken(const Result<http::Response>& response, const std::string& by, std::ostream& out) {
  if (!response) return tl::unexpected(response.error());
  if (response->status != 200) {
    const auto slug = http::problem_slug(*response);
    return fail(by + " answered " + std::to_string(response->status) +
                (is_line(slug) ? " " + slug : ""));
  }
  const auto entry = entry_in(*response);
  if (!entry) return fail(by + " answered something else than the number of an entry");
  out << by << " has it as entry " << *entry << " of its log\n";
  return {};
}

}  // namespace

record::RefusalNotice notice_of(const RefusedBatch& refused,
                                const crypto::PublicKey& log_key,
                                const crypto::SigningKey& key) {
  record::RefusalNotice notice;
  notice.probe = record::probe_id_of(key.public_key());
  notice.envelope = record::envelope_digest(refused.batch.envelope);
  notice.log_key = log_key;
  notice.collector = refused.refusal.collector;
  notice.status = refused.refusal.status;
  const auto& answer = refused.refusal.problem;
  const auto kept = std::min(answer.size(), record::refusal_answer_bytes_max);
  notice.answer.assign(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(kept));
  notice.at = refused.refusal.at;
  return notice;
}

net::Task<Result<std::size_t>> hand_over(durable::FileSystem& files,
                                         std::filesystem::path folder,
                                         Handing& handing,
                                         std::ostream& out) {
  const auto names = refused_in(files, folder);
  if (!names) co_return tl::unexpected(names.error());
  std::size_t left = 0;
  for (const auto& name : *names) {
    if (name.collector == handing.to) continue;
    out << to_text(name) << ": ";
    const auto refused = read_refused(files, folder, name);
    if (!refused) co_return tl::unexpected(refused.error());
    const auto log_key = handing.log_keys.find(name.collector);
    if (log_key == handing.log_keys.end()) {
      ++left;
      out << "not handed over: " << name.collector << " is no collector of the configuration\n";
      continue;
    }
    const auto notice = sign(notice_of(*refused, log_key->second, handing.key), handing.key);
    auto request = request_for(*refused, notice);
    const auto response = co_await handing.transport.send(std::move(request));
    if (const auto done = taken(response, handing.to, out); !done) {
      ++left;
      out << "not taken: " << done.error().text << "\n";
    }
  }
  co_return left;
}

}  // namespace tocsin::probe
