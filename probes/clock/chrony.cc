#include "probes/clock/chrony.h"

#include "probes/clock/question.h"

namespace tocsin::probe {

net::SocketAddress local_chrony() {
  return {.address = plan::Address{.family = plan::Family::v4, .bytes = {127, 0, 0, 1}},
          .port = chrony_port};
}

net::Task<ChronyAnswer> ask_chrony(boost::asio::any_io_executor executor,
                                   const Clock& clock,
                                   net::SocketAddress server,
                                   std::uint32_t sequence) {
  ChronyAnswer answer = fail_with(ChronyFault::no_answer);
  Question question;
  question.server = server;
  question.bytes = chrony_request(sequence);
  question.timeout = std::chrono::seconds(1);
  question.hear = [&answer, sequence](ByteView bytes) {
    answer = parse_chrony_tracking(bytes, sequence);
    const bool other = !answer && answer.error() == ChronyFault::wrong_sequence;
    return other ? Heed::listen_on : Heed::done;
  };
  co_await ask(executor, clock, std::move(question));
  co_return answer;
}

}  // namespace tocsin::probe
