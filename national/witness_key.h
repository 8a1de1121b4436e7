// `tocsin-national witness-key`: makes the key with which a witness cosigns logs.
#pragma once

#include "core/cli/command.h"
#include "national/desk.h"

namespace tocsin::national {

cli::Command witness_key_command(Desk& desk);

}  // namespace tocsin::national
