#include "core/zone/fault.h"

namespace tocsin::zone {

std::string_view name_of(FaultKind kind) {
  constexpr std::string_view names[] = {"unreadable",
                                        "too_large",
                                        "foreign_class",
                                        "no_soa",
                                        "several_soas",
                                        "soa_elsewhere",
                                        "no_trusted_key",
                                        "signature_missing",
                                        "signature_expired",
                                        "signature_not_yet_valid",
                                        "bogus",
                                        "chain_broken",
                                        "zonemd_missing",
                                        "zonemd_unsupported",
                                        "zonemd_mismatch"};
  return names[static_cast<std::size_t>(kind)];
}

std::string to_text(const Fault& fault) {
  std::string text(name_of(fault.kind));
  if (!fault.owner.empty()) text += ": " + fault.owner + " " + dns::to_text(fault.type);
  if (!fault.detail.empty()) text += ": " + fault.detail;
  return text;
}

}  // namespace tocsin::zone
