#include "core/dns/message_name.h"

#include "core/dns/message_format.h"

namespace tocsin::dns {
namespace {

// A label, the root (an empty label) or a pointer.
struct Step {
  ByteView label;
  std::optional<std::size_t> pointer;

  bool ends_the_run() const { return pointer || label.empty(); }
};

Result<Step, ParseError> take_step(Cursor& cursor) {
  const auto head = cursor.take_u8();
  if (!head) return fail_with(ParseError::name_beyond_end);
  const std::uint8_t value = *head & format::label_value_mask;
  switch (*head & format::label_kind_mask) {
    case format::label_kind_length: {
      const auto label = cursor.take(value);
      if (!label) return fail_with(ParseError::name_beyond_end);
      return Step{*label, std::nullopt};
    }
    case format::label_kind_pointer: {
      const auto low = cursor.take_u8();
      if (!low) return fail_with(ParseError::name_beyond_end);
      return Step{{}, static_cast<std::size_t>(value) << 8 | *low};
    }
    default:
      return fail_with(ParseError::bad_label);
  }
}

// Adds the labels of the run at `at` to the name; gives where the run's pointer leads, if it has
// one.
Result<std::optional<std::size_t>, ParseError> append_run(Name& name,
                                                          ByteView message,
                                                          std::size_t at) {
  Cursor cursor(message);
  if (!cursor.skip(at)) return fail_with(ParseError::name_beyond_end);
  for (;;) {
    const auto step = take_step(cursor);
    if (!step) return fail_with(step.error());
    if (step->ends_the_run()) return step->pointer;
    if (!name.append_label(step->label)) return fail_with(ParseError::name_too_long);
  }
}

}  // namespace

Result<std::size_t, ParseError> name_end(ByteView message, std::size_t at) {
  Cursor cursor(message);
  if (!cursor.skip(at)) return fail_with(ParseError::name_beyond_end);
  for (;;) {
    const auto step = take_step(cursor);
    if (!step) return fail_with(step.error());
    if (step->ends_the_run()) return cursor.position();
    if (cursor.position() - at >= name_octets_max) return fail_with(ParseError::name_too_long);
  }
}

Result<Name, ParseError> read_name(ByteView message, std::size_t at) {
  Name name;
  for (std::size_t pointers = 0; pointers <= format::pointers_max; ++pointers) {
    const auto pointer = append_run(name, message, at);
    if (!pointer) return fail_with(pointer.error());
    if (!*pointer) return name;
    if (**pointer >= at || **pointer < format::header_octets) {
      return fail_with(ParseError::pointer_not_backward);
    }
    at = **pointer;
  }
  return fail_with(ParseError::too_many_pointers);
}

}  // namespace tocsin::dns
