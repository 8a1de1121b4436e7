// What the agent is asked, and what it says. The first word names the request.
//
//   exec HOST FOLDER COUNT VARIABLE... ARGUMENT...   three files; answered by "exit STATUS"
//   start NAME HOST FOLDER COUNT VARIABLE... ARGUMENT...
//   stop|kill|restart NAME
//   fault NAME KEY=VALUE...
//   clear NAME|all KEY=VALUE...
//   publish INSTANCE...          none: all
//   drop TLD
//   status text|json
//   down
//
// Everything but exec is answered by "ok TEXT" or "error TEXT".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace tocsin::lab {

// A program to run, as the client would have run it.
struct Order {
  std::string host;
  std::string folder;
  std::vector<std::string> environment;
  std::vector<std::string> command;
};

std::vector<std::string> to_words(const Order& order);
// Takes words as to_words gave them.
Result<Order> order_from(const std::vector<std::string>& words);

}  // namespace tocsin::lab
