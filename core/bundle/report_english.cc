#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

const Catalogue english{
    .language = Language::english,
    .direction = Direction::left_to_right,
    .reviewed_by = "",
    .counted = {.minutes = {.one = "{count} minute", .other = "{count} minutes"},
                .outages = {.one = "{count} outage", .other = "{count} outages"},
                .countries = {.one = "{count} country", .other = "{count} countries"},
                .networks = {.one = "{count} network", .other = "{count} networks"},
                .probes = {.one = "{count} probe", .other = "{count} probes"},
                .authorities = {.one = "{count} authority", .other = "{count} authorities"}},
    .texts =
        {.unreviewed = "unreviewed text: no named native reader has signed it off",
         .title = "Reachability of {service}",
         .title_span = "{from} to {to} UTC",
         .warning =
             "This page says what its writer has computed, and proves nothing by itself: check the "
             "bundle that it is about, as the last section says.",
         .letter = "root server {letter}",
         .root = "the DNS root ({needed} of its {letters} letters are needed)",
         .country = "{name} ({code})",
         .from_to = "{from} to {to}",
         .of_all = "{count} of {all}",
         .list_comma = ", ",
         .none = "none",
         .and_more = "and more",
         .what = "What",
         .nothing = "Nothing can be said: in none of the minutes could any country tell.",
         .no_outage =
             "No outage was found: in none of the minutes in which a country could tell had more"
             " than half of the countries that could tell lost {service}.",
         .outages_begin =
             "There were minutes in which more than half of the countries that could tell had "
             "lost {service}:",
         .outage_over = "Over {path}: {outages}, {minutes} in all.",
         .not_told =
             "Over {path} no country could tell in {minutes} of {all}: of these nothing is said.",
         .when = "When (UTC)",
         .when_outage = "Over {path}: from {from} to {to}, {minutes}.",
         .when_longest = "The longest over {path}: from {from} to {to}, {minutes}.",
         .began_between = "It began between {from} and {to}.",
         .began_before = "It began before {to}; how long before is not known.",
         .ended_between = "It ended between {from} and {to}.",
         .ended_after = "It ended after {from}; how long after is not known.",
         .clocks = "The clocks of the probes may be off by up to 1 s.",
         .seen_from = "Seen from",
         .measured =
             "Of the probes that a country had vouched for when the span began, these measured: "
             "{countries} of {all_countries}, {networks} of {all_networks}, {probes} of "
             "{all_probes}.",
         .lost_by =
             "Over {path}, countries that had lost it, of those that could tell, in the weakest "
             "minute: {lost} of {voices}.",
         .lost_throughout = "Had lost it throughout: {countries}.",
         .networks = "Networks of their probes that measured: {networks}.",
         .worked = "What still worked",
         .worked_countries = "Over {path}, had reached it throughout: {countries}.",
         .worked_root =
             "In the same minutes countries that had reached {root} throughout, of those that "
             "measured: {reached} of {all}.",
         .worked_paths = "No outage was found over: {paths}.",
         .worked_nothing = "Nothing that these measurements show.",
         .sure = "How sure",
         .sure_outage = "Outage over {path} from {from}: {word}.",
         .sure_none = "No outage over {path}: {word}.",
         .words = {"nothing is known",
                   "inconclusive",
                   "not corroborated outside its country",
                   "weakly corroborated",
                   "corroborated",
                   "well corroborated"},
         .scale = "The words for how sure",
         .scale_heads = {"Word", "What it means"},
         .meanings =
             {"No country could tell in any minute.",
              "It would change if the countries that were silent in a minute had all reached the "
              "service in it, or had all lost it. Silent are those that had vouched for a probe "
              "and "
              "could not tell then, whether they ever measured over the path or not.",
              "In none of its minutes had a second country lost the service; where no outage was "
              "found, only one country measured.",
              "It would change with the data of a single country left out.",
              "It stands with the data of any one country left out, whichever it is.",
              "It stands with the data of any two countries left out, whichever they are."},
         .not_shown = "What this does not show",
         .not_shown_cause =
             "Cause: why the service was not reached, and whether a server was down at all.",
         .not_shown_intent = "Intent: whether anybody meant it.",
         .not_shown_legality = "Legality: whether anything was lawful or not.",
         .not_shown_rest =
             "Anything between two measurements, and anything about countries, networks and "
             "services that are not named here.",
         .figures = "Figures",
         .figures_are =
             "What was not measured is taken neither as reached nor as lost. The bounds are the "
             "minutes of outage if all countries that were silent in a minute had reached the "
             "service in it, and if all had lost it. All figures are of the countries and probes "
             "below, and of no others.",
         .paths_heads = {"Path",
                         "Minutes in which a country could tell, of all",
                         "Countries that could tell at once",
                         "Of countries that had vouched for a probe",
                         "Outages",
                         "Minutes of outage",
                         "Its bounds"},
         .chart = "Countries over time",
         .chart_is =
             "From the ground up: countries that had lost the service (dark), had it partly "
             "(middle) and had reached it (light); blank: silent. The height is all countries "
             "that had vouched for a probe, the line half of them. Minutes in each place, of "
             "which that is shown in which the most had lost it: {minutes}. Time runs from left "
             "to right.",
         .chart_heads = {"Path", "From {from} to {to}"},
         .outages = "Outages",
         .outages_are =
             "In parentheses: between which times each began and ended. Of each it is said how "
             "many countries may be left out, whichever they are, so that every minute of it "
             "still is an outage. With 0 it hangs on a single country.",
         .outages_heads = {"Path",
                           "From (UTC)",
                           "To (UTC)",
                           "Minutes",
                           "Lost, of countries that could tell, in its weakest minute",
                           "Countries that may be left out",
                           "How sure",
                           "Had lost it throughout"},
         .countries = "By country over {path}",
         .countries_are =
             "Minutes of each country. Partly: some of its probes reached the service and others"
             " did not. No voice: it measured, but its references outside of the root were out "
             "of reach as well. Not corroborated outside its country: minutes in which it had "
             "lost the service and no other country had.",
         .cell = "In the picture a tall block is lost, a half one partly, a low one reached and a "
                 "line no voice; where it is blank nothing was measured. Minutes in each place, of "
                 "which the worst is shown: {minutes}.",
         .countries_heads = {"Country",
                             "Probes",
                             "Reached",
                             "Partly",
                             "Lost",
                             "No voice",
                             "Not measured",
                             "Not corroborated outside its country",
                             "From {from} to {to}"},
         .nobody_measured = "No country measured over this path.",
         .method = "Question and method",
         .method_question =
             "Who could reach {service} from {from} to {to} UTC ({minutes}), as probes of the "
             "plan {plan} measured it and the log {log} has kept it?",
         .method_is =
             "The method is {method}. A country is one voice, however many probes it has. A "
             "minute is an outage where more than half of the countries that could tell had lost"
             " the service.",
         .method_signs =
             "Times are in UTC, written year-month-day hour:minute. Countries are named in the "
             "terminology of the United Nations, with their code in ISO 3166-1; where that has "
             "none for a code, the code stands alone.",
         .probes = "Probes",
         .probes_are =
             "Every probe that the log knew. Missing: batches that lie between those in the log "
             "and are not there, and for how many of them the probe gave a reason. Broken: "
             "batches that do not name the one before. Not covered: time of the span in which it"
             " had no batch that counts.",
         .probes_heads =
             {"Probe", "Key", "Country", "Network", "Batches", "Missing", "Broken", "Not covered"},
         .network = "AS{asn} {name}",
         .missing = "{missing}, {explained} explained",
         .left_out = "What counts, and what was left out",
         .left_out_are = "None of what was left out is taken as a failure.",
         .newest = "The last of the batches that count closed at {time} UTC.",
         .left_out_heads = {"What", "How many"},
         .counted_batches = "batches that count",
         .not_signed =
             "batches, of any plan and time, not signed by a key that a probe enrolled with",
         .contradicted = "batches of which there are two with one number",
         .undated = "batches whose clock had no bound, or one above a second",
         .without_payload = "batches whose measurements are not in the bundle",
         .unreadable = "batches whose measurements are not what was signed",
         .unknown_targets = "batches of which nobody says which servers they measured",
         .counted_measurements = "measurements that count",
         .not_attested = "measurements of probes that no country of the list below had vouched for",
         .line_dead = "measurements of probes whose own line was dead",
         .intercepted = "measurements that somebody on the way had answered",
         .keys = "Whose word counts",
         .keys_are =
             "A probe is a country's where this key of the country has signed that it is. These "
             "are the keys that the writer of this page believes; a reader brings his own.",
         .keys_heads = {"Country", "Enrolment key"},
         .stamps = "Time-stamps",
         .stamped_by =
             "Time-stamping authorities that have signed by when all data of this page were "
             "in the log: {authorities}. They are those that the writer of this page "
             "believes; a reader brings his own.",
         .stamps_heads = {"Authority", "All data were there at the latest (UTC)"},
         .not_stamped =
             "No time-stamping authority that the writer of this page believes has stamped "
             "the data of this page. By when they were in the log is the witnesses' word "
             "alone.",
         .verify = "How to check it",
         .verify_audit =
             "With Tocsin's auditor, offline, on the bundle as one file. It computes every "
             "figure of this page again from what probes have signed, under the keys that you "
             "name in your policy; policy.example shows its form.",
         .verify_script =
             "With bash and openssl alone, in the unpacked bundle. It checks digests, the "
             "signatures of the log and the witnesses, and proofs; it says what it does not "
             "check.",
         .verify_own =
             "Bring keys, programs and the script from somebody whom you trust, not from this "
             "bundle.",
         .more = "{count} more are not shown here."},
};

}  // namespace tocsin::bundle
