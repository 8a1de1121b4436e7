// What a scripted name server sends back: a function from the query's bytes to those of the reply,
// to be combined: cut(20, soa(7)).
#pragma once

#include <functional>

#include "core/base/bytes.h"
#include "core/dns/question.h"

namespace tocsin::test {

using Answer = std::function<Bytes(ByteView query)>;

Answer soa(std::uint32_t serial);
Answer soa_with_nsid(std::uint32_t serial, std::string_view nsid);
Answer rcode(dns::Rcode rcode);
Answer truncated();
Answer nothing_at_all();  // zero octets
Answer bytes(Bytes fixed);
Answer echo();  // the query itself

Answer with_wrong_id(Answer answer);
Answer with_flags(std::uint16_t flags, Answer answer);  // the second 16 bits of the header
Answer with_cookie(Bytes cookie, Answer answer);        // whose reply has no EDNS yet
Answer with_question(std::string_view name, Answer answer);
Answer cut(std::size_t octets, Answer answer);
Answer padded_to(std::size_t octets, Answer answer);
Answer looped_name();  // its answer's owner is a pointer to itself

}  // namespace tocsin::test
