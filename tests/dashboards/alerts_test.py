"""Which alerts fire, and above all which do not."""

import itertools
import subprocess
import unittest

from world import FAMILIES, LETTERS, PROMETHEUS, PROMTOOL, TRANSPORTS, World


def unreachable(letter, family):
    return {"alertname": "RootLetterUnreachable", "severity": "warning", "server": letter,
            "family": family}


def degraded(family, transport):
    return {"alertname": "RootServiceDegraded", "severity": "critical", "family": family,
            "transport": transport}


def letter_behind(letter):
    return {"alertname": "RootLetterBehind", "severity": "warning", "server": letter}


def instance_behind(letter, nsid):
    return {"alertname": "RootInstanceBehind", "severity": "warning", "server": letter,
            "nsid": nsid}


def delegation_alarm(alarm):
    return {"alertname": "RootDelegationAlarm", "severity": "warning", "alarm": alarm}


def isolated(country, family):
    return {"alertname": "CountryIsolated", "severity": "critical", "country": country,
            "family": family}


def intercepted(country, family):
    return {"alertname": "RootPathIntercepted", "severity": "warning", "country": country,
            "family": family}


def silent(probe):
    return {"alertname": "ProbeSilent", "severity": "warning", "probe": probe}


def peer_forked(log):
    return {"alertname": "PeerLogForked", "severity": "critical", "log": log}


def peer_not_cosigned(log):
    return {"alertname": "PeerLogNotCosigned", "severity": "warning", "log": log}


class AlertTest(unittest.TestCase):
    def assert_fires(self, world, *expected):
        """During the fault these and no others, before and after it none at all."""
        self.assertIsNone(world.firing("alerts-at-once.yml",
                                       ("2m40s", []), ("3m20s", expected),
                                       ("5m40s", expected), ("6m20s", [])))


class Letters(AlertTest):
    def test_a_dead_letter_is_unreachable_and_the_root_is_not_degraded(self):
        world = World()
        world.letter_fails("k")
        self.assert_fires(world, unreachable("k", "ipv4"), unreachable("k", "ipv6"))

    def test_a_letter_dead_in_one_family_is_so_in_that_family(self):
        world = World()
        world.letter_fails("k", family="ipv6")
        self.assert_fires(world, unreachable("k", "ipv6"))

    def test_a_letter_that_three_of_five_do_not_reach_is_unreachable(self):
        world = World()
        world.letter_fails("k", probes=("br-1", "jp-1", "ke-1"), family="ipv4")
        self.assert_fires(world, unreachable("k", "ipv4"))

    def test_a_letter_that_two_of_four_do_not_reach_is_not(self):
        world = World(countries=("BR", "JP", "KE", "NO"))
        world.letter_fails("k", probes=("br-1", "jp-1"))
        self.assert_fires(world)

    def test_a_letter_that_three_of_seven_do_not_reach_is_not(self):
        world = World(countries=("BR", "JP", "KE", "NO", "US", "ZA", "FR"))
        world.letter_fails("k", probes=("br-1", "jp-1", "ke-1"))
        self.assert_fires(world)

    def test_a_letter_that_nobody_measures_is_not_unreachable(self):
        world = World()
        world.letter_unmeasured("k")
        self.assert_fires(world)

    def test_a_letter_that_only_voiceless_probes_miss_is_not(self):
        world = World()
        for _ in range(5):
            world.letter_fails("k", probes=(world.add_probe("XX", attested="no"),))
        self.assert_fires(world)

    def test_a_withdrawn_site_is_no_alert(self):
        world = World()
        for probe in world.probes:
            for instance, values in (("oslo", (1, None, 1)), ("bergen", (None, 1, None))):
                world.phases("tocsin_server_instance_info", values, probe=probe, server="k",
                             family="ipv4", instance=instance)
        self.assert_fires(world)

    def test_each_collector_speaks_for_itself(self):
        world = World(collectors=("geneva", "nairobi"))
        world.letter_fails("k", family="ipv4")
        self.assert_fires(world, unreachable("k", "ipv4"))


class Delegations(AlertTest):
    def test_a_tld_that_is_gone_raises_the_alarm_and_no_other(self):
        world = World()
        world.always("tocsin_root_zone_alarms", 0, alarm="signers_removed")
        world.phases("tocsin_root_zone_alarms", (0, 1, 0), alarm="delegation_removed")
        self.assert_fires(world, delegation_alarm("delegation_removed"))


