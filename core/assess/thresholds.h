// What RSSAC047v2 asks for: sections 5, 6 and 4.9.
#pragma once

#include "core/assess/figure.h"
#include "core/record/outcome.h"

namespace tocsin::assess {

// RSIs that are needed for the RSS to work: k = ceil((n - 1) * 2/3), 8 of 13.
std::uint32_t needed_of(std::uint32_t rsi_count);

// The smallest whole percentage with which k of n independent RSIs are up 99.999 % of the time: 96
// % for 13 [ydw, dlw].
Threshold rsi_availability_threshold(std::uint32_t rsi_count);
Threshold rss_availability_threshold();                        // [wzz]
Threshold rsi_latency_threshold(record::Transport transport);  // milliseconds [zuc, bpl]
Threshold rss_latency_threshold(record::Transport transport);  // milliseconds [uwf, lmx]
Threshold correctness_threshold();                             // [ahw, gfh]
Threshold rsi_publication_threshold();                         // minutes [fwa]
Threshold rss_publication_threshold();                         // minutes [zkl]

}  // namespace tocsin::assess
