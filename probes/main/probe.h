// The whole probe: schedules, engine, batches, spool and uplink on one thread.
#pragma once

#include <functional>

#include "config/probe_options.h"
#include "core/base/result.h"
#include "core/system/signals.h"

namespace tocsin::probe {

// Runs until a stop signal arrives; `reload` is called on SIGHUP. An error says why it could not
// start. When it returns, no task is left and every batch is on disk.
Status<> run_probe(const config::ProbeOptions& options,
                   system::Signals& signals,
                   const std::function<void()>& reload);

}  // namespace tocsin::probe
