#include "core/cbor/decoder.h"

#include "core/base/utf8.h"

namespace tocsin::cbor {

void Decoder::refuse(Fault fault) {
  if (!error_) error_ = DecodeError{fault, item_begin_};
}

std::optional<Head> Decoder::peek() const {
  if (error_ || containers_[depth_].items_left == 0) return std::nullopt;
  auto ahead = in_;
  const auto head = take_head(ahead);
  if (!head) return std::nullopt;
  return *head;
}

// The head of the next item, counted against its container.
std::optional<Head> Decoder::take_item() {
  if (error_) return std::nullopt;
  item_begin_ = in_.position();
  if (open().items_left == 0) {
    refuse(Fault::missing_item);
    return std::nullopt;
  }
  const auto head = take_head(in_);
  if (!head) {
    refuse(head.error());
    return std::nullopt;
  }
  --open().items_left;
  return *head;
}

std::optional<std::uint64_t> Decoder::take_of(Major major, std::uint64_t max, Fault above) {
  const auto head = take_item();
  if (!head) return std::nullopt;
  if (head->major != major) {
    refuse(Fault::wrong_type);
  } else if (head->value > max) {
    refuse(above);
  } else {
    return head->value;
  }
  return std::nullopt;
}

std::uint64_t Decoder::take_uint(std::uint64_t max) {
  return take_of(Major::unsigned_number, max, Fault::out_of_range).value_or(0);
}

std::int64_t Decoder::take_int() {
  const auto ahead = peek();
  const auto major = ahead && ahead->major == Major::negative_number ? Major::negative_number
                                                                     : Major::unsigned_number;
  constexpr auto max = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const auto value = take_of(major, max, Fault::out_of_range);
  if (!value) return 0;
  const auto number = static_cast<std::int64_t>(*value);
  return major == Major::negative_number ? -1 - number : number;
}

bool Decoder::take_bool() {
  const auto value = take_of(Major::simple, simple_true, Fault::wrong_type);
  return value == simple_true;
}

bool Decoder::take_null() {
  const auto ahead = peek();
  if (!ahead || ahead->major != Major::simple || ahead->value != simple_null) return false;
  return take_item().has_value();
}

std::optional<ByteView> Decoder::take_string(Major major, std::size_t max) {
  const auto size = take_of(major, max, Fault::too_long);
  if (!size) return std::nullopt;
  const auto body = in_.take(static_cast<std::size_t>(*size));
  if (!body) refuse(Fault::truncated);
  return body;
}

ByteView Decoder::take_bytes(std::size_t max) {
  return take_string(Major::bytes, max).value_or(ByteView());
}

std::string_view Decoder::take_text(std::size_t max) {
  const auto body = take_string(Major::text, max);
  if (!body) return {};
  if (!is_utf8(*body)) refuse(Fault::invalid_text);
  return failed() ? std::string_view() : as_text(*body);
}

void Decoder::enter(Container container) {
  if (depth_ == depth_max) return refuse(Fault::too_deep);
  // Each item takes a byte at least: a count that the bytes cannot hold is refused before any loop.
  if (container.items_left > in_.remaining()) return refuse(Fault::truncated);
  ++depth_;
  open() = container;
}

std::size_t Decoder::enter_array(std::size_t max) {
  const auto items = take_of(Major::array, max, Fault::too_long);
  if (items) enter({.is_map = false, .items_left = *items});
  return failed() ? 0 : static_cast<std::size_t>(*items);
}

void Decoder::enter_array_of(std::size_t items) {
  const auto count = enter_array(items);
  if (!failed() && count != items) refuse(Fault::missing_item);
}

void Decoder::enter_map() {
  constexpr std::uint64_t pairs_max = 256;
  const auto pairs = take_of(Major::map, pairs_max, Fault::too_long);
  if (pairs) enter({.is_map = true, .items_left = 2 * *pairs});
}

void Decoder::leave() {
  if (failed()) return;
  item_begin_ = in_.position();
  if (open().items_left > 0) return refuse(Fault::extra_items);
  --depth_;
}

// Keys are asked for in ascending order, so keys that are out of order or doubled never match.
void Decoder::key(std::uint64_t expected) {
  const auto found = take_of(
      Major::unsigned_number, std::numeric_limits<std::uint64_t>::max(), Fault::unexpected_key);
  if (found && *found != expected) refuse(Fault::unexpected_key);
}

bool Decoder::at_key(std::uint64_t wanted) {
  const auto ahead = peek();
  if (!ahead || ahead->major != Major::unsigned_number || ahead->value != wanted) return false;
  return take_item().has_value();
}

void Decoder::take_tag(std::uint64_t expected) {
  if (error_) return;
  item_begin_ = in_.position();
  const auto head = take_head(in_);
  if (!head) return refuse(head.error());
  if (head->major != Major::tag || head->value != expected) refuse(Fault::wrong_type);
}

Status<DecodeError> Decoder::finish() {
  item_begin_ = in_.position();
  if (!failed() && (depth_ > 0 || open().items_left > 0)) refuse(Fault::missing_item);
  if (!failed() && !in_.at_end()) refuse(Fault::trailing_bytes);
  if (error_) return fail_with(*error_);
  return {};
}

}  // namespace tocsin::cbor
