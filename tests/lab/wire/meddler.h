// Somebody on the way who reads the DNS messages that pass and changes, forges or answers them.
// Pure: frames in, frames out.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::lab {

enum class Meddling {
  inject,      // answers each query at once, with no records; the true answer comes too
  swallow,     // the same, and the query goes no further
  strip_nsid,  // takes the NSID option (RFC 5001) out of answers
  fold_case,   // writes the name in the question of answers in lower case
  wrong_id,    // changes the id of answers
  wrong_port,  // answers come from another port
  force_tc,    // answers lose their records and say that they are truncated
  drip_tcp,    // answers over TCP come octet by octet, each drip_every after the one before
  stall_tcp,   // connections stand, and no answer comes over them
};

inline constexpr std::array<std::string_view, 9> meddling_names{"inject",
                                                                "swallow",
                                                                "strip-nsid",
                                                                "fold-case",
                                                                "wrong-id",
                                                                "wrong-port",
                                                                "force-tc",
                                                                "drip-tcp",
                                                                "stall-tcp"};

inline constexpr Duration drip_every = std::chrono::milliseconds(4);

std::optional<Meddling> meddling_from(std::string_view name);

struct Onward {
  Bytes frame;
  Duration later{};  // than the frame that came
};

struct Passing {
  std::vector<Onward> onward;  // what goes on instead of the frame; nothing: it is swallowed
  std::optional<Bytes> back;   // what goes to where the frame came from
};

// `server`: whose queries and answers are meddled with, those over TCP only by the last two. All
// else passes as it is.
Passing meddle(Meddling how, const plan::Address& server, ByteView frame);

}  // namespace tocsin::lab
