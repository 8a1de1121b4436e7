#include "tests/support/record/documented.h"

#include <algorithm>
#include <fstream>

#include "core/base/hex.h"

namespace tocsin::record {

Bytes documented(const std::string& document, const std::string& name) {
  std::ifstream in(TOCSIN_SOURCE_DIR "/docs/formats/" + document);
  std::string line;
  std::string hex;
  while (std::getline(in, line) && line != "```hex " + name) continue;
  while (std::getline(in, line) && line != "```") hex += line.substr(0, line.find('#'));
  std::erase(hex, ' ');
  return from_hex(hex).value_or(Bytes{});
}

}  // namespace tocsin::record
