// What a collector says of itself: its log and its witnesses, what it took and refused, and the
// root zones that it fetched.
#pragma once

#include "daemon/export/metric.h"

namespace tocsin::collector::metrics {

inline constexpr Metric build_info{
    "tocsin_build_info", "Version of the collector; always 1.", MetricKind::gauge, {"version"}};
inline constexpr Metric series_dropped{
    "tocsin_series_dropped",
    "Series left out of this page because it would hold more than its limit.",
    MetricKind::gauge};
inline constexpr Metric journal_bytes{
    "tocsin_journal_bytes", "Size of the journal on disk.", MetricKind::gauge};
inline constexpr Metric log_size{
    "tocsin_log_size", "Entries of the public log under a signed checkpoint.", MetricKind::gauge};
inline constexpr Metric log_witnessed_size{
    "tocsin_log_witnessed_size",
    "Entries of the public log under a checkpoint that enough witnesses have cosigned.",
    MetricKind::gauge};
inline constexpr Metric log_unwitnessed_since{
    "tocsin_log_unwitnessed_since_timestamp_seconds",
    "When the oldest entry that lacks enough cosignatures was published, in seconds since 1970.",
    MetricKind::gauge};
inline constexpr Metric witness_cosigned_size{
    "tocsin_witness_cosigned_size",
    "Entries of the public log that the witness has cosigned since the collector started.",
    MetricKind::gauge,
    {"witness"}};
inline constexpr Metric peer_log_cosigned_size{
    "tocsin_peer_log_cosigned_size",
    "Entries of a peer's log under the newest checkpoint that this collector cosigned; 0: none.",
    MetricKind::gauge,
    {"log"}};
inline constexpr Metric peer_log_cosigned{
    "tocsin_peer_log_cosigned_timestamp_seconds",
    "When this collector cosigned a checkpoint of the peer's log last, in seconds since 1970.",
    MetricKind::gauge,
    {"log"}};
inline constexpr Metric peer_log_refused{
    "tocsin_peer_log_refused_timestamp_seconds",
    "When a checkpoint in the name of the peer's log was refused last since the start, by why.",
    MetricKind::gauge,
    {"log", "reason"}};
inline constexpr Metric peer_log_forks{
    "tocsin_peer_log_forks",
    "Pairs of checkpoints kept that do not fit together. Those of the same size prove a fork.",
    MetricKind::gauge,
    {"log", "kind"}};
inline constexpr Metric time_stamps_total{"tocsin_time_stamps_total",
                                          "Time-stamps that were asked for, by authority and by "
                                          "whether one was logged or what was wrong.",
                                          MetricKind::counter,
                                          {"authority", "result"}};
inline constexpr Metric time_stamp_newest{
    "tocsin_time_stamp_newest_timestamp_seconds",
    "Time of the newest time-stamp in the log since the start, in seconds since 1970.",
    MetricKind::gauge,
    {"authority"}};
inline constexpr Metric batches_admitted_total{"tocsin_batches_admitted_total",
                                               "Batches acknowledged, by how they were admitted.",
                                               MetricKind::counter,
                                               {"admission"}};
inline constexpr Metric batches_rejected_total{"tocsin_batches_rejected_total",
                                               "Batches refused, by reason.",
                                               MetricKind::counter,
                                               {"reason"}};
inline constexpr Metric batches_repeated_total{
    "tocsin_batches_repeated_total",
    "Batches that came again and were answered as the first time.",
    MetricKind::counter};
inline constexpr Metric refusals_handed_total{
    "tocsin_refusals_handed_total",
    "Batches that probes handed over as refused by other collectors, by whether the log took that "
    "or why not.",
    MetricKind::counter,
    {"result"}};
inline constexpr Metric objects_total{
    "tocsin_objects_total",
    "Objects of the log that were asked for, by whether they were given or why not.",
    MetricKind::counter,
    {"result"}};
inline constexpr Metric live_dropped_total{
    "tocsin_live_dropped_total",
    "Batches that the live view missed because it was too busy; the journal has them.",
    MetricKind::counter};
inline constexpr Metric tls_refusals_total{
    "tocsin_tls_refusals_total",
    "Connections that ended in the TLS handshake, by listener and reason.",
    MetricKind::counter,
    {"listener", "reason"}};
inline constexpr Metric http_refusals_total{"tocsin_http_refusals_total",
                                            "Requests that no handler saw, by listener and reason.",
                                            MetricKind::counter,
                                            {"listener", "reason"}};

inline constexpr Metric root_zone_fetches_total{
    "tocsin_root_zone_fetches_total",
    "Root zones that the collector asked for by AXFR, by how it ended.",
    MetricKind::counter,
    {"result"}};
inline constexpr Metric root_zone_versions{
    "tocsin_root_zone_versions",
    "Versions of the root zone that verified and are in the log.",
    MetricKind::gauge,
    {}};
inline constexpr Metric root_zone_alarms{"tocsin_root_zone_alarms",
                                         "Delegations that the root zone dropped, or that lost "
                                         "their DS or most of their NS, in the last day.",
                                         MetricKind::gauge,
                                         {"alarm"}};
inline constexpr Metric root_zone_serial{
    "tocsin_root_zone_serial", "Serial of the newest verified root zone.", MetricKind::gauge, {}};
inline constexpr Metric root_zone_continuity{"tocsin_root_zone_continuity_seconds",
                                             "How long the root goes on if nothing new is "
                                             "published: SOA expire or the first signature's end.",
                                             MetricKind::gauge,
                                             {}};

}  // namespace tocsin::collector::metrics
