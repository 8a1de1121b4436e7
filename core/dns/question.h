// What is asked: a name, a type and a class (RFC 1035 section 4.1.2).
#pragma once

#include "core/dns/codes.h"
#include "core/dns/name.h"

namespace tocsin::dns {

struct Question {
  Name name;
  Type type = Type::soa;
  Class klass = Class::in;
};

}  // namespace tocsin::dns
