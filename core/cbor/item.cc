#include "core/cbor/item.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/cbor/decoder.h"
#include "core/cbor/head.h"

namespace tocsin::cbor {
namespace {

// Recursive, to a bounded depth; the cursor is where the fault is.
class Checker {
 public:
  explicit Checker(ByteView bytes) : bytes_(bytes), in_(bytes) {}

  Status<DecodeError> check() {
    auto status = item(0);
    if (status && !in_.at_end()) status = fail_with(Fault::trailing_bytes);
    if (status) return {};
    return fail_with(DecodeError{status.error(), begin_});
  }

 private:
  Status<Fault> item(std::size_t depth) {
    begin_ = in_.position();
    auto head = take_head(in_);
    while (head && head->major == Major::tag) head = take_head(in_);
    if (!head) return fail_with(head.error());
    switch (head->major) {
      case Major::bytes:
      case Major::text:
        return string(*head);
      case Major::array:
        return array(head->value, depth + 1);
      case Major::map:
        return map(head->value, depth + 1);
      default:
        return {};
    }
  }

  Status<Fault> string(Head head) {
    if (head.value > in_.remaining()) return fail_with(Fault::truncated);
    const auto body = *in_.take(static_cast<std::size_t>(head.value));
    if (head.major == Major::text && !is_utf8(body)) return fail_with(Fault::invalid_text);
    return {};
  }

  Status<Fault> array(std::uint64_t items, std::size_t depth) {
    if (depth > depth_max) return fail_with(Fault::too_deep);
    for (std::uint64_t i = 0; i < items; ++i) {
      if (auto status = item(depth); !status) return status;
    }
    return {};
  }

  Status<Fault> map(std::uint64_t pairs, std::size_t depth) {
    if (depth > depth_max) return fail_with(Fault::too_deep);
    ByteView last;
    for (std::uint64_t i = 0; i < pairs; ++i) {
      const auto key_begin = in_.position();
      if (auto status = item(depth); !status) return status;
      const auto key = bytes_.subspan(key_begin, in_.position() - key_begin);
      if (i > 0 && !std::ranges::lexicographical_compare(last, key)) {
        return fail_with(Fault::unsorted_keys);
      }
      last = key;
      if (auto status = item(depth); !status) return status;
    }
    return {};
  }

  ByteView bytes_;
  Cursor in_;
  std::size_t begin_ = 0;
};

}  // namespace

Status<DecodeError> check_item(ByteView bytes) {
  return Checker(bytes).check();
}

}  // namespace tocsin::cbor
