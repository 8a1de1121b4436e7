// RFC 8949 appendix A: what of it is in our subset, and what is not.
#pragma once

#include <string_view>

#include "core/cbor/fault.h"

namespace tocsin::cbor {

struct Vector {
  std::string_view diagnostic;
  std::string_view hex;
};

inline constexpr Vector in_subset[] = {
    {"0", "00"},
    {"1", "01"},
    {"10", "0a"},
    {"23", "17"},
    {"24", "1818"},
    {"25", "1819"},
    {"100", "1864"},
    {"1000", "1903e8"},
    {"1000000", "1a000f4240"},
    {"1000000000000", "1b000000e8d4a51000"},
    {"18446744073709551615", "1bffffffffffffffff"},
    {"-18446744073709551616", "3bffffffffffffffff"},
    {"-1", "20"},
    {"-10", "29"},
    {"-100", "3863"},
    {"-1000", "3903e7"},
    {"false", "f4"},
    {"true", "f5"},
    {"null", "f6"},
    {"0(\"2013-03-21T20:04:00Z\")", "c074323031332d30332d32315432303a30343a30305a"},
    {"1(1363896240)", "c11a514b67b0"},
    {"23(h'01020304')", "d74401020304"},
    {"24(h'6449455446')", "d818456449455446"},
    {"h''", "40"},
    {"h'01020304'", "4401020304"},
    {"\"\"", "60"},
    {"\"a\"", "6161"},
    {"\"IETF\"", "6449455446"},
    {"\"\\\"\\\\\"", "62225c"},
    {"\"\\u00fc\"", "62c3bc"},
    {"\"\\u6c34\"", "63e6b0b4"},
    {"\"\\ud800\\udd51\"", "64f0908591"},
    {"[]", "80"},
    {"[1, 2, 3]", "83010203"},
    {"[1, [2, 3], [4, 5]]", "8301820203820405"},
    {"[1 .. 25]", "98190102030405060708090a0b0c0d0e0f101112131415161718181819"},
    {"{}", "a0"},
    {"{1: 2, 3: 4}", "a201020304"},
    {"{\"a\": 1, \"b\": [2, 3]}", "a26161016162820203"},
    {"[\"a\", {\"b\": \"c\"}]", "826161a161626163"},
    {"{\"a\": \"A\", ... \"e\": \"E\"}", "a56161614161626142616361436164614461656145"},
};

struct Refused {
  std::string_view diagnostic;
  std::string_view hex;
  Fault fault;
};

inline constexpr Refused outside_subset[] = {
    {"0.0", "f90000", Fault::unsupported},
    {"1.1", "fb3ff199999999999a", Fault::unsupported},
    {"100000.0", "fa47c35000", Fault::unsupported},
    {"undefined", "f7", Fault::unsupported},
    {"simple(16)", "f0", Fault::unsupported},
    {"simple(255)", "f8ff", Fault::unsupported},
    {"(_ h'0102', h'030405')", "5f42010243030405ff", Fault::indefinite_length},
    {"[_ ]", "9fff", Fault::indefinite_length},
    {"{_ \"a\": 1}", "bf616101ff", Fault::indefinite_length},
    // And from sections 3 and 4.2.1.
    {"0 in two bytes", "1800", Fault::not_shortest},
    {"24 in three", "190018", Fault::not_shortest},
    {"a length in two bytes", "580141", Fault::not_shortest},
    {"reserved additional information", "1c", Fault::reserved},
    {"keys out of order", "a203040102", Fault::unsorted_keys},
    {"a key twice", "a201020102", Fault::unsorted_keys},
    {"\"b\" before 1", "a2616201010a", Fault::unsorted_keys},
    {"half a surrogate", "63eda080", Fault::invalid_text},
    {"a long form of /", "62c0af", Fault::invalid_text},
    {"nine arrays deep", "818181818181818180", Fault::too_deep},
    {"two items", "0000", Fault::trailing_bytes},
    {"nothing", "", Fault::truncated},
};

}  // namespace tocsin::cbor
