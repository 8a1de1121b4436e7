// What `tocsin-audit rssac047` says of a month.
#pragma once

#include <optional>
#include <vector>

#include "audit/annotations.h"
#include "audit/log_measurements.h"
#include "core/assess/rssac047.h"
#include "core/tlog/checkpoint.h"

namespace tocsin::audit {

struct MonthSource {
  enum class Kind : std::uint8_t { measurements, log, columns };
  Kind kind{};
  std::optional<tlog::Checkpoint> log = {};  // that was read, now or when the columns were made
};

std::string_view name_of(MonthSource::Kind kind);
// A sentence for people.
std::string source_text(const MonthSource& source);

struct MonthReport {
  assess::Rssac047 figures;  // without what is left out: these decide
  assess::Rssac047 whole;    // of everything, with the same letters
  std::vector<MonthSource> sources;
  std::vector<Annotated> annotations;     // that touch the month
  std::optional<LogCounts> log;           // what of a log did not enter it
  std::optional<LogCounts> others = {};   // of other plans, where these were verified too
  std::vector<RefusedZone> refused = {};  // zones in the log by which nothing was judged

  bool leaves_out() const;
};

// "12 batches of other plans, of them 1 not acknowledged and 2 not signed by their probes".
std::string others_text(const LogCounts& others);

// "Root zone serial 2026110100 in the log, by which nothing was judged: its object is not there".
std::string refused_text(const RefusedZone& zone);

// Of all figures of one RSI: fail where one does, pass only where all do.
assess::FigureVerdict verdict_of(const assess::RsiFigures& rsi);

// As people read it: "no-1, letters ak, 2026-11-01T... until 2026-11-02T...".
std::string portion_text(const Annotated& annotated);
// "120 measurements left out", "not left out".
std::string effect_text(const Annotated& annotated);
// "country NO"; "nobody named".
std::string whose_text(const Annotated& annotated);

}  // namespace tocsin::audit
