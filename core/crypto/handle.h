// Ownership of what a C library allocates and frees.
#pragma once

#include <memory>

namespace tocsin::crypto {

template <auto Free>
struct FreeWith {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};

// Handle<BIO, BIO_free_all> bio(...);
template <class T, auto Free>
using Handle = std::unique_ptr<T, FreeWith<Free>>;

}  // namespace tocsin::crypto
