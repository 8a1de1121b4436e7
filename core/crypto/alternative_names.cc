#include "core/crypto/alternative_names.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/check.h"

namespace tocsin::crypto {
namespace {

// Names are ASCII here (IA5String); internationalised ones come as A-labels.
bool is_plain(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

void push(GENERAL_NAMES* names, GENERAL_NAME* name) {
  check(name != nullptr && sk_GENERAL_NAME_push(names, name) > 0, "memory for a name");
}

Status<> push_text(GENERAL_NAMES* names, int type, const std::string& text) {
  if (!is_plain(text)) return fail("not a name for a certificate: \"" + text + "\"");
  ASN1_IA5STRING* value = ASN1_IA5STRING_new();
  check(value != nullptr && ASN1_STRING_set(value, text.data(), static_cast<int>(text.size())) == 1,
        "memory for a name");
  GENERAL_NAME* name = GENERAL_NAME_new();
  GENERAL_NAME_set0_value(name, type, value);
  push(names, name);
  return {};
}

Status<> push_ip(GENERAL_NAMES* names, const std::string& text) {
  ASN1_OCTET_STRING* value = a2i_IPADDRESS(text.c_str());
  if (value == nullptr) return fail("not an IP address: \"" + text + "\"");
  GENERAL_NAME* name = GENERAL_NAME_new();
  GENERAL_NAME_set0_value(name, GEN_IPADD, value);
  push(names, name);
  return {};
}

std::string text_of(const ASN1_STRING* value) {
  const auto size = static_cast<std::size_t>(ASN1_STRING_length(value));
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), size};
}

// Dotted quad or eight groups; this folder sees no sockets, so no inet_ntop.
std::string ip_text_of(const ASN1_STRING* value) {
  const auto bytes = as_bytes({reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                               static_cast<std::size_t>(ASN1_STRING_length(value))});
  const bool v4 = bytes.size() == 4;
  std::string text;
  for (std::size_t i = 0; i + (v4 ? 0 : 1) < bytes.size(); i += v4 ? 1 : 2) {
    if (i > 0) text.push_back(v4 ? '.' : ':');
    char group[8];
    const unsigned number = v4 ? bytes[i] : static_cast<unsigned>(bytes[i] << 8 | bytes[i + 1]);
    std::snprintf(group, sizeof group, v4 ? "%u" : "%x", number);
    text += group;
  }
  return text;
}

}  // namespace

Result<GeneralNames> to_general_names(const AlternativeNames& names) {
  GeneralNames out(sk_GENERAL_NAME_new_null());
  Status<> status;
  for (const auto& dns : names.dns_names) {
    if (status) status = push_text(out.get(), GEN_DNS, dns);
  }
  for (const auto& ip : names.ip_addresses) {
    if (status) status = push_ip(out.get(), ip);
  }
  for (const auto& uri : names.uris) {
    if (status) status = push_text(out.get(), GEN_URI, uri);
  }
  if (!status) return tl::unexpected(status.error());
  return out;
}

AlternativeNames to_alternative_names(const GENERAL_NAMES* names) {
  AlternativeNames out;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    int type = 0;
    const auto* value =
        static_cast<ASN1_STRING*>(GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names, i), &type));
    if (type == GEN_DNS) out.dns_names.push_back(text_of(value));
    if (type == GEN_URI) out.uris.push_back(text_of(value));
    if (type == GEN_IPADD) out.ip_addresses.push_back(ip_text_of(value));
  }
  return out;
}

}  // namespace tocsin::crypto
