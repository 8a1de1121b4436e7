"""The dashboard of the root: is it up, since when, and who says so."""

from panels import (BLUE, GREEN, RED, UNKNOWN, YELLOW, between, choice, dashboard, lines, stat,
                    states, steps, table, target)

WITH_VOICE = "and on (job, instance, probe, family) (tocsin_probe_voice == 1)"
CHOSEN = 'server=~"$server",family=~"$family"'
SHARE = [between(1, 1, "OK", GREEN, 0), between(0.5, 0.9999, "PARTLY", YELLOW, 1),
         between(0, 0.4999, "DOWN", RED, 2), *UNKNOWN]
VOICE = [between(1, 1, "voice", GREEN, 0), between(0, 0, "no voice", BLUE, 1), *UNKNOWN]


def verdict():
    ratio = steps((None, RED), (0.99, YELLOW), (1, GREEN))
    return "Is the root up, since when, and who says so", [
        stat("Root service", "Share of the service that probes with a voice see: 8 of 13 letters "
             "serve a probe fully.", "percentunit", "tocsin_root_availability_ratio",
             "{{family}} {{transport}}", thresholds=ratio),
        stat("At least, at most", "The same with all that is missing taken as failed, and as "
             "passed. Where these two differ in the verdict, nobody knows it.", "percentunit",
             'label_replace(tocsin_root_availability_ratio_low, "bound", "at least", "", "") or '
             'label_replace(tocsin_root_availability_ratio_high, "bound", "at most", "", "")',
             "{{bound}} {{family}} {{transport}}"),
        stat("Served fully for", "Time since three probes or more last saw fewer than 8 letters, "
             "within the last 24 hours.", "s",
             "time() - (max(max_over_time(timestamp("
             "family_transport:tocsin_probes_underserved:sum >= 3)[1d:1m])) "
             "or vector(time() - 86400)) and on () count(tocsin_root_availability_ratio)", "",
             thresholds=steps((None, RED), (300, YELLOW), (3600, GREEN)), width=4),
        stat("Probes with a voice", "Attested, reporting and connected: those whose measurements "
             "make the verdict.", "none", 'max by (family) (tocsin_root_probes{state="voice"})',
             "{{family}}", thresholds=steps((None, RED), (1, YELLOW), (3, GREEN)), width=4),
        stat("Probes without", "Enrolled probes that have no part in the verdict, by why.", "none",
             'max by (state) (tocsin_root_probes{state!="voice"})', "{{state}}", width=4),
        lines("Root service", "Both bounds around the figure: the wider they stand, the less is "
              "measured.", "percentunit",
              target("tocsin_root_availability_ratio", "{{family}} {{transport}}"),
              target("tocsin_root_availability_ratio_low", "at least {{family}} {{transport}}"),
              target("tocsin_root_availability_ratio_high", "at most {{family}} {{transport}}"),
              min=0, max=1),
        lines("Answered lately", "Share of the letters asked within the last 24 s by probes with a "
              "voice that gave a good answer, whatever was measured before.", "percentunit",
              target("sum by (family, transport) (tocsin_server_recent_probes_up) / "
                     "sum by (family, transport) (tocsin_server_recent_probes)",
                     "{{family}} {{transport}}"), min=0, max=1),
        lines("Asked lately", "Out of how many: one for each probe with a voice and each letter. "
              "Over TCP a letter is asked once a minute.", "none",
              target("sum by (family, transport) (tocsin_server_recent_probes)",
                     "{{family}} {{transport}}"), min=0),
        table("Firing alerts", "As far as this Prometheus has the rules and something to judge.",
              'ALERTS{alertstate="firing"}',
              ("Time", "Value", "__name__", "alertstate", "instance", "job"),
              no_value="no alert is firing", width=24)]


def letters():
    return "Letters", [
        states(f"{transport.upper()} over {name}", "Share of the probes with a voice to whose last "
               "query the letter gave a good answer.", SHARE,
               f'avg by (server) (tocsin_server_up{{family="{family}",transport="{transport}"}} '
               f"{WITH_VOICE})", "{{server}}")
        for transport in ("udp", "tcp") for family, name in (("ipv4", "IPv4"), ("ipv6", "IPv6"))]


