// Writes one of each format into a folder, and beside it, as JSON, what it means: verify_formats.py
// reads the first with an implementation of its own and compares it with the second. The documented
// examples are `write_samples DIR documented`; without that word the batch is larger and its keys
// are fresh.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>

#include "core/base/hex.h"
#include "core/entry/entry.h"
#include "core/entry/object.h"
#include "core/record/payload_codec.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/target_set.h"
#include "core/system/entropy.h"
#include "tests/support/record/sample_statements.h"

namespace tocsin::record {
namespace {

class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}

  void write(const std::string& name, ByteView bytes) const {
    std::ofstream file(path_ + "/" + name, std::ios::binary);
    file << as_text(bytes);
    file.close();
    if (!file) std::exit(3);
  }
  void write(const std::string& name, const std::string& text) const {
    write(name, as_bytes(text));
  }

 private:
  std::string path_;
};

std::string quoted(const std::string& text) {
  return '"' + text + '"';
}

template <class T>
std::string number_or_null(const std::optional<T>& value) {
  return value ? std::to_string(*value) : "null";
}

std::string or_null(const std::optional<Duration>& time) {
  return time ? std::to_string(time->count()) : "null";
}

std::string json_of(const Answer* answer, const Payload& payload) {
  if (answer == nullptr) return "null";
  const auto& reply = payload.replies[answer->reply];
  return "{\"flags\": " + std::to_string(answer->flags) +
         ", \"rcode\": " + std::to_string(answer->rcode) +
         ", \"serial\": " + number_or_null(answer->serial) +
         ", \"nsid\": " + (answer->nsid ? quoted(to_hex(*answer->nsid)) : "null") +
         ", \"digest\": " + quoted(to_hex(reply.digest)) +
         ", \"reply\": " + quoted(to_hex(reply.kept)) + "}";
}

// The query's id and port, as the secret says, where it is told.
std::string json_of_draw(const Measurement& row, const Payload& payload) {
  const auto& secret = payload.secrets[row.secret].secret;
  const auto drawn = secret ? std::optional(draw(*secret, row.draw)) : std::nullopt;
  auto port = row.source_port;
  if (!port && drawn) port = port_of(*drawn, payload.ports);
  return "\"query_id\": " + (drawn ? std::to_string(drawn->query_id) : "null") +
         ", \"cookie\": " + (drawn ? quoted(to_hex(drawn->cookie)) : "null") +
         ", \"source_port\": " + number_or_null(port);
}

std::string json_of(const HopQuery& query) {
  std::string icmp = "null";
  std::string from = "null";
  if (query.notice) icmp = std::to_string(query.notice->type * 256 + query.notice->code);
  if (query.notice && query.notice->from) {
    const auto& router = *query.notice->from;
    const auto* own = std::get_if<OwnRouter>(&router);
    from = own != nullptr
               ? std::to_string(own->number)
               : quoted(to_hex(ByteView(std::get<plan::Address>(router).bytes).first(4)));
  }
  const auto after = query.notice ? std::optional(query.notice->rtt) : std::nullopt;
  const auto reply = query.reply ? std::optional(query.reply->rtt) : std::nullopt;
  const auto hop_limit = query.reply ? query.reply->hop_limit : std::nullopt;
  return "{\"icmp\": " + icmp + ", \"from\": " + from + ", \"icmp_after\": " + or_null(after) +
         ", \"reply_after\": " + or_null(reply) + ", \"hop_limit\": " + number_or_null(hop_limit) +
         "}";
}

std::string json_of(const std::optional<Trace>& trace) {
  if (!trace) return "null";
  std::string queries;
  for (const auto& query : trace->queries) {
    queries += (queries.empty() ? "" : ", ") + json_of(query);
  }
  return "{\"end\": " + quoted(std::string(name_of(trace->end))) +
         ", \"per_hop\": " + std::to_string(trace->per_hop) + ", \"queries\": [" + queries + "]}";
}

std::string json_of(const Lookup& lookup) {
  return "{\"endpoint\": " + std::to_string(lookup.endpoint) +
         ", \"resolver\": " + std::to_string(lookup.resolver) +
         ", \"question\": " + quoted(std::string(name_of(lookup.question))) +
         ", \"finding\": " + quoted(std::string(name_of(lookup.finding))) +
         ", \"asked_at\": " + std::to_string(lookup.asked_at.since_boot.count()) +
         ", \"took\": " + or_null(lookup.took) + ", \"rcode\": " + number_or_null(lookup.rcode) +
         "}";
}

