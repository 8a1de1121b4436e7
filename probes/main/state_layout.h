// Where things lie in a probe's state directory. Everything in it is readable by its owner only.
//
//   key.pem                    the probe's Ed25519 key: its identity, made once
//   openings                   of the commitments to private facts (private_facts.h)
//   openings.N                 what could not be read of it at a start
//   status                     what the running probe last did (docs/formats/probe-status.md)
//   root-zone                  records of the root zone in force, verified anew at each start
//   evidence/NAME/DIGEST.*     of a batch that collector NAME acknowledged and its log has not:
//   `entry`
//                              (what the log should have), `acknowledgement` (the log's word for
//                              it), `answer` (of the collector, when asked) and `checkpoint` (of a
//                              witness)
//   spool/                     batches until every collector has acknowledged them, the next
//                              sequence number and the incarnation that it counts in
//   collectors/NAME/           what enrolment with that collector brought:
//     tls-key.pem              for transport only, made here
//     certificate.pem          the collector's word that this key may connect
//     ca.pem                   who signs the collector's own certificate
//     log-key                  Base64 of the Ed25519 key that signs acknowledgements
//     next-origins             keys of that collector's later logs, as the body of a log entry
//     plan-offer               the collector's last good answer about plans, verified at each start
#pragma once

#include <filesystem>
#include <string_view>

namespace tocsin::probe {

struct EnrolmentFiles {
  std::filesystem::path folder;

  std::filesystem::path tls_key() const { return folder / "tls-key.pem"; }
  std::filesystem::path certificate() const { return folder / "certificate.pem"; }
  std::filesystem::path ca() const { return folder / "ca.pem"; }
  std::filesystem::path log_key() const { return folder / "log-key"; }
  std::filesystem::path next_origins() const { return folder / "next-origins"; }
  std::filesystem::path plan_offer() const { return folder / "plan-offer"; }
};

struct StateLayout {
  std::filesystem::path dir;

  std::filesystem::path key() const { return dir / "key.pem"; }
  std::filesystem::path openings() const { return dir / "openings"; }
  std::filesystem::path status() const { return dir / "status"; }
  std::filesystem::path root_zone() const { return dir / "root-zone"; }
  std::filesystem::path spool() const { return dir / "spool"; }
  std::filesystem::path refused() const { return spool() / "refused"; }
  std::filesystem::path evidence(std::string_view collector) const {
    return dir / "evidence" / collector;
  }
  EnrolmentFiles enrolment(std::string_view collector) const {
    return {dir / "collectors" / collector};
  }
};

}  // namespace tocsin::probe
