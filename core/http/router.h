// Which handler answers which request. Paths are compared whole; a route whose path ends in "/*"
// takes everything below it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

#include "core/http/message.h"

namespace tocsin::http {

// A handler owns its request. It must not throw; what it awaits must end by itself (a deadline),
// for the server waits for it.
using Handler = std::function<boost::asio::awaitable<Response>(Request)>;

class Router {
 public:
  void add(std::string method, std::string path, Handler handler);
  // For answers that need no waiting.
  void add_direct(std::string method,
                  std::string path,
                  std::function<Response(const Request&)> answer);

  // 404 where no route has the path, 405 with Allow where one has it under another method.
  boost::asio::awaitable<Response> answer(Request request) const;

 private:
  struct Route {
    std::string method;
    std::string path;
    Handler handler;
  };

  std::vector<Route> routes_;
};

}  // namespace tocsin::http