std::string json_of(const Measurement& row, const Payload& payload) {
  return "{\"endpoint\": " + std::to_string(row.endpoint) +
         ", \"question\": " + quoted(payload.questions[row.question].name) +
         ", \"transport\": " + quoted(std::string(name_of(row.transport))) +
         ", \"outcome\": " + quoted(std::string(name_of(row.outcome))) +
         ", \"sent_at\": " + std::to_string(row.sent_at.since_boot.count()) +
         ", \"rtt\": " + or_null(row.rtt) +
         ", \"rtt_source\": " + quoted(std::string(name_of(row.rtt_source))) +
         ", \"connect\": " + or_null(row.connect) +
         ", \"hop_limit\": " + number_or_null(row.hop_limit) +
         ", \"signs\": " + std::to_string(row.signs.bits()) +
         ", \"strays\": " + std::to_string(row.stray_count) + ", \"trace\": " + json_of(row.trace) +
         ", " + json_of_draw(row, payload) +
         ", \"answer\": " + json_of(payload.answer_of(row), payload) + "}";
}

template <class Rows, class Json>
std::string json_list(const Rows& rows, Json json_of_one) {
  std::string json = "[";
  for (const auto& row : rows) {
    if (json.size() > 1) json += ",\n ";
    json += json_of_one(row);
  }
  return json + "]\n";
}

// The sample's four rows over and over, each time drawn anew and with another time and reply; those
// that were refused as traces. And the sample's lookups over and over.
Payload many_measurements(Entropy& entropy) {
  auto payload = sample::payload();
  const auto traced = sample::trace_and_lookups();
  const auto rows = std::exchange(payload.measurements, {});
  for (std::uint32_t round = 0; round < 250; ++round) {
    for (auto row : rows) {
      row.sent_at = row.sent_at + std::chrono::microseconds{round};
      row.draw = entropy.u16();
      if (row.rtt) *row.rtt += Duration{entropy.u16()} * 100;
      if (row.answer) row.answer = round % 2;
      if (row.outcome == Outcome::refused) row.trace = traced.measurements[1].trace;
      payload.measurements.push_back(std::move(row));
    }
  }
  payload.answers.push_back({.reply = 1, .flags = 0x8400, .serial = 7, .nsid = {}});
  std::ranges::sort(payload.measurements, {}, &Measurement::sent_at);
  for (int round = 0; round < 25; ++round) {
    payload.lookups.insert(payload.lookups.end(), traced.lookups.begin(), traced.lookups.end());
  }
  std::ranges::sort(payload.lookups, {}, &Lookup::asked_at);
  return payload;
}

void write_batch(const Folder& folder, const Payload& payload, const crypto::SigningKey& key) {
  auto envelope = sample::unsealed_envelope();
  envelope.probe = probe_id_of(key.public_key());
  const auto bytes = seal(payload, sample::resolution, envelope);
  const auto sealed = VerifiedEnvelope::sign(envelope, key);
  folder.write("envelope", sealed.bytes());
  folder.write("payload", bytes);
  folder.write("payload.plain", encode_payload(payload, sample::resolution));
  folder.write("payload.json", json_list(payload.measurements, [&](const Measurement& row) {
                 return json_of(row, payload);
               }));
  folder.write("lookups.json",
               json_list(payload.lookups, [](const Lookup& lookup) { return json_of(lookup); }));
  folder.write("checks.plain", encode_payload(sample::trace_and_lookups(), sample::resolution));
  folder.write("batch.entry", entry::encode({entry::Kind::batch, sealed.bytes()}));
}

void write_statements(const Folder& folder) {
  folder.write("acknowledgement", sign(sample::acknowledgement(), sample::log_key()));
  folder.write("plan", encode_plan(sample::plan()));
  const auto attestation = sign(sample::attestation(), sample::country_key());
  folder.write("attestation", attestation);
  folder.write("attestation.entry", entry::encode({entry::Kind::attestation, attestation}));
  const auto enrolment = encode(sample::enrolment());
  folder.write("enrolment", enrolment);
  folder.write("enrolment.entry", entry::encode({entry::Kind::enrolment, enrolment}));
  const auto targets = encode_target_set(sample::targets());
  folder.write("target_set", targets);
  folder.write("target_set.entry",
               entry::encode({entry::Kind::target_set, entry::encode(entry::refer_to(targets))}));
}

void write_keys(const Folder& folder, const crypto::SigningKey& probe) {
  const auto line = [](const char* name, const crypto::SigningKey& key) {
    return quoted(name) + ": " + quoted(to_hex(key.public_key()));
  };
  folder.write("keys.json",
               "{" + line("probe", probe) + ",\n " + line("log", sample::log_key()) + ",\n " +
                   line("country", sample::country_key()) + "}\n");
}

void write_all(const Folder& folder, bool documented) {
  system::SystemEntropy entropy;
  const auto key = documented ? sample::probe_key() : crypto::SigningKey::generate(entropy);
  write_batch(folder, documented ? sample::payload() : many_measurements(entropy), key);
  write_statements(folder);
  write_keys(folder, key);
}

}  // namespace
}  // namespace tocsin::record

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: write_samples DIR [documented]\n";
    return 2;
  }
  tocsin::record::write_all(tocsin::record::Folder(argv[1]), argc > 2);
}
