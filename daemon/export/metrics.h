// Every metric of the collector. Letters are server="a" to "m"; families "ipv4" and "ipv6";
// transports "udp" and "tcp". Base units (Prometheus' naming practices); no sample carries a time
// of its own.
#pragma once

#include <array>

#include "daemon/export/metric.h"

namespace tocsin::collector::metrics {

// The collector itself.
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

// Probes.
inline constexpr Metric probe_up{"tocsin_probe_up",
                                 "1 if the probe sent a batch within the last 20 s, else 0.",
                                 MetricKind::gauge,
                                 {"probe"}};
inline constexpr Metric probe_last_report{
    "tocsin_probe_last_report_timestamp_seconds",
    "When the last batch of the probe arrived, in seconds since 1970.",
    MetricKind::gauge,
    {"probe"}};
inline constexpr Metric probe_info{
    "tocsin_probe_info",
    "What is known of the probe; always 1. Country, network and place are as its country attests.",
    MetricKind::gauge,
    {"probe", "version", "asn", "network", "country", "lat", "lon", "attested"}};
inline constexpr Metric probe_reach{
    "tocsin_probe_reach",
    "1 for what the probe's own references say of its connection now.",
    MetricKind::gauge,
    {"probe", "family", "reach"}};
inline constexpr Metric probe_voice{
    "tocsin_probe_voice",
    "1 if the probe counts in verdicts on the root: attested, reporting and connected; else 0.",
    MetricKind::gauge,
    {"probe", "family"}};
inline constexpr Metric probe_clock_bound{"tocsin_probe_clock_bound_seconds",
                                          "How far off the probe's clock may be at most.",
                                          MetricKind::gauge,
                                          {"probe"}};
inline constexpr Metric sequence_gaps_total{
    "tocsin_probe_sequence_gaps_total",
    "Batches that came ahead of their chain, so that others were missing.",
    MetricKind::counter,
    {"probe"}};
inline constexpr Metric lost_batches_total{
    "tocsin_probe_lost_batches_total",
    "Batches that the probe itself declares not to be had, by reason.",
    MetricKind::counter,
    {"probe", "reason"}};
inline constexpr Metric late_measurements_total{
    "tocsin_late_measurements_total",
    "Measurements that came too late, or whose time is not trusted: in no live figure.",
    MetricKind::counter,
    {"probe"}};
inline constexpr Metric not_measured_total{
    "tocsin_not_measured_total",
    "Measurements that were due and left out by the probe, or lost to its own dead line.",
    MetricKind::counter,
    {"probe"}};
inline constexpr Metric unplaced_measurements_total{
    "tocsin_unplaced_measurements_total",
    "Measurements of an unknown target set, or with times that cannot be: in no live figure.",
    MetricKind::counter,
    {"probe"}};

inline constexpr Metric probe_recent_letters{
    "tocsin_probe_recent_letters",
    "Root letters that the probe asked within the last 24 s and knows the outcome of.",
    MetricKind::gauge,
    {"probe", "family", "transport"}};
inline constexpr Metric probe_recent_letters_up{
    "tocsin_probe_recent_letters_up",
    "Of the letters asked within the last 24 s, those that answered without error.",
    MetricKind::gauge,
    {"probe", "family", "transport"}};

// The root.
inline constexpr Metric root_availability{
    "tocsin_root_availability_ratio",
    "Share of the root service that probes with a voice see: 8 of 13 letters serve a probe fully.",
    MetricKind::gauge,
    {"family", "transport"}};
inline constexpr Metric root_availability_low{
    "tocsin_root_availability_ratio_low",
    "The same with everything that is missing taken as failed.",
    MetricKind::gauge,
    {"family", "transport"}};
inline constexpr Metric root_availability_high{
    "tocsin_root_availability_ratio_high",
    "The same with everything that is missing taken as passed.",
    MetricKind::gauge,
    {"family", "transport"}};
inline constexpr Metric root_probes{
    "tocsin_root_probes",
    "Enrolled probes by what they count as in a verdict on the root.",
    MetricKind::gauge,
    {"family", "transport", "state"}};
inline constexpr Metric root_window_availability{"tocsin_root_window_availability_ratio",
                                                 "Share of the root service over the last hour or "
                                                 "day, by five-minute intervals; our own method.",
                                                 MetricKind::gauge,
                                                 {"window", "family", "transport"}};
inline constexpr Metric root_window_availability_low{
    "tocsin_root_window_availability_ratio_low",
    "The same with everything that is missing taken as failed.",
    MetricKind::gauge,
    {"window", "family", "transport"}};
inline constexpr Metric root_window_availability_high{
    "tocsin_root_window_availability_ratio_high",
    "The same with everything that is missing taken as passed.",
    MetricKind::gauge,
    {"window", "family", "transport"}};
inline constexpr Metric root_window_intervals{
    "tocsin_root_window_intervals",
    "Five-minute intervals of all probes that measured in the window, measured and missing ones.",
    MetricKind::gauge,
    {"window", "family", "transport", "state"}};
inline constexpr Metric server_window_intervals{
    "tocsin_server_window_intervals",
    "The same of one server: in which it served the probe, did not, or was not asked.",
    MetricKind::gauge,
    {"window", "server", "family", "transport", "state"}};
inline constexpr Metric server_window_latency{
    "tocsin_server_window_latency_seconds",
    "Median time of the server's good answers over the last hour or day, one of each probe and "
    "five-minute interval; our own method.",
    MetricKind::gauge,
    {"window", "server", "family", "transport"}};
inline constexpr Metric server_window_latency_low{
    "tocsin_server_window_latency_seconds_low",
    "The same with everything that is missing taken as answered in no time.",
    MetricKind::gauge,
    {"window", "server", "family", "transport"}};
inline constexpr Metric server_window_latency_high{
    "tocsin_server_window_latency_seconds_high",
    "The same with everything that is missing taken as answered after four seconds.",
    MetricKind::gauge,
    {"window", "server", "family", "transport"}};
inline constexpr Metric server_window_answers{
    "tocsin_server_window_answers",
    "Of how many answers the median is: probes' five-minute intervals with a good answer.",
    MetricKind::gauge,
    {"window", "server", "family", "transport"}};
inline constexpr Metric root_margin_low{
    "tocsin_root_margin_letters_low",
    "Letters reached without somebody, less those needed; what is missing taken as not reached.",
    MetricKind::gauge,
    {"country", "voice", "without", "name"}};
inline constexpr Metric root_margin_high{"tocsin_root_margin_letters_high",
                                         "The same with what is missing taken as reached.",
                                         MetricKind::gauge,
                                         {"country", "voice", "without", "name"}};
inline constexpr Metric root_margin_probes{
    "tocsin_root_margin_probes",
    "Probes that their countries vouch for: measured, in the margin, or not measured now.",
    MetricKind::gauge,
    {"country", "voice", "state"}};
inline constexpr Metric root_parties_as_of{
    "tocsin_root_parties_as_of_timestamp_seconds",
    "The date of the table of who runs what of the root, in seconds since 1970.",
    MetricKind::gauge};
inline constexpr Metric server_recent_probes{
    "tocsin_server_recent_probes",
    "Probes with a voice that asked the server within the last 24 s and know the outcome.",
    MetricKind::gauge,
    {"server", "family", "transport"}};
inline constexpr Metric server_recent_probes_up{
    "tocsin_server_recent_probes_up",
    "Of the probes with a voice that asked within the last 24 s, those that had a good answer.",
    MetricKind::gauge,
    {"server", "family", "transport"}};
inline constexpr Metric server_up{
    "tocsin_server_up",
    "1 if the server answered the probe's last query without error, 0 if not.",
    MetricKind::gauge,
    {"probe", "server", "family", "transport"}};
inline constexpr Metric server_intercepted{
    "tocsin_server_intercepted",
    "1 where somebody on the way answered the probe's last query to the server; absent elsewhere.",
    MetricKind::gauge,
    {"probe", "server", "family", "transport"}};
inline constexpr Metric server_instance_info{
    "tocsin_server_instance_info",
    "The instance (NSID) that answered the probe last; always 1.",
    MetricKind::gauge,
    {"probe", "server", "family", "instance"}};
inline constexpr Metric zone_serial{"tocsin_zone_serial",
                                    "Serial of the root zone in the server's last answer.",
                                    MetricKind::gauge,
                                    {"probe", "server", "family"}};
inline constexpr Metric publication_lag{
    "tocsin_zone_publication_lag_seconds",
    "How long a newer root zone has been seen elsewhere than this instance gives; 0: none has.",
    MetricKind::gauge,
    {"server", "nsid"}};
inline constexpr Metric unverified_serial{"tocsin_zone_unverified_serial",
                                          "Serial that the instance gives, of no root zone that "
                                          "the collector verified; absent elsewhere.",
                                          MetricKind::gauge,
                                          {"server", "nsid"}};
inline constexpr Metric publication_probes{"tocsin_zone_publication_probes",
                                           "Probes with a voice that the instance answered lately.",
                                           MetricKind::gauge,
                                           {"server", "nsid"}};
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
inline constexpr Metric queries_total{"tocsin_queries_total",
                                      "Queries that were measured freshly, by how they ended.",
                                      MetricKind::counter,
                                      {"server", "family", "transport", "result", "country"}};
inline constexpr Metric query_duration{"tocsin_query_duration_seconds",
                                       "Round-trip times of answers without error.",
                                       MetricKind::histogram,
                                       {"server", "family", "transport", "country"}};

inline constexpr Metric signs_total{
    "tocsin_signs_total",
    "Fresh exchanges in which something was odd, by what it was; one may count for several.",
    MetricKind::counter,
    {"server", "family", "transport", "sign", "country"}};
inline constexpr Metric stray_replies_total{
    "tocsin_stray_replies_total",
    "Messages that came in fresh exchanges and were not the answer, by why; at most 4 each.",
    MetricKind::counter,
    {"server", "family", "transport", "reason", "country"}};

inline constexpr std::array all{build_info,
                                series_dropped,
                                journal_bytes,
                                batches_admitted_total,
                                batches_rejected_total,
                                batches_repeated_total,
                                live_dropped_total,
                                tls_refusals_total,
                                http_refusals_total,
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
                                root_zone_fetches_total,
                                root_zone_versions,
                                root_zone_alarms,
                                root_zone_serial,
                                root_zone_continuity,
                                queries_total,
                                query_duration,
                                signs_total,
                                stray_replies_total};

}  // namespace tocsin::collector::metrics
