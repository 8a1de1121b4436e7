#include "probes/main/private_facts.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>

#include "core/base/hex.h"
#include "core/system/log.h"

namespace tocsin::probe {
namespace {

constexpr std::size_t set_aside_max = 99;

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
  if (!(words >> field >> salt_text >> value_text) || field > 255) return std::nullopt;
  const auto salt = from_hex(salt_text);
  auto value = from_hex(value_text);
  record::Opening opening;
  if (!salt || salt->size() != opening.salt.size() || !value) return std::nullopt;
  opening.field = static_cast<record::PrivateField>(field);
  std::ranges::copy(*salt, opening.salt.begin());
  opening.value = std::move(*value);
  return opening;
}

struct ReadOpenings {
  std::vector<record::Opening> openings;
  std::optional<std::string> fault;  // why they are not all
};

ReadOpenings read_openings(durable::FileSystem& files, const std::filesystem::path& path) {
  if (!files.exists(path)) return {};
  const auto bytes = durable::read_whole(files, path, PrivateFacts::openings_bytes_max);
  if (!bytes) return {.openings = {}, .fault = bytes.error().text};
  ReadOpenings read;
  std::istringstream text{std::string(as_text(*bytes))};
  for (std::string line; std::getline(text, line);) {
    auto opening = opening_in(line);
    if (!opening) read.fault = path.string() + " is damaged";
    if (opening) read.openings.push_back(std::move(*opening));
  }
  return read;
}

// Its new name: with the first number that is free.
durable::FileResult<std::string> set_aside(durable::FileSystem& files,
                                           const std::filesystem::path& path) {
  for (std::size_t number = 1; number <= set_aside_max; ++number) {
    const auto aside = path.string() + "." + std::to_string(number);
    if (files.exists(aside)) continue;
    if (const auto moved = files.rename(path, aside); !moved) return fail_with(moved.error());
    const auto kept = files.sync_directory(path.parent_path());
    return kept.map([&] { return aside; });
  }
  return fail_with(durable::FileError{std::errc::file_exists, "too many were set aside before"});
}

bool opens(const record::Opening& opening, const PrivateFact& fact) {
  return opening.field == fact.field && opening.value == fact.value;
}

}  // namespace

PrivateFacts::PrivateFacts(durable::FileSystem& files,
                           std::filesystem::path openings,
                           Entropy& entropy)
    : files_(files), path_(std::move(openings)), entropy_(entropy) {
  auto read = read_openings(files_, path_);
  openings_ = std::move(read.openings);
  if (!read.fault) return;
  const auto aside = set_aside(files_, path_);
  may_write_ = aside.has_value();
  if (may_write_) write(openings_);  // if it fails they are in the other file still
  system::log(system::Level::error,
              may_write_ ? "openings are begun anew" : "openings are not written any more",
              {{"why", *read.fault}, {"set_aside", aside ? *aside : "no: " + aside.error().text}});
}

std::vector<record::Commitment> PrivateFacts::commit(const std::vector<PrivateFact>& facts) {
  std::vector<record::Commitment> commitments;
  for (const auto& fact : facts) {
    if (known(fact) == nullptr && !make(fact, facts)) continue;
    commitments.push_back(record::commit(*known(fact)));
  }
  return commitments;
}

const record::Opening* PrivateFacts::known(const PrivateFact& fact) const {
  const auto found =
      std::ranges::find_if(openings_, [&](const auto& opening) { return opens(opening, fact); });
  return found == openings_.end() ? nullptr : &*found;
}

bool PrivateFacts::make(const PrivateFact& fact, const std::vector<PrivateFact>& in_use) {
  if (!may_write_) return false;
  const auto is_used = [&](const record::Opening& opening) {
    return std::ranges::any_of(in_use, [&](const auto& one) { return opens(opening, one); });
  };
  std::vector<record::Opening> openings;
  std::ranges::remove_copy_if(openings_, std::back_inserter(openings), is_used);
  std::ranges::copy_if(openings_, std::back_inserter(openings), is_used);
  openings.push_back(record::opening_of(fact.field, fact.value, entropy_));
  return write(std::move(openings));
}

// As many of the last as have room.
bool PrivateFacts::write(std::vector<record::Opening> openings) {
  std::string text;
  for (const auto& opening : openings) text += line_of(opening);
  std::size_t begin = 0;
  std::ptrdiff_t gone = 0;
  for (; text.size() - begin > openings_bytes_max; ++gone) begin = text.find('\n', begin) + 1;
  text.erase(0, begin);
  openings.erase(openings.begin(), openings.begin() + gone);
  constexpr auto privacy = durable::Privacy::owner_only;
  if (!durable::write_atomically(files_, path_, as_bytes(text), privacy)) return false;
  openings_ = std::move(openings);
  return true;
}

}  // namespace tocsin::probe
