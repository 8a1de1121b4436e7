#include "core/zone/trust_anchors.h"

#include "core/base/check.h"
#include "core/zone/anchors_xml.h"
#include "core/zone/ldns_handle.h"
#include "core/zone/limits.h"

namespace tocsin::zone {
namespace {

constexpr std::string_view iana_text =
    ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n"
    ". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16\n";

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line.substr(0, line.find(';'));
}

Result<RecordHandle> parsed(const std::string& line) {
  ldns_rr* record = nullptr;
  if (ldns_rr_new_frm_str(&record, line.c_str(), 0, nullptr, nullptr) != LDNS_STATUS_OK) {
    return fail("this is no DS or DNSKEY record: " + line);
  }
  RecordHandle handle(record);
  if (ldns_dname_label_count(ldns_rr_owner(record)) != 0) {
    return fail("this is no record of the root: " + line);
  }
  if (ldns_rr_get_type(record) != LDNS_RR_TYPE_DNSKEY) return handle;
  return RecordHandle(ldns_key_rr2ds(record, LDNS_SHA256));
}

Result<TrustAnchor> anchor_of(const std::string& line) {
  const auto record = parsed(line);
  if (!record) return tl::unexpected(record.error());
  if (!*record || ldns_rr_get_type(record->get()) != LDNS_RR_TYPE_DS) {
    return fail("this is no DS or DNSKEY record: " + line);
  }
  const auto* digest = ldns_rr_rdf(record->get(), 3);
  const auto* bytes = ldns_rdf_data(digest);
  return TrustAnchor{.key_tag = ldns_rdf2native_int16(ldns_rr_rdf(record->get(), 0)),
                     .algorithm = ldns_rdf2native_int8(ldns_rr_rdf(record->get(), 1)),
                     .digest_type = ldns_rdf2native_int8(ldns_rr_rdf(record->get(), 2)),
                     .digest = Bytes(bytes, bytes + ldns_rdf_size(digest))};
}

Result<TrustAnchors> anchors_from_records(std::string_view text) {
  TrustAnchors anchors;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    auto anchor = anchor_of(std::string(line));
    if (!anchor) return tl::unexpected(std::move(anchor.error()));
    anchors.push_back(*std::move(anchor));
  }
  return anchors;
}

bool is_usable(const TrustAnchor& anchor) {
  return (anchor.digest_type == LDNS_SHA256 && anchor.digest.size() == 32) ||
         (anchor.digest_type == LDNS_SHA384 && anchor.digest.size() == 48);
}

}  // namespace

Result<TrustAnchors> anchors_from(std::string_view text) {
  if (text.size() > anchors_octets_max) return fail("a file of trust anchors is not that long");
  const bool xml = text.find("<TrustAnchor") != std::string_view::npos;
  auto anchors = xml ? anchors_from_xml(text) : anchors_from_records(text);
  if (!anchors) return anchors;
  std::erase_if(*anchors, [](const auto& anchor) { return !is_usable(anchor); });
  if (anchors->empty()) return fail("the text holds no trust anchor of the root that we can use");
  if (anchors->size() > anchors_max) return fail("the text holds too many trust anchors");
  return anchors;
}

const TrustAnchors& iana_anchors() {
  static const TrustAnchors anchors = [] {
    auto parsed = anchors_from(iana_text);
    check(parsed.has_value(), "the built-in anchors are well formed");
    return *std::move(parsed);
  }();
  return anchors;
}

}  // namespace tocsin::zone
