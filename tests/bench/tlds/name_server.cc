// Every TLD's name server at once, for bench.py: denies each name that it is asked, over UDP and
// TCP at port 53 of every address that its namespace takes for its own, in replies as large and as
// different from each other as those of signed TLDs are. With the word "silent" it hears and says
// nothing.
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

#include "core/base/check.h"
#include "core/dns/canonical.h"
#include "core/dns/message_format.h"
#include "core/dns/query.h"
#include "core/dns/reply.h"

namespace tocsin::bench {
namespace {

constexpr std::uint16_t dns_port = 53;
constexpr int tcp_queue = 1024;
constexpr std::size_t signature_octets = 256;  // RSA-2048
constexpr std::uint16_t pointer_mark = 0xc000;

template <class Number>
void append_code(Bytes& out, Number number) {
  append_be16(out, static_cast<std::uint16_t>(number));
}

// The proof that a name does not exist, as RFC 5155 has it: SOA, two NSEC3, and their signatures.
// What is in them is drawn, always the same for the same TLD.
class Denial {
 public:
  explicit Denial(const dns::Reply& query) : question_(query.question().value()), drawn_(seed()) {
    append_be16(bytes_, query.id());
    append_code(bytes_, dns::format::flag_qr | dns::format::flag_aa | int{3});
    for (const int count : {1, 0, 6, 1}) append_code(bytes_, count);
    append(bytes_, question_.name.wire());
    append_code(bytes_, question_.type);
    append_code(bytes_, question_.klass);
    add(tld(), dns::Type::soa, soa());
    add(tld(), dns::Type::rrsig, signature());
    for (int i = 0; i < 2; ++i) {
      const auto owner = hashed_owner();
      add(owner, dns::Type::nsec3, nsec3());
      add(owner, dns::Type::rrsig, signature());
    }
    append(bytes_, dns::Name().wire());
    append_code(bytes_, dns::Type::opt);
    append_be16(bytes_, dns::default_udp_payload);
    append(bytes_, Bytes(6, 0));
  }

  const Bytes& bytes() const { return bytes_; }

 private:
  // A pointer to the last label of the name that was asked.
  Bytes tld() const {
    std::size_t last = 0;
    const auto wire = question_.name.wire();
    for (std::size_t at = 0; wire[at] != 0; at += 1U + wire[at]) last = at;
    Bytes pointer;
    append_code(pointer, pointer_mark | (dns::format::header_octets + last));
    return pointer;
  }

  // The letters' case is the probe's, drawn for each query.
  std::uint64_t seed() const {
    return std::hash<std::string_view>{}(as_text(dns::lower_case(question_.name).wire()));
  }

  Bytes drawn(std::size_t size) {
    Bytes bytes(size);
    for (auto& each : bytes) each = static_cast<std::uint8_t>(drawn_());
    return bytes;
  }

  void add(const Bytes& owner, dns::Type type, const Bytes& data) {
    append(bytes_, owner);
    append_code(bytes_, type);
    append_code(bytes_, dns::Class::in);
    append_be32(bytes_, 900);
    append_code(bytes_, data.size());
    append(bytes_, data);
  }

  Bytes soa() {
    Bytes data;
    for (int name = 0; name < 2; ++name) append(data, tld());
    append(data, drawn(20));
    return data;
  }

  // RFC 4034 section 3.1; the signer's name is that of a TLD of three letters.
  Bytes signature() {
    Bytes data = drawn(18);
    append(data, Bytes{3, 't', 'l', 'd', 0});
    append(data, drawn(signature_octets));
    return data;
  }

  Bytes hashed_owner() {
    Bytes owner = drawn(33);
    owner.front() = 32;
    for (std::size_t i = 1; i < owner.size(); ++i) {
      owner[i] = static_cast<std::uint8_t>("0123456789ABCDEFGHIJKLMNOPQRSTUV"[owner[i] % 32]);
    }
    append(owner, tld());
    return owner;
  }

  // RFC 5155 section 3.2, without salt.
  Bytes nsec3() {
    Bytes data{1, 1, 0, 0, 0, 20};
    append(data, drawn(20));
    append(data, Bytes{0, 6, 0x20, 0, 0, 0, 0, 0x12});
    return data;
  }

  dns::Question question_;
  std::minstd_rand drawn_;
  Bytes bytes_;
};

std::optional<Bytes> reply_to(ByteView query) {
  const auto parsed = dns::parse_reply(query);
  if (!parsed || !parsed->question()) return std::nullopt;
  return Denial(*parsed).bytes();
}

int bound_socket(int type) {
  const int socket = ::socket(AF_INET6, type, 0);
  const int yes = 1;
  const int no = 0;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  setsockopt(socket, IPPROTO_IPV6, IPV6_RECVPKTINFO, &yes, sizeof yes);
  sockaddr_in6 any{};
  any.sin6_family = AF_INET6;
  any.sin6_port = htons(dns_port);
  check(bind(socket, reinterpret_cast<const sockaddr*>(&any), sizeof any) == 0, "port 53 is free");
  return socket;
}

// From the address that was asked: what the kernel said of the query's way is what it is told.
void answer_datagram(int socket, bool silent) {
  std::array<std::uint8_t, 2048> buffer{};
  alignas(cmsghdr) std::array<char, 256> control{};
  sockaddr_in6 client{};
  iovec part{.iov_base = buffer.data(), .iov_len = buffer.size()};
  msghdr message{};
  message.msg_name = &client;
  message.msg_namelen = sizeof client;
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const auto size = recvmsg(socket, &message, 0);
  if (size <= 0 || silent) return;
  auto reply = reply_to(ByteView(buffer).first(static_cast<std::size_t>(size)));
  if (!reply) return;
  part = {.iov_base = reply->data(), .iov_len = reply->size()};
  message.msg_flags = 0;
  sendmsg(socket, &message, 0);
}

// One query on one connection, which arrives in one piece here.
void answer_connection(int listener, bool silent) {
  const int socket = accept(listener, nullptr, nullptr);
  std::array<std::uint8_t, 2048> buffer{};
  const auto size = silent ? 0 : read(socket, buffer.data(), buffer.size());
  const auto query = ByteView(buffer).first(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  const auto reply = query.size() > 2 ? reply_to(query.subspan(2)) : std::nullopt;
  if (reply) {
    Bytes framed;
    append_code(framed, reply->size());
    append(framed, *reply);
    (void)send(socket, framed.data(), framed.size(), MSG_NOSIGNAL);
  }
  close(socket);
}

[[noreturn]] void serve(bool silent) {
  const int udp = bound_socket(SOCK_DGRAM);
  const int tcp = bound_socket(SOCK_STREAM);
  check(listen(tcp, tcp_queue) == 0, "a bound socket listens");
  std::array<pollfd, 2> sockets{pollfd{udp, POLLIN, 0}, pollfd{tcp, POLLIN, 0}};
  for (;;) {
    poll(sockets.data(), sockets.size(), -1);
    if (sockets[0].revents != 0) answer_datagram(udp, silent);
    if (sockets[1].revents != 0) answer_connection(tcp, silent);
  }
}

}  // namespace
}  // namespace tocsin::bench

int main(int count, char** words) {
  tocsin::bench::serve(count > 1 && std::string_view(words[1]) == "silent");
}