class Publication(AlertTest):
    def lags(self, world, letter, during, probes=3):
        """Of a letter's instances while the fault lasts; before and after it none is behind."""
        for nsid, lag in during.items():
            world.phases("tocsin_zone_publication_lag_seconds", (0, lag, 0), server=letter,
                         nsid=nsid)
        for probe in list(world.probes)[:probes]:
            for family in FAMILIES:
                world.always("tocsin_zone_serial", 1, probe=probe, server=letter, family=family)

    def test_a_letter_of_which_every_instance_is_behind_is_so(self):
        world = World()
        self.lags(world, "c", {"osl": 3960, "sto": 345600})
        self.assert_fires(world, letter_behind("c"))

    def test_one_instance_that_is_behind_is_no_letter(self):
        world = World()
        self.lags(world, "c", {"osl": 0, "sto": 3960})
        self.assert_fires(world, instance_behind("c", "sto"))

    def test_65_minutes_are_not_too_many(self):
        world = World()
        self.lags(world, "c", {"osl": 3900, "sto": 3900})
        self.assert_fires(world)

    def test_two_probes_alone_are_no_verdict_on_a_letter(self):
        world = World()
        self.lags(world, "c", {"osl": 3960}, probes=2)
        self.assert_fires(world, instance_behind("c", "osl"))


class Service(AlertTest):
    def test_five_dead_letters_do_not_degrade_the_root(self):
        world = World()
        for letter in LETTERS[:5]:
            world.letter_fails(letter)
        self.assert_fires(world, *[unreachable(letter, family)
                                   for letter in LETTERS[:5] for family in FAMILIES])

    def test_six_dead_letters_do(self):
        world = World()
        for letter in LETTERS[:6]:
            world.letter_fails(letter, family="ipv4")
        self.assert_fires(world, degraded("ipv4", "udp"), degraded("ipv4", "tcp"),
                          *[unreachable(letter, "ipv4") for letter in LETTERS[:6]])

    def test_an_outage_of_one_family_is_that_of_this_family(self):
        world = World()
        for letter in LETTERS:
            world.letter_fails(letter, family="ipv6")
        self.assert_fires(world, degraded("ipv6", "udp"), degraded("ipv6", "tcp"),
                          *[unreachable(letter, "ipv6") for letter in LETTERS])

    def test_a_block_of_tcp_is_no_dead_letter(self):
        world = World()
        for letter in LETTERS:
            world.letter_fails(letter, transport="tcp")
        self.assert_fires(world, degraded("ipv4", "tcp"), degraded("ipv6", "tcp"))

    def test_three_of_twelve_underserved_probes_are_a_quorum(self):
        world = World(countries=[f"C{letter}" for letter in "ABCDEFGHIJKL"])
        for letter in LETTERS[:6]:
            world.letter_fails(letter, probes=("ca-1", "cb-1", "cc-1"), family="ipv4",
                               transport="udp")
        self.assert_fires(world, degraded("ipv4", "udp"))

    def test_three_of_thirteen_are_none(self):
        world = World(countries=[f"C{letter}" for letter in "ABCDEFGHIJKLM"])
        for letter in LETTERS:
            world.letter_fails(letter, probes=("ca-1", "cb-1", "cc-1"))
        self.assert_fires(world)

    def test_two_underserved_probes_are_none(self):
        world = World()
        for letter in LETTERS:
            world.letter_fails(letter, probes=("br-1", "jp-1"))
        self.assert_fires(world)

    def test_over_tcp_it_is_seen_before_a_round_is_over(self):
        world = World()
        for probe, letter in itertools.product(world.probes, LETTERS):
            if world.asked_lately(probe, letter, "tcp"):
                world.letter_fails(letter, probes=(probe,), family="ipv4", transport="tcp")
        self.assert_fires(world, degraded("ipv4", "tcp"))

    def test_over_tcp_five_letters_are_no_outage_before_a_round_is_over_either(self):
        world = World()
        for probe, letter in itertools.product(world.probes, LETTERS[:5]):
            if world.asked_lately(probe, letter, "tcp"):
                world.letter_fails(letter, probes=(probe,), transport="tcp")
        self.assert_fires(world)

    def test_over_tcp_it_is_over_once_what_is_asked_is_answered(self):
        world = World()
        for probe, letter in itertools.product(world.probes, LETTERS):
            if not world.asked_lately(probe, letter, "tcp"):
                world.letter_fails(letter, probes=(probe,), transport="tcp")
        self.assert_fires(world)

    def test_letters_that_fail_half_of_those_that_ask_are_no_outage(self):
        world = World(countries=("BR", "JP", "KE", "NO", "US", "ZA"))
        world.rounds["tcp"] = 1
        for letter in "abc":
            world.letter_fails(letter, probes=("br-1", "jp-1", "ke-1"), transport="tcp")
        for letter in "def":
            world.letter_fails(letter, probes=("no-1", "us-1", "za-1"), transport="tcp")
        self.assert_fires(world)

    def test_few_questions_are_no_verdict(self):
        world = World()
        world.rounds["tcp"] = 7
        for probe, letter in itertools.product(world.probes, LETTERS):
            if world.asked_lately(probe, letter, "tcp"):
                world.letter_fails(letter, probes=(probe,), transport="tcp")
        self.assert_fires(world)

    def test_two_probes_alone_are_no_verdict(self):
        world = World(countries=("BR", "JP"))
        world.rounds["tcp"] = 1
        for letter in LETTERS:
            world.letter_fails(letter, transport="tcp")
        self.assert_fires(world)

    def test_letters_that_nobody_measures_do_not_degrade_the_root(self):
        world = World()
        for letter in LETTERS[:6]:
            world.letter_unmeasured(letter)
        self.assert_fires(world)


