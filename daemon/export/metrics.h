// Every metric of the collector. Letters are server="a" to "m"; families "ipv4" and "ipv6";
// transports "udp" and "tcp". Base units (Prometheus' naming practices); no sample carries a time
// of its own.
#pragma once

#include <array>

#include "daemon/export/collector_metrics.h"
#include "daemon/export/probe_metrics.h"
#include "daemon/export/root_metrics.h"

namespace tocsin::collector::metrics {

inline constexpr std::array all{build_info,
                                series_dropped,
                                journal_bytes,
                                log_size,
                                log_witnessed_size,
                                log_unwitnessed_since,
                                witness_cosigned_size,
                                peer_log_cosigned_size,
                                peer_log_cosigned,
                                peer_log_refused,
                                peer_log_forks,
                                time_stamps_total,
                                time_stamp_newest,
                                batches_admitted_total,
                                batches_rejected_total,
                                batches_repeated_total,
                                live_dropped_total,
                                tls_refusals_total,
                                http_refusals_total,
                                root_zone_fetches_total,
                                root_zone_versions,
                                root_zone_alarms,
                                root_zone_serial,
                                root_zone_continuity,
                                probe_up,
                                probe_last_report,
                                probe_info,
                                probe_reach,
                                probe_voice,
                                probe_clock_bound,
                                sequence_gaps_total,
                                lost_batches_total,
                                late_measurements_total,
                                not_measured_total,
                                unplaced_measurements_total,
                                probe_recent_letters,
                                probe_recent_letters_up,
                                root_availability,
                                root_availability_low,
                                root_availability_high,
                                root_probes,
                                root_window_availability,
                                root_window_availability_low,
                                root_window_availability_high,
                                root_window_intervals,
                                server_window_intervals,
                                server_window_latency,
                                server_window_latency_low,
                                server_window_latency_high,
                                server_window_answers,
                                root_margin_low,
                                root_margin_high,
                                root_margin_probes,
                                root_parties_as_of,
                                server_recent_probes,
                                server_recent_probes_up,
                                server_up,
                                server_intercepted,
                                server_instance_info,
                                zone_serial,
                                publication_lag,
                                unverified_serial,
                                publication_probes,
                                queries_total,
                                query_duration,
                                signs_total,
                                stray_replies_total};

}  // namespace tocsin::collector::metrics
