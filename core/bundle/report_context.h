// What every section of report.html is written with: the claim, the catalogue, and how values are
// put into its texts. Pure; lives no longer than either.
#pragma once

#include <string>
#include <vector>

#include "core/bundle/claim.h"
#include "core/bundle/html.h"
#include "core/bundle/report_texts.h"

namespace tocsin::bundle {

class ReportContext {
 public:
  // Of a question that check_question() takes.
  ReportContext(const Claim& claim, const Catalogue& catalogue);

  const Claim& claim() const { return claim_; }
  const Catalogue& catalogue() const { return catalogue_; }
  const ReportTexts& texts() const { return catalogue_.texts; }
  const CountedTexts& counted() const { return catalogue_.counted; }
  std::uint32_t minutes() const { return minutes_; }
  const std::vector<MinuteTally>& tallies(const assess::PathReach& path) const;

  // Values for the places of a text. What is not of the page's language reads from left to right
  // by itself, so that no date is turned around in a line of Arabic.
  std::string isolated(std::string_view text) const;
  std::string minute(WallTime time) const;  // "2026-11-29 12:00"
  std::string minute(std::uint32_t of_span) const;
  std::string second(WallTime time) const;
  std::string count(const PluralForms& forms, std::uint64_t count) const;  // "3 minutes"
  std::string of_all(std::uint64_t count, std::uint64_t all) const;
  std::string country(std::string_view code) const;  // "Norway (NO)"
  // So many of them, and that there are more; "none".
  std::string countries(const std::vector<std::string>& codes, std::size_t shown_max) const;
  std::string list(const std::vector<std::string>& texts, std::size_t shown_max) const;
  std::string path(const assess::PathReach& path) const;
  std::string service() const;
  std::string root() const;  // the text about the root as a whole
  std::string with_span(std::string_view text) const;
  std::string_view word(Corroboration corroboration) const;

  // A paragraph that counts the rows that are not shown, if any.
  std::string rest_of(std::size_t all, std::size_t shown) const;

 private:
  const Claim& claim_;
  const Catalogue& catalogue_;
  std::uint32_t minutes_;
  std::vector<std::vector<MinuteTally>> tallies_;  // of each of the claim's paths
};

std::string heading(std::string_view text);
std::string paragraph(std::string_view text);
std::string number(std::uint64_t value);

}  // namespace tocsin::bundle
