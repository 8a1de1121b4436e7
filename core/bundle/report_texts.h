// What report.html says, in one language: texts, not HTML. "{name}" is a place for a value that the
// page fills in; a translation has the same places, in its own order. Times are ISO 8601 in UTC and
// digits are those of ASCII in every language.
#pragma once

#include <array>
#include <string_view>

#include "core/bundle/corroboration.h"
#include "core/bundle/language.h"
#include "core/bundle/plural.h"

namespace tocsin::bundle {

using std::string_view;

// Nothing but texts: a test goes through them as an array.
struct ReportTexts {
  string_view unreviewed;  // on every page of a catalogue that no native reader has signed off

  string_view title;
  string_view title_span;
  string_view warning;
  string_view letter;
  string_view root;
  string_view country;  // its name in the terminology of the United Nations, and its code
  string_view from_to;  // two numbers or times
  string_view of_all;   // two numbers
  string_view list_comma;
  string_view none;
  string_view and_more;

  string_view what;
  string_view nothing;
  string_view no_outage;
  string_view outages_begin;
  string_view outage_over;
  string_view not_told;

  string_view when;
  string_view when_outage;
  string_view when_longest;
  string_view began_between;
  string_view began_before;
  string_view ended_between;
  string_view ended_after;
  string_view clocks;

  string_view seen_from;
  string_view measured;
  string_view lost_by;
  string_view lost_throughout;
  string_view networks;

  string_view worked;
  string_view worked_countries;
  string_view worked_root;
  string_view worked_paths;
  string_view worked_nothing;

  string_view sure;
  string_view sure_outage;
  string_view sure_none;
  std::array<string_view, corroboration_count> words;
  string_view scale;
  std::array<string_view, 2> scale_heads;
  std::array<string_view, corroboration_count> meanings;

  string_view not_shown;
  string_view not_shown_cause;
  string_view not_shown_intent;
  string_view not_shown_legality;
  string_view not_shown_rest;

  string_view figures;
  string_view figures_are;
  std::array<string_view, 7> paths_heads;
  string_view chart;
  string_view chart_is;
  std::array<string_view, 2> chart_heads;

  string_view outages;
  string_view outages_are;
  std::array<string_view, 8> outages_heads;

  string_view countries;
  string_view countries_are;
  string_view cell;
  std::array<string_view, 9> countries_heads;
  string_view nobody_measured;

  string_view method;
  string_view method_question;
  string_view method_is;
  string_view method_signs;

  string_view probes;
  string_view probes_are;
  std::array<string_view, 8> probes_heads;
  string_view network;
  string_view missing;

  string_view left_out;
  string_view left_out_are;
  string_view newest;
  std::array<string_view, 2> left_out_heads;
  string_view counted_batches;
  string_view not_signed;
  string_view contradicted;
  string_view undated;
  string_view without_payload;
  string_view unreadable;
  string_view unknown_targets;
  string_view counted_measurements;
  string_view not_attested;
  string_view line_dead;
  string_view intercepted;

  string_view keys;
  string_view keys_are;
  std::array<string_view, 2> keys_heads;

  string_view stamps;
  string_view stamped_by;
  std::array<string_view, 2> stamps_heads;
  string_view not_stamped;

  string_view verify;
  string_view verify_audit;
  string_view verify_script;
  string_view verify_own;

  string_view more;  // rows that are left out
};

// Things that are counted, as they stand by themselves or behind a colon. Nothing but forms.
struct CountedTexts {
  PluralForms minutes;
  PluralForms outages;
  PluralForms countries;
  PluralForms networks;
  PluralForms probes;
  PluralForms authorities;  // for time-stamps
};

enum class Direction : std::uint8_t { left_to_right, right_to_left };

struct Catalogue {
  Language language{};
  Direction direction{};
  string_view reviewed_by;  // who, with this as his native language, answers for it; empty: nobody
  CountedTexts counted;
  ReportTexts texts;
};

extern const Catalogue english;
extern const Catalogue french;
extern const Catalogue spanish;
extern const Catalogue russian;
extern const Catalogue chinese;
extern const Catalogue arabic;

const Catalogue& catalogue_of(Language language);

}  // namespace tocsin::bundle
