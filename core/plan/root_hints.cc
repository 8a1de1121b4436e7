#include "core/plan/root_hints.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/base/check.h"

namespace tocsin::plan {
namespace {

struct Letter {
  char letter;
  std::string_view v4;
  std::string_view v6;
};

constexpr std::array<Letter, 13> letters{{{'a', "198.41.0.4", "2001:503:ba3e::2:30"},
                                          {'b', "170.247.170.2", "2801:1b8:10::b"},
                                          {'c', "192.33.4.12", "2001:500:2::c"},
                                          {'d', "199.7.91.13", "2001:500:2d::d"},
                                          {'e', "192.203.230.10", "2001:500:a8::e"},
                                          {'f', "192.5.5.241", "2001:500:2f::f"},
                                          {'g', "192.112.36.4", "2001:500:12::d0d"},
                                          {'h', "198.97.190.53", "2001:500:1::53"},
                                          {'i', "192.36.148.17", "2001:7fe::53"},
                                          {'j', "192.58.128.30", "2001:503:c27::2:30"},
                                          {'k', "193.0.14.129", "2001:7fd::1"},
                                          {'l', "199.7.83.42", "2001:500:9f::42"},
                                          {'m', "202.12.27.33", "2001:dc3::35"}}};

Endpoint root_endpoint(std::string server, Address address) {
  return {.zone = ".", .server = std::move(server), .address = address};
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::vector<std::string> words_of(std::string_view line) {
  constexpr std::string_view blanks = " \t\r";
  line = line.substr(0, line.find(';'));
  std::vector<std::string> words;
  for (auto at = line.find_first_not_of(blanks); at != std::string_view::npos;) {
    const auto end = std::min(line.find_first_of(blanks, at), line.size());
    words.push_back(lower(line.substr(at, end - at)));
    at = line.find_first_not_of(blanks, end);
  }
  return words;
}

bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

// Owner, type and data, what else a line may hold taken away: a TTL and the class.
struct Record {
  std::string owner;
  std::string type;
  std::string data;
};

std::optional<Record> record_of(std::vector<std::string> words) {
  const auto is_ignored = [](std::string_view word) { return is_number(word) || word == "in"; };
  while (words.size() > 3 && is_ignored(words[1])) words.erase(words.begin() + 1);
  if (words.size() != 3) return std::nullopt;
  return Record{.owner = words[0], .type = words[1], .data = words[2]};
}

// Name servers of the root, and addresses of whom so ever.
class Hints {
 public:
  Status<> add(const Record& record) {
    if (record.type == "ns") return add_server(record);
    if (record.type == "a") return add_address(record, Family::v4);
    if (record.type == "aaaa") return add_address(record, Family::v6);
    return fail("only NS, A and AAAA belong here, not " + record.type);
  }

  Result<TargetSet> finish() const {
    TargetSet targets;
    for (const auto& server : servers_) {
      const auto addresses = addresses_.find(server);
      if (addresses == addresses_.end()) return fail("there is no address of " + server);
      for (const auto& address : addresses->second) {
        targets.endpoints.push_back(root_endpoint(server, address));
      }
    }
    for (const auto& [owner, addresses] : addresses_) {
      if (!servers_.contains(owner)) return fail(owner + " is not a name server of the root");
    }
    if (servers_.empty()) return fail("there is no name server of the root");
    return targets;
  }

 private:
  Status<> add_server(const Record& record) {
    if (record.owner != ".") return fail("only \".\" has name servers here, not " + record.owner);
    if (!root_letter(root_endpoint(record.data, {}))) {
      return fail(record.data + " is not one of a to m.root-servers.net.");
    }
    servers_.insert(record.data);
    return {};
  }

  Status<> add_address(const Record& record, Family family) {
    const auto address = address_from(record.data);
    if (!address || address->family != family) {
      return fail(record.data + " is not an address of type " + record.type);
    }
    addresses_[record.owner].insert(*address);
    return {};
  }

  std::set<std::string> servers_;
  std::map<std::string, std::set<Address>> addresses_;
};

}  // namespace

TargetSet compiled_root_targets() {
  TargetSet targets;
  for (const auto& letter : letters) {
    for (const auto text : {letter.v4, letter.v6}) {
      const auto address = address_from(text);
      check(address.has_value(), "a compiled-in root address is an address");
      const auto server = std::string(1, letter.letter) + ".root-servers.net.";
      targets.endpoints.push_back(root_endpoint(server, *address));
    }
  }
  std::ranges::sort(targets.endpoints);
  return targets;
}

Result<TargetSet> root_targets_from(std::string_view text) {
  Hints hints;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto words = words_of(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (words.empty()) continue;
    const auto at = "line " + std::to_string(number) + ": ";
    const auto record = record_of(words);
    if (!record) return fail(at + "this is not NAME [TTL] [IN] TYPE DATA");
    if (const auto added = hints.add(*record); !added) return fail(at + added.error().text);
  }
  return hints.finish();
}

}  // namespace tocsin::plan
