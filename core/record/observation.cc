#include "core/record/observation.h"

namespace tocsin::record {

Heard skim(const dns::Reply& reply) {
  Heard heard{.reply = Bytes(reply.bytes().begin(), reply.bytes().end()),
              .flags = reply.flags().bits,
              .rcode = static_cast<std::uint16_t>(reply.rcode()),
              .serial = dns::soa_serial(reply),
              .nsid = {}};
  if (const auto nsid = dns::nsid(reply)) heard.nsid = Bytes(nsid->begin(), nsid->end());
  return heard;
}

}  // namespace tocsin::record
