#include "probes/clock/time_server.h"

#include "probes/clock/question.h"

namespace tocsin::probe {
namespace {

// Of these replies nobody knows that the server itself sent them: the wait goes on.
bool may_be_forged(TimeFault fault) {
  return fault == TimeFault::too_short || fault == TimeFault::wrong_version ||
         fault == TimeFault::not_a_server || fault == TimeFault::wrong_origin;
}

// The replies to one question, of which the last one counts.
class Replies {
 public:
  explicit Replies(NtpTime nonce) : nonce_(nonce) {}

  Heed hear(ByteView bytes) {
    last_ = parse_ntp_reply(bytes, nonce_);
    const bool goes_on = !last_ && may_be_forged(last_.error());
    return goes_on ? Heed::listen_on : Heed::done;
  }

  TimeAnswer answer(const Asked& asked, const ClockLine& ours) const {
    if (last_ && asked.trip) return error_interval(*last_, *asked.trip, ours);
    if (asked.end == AskEnd::unreachable) return fail_with(TimeFault::unreachable);
    const bool silent = !last_ && last_.error() == TimeFault::no_answer;
    if (silent && asked.end == AskEnd::wrong_source) return fail_with(TimeFault::wrong_source);
    return fail_with(last_ ? TimeFault::no_answer : last_.error());
  }

 private:
  NtpTime nonce_;
  Result<NtpReply, TimeFault> last_ = fail_with(TimeFault::no_answer);
};

}  // namespace

net::Task<TimeAnswer> ask_time_server(boost::asio::any_io_executor executor,
                                      const Clock& clock,
                                      TimeServerAsk to_ask) {
  Replies replies(to_ask.nonce);
  Question question;
  question.server = to_ask.server;
  question.bytes = ntp_request(to_ask.nonce);
  question.timeout = to_ask.timeout;
  question.hear = [&replies](ByteView bytes) { return replies.hear(bytes); };
  const auto asked = co_await ask(executor, clock, std::move(question));
  co_return replies.answer(asked, to_ask.ours);
}

}  // namespace tocsin::probe
