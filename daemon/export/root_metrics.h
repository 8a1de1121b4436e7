// What a collector says of the root: what probes see of its letters.
#pragma once

#include "daemon/export/metric.h"

namespace tocsin::collector::metrics {

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
inline constexpr Metric root_window_correctness{
    "tocsin_root_window_correctness_ratio",
    "Share of the servers' responses that were correct, of those that were judged, over the hour "
    "or day that ended 70 minutes ago; our own method.",
    MetricKind::gauge,
    {"window"}};
inline constexpr Metric root_window_correctness_low{
    "tocsin_root_window_correctness_ratio_low",
    "The same with everything that is missing or not judged taken as incorrect.",
    MetricKind::gauge,
    {"window"}};
inline constexpr Metric root_window_correctness_high{
    "tocsin_root_window_correctness_ratio_high",
    "The same with everything that is missing or not judged taken as correct.",
    MetricKind::gauge,
    {"window"}};
inline constexpr Metric server_window_responses{
    "tocsin_server_window_responses",
    "Of the same what the server's responses were: one for each probe and five-minute interval.",
    MetricKind::gauge,
    {"window", "server", "state"}};
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

}  // namespace tocsin::collector::metrics
