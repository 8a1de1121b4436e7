// What a witness is for, as a file has it: the same keys in the configuration of a witness, and of
// a collector that is one of its peers.
#pragma once

#include "config/reader.h"
#include "core/witness/duty.h"

namespace tocsin::config {

// `name`, `listener`, `logs` and `poll_every` of a mapping. A log without an origin has the name of
// its first key.
void read_witness_duty(Mapping& mapping, witness::Duty& duty);

}  // namespace tocsin::config
