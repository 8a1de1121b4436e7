// What a collector says of each probe.
#pragma once

#include "daemon/export/metric.h"

namespace tocsin::collector::metrics {

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
    "Measurements that came too late, or whose time is not trusted: in no figure of now.",
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

}  // namespace tocsin::collector::metrics
