// Messages that somebody built to hurt, each with the one error it must give.
#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/dns/message_name.h"
#include "core/dns/reply.h"

namespace tocsin::dns {
namespace {

struct Hostile {
  const char* name;
  std::string hex;
  ParseError expected;
};

void PrintTo(const Hostile& hostile, std::ostream* out) {
  *out << hostile.name;
}

// Headers: id 1234, QR and AA; then one question, or one record in a section.
const std::string question = "123484000001000000000000";
const std::string answer = "123484000000000100000000";
const std::string additional = "123484000000000000000001";
const std::string two_additionals = "123484000000000000000002";
const std::string soa_in = "00060001";
const std::string ttl = "00000000";
const std::string opt = "00002904d0000000000000";

std::string repeated(const std::string& hex, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += hex;
  return all;
}

const Hostile vectors[] = {
    {"nothing", "", ParseError::short_header},
    {"eleven_octets", "1234840000000000000000", ParseError::short_header},
    {"question_missing", question, ParseError::name_beyond_end},
    {"question_without_type", question + "00", ParseError::question_beyond_end},
    {"question_without_half_its_class", question + "00000600", ParseError::question_beyond_end},
    {"label_over_the_end", question + "3f6e6f", ParseError::name_beyond_end},
    {"name_without_its_root", question + "026e6f", ParseError::name_beyond_end},
    {"pointer_cut_in_half", question + "c0", ParseError::name_beyond_end},
    {"pointer_to_itself", question + "c00c" + soa_in, ParseError::pointer_not_backward},
    {"pointer_forward", question + "c010" + soa_in + "00", ParseError::pointer_not_backward},
    {"pointer_beyond_the_end", question + "ffff" + soa_in, ParseError::pointer_not_backward},
    {"pointer_into_the_header", question + "c002" + soa_in, ParseError::pointer_not_backward},
    {"pointer_into_its_own_labels",
     question + "0161c00c" + soa_in,
     ParseError::pointer_not_backward},
    {"pointer_into_the_middle_of_its_own_labels",
     question +
         "03616161"
         "c00e" +
         soa_in,
     ParseError::pointer_not_backward},
    {"two_pointers_at_each_other",
     "123484000002000000000000"
     "c012" +
         soa_in + "c00c" + soa_in,
     ParseError::pointer_not_backward},
    {"label_kind_01", question + "40" + soa_in, ParseError::bad_label},
    {"label_kind_10", question + "80" + soa_in, ParseError::bad_label},
    {"name_of_256_octets_in_place",
     question + repeated("0161", 127) + "016100" + soa_in,
     ParseError::name_too_long},
    {"name_of_256_octets_by_a_pointer",
     "123484000002000000000000" + repeated("0161", 127) + "00" + soa_in + "0161c00c" + soa_in,
     ParseError::name_too_long},
    {"more_questions_than_there_are",
     "12348400ffff000000000000"
     "00" +
         soa_in,
     ParseError::name_beyond_end},
    {"more_records_than_there_are",
     "12348400ffffffffffffffff" + repeated("00" + soa_in, 0xff),
     ParseError::name_beyond_end},
    {"record_without_its_fields", answer + "00" + soa_in, ParseError::record_beyond_end},
    {"record_without_half_its_length",
     answer + "00" + soa_in + ttl + "00",
     ParseError::record_beyond_end},
    {"data_one_octet_over_the_end",
     answer + "00" + soa_in + ttl + "0003aabb",
     ParseError::record_beyond_end},
    {"data_of_65535_octets_that_are_not_there",
     answer + "00" + soa_in + ttl + "ffff",
     ParseError::record_beyond_end},
    {"owner_points_to_itself",
     answer + "c00c" + soa_in + ttl + "0000",
     ParseError::pointer_not_backward},
    {"opt_twice", two_additionals + opt + opt, ParseError::second_opt},
    {"opt_not_at_the_root", additional + "016100" + opt.substr(2), ParseError::opt_not_at_root},
    {"option_code_cut",
     additional + "00002904d000000000"
                  "0001"
                  "00",
     ParseError::option_beyond_end},
    {"option_length_cut",
     additional + "00002904d000000000"
                  "0003"
                  "000300",
     ParseError::option_beyond_end},
    {"option_value_over_its_record",
     additional + "00002904d000000000"
                  "0005"
                  "0003000261",
     ParseError::option_beyond_end},
};

class HostileReply : public testing::TestWithParam<Hostile> {};

TEST_P(HostileReply, GivesItsNamedError) {
  const auto bytes = from_hex(GetParam().hex).value();
  const auto reply = parse_reply(bytes);
  ASSERT_FALSE(reply);
  EXPECT_EQ(name_of(reply.error()), name_of(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(Vectors, HostileReply, testing::ValuesIn(vectors), [](const auto& vector) {
  return vector.param.name;
});

// Each name is one octet of label and a pointer to the one before, so that the last has the longest
// chain that a name can have.
TEST(HostileReplies, TheLongestChainOfPointersIsANameAndOneMoreIsNot) {
  Bytes bytes(12);
  append(bytes, *from_hex("00"));
  std::size_t previous = 12;
  for (int label = 0; label < 127; ++label) {
    const auto at = bytes.size();
    append(bytes, *from_hex("0161"));
    append_be16(bytes, static_cast<std::uint16_t>(0xc000 | previous));
    ASSERT_TRUE(read_name(bytes, at)) << label;
    previous = at;
  }
  EXPECT_EQ(read_name(bytes, previous)->label_count(), 127U);
  const auto at = bytes.size();
  append(bytes, *from_hex("0161"));
  append_be16(bytes, static_cast<std::uint16_t>(0xc000 | previous));
  EXPECT_EQ(read_name(bytes, at).error(), ParseError::name_too_long);
}

// Bare pointers add no label. Thousands of them, shared by thousands of records, would make the
// work quadratic.
TEST(HostileReplies, AChainOfBarePointersEndsAtTheLimit) {
  Bytes bytes(13);
  append_be16(bytes, 0xc00c);
  for (int i = 1; i < 127; ++i) append_be16(bytes, static_cast<std::uint16_t>(0xc00b + 2 * i));
  EXPECT_TRUE(read_name(bytes, bytes.size() - 2)->is_root());
  append_be16(bytes, static_cast<std::uint16_t>(0xc000 | (bytes.size() - 2)));
  EXPECT_EQ(read_name(bytes, bytes.size() - 2).error(), ParseError::too_many_pointers);
}

TEST(HostileReplies, ANameOutsideTheMessageIsAnError) {
  const Bytes bytes(12);
  EXPECT_EQ(read_name(bytes, 12).error(), ParseError::name_beyond_end);
  EXPECT_EQ(read_name(bytes, 70000).error(), ParseError::name_beyond_end);
  EXPECT_EQ(name_end(bytes, 70000).error(), ParseError::name_beyond_end);
}

}  // namespace
}  // namespace tocsin::dns
