// The keys that a collector's logs sign with, as whoever follows these logs knows them: the one
// that it was told, for any origin, except for those that a log of these keys has announced under
// another (origin_book.h).
//
// A handle: copies know what any of them has learnt. One thread.
#pragma once

#include <memory>
#include <string_view>

#include "core/entry/origin_book.h"
#include "core/record/acknowledgement.h"

namespace tocsin::entry {

class LogKeys {
 public:
  // Told, and learnt before.
  LogKeys(const crypto::PublicKey& told, OriginBook announced = {})
      : known_(std::make_shared<Known>(Known{told, std::move(announced)})) {}

  // An entry that is proven to be in a log of these keys; as OriginBook takes it.
  Status<> learn(const EntryView& entry) { return known_->announced.take(entry); }

  const crypto::PublicKey& of(std::string_view origin) const;
  const OriginBook& announced() const { return known_->announced; }

  // An error where the key of the log that it names has not signed it, or where it is dated before
  // that log was to begin.
  Result<record::Acknowledgement> open_acknowledgement(ByteView bytes) const;

 private:
  struct Known {
    crypto::PublicKey told;
    OriginBook announced;
  };

  std::shared_ptr<Known> known_;
};

}  // namespace tocsin::entry
