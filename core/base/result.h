// What an operation that can fail as expected returns: its value, or an error that says what
// failed, on what, and why. A bug is not an error: it aborts (check.h). The outcome of a
// measurement is not an error either: it is data (core/record/outcome.h).
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace tocsin {

struct Error {
  std::string text;  // "cannot open /var/lib/tocsin/key: permission denied"
};

template <class T, class E = Error>
using Result = tl::expected<T, E>;

// Nothing to return but whether it worked.
template <class E = Error>
using Status = tl::expected<void, E>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string text) {
  return tl::unexpected<Error>(Error{std::move(text)});
}

// For results whose error is an enumerator.
template <class E>
[[nodiscard]] tl::unexpected<E> fail_with(E error) {
  return tl::unexpected<E>(std::move(error));
}

}  // namespace tocsin
