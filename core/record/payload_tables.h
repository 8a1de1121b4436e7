// The tables of a payload that its measurements refer to, as CBOR: each with the limits that a
// reader holds it to (docs/formats/payload.md).
#pragma once

#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/payload.h"

namespace tocsin::record {

void put_ports(cbor::Encoder& out, const PortRange& ports);
PortRange take_ports(cbor::Decoder& in);

void put_secrets(cbor::Encoder& out, const std::vector<SecretEntry>& secrets);
std::vector<SecretEntry> take_secrets(cbor::Decoder& in);

void put_questions(cbor::Encoder& out, const std::vector<Question>& questions);
std::vector<Question> take_questions(cbor::Decoder& in);

void put_replies(cbor::Encoder& out, const std::vector<Reply>& replies);
std::vector<Reply> take_replies(cbor::Decoder& in);

// `replies`: how many there are to refer to.
void put_answers(cbor::Encoder& out, const std::vector<Answer>& answers);
std::vector<Answer> take_answers(cbor::Decoder& in, std::size_t replies);

void put_objects(cbor::Encoder& out, const std::vector<Bytes>& objects);
std::vector<Bytes> take_objects(cbor::Decoder& in);

}  // namespace tocsin::record
