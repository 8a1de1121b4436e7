#include "core/zone/zone.h"

#include "core/zone/content.h"
#include "core/zone/record_source.h"

namespace tocsin::zone {

Result<Zone, Fault> Zone::from_text(std::string_view text) {
  auto records = read_text(text);
  if (!records) return tl::unexpected(std::move(records.error()));
  auto content = content_of(*std::move(records));
  if (!content) return tl::unexpected(std::move(content.error()));
  return Zone(std::make_shared<const Content>(*std::move(content)));
}

Result<Zone, Fault> Zone::from_records(ByteView bytes) {
  auto records = read_records(bytes);
  if (!records) return tl::unexpected(std::move(records.error()));
  auto content = content_of(*std::move(records));
  if (!content) return tl::unexpected(std::move(content.error()));
  return Zone(std::make_shared<const Content>(*std::move(content)));
}

std::uint32_t Zone::serial() const {
  return content_->serial;
}

std::chrono::seconds Zone::expire() const {
  return std::chrono::seconds(content_->expire_s);
}

std::size_t Zone::record_count() const {
  return content_->records.size();
}

const Digest& Zone::digest() const {
  return content_->digest;
}

std::span<const Delegation> Zone::delegations() const {
  return content_->delegations;
}

}  // namespace tocsin::zone
