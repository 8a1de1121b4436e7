#include "core/assess/window_figures.h"

namespace tocsin::assess {

void Responses::add(CorrectnessState state) {
  constexpr std::uint64_t Responses::* members[] = {&Responses::missing,
                                                    &Responses::not_received,
                                                    &Responses::not_judged,
                                                    &Responses::incorrect,
                                                    &Responses::correct};
  ++(this->*members[static_cast<std::size_t>(state)]);
}

std::optional<RootFigure> Responses::figure() const {
  const auto judged = correct + incorrect;
  if (judged == 0) return std::nullopt;
  const auto unknown = not_judged + missing;
  const auto all = static_cast<double>(judged + unknown);
  return RootFigure{.ratio = static_cast<double>(correct) / static_cast<double>(judged),
                    .low = static_cast<double>(correct) / all,
                    .high = static_cast<double>(correct + unknown) / all};
}

Responses& Responses::operator+=(const Responses& others) {
  correct += others.correct;
  incorrect += others.incorrect;
  not_judged += others.not_judged;
  not_received += others.not_received;
  missing += others.missing;
  return *this;
}

Responses WindowFigures::all_responses() const {
  Responses all;
  for (const auto& letter : responses) all += letter;
  return all;
}

}  // namespace tocsin::assess
