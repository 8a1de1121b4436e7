#include "probes/main/private_facts.h"

#include <algorithm>
#include <sstream>
#include <string>

#include "core/base/hex.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t openings_bytes_max = 1024 * 1024;
// An address that changes every hour fills this in more than half a year; then the oldest goes.
constexpr std::size_t openings_max = 5000;

// One line an opening: the field's number, the salt and the value in hexadecimal.
std::string line_of(const record::Opening& opening) {
  return std::to_string(static_cast<unsigned>(opening.field)) + " " + to_hex(opening.salt) + " " +
         to_hex(opening.value) + "\n";
}

std::optional<record::Opening> opening_in(const std::string& line) {
  std::istringstream words(line);
  unsigned field = 0;
  std::string salt_text;
  std::string value_text;
  if (!(words >> field >> salt_text >> value_text)) return std::nullopt;
  const auto salt = from_hex(salt_text);
  auto value = from_hex(value_text);
  record::Opening opening;
  if (!salt || salt->size() != opening.salt.size() || !value) return std::nullopt;
  opening.field = static_cast<record::PrivateField>(field);
  std::ranges::copy(*salt, opening.salt.begin());
  opening.value = std::move(*value);
  return opening;
}

std::vector<record::Opening> read_openings(durable::FileSystem& files,
                                           const std::filesystem::path& path) {
  std::vector<record::Opening> openings;
  const auto bytes = durable::read_whole(files, path, openings_bytes_max);
  if (!bytes) return openings;
  std::istringstream text{std::string(as_text(*bytes))};
  for (std::string line; std::getline(text, line);) {
    if (auto opening = opening_in(line)) openings.push_back(std::move(*opening));
  }
  return openings;
}

}  // namespace

PrivateFacts::PrivateFacts(durable::FileSystem& files,
                           std::filesystem::path openings,
                           Entropy& entropy)
    : files_(files),
      path_(std::move(openings)),
      entropy_(entropy),
      openings_(read_openings(files_, path_)) {}

std::vector<record::Commitment> PrivateFacts::commit(const std::vector<PrivateFact>& facts) {
  std::vector<record::Commitment> commitments;
  for (const auto& fact : facts) {
    if (known(fact) == nullptr && !make(fact)) continue;
    commitments.push_back(record::commit(*known(fact)));
  }
  return commitments;
}

const record::Opening* PrivateFacts::known(const PrivateFact& fact) const {
  const auto found = std::ranges::find_if(openings_, [&](const record::Opening& opening) {
    return opening.field == fact.field && opening.value == fact.value;
  });
  return found == openings_.end() ? nullptr : &*found;
}

bool PrivateFacts::make(const PrivateFact& fact) {
  auto openings = openings_;
  if (openings.size() >= openings_max) openings.erase(openings.begin());
  openings.push_back(record::opening_of(fact.field, fact.value, entropy_));
  std::string text;
  for (const auto& opening : openings) text += line_of(opening);
  constexpr auto privacy = durable::Privacy::owner_only;
  if (!durable::write_atomically(files_, path_, as_bytes(text), privacy)) return false;
  openings_ = std::move(openings);
  return true;
}

}  // namespace tocsin::probe
