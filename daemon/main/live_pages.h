// The pages that the assessment thread makes and the Asio thread serves: /metrics anew for whoever
// asks, those for everybody now and then (shared_page.h). On the Asio thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <optional>
#include <string>

#include "core/http/message.h"
#include "daemon/main/assessment_thread.h"
#include "daemon/main/shared_page.h"

namespace tocsin::collector {

class LivePages {
 public:
  // The serials of the zones that are verified by now, for each page anew.
  using Verified = std::function<AssessmentThread::Verified()>;

  // All outlive this.
  LivePages(boost::asio::io_context& io,
            const Clock& clock,
            AssessmentThread& assessment,
            const assess::RootParties& parties,
            Verified verified);

  // Who runs what of the root, from now on.
  void use(const assess::RootParties& parties);

  boost::asio::awaitable<http::Response> metrics(CollectorCounters counters);
  boost::asio::awaitable<http::Response> root();
  using Form = AssessmentThread::Form;
  boost::asio::awaitable<http::Response> dependence(Form form);

 private:
  using Ask = std::function<bool(AssessmentThread::Done)>;

  boost::asio::awaitable<std::optional<std::string>> made(Ask ask);
  boost::asio::awaitable<http::Response> shared(SharedPage& page, std::string type, Ask ask);

  boost::asio::io_context& io_;
  AssessmentThread& assessment_;
  Verified verified_;
  AssessmentThread::Parties parties_;
  SharedPage root_page_;
  SharedPage dependence_json_;
  SharedPage dependence_text_;
};

}  // namespace tocsin::collector
