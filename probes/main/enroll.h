// `tocsin-probe enroll`: makes itself known to a collector with a one-time token, and keeps what it
// got (state_layout.h). `tocsin-probe key`: says who this probe is, for the country that is to
// vouch for it before it enrols.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "core/base/entropy.h"
#include "core/cli/command.h"
#include "core/durable/file_system.h"
#include "core/http/client.h"
#include "core/record/enrolment.h"
#include "probes/main/identity.h"

namespace tocsin::probe {

cli::Command enroll_command();
cli::Command key_command();

struct EnrolOptions {
  std::string state_dir;
  std::string collector;  // the name of its folder, and in the configuration
  std::string address;
  std::uint16_t port = 8444;
  std::string tls_name;
  std::string ca_file;
  std::string token;
  std::optional<std::string> attestation_file;
};

// Asks the collector and writes down what it says. Nothing of an earlier enrolment is lost where it
// refuses.
Result<record::EnrolmentResponse> enrol(const EnrolOptions& options,
                                        durable::FileSystem& files,
                                        Entropy& entropy);

}  // namespace tocsin::probe