class Probes(AlertTest):
    def test_a_silent_probe_is_silent_and_no_dead_letter(self):
        world = World()
        world.silent("no-1")
        self.assert_fires(world, silent("no-1"))

    def test_nobody_waits_for_a_probe_whose_country_has_taken_back_its_word(self):
        world = World()
        world.silent(world.add_probe("SE", attested="no"))
        world.silent(world.add_probe("unattested", attested="no"))
        self.assert_fires(world, silent("unattested-1"))

    def test_all_probes_silent_is_no_outage_of_the_root(self):
        world = World()
        for probe in world.probes:
            world.silent(probe)
        self.assert_fires(world, *[silent(probe) for probe in world.probes])

    def test_a_probe_with_a_dead_line_is_no_alert(self):
        world = World()
        world.line_dead("no-1")
        world.during("tocsin_server_up", 0, probe="no-1")
        self.assert_fires(world)

    def test_all_lines_dead_is_no_outage_of_the_root(self):
        world = World()
        for probe in world.probes:
            world.line_dead(probe)
            world.during("tocsin_server_up", 0, probe=probe)
        self.assert_fires(world)

    def test_a_collector_without_data_raises_nothing(self):
        world = World()
        world.collector_gone()
        self.assert_fires(world)


class Paths(AlertTest):
    def test_an_intercepted_path_is_that_and_no_dead_letter(self):
        world = World()
        world.intercepted("no-1")
        self.assert_fires(world, intercepted("NO", "ipv4"), intercepted("NO", "ipv6"))

    def test_one_letter_in_one_family_is_enough(self):
        world = World()
        world.intercepted("no-1", letters="k", families=("ipv6",))
        self.assert_fires(world, intercepted("NO", "ipv6"))

    def test_all_paths_intercepted_are_no_outage_of_the_root(self):
        world = World()
        for probe in world.probes:
            world.intercepted(probe)
        self.assert_fires(world, *[intercepted(country, family)
                                   for country in world.probes.values() for family in FAMILIES])


class Countries(AlertTest):
    def test_an_isolated_country_is_isolated_and_no_dead_root(self):
        world = World()
        world.isolated("no-1")
        self.assert_fires(world, isolated("NO", "ipv4"), isolated("NO", "ipv6"))

    def test_a_country_can_be_isolated_in_one_family(self):
        world = World()
        world.isolated("no-1", families=("ipv6",))
        self.assert_fires(world, isolated("NO", "ipv6"))

    def test_most_countries_isolated_are_no_outage_of_the_root(self):
        world = World()
        for probe in ("br-1", "jp-1", "ke-1", "no-1"):
            world.isolated(probe)
        self.assert_fires(world, *[isolated(country, family)
                                   for country in ("BR", "JP", "KE", "NO") for family in FAMILIES])

    def test_a_country_with_one_probe_in_reach_of_the_world_is_not_isolated(self):
        world = World(countries=("BR", "JP", "KE", "NO", "NO"))
        world.isolated("no-1")
        self.assert_fires(world)

    def test_a_silent_probe_does_not_speak_against_isolation(self):
        world = World(countries=("BR", "JP", "KE", "NO", "NO"))
        world.isolated("no-1")
        world.silent("no-2")
        self.assert_fires(world, silent("no-2"), isolated("NO", "ipv4"), isolated("NO", "ipv6"))

    def test_a_dead_line_does_not_speak_against_isolation(self):
        world = World(countries=("BR", "JP", "KE", "NO", "NO"))
        world.isolated("no-1")
        world.line_dead("no-2")
        self.assert_fires(world, isolated("NO", "ipv4"), isolated("NO", "ipv6"))

    def test_a_silent_country_is_silent_and_not_isolated(self):
        world = World()
        world.silent("no-1")
        self.assert_fires(world, silent("no-1"))

    def test_an_unattested_probe_isolates_no_country(self):
        world = World()
        probe = world.add_probe("XX", attested="no")
        world.isolated(probe)
        self.assert_fires(world)


