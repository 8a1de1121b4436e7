// Any bytes: a reply whose every part can be read, or an error. What is read stays inside the
// message. And all that a probe does with a reply before anybody has judged it.
#include "core/base/check.h"
#include "core/dns/match.h"
#include "core/dns/reply.h"
#include "core/dns/same_content.h"
#include "core/record/reply.h"
#include "probes/checks/priming.h"
#include "probes/checks/resolver.h"

using namespace tocsin;

namespace {

void read_all(const dns::Records& section) {
  std::size_t count = 0;
  for (const auto record : section) {
    check(record.owner().wire().size() <= dns::name_octets_max, "an owner is a name");
    check(record.end() <= record.message.size(), "a record lies in its message");
    ++count;
  }
  check(count == section.size(), "a section has as many records as it says");
}

// Whether or not it is a reply.
void keep(ByteView bytes) {
  const auto kept = record::reply_from(Bytes(bytes.begin(), bytes.end()));
  check(kept.bytes == bytes.size(), "masking changes no length");
}

void use(const dns::Reply& reply) {
  check(dns::same_content(reply, reply), "a reply says what it says");
  if (const auto servers = probe::root_servers_in(reply)) {
    for (const auto& endpoint : servers->endpoints) {
      check(plan::root_letter(endpoint).has_value(), "only letters are learnt");
    }
  }
  if (const auto question = reply.question()) {
    const dns::QueryOptions query{.id = reply.id(), .question = *question, .edns = {}};
    probe::judge_tld_soa(reply.bytes(), query);
    probe::judge_tld_ds(reply.bytes(), query, {{}});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  keep(ByteView(data, size));
  const auto reply = dns::parse_reply(ByteView(data, size));
  if (!reply) return 0;
  use(*reply);
  read_all(reply->answers());
  read_all(reply->authorities());
  read_all(reply->additionals());
  check(reply->trailing().size() < size, "a reply has at least its header");
  check(!dns::nsid(*reply) || reply->edns(), "an NSID comes with EDNS");
  check(!dns::soa_serial(*reply) || !reply->answers().empty(), "a serial comes with an answer");
  if (const auto question = reply->question()) {
    const auto matched = dns::match(*reply, {.id = reply->id(), .question = *question, .edns = {}});
    const bool is_reply =
        reply->flags().response() && reply->flags().opcode() == dns::Opcode::query;
    check(matched.has_value() == is_reply, "a reply matches its own question");
  }
  return 0;
}
