// GET /log/object/<sha256> (or below another log's path), the digest in 64 lower-case hexadecimal
// digits: payloads of batches, and the target sets, plans, zones and zone steps that the log refers
// to, out of the journal. What is given has been hashed and has that digest, so it never changes. A
// payload is refused with 403 until its embargo is over (docs/formats/payload-policy.md): the log
// says that there is one, so 404 would be a lie; and with 410 once it is gone, with the entries
// that say why and what stays.
//
// On the Asio thread; what reads the disk runs on a thread of the desk's own, one question at a
// time, so that whoever asks for what is not there holds up nobody else.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "core/base/clock.h"
#include "core/http/message.h"
#include "core/http/router.h"
#include "daemon/segments/journal_segments.h"

namespace tocsin::collector {

class ObjectDesk {
 public:
  // From when on the payload of a batch is public.
  using PublicFrom = std::function<WallTime(const OfBatch&)>;

  // The segments and the clock outlive this, and nobody else finds in them.
  ObjectDesk(JournalSegments& segments, const Clock& clock, PublicFrom public_from)
      : segments_(segments), clock_(clock), public_from_(std::move(public_from)) {}

  // `name` is what stands behind "object/".
  boost::asio::awaitable<http::Response> answer(std::string name);

  // Answers since the start: "given", or the reason why not.
  const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  boost::asio::awaitable<http::Response> look_for(std::string name);
  http::Response give(FoundObject object) const;

  JournalSegments& segments_;
  const Clock& clock_;
  PublicFrom public_from_;
  std::map<std::string, std::uint64_t> counts_{{"given", 0}, {"embargoed", 0}};
  boost::asio::thread_pool reader_{1};
};

// Below the path of its log. The desk outlives the router.
void add_object_routes(http::Router& router, const std::string& path, ObjectDesk& desk);

}  // namespace tocsin::collector
