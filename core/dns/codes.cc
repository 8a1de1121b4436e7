#include "core/dns/codes.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace tocsin::dns {
namespace {

template <class Code>
struct Named {
  Code code;
  std::string_view name;
};

constexpr Named<Type> types[] = {
    {Type::a, "A"},
    {Type::ns, "NS"},
    {Type::cname, "CNAME"},
    {Type::soa, "SOA"},
    {Type::txt, "TXT"},
    {Type::aaaa, "AAAA"},
    {Type::opt, "OPT"},
    {Type::ds, "DS"},
    {Type::rrsig, "RRSIG"},
    {Type::nsec, "NSEC"},
    {Type::dnskey, "DNSKEY"},
    {Type::nsec3, "NSEC3"},
    {Type::zonemd, "ZONEMD"},
    {Type::axfr, "AXFR"},
    {Type::any, "ANY"},
};

constexpr Named<Class> classes[] = {{Class::in, "IN"}, {Class::ch, "CH"}, {Class::any, "ANY"}};

constexpr Named<Rcode> rcodes[] = {
    {Rcode::noerror, "NOERROR"},
    {Rcode::formerr, "FORMERR"},
    {Rcode::servfail, "SERVFAIL"},
    {Rcode::nxdomain, "NXDOMAIN"},
    {Rcode::notimp, "NOTIMP"},
    {Rcode::refused, "REFUSED"},
    {Rcode::notauth, "NOTAUTH"},
    {Rcode::badvers, "BADVERS"},
    {Rcode::badcookie, "BADCOOKIE"},
};

template <class Code>
std::string text_of(Code code, std::span<const Named<Code>> named, std::string_view prefix) {
  const auto found = std::ranges::find(named, code, &Named<Code>::code);
  if (found != named.end()) return std::string(found->name);
  return std::string(prefix) + std::to_string(static_cast<unsigned>(code));
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<std::uint16_t> number_from(std::string_view digits) {
  std::uint16_t number = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

template <class Code>
std::optional<Code> code_from(std::string_view text,
                              std::span<const Named<Code>> named,
                              std::string_view prefix) {
  std::string name(text);
  std::ranges::transform(name, name.begin(), upper);
  const auto found = std::ranges::find(named, name, &Named<Code>::name);
  if (found != named.end()) return found->code;
  if (!name.starts_with(prefix)) return std::nullopt;
  const auto number = number_from(std::string_view(name).substr(prefix.size()));
  if (!number) return std::nullopt;
  return static_cast<Code>(*number);
}

}  // namespace

std::string to_text(Type type) {
  return text_of<Type>(type, types, "TYPE");
}
std::string to_text(Class klass) {
  return text_of<Class>(klass, classes, "CLASS");
}
std::string to_text(Rcode rcode) {
  return text_of<Rcode>(rcode, rcodes, "RCODE");
}

std::optional<Type> type_from(std::string_view text) {
  return code_from<Type>(text, types, "TYPE");
}

std::optional<Class> class_from(std::string_view text) {
  return code_from<Class>(text, classes, "CLASS");
}

}  // namespace tocsin::dns