class Peers(AlertTest):
    LOG = "peer.example/log"

    def world(self):
        world = World()
        world.always("tocsin_peer_log_cosigned_size", 7, log=self.LOG)
        world.always("tocsin_peer_log_cosigned_timestamp_seconds", 0, log=self.LOG)
        for kind in ("same_size", "not_shown"):
            world.always("tocsin_peer_log_forks", 0, log=self.LOG, kind=kind)
        return world

    def test_a_log_with_two_roots_of_one_size_has_forked(self):
        world = self.world()
        world.during("tocsin_peer_log_forks", 1, kind="same_size")
        self.assert_fires(world, peer_forked(self.LOG))

    def test_a_wrong_proof_that_anybody_can_send_raises_nothing(self):
        world = self.world()
        world.during("tocsin_peer_log_forks", 32, kind="not_shown")
        world.phases("tocsin_peer_log_refused_timestamp_seconds", (None, 200, None), log=self.LOG,
                     reason="inconsistent")
        self.assert_fires(world)

    def test_a_log_that_was_not_cosigned_for_fifteen_minutes(self):
        world = self.world()
        world.during("tocsin_peer_log_cosigned_timestamp_seconds", -800)
        self.assert_fires(world, peer_not_cosigned(self.LOG))

    def test_a_log_that_was_never_cosigned(self):
        world = self.world()
        world.during("tocsin_peer_log_cosigned_timestamp_seconds", None)
        world.during("tocsin_peer_log_cosigned_size", 0)
        self.assert_fires(world, peer_not_cosigned(self.LOG))


class Figures(unittest.TestCase):
    NAME = "family_transport:tocsin_root_availability:ratio"

    def assert_ratio(self, world, value):
        expected = [({"family": family, "transport": transport}, value)
                    for family in FAMILIES for transport in TRANSPORTS]
        self.assertIsNone(world.figure(self.NAME, expected if value is not None else []))

    def test_all_letters_up(self):
        self.assert_ratio(World(), 1)

    def test_five_letters_dead(self):
        world = World()
        for letter in LETTERS[:5]:
            world.letter_fails(letter)
        self.assert_ratio(world, 1)

    def test_six_letters_dead(self):
        world = World()
        for letter in LETTERS[:6]:
            world.letter_fails(letter)
        self.assert_ratio(world, 0.875)

    def test_all_letters_dead(self):
        world = World()
        for letter in LETTERS:
            world.letter_fails(letter)
        self.assert_ratio(world, 0)

    def test_one_of_twenty_probes_sees_seven(self):
        world = World(countries=["NO"] * 20)
        for letter in LETTERS[:6]:
            world.letter_fails(letter, probes=("no-1",))
        self.assert_ratio(world, 0.99375)

    def test_what_is_not_measured_is_not_failed(self):
        world = World()
        for letter in LETTERS[:6]:
            world.letter_unmeasured(letter)
        self.assert_ratio(world, 1)

    def test_the_isolated_and_the_silent_have_no_part_in_it(self):
        world = World()
        world.isolated("br-1")
        world.silent("jp-1")
        self.assert_ratio(world, 1)

    def test_two_collectors_do_not_count_twice(self):
        world = World(collectors=("geneva", "nairobi"))
        for letter in LETTERS[:6]:
            world.letter_fails(letter)
        self.assert_ratio(world, 0.875)

    def test_without_a_voice_there_is_no_figure(self):
        world = World()
        for probe in world.probes:
            world.silent(probe)
        self.assert_ratio(world, None)


class Waiting(unittest.TestCase):
    def test_every_alert_waits_before_it_fires(self):
        world = World(countries=("BR", "JP", "KE", "NO", "US", "ZA"))
        for letter in LETTERS[:6]:
            world.letter_fails(letter, family="ipv4", transport="udp")
        world.isolated("no-1")
        world.silent("us-1")
        after_a_minute = [degraded("ipv4", "udp"), isolated("NO", "ipv4"), isolated("NO", "ipv6"),
                          *[unreachable(letter, "ipv4") for letter in LETTERS[:6]]]
        self.assertIsNone(world.firing("alerts.yml",
                                       ("3m40s", []),
                                       ("4m40s", after_a_minute),
                                       ("5m40s", [*after_a_minute, silent("us-1")]),
                                       ("6m40s", [])))

    def test_at_once_is_the_same_but_for_waiting(self):
        made = subprocess.run([PROMETHEUS / "at-once", PROMETHEUS / "alerts.yml"],
                              capture_output=True, text=True, check=True).stdout
        self.assertEqual(made, (PROMETHEUS / "alerts-at-once.yml").read_text())

    def test_every_file_is_clean_for_promtool(self):
        for name in ("rules.yml", "alerts.yml", "alerts-at-once.yml"):
            run = subprocess.run([PROMTOOL, "check", "rules", "--lint=all", "--lint-fatal",
                                  PROMETHEUS / name], capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


if __name__ == "__main__":
    unittest.main()