def queries():
    buckets = (f"sum by (le, server) (rate(tocsin_query_duration_seconds_bucket{{{CHOSEN},"
               'transport="$transport"}[$__rate_interval]))')
    return "Times and failures", [
        lines("Round-trip time, median", "Of answers without error, over all countries.", "s",
              target(f"histogram_quantile(0.5, {buckets})", "{{server}}"), min=0),
        lines("Round-trip time, 95th percentile", "Of answers without error, over all countries.",
              "s", target(f"histogram_quantile(0.95, {buckets})", "{{server}}"), min=0),
        lines("Failures by kind", "Queries that did not end with a good answer.", "reqps",
              target(f'sum by (result) (rate(tocsin_queries_total{{{CHOSEN},result!="ok"}}'
                     "[$__rate_interval]))", "{{result}}"), min=0),
        lines("Failures by country", "As above, by where the probes are.", "reqps",
              target(f'sum by (country) (rate(tocsin_queries_total{{{CHOSEN},result!="ok"}}'
                     "[$__rate_interval]))", "{{country}}"), min=0)]


def instances():
    info = f"tocsin_server_instance_info{{{CHOSEN}}}"
    return "Instances and zone", [
        lines("Instances seen", "Distinct instances (NSID) by letter. A withdrawn site shows as a "
              "change here with nothing lost above.", "none",
              target(f"count by (server) (count by (server, instance) ({info}))", "{{server}}"),
              min=0),
        lines("Behind the newest zone", "For how long there has been a newer root zone than the "
              "one that each letter's oldest instance gives. No serial that one probe alone "
              "claims makes anybody old.", "s",
              target('max by (server) (tocsin_zone_publication_lag_seconds{server=~"$server"})',
                     "{{server}}"), min=0),
        lines("Correct responses", "Of the responses of all letters that were judged by the root "
              "zones in the log, over the hour that ended 70 minutes ago; at least and at most, "
              "with what is missing or was not judged.", "percentunit",
              target('tocsin_root_window_correctness_ratio{window="1h"}', "correct"),
              target('tocsin_root_window_correctness_ratio_low{window="1h"}', "at least"),
              target('tocsin_root_window_correctness_ratio_high{window="1h"}', "at most"),
              min=0, max=1),
        lines("Incorrect responses", "By letter, over that hour.", "none",
              target('max by (server) (tocsin_server_window_responses{window="1h",'
                     'state="incorrect",server=~"$server"})', "{{server}}"), min=0),
        table("Who reaches which instance", "The instance that answered each probe last.", info,
              ("Time", "Value", "__name__", "job"), width=24)]


def probes():
    return "Probes", [
        states("Voice", "Whether each probe counts in verdicts on the root.", VOICE,
               'tocsin_probe_voice{family=~"$family"}', "{{probe}} {{family}}"),
        lines("Time since the last report", "A probe is silent after 20 s.", "s",
              target("time() - tocsin_probe_last_report_timestamp_seconds", "{{probe}}"),
              min=0, height=10),
        table("Who they are", "As attested by their countries.",
              "tocsin_probe_up * on (job, instance, probe) "
              "group_left (version, asn, network, country, attested) tocsin_probe_info",
              ("Time", "__name__", "job")),
        lines("In no figure of now", "Measurements that came late or whose time is not trusted, "
              "that were not made, or that cannot be placed.", "cps",
              target("sum by (probe) (rate(tocsin_late_measurements_total[$__rate_interval]))",
                     "{{probe}} late"),
              target("sum by (probe) (rate(tocsin_not_measured_total[$__rate_interval]))",
                     "{{probe}} not measured"),
              target("sum by (probe) (rate(tocsin_unplaced_measurements_total"
                     "[$__rate_interval]))", "{{probe}} not placed"), min=0)]


def collector():
    return "Collector", [
        lines("Batches", "Admitted by how, and refused by why.", "cps",
              target("sum by (admission) (rate(tocsin_batches_admitted_total"
                     "[$__rate_interval]))", "{{admission}}"),
              target("sum by (reason) (rate(tocsin_batches_rejected_total"
                     "[$__rate_interval]))", "refused: {{reason}}"), min=0),
        lines("Connections refused", "In the TLS handshake, by listener and reason.", "cps",
              target("sum by (listener, reason) (rate(tocsin_tls_refusals_total"
                     "[$__rate_interval]))", "{{listener}}: {{reason}}"), min=0),
        lines("Journal", "Size on disk.", "bytes", target("tocsin_journal_bytes", "{{instance}}"),
              min=0)]


def variables():
    return [
        choice("server", "Letter", "label_values(tocsin_server_up, server)"),
        choice("family", "Family", "label_values(tocsin_server_up, family)"),
        {"name": "transport", "label": "Transport", "type": "custom", "query": "udp,tcp", "hide": 0,
         "multi": False, "includeAll": False,
         "options": [{"text": text, "value": text, "selected": text == "udp"}
                     for text in ("udp", "tcp")],
         "current": {"selected": True, "text": "udp", "value": "udp"}}]


def dns_root():
    rows = [verdict(), letters(), queries(), instances(), probes(), collector()]
    return dashboard("tocsin-root", "DNS root", "Is the DNS root reachable, as seen from many "
                     "countries at once.", rows, variables())
