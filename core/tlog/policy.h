// Whom a reader believes (C2SP tlog-policy): logs, witnesses, groups of witnesses and how many of
// them make a quorum. Each reader writes a policy of its own; the log has no say in it.
//
//   log     <vkey> [<url>]
//   witness <name> <vkey> [<url>]
//   group   <name> all|any|<k> <member>...     members are witnesses or groups named above
//   quorum  <name>|none
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/tlog/note_check.h"
#include "core/tlog/verifier_key.h"

namespace tocsin::tlog {

inline constexpr std::size_t policy_members_max = 1000;  // logs, witnesses and groups each

struct PolicyLog {
  VerifierKey key;
  std::string url;  // perhaps none
};

struct PolicyWitness {
  std::string name;
  VerifierKey key;
  std::string url;  // perhaps none
};

struct PolicyGroup {
  std::string name;
  std::size_t needed = 0;
  // Places among the policy's witnesses, and among its groups.
  std::vector<std::size_t> witnesses;
  std::vector<std::size_t> groups;
};

struct Policy {
  std::vector<PolicyLog> logs;
  std::vector<PolicyWitness> witnesses;
  std::vector<PolicyGroup> groups;  // members come before the groups that they are in
  std::string quorum;               // a witness, a group, or "none"
};

// The error names the line: "line 4: group nordic: 5 of 3 members".
Result<Policy> parse_policy(std::string_view text);

// The places of the witnesses whose cosignatures a checkpoint carries, and of the log.
struct Voices {
  std::size_t log = 0;
  std::vector<VerifiedSignature> witnesses;  // by place among the policy's witnesses
  std::vector<NoteSignature> ignored;
};

// Who speaks for a checkpoint, of those in the policy: a log whose name is the origin must.
Result<Voices> voices_for(const Note& checkpoint, const Policy& policy);

// Whether these witnesses, by place, are a quorum.
bool is_quorum(const Policy& policy, const std::vector<std::size_t>& witnesses);

}  // namespace tocsin::tlog
