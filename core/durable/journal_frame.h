// One frame of a journal segment, written and read: pure, total over any bytes.
#pragma once

#include <optional>

#include "core/base/bytes.h"

namespace tocsin::durable {

struct Frame {
  std::uint64_t index = 0;
  std::uint64_t durable_below = 0;
  ByteView payload;  // into the bytes that were read
};

void append_frame(Bytes& out, const Frame& frame);

// The frame at the front of `bytes`; nothing where there is none, whole and with its checksum.
std::optional<Frame> frame_at_front(ByteView bytes);

// How many bytes a frame with such a payload takes.
std::size_t frame_size(std::size_t payload_bytes);

}  // namespace tocsin::durable
