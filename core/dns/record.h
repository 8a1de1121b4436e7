// Resource records where they lie in a message that has been parsed: views, nothing copied. The
// message's bytes must outlive them.
#pragma once

#include <iterator>

#include "core/base/bytes.h"
#include "core/dns/codes.h"
#include "core/dns/name.h"

namespace tocsin::dns {

// One record. Its type may be unknown: its data is then only bytes, as it is for every type here.
// Names inside `rdata` may be compressed and are read by `read_name(message, rdata_at)`.
struct Record {
  ByteView message;
  std::size_t owner_at = 0;
  Type type{};
  Class klass{};
  std::uint32_t ttl = 0;
  ByteView rdata;
  std::size_t rdata_at = 0;  // offset of `rdata` in the message

  Name owner() const;
  std::size_t end() const { return rdata_at + rdata.size(); }
};

// The records of one section, in order.
class Records {
 public:
  class Iterator {
   public:
    using value_type = Record;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;

    Iterator() = default;
    Iterator(ByteView message, std::size_t at, std::size_t left)
        : message_(message), at_(at), left_(left) {}

    Record operator*() const;
    Iterator& operator++();
    Iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator& other) const { return left_ == other.left_; }

   private:
    ByteView message_;
    std::size_t at_ = 0;
    std::size_t left_ = 0;
  };

  Records() = default;
  Records(ByteView message, std::size_t at, std::size_t count)
      : message_(message), at_(at), count_(count) {}

  Iterator begin() const { return {message_, at_, count_}; }
  Iterator end() const { return {message_, at_, 0}; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }

 private:
  ByteView message_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace tocsin::dns
