// Makes a payload of observations, one after the other, in whatever order they end: rows refer to
// tables in which everything distinct stands once, so that memory grows with what is new and not
// with what is repeated. One thread.
#pragma once

#include <map>
#include <vector>

#include "core/record/observation.h"
#include "core/record/payload.h"

namespace tocsin::record {

class PayloadBuilder {
 public:
  void add(Observation observation);
  void add(const Lookup& lookup) { payload_.lookups.push_back(lookup); }

  std::size_t size() const { return payload_.measurements.size(); }
  std::size_t lookups() const { return payload_.lookups.size(); }
  // Of all traces: they have a limit of their own (limits.h).
  std::size_t trace_queries() const { return trace_queries_; }
  // Bytes of replies and strays that are kept: what decides how large the payload gets.
  std::size_t evidence_bytes() const { return evidence_bytes_; }

  // Rows and lookups sorted by sending time; `ports` and what is told of secrets are the caller's
  // to add.
  Payload finish() &&;

 private:
  std::uint32_t place_question(Question question);
  std::uint32_t place_secret(const SecretMark& mark);
  std::uint32_t place_reply(Bytes as_received);
  std::uint32_t place_answer(Heard heard);

  Payload payload_;
  std::map<Question, std::uint32_t> questions_;
  std::map<SecretMark, std::uint32_t> secrets_;
  std::map<Digest, std::uint32_t> replies_;
  std::map<Answer, std::uint32_t> answers_;
  std::size_t evidence_bytes_ = 0;
  std::size_t trace_queries_ = 0;
};

}  // namespace tocsin::record
